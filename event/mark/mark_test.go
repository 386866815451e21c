package mark

import (
	"slices"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/label"
	"readout/event/phrase"
	"readout/record"
)

// marked are spans over the words of a document that read so, all of one kind.
func marked(d *doc.Doc, kind int, words ...string) []label.Span {
	var out []label.Span
	for _, w := range words {
		out = append(out, label.Span{Range: eventtest.At(d, w), Kind: kind})
	}
	return out
}

// cut is spans as text.
func cut(d *doc.Doc, spans []label.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, d.Cut(d.Bytes(s.Range)))
	}
	return out
}

// TestMentions: a mention ends before what its event does; names, changes and datelines are none.
func TestMentions(t *testing.T) {
	for _, c := range []struct {
		line   string
		marked []string
		want   []string
	}{
		{"The/DET summit will/AUX be/AUX held/VERB in/ADP L:Lausen/PROPN", []string{"The summit will be held in"},
			[]string{"The summit"}},
		{"Vestria/PROPN delaying/VERB talks", []string{"delaying talks"}, []string{"talks"}},
		{"Vestria/PROPN delaying/VERB talks", []string{"delaying"}, nil},
		{"L:Norland/PROPN -/PUNCT talks", []string{"Norland", "- talks"}, []string{"talks"}},
		{"his/DET new/ADJ role", []string{"his new", "role"}, []string{"his new role"}},
		{"of/ADP the/DET talks", []string{"of the"}, nil},
		{"The/DET summit ended/VERB/VBD soon/ADV", []string{"The summit ended"}, []string{"The summit"}},
		{"they/PRON met/VERB/VBD", []string{"met"}, []string{"met"}},
		{"a/DET call for/ADP a/DET ban", []string{"a call"}, nil},
		{"a/DET call with/ADP L:Norland/PROPN", []string{"a call"}, []string{"a call"}},
		{"a/DET call for/ADP 10/NUM guests", []string{"a call"}, []string{"a call"}},
		{"took/VERB a/DET call for/ADP Vask/PROPN", []string{"took a call"}, []string{"took a call"}},
		{"Mr/PROPN P:Orr/PROPN to/PART leave/VERB", []string{"Orr to"}, nil},
		{"the/DET Congress/PROPN that/PRON ended/VERB", []string{"the Congress that"}, []string{"the Congress"}},
		{"a/DET plan to/PART leave/VERB", []string{"plan to"}, []string{"plan to"}},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Lemmas(d, "delaying", "delay", "call", "call")
		if got := cut(d, Mentions(phrase.New(d), marked(d, 0, c.marked...))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
	d := eventtest.Doc("Lausen/PROPN summit ,/PUNCT the/DET summit begins/VERB")
	d.Article.Dateline = &article.Dateline{Span: d.SpanOf(0, 3)}
	got := cut(d, Mentions(phrase.New(d), marked(d, 0, "summit", "the summit")))
	if !slices.Equal(got, []string{"the summit"}) {
		t.Errorf("with a dateline %q", got)
	}
}

// TestPeople: people are no event, but an event may be called after them.
func TestPeople(t *testing.T) {
	for line, want := range map[string]int{"the/DET Democrats/PROPN said/VERB": 0, "the/DET Democrats/PROPN summit": 1} {
		d := eventtest.Doc(line)
		d.Mentions = append(d.Mentions, doc.Mention{FirstToken: 0, EndToken: 2, Head: 1, Form: doc.NominalForm,
			Kind: doc.Group})
		if got := Mentions(phrase.New(d), marked(d, 0, "the Democrats")); len(got) != want {
			t.Errorf("%s: %q", line, cut(d, got))
		}
		d.Mentions[0].Form = doc.PronounForm
		if got := Mentions(phrase.New(d), marked(d, 0, "the Democrats")); len(got) != 1 {
			t.Errorf("%s, of another form: %q", line, cut(d, got))
		}
	}
}

// TestPersonThen: somebody who was something once is no event, what was held then is.
func TestPersonThen(t *testing.T) {
	for kind, want := range map[doc.EntityKind]int{doc.Person: 0, doc.Other: 1} {
		d := eventtest.Doc("his/PRON partner in/ADP 2031/NUM left/VERB")
		eventtest.Dated(d, "2031", "2031", doc.Date)
		d.Mentions = append(d.Mentions, doc.Mention{FirstToken: 0, EndToken: 2, Head: 1, Form: doc.NominalForm, Kind: kind})
		if got := Mentions(phrase.New(d), marked(d, 0, "his partner in 2031")); len(got) != want {
			t.Errorf("%v: %q", kind, cut(d, got))
		}
	}
}

// TestWholeNames: neither a mention nor a slot ends inside a name, and a place is not cut out of what is called
// after it.
func TestWholeNames(t *testing.T) {
	person := slices.Index(eventtest.Slots, record.ParticipantsSlot)
	place := slices.Index(eventtest.Slots, record.PlaceSlot)
	for _, c := range []struct {
		line, name string
		kind       doc.EntityKind
		marked     string
		mention    string
		slot       int
		want       string
	}{
		{"met/VERB Queen/PROPN Orr/PROPN Vask/PROPN", "Orr Vask", doc.Person, "met Queen Orr", "met Queen Orr Vask", person,
			"met Queen Orr Vask"},
		{"in/ADP New/PROPN Lausen/PROPN", "New Lausen", doc.Place, "in New", "in New Lausen", place, "in New Lausen"},
		{"in/ADP Lausen/PROPN Cup/PROPN", "Lausen Cup", doc.Organization, "in Lausen", "in Lausen Cup", place, "in Lausen"},
		{"saw/VERB Orr/PROPN Vask/PROPN", "Orr Vask", doc.Person, "saw", "saw", person, "saw"},
	} {
		d := eventtest.Doc(c.line)
		name := eventtest.At(d, c.name)
		d.Mentions = append(d.Mentions, doc.Mention{FirstToken: name.First, EndToken: name.End, Head: name.End - 1,
			Form: doc.NameForm, Kind: c.kind})
		if got := cut(d, Mentions(phrase.New(d), marked(d, 0, c.marked))); !slices.Equal(got, []string{c.mention}) {
			t.Errorf("%s: mentions %q", c.line, got)
		}
		if got := cut(d, Slots(phrase.New(d), eventtest.Slots, marked(d, c.slot, c.marked))); !slices.Equal(got,
			[]string{c.want}) {
			t.Errorf("%s: slots %q", c.line, got)
		}
	}
}

// TestWhich: what tells an event from others of its sort, if it is no time's.
func TestWhich(t *testing.T) {
	for _, c := range []struct{ line, time, want string }{
		{"The/DET second/ADJ round", "", "second"}, {"another/DET big/ADJ round", "", "another"},
		{"next/ADJ week summit", "next week", ""}, {"The/DET big/ADJ round", "", ""},
		{"the/DET second/ADJ ,/PUNCT round", "", ""}, {"they/PRON next/ADJ met/VERB", "", ""},
	} {
		d := eventtest.Doc(c.line)
		if c.time != "" {
			eventtest.Dated(d, c.time, "2031-W11", doc.Date)
		}
		if got := Which(phrase.New(d), doc.Range{First: 2, End: len(d.Tokens)}); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestSlots: phrases are whole, lists complete, nouns say their kind, and no day is without a word for one.
func TestSlots(t *testing.T) {
	agenda, day := slices.Index(eventtest.Slots, record.AgendaSlot), slices.Index(eventtest.Slots, record.DateSlot)
	place := slices.Index(eventtest.Slots, record.PlaceSlot)
	for _, c := range []struct {
		line   string
		kind   int
		marked []string
		want   []string
		as     string
	}{
		{"sharing of/ADP waters", agenda, []string{"sharing of", "waters"}, []string{"sharing of waters"}, record.AgendaSlot},
		{"state and/CCONJ hopes of/ADP trade", agenda, []string{"state and hopes of", "trade"},
			[]string{"state and hopes", "trade"}, record.AgendaSlot},
		{"sharing ,/PUNCT waters", agenda, []string{"sharing", "waters"}, []string{"sharing", "waters"}, record.AgendaSlot},
		{"tariffs and/CCONJ arms control ./PUNCT", agenda, []string{"tariffs"}, []string{"tariffs", "arms control"},
			record.AgendaSlot},
		{"tariffs and/CCONJ ends/VERB at/ADP noon ./PUNCT", agenda, []string{"tariffs"}, []string{"tariffs"},
			record.AgendaSlot},
		{"a/DET press conference", place, []string{"a press conference"}, []string{"a press conference"}, record.PressSlot},
		{"a/DET joint/ADJ statement", day, []string{"a joint statement"}, []string{"a joint statement"}, record.DocumentSlot},
		{"a/DET joint/ADJ statement", agenda, []string{"a joint statement"}, []string{"a joint statement"},
			record.AgendaSlot},
		{"between/ADP Vestria/PROPN", place, []string{"Vestria"}, nil, ""},
		{"in/ADP Vestria/PROPN", place, []string{"Vestria"}, []string{"Vestria"}, record.PlaceSlot},
		{"will/AUX be/AUX held/VERB", day, []string{"held"}, nil, ""},
		{"begin/VERB soon/ADV", day, []string{"soon"}, []string{"soon"}, record.DateSlot},
		{"the/DET of/ADP", agenda, []string{"the of"}, nil, ""},
	} {
		d := eventtest.Doc(c.line)
		got := Slots(phrase.New(d), eventtest.Slots, marked(d, c.kind, c.marked...))
		if !slices.Equal(cut(d, got), c.want) {
			t.Errorf("%s: %q, want %q", c.line, cut(d, got), c.want)
		}
		for _, s := range got {
			if eventtest.Slots[s.Kind] != c.as {
				t.Errorf("%s: %s, want %s", c.line, eventtest.Slots[s.Kind], c.as)
			}
		}
	}
}

// TestNow: what is so "now" is no day of an event.
func TestNow(t *testing.T) {
	day := slices.Index(eventtest.Slots, record.DateSlot)
	for value, want := range map[string]int{"PRESENT_REF": 0, "2031-03-07": 1} {
		for _, words := range []string{"right then", "right"} {
			d := eventtest.Doc("They/PRON begin/VERB right/ADV then/ADV ./PUNCT")
			eventtest.Dated(d, "then", value, doc.Date)
			if got := Slots(phrase.New(d), eventtest.Slots, marked(d, day, words)); len(got) != want {
				t.Errorf("%q, %s: %d days, want %d", words, value, len(got), want)
			}
		}
	}
}
