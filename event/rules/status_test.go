package rules

import (
	"testing"

	"readout/article"
	"readout/doc"
)

// clauses makes a reading of words, each tagged after a slash, in one sentence.
func clauses(t *testing.T, tagged ...string) *reading {
	t.Helper()
	words, tags := make([]string, len(tagged)), make([]string, len(tagged))
	for i, s := range tagged {
		words[i], tags[i] = s, "NOUN/NN"
		for j := len(s) - 1; j > 0; j-- {
			if s[j] == ':' {
				words[i], tags[i] = s[:j], s[j+1:]
				break
			}
		}
	}
	d := doc.Build(words, tags, nil, nil)
	r := new(reading)
	r.start(d)
	return r
}

// TestStatusOfAClause reads every word of the status table from a clause that says
// it: docs/guide/status.md.
func TestStatusOfAClause(t *testing.T) {
	for want, examples := range map[string][][]string{
		"planned":     {{"talks", "will:AUX/MD", "begin:VERB/VB"}, {"talks", "are:AUX/VBP", "set:VERB/VBN", "to:PART/TO", "begin:VERB/VB"}, {"talks", "are:AUX/VBP", "due:ADJ/JJ"}},
		"likely":      {{"talks", "are:AUX/VBP", "expected:VERB/VBN"}, {"talks", "will:AUX/MD", "probably:ADV/RB", "begin:VERB/VB"}},
		"possible":    {{"talks", "may:AUX/MD", "begin:VERB/VB"}, {"talks", "are:AUX/VBP", "being:AUX/VBG", "discussed:VERB/VBN"}, {"talks", "are:AUX/VBP", "not:PART/RB", "ruled:VERB/VBN", "out:ADP/RP"}},
		"undecided":   {{"venue", "needs:VERB/VBZ", "to:PART/TO", "be:AUX/VB", "agreed:VERB/VBN"}, {"no:DET/DT", "decision", "on:ADP/IN", "talks"}, {"too:ADV/RB", "early:ADV/RB", "to:PART/TO", "say:VERB/VB"}, {"talks", "remain:VERB/VBP", "open:ADJ/JJ"}},
		"doubted":     {{"talks", "are:AUX/VBP", "unlikely:ADJ/JJ"}, {"he:PRON/PRP", "does:AUX/VBZ", "not:PART/RB", "expect:VERB/VB", "talks"}},
		"not planned": {{"talks", "are:AUX/VBP", "not:PART/RB", "being:AUX/VBG", "planned:VERB/VBN"}, {"there:PRON/EX", "are:VERB/VBP", "no:DET/DT", "plans:NOUN/NNS"}, {"talks", "are:AUX/VBP", "not:PART/RB", "on:ADP/IN", "the:DET/DT", "agenda"}},
		"ruled out":   {{"he:PRON/PRP", "will:AUX/MD", "not:PART/RB", "attend:VERB/VB"}, {"he:PRON/PRP", "wo:AUX/MD", "n't:PART/RB", "attend:VERB/VB"}, {"he:PRON/PRP", "ruled:VERB/VBD", "out:ADP/RP", "talks"}},
		"postponed":   {{"talks", "were:AUX/VBD", "postponed:VERB/VBN"}, {"talks", "were:AUX/VBD", "put:VERB/VBN", "off:ADP/RP"}},
		"cancelled":   {{"talks", "were:AUX/VBD", "cancelled:VERB/VBN"}, {"talks", "were:AUX/VBD", "called:VERB/VBN", "off:ADP/RP"}},
		"declined":    {{"he:PRON/PRP", "declined:VERB/VBD", "to:PART/TO", "comment:VERB/VB"}},
		"held":        {{"talks", "took:VERB/VBD", "place"}, {"talks", "were:AUX/VBD", "held:VERB/VBN"}},
		"":            {{"talks", "in:ADP/IN", "Lausen:PROPN/NNP"}},
	} {
		for _, words := range examples {
			r := clauses(t, words...)
			if got := r.statusAt(0); got != want {
				t.Errorf("%v: %q, want %q", words, got, want)
			}
		}
	}
}

// TestClausesEndWhereTheStatusDoes: what is said of one thing is not said of the next.
func TestClausesEndWhereTheStatusDoes(t *testing.T) {
	r := clauses(t, "talks", "will:AUX/MD", "begin:VERB/VB", "but:CCONJ/CC", "no:DET/DT", "signing", "is:AUX/VBZ", "planned:VERB/VBN")
	if got := r.statusAt(0); got != "planned" {
		t.Errorf("the talks are %q", got)
	}
	if got := r.statusAt(5); got != "not planned" {
		t.Errorf("the signing is %q", got)
	}
}

// TestEvents groups the mentions of one summit, dated and placed, into one event.
func TestEvents(t *testing.T) {
	d := doc.Build([]string{"The", "summit", "between", "Vestria", "and", "Norland", "will", "be", "held", "in", "Lausen", "on", "Friday", ".", "The", "summit", "matters", "."},
		[]string{"DET/DT", "NOUN/NN", "ADP/IN", "PROPN/NNP", "CCONJ/CC", "PROPN/NNP", "AUX/MD", "AUX/VB", "VERB/VBN", "ADP/IN", "PROPN/NNP", "ADP/IN", "PROPN/NNP", "PUNCT/.",
			"DET/DT", "NOUN/NN", "VERB/VBZ", "PUNCT/."}, nil, nil)
	for i, token := range []int{3, 5, 10} {
		d.Mentions = append(d.Mentions, doc.Mention{Span: d.Tokens[token].Span, FirstToken: token, EndToken: token + 1, Head: token, Form: doc.NameForm, Kind: doc.Place, Entity: i})
		d.Entities = append(d.Entities, doc.Entity{Kind: doc.Place, Name: d.Form(token), Mentions: []int{i}})
	}
	d.Times = []doc.Time{{Span: d.Tokens[12].Span, FirstToken: 12, EndToken: 13, Type: doc.Date, Value: "2031-03-07"}}
	d.Published = "2031-03-05"
	if err := New().Run(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Events) != 1 {
		t.Fatalf("%d events, want one: %+v", len(d.Events), d.Events)
	}
	v := d.Events[0]
	if v.Type != "CONSULT" || v.Status != "planned" || v.Time != "2031-03-07" || len(v.Spans) != 2 || len(v.Participants) != 2 || len(v.Places) != 1 || v.Places[0] != 2 {
		t.Errorf("%+v", v)
	}
	slots := make(map[string]string)
	for _, s := range v.Slots {
		slots[s.Slot] = s.Value
		if d.Cut(s.Span) == "" || s.By == "" {
			t.Errorf("slot %+v", s)
		}
	}
	if slots["date"] != "2031-03-07" || slots["place"] != "Lausen" {
		t.Errorf("slots %v", slots)
	}
}

// FuzzEvents runs the pass over any words under any tags: it never fails, spans fit
// and a second run gives the same.
func FuzzEvents(f *testing.F) {
	f.Add("The summit will not be held in Lausen , he said", uint64(7))
	f.Add("no signing of any documents is planned ; press conference on the agenda", uint64(99))
	f.Add("talks talks discuss , and bring up as well as as well as", uint64(3))
	f.Add("meeting with and between and to lead to to to", uint64(1234567))
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		d := anyDoc(s, seed)
		if d == nil {
			return
		}
		if err := New().Run(d); err != nil {
			t.Fatal(err)
		}
		for _, v := range d.Events {
			for _, sp := range v.Spans {
				fits(t, d, sp)
			}
			for _, s := range v.Slots {
				fits(t, d, s.Span)
			}
		}
		again := anyDoc(s, seed)
		if err := New().Run(again); err != nil {
			t.Fatal(err)
		}
		if len(again.Events) != len(d.Events) {
			t.Fatalf("%d events, then %d", len(d.Events), len(again.Events))
		}
	})
}

func fits(t *testing.T, d *doc.Doc, sp article.Span) {
	t.Helper()
	if sp.Start < 0 || sp.Empty() || sp.End > len(d.Text) {
		t.Fatalf("span %v in %d bytes", sp, len(d.Text))
	}
}
