package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"readout/article"
)

// ReadBrat reads attributions from brat standoff beside its text: text-bound
// annotations ("T1\tSource 10 15;20 25\t…") of the types Source, Cue and Content,
// and relations ("R1\tsource Arg1:T2 Arg2:T1") or events ("E1\tCue:T2 Source:T1
// Content:T3") that join them. A relation's cue is whichever argument is a Cue.
//
// Units: brat counts code points; what comes out counts bytes. Annotations of
// other types are left out. Errors: a line that cannot be read, a span outside the text.
func ReadBrat(text string, annotations io.Reader) ([]Attribution, error) {
	b := bratFile{parts: map[string]bratPart{}}
	for off := range text {
		b.bytesAt = append(b.bytesAt, off)
	}
	b.bytesAt = append(b.bytesAt, len(text))
	lines := bufio.NewScanner(annotations)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if err := b.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("score: reading brat line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("score: reading brat: %w", err)
	}
	return b.join(), nil
}

type bratFile struct {
	bytesAt []int
	parts   map[string]bratPart // by id: "T1"
	order   []string            // ids of cues as they come
	links   [][]string          // ids that stand together
}

type bratPart struct {
	role  string // "source", "cue" or "content"
	spans []article.Span
}

func (b *bratFile) line(line string) error {
	id, rest, _ := strings.Cut(line, "\t")
	body, _, _ := strings.Cut(rest, "\t")
	fields := strings.Fields(body)
	if len(fields) == 0 {
		return nil
	}
	switch {
	case strings.HasPrefix(id, "T"):
		role := strings.ToLower(fields[0])
		if role != "source" && role != "cue" && role != "content" {
			return nil
		}
		var spans []article.Span
		for _, piece := range strings.Split(strings.Join(fields[1:], " "), ";") {
			first, end, _ := strings.Cut(piece, " ")
			start, err1 := strconv.Atoi(first)
			stop, err2 := strconv.Atoi(end)
			if err1 != nil || err2 != nil || start < 0 || stop < start || stop >= len(b.bytesAt) {
				return fmt.Errorf("span %q is not two offsets inside the text", piece)
			}
			spans = append(spans, article.Span{Start: b.bytesAt[start], End: b.bytesAt[stop]})
		}
		b.parts[id] = bratPart{role, spans}
		if role == "cue" {
			b.order = append(b.order, id)
		}
	case strings.HasPrefix(id, "R"), strings.HasPrefix(id, "E"):
		if strings.HasPrefix(id, "R") {
			fields = fields[1:]
		}
		var link []string
		for _, f := range fields {
			if _, target, ok := strings.Cut(f, ":"); ok {
				link = append(link, target)
			}
		}
		b.links = append(b.links, link)
	}
	return nil
}

// join makes one attribution of each cue and what is linked to it.
func (b *bratFile) join() []Attribution {
	var all []Attribution
	for _, cue := range b.order {
		a := Attribution{Cue: b.parts[cue].spans}
		for _, link := range b.links {
			if !slices.Contains(link, cue) {
				continue
			}
			for _, id := range link {
				switch p := b.parts[id]; p.role {
				case "source":
					a.Source = append(a.Source, p.spans...)
				case "content":
					a.Content = append(a.Content, p.spans...)
				}
			}
		}
		all = append(all, a)
	}
	return all
}
