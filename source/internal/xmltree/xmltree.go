package xmltree

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"readout/article"
	"readout/source/internal/letters"
)

// Element is one element of a wire document, or a run of text (name "").
type Element struct {
	Name     string // local, in lower case
	attrs    []xml.Attr
	Text     string
	Children []*Element
}

// Parse parses a cleaned document into a tree. Open elements are closed at the end, and
// unmatched end tags are ignored; Clean has limited the depth.
func Parse(text []byte) (*Element, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	root := &Element{}
	open := []*Element{root}
	for {
		token, err := d.RawToken()
		if err == io.EOF || err != nil && len(root.Children) > 0 {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		at := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			e := &Element{Name: strings.ToLower(t.Name.Local), attrs: append([]xml.Attr(nil), t.Attr...)}
			at.Children = append(at.Children, e)
			open = append(open, e)
		case xml.EndElement:
			name := strings.ToLower(t.Name.Local)
			for k := len(open) - 1; k > 0; k-- {
				if open[k].Name == name {
					open = open[:k]
					break
				}
			}
		case xml.CharData:
			at.Children = append(at.Children, &Element{Text: string(t)})
		}
	}
}

// Attr returns an attribute's value by its local name, or "" if it is absent.
func (e *Element) Attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// Find returns the first descendant with a name in document order, or nil.
func (e *Element) Find(name string) *Element {
	for _, c := range e.All(name) {
		return c
	}
	return nil
}

// All returns the outermost descendants with a name in document order.
func (e *Element) All(name string) []*Element {
	if e == nil {
		return nil
	}
	var out []*Element
	for _, c := range e.Children {
		if c.Name == name {
			out = append(out, c)
		} else {
			out = append(out, c.All(name)...)
		}
	}
	return out
}

// Words returns the text of a subtree with white space collapsed.
func (e *Element) Words() string {
	if e == nil {
		return ""
	}
	var sb strings.Builder
	e.write(&sb)
	return letters.Collapse(sb.String())
}

func (e *Element) write(sb *strings.Builder) {
	sb.WriteString(e.Text)
	for _, c := range e.Children {
		_, block := Kinds[c.Name]
		switch {
		case c.Name == "byttl" && sb.Len() > 0:
			sb.WriteString(", ")
		case c.Name == "br" || block:
			sb.WriteByte(' ')
		}
		c.write(sb)
		if block {
			sb.WriteByte(' ')
		}
	}
}

// Kinds maps the block elements of a wire body to the kind of their text. An outer element's
// kind takes precedence over Paragraph.
//
// Source: IPTC NITF 3.6; XHTML 1.0.
var Kinds = map[string]article.BlockKind{
	"body": article.Paragraph, "body.content": article.Paragraph, "block": article.Paragraph, "div": article.Paragraph,
	"section": article.Paragraph, "article": article.Paragraph, "p": article.Paragraph, "pre": article.Paragraph,
	"blockquote": article.Paragraph, "bq": article.Paragraph, "table": article.Paragraph, "tr": article.Paragraph,
	"td": article.Paragraph, "th": article.Paragraph, "dl": article.Paragraph, "dt": article.Paragraph,
	"dd": article.Paragraph, "ul": article.Paragraph, "ol": article.Paragraph, "li": article.List, "fn": article.Paragraph,
	"abstract": article.Paragraph, "nitf-table": article.Paragraph, "hedline": article.Headline, "hl1": article.Headline,
	"h1": article.Headline, "hl2": article.Heading, "h2": article.Heading, "h3": article.Heading, "h4": article.Heading,
	"h5": article.Heading, "h6": article.Heading, "byline": article.Byline, "media": article.Caption,
	"figure": article.Caption, "media-caption": article.Caption, "figcaption": article.Caption, "caption": article.Caption,
	"credit": article.Paragraph, "media-producer": article.Furniture, "tagline": article.Furniture,
	"body.end": article.Furniture, "hr": article.Paragraph,
}

// Raw returns the text of a subtree as written.
func (e *Element) Raw() string {
	var sb strings.Builder
	e.write(&sb)
	return sb.String()
}

// Data lists elements whose text is data about the item and not part of it; a body's head is
// read separately.
var Data = map[string]bool{"head": true, "body.head": true, "body.end": true, "script": true, "style": true,
	"docdata":        true,
	"media-metadata": true, "media-reference": true, "media-object": true, "custom-table": true,
	"nitf-table-metadata": true}
