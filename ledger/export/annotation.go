package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"readout/record"
)

// annotation is a W3C Web Annotation (Recommendation of 2017-02-23).
type annotation struct {
	Context    string           `json:"@context"`
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Generator  string           `json:"generator"`
	Body       []annotationBody `json:"body"`
	Target     any              `json:"target"` // one annotationTarget, or a list with one for each piece of a content
}

type annotationBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
}

type annotationTarget struct {
	Source   string               `json:"source"`
	State    map[string]string    `json:"state,omitempty"`
	Selector []annotationSelector `json:"selector"`
}

// annotationSelector is a TextPositionSelector (in code points, as in the standard) or a
// TextQuoteSelector with some text before and after.
type annotationSelector struct {
	Type   string `json:"type"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// around is how many characters of context a TextQuoteSelector gives on each side.
const around = 32

// WebAnnotations writes the statements of a record, one annotation per line.
func WebAnnotations(w io.Writer, r *record.Record, o Options) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	names := map[string]string{}
	for _, e := range r.Entities {
		names[e.ID] = e.Name
	}
	points := pointCounter{text: r.Article.Text}
	for _, s := range r.Statements {
		a := annotation{Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:sha256:" + r.Article.SHA256 + "#" + s.ID,
			Type:       "Annotation",
			Motivation: "identifying", Generator: "urn:readout:" + r.Reader.Version}
		for _, id := range s.Speakers {
			a.Body = append(a.Body, annotationBody{"TextualBody", "identifying", names[id]})
		}
		for _, tag := range [...]string{s.Kind, s.Act, s.Commitment} {
			if tag != "" {
				a.Body = append(a.Body, annotationBody{"TextualBody", "tagging", tag})
			}
		}
		var targets []annotationTarget
		for _, sp := range s.Content {
			targets = append(targets, points.target(r, sp, o))
		}
		// The selectors of one target are alternatives; pieces are separate targets.
		if a.Target = targets; len(targets) == 1 {
			a.Target = targets[0]
		}
		if err := enc.Encode(a); err != nil {
			return fmt.Errorf("export: Web Annotation: %w", err)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("export: Web Annotation: %w", err)
	}
	return nil
}

// target returns the target for one piece of a content.
func (c *pointCounter) target(r *record.Record, sp record.Span, o Options) annotationTarget {
	t := annotationTarget{Source: r.Article.URL, State: map[string]string{"type": "HttpRequestState",
		"value": "sha256:" + r.Article.SHA256}}
	if t.Source == "" {
		t.Source = "urn:sha256:" + r.Article.SHA256
	}
	start, end := c.at(sp.Start), c.at(sp.End)
	t.Selector = append(t.Selector, annotationSelector{Type: "TextPositionSelector", Start: &start, End: &end})
	if !o.TextFree || end-start <= shortQuotation {
		t.Selector = append(t.Selector, quoteSelector(r.Article.Text, sp))
	}
	return t
}

func quoteSelector(text string, sp record.Span) annotationSelector {
	start, end := sp.Start, sp.End
	for n := 0; n < around && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	for n := 0; n < around && end < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return annotationSelector{Type: "TextQuoteSelector", Exact: text[sp.Start:sp.End], Prefix: text[start:sp.Start],
		Suffix: text[sp.End:end]}
}

// pointCounter converts byte offsets into code points, continuing from the last answer if
// possible.
type pointCounter struct {
	text        string
	off, points int
}

func (c *pointCounter) at(off int) int {
	if off < c.off {
		c.off, c.points = 0, 0
	}
	c.points += utf8.RuneCountInString(c.text[c.off:off])
	c.off = off
	return c.points
}
