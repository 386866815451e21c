package bind

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
)

// sentences builds a text of "word/UPOS/XPOS", a full stop ending a sentence; "“" and "”" hold a quotation.
func sentences(text string) *doc.Doc {
	d := tagged(text)
	d.Sentences = nil
	first, quote := 0, int32(-1)
	for i := range d.Tokens {
		d.Tokens[i].Sentence, d.Tokens[i].Quote = int32(len(d.Sentences)), quote
		switch d.Form(i) {
		case "“":
			quote, d.Tokens[i].Quote = 0, 0
		case "”":
			quote = -1
		case ".":
			d.Sentences = append(d.Sentences,
				doc.Sentence{Span: d.SpanOf(first, i+1), FirstToken: first, EndToken: i + 1})
			first = i + 1
		}
	}
	return d
}

// TestTopic: a subject goes on with the subject before it, and with nobody where that cannot be told.
func TestTopic(t *testing.T) {
	const orr, dale, he = "Orr/PROPN/NNP ", "Dale/PROPN/NNP ", "he/PRON/PRP "
	const met, left = "met/VERB/VBD ", "left/VERB/VBD ./PUNCT/. "
	for _, c := range []struct {
		about, text string
		want        int32 // by the token of the candidate, -1 for nobody
		rivals      int
	}{
		{"the subject before", orr + left + he + left, 0, 0},
		{"the nearer subject", orr + left + dale + left + he + left, 3, 0},
		{"of two the subject", orr + met + dale + "./PUNCT/. " + he + left, 0, 1},
		{"an aside behind the subject",
			orr + ",/PUNCT/, who/PRON/WP " + met + dale + ",/PUNCT/, " + left + he + left, 0, 1},
		{"no subject before", "They/PRON/PRP " + met + dale + "./PUNCT/. " + he + left, -1, 0},
		{"somebody else in its own sentence", orr + left + dale + "knew/VERB/VBD " + he + left, -1, 0},
		{"no subject itself", orr + left + "They/PRON/PRP " + met + he + "./PUNCT/. ", -1, 0},
		{"a sentence of somebody's words between",
			orr + left + "“/PUNCT/`` " + dale + "left/VERB/VBD ”/PUNCT/'' ./PUNCT/. " +
				he + left, 0, 0},
	} {
		d := sentences(c.text)
		pronoun := 0
		var before []Candidate
		for i := range d.Tokens {
			switch d.Form(i) {
			case "he":
				pronoun = i
			case "Orr", "Dale":
				before = append(before, Candidate{First: i, Last: i, Entity: int32(i), Named: true, Whole: true})
			}
		}
		before = slices.DeleteFunc(before, func(c Candidate) bool { return c.First > pronoun })
		if who, rivals := Topic(d, pronoun, before); who != c.want || rivals != c.rivals {
			t.Errorf("%s: %d with %d rivals, want %d with %d", c.about, who, rivals, c.want, c.rivals)
		}
	}
	d := sentences(orr + left + he + left)
	if who, _ := Topic(d, 3, []Candidate{{Entity: 7, Whole: true}}); who != -1 {
		t.Error("somebody whom only a description names is preferred")
	}
	if who, _ := Topic(d, 3, []Candidate{{Entity: 7, Named: true}}); who != -1 {
		t.Error("a name in another's phrase is a subject")
	}
}

// TestAhead: what opens a sentence and has a pronoun may have the main clause's subject behind a comma.
func TestAhead(t *testing.T) {
	const orr = ",/PUNCT/, Orr/PROPN/NNP left/VERB/VBD "
	for _, c := range []struct {
		about, text string
		want        bool
	}{
		{"after he lost", "After/SCONJ/IN he/PRON/PRP lost/VERB/VBD " + orr, true},
		{"in his speech", "In/ADP/IN his/PRON/PRP$ speech/NOUN/NN " + orr, true},
		{"when she", "When/ADV/WRB she/PRON/PRP lost/VERB/VBD " + orr, true},
		{"a day before he", "A/DET/DT day/NOUN/NN before/SCONJ/IN he/PRON/PRP lost/VERB/VBD " + orr, true},
		{"known for her", "Known/VERB/VBN for/ADP/IN his/PRON/PRP$ voice/NOUN/NN " + orr, true},
		{"a main clause", "Yesterday/NOUN/NN he/PRON/PRP lost/VERB/VBD " + orr, false},
		{"the pronoun itself", "He/PRON/PRP lost/VERB/VBD " + orr, false},
		{"the opening has ended", "In/ADP/IN March/PROPN/NNP ,/PUNCT/, he/PRON/PRP lost/VERB/VBD " + orr, false},
		{"who does something to him",
			"When/ADV/WRB he/PRON/PRP lost/VERB/VBD ,/PUNCT/, Orr/PROPN/NNP met/VERB/VBD him/PRON/PRP ",
			false},
	} {
		d := sentences(c.text + "./PUNCT/.")
		pronoun := slices.IndexFunc(d.Tokens, func(t doc.Token) bool {
			return slices.Contains([]string{"he", "she", "his"}, strings.ToLower(d.Text[t.Start:t.End]))
		})
		var at []string
		for _, k := range Ahead(d, pronoun) {
			at = append(at, d.Form(k))
		}
		if got := slices.Contains(at, "Orr"); got != c.want {
			t.Errorf("%s: %v", c.about, at)
		}
	}
}

func TestFeature(t *testing.T) {
	a := Pair{Text: "the mayor of Ostby ", Head: "mayor", Capitals: []string{"ostby"}, Sentence: 1}
	for _, c := range []struct {
		b    Pair
		want uint8
	}{{a, 15}, {Pair{Text: "Ostby ", Head: "ostby", Capitals: []string{"ostby"}}, 4},
		{Pair{Head: "mayor", Sentence: 1}, 10}, {Pair{}, 0}} {
		if got := Feature(&a, &c.b); got != c.want {
			t.Errorf("%+v: %d, want %d", c.b, got, c.want)
		}
	}
}

// TestRelative: a clause with "who" tells what the bearer of the noun phrase before it does.
func TestRelative(t *testing.T) {
	for text, want := range map[string]bool{
		"Orr/PROPN/NNP ,/PUNCT/, who/PRON/WP lost/VERB/VBD ,/PUNCT/, left/VERB/VBD ./PUNCT/.": true,
		"Orr/PROPN/NNP who/PRON/WP lost/VERB/VBD left/VERB/VBD ./PUNCT/.":                     true,
		"Orr/PROPN/NNP ,/PUNCT/, whom/PRON/WP Vask/PROPN/NNP met/VERB/VBD ./PUNCT/.":          false,
		"Orr/PROPN/NNP left/VERB/VBD ./PUNCT/.":                                               false,
	} {
		if got := Relative(sentences(text), 0); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
