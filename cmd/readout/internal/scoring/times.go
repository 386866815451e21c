package scoring

import (
	"context"
	"fmt"
	"strings"

	"readout/article"
	"readout/doc"
	"readout/score"
)

// timeMisses prints the differences in one article, one per line: words and value of the gold,
// then of what was found.
func (s *scorer) timeMisses(g *score.TimeML, d *doc.Doc, misses []score.TimexMiss) {
	fmt.Fprintf(s.w, "%s, of %s\n", g.ID, d.Published)
	for _, m := range misses {
		gold, found, at := "-", "-", article.Span{}
		if m.Gold != nil {
			at = m.Gold.Span
			gold = fmt.Sprintf("%q %s %s", g.Text[at.Start:at.End], m.Gold.Type, m.Gold.Value)
		}
		if m.Found != nil {
			at = m.Found.Span
			found = fmt.Sprintf("%q %s %s, %s", d.Cut(at), m.Found.Type, m.Found.Value, m.Found.By)
		}
		fmt.Fprintf(s.w, "  %-50s %-60s %q\n", gold, found, s.around(g.Text, at))
	}
}

// around returns the text around a span, cut at character borders.
func (s *scorer) around(text string, sp article.Span) string {
	const reach = 40
	return strings.ToValidUTF8(text[max(0, sp.Start-reach):min(len(text), sp.End+reach)], "")
}

// times scores TempEval-3.
func (s *scorer) times(ctx context.Context) error {
	docs, err := s.data.timeML(s.Part)
	if err != nil {
		return err
	}
	var all score.TimexScore
	shown := 0
	for _, g := range docs {
		a, err := plain(g.ID, g.Text, g.Published)
		if err != nil {
			return err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return err
		}
		misses := all.Add(g.Times, d.Times)
		if shown < s.Errors && len(misses) > 0 {
			shown++
			s.timeMisses(g, d, misses)
		}
	}
	fmt.Fprintf(s.w, "TempEval-3 %s, %d articles: strict F1 %.1f  relaxed F1 %.1f  type F1 %.1f  value F1 %.1f\n", s.Part,
		len(docs),
		all.F1(all.Strict), all.F1(all.Relaxed), all.F1(all.Type), all.F1(all.Value))
	return nil
}
