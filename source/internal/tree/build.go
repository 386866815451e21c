package tree

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxOpen is the maximum number of open elements. Deeper start tags are ignored: their text
// joins the innermost open element. No page of the development set opens more than 60; the
// limit keeps the work linear for a million nested tags.
const maxOpen = 512

// Parse parses HTML, however broken, in one pass. It follows the parts of the HTML standard's
// tree construction that decide which text there is and in what order: scopes, implied end
// tags, tables with foster parenting, foreign content, reopened formatting elements. A
// reopened element has no node, and a block cut by </b> stays bold.
//
// Source: HTML standard, section 13.2.6. Scripting is on; framesets are not read.
func Parse(raw []byte) *Page { return NewBuilder().Parse(raw) }

// NewBuilder returns an empty builder.
func NewBuilder() *Builder { return &Builder{openTags: openTags{p: &Page{}}} }

// Release drops the last page and reports whether the builder should be kept for the next one;
// an unusual page may have made it large.
func (b *Builder) Release() bool {
	b.p.Data = ""
	return cap(b.data) < 8<<20 && cap(b.p.Nodes) < 1<<19
}

// Parse is like the function Parse but reuses the memory of the last page, which it
// overwrites.
func (b *Builder) Parse(raw []byte) *Page {
	b.reset(raw)
	for {
		b.z.AllowCDATA(b.top().space != spaceHTML) // only foreign content has CDATA sections
		switch b.z.Next() {
		case html.ErrorToken:
			b.closeTo(0)
			b.p.Nodes[0].End = int32(len(b.p.Nodes))
			b.p.Data = string(b.data)
			b.orderFostered()
			b.resolveUnknown()
			b.resolveShadowRoots()
			return b.p
		case html.TextToken:
			b.text(b.z.Text())
		case html.StartTagToken:
			b.startTag(false)
		case html.SelfClosingTagToken:
			b.startTag(true)
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.endTag(b.tagOf(name))
		}
	}
}

// space is the namespace of an element.
type space uint8

const (
	spaceHTML space = iota
	spaceSVG
	spaceMath
)

// unknownTag is the first of the numbers for names that HTML does not know, until
// resolveUnknown replaces them. No atom is as large.
const unknownTag atom.Atom = 1 << 31

// Builder builds a Page from its tags and texts.
type Builder struct {
	openTags
	z    *html.Tokenizer
	data []byte

	unknown  map[string]atom.Atom
	fostered [][2]int32 // a node, and the table it goes before
	form     int32      // the open form, 0 for none
	raw      bool       // the open element holds raw text
	head     bool       // a head element has been opened
	body     bool       // the body has begun

	components bool // the page has template elements
}

func (b *Builder) reset(raw []byte) {
	b.p.Nodes = append(b.p.Nodes[:0], Node{Tag: atom.Html, Parent: -1})
	b.p.Attrs, b.p.LinkEnds = b.p.Attrs[:0], b.p.LinkEnds[:0]
	*b = Builder{openTags: openTags{p: b.p, open: append(b.open[:0], openTag{tag: atom.Html}), formats: b.formats[:0]},
		data: b.data[:0], unknown: b.unknown, fostered: b.fostered[:0], z: html.NewTokenizer(bytes.NewReader(raw))}
	clear(b.unknown)
}

// tagOf returns an element's name as an atom.
func (b *Builder) tagOf(name []byte) atom.Atom {
	if tag := atom.Lookup(name); tag != 0 {
		return tag
	}
	if tag, ok := b.unknown[string(name)]; ok {
		return tag
	}
	if b.unknown == nil {
		b.unknown = make(map[string]atom.Atom)
	}
	tag := unknownTag + atom.Atom(len(b.unknown))
	b.unknown[string(name)] = tag
	return tag
}

func (b *Builder) text(s []byte) {
	top := b.top()
	if !b.raw && (top.space == spaceHTML || top.html) {
		if !b.readsText(s) {
			return
		}
		top = b.top()
	}
	switch {
	case len(s) == 0, top.is(atom.Style), top.is(atom.Noscript), top.is(atom.Noframes):
		return
	case top.is(atom.Script) && !strings.Contains(b.attr(top.node, AttrType), "ld+json"):
		return // of scripts, only JSON-LD is read
	}
	from := int32(len(b.data))
	b.data = append(b.data, s...)
	b.add(Node{Attr: from, Attrs: int32(len(b.data))}, isTablePart(top) && !b.raw)
}

// readsText closes and opens the elements that text in HTML content requires, and reports
// whether the text counts.
func (b *Builder) readsText(s []byte) bool {
	if !isBlankText(s) {
		b.leaveHead()
		if b.mode() == atom.Colgroup {
			b.closeTo(len(b.open) - 1)
		}
		b.reopen()
		return true
	}
	top := b.top()
	switch {
	case b.mode() != atom.Body && isTablePart(top):
		return false
	case !top.is(atom.Colgroup) && !b.isDropped(top, s):
		b.reopen()
	}
	return true
}

// isDropped reports whether blank text is ignored: only zero bytes, or the line break at the
// start of preformatted text.
func (b *Builder) isDropped(top openTag, s []byte) bool {
	if (top.is(atom.Pre) || top.is(atom.Listing)) && int(top.node) == len(b.p.Nodes)-1 {
		s = bytes.TrimPrefix(s, []byte("\n"))
	}
	return len(bytes.Trim(s, "\x00")) == 0
}

// add adds a node to the open element or, with foster, before the innermost table.
func (b *Builder) add(n Node, foster bool) int32 {
	i := int32(len(b.p.Nodes))
	parent, table := b.place(foster)
	n.End, n.Parent = i+1, parent
	if table > 0 {
		b.fostered = append(b.fostered, [2]int32{i, table})
	}
	b.p.Nodes = append(b.p.Nodes, n)
	return i
}

// attr returns an attribute of an element while data is still a byte slice.
func (b *Builder) attr(i int32, key Key) string {
	n := &b.p.Nodes[i]
	for _, a := range b.p.Attrs[n.Attr:n.Attrs] {
		if a.Key == key {
			return string(b.data[a.Start:a.End])
		}
	}
	return ""
}

// leaveHead closes the head and begins the body.
func (b *Builder) leaveHead() {
	if len(b.open) == 2 && b.open[1].is(atom.Head) {
		b.closeTo(1)
	}
	b.body = b.body || len(b.open) == 1
}

// tagAttrs are the attributes of a start tag: their range, and what affects tree construction.
type tagAttrs struct {
	from, to int32
	font     bool // has color, face or size
	html     bool // annotation-xml with an HTML encoding
	hidden   bool // type=hidden
	sum      uint64
}

func (b *Builder) readAttrs(tag atom.Atom, more bool) tagAttrs {
	at := tagAttrs{from: int32(len(b.p.Attrs))}
	formatting := isFormatting(tag)
	for more {
		var key, val []byte
		key, val, more = b.z.TagAttr()
		if formatting {
			at.sum += attrSum(key, val)
		}
		switch string(key) {
		case "type":
			at.hidden = bytes.EqualFold(val, []byte("hidden"))
		case "color", "face", "size":
			at.font = true
		case "encoding":
			at.html = bytes.EqualFold(val, []byte("text/html")) || bytes.EqualFold(val, []byte("application/xhtml+xml"))
		}
		if k := attrKeyOf(key); k != noAttr {
			b.keepAttr(k, val)
		}
	}
	at.to = int32(len(b.p.Attrs))
	return at
}

func (b *Builder) keepAttr(k Key, val []byte) {
	from := int32(len(b.data))
	b.data = append(b.data, val...)
	b.p.Attrs = append(b.p.Attrs, Attr{k, from, int32(len(b.data))})
}

func (b *Builder) startTag(selfClosing bool) {
	name, more := b.z.TagName()
	tag := b.tagOf(name)
	b.components = b.components || tag == atom.Template
	custom := ""
	if tag >= unknownTag && bytes.IndexByte(name, '-') > 0 {
		custom = string(name)
	}
	at := b.readAttrs(tag, more)
	if custom != "" { // a custom element's name is as telling as a class
		b.keepAttr(AttrTestID, []byte(custom))
		at.to++
	}
	if top := b.top(); b.startsForeign(top, tag) {
		if !breaksOut(tag, at.font) {
			b.pushForeign(tag, top.space, at, selfClosing)
			return
		}
		b.leaveForeign()
	}
	if tag == atom.Image {
		tag = atom.Img
	}
	if !b.begins(tag, at) || !b.enterTable(tag) || !b.implyEnds(tag) {
		return
	}
	inTable := isTablePart(b.top())
	hidden := inTable && tag == atom.Input && at.hidden // not foster-parented
	if isReopening(tag) && !hidden {
		b.reopen()
	}
	if tag == atom.Nobr && b.inScope(scopeDefault, tag) >= 0 {
		b.endFormatting(tag)
		b.reopen()
	}
	inTable = isTablePart(b.top())
	switch tag {
	case atom.Svg:
		b.pushForeign(tag, spaceSVG, at, selfClosing)
		return
	case atom.Math:
		b.pushForeign(tag, spaceMath, at, selfClosing)
		return
	}
	depth := len(b.open)
	i := b.push(openTag{tag: tag}, at, inTable && !belongsInTable(tag) && !hidden, isVoid(tag))
	b.raw = b.raw || isRawText(tag)
	switch opened := len(b.open) > depth; {
	case opened && isFormatting(tag):
		b.format(at.sum)
	case opened && isMarking(tag):
		b.formats.mark()
	}
	if tag == atom.Form && !b.isOpen(atom.Template) {
		if b.form = i; inTable {
			b.closeTo(len(b.open) - 1) // in a table a form is empty
		}
	}
}

// push adds an element and opens it, unless it is void or too deep.
func (b *Builder) push(t openTag, at tagAttrs, foster, closed bool) int32 {
	t.node = b.add(Node{Tag: t.tag, Attr: at.from, Attrs: at.to}, foster)
	if !closed && len(b.open) < maxOpen {
		b.open = append(b.open, t)
		b.counts[nameBits(t.tag)]++
		if t.space == spaceHTML && isTableMode(t.tag) {
			b.tables++
		}
	}
	return t.node
}

// imply opens an element whose start tag is omitted.
func (b *Builder) imply(tag atom.Atom) { b.push(openTag{tag: tag}, tagAttrs{}, false, false) }

// begins handles what a start tag means for the head and the body, and reports whether the tag
// needs further processing.
func (b *Builder) begins(tag atom.Atom, at tagAttrs) bool {
	switch tag {
	case atom.Html: // a second one is ignored
		if root := &b.p.Nodes[0]; root.Attrs == root.Attr {
			root.Attr, root.Attrs = at.from, at.to
		}
		return false
	case atom.Head:
		if !b.head && !b.body && len(b.open) == 1 {
			b.head = true
			return true
		}
		return false
	case atom.Body:
		first := !b.body && !b.isOpen(atom.Template)
		b.leaveHead()
		b.body = true
		return first && len(b.open) == 1
	case atom.Frameset, atom.Frame:
		return false
	}
	if !isHeadContent(tag) {
		b.leaveHead()
	}
	return true
}

// implyEnds closes the elements whose end is implied by a start tag, and reports whether the
// tag opens an element itself.
func (b *Builder) implyEnds(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeIn(scopeButton, atom.P)
		if top := b.top(); top.space == spaceHTML && isHeadingTag(top.tag) {
			b.closeTo(len(b.open) - 1)
		}
		return true
	case atom.Li:
		b.closeItem(atom.Li, atom.Li)
	case atom.Dd, atom.Dt:
		b.closeItem(atom.Dd, atom.Dt)
	case atom.Form:
		if b.form != 0 && !b.isOpen(atom.Template) {
			return false
		}
	case atom.Button:
		if b.inScope(scopeDefault, atom.Button) >= 0 {
			b.closeImplied(0)
			b.closeIn(scopeDefault, atom.Button)
		}
	case atom.A:
		b.endLink()
	case atom.Input:
		b.closeIn(scopeDefault, atom.Select)
	case atom.Select:
		if b.closeIn(scopeDefault, atom.Select) {
			return false
		}
	case atom.Option, atom.Optgroup:
		if b.inScope(scopeDefault, atom.Select) >= 0 {
			except := atom.Optgroup
			if tag == atom.Optgroup {
				except = 0
			}
			b.closeImplied(except)
		} else if b.top().is(atom.Option) {
			b.closeTo(len(b.open) - 1)
		}
	case atom.Hr:
		b.closeIn(scopeButton, atom.P)
		if b.inScope(scopeDefault, atom.Select) >= 0 {
			b.closeImplied(0)
		}
	case atom.Rb, atom.Rtc, atom.Rp, atom.Rt:
		if b.inScope(scopeDefault, atom.Ruby) >= 0 {
			b.closeImplied(0)
		}
	}
	if endsParagraph(tag) {
		b.closeIn(scopeButton, atom.P)
	}
	return true
}

func (b *Builder) endTag(tag atom.Atom) {
	if b.raw {
		b.raw = false
		b.closeTo(len(b.open) - 1)
		return
	}
	if b.top().space != spaceHTML && b.endForeign(tag) {
		return
	}
	if tag == atom.Template {
		for k := len(b.open) - 1; k > 0; k-- {
			if b.open[k].is(tag) {
				b.closeTo(k)
				b.formats.unmark()
				return
			}
		}
		return
	}
	if len(b.open) == 2 && b.open[1].is(atom.Head) {
		if tag == atom.Head {
			b.closeTo(1)
		}
		if tag != atom.Br {
			return
		}
	}
	if !b.leaveTable(tag) {
		return
	}
	switch tag {
	case atom.Html, atom.Body: // text after them still belongs to the page
	case atom.Form:
		b.endForm()
	case atom.P:
		if !b.closeIn(scopeButton, tag) {
			b.leaveForeign() // a lone end tag is a paragraph
		}
	case atom.Li:
		b.closeIn(scopeList, tag)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeIn(scopeDefault, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	case atom.Br:
		b.leaveForeign()
		b.leaveHead()
		b.reopen()
		b.push(openTag{tag: tag}, tagAttrs{}, isTablePart(b.top()), true)
	default:
		switch {
		case endsInScope(tag):
			if b.closeIn(scopeDefault, tag) && isMarking(tag) {
				b.formats.unmark()
			}
		case isFormatting(tag):
			b.endFormatting(tag)
		default:
			b.endOther(tag)
		}
	}
}

// endForm closes the open form. Elements still open in it stay open.
func (b *Builder) endForm() {
	if b.isOpen(atom.Template) {
		b.closeIn(scopeDefault, atom.Form)
		return
	}
	form := b.form
	b.form = 0
	k := b.inScope(scopeDefault, atom.Form)
	if form == 0 || k < 0 || b.open[k].node != form {
		return
	}
	b.closeImplied(0)
	if k == len(b.open)-1 {
		b.closeTo(k)
		return
	}
	b.drop(k)
}
