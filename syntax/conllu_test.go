package syntax

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"readout/doc"
)

func TestReadCoNLLURefuses(t *testing.T) {
	for name, text := range map[string]string{
		"too few columns":        "1\tport\tport\n\n",
		"a head that is no word": "1\tport\tport\tNOUN\tNN\t_\t9\troot\t_\t_\n\n",
		"no number":              "1\tport\tport\tNOUN\tNN\t_\tx\troot\t_\t_\n\n",
		"no form":                "1\t\tport\tNOUN\tNN\t_\t0\troot\t_\t_\n\n",
	} {
		if _, err := ReadCoNLLU(strings.NewReader(text)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

// twoParagraphs is an invented text as a treebank would annotate it.
const twoParagraphs = `# newdoc id = ostby-1
# newpar
# sent_id = ostby-1-1
1	“	“	PUNCT	` + "``" + `	_	3	punct	_	SpaceAfter=No
2	They	they	PRON	PRP	_	3	nsubj	_	_
3	wo	will	VERB	MD	_	0	root	_	SpaceAfter=No
4	n't	not	PART	RB	_	3	advmod	_	SpaceAfter=No
5	,	,	PUNCT	,	_	3	punct	_	_

# sent_id = ostby-1-2
1	Aro	Aro	PROPN	NNP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	_

# newpar
# sent_id = ostby-1-3
1	Why	why	ADV	WRB	_	0	root	_	SpaceAfter=No
2	?	?	PUNCT	.	_	1	punct	_	_

`

// ReadCoNLLU reads what WriteCoNLLU writes: the same words, spaces and trees, and the bytes of
// each token.
func TestWriteCoNLLU(t *testing.T) {
	trees, err := ReadCoNLLU(strings.NewReader(twoParagraphs))
	if err != nil {
		t.Fatal(err)
	}
	docs, words := Documents(trees)
	d := docs[0]
	d.Words = words[0]
	var b strings.Builder
	if err := WriteCoNLLU(&b, d); err != nil {
		t.Fatal(err)
	}
	again, err := ReadCoNLLU(strings.NewReader(b.String()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if !reflect.DeepEqual(again, trees) {
		t.Errorf("wrote\n%s\nread %+v,\nwant %+v", b.String(), again, trees)
	}
	for _, part := range []string{"# text = “They won't,\n", "# block = paragraph\n",
		"4\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\tSpaceAfter=No|Bytes=10-13\n"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%q is not in\n%s", part, b.String())
		}
	}
	for _, line := range strings.Split(b.String(), "\n") {
		col := strings.Split(line, "\t")
		if at := strings.Index(line, "Bytes="); at >= 0 {
			from, to, _ := strings.Cut(line[at+len("Bytes="):], "-")
			if got := d.Text[atoi(t, from):atoi(t, to)]; got != col[1] {
				t.Errorf("the bytes of %q hold %q", line, got)
			}
		}
	}
	b.Reset()
	if err := WriteCoNLLU(&b, doc.New(d.Article)); err != nil || b.Len() > 0 {
		t.Errorf("a document without tokens gave %q, %v", b.String(), err)
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
