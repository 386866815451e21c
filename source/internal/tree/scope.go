package tree

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// scope is how far an end tag reaches up the stack.
//
// Source: HTML standard, section 13.2.4.2.
type scope uint8

const (
	scopeDefault scope = iota
	scopeList
	scopeButton
	scopeTable
)

// limits reports whether an element ends a scope: end tags do not reach beyond it.
func (t openTag) limits(s scope) bool {
	if t.space != spaceHTML {
		return s != scopeTable && isSpecial(t)
	}
	switch t.tag {
	case atom.Html, atom.Table, atom.Template:
		return true
	case atom.Applet, atom.Caption, atom.Td, atom.Th, atom.Marquee, atom.Object, atom.Select:
		return s != scopeTable
	case atom.Ol, atom.Ul:
		return s == scopeList
	case atom.Button:
		return s == scopeButton
	}
	return false
}

// startsForeign reports whether a start tag in an element begins foreign content.
func (b *Builder) startsForeign(top openTag, tag atom.Atom) bool {
	switch {
	case top.space == spaceHTML:
		return false
	case top.html && top.space == spaceMath && top.tag != b.annotation():
		return tag == b.tagOf([]byte("mglyph")) || tag == b.tagOf([]byte("malignmark"))
	case top.html:
		return false
	}
	return !(top.space == spaceMath && top.tag == b.annotation() && tag == atom.Svg)
}

func (b *Builder) annotation() atom.Atom { return b.tagOf([]byte("annotation-xml")) }

// pushForeign opens an element of SVG or MathML.
func (b *Builder) pushForeign(tag atom.Atom, in space, at tagAttrs, selfClosing bool) {
	t := openTag{tag: tag, space: in}
	switch in {
	case spaceSVG:
		t.html = tag == atom.Desc || tag == atom.Title || tag == atom.Foreignobject
	case spaceMath:
		t.limit = tag == b.annotation()
		t.html = isMathText(tag) || t.limit && at.html
	}
	b.push(t, at, isTablePart(b.top()), selfClosing)
	b.z.NextIsNotRawText()
}

// isMathText reports whether a MathML element contains text like HTML's.
func isMathText(tag atom.Atom) bool {
	switch tag {
	case atom.Mi, atom.Mo, atom.Mn, atom.Ms, atom.Mtext:
		return true
	}
	return false
}

// breaksOut reports whether a start tag ends foreign content, because it is one of HTML's own
// elements.
func breaksOut(tag atom.Atom, font bool) bool {
	switch tag {
	case atom.B, atom.Big, atom.Blockquote, atom.Body, atom.Br, atom.Center, atom.Code, atom.Dd, atom.Div, atom.Dl,
		atom.Dt, atom.Em, atom.Embed,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Hr, atom.I, atom.Img, atom.Li, atom.Listing,
		atom.Menu, atom.Meta,
		atom.Nobr, atom.Ol, atom.P, atom.Pre, atom.Ruby, atom.S, atom.Small, atom.Span, atom.Strong, atom.Strike, atom.Sub,
		atom.Sup, atom.Table,
		atom.Tt, atom.U, atom.Ul, atom.Var:
		return true
	case atom.Font:
		return font
	}
	return false
}

// isHeadContent reports whether an element may be in a head; any other ends the head.
func isHeadContent(tag atom.Atom) bool {
	switch tag {
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noscript, atom.Noframes, atom.Script,
		atom.Style, atom.Template, atom.Title, atom.Head:
		return true
	}
	return false
}

// isRawText reports whether the content of an element is a single run of text.
func isRawText(tag atom.Atom) bool {
	switch tag {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext, atom.Script, atom.Style, atom.Textarea,
		atom.Title, atom.Xmp:
		return true
	}
	return false
}

func isHeadingTag(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// endsParagraph reports whether a start tag closes an open paragraph.
func endsParagraph(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Dd, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Li, atom.Listing,
		atom.Main, atom.Menu, atom.Nav,
		atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section, atom.Summary, atom.Table, atom.Ul, atom.Xmp:
		return true
	}
	return false
}

// endsInScope reports whether an end tag closes its element together with elements still open
// in it.
func endsInScope(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Applet, atom.Article, atom.Aside, atom.Blockquote, atom.Button, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup,
		atom.Listing, atom.Main, atom.Marquee,
		atom.Menu, atom.Nav, atom.Object, atom.Ol, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary, atom.Ul:
		return true
	}
	return false
}

// isFormatting reports whether an element is a formatting element: it is reopened after the
// end of a block closed it, and its end tag splits the blocks inside it.
func isFormatting(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// isMarking reports whether formatting from outside an element is not reopened inside it.
func isMarking(tag atom.Atom) bool {
	switch tag {
	case atom.Applet, atom.Caption, atom.Marquee, atom.Object, atom.Td, atom.Template, atom.Th:
		return true
	}
	return false
}

// isSpecial reports whether an element is closed only by its own end tag, or by one in whose
// scope it is.
func isSpecial(t openTag) bool {
	switch t.space {
	case spaceSVG:
		return t.html
	case spaceMath:
		return isMathText(t.tag) || t.html || t.limit
	}
	switch t.tag {
	case atom.Body, atom.Button, atom.Dialog, atom.Search, atom.Marquee, atom.Applet, atom.Object, atom.Select,
		atom.Template, atom.Head, atom.Html:
		return t.tag != atom.Dialog && t.tag != atom.Search
	}
	return endsParagraph(t.tag) || isHeadingTag(t.tag) || isPartTag(t.tag) || isRawText(t.tag) || isVoid(t.tag)
}

func isBlankText(s []byte) bool {
	for _, c := range s {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' && c != 0 {
			return false
		}
	}
	return true
}

// resolveShadowRoots turns the templates of declarative shadow roots, which are shown at once,
// into div elements.
//
// Source: HTML standard, section 4.12.3 (shadowrootmode)
func (b *Builder) resolveShadowRoots() {
	if !b.components {
		return
	}
	for i := range b.p.Nodes {
		if n := &b.p.Nodes[i]; n.Tag == atom.Template && b.p.Has(int32(i), attrShadow) {
			n.Tag = atom.Div
		}
	}
}

// resolveUnknown turns unknown elements, mostly web components, into div or span elements.
// Browsers render them inline, but templates use them as either: in a paragraph or next to
// text it is a span, else a div.
func (b *Builder) resolveUnknown() {
	if len(b.unknown) == 0 {
		return
	}
	p := b.p
	beside := make(map[int32]bool)
	for i := range p.Nodes {
		if n := &p.Nodes[i]; n.Tag == 0 && strings.TrimSpace(p.Data[n.Attr:n.Attrs]) != "" {
			beside[n.Parent] = true
		}
	}
	for i := range p.Nodes {
		n := &p.Nodes[i]
		if n.Tag < unknownTag {
			continue
		}
		up := p.Nodes[n.Parent].Tag // already resolved
		if n.Tag = atom.Div; beside[n.Parent] || up == atom.P || isHeadingTag(up) || !IsBlock(up) {
			n.Tag = atom.Span
		}
	}
}
