package syntax

import (
	"strings"
	"testing"

	"readout/doc"
)

// tagged runs the light pass over words and writes tags and lemmas in one line.
func tagged(t testing.TB, text string) (tags, lemmas string) {
	t.Helper()
	d := doc.Build(strings.Fields(text), nil, nil, nil)
	if err := NewLight().Run(d); err != nil {
		t.Fatal(err)
	}
	var us, ls []string
	for i := range d.Words {
		if d.Words[i].Head != -1 {
			t.Errorf("%s: head %d, want -1", d.Form(i), d.Words[i].Head)
		}
		us, ls = append(us, d.Words[i].XPOS.String()), append(ls, d.Words[i].Lemma)
	}
	return strings.Join(us, " "), strings.Join(ls, " ")
}

func TestLightReadsNewsPatterns(t *testing.T) {
	for _, test := range []struct{ text, tags, lemmas string }{
		{"The talks are planned for Wednesday .", "DT NNS VBP VBN IN NNP .", "the talk be plan for Wednesday ."},
		{"He talks to reporters .", "PRP VBZ IN NNS .", "he talk to reporter ."},
		{"She has denied making promises .", "PRP VBZ VBN VBG NNS .", "she have deny make promise ."},
		{"They will not discuss sanctions .", "PRP MD RB VB NNS .", "they will not discuss sanction ."},
		{"Tomas Orlin 's studies were cited .", "NNP NNP POS NNS VBD VBN .", "Tomas Orlin 's study be cite ."},
		{"It 's better .", "PRP VBZ JJR .", "it be good ."},
	} {
		tags, lemmas := tagged(t, test.text)
		if tags != test.tags {
			t.Errorf("%q\n got %s\nwant %s", test.text, tags, test.tags)
		}
		if lemmas != test.lemmas {
			t.Errorf("%q\n got %s\nwant %s", test.text, lemmas, test.lemmas)
		}
	}
}

func TestLightReadsCapitalsAsTheyAreMeant(t *testing.T) {
	for _, text := range []string{
		"Minister Says Talks With Neighbors Could Resume In Spring",
		"MINISTER SAYS TALKS WITH NEIGHBORS COULD RESUME IN SPRING",
	} {
		tags, _ := tagged(t, text)
		for _, want := range []string{"IN", "MD", "VB"} {
			if !strings.Contains(" "+tags+" ", " "+want+" ") {
				t.Errorf("%q: no %s in %s", text, want, tags)
			}
		}
	}
}

func TestLemmas(t *testing.T) {
	l := newLemmatiser(parseLexicon(lexiconText))
	for _, test := range []struct{ form, tag, want string }{
		{"hoping", "VERB/VBG", "hope"},
		{"hopping", "VERB/VBG", "hop"},
		{"falling", "VERB/VBG", "fall"},
		{"escalating", "VERB/VBG", "escalate"},
		{"privatized", "VERB/VBN", "privatize"},
		{"denies", "VERB/VBZ", "deny"},
		{"goes", "VERB/VBZ", "go"},
		{"crises", "NOUN/NNS", "crisis"},
		{"parties", "NOUN/NNS", "party"},
		{"houses", "NOUN/NNS", "house"},
		{"boxes", "NOUN/NNS", "box"},
		{"largest", "ADJ/JJS", "large"},
		{"earlier", "ADV/RBR", "early"},
		{"Democrats", "PROPN/NNPS", "Democrat"},
		{"them", "PRON/PRP", "they"},
		{"n't", "PART/RB", "not"},
		{"saw", "VERB/VBD", "see"},
	} {
		if got := l.lemma(test.form, strings.ToLower(test.form), parseTag(test.tag)); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.form, test.tag, got, test.want)
		}
	}
}

func TestLightAllocatesOnceAnArticle(t *testing.T) {
	p := NewLight()
	d := doc.Build(strings.Fields(strings.Repeat("The minister said the talks , planned for May , were making progress . ", 60)), nil, nil, nil)
	if n := testing.AllocsPerRun(10, func() { _ = p.Run(d) }); n > 2 {
		t.Errorf("%v allocations a run, want at most 2", n)
	}
}

func BenchmarkLight(b *testing.B) {
	p := NewLight()
	d := doc.Build(strings.Fields(strings.Repeat("The minister said the talks , planned for May , were making progress . ", 60)), nil, nil, nil)
	for b.Loop() {
		_ = p.Run(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
