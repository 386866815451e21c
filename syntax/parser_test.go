package syntax

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/model"
)

// harbour is a small treebank of our own.
func harbour(t testing.TB) []Tree {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "harbour.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	trees, err := ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	return trees
}

// small is a parser trained on the harbour treebank alone, once.
var small = sync.OnceValues(func() ([]byte, error) {
	f, err := os.Open(filepath.Join("testdata", "harbour.conllu"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	trees, err := ReadCoNLLU(f)
	if err != nil {
		return nil, err
	}
	return Train(repeat(trees, 2*folds*foldRun/len(trees)), TrainOptions{Seed: 1})
})

func repeat(trees []Tree, times int) []Tree {
	var all []Tree
	for range times {
		all = append(all, trees...)
	}
	return all
}

func smallPass(t testing.TB) *Pass {
	t.Helper()
	data, err := small()
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTrainingLearnsWhatItIsGiven(t *testing.T) {
	p := smallPass(t)
	for _, tree := range harbour(t) {
		d := tree.Doc()
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		for i, want := range tree.Words {
			if got := d.Words[i]; got != want {
				t.Errorf("%s: %s: got %v %v %q %d %v, want %v %v %q %d %v", tree.ID, tree.Forms[i],
					got.UPOS, got.XPOS, got.Lemma, got.Head, got.Rel, want.UPOS, want.XPOS, want.Lemma, want.Head, want.Rel)
			}
		}
	}
}

func TestTrainingGivesTheSameBytes(t *testing.T) {
	first, err := small()
	if err != nil {
		t.Fatal(err)
	}
	trees := harbour(t)
	second, err := Train(repeat(trees, 2*folds*foldRun/len(trees)), TrainOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("one seed gave two different weight files")
	}
}

// TestOracleRebuildsTheTree follows only moves the oracle calls good, whichever,
// and must arrive at the gold tree.
func TestOracleRebuildsTheTree(t *testing.T) {
	for _, tree := range harbour(t) {
		for turn := range moves {
			var st state
			st.tags = []tag{commonNoun}
			st.reset(len(tree.Forms))
			clear(st.pos)
			var gold oracle
			gold.set(&tree)
			for !st.done() {
				var good, possible [moves]bool
				gold.good(&st, &good, &possible)
				m := turn
				for !good[m] {
					m = (m + 1) % moves
				}
				st.apply(m)
			}
			st.finish()
			for i := 1; i <= st.n; i++ {
				if st.head[i] != gold.head[i] {
					t.Fatalf("%s: word %d has head %d, want %d", tree.ID, i, st.head[i], gold.head[i])
				}
				if gold.head[i] != 0 && gold.group[i] != st.group[i] {
					t.Errorf("%s: word %d has group %d, want %d", tree.ID, i, st.group[i], gold.group[i])
				}
			}
		}
	}
}

// checkTree fails if the words of a sentence are no tree.
func checkTree(t *testing.T, d *doc.Doc, s doc.Sentence) {
	t.Helper()
	roots := 0
	for i := s.FirstToken; i < s.EndToken; i++ {
		w := d.Words[i]
		if w.UPOS == doc.NoUPOS || w.XPOS == doc.NoXPOS || w.Lemma == "" || w.Rel == doc.NoRel {
			t.Fatalf("token %d %q is not whole: %+v", i, d.Form(i), w)
		}
		if (w.Head < 0) != (w.Rel == doc.Root) {
			t.Fatalf("token %d %q: head %d with relation %v", i, d.Form(i), w.Head, w.Rel)
		}
		if w.Head < 0 {
			roots++
			continue
		}
		steps := 0
		for h := w.Head; h >= 0; h = d.Words[h].Head {
			if int(h) < s.FirstToken || int(h) >= s.EndToken {
				t.Fatalf("token %d has its head outside the sentence", i)
			}
			if steps++; steps > s.EndToken-s.FirstToken {
				t.Fatalf("token %d stands in a cycle", i)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

// split makes a document of words at white space, a sentence a line.
func split(text string) *doc.Doc {
	d := doc.New(&article.Article{Text: text, Blocks: []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(text)}}}})
	off := 0
	for line := range strings.Lines(text) {
		first := len(d.Tokens)
		at := off
		for word := range strings.FieldsSeq(line) {
			at += strings.Index(text[at:], word)
			d.Tokens = append(d.Tokens, doc.Token{Span: article.Span{Start: at, End: at + len(word)}, Kind: doc.KindOf(word),
				SpaceBefore: true, Sentence: int32(len(d.Sentences)), Quote: -1})
			at += len(word)
		}
		if n := len(d.Tokens); n > first {
			d.Sentences = append(d.Sentences, doc.Sentence{Span: d.SpanOf(first, n), FirstToken: first, EndToken: n})
		}
		off += len(line)
	}
	return d
}

func FuzzTreesAreTrees(f *testing.F) {
	for _, text := range []string{
		"Talks on fees were postponed .",
		"\" \" \" ( ( ) , , .",
		"PORT TO OPEN\nMinister : port ' ll open",
		"1,000 \u00e9t\u00e9 \u2019s \U0001f6a2 a - b - c",
		strings.Repeat("and the minister of the port said that ", 60),
		"\xff\xfe broken \xc3",
	} {
		f.Add(text)
	}
	p := smallPass(f)
	light := NewLight()
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		d := split(text)
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Sentences {
			checkTree(t, d, s)
		}
		again := split(text)
		if err := p.Run(again); err != nil {
			t.Fatal(err)
		}
		for i := range d.Words {
			if d.Words[i] != again.Words[i] {
				t.Fatalf("a second run gave %+v, not %+v", again.Words[i], d.Words[i])
			}
		}
		if err := light.Run(d); err != nil {
			t.Fatal(err)
		}
	})
}

// TestMovesAreLinear counts moves, not seconds: a reading of n words makes at most 2n.
func TestMovesAreLinear(t *testing.T) {
	p := smallPass(t)
	d := split(strings.Repeat("the minister of the \" port ", 4000))
	if err := p.Run(d); err != nil {
		t.Fatal(err)
	}
	checkTreeFast(t, d)
}

// checkTreeFast is the part of checkTree that is linear.
func checkTreeFast(t *testing.T, d *doc.Doc) {
	t.Helper()
	roots := 0
	for i, w := range d.Words {
		if w.Head < 0 {
			roots++
		} else if int(w.Head) == i || int(w.Head) >= len(d.Words) {
			t.Fatalf("token %d has head %d", i, w.Head)
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots", roots)
	}
}

func TestForeignWeightsAreRefused(t *testing.T) {
	data, err := small()
	if err != nil {
		t.Fatal(err)
	}
	w := model.NewWriter("entity", weightsVersion)
	other, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	w = model.NewWriter(weightsKind, weightsVersion)
	w.Bytes("clusters", make([]byte, 12))
	empty, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"another pass's": other, "without its parts": empty} {
		f, err := model.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(f); !errors.Is(err, model.ErrForeign) {
			t.Errorf("weights %s: %v", name, err)
		}
	}
	if _, err := model.Open(data[:len(data)-1]); !errors.Is(err, model.ErrForeign) {
		t.Errorf("a file cut short: %v", err)
	}
}

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

func TestHeadlinesKeepTrees(t *testing.T) {
	trees := repeat(harbour(t), 20)
	made := headlines(trees, 1)
	if len(made) == 0 {
		t.Fatal("no headline was made")
	}
	for _, h := range made {
		text := strings.ToLower(strings.Join(h.Forms, " "))
		if strings.Contains(text, " the ") || strings.Contains(text, " were ") || strings.HasSuffix(text, ".") {
			t.Errorf("%q is no headline", text)
		}
		for i, w := range h.Words {
			if w.Head < -1 || int(w.Head) >= len(h.Words) || int(w.Head) == i {
				t.Errorf("%q: word %d has head %d", text, i, w.Head)
			}
		}
	}
}

func BenchmarkPass(b *testing.B) {
	p := smallPass(b)
	d := split(strings.Repeat("Talks on fees were postponed , leaving three ferries idle , the minister said on Monday .\n", 55))
	for b.Loop() {
		_ = p.Run(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
