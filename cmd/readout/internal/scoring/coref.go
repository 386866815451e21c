package scoring

import (
	"context"
	"fmt"
	"io"

	"readout/article"
	"readout/doc"
	"readout/score"
)

func (s *scorer) chains(prefixes ...string) ([]score.GoldChains, error) {
	return readCorpus(s.data, "ud/ud-gum-"+s.Part+".conllu.gz", func(r io.Reader) ([]score.GoldChains, error) {
		return score.ReadChains(r, prefixes...)
	})
}

// coref scores GUM's chains and GAP's pronouns.
func (s *scorer) coref(ctx context.Context) error {
	chains, err := s.chains("GUM_news_", "GUM_interview_")
	if err != nil {
		return err
	}
	var all score.CorefFigures
	for i := range chains {
		a, err := plain(chains[i].ID, chains[i].Text, "")
		if err != nil {
			return err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return err
		}
		all.Add(score.Coref(goldChains(&chains[i]), s.reader.People().Chains(d)))
	}
	if err := all.Card("GUM " + s.Part + ", news and interviews, without singletons").Write(s.w); err != nil {
		return err
	}
	if err := s.splitPeople(ctx); err != nil {
		return err
	}
	rows, err := readCorpus(s.data, "coref/gap-development.tsv.gz", score.ReadGAP)
	if err != nil {
		return err
	}
	var gap score.GAPFigures
	for i := range rows {
		g := &rows[i]
		d, err := s.reader.ReadDoc(ctx, sentence(g.ID, g.Text))
		if err != nil {
			return err
		}
		e := entityAt(d, g.Pronoun)
		gap.Add(g, e >= 0 && entityAt(d, g.A) == e, e >= 0 && entityAt(d, g.B) == e)
	}
	return gap.Card("GAP development").Write(s.w)
}

// splitPeople counts the articles of PolNeAR in which one person was split in two.
func (s *scorer) splitPeople(ctx context.Context) error {
	golds, err := s.data.polnear(s.Part)
	if err != nil {
		return err
	}
	split := 0
	for i := range golds {
		a, err := plain(golds[i].ID, golds[i].Text, golds[i].Date)
		if err != nil {
			return err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return err
		}
		if score.SplitPeople(d.Entities) > 0 {
			split++
		}
	}
	fmt.Fprintf(s.w, "PolNeAR %s: somebody is two people in %d of %d articles\n", s.Part, split, len(golds))
	return nil
}

func goldChains(g *score.GoldChains) [][]article.Span {
	chains := make(map[int][]article.Span)
	var order []int
	for _, m := range g.Mentions {
		if chains[m.Chain] == nil {
			order = append(order, m.Chain)
		}
		chains[m.Chain] = append(chains[m.Chain], m.Span)
	}
	out := make([][]article.Span, 0, len(order))
	for _, c := range order {
		out = append(out, chains[c])
	}
	return out
}

// entityAt returns the entity of the narrowest mention over a span, or -1.
func entityAt(d *doc.Doc, sp article.Span) int {
	best, size := -1, len(d.Text)+1
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity >= 0 && (m.Span.Contains(sp) || m.Name.Overlaps(sp)) && m.Len() < size {
			best, size = m.Entity, m.Len()
		}
	}
	return best
}
