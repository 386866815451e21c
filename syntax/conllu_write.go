package syntax

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"readout/doc"
)

// WriteCoNLLU writes the sentences of a document with Words and Trees in the format that
// ReadCoNLLU reads. MISC has each token's bytes in the article's text ("Bytes=12-17"), and
// SpaceAfter=No if the next token follows directly. A document without tokens writes nothing.
//
// Source: https://universaldependencies.org/format.html
func WriteCoNLLU(w io.Writer, d *doc.Doc) error {
	b := bufio.NewWriter(w)
	block := -1
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.FirstToken >= s.EndToken {
			continue
		}
		if block < 0 {
			fmt.Fprintf(b, "# newdoc id = %s\n", oneLine(d.Article.ID))
		}
		if s.Block != block {
			block = s.Block
			fmt.Fprintf(b, "# newpar\n# block = %s\n", d.Article.Blocks[block].Kind)
		}
		fmt.Fprintf(b, "# sent_id = %s-%d\n# text = ", oneLine(d.Article.ID), i+1)
		for k := s.FirstToken; k < s.EndToken; k++ {
			if k > s.FirstToken && d.Tokens[k].SpaceBefore {
				b.WriteByte(' ')
			}
			b.WriteString(oneLine(d.Form(k)))
		}
		b.WriteByte('\n')
		for k := s.FirstToken; k < s.EndToken; k++ {
			writeWord(b, d, s, k)
		}
		b.WriteByte('\n')
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("syntax: writing CoNLL-U: %w", err)
	}
	return nil
}

func writeWord(w io.Writer, d *doc.Doc, s *doc.Sentence, k int) {
	tok := &d.Tokens[k]
	word := doc.Word{Head: -1}
	if k < len(d.Words) {
		word = d.Words[k]
	}
	head, rel := 0, word.Rel.String()
	if at := int(word.Head); at >= s.FirstToken && at < s.EndToken {
		head = at - s.FirstToken + 1
	} else if word.Rel == doc.NoRel {
		rel = "root"
	}
	misc := fmt.Sprintf("Bytes=%d-%d", tok.Start, tok.End)
	if next := k + 1; next < len(d.Tokens) && !d.Tokens[next].SpaceBefore {
		misc = "SpaceAfter=No|" + misc
	}
	fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%s\n", k-s.FirstToken+1, oneLine(d.Form(k)),
		orNone(oneLine(word.Lemma)), orNone(word.UPOS.String()), orNone(word.XPOS.String()), head, orNone(rel), misc)
}

// oneLine collapses white space to single spaces: a column may contain no other.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func orNone(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
