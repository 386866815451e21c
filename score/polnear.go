package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"readout/article"
)

// Attribution is a gold or found attribution: source, cue and content, each of zero or more byte
// spans.
type Attribution struct {
	Source, Cue, Content []article.Span
}

// GoldArticle is an article with its gold attributions.
type GoldArticle struct {
	ID, Publisher, Date, Title string
	Text                       string
	Attributions               []Attribution   // by the first annotator
	Others                     [][]Attribution // by each further annotator
}

// ReadPolNeAR reads packed PolNeAR: one article per line, as JSON, with spans in bytes under
// "source_bytes" or, if those are missing, in code points under "source".
//
// Errors: malformed JSON, an article without annotations, a span outside the text.
func ReadPolNeAR(r io.Reader) ([]GoldArticle, error) {
	var golds []GoldArticle
	for dec := json.NewDecoder(r); ; {
		var line polnearLine
		if err := dec.Decode(&line); errors.Is(err, io.EOF) {
			return golds, nil
		} else if err != nil {
			return nil, fmt.Errorf("score: reading PolNeAR after %d articles: %w", len(golds), err)
		}
		g, err := line.gold()
		if err != nil {
			return nil, fmt.Errorf("score: reading PolNeAR article %s: %w", line.ID, err)
		}
		golds = append(golds, g)
	}
}

type polnearLine struct {
	ID          string `json:"id"`
	Publisher   string `json:"publisher"`
	Date        string `json:"date"`
	Title       string `json:"title"`
	Text        string `json:"text"`
	Annotations []struct {
		Attributions []polnearAttribution `json:"attributions"`
	} `json:"annotations"`
}

type polnearAttribution struct {
	Source       []pair `json:"source"`
	Cue          []pair `json:"cue"`
	Content      []pair `json:"content"`
	SourceBytes  []pair `json:"source_bytes"`
	CueBytes     []pair `json:"cue_bytes"`
	ContentBytes []pair `json:"content_bytes"`
}

// pair is a half-open range, an array of two numbers in the corpus.
type pair article.Span

// UnmarshalJSON parses [start, end].
func (p *pair) UnmarshalJSON(raw []byte) error {
	var ends []int
	if err := json.Unmarshal(raw, &ends); err != nil {
		return err
	}
	if len(ends) != 2 {
		return fmt.Errorf("score: a range of %d numbers", len(ends))
	}
	p.Start, p.End = ends[0], ends[1]
	return nil
}

func (l *polnearLine) gold() (GoldArticle, error) {
	g := GoldArticle{ID: l.ID, Publisher: l.Publisher, Date: l.Date, Title: l.Title, Text: l.Text}
	if len(l.Annotations) == 0 {
		return g, errors.New("nobody annotated it")
	}
	var bytesAt []int // byte offset of each code point, computed on first use
	spans := func(inBytes, inRunes []pair) ([]article.Span, error) {
		if inBytes == nil && len(inRunes) > 0 {
			if bytesAt == nil {
				for off := range l.Text {
					bytesAt = append(bytesAt, off)
				}
				bytesAt = append(bytesAt, len(l.Text))
			}
			for _, sp := range inRunes {
				if sp.Start < 0 || sp.End < sp.Start || sp.End >= len(bytesAt) {
					return nil, fmt.Errorf("span %d to %d lies outside the text", sp.Start, sp.End)
				}
				inBytes = append(inBytes, pair{Start: bytesAt[sp.Start], End: bytesAt[sp.End]})
			}
		}
		var out []article.Span
		for _, sp := range inBytes {
			if sp.Start < 0 || sp.End < sp.Start || sp.End > len(l.Text) {
				return nil, fmt.Errorf("span %d to %d lies outside the text", sp.Start, sp.End)
			}
			out = append(out, article.Span(sp))
		}
		return out, nil
	}
	for n, annotation := range l.Annotations {
		var all []Attribution
		for _, a := range annotation.Attributions {
			source, err1 := spans(a.SourceBytes, a.Source)
			cue, err2 := spans(a.CueBytes, a.Cue)
			content, err3 := spans(a.ContentBytes, a.Content)
			if err := errors.Join(err1, err2, err3); err != nil {
				return g, err
			}
			all = append(all, Attribution{Source: source, Cue: cue, Content: content})
		}
		if n == 0 {
			g.Attributions = all
		} else {
			g.Others = append(g.Others, all)
		}
	}
	return g, nil
}
