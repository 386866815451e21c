package export

import (
	"fmt"
	"io"
	"strings"

	"readout/record"
)

// Brat writes a record as brat standoff: the .ann file for a .txt file with the article's
// text. Offsets are in code points, as in brat.
//
// Shape: T lines for sources, cues and contents, R lines from cue to source and content, A
// lines for kind, act and commitment.
func Brat(w io.Writer, r *record.Record) error {
	var b strings.Builder
	points := pointCounter{text: r.Article.Text}
	t, rel, attr := 0, 0, 0
	text := func(kind string, spans []record.Span) string {
		if len(spans) == 0 {
			return ""
		}
		t++
		var ranges, words []string
		for _, sp := range spans {
			// brat allows no line break inside a span, so a paragraph break splits it.
			off := sp.Start
			for _, part := range strings.SplitAfter(r.Article.Text[sp.Start:sp.End], "\n") {
				if body := strings.TrimRight(part, "\r\n"); body != "" {
					ranges = append(ranges, fmt.Sprintf("%d %d", points.at(off), points.at(off+len(body))))
					words = append(words, body)
				}
				off += len(part)
			}
		}
		fmt.Fprintf(&b, "T%d\t%s %s\t%s\n", t, kind, strings.Join(ranges, ";"), strings.Join(words, " "))
		return fmt.Sprintf("T%d", t)
	}
	for _, s := range r.Statements {
		source, cue, content := text("Source", s.Source), text("Cue", s.Cue), text("Content", s.Content)
		from := cue
		if from == "" {
			from = source
		}
		for _, to := range [...][2]string{{"Source", source}, {"Content", content}} {
			if from != "" && to[1] != "" && from != to[1] {
				rel++
				fmt.Fprintf(&b, "R%d\tHas%s Arg1:%s Arg2:%s\n", rel, to[0], from, to[1])
			}
		}
		for _, a := range [...][2]string{{"Kind", s.Kind}, {"Act", s.Act}, {"Commitment", s.Commitment}} {
			if content != "" && a[1] != "" {
				attr++
				fmt.Fprintf(&b, "A%d\t%s %s %s\n", attr, a[0], content, a[1])
			}
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("export: brat: %w", err)
	}
	return nil
}
