package scoring

import (
	"context"
	"fmt"
	"io"

	"readout/score"
)

// domain scores the second domain: attribution relations of GUM's news and interviews.
func (s *scorer) domain(ctx context.Context) error {
	articles, err := readCorpus(s.data, "ud/ud-gum-"+s.Part+".conllu.gz", func(r io.Reader) ([]score.GUMArticle, error) {
		return score.ReadGUM(r, "GUM_news_", "GUM_interview_")
	})
	if err != nil {
		return err
	}
	var all score.GUMFigures
	for i := range articles {
		a, err := plain(articles[i].ID, articles[i].Text, "")
		if err != nil {
			return err
		}
		rec, err := s.reader.Read(ctx, a)
		if err != nil {
			return err
		}
		all.Add(score.GUMAttributions(&articles[i], flat(rec)))
	}
	c := score.Card{Title: fmt.Sprintf("GUM %s, news and interviews, %d documents: attribution relations found", s.Part,
		len(articles)), Columns: []string{"relations", "P", "R", "F1", "marked", "found"}}
	c.AddPRF("either part by half", all.Either)
	c.AddPRF("content placed", all.Placed)
	return c.Write(s.w)
}
