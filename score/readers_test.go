package score

import (
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
)

// TestReadPolNeAR: spans are given in bytes, or in code points that are converted.
func TestReadPolNeAR(t *testing.T) {
	in := `{"id": "a1", "publisher": "Gazette", "text": "“No,” Åse said.", "annotations": [
		{"attributions": [{"source": [[6, 9]], "cue": [[10, 14]], "content": [[0, 5]]}]},
		{"attributions": [{"source_bytes": [[10, 14]], "cue_bytes": [[15, 19]]}]}]}`
	golds, err := ReadPolNeAR(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if len(golds) != 1 || len(golds[0].Attributions) != 1 || len(golds[0].Others) != 1 {
		t.Fatalf("%+v: want one article, read by two people", golds)
	}
	g := golds[0]
	cut := func(spans []article.Span) string { return g.Text[spans[0].Start:spans[0].End] }
	first, second := g.Attributions[0], g.Others[0][0]
	if cut(first.Source) != "Åse" || cut(first.Cue) != "said" || cut(first.Content) != "“No,”" {
		t.Errorf("code points: %q %q %q", cut(first.Source), cut(first.Cue), cut(first.Content))
	}
	if cut(second.Source) != "Åse" || cut(second.Cue) != "said" || second.Content != nil {
		t.Errorf("bytes: %q %q %v", cut(second.Source), cut(second.Cue), second.Content)
	}
}

func TestReadPolNeARRefuses(t *testing.T) {
	for _, in := range []string{
		`{"id": "a1", "text": "No"`,
		`{"id": "a1", "text": "No", "annotations": []}`,
		`{"id": "a1", "text": "No", "annotations": [{"attributions": [{"cue": [[0, 9]]}]}]}`,
		`{"id": "a1", "text": "No", "annotations": [{"attributions": [{"cue_bytes": [[0, 9]]}]}]}`,
		`{"id": "a1", "text": "No", "annotations": [{"attributions": [{"cue": [[0]]}]}]}`,
	} {
		if golds, err := ReadPolNeAR(strings.NewReader(in)); err == nil {
			t.Errorf("%s was read as %+v", in, golds)
		}
	}
}

// gumText is one document that is requested and one that is not: a multiword token, an empty
// node, and an attribution whose units are the words before and after the cue.
const gumText = `# newdoc id = GUM_news_quay
# newpar
# sent_id = 1
1	Clerks	clerk	NOUN	NNS	_	2	nsubj	_	Discourse=attribution-positive:1->2:0:syn
2	say	say	VERB	VBP	_	0	root	_	_
3-4	it's	_	_	_	_	_	_	_	Discourse=ROOT:2:0
3	it	it	PRON	PRP	_	5	nsubj	_	_
4	's	be	AUX	VBZ	_	5	cop	_	_
4.1	now	now	ADV	RB	_	_	_	_	_
5	shut	shut	ADJ	JJ	_	2	ccomp	_	SpaceAfter=No
6	.	.	PUNCT	.	_	2	punct	_	_

# newdoc id = GUM_fiction_quay
1	Nobody	nobody	PRON	NN	_	0	root	_	_
`

func TestReadGUM(t *testing.T) {
	docs, err := ReadGUM(strings.NewReader(gumText), "GUM_news_")
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].Text != "Clerks say it's shut." || len(docs[0].Attributions) != 1 {
		t.Fatalf("%+v: want the news alone, as text, with one relation", docs)
	}
	text, rel := docs[0].Text, docs[0].Attributions[0]
	attributing, attributed := text[rel.Satellite.Start:rel.Satellite.End], text[rel.Nucleus.Start:rel.Nucleus.End]
	if attributing != "Clerks say" || attributed != "it's shut." {
		t.Errorf("%q attributes %q", attributing, attributed)
	}
	right := said(t, text, "Clerks", "say", attributed)
	wrong := said(t, text, "Clerks", "shut", "Clerks say")
	var sum GUMFigures
	sum.Add(GUMAttributions(&docs[0], []Attribution{right}))
	sum.Add(GUMAttributions(&docs[0], []Attribution{wrong}))
	if sum.Placed != (Count{FoundHits: 1, GoldHits: 1, Found: 2, Gold: 2}) {
		t.Errorf("placed %+v: want the content in the one unit with its cue in the other, once", sum.Placed)
	}
	if sum.Either != (Count{FoundHits: 2, GoldHits: 2, Found: 2, Gold: 2}) {
		t.Errorf("either %+v: want a content that covers one of the units, twice", sum.Either)
	}
	for _, bad := range []string{"1\tClerks", "x\ta\t_\t_\t_\t_\t_\t_\t_\t_", "1-x\ta\t_\t_\t_\t_\t_\t_\t_\t_"} {
		if _, err := ReadGUM(strings.NewReader("# newdoc id = GUM_news_quay\n"+bad+"\n"), "GUM_news_"); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestTimeMLAndItsScore(t *testing.T) {
	raw := `<TimeML><DOCID> q1 </DOCID><DCT><TIMEX3 type="DATE" value="2031-03-07">March 7</TIMEX3></DCT>` +
		`<TEXT>Boats & crew met <TIMEX3 type="DATE" value="2031-03-06">on Thursday</TIMEX3> for ` +
		`<TIMEX3 type="DURATION" value="PT2H">two hours</TIMEX3> and <TIMEX3 type="DATE" value="2031">this year</TIMEX3>.` +
		`</TEXT></TimeML>`
	d, err := ReadTimeML([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "q1" || d.Published != "2031-03-07" || len(d.Times) != 3 ||
		!strings.HasPrefix(d.Text, "Boats & crew met on") {
		t.Fatalf("%+v", d)
	}
	at := func(words string) article.Span { return spanOf(t, d.Text, words)[0] }
	if d.Times[0].Span != at("on Thursday") || d.Times[1].Value != "PT2H" {
		t.Errorf("times %+v", d.Times)
	}
	var s TimexScore
	misses := s.Add(d.Times, []doc.Time{
		{Span: at("Thursday"), Type: "DATE", Value: "2031-03-06"}, // overlaps
		{Span: at("two hours"), Type: "DURATION", Value: "PT2H"},  // right
		{Span: at("Boats"), Type: "DATE", Value: "PRESENT_REF"},   // spurious
		{Span: at("hours"), Type: "DURATION", Value: "PT2H"},      // the longer one overlaps more
	})
	if s != (TimexScore{Gold: 3, Found: 4, Strict: 1, Relaxed: 2, Type: 2, Value: 2}) {
		t.Errorf("%+v", s)
	}
	if len(misses) != 4 || misses[0].Found == nil || misses[1].Found != nil || misses[2].Gold != nil {
		t.Errorf("misses %+v: want the overlap, the one not found, and two that nobody marked", misses)
	}
	if f := s.F1(s.Strict); int(f) != 28 {
		t.Errorf("strict F1 %v, want 2/7", f)
	}
	if (TimexScore{}).F1(0) != 0 {
		t.Error("nothing has a figure")
	}
	for _, bad := range []string{"<TimeML><DCT/></TimeML>", "<TimeML><TEXT>a</DCT></TimeML"} {
		if _, err := ReadTimeML([]byte(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

func TestReadCoreNLPNames(t *testing.T) {
	text := func(string) string { return "Ilse Varn left Ostrella on Friday." }
	const in = "# article = a1\n" +
		"1\t0\t4\tIlse\tIlse\tNNP\tPERSON\t3\tnsubj\n2\t5\t9\tVarn\tVarn\tNNP\tPERSON\t3\tnsubj\n" +
		"3\t10\t14\tleft\tleave\tVBD\tO\t0\troot\n4\t15\t23\tOstrella\tOstrella\tNNP\tLOCATION\t3\tobj\n" +
		"5\t27\t33\tFriday\tFriday\tNNP\tDATE\t3\tobl\n\n"
	golds, err := ReadCoreNLPNames(strings.NewReader(in), text)
	if err != nil {
		t.Fatal(err)
	}
	want := []NameSpan{{Span: article.Span{Start: 0, End: 9}, Kind: doc.Person},
		{Span: article.Span{Start: 15, End: 23}, Kind: doc.Place}}
	if len(golds) != 1 || len(golds[0].Names) != 2 || golds[0].Names[0] != want[0] || golds[0].Names[1] != want[1] {
		t.Errorf("%+v, want %+v: a date is no name", golds, want)
	}
	const past = "# article = a1\n1\t0\t99\tIlse\t_\tNNP\tPERSON\t3\tx\n"
	if _, err := ReadCoreNLPNames(strings.NewReader(past), text); err == nil {
		t.Error("bytes outside the text were read")
	}
}

// TestCardsOfNamesAndChains: the cards show the sums of what was added.
func TestCardsOfNamesAndChains(t *testing.T) {
	gold := []NameSpan{{Span: article.Span{Start: 0, End: 4}, Kind: doc.Person},
		{Span: article.Span{Start: 9, End: 12}, Kind: doc.Facility}}
	var n NameFigures
	n.Add(Names(gold, gold))
	n.Add(Names(gold, gold[:1]))
	var b strings.Builder
	if err := n.Card("Names").Write(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "| places") || n.Place != (Count{FoundHits: 1, GoldHits: 1, Found: 1, Gold: 2}) {
		t.Errorf("a facility is a place: %+v\n%s", n.Place, b.String())
	}
	var c CorefFigures
	c.Add(Coref(chains("ab"), chains("ab")))
	c.Add(Coref(chains("cd"), nil))
	if m := c.Mean(); m < 66 || m > 67 {
		t.Errorf("mean %v, want two thirds: one chain of two is found whole", m)
	}
	b.Reset()
	if err := c.Card("Chains").Write(&b); err != nil || !strings.Contains(b.String(), "66.7") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
