package attribution

import (
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// finished returns the statement that finish makes of one attribution with a score of 0.9.
func finished(t *testing.T, sentence, source, cue, content string) doc.Statement {
	t.Helper()
	d := tagged.Sentence(sentence, "argued", "argue", "talked", "talk", "supported", "support",
		"offered", "offer", "called", "call", "has", "have")
	open := -1
	for i := range d.Tokens {
		switch d.Form(i) {
		case "“":
			open = i
		case "”":
			d.Quotes = append(d.Quotes, doc.Quote{FirstToken: open, EndToken: i + 1, Closed: true, Parent: -1})
			for k := open; k <= i; k++ {
				d.Tokens[k].Quote = int32(len(d.Quotes) - 1)
			}
		}
	}
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	finish(phrase.New(d, lex), []found{{source: tagged.At(d, source, 0), cue: tagged.At(d, cue, 0), score: 0.9,
		content: []doc.Range{tagged.At(d, content, 0)}}})
	if len(d.Statements) != 1 {
		t.Fatalf("%s: %d statements", sentence, len(d.Statements))
	}
	s := d.Statements[0]
	var pieces []string
	for _, p := range s.Content {
		pieces = append(pieces, d.Cut(p))
	}
	s.By = strings.Join(pieces, " … ")
	return s
}

// TestSilent: what tells of no utterance, or only of part of it, is too unsure to be shown.
func TestSilent(t *testing.T) {
	for _, c := range []struct {
		about, sentence, source, cue, content string
		shown                                 bool
	}{
		{"what was not specified", "Lind/NNP did/VBD not/RB specify/VB that/IN it/PRP sank/VBD", "Lind", "did not specify",
			"that it sank", false},
		{"whether is left open", "Lind/NNP did/VBD not/RB specify/VB whether/IN it/PRP sank/VBD", "Lind",
			"did not specify", "whether it sank", true},
		{"a deed", "Lind/NNP mixes/VBZ ferries/NNS with/IN boats/NNS", "Lind", "mixes", "ferries with boats", false},
		{"a cue that is in no table", "Lind/NNP mixes/VBZ that/IN it/PRP sank/VBD", "Lind", "mixes", "that it sank", true},
		{"how little", "Lind/NNP talked/VBD less/RBR about/IN such/JJ boats/NNS", "Lind", "talked less about", "such boats",
			false},
		{"how long", "Lind/NNP talked/VBD today/NN about/IN such/JJ boats/NNS", "Lind", "talked today about", "such boats",
			true},
		{"an open question", "Lind/NNP argued/VBD about/IN whether/IN it/PRP floats/VBZ", "Lind", "argued about",
			"whether it floats", false},
		{"a subject with whether", "Whether/IN it/PRP floats/VBZ is/VBZ open/JJ ,/, Lind/NNP said/VBD", "Lind", "said",
			"Whether it floats is open", true},
		{"a former view", "Lind/NNP once/RB supported/VBD a/DT ban/NN", "Lind", "supported", "a ban", false},
		{"a view", "Lind/NNP also/RB supported/VBD a/DT ban/NN", "Lind", "supported", "a ban", true},
		{"whose ranking", "Orr/NNP sees/VBZ 5/CD top-ranked/JJ ports/NNS according/VBG to/TO Lind/NNP", "Lind",
			"according to", "Orr sees 5 top-ranked ports", false},
		{"no ranking", "Orr/NNP sees/VBZ 5/CD old/JJ ports/NNS according/VBG to/TO Lind/NNP", "Lind", "according to",
			"Orr sees 5 old ports", true},
		{"half a clause", "Lind/NNP said/VBD that/IN though/IN it/PRP is/VBZ small/JJ ,/, it/PRP is/VBZ new/JJ", "Lind",
			"said", "that though it is small", false},
		{"the whole", "Lind/NNP said/VBD that/IN though/IN it/PRP is/VBZ small/JJ ,/, it/PRP is/VBZ new/JJ", "Lind", "said",
			"that though it is small , it is new", true},
		{"half a pair", "Lind/NNP said/VBD it/PRP is/VBZ not/RB only/RB small/JJ but/CC new/JJ", "Lind", "said",
			"it is not only small", false},
		{"the pair", "Lind/NNP said/VBD it/PRP is/VBZ not/RB only/RB small/JJ but/CC new/JJ", "Lind", "said",
			"it is not only small but new", true},
	} {
		if s := finished(t, c.sentence, c.source, c.cue, c.content); (s.Score > 0.8) != c.shown {
			t.Errorf("%s: score %.2f, shown %v", c.about, s.Score, c.shown)
		}
	}
}

// TestInserts: what the reporter adds is left out of a content, and what its speaker adds is not.
func TestInserts(t *testing.T) {
	for _, c := range []struct{ sentence, content, want string }{
		{"Lind/NNP said/VBD boats/NNS ,/, he/PRP has/VBZ said/VBN ,/, never/RB sink/VBP",
			"boats , he has said , never sink", "boats … never sink"},
		{"Lind/NNP said/VBD boats/NNS ,/, he/PRP has/VBZ two/CD ,/, never/RB sink/VBP",
			"boats , he has two , never sink", "boats , he has two , never sink"},
		{"Lind/NNP said/VBD boats/NNS —/: which/WDT Orr/NNP denied/VBD —/: never/RB sink/VBP",
			"boats — which Orr denied — never sink", "boats … never sink"},
		{"Lind/NNP said/VBD boats/NNS —/: which/WDT Orr/NNP builds/VBZ —/: never/RB sink/VBP",
			"boats — which Orr builds — never sink", "boats — which Orr builds — never sink"},
		{"Lind/NNP said/VBD that/IN it/PRP ,/, which/WDT Orr/NNP called/VBD “/`` old/JJ ”/'' ,/, sank/VBD",
			"that it , which Orr called “ old ” , sank", "that it … sank"},
		{"Lind/NNP said/VBD that/IN it/PRP is/VBZ late/JJ ,/, and/CC told/VBD Orr/NNP to/TO go/VB",
			"that it is late , and told Orr to go", "that it is late"},
		{"Lind/NNP said/VBD that/IN it/PRP was/VBD late/JJ ,/, and/CC told/VBD Orr/NNP to/TO go/VB",
			"that it was late , and told Orr to go", "that it was late , and told Orr to go"},
		{"Lind/NNP said/VBD it/PRP floats/VBZ ,/, unless/IN it/PRP rains/VBZ ./.", "it floats",
			"it floats , unless it rains"},
		{"Lind/NNP said/VBD it/PRP floats/VBZ ,/, until/IN it/PRP rains/VBZ ./.", "it floats", "it floats"},
	} {
		if s := finished(t, c.sentence, "Lind", "said", c.content); s.By != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, s.By, c.want)
		}
	}
}

// TestPlainActs: a cue inside the content makes no announcement, promise, denial or demand of what is none.
func TestPlainActs(t *testing.T) {
	for _, c := range []struct{ sentence, cue, content, act string }{
		{"Lind/NNP argued/VBD it/PRP would/MD help/VB", "argued", "it would help", record.Assert},
		{"Lind/NNP said/VBD it/PRP would/MD help/VB", "said", "it would help", record.Announce},
		{"Lind/NNP says/VBZ it/PRP would/MD help/VB", "says", "it would help", record.Assert},
		{"Lind/NNP said/VBD it/PRP would/MD help/VB if/IN it/PRP rained/VBD", "said", "it would help if it rained",
			record.Assert},
		{"Lind/NNP said/VBD it/PRP would/MD be/VB an/DT error/NN", "said", "it would be an error", record.Assert},
		{"Lind/NNP said/VBD there/EX would/MD be/VB a/DT vote/NN", "said", "there would be a vote", record.Announce},
		{"Lind/NNP said/VBD how/WRB it/PRP will/MD help/VB", "said", "how it will help", record.Assert},
		{"Lind/NNP offered/VBD a/DT bill/NN", "offered", "a bill", record.Assert},
		{"Lind/NNP offered/VBD to/TO pay/VB", "offered", "to pay", record.Promise},
		{"Lind/NNP ruled/VBD that/IN it/PRP sank/VBD", "ruled", "that it sank", record.Assert},
		{"Lind/NNP ruled/VBD that/IN it/PRP sink/VB", "ruled", "that it sink", record.Demand},
		{"Lind/NNP said/VBD no/UH ,/, go/VB away/RB", "said", "no , go away", record.Assert},
		{"Lind/NNP said/VBD no/UH ,/, it/PRP sank/VBD", "said", "no , it sank", record.Deny},
	} {
		if s := finished(t, c.sentence, "Lind", c.cue, c.content); s.Act != c.act {
			t.Errorf("%s: %s, want %s", c.sentence, s.Act, c.act)
		}
	}
}
