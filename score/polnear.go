package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"readout/article"
)

// Attribution is one marked or found attribution: source, cue and content, each
// several spans of bytes or none.
type Attribution struct {
	Source, Cue, Content []article.Span
}

// GoldArticle is an article and the attributions that people marked in it.
type GoldArticle struct {
	ID, Publisher, Date, Title string
	Text                       string
	Attributions               []Attribution   // the first annotator's
	Others                     [][]Attribution // every further annotator's
}

// ReadPolNeAR reads packed PolNeAR: one article a line, as JSON, with spans under
// "source_bytes" in bytes, or under "source" in code points where those are missing.
//
// Errors: a line that is no JSON, an article nobody annotated, a span outside the text.
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
	Source       [][2]int `json:"source"`
	Cue          [][2]int `json:"cue"`
	Content      [][2]int `json:"content"`
	SourceBytes  [][2]int `json:"source_bytes"`
	CueBytes     [][2]int `json:"cue_bytes"`
	ContentBytes [][2]int `json:"content_bytes"`
}

func (l *polnearLine) gold() (GoldArticle, error) {
	g := GoldArticle{ID: l.ID, Publisher: l.Publisher, Date: l.Date, Title: l.Title, Text: l.Text}
	if len(l.Annotations) == 0 {
		return g, errors.New("nobody annotated it")
	}
	var bytesAt []int // byte offset of each code point, made when first needed
	spans := func(inBytes, inRunes [][2]int) ([]article.Span, error) {
		if inBytes == nil && len(inRunes) > 0 {
			if bytesAt == nil {
				for off := range l.Text {
					bytesAt = append(bytesAt, off)
				}
				bytesAt = append(bytesAt, len(l.Text))
			}
			for _, sp := range inRunes {
				if sp[0] < 0 || sp[1] < sp[0] || sp[1] >= len(bytesAt) {
					return nil, fmt.Errorf("span %d to %d lies outside the text", sp[0], sp[1])
				}
				inBytes = append(inBytes, [2]int{bytesAt[sp[0]], bytesAt[sp[1]]})
			}
		}
		var out []article.Span
		for _, sp := range inBytes {
			if sp[0] < 0 || sp[1] < sp[0] || sp[1] > len(l.Text) {
				return nil, fmt.Errorf("span %d to %d lies outside the text", sp[0], sp[1])
			}
			out = append(out, article.Span{Start: sp[0], End: sp[1]})
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
