package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/article"
	"readout/doc"
)

// Tree is one sentence of a treebank: words as UD counts them, with their annotation.
//
// Shape: all slices are parallel. Words[i].Head is an index into them, or -1 for the root.
// SpaceAfter says whether white space follows word i in the text.
type Tree struct {
	ID         string // "# sent_id"
	Document   string // "# newdoc id" of its document
	Paragraph  bool   // it begins a paragraph: "# newpar", or a new document
	Forms      []string
	Words      []doc.Word
	SpaceAfter []bool
}

// ReadCoNLLU reads a treebank. Empty nodes (8.1) are skipped, and ranges (3-4) are read only
// for their spacing, since UD's words are what is tagged.
//
// Errors: a line that is not CoNLL-U, or a head outside its sentence.
//
// Source: https://universaldependencies.org/format.html
func ReadCoNLLU(r io.Reader) ([]Tree, error) {
	var trees []Tree
	var t Tree
	document, paragraph := "", true
	rangeEnd, rangeSpace := 0, false
	line := 0
	finish := func() error {
		if len(t.Forms) > 0 {
			for i, w := range t.Words {
				if int(w.Head) >= len(t.Words) {
					return fmt.Errorf("syntax: reading a treebank: line %d: word %d of %s has a head outside the sentence", line,
						i+1, t.ID)
				}
			}
			t.Document, t.Paragraph, paragraph = document, paragraph, false
			trees = append(trees, t)
		}
		t, rangeEnd = Tree{}, 0
		return nil
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line++
		text := sc.Text()
		switch {
		case text == "":
			if err := finish(); err != nil {
				return nil, err
			}
			continue
		case text[0] == '#':
			if id, ok := strings.CutPrefix(text, "# sent_id = "); ok {
				t.ID = id
			} else if id, ok := strings.CutPrefix(text, "# newdoc id = "); ok {
				document, paragraph = id, true
			} else if strings.HasPrefix(text, "# newpar") {
				paragraph = true
			}
			continue
		}
		col := strings.Split(text, "\t")
		if len(col) != 10 {
			return nil, fmt.Errorf("syntax: reading a treebank: line %d: %d columns, not 10", line, len(col))
		}
		space := !strings.Contains(col[9], "SpaceAfter=No")
		if strings.Contains(col[0], ".") {
			continue
		}
		if _, to, ok := strings.Cut(col[0], "-"); ok {
			end, err := strconv.Atoi(to)
			if err != nil {
				return nil, fmt.Errorf("syntax: reading a treebank: line %d: %w", line, err)
			}
			rangeEnd, rangeSpace = end, space
			continue
		}
		head, err := strconv.Atoi(col[6])
		if err != nil || head < 0 || col[1] == "" {
			return nil, fmt.Errorf("syntax: reading a treebank: line %d: no form or no head", line)
		}
		if n := len(t.Forms) + 1; n <= rangeEnd {
			space = n == rangeEnd && rangeSpace
		}
		t.Forms = append(t.Forms, col[1])
		t.SpaceAfter = append(t.SpaceAfter, space)
		t.Words = append(t.Words, doc.Word{UPOS: doc.ParseUPOS(col[3]), XPOS: doc.ParseXPOS(col[4]), Lemma: col[2],
			Head: int32(head - 1), Rel: doc.ParseRel(col[7])})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("syntax: reading a treebank: %w", err)
	}
	if err := finish(); err != nil {
		return nil, err
	}
	return trees, nil
}

// Documents joins the sentences of each document of a treebank, so that they are read in
// context like text. Only Tokens and Sentences are filled; the second result holds the
// annotated words.
func Documents(trees []Tree) (docs []*doc.Doc, gold [][]doc.Word) {
	for len(trees) > 0 {
		n := 1
		for n < len(trees) && trees[n].Document == trees[0].Document {
			n++
		}
		d, words := document(trees[:n])
		docs, gold, trees = append(docs, d), append(gold, words), trees[n:]
	}
	return docs, gold
}

// document joins the sentences of one document; heads are relative to its first word.
func document(trees []Tree) (*doc.Doc, []doc.Word) {
	var b strings.Builder
	var words []doc.Word
	a := &article.Article{ID: trees[0].Document, Language: "en"}
	d := doc.New(a)
	for k := range trees {
		t := &trees[k]
		if (t.Paragraph || k == 0) && b.Len() > 0 {
			b.WriteString("\n\n")
		}
		if t.Paragraph || k == 0 {
			a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: b.Len()}})
		}
		first := len(d.Tokens)
		for i, form := range t.Forms {
			start := b.Len()
			b.WriteString(form)
			d.Tokens = append(d.Tokens, doc.Token{Span: article.Span{Start: start, End: b.Len()}, Kind: doc.KindOf(form),
				Quote:    -1,
				Sentence: int32(len(d.Sentences)), SpaceBefore: i == 0 || t.SpaceAfter[i-1]})
			if t.SpaceAfter[i] {
				b.WriteByte(' ')
			}
			w := t.Words[i]
			if w.Head >= 0 {
				w.Head += int32(first)
			}
			words = append(words, w)
		}
		d.Sentences = append(d.Sentences, doc.Sentence{Span: article.Span{Start: d.Tokens[first].Start,
			End: d.Tokens[len(d.Tokens)-1].End},
			FirstToken: first, EndToken: len(d.Tokens), Block: len(a.Blocks) - 1})
		a.Blocks[len(a.Blocks)-1].End = d.Tokens[len(d.Tokens)-1].End
	}
	a.Text = b.String()
	whole := doc.New(a)
	whole.Tokens, whole.Sentences = d.Tokens, d.Sentences
	return whole, words
}
