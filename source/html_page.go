package source

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// node is an element or a run of text. Nodes lie in document order, so a
// subtree is the range [its index, end).
type node struct {
	tag    atom.Atom // 0 for text
	parent int32
	end    int32
	attr   int32 // first of its attributes in page.attrs; text nodes: start in page.data
	attrs  int32 // one past its last attribute; text nodes: end in page.data
}

// pageAttr is one attribute, as a range of page.data.
type pageAttr struct {
	key        attrKey
	start, end int32
}

// attrKey names the attributes the readers look at; all others are dropped.
type attrKey uint8

const (
	noAttr attrKey = iota
	attrClass
	attrID
	attrItemprop
	attrRel
	attrHref
	attrContent
	attrName
	attrProperty
	attrDatetime
	attrStyle
	attrHidden
	attrAriaHidden
	attrRole
	attrType
	attrLang
	attrTitle
	attrTestID
	attrPubdate
	attrShadow
)

// attrKeyOf maps an attribute's lower-case name to its key.
func attrKeyOf(name []byte) attrKey {
	switch string(name) {
	case "class":
		return attrClass
	case "id":
		return attrID
	case "itemprop":
		return attrItemprop
	case "rel":
		return attrRel
	case "href":
		return attrHref
	case "content":
		return attrContent
	case "name":
		return attrName
	case "property":
		return attrProperty
	case "datetime":
		return attrDatetime
	case "style":
		return attrStyle
	case "hidden":
		return attrHidden
	case "aria-hidden":
		return attrAriaHidden
	case "role":
		return attrRole
	case "type":
		return attrType
	case "lang", "xml:lang":
		return attrLang
	case "title":
		return attrTitle
	case "pubdate":
		return attrPubdate
	case "shadowrootmode":
		return attrShadow
	case "data-testid", "data-test", "data-component", "data-module", "data-type":
		return attrTestID
	}
	return noAttr
}

// page is a parsed HTML document, flat: one slice of nodes in document order and
// one string that holds all text and attribute values. Text and metadata are
// both read from it, and nothing recurses over it.
type page struct {
	nodes []node
	attrs []pageAttr
	data  string

	// linkEnds are the nodes before which a link's end tag stands although a
	// block inside the link is still open.
	linkEnds []int32
}

// get is an attribute's value, or "".
func (p *page) get(i int32, key attrKey) string {
	n := &p.nodes[i]
	if n.tag == 0 {
		return ""
	}
	for _, a := range p.attrs[n.attr:n.attrs] {
		if a.key == key {
			return p.data[a.start:a.end]
		}
	}
	return ""
}

// has reports whether an element has an attribute, with or without a value.
func (p *page) has(i int32, key attrKey) bool {
	n := &p.nodes[i]
	if n.tag == 0 {
		return false
	}
	for _, a := range p.attrs[n.attr:n.attrs] {
		if a.key == key {
			return true
		}
	}
	return false
}

// textOf is the text of a subtree with its white space collapsed.
func (p *page) textOf(i int32) string {
	var sb strings.Builder
	for j := i; j < p.nodes[i].end; j++ {
		n := &p.nodes[j]
		switch {
		case n.tag == atom.Script, n.tag == atom.Style:
			j = n.end - 1
		case n.tag == 0:
			sb.WriteString(p.data[n.attr:n.attrs])
		case n.tag == atom.Br || isBlock(n.tag):
			sb.WriteByte(' ')
		}
	}
	return collapse(sb.String())
}

// rawText is the text of a subtree as written, for data in scripts.
func (p *page) rawText(i int32) string {
	for j := i + 1; j < p.nodes[i].end; j++ {
		if n := &p.nodes[j]; n.tag == 0 {
			return p.data[n.attr:n.attrs] // a script's text is one run
		}
	}
	return ""
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr, atom.Image,
		atom.Img,
		atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isBlock reports whether an element begins and ends a block of text.
func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol,
		atom.P, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Listing, atom.Caption, atom.Xmp, atom.Plaintext,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot,
		atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Option, atom.Title, atom.Head:
		return true
	}
	return false
}
