package score

import (
	"math"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
)

// chains builds chains in which each letter is a mention.
func chains(written ...string) [][]article.Span {
	var out [][]article.Span
	for _, w := range written {
		var c []article.Span
		for _, letter := range w {
			c = append(c, article.Span{Start: int(letter), End: int(letter) + 1})
		}
		out = append(out, c)
	}
	return out
}

// TestCorefByHand compares the three metrics with values computed by hand.
func TestCorefByHand(t *testing.T) {
	for _, c := range []struct {
		about          string
		gold, found    []string
		muc, b3, ceafe [2]float64 // recall, precision in percent
	}{
		{"the same", []string{"abc", "de"}, []string{"abc", "de"}, [2]float64{100, 100}, [2]float64{100, 100},
			[2]float64{100, 100}},
		// Example of Vilain et al.: one chain of four found as two chains of two.
		{"split", []string{"abcd"}, []string{"ab", "cd"}, [2]float64{100 * 2. / 3, 100}, [2]float64{50, 100},
			[2]float64{100 * 2. / 3, 100. / 3}},
		// Example of Bagga and Baldwin: 1-5, 6-7, 8-12 against 1-5, 6-12.
		{"merged", []string{"abcde", "fg", "hijkl"}, []string{"abcde", "fghijkl"}, [2]float64{100, 90},
			[2]float64{100, 100 * (5. + 2*2./7 + 5*5./7) / 12}, [2]float64{100 * (1 + 10./12) / 3, 100 * (1 + 10./12) / 2}},
		{"a mention too many", []string{"ab"}, []string{"abx"}, [2]float64{100, 50}, [2]float64{100, 100 * (4. / 3) / 3},
			[2]float64{80, 80}},
		{"a mention missed", []string{"abc"}, []string{"ab"}, [2]float64{50, 100}, [2]float64{100 * (4. / 3) / 3, 100},
			[2]float64{80, 80}},
		{"single mentions do not count", []string{"ab", "c"}, []string{"ab", "x", "y"}, [2]float64{100, 100},
			[2]float64{100, 100}, [2]float64{100, 100}},
		{"nothing found", []string{"ab"}, nil, [2]float64{0, 0}, [2]float64{0, 0}, [2]float64{0, 0}},
	} {
		f := Coref(chains(c.gold...), chains(c.found...))
		for name, pair := range map[string]struct {
			got  Count
			want [2]float64
		}{"MUC": {f.MUC, c.muc}, "B3": {f.B3, c.b3}, "CEAFe": {f.CEAFe, c.ceafe}} {
			p, r, _ := pair.got.PRF()
			if math.Abs(r-pair.want[0]) > 1e-9 || math.Abs(p-pair.want[1]) > 1e-9 {
				t.Errorf("%s: %s recall %.3f precision %.3f, want %.3f %.3f", c.about, name, r, p, pair.want[0], pair.want[1])
			}
		}
	}
}

// TestAssign compares assign with the best of all mappings of small tables.
func TestAssign(t *testing.T) {
	value := [][]float64{{.9, .8, .1}, {.8, .1, .0}, {.3, .4, .2}, {.0, .7, .6}}
	var best float64
	var try func(row int, used [3]bool, sum float64)
	try = func(row int, used [3]bool, sum float64) {
		best = max(best, sum)
		if row == len(value) {
			return
		}
		try(row+1, used, sum)
		for j := range used {
			if !used[j] {
				next := used
				next[j] = true
				try(row+1, next, sum+value[row][j])
			}
		}
	}
	try(0, [3]bool{}, 0)
	if got := assign(value); math.Abs(got-best) > 1e-12 {
		t.Errorf("assign gives %v, the best of all is %v", got, best)
	}
}

func TestReadColumns(t *testing.T) {
	const columns = "Ilse B-politician\nKorvin I-politician\nleft O\n\n" +
		"1\tArlen\tB-LOC\t-\t-\n2\tBay\tI-LOC\t-\t-\n"
	gold, err := ReadColumns(strings.NewReader(columns), "x")
	if err != nil {
		t.Fatal(err)
	}
	if len(gold) != 2 || gold[0].Text != "Ilse Korvin left" || gold[1].Text != "Arlen Bay" {
		t.Fatalf("read %+v", gold)
	}
	want := NameSpan{Span: article.Span{Start: 0, End: 11}, Kind: doc.Person}
	if len(gold[0].Names) != 1 || gold[0].Names[0] != want {
		t.Errorf("names %+v, want %+v", gold[0].Names, want)
	}
	if _, err := ReadColumns(strings.NewReader("Ilse B-wizard\n"), "x"); err == nil {
		t.Error("an unknown kind was read")
	}
}

func TestNames(t *testing.T) {
	at := func(start, end int, k doc.EntityKind) NameSpan {
		return NameSpan{article.Span{Start: start, End: end}, k}
	}
	f := Names([]NameSpan{at(0, 4, doc.Person), at(10, 14, doc.Place), at(20, 24, doc.Other)},
		[]NameSpan{at(0, 4, doc.Person), at(10, 14, doc.Facility), at(30, 31, doc.Organization)})
	if p, r, _ := f.Named.PRF(); p != 100*2./3 || r != 100 {
		t.Errorf("named: precision %v recall %v", p, r)
	}
	if _, r, _ := f.All.PRF(); r != 100*2./3 {
		t.Errorf("all: recall %v", r)
	}
}

const gumSample = `# newdoc id = GUM_news_x
# newpar
# text = The spokeswoman's aide praised Mrs. Korvin.
1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-n-cf1-4-coref(2-person-new-n-cf2-2-coref
2-3	spokeswoman's	_	_	_	_	_	_	_	_
2	spokeswoman	spokeswoman	NOUN	NN	_	4	nmod:poss	_	_
3	's	's	PART	POS	_	2	case	_	Entity=2)
4	aide	aide	NOUN	NN	_	5	nsubj	_	Entity=1)
5	praised	praise	VERB	VBD	_	0	root	_	_
6	Mrs.	Mrs.	PROPN	NNP	_	7	compound	_	Entity=(2-person-giv-n-cf1-2-coref-Ilse_Korvin
7	Korvin	Korvin	PROPN	NNP	_	5	obj	_	Entity=2)|SpaceAfter=No
8	.	.	PUNCT	.	_	5	punct	_	_
`

func TestReadChains(t *testing.T) {
	gold, err := ReadChains(strings.NewReader(gumSample), "GUM_news_")
	if err != nil {
		t.Fatal(err)
	}
	if len(gold) != 1 || gold[0].Text != "The spokeswoman's aide praised Mrs. Korvin." {
		t.Fatalf("read %+v", gold)
	}
	var got []string
	for _, m := range gold[0].Mentions {
		got = append(got, gold[0].Text[m.Start:m.End])
	}
	if want := "The spokeswoman's|The spokeswoman's aide|Mrs. Korvin"; strings.Join(got, "|") != want {
		t.Errorf("mentions %q, want %s", got, want)
	}
	if m := gold[0].Mentions; m[0].Chain != m[2].Chain || m[0].Chain == m[1].Chain {
		t.Errorf("chains %+v", m)
	}
	names := gold[0].Names().Names
	if len(names) != 1 || gold[0].Text[names[0].Start:names[0].End] != "Korvin" || names[0].Kind != doc.Person {
		t.Errorf("names %+v", names)
	}
	if _, err := ReadChains(strings.NewReader(strings.Replace(gumSample, "Entity=1)", "_", 1)), "GUM"); err == nil {
		t.Error("a mention that never closes was read")
	}
}

func TestReadGAP(t *testing.T) {
	table := "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" +
		"d-1\tZoë met Ada. She left.\tShe\t13\tZoë\t0\tFALSE\tAda\t8\tTRUE\thttp://x\n"
	rows, err := ReadGAP(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	g := rows[0]
	if g.Text[g.Pronoun.Start:g.Pronoun.End] != "She" || g.Text[g.B.Start:g.B.End] != "Ada" || g.IsA || !g.IsB ||
		!g.Feminine {
		t.Errorf("read %+v", g)
	}
	var f GAPFigures
	f.Add(&g, true, true)
	if p, r, _ := f.All().PRF(); p != 50 || r != 100 {
		t.Errorf("precision %v recall %v", p, r)
	}
	if _, err := ReadGAP(strings.NewReader(strings.Replace(table, "\t13\t", "\t99\t", 1))); err == nil {
		t.Error("an offset outside the text was read")
	}
}
