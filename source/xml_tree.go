package source

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"readout/article"
)

// element is one element of a wire document, or a run of text (name "").
type element struct {
	name     string // local, in lower case
	attrs    []xml.Attr
	text     string
	children []*element
}

// parseXML reads a cleaned document into a tree. Elements left open are closed;
// cleanXML has bounded how deep it is.
func parseXML(text []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if err == io.EOF || err != nil && len(root.children) > 0 {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		at := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: strings.ToLower(t.Name.Local), attrs: append([]xml.Attr(nil), t.Attr...)}
			at.children = append(at.children, e)
			open = append(open, e)
		case xml.EndElement:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			at.children = append(at.children, &element{text: string(t)})
		}
	}
}

// attr is an attribute's value by its local name, "" where it is absent.
func (e *element) attr(name string) string {
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

// find is the first descendant with a name, in document order; nil if none.
func (e *element) find(name string) *element {
	for _, c := range e.all(name) {
		return c
	}
	return nil
}

// all are the outermost descendants with a name, in document order.
func (e *element) all(name string) []*element {
	if e == nil {
		return nil
	}
	var out []*element
	for _, c := range e.children {
		if c.name == name {
			out = append(out, c)
		} else {
			out = append(out, c.all(name)...)
		}
	}
	return out
}

// words is the text of a subtree with its white space collapsed.
func (e *element) words() string {
	if e == nil {
		return ""
	}
	var sb strings.Builder
	e.write(&sb)
	return collapse(sb.String())
}

func (e *element) write(sb *strings.Builder) {
	sb.WriteString(e.text)
	for _, c := range e.children {
		_, block := markupKinds[c.name]
		switch {
		case c.name == "byttl" && sb.Len() > 0:
			sb.WriteString(", ")
		case c.name == "br" || block:
			sb.WriteByte(' ')
		}
		c.write(sb)
		if block {
			sb.WriteByte(' ')
		}
	}
}

// markupKinds are the elements of a wire body that begin and end a block, and what
// the text in them is. The kind of an outer element goes before a paragraph's.
//
// Source: IPTC NITF 3.6; XHTML 1.0.
var markupKinds = map[string]article.BlockKind{
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
