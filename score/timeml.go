package score

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"readout/article"
)

// TimeML is an annotated document: its text and the time expressions in it.
type TimeML struct {
	ID        string
	Published string // value of the document creation time
	Text      string
	Times     []GoldTime
}

// GoldTime is a TIMEX3 annotation.
type GoldTime struct {
	article.Span
	Type, Value string
}

// ReadTimeML reads a TimeML document. The text is the content of its TEXT element without tags;
// spans are bytes of that text.
//
// Errors: malformed XML, or no TEXT element.
func ReadTimeML(raw []byte) (*TimeML, error) {
	// TempEval's files contain bare ampersands, which strict parsing rejects.
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.Strict = false
	doc := &TimeML{}
	var text strings.Builder
	var open []int // open TIMEX3 elements, as indexes into doc.Times
	inText, inDCT, inID, seen := false, false, false, false
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("score: reading TimeML: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "TEXT":
				inText, seen = true, true
			case "DCT":
				inDCT = true
			case "DOCID":
				inID = true
			case "TIMEX3":
				value, kind := attr(t, "value"), attr(t, "type")
				if inDCT {
					doc.Published = value
				}
				if inText {
					open = append(open, len(doc.Times))
					doc.Times = append(doc.Times, GoldTime{Span: article.Span{Start: text.Len()}, Type: kind, Value: value})
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "TEXT":
				inText = false
			case "DCT":
				inDCT = false
			case "DOCID":
				inID = false
			case "TIMEX3":
				if n := len(open); inText && n > 0 {
					doc.Times[open[n-1]].End = text.Len()
					open = open[:n-1]
				}
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
			if inID {
				doc.ID = strings.TrimSpace(string(t))
			}
		}
	}
	if !seen {
		return nil, errors.New("score: reading TimeML: there is no TEXT element")
	}
	doc.Text = text.String()
	return doc, nil
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
