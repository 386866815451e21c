package source

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxOpen is how many elements may be open at once. Deeper start tags are read
// as if they were not there: their text joins the innermost open element. No
// page of the development set opens more than 60; the cap keeps work linear for
// a million nested tags.
const maxOpen = 256

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

// parsePage reads HTML, however broken, in one pass. It follows the parts of the
// HTML standard's tree construction that decide where text belongs (void
// elements, implied end tags, misnested formatting) and leaves out the rest.
func parsePage(raw []byte) *page { return parsePageInto(&pageBuilder{p: &page{}}, raw) }

// parsePageInto is parsePage with the memory of an earlier page.
func parsePageInto(b *pageBuilder, raw []byte) *page {
	b.p.nodes = append(b.p.nodes[:0], node{tag: atom.Html, parent: -1})
	b.p.attrs, b.p.linkEnds = b.p.attrs[:0], b.p.linkEnds[:0]
	b.data = b.data[:0]
	b.open = append(b.open[:0], 0)
	z := html.NewTokenizer(bytes.NewReader(raw))
	for {
		switch z.Next() {
		case html.ErrorToken:
			b.closeTo(0)
			b.p.nodes[0].end = int32(len(b.p.nodes))
			b.p.data = string(b.data)
			return b.p
		case html.TextToken:
			b.text(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			b.start(z, name, more)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.endTag(atom.Lookup(name))
		}
	}
}

// pageBuilder holds the open elements while a page is parsed.
type pageBuilder struct {
	p    *page
	data []byte
	open []int32
}

func (b *pageBuilder) top() int32 { return b.open[len(b.open)-1] }

func (b *pageBuilder) text(s []byte) {
	if len(s) == 0 {
		return
	}
	switch b.p.nodes[b.top()].tag {
	case atom.Style, atom.Noscript:
		return
	case atom.Script:
		// Only data is read from scripts, and only JSON-LD is data.
		if !strings.Contains(b.attr(b.top(), attrType), "ld+json") {
			return
		}
	}
	from := len(b.data)
	b.data = append(b.data, s...)
	i := int32(len(b.p.nodes))
	b.p.nodes = append(b.p.nodes, node{parent: b.top(), end: i + 1, attr: int32(from), attrs: int32(len(b.data))})
}

// attr is an attribute of an element while data is still a byte slice.
func (b *pageBuilder) attr(i int32, key attrKey) string {
	n := &b.p.nodes[i]
	for _, a := range b.p.attrs[n.attr:n.attrs] {
		if a.key == key {
			return string(b.data[a.start:a.end])
		}
	}
	return ""
}

func (b *pageBuilder) start(z *html.Tokenizer, name []byte, more bool) {
	tag := atom.Lookup(name)
	if tag == 0 {
		tag = atom.Span // an unknown element is inline, as browsers draw it
		if bytes.IndexByte(name, '-') > 0 {
			tag = atom.Div // custom elements are mostly containers
		}
	}
	if tag == atom.Html || tag == atom.Body {
		// A second html or body adds its attributes to the first and opens nothing.
		if tag == atom.Html || len(b.open) > 1 && b.isOpen(atom.Body) {
			if tag == atom.Html && len(b.p.nodes) == 1 {
				b.p.nodes[0].attr, b.p.nodes[0].attrs = b.readAttrs(z, more)
			}
			return
		}
	}
	b.implyEnds(tag)
	from, to := b.readAttrs(z, more)
	i := int32(len(b.p.nodes))
	b.p.nodes = append(b.p.nodes, node{tag: tag, parent: b.top(), end: i + 1, attr: from, attrs: to})
	if !isVoid(tag) && len(b.open) < maxOpen {
		b.open = append(b.open, i)
	}
}

func (b *pageBuilder) readAttrs(z *html.Tokenizer, more bool) (from, to int32) {
	from = int32(len(b.p.attrs))
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		if k := attrKeyOf(key); k != noAttr {
			at := int32(len(b.data))
			b.data = append(b.data, val...)
			b.p.attrs = append(b.p.attrs, pageAttr{k, at, int32(len(b.data))})
		}
	}
	return from, int32(len(b.p.attrs))
}

// implyEnds closes the elements that a start tag ends without saying so.
func (b *pageBuilder) implyEnds(tag atom.Atom) {
	switch tag {
	case atom.Li:
		b.closeUpTo(tag, tag, isListBorder)
	case atom.Dt, atom.Dd:
		b.closeUpTo(atom.Dt, atom.Dd, isListBorder)
	case atom.Tr:
		b.closeUpTo(tag, tag, isTableBorder)
	case atom.Td, atom.Th:
		b.closeUpTo(atom.Td, atom.Th, isRowBorder)
	case atom.Option:
		b.closeUpTo(tag, tag, isSelectBorder)
	case atom.A:
		b.closeUpTo(tag, tag, isBlockBorder)
	}
	if !isHeadContent(tag) && len(b.open) > 1 && b.p.nodes[b.open[1]].tag == atom.Head {
		b.closeTo(1)
	}
	if isBlock(tag) {
		b.closeUpTo(atom.P, atom.P, isParagraphBorder)
	}
}

// closeUpTo closes the innermost open element that is one of two tags, unless a
// border lies between.
func (b *pageBuilder) closeUpTo(one, other atom.Atom, border func(atom.Atom) bool) {
	for k := len(b.open) - 1; k > 0; k-- {
		tag := b.p.nodes[b.open[k]].tag
		if tag == one || tag == other {
			b.closeTo(k)
			return
		}
		if border(tag) {
			return
		}
	}
}

func (b *pageBuilder) endTag(tag atom.Atom) {
	if tag == 0 || tag == atom.Html || tag == atom.Body || isVoid(tag) {
		return // text after </body> still belongs to the page
	}
	formatting := !isBlock(tag)
	for k := len(b.open) - 1; k > 0; k-- {
		t := b.p.nodes[b.open[k]].tag
		if t == tag {
			b.closeTo(k)
			return
		}
		if tag == atom.A && isBlock(t) {
			// The block goes on outside the link.
			b.p.linkEnds = append(b.p.linkEnds, int32(len(b.p.nodes)))
			return
		}
		if formatting && isBlock(t) || t == atom.Table && tag != atom.Table || t == atom.Td && tag != atom.Td && tag != atom.Tr && tag != atom.Table && tag != atom.Tbody {
			return
		}
	}
}

// closeTo closes open[k] and everything in it; k = 0 closes all but the root.
func (b *pageBuilder) closeTo(k int) {
	end := int32(len(b.p.nodes))
	for j := max(k, 1); j < len(b.open); j++ {
		b.p.nodes[b.open[j]].end = end
	}
	b.open = b.open[:max(k, 1)]
}

func (b *pageBuilder) isOpen(tag atom.Atom) bool {
	for _, i := range b.open {
		if b.p.nodes[i].tag == tag {
			return true
		}
	}
	return false
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

// has tells whether an element has an attribute, with or without a value.
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
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isBlock tells whether an element begins and ends a block of text.
func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol,
		atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot,
		atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Option, atom.Title, atom.Head:
		return true
	}
	return false
}

// isHeadContent tells which elements may stand in a head; any other ends it.
func isHeadContent(tag atom.Atom) bool {
	switch tag {
	case atom.Base, atom.Link, atom.Meta, atom.Noscript, atom.Script, atom.Style, atom.Template, atom.Title, atom.Head, atom.Img:
		return true
	}
	return false
}

func isListBorder(tag atom.Atom) bool {
	switch tag {
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir, atom.Table, atom.Div, atom.Section, atom.Article, atom.Nav:
		return true
	}
	return false
}

func isTableBorder(tag atom.Atom) bool { return tag == atom.Table }

func isRowBorder(tag atom.Atom) bool { return tag == atom.Tr || tag == atom.Table }

func isSelectBorder(tag atom.Atom) bool { return tag != atom.Option }

func isBlockBorder(tag atom.Atom) bool { return isBlock(tag) }

// isParagraphBorder tells which elements hide an open paragraph from a block's
// start tag ("button scope" in the standard).
func isParagraphBorder(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Td, atom.Th, atom.Button, atom.Object, atom.Div, atom.Section, atom.Article, atom.Li, atom.Blockquote:
		return true
	}
	return false
}
