package syntax

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/doc"
)

// Headlines drop articles and forms of "be", tell the past in the present tense,
// end without a full stop, and wear capitals. No treebank at hand has enough of
// them, so copies of sentences are turned into headlines for training.

// headlineShare is the share of suitable sentences that get a headline copy.
const headlineShare = 0.25

// headlines makes headlines of some of the trees, chosen by the seed.
func headlines(trees []Tree, seed uint64) []Tree {
	random := rand.New(rand.NewPCG(seed, 7))
	var made []Tree
	for i := range trees {
		t := &trees[i]
		if n := len(t.Forms); n < 5 || n > 18 || !isStatement(t) || random.Float64() >= headlineShare {
			continue
		}
		if h := headline(t); len(h.Forms) > 3 {
			recase(h.Forms, random.IntN(4))
			made = append(made, h)
		}
	}
	return made
}

// isStatement tells whether a tree is a clause that ends with a full stop.
func isStatement(t *Tree) bool {
	last := len(t.Forms) - 1
	if t.Forms[last] != "." {
		return false
	}
	subject := false
	for _, w := range t.Words {
		switch w.Rel {
		case doc.Nsubj, doc.NsubjPass:
			subject = subject || w.UPOS == doc.NOUN || w.UPOS == doc.PROPN
		}
		if w.UPOS == doc.INTJ || w.UPOS == doc.X {
			return false
		}
	}
	return subject
}

// headline is a copy of a sentence as a headline would say it.
func headline(t *Tree) Tree {
	leaf := slices.Repeat([]bool{true}, len(t.Forms))
	for _, w := range t.Words {
		if w.Head >= 0 {
			leaf[w.Head] = false
		}
	}
	place := make([]int32, len(t.Forms)) // in the headline
	h := Tree{ID: t.ID + "-headline", Document: t.Document}
	var from []int
	for i, w := range t.Words {
		article := w.XPOS == doc.XDT && w.UPOS == doc.DET && (w.Lemma == "the" || w.Lemma == "a")
		be := w.Lemma == "be" && w.UPOS == doc.AUX && (w.XPOS == doc.XVBZ || w.XPOS == doc.XVBP || w.XPOS == doc.XVBD)
		if leaf[i] && (article || be || i == len(t.Forms)-1) {
			place[i] = -1
			continue
		}
		place[i] = int32(len(from))
		from = append(from, i)
	}
	for _, i := range from {
		w, form := t.Words[i], t.Forms[i]
		if w.Head >= 0 {
			w.Head = place[w.Head]
		} else if w.XPOS == doc.XVBD && w.UPOS == doc.VERB {
			w.XPOS, form = doc.XVBZ, thirdPerson(w.Lemma)
		}
		if i == 0 && w.UPOS != doc.PROPN {
			form = strings.ToLower(form)
		}
		h.Forms, h.Words, h.SpaceAfter = append(h.Forms, form), append(h.Words, w), append(h.SpaceAfter, t.SpaceAfter[i])
	}
	return h
}

// thirdPerson is the present of a verb: "says", "denies", "reaches".
func thirdPerson(lemma string) string {
	n := len(lemma)
	switch {
	case lemma == "have":
		return "has"
	case n > 1 && lemma[n-1] == 'y' && !vowel(lemma[n-2]):
		return lemma[:n-1] + "ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "o"):
		return lemma + "es"
	}
	return lemma + "s"
}

// recase puts the first word (0), every letter (1) or every long word (2, 3) in
// capitals: title case is the hardest to read, so half of the headlines wear it.
func recase(forms []string, style int) {
	for i, form := range forms {
		switch {
		case style == 1:
			forms[i] = strings.ToUpper(form)
		case i == 0 || style > 1 && len(form) > 3:
			r, n := utf8.DecodeRuneInString(form)
			forms[i] = string(unicode.ToUpper(r)) + form[n:]
		}
	}
}
