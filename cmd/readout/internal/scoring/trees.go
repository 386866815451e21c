package scoring

import (
	"context"
	"strings"

	"readout/score"
	"readout/syntax"
	"readout/text"
)

// trees scores tags and trees on gold tokens, document by document.
func (s *scorer) trees(context.Context) error {
	for _, bank := range []string{"ewt", "gum"} {
		trees, err := s.data.trees("ud/ud-" + bank + "-" + s.Part + ".conllu.gz")
		if err != nil {
			return err
		}
		var all score.Trees
		docs, gold := syntax.Documents(trees)
		for i, d := range docs {
			text.Quote(d)
			if err := s.reader.ReadSyntax(d); err != nil {
				return err
			}
			for _, sent := range d.Sentences {
				if err := all.Add(gold[i][sent.FirstToken:sent.EndToken], d.Words[sent.FirstToken:sent.EndToken]); err != nil {
					return err
				}
			}
		}
		if err := all.Card("UD English " + strings.ToUpper(bank) + " " + s.Part + ", gold tokens").Write(s.w); err != nil {
			return err
		}
	}
	return nil
}
