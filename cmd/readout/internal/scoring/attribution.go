package scoring

import (
	"context"
	"fmt"
	"io"
	"strings"

	"readout/article"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/read"
	"readout/record"
	"readout/report"
	"readout/score"
)

// attribution scores PolNeAR.
func (s *scorer) attribution(ctx context.Context) error {
	golds, err := s.data.polnear(s.Part)
	if err != nil {
		return err
	}
	each := make([]score.AttributionFigures, len(golds))
	var all score.AttributionFigures
	var worst []score.Errors
	var records []*record.Record
	for i := range golds {
		g := &golds[i]
		a, err := plain(g.ID, g.Text, g.Date)
		if err != nil {
			return err
		}
		rec, err := s.reader.Read(ctx, a)
		if err != nil {
			return err
		}
		records = append(records, rec)
		found := flat(rec)
		each[i] = score.Attributions(g.Text, g.Attributions, found)
		all.Add(each[i])
		_, _, f1 := each[i].Whole[0].PRF()
		worst = append(worst, score.Errors{Article: g.ID, F1: f1, Pairs: pairs(g.Text, g.Attributions, found)})
	}
	fmt.Fprintf(s.w, "PolNeAR %s, %d articles\n", s.Part, len(golds))
	rows := func(kind string, names []string, pick func(*score.AttributionFigures) []score.Count) {
		for k, name := range names {
			p, r, f1 := pick(&all)[k].PRF()
			in := score.Bootstrap(len(each), 1, func(drawn []int) float64 {
				var sum score.AttributionFigures
				for _, i := range drawn {
					sum.Add(each[i])
				}
				_, _, f := pick(&sum)[k].PRF()
				return f
			})
			fmt.Fprintf(s.w, "%-6s %-9s P %5.1f  R %5.1f  F1 %5.1f  (%.1f to %.1f)\n", kind, name, p, r, f1, in.Low, in.High)
		}
	}
	roles := []string{"source", "cue", "content"}
	rows("token", roles, func(f *score.AttributionFigures) []score.Count { return f.Token[:] })
	rows("exact", roles, func(f *score.AttributionFigures) []score.Count { return f.Exact[:] })
	rows("soft", roles, func(f *score.AttributionFigures) []score.Count { return f.Soft[:] })
	kinds := []string{"all", "direct", "mixed", "indirect"}
	rows("whole", kinds, func(f *score.AttributionFigures) []score.Count { return f.Whole[:] })
	rows("signed", kinds, func(f *score.AttributionFigures) []score.Count { return f.Signed[:] })
	s.confidence(golds, records)
	if s.Errors > 0 {
		if err := score.WriteWorst(s.w, worst, s.Errors, 58); err != nil {
			return err
		}
	}
	if s.Predict != "" {
		return s.predict(records)
	}
	return nil
}

// enoughRecall is the recall of whole attributions (Signed), in percent, at which precision shows how
// useful the scores of statements are.
const enoughRecall = 45

// confidence prints the precision of the most certain statements: those above the highest score
// that still reaches enoughRecall.
func (s *scorer) confidence(golds []score.GoldArticle, records []*record.Record) {
	for least := 0.98; least > 0; least -= 0.01 {
		var all score.AttributionFigures
		for i := range golds {
			all.Add(score.Attributions(golds[i].Text, golds[i].Attributions, surer(records[i], least)))
		}
		if p, r, _ := all.Signed[0].PRF(); r >= enoughRecall {
			fmt.Fprintf(s.w, "with a score of %.2f or more: signed P %.1f at R %.1f\n", least, p, r)
			return
		}
	}
}

// predict writes records like "read --format jsonl", for other scorers.
func (s *scorer) predict(records []*record.Record) error {
	return cli.WriteOut(s.t, s.Predict, func(w io.Writer) error {
		p := read.Printer{Out: w, Format: "jsonl", Parts: report.AllParts}
		for _, r := range records {
			if err := p.Print(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// flat returns a record's statements in the form of gold annotations, without nested ones.
func flat(r *record.Record) []score.Attribution {
	return surer(r, 0)
}

// surer returns the statements with at least the given score, without nested ones.
func surer(r *record.Record, least float64) []score.Attribution {
	var out []score.Attribution
	for i := range r.Statements {
		if st := &r.Statements[i]; st.NestedIn == "" && st.Score >= least {
			out = append(out, score.Attribution{Source: st.Source, Cue: st.Cue, Content: st.Content})
		}
	}
	return out
}

// pairs aligns gold and found attributions by cue.
func pairs(text string, gold, found []score.Attribution) []score.Pair {
	used := make([]bool, len(found))
	var out []score.Pair
	for i := range gold {
		p := score.Pair{Gold: words(text, &gold[i])}
		for k := range found {
			if !used[k] && touch(gold[i].Cue, found[k].Cue) {
				used[k], p.Found = true, words(text, &found[k])
				break
			}
		}
		if p.Gold != p.Found {
			out = append(out, p)
		}
	}
	for k := range found {
		if !used[k] {
			out = append(out, score.Pair{Found: words(text, &found[k])})
		}
	}
	return out
}

func touch(a, b []article.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

func words(text string, a *score.Attribution) string {
	cut := func(spans []article.Span) string {
		parts := make([]string, len(spans))
		for i, sp := range spans {
			parts[i] = text[sp.Start:sp.End]
		}
		return strings.Join(parts, " … ")
	}
	return fmt.Sprintf("[%s] %s: %s", cut(a.Source), cut(a.Cue), cut(a.Content))
}
