// Package tree parses HTML, however broken, into a flat tree.
//
// The input is the bytes of a page in UTF-8; the output is a Page: one slice of nodes in
// document order and one string with all text and attribute values. The package refuses
// nothing, and its work is linear in the input.
//
// The one idea: a subtree is a range of nodes, so a page is read by iterating over a slice,
// without recursion.
package tree

import (
	"strings"

	"golang.org/x/net/html/atom"

	"readout/source/internal/letters"
)

// Node is an element or a run of text. Nodes are in document order, so a subtree is the range
// [its index, End).
type Node struct {
	Tag    atom.Atom // 0 for text
	Parent int32
	End    int32
	Attr   int32 // first of its attributes in Page.Attrs; text nodes: start in Page.Data
	Attrs  int32 // one past its last attribute; text nodes: end in Page.Data
}

// Attr is one attribute, with its value as a range of Page.Data.
type Attr struct {
	Key        Key
	Start, End int32
}

// Key identifies the attributes that the readers use; all others are dropped.
type Key uint8

const (
	noAttr Key = iota
	AttrClass
	AttrID
	AttrItemprop
	AttrRel
	AttrHref
	AttrContent
	AttrName
	AttrProperty
	AttrDatetime
	AttrStyle
	AttrHidden
	AttrAriaHidden
	AttrRole
	AttrType
	AttrLang
	AttrTitle
	AttrTestID
	AttrPubdate
	attrShadow
)

// attrKeyOf returns the key of an attribute's lower-case name.
func attrKeyOf(name []byte) Key {
	switch string(name) {
	case "class":
		return AttrClass
	case "id":
		return AttrID
	case "itemprop":
		return AttrItemprop
	case "rel":
		return AttrRel
	case "href":
		return AttrHref
	case "content":
		return AttrContent
	case "name":
		return AttrName
	case "property":
		return AttrProperty
	case "datetime":
		return AttrDatetime
	case "style":
		return AttrStyle
	case "hidden":
		return AttrHidden
	case "aria-hidden":
		return AttrAriaHidden
	case "role":
		return AttrRole
	case "type":
		return AttrType
	case "lang", "xml:lang":
		return AttrLang
	case "title":
		return AttrTitle
	case "pubdate":
		return AttrPubdate
	case "shadowrootmode":
		return attrShadow
	case "data-testid", "data-test", "data-component", "data-module", "data-type":
		return AttrTestID
	}
	return noAttr
}

// Page is a parsed HTML document: one slice of nodes in document order and one string with all
// text and attribute values.
type Page struct {
	Nodes []Node
	Attrs []Attr
	Data  string

	// LinkEnds are the nodes before which a link's end tag occurs although a block inside the
	// link is still open.
	LinkEnds []int32
}

// Get returns an attribute's value, or "".
func (p *Page) Get(i int32, key Key) string {
	n := &p.Nodes[i]
	if n.Tag == 0 {
		return ""
	}
	for _, a := range p.Attrs[n.Attr:n.Attrs] {
		if a.Key == key {
			return p.Data[a.Start:a.End]
		}
	}
	return ""
}

// Has reports whether an element has an attribute, with or without a value.
func (p *Page) Has(i int32, key Key) bool {
	n := &p.Nodes[i]
	if n.Tag == 0 {
		return false
	}
	for _, a := range p.Attrs[n.Attr:n.Attrs] {
		if a.Key == key {
			return true
		}
	}
	return false
}

// TextOf returns the text of a subtree with white space collapsed.
func (p *Page) TextOf(i int32) string {
	var sb strings.Builder
	for j := i; j < p.Nodes[i].End; j++ {
		n := &p.Nodes[j]
		switch {
		case n.Tag == atom.Script, n.Tag == atom.Style:
			j = n.End - 1
		case n.Tag == 0:
			sb.WriteString(p.Data[n.Attr:n.Attrs])
		case n.Tag == atom.Br || IsBlock(n.Tag):
			sb.WriteByte(' ')
		}
	}
	return letters.Collapse(sb.String())
}

// RawText returns the text of a subtree as written, for data in scripts.
func (p *Page) RawText(i int32) string {
	for j := i + 1; j < p.Nodes[i].End; j++ {
		if n := &p.Nodes[j]; n.Tag == 0 {
			return p.Data[n.Attr:n.Attrs] // a script's text is a single run
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

// IsBlock reports whether an element begins and ends a block of text.
func IsBlock(tag atom.Atom) bool {
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
