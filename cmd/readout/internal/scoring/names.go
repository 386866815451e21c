package scoring

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"readout/article"
	"readout/score"
)

// names scores names, corpus by corpus: news, other running text, and two sets from an
// encyclopedia.
func (s *scorer) names(ctx context.Context) error {
	for _, set := range []struct {
		title string
		read  func() ([]score.GoldNames, error)
		make  func(*score.GoldNames) (*article.Article, error)
	}{
		{"GUM news", s.gumNames("GUM_news_"), textOf}, {"GUM interviews", s.gumNames("GUM_interview_"), textOf},
		{"PolNeAR against the names CoreNLP finds", func() ([]score.GoldNames, error) { return s.data.silverNames(s.Part) },
			textOf},
		{"Universal NER, EWT", s.columnNames("names/uner-ewt-" + s.Part + ".iob2.gz"), sentenceOf},
		{"Wikigold", s.columnNames("names/ner-wikigold-" + s.Part + ".conll.gz"), sentenceOf},
		{"CrossNER politics", s.columnNames("names/crossner-politics-" + s.Part + ".txt.gz"), sentenceOf},
	} {
		golds, err := set.read()
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(s.w, "%s %s: not in the directory\n\n", set.title, s.Part)
			continue
		}
		if err != nil {
			return err
		}
		f, err := s.nameFigures(ctx, golds, set.make)
		if err != nil {
			return err
		}
		if err := f.Card(set.title + ", " + s.Part).Write(s.w); err != nil {
			return err
		}
	}
	return nil
}

func textOf(g *score.GoldNames) (*article.Article, error) { return plain(g.ID, g.Text, "") }

func sentenceOf(g *score.GoldNames) (*article.Article, error) { return sentence(g.ID, g.Text), nil }

func (s *scorer) columnNames(file string) func() ([]score.GoldNames, error) {
	return func() ([]score.GoldNames, error) {
		return readCorpus(s.data, file, func(r io.Reader) ([]score.GoldNames, error) { return score.ReadColumns(r, file) })
	}
}

func (s *scorer) gumNames(genre string) func() ([]score.GoldNames, error) {
	return func() ([]score.GoldNames, error) {
		chains, err := s.chains(genre)
		var golds []score.GoldNames
		for i := range chains {
			golds = append(golds, chains[i].Names())
		}
		return golds, err
	}
}

func (s *scorer) nameFigures(ctx context.Context, golds []score.GoldNames,
	make func(*score.GoldNames) (*article.Article, error)) (score.NameFigures, error) {
	var all score.NameFigures
	finder := s.reader.People()
	for i := range golds {
		a, err := make(&golds[i])
		if err != nil {
			return all, err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return all, err
		}
		var found []score.NameSpan
		for _, m := range finder.Names(d) {
			found = append(found, score.NameSpan{Span: m.Span, Kind: m.Kind})
		}
		all.Add(score.Names(golds[i].Names, found))
	}
	return all, nil
}
