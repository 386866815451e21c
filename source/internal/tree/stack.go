package tree

import "golang.org/x/net/html/atom"

// openTag is one entry of the stack of open elements.
type openTag struct {
	node  int32     // for a reopened element, the node it is in
	table int32     // of a reopened element: the table before which its content goes
	id    int32     // ID in the list of active formatting elements
	tag   atom.Atom // 0 for an element that was closed while its content is still open
	space space
	html  bool // foreign, but with HTML content
	limit bool // foreign, and ends a scope
}

// is reports whether an element is the HTML element of a name.
func (t openTag) is(tag atom.Atom) bool { return t.tag == tag && t.space == spaceHTML }

// openTags is the stack of open elements, with the list of formatting elements among them.
type openTags struct {
	p      *Page
	open   []openTag
	counts [256]int32 // open elements by a hash of their names
	tables int        // number of open table elements and templates

	formats formatList
	lastID  int32 // last ID given to a formatting element
	deep    bool  // an entry was dropped during the adoption agency algorithm
}

func (o *openTags) top() openTag { return o.open[len(o.open)-1] }

// place returns the parent of a new node, and the table before which the node goes, 0 for
// none.
func (o *openTags) place(foster bool) (parent, table int32) {
	for k := len(o.open) - 1; foster && k >= 0; k-- {
		switch t := o.open[k]; {
		case t.is(atom.Template):
			return t.node, 0
		case t.is(atom.Table):
			return o.p.Nodes[t.node].Parent, t.node
		}
	}
	return o.top().node, o.top().table
}

func (o *openTags) isOpen(tag atom.Atom) bool {
	if o.counts[nameBits(tag)] == 0 {
		return false
	}
	for _, t := range o.open {
		if t.is(tag) {
			return true
		}
	}
	return false
}

// inScope returns the index of the innermost open element with one of some names that is in
// scope, or -1.
func (o *openTags) inScope(s scope, tags ...atom.Atom) int {
	some := false
	for _, tag := range tags {
		some = some || o.counts[nameBits(tag)] > 0
	}
	if !some {
		return -1
	}
	for k := len(o.open) - 1; k >= 0; k-- {
		t := o.open[k]
		if t.space == spaceHTML {
			for _, tag := range tags {
				if t.tag == tag {
					return k
				}
			}
		}
		if t.limits(s) {
			return -1
		}
	}
	return -1
}

// closeIn closes the innermost open element with one of some names if it is in scope. It
// reports whether it did.
func (o *openTags) closeIn(s scope, tags ...atom.Atom) bool {
	k := o.inScope(s, tags...)
	if k > 0 {
		o.closeTo(k)
	}
	return k > 0
}

// closeImplied closes elements whose end tag may be omitted.
func (o *openTags) closeImplied(except atom.Atom) {
	for len(o.open) > 1 {
		switch t := o.top(); {
		case t.tag == except, t.space != spaceHTML:
			return
		case t.tag == atom.Dd, t.tag == atom.Dt, t.tag == atom.Li, t.tag == atom.Optgroup, t.tag == atom.Option,
			t.tag == atom.P, t.tag == atom.Rb, t.tag == atom.Rp, t.tag == atom.Rt, t.tag == atom.Rtc:
			o.closeTo(len(o.open) - 1)
		default:
			return
		}
	}
}

// closeItem closes the open list item before another begins.
func (o *openTags) closeItem(one, other atom.Atom) {
	if o.counts[nameBits(one)] == 0 && o.counts[nameBits(other)] == 0 {
		return
	}
	for k := len(o.open) - 1; k > 0; k-- {
		t := o.open[k]
		switch {
		case t.is(one) || t.is(other):
			o.closeTo(k)
			return
		case t.is(atom.Address), t.is(atom.Div), t.is(atom.P), !isSpecial(t):
		default:
			return
		}
	}
}

// endOther closes the innermost element of a name, unless a special element is in between.
func (o *openTags) endOther(tag atom.Atom) {
	if o.counts[nameBits(tag)] == 0 {
		return
	}
	for k := len(o.open) - 1; k > 0; k-- {
		if t := o.open[k]; t.is(tag) {
			o.closeTo(k)
			return
		} else if isSpecial(t) {
			return
		}
	}
}

// leaveForeign closes foreign elements up to one that may contain HTML.
func (o *openTags) leaveForeign() {
	for top := o.top(); top.space != spaceHTML && !top.html; top = o.top() {
		o.closeTo(len(o.open) - 1)
	}
}

// endForeign handles an end tag in foreign content and reports whether it closed something
// there.
func (o *openTags) endForeign(tag atom.Atom) bool {
	for k := len(o.open) - 1; k > 0; k-- {
		if o.open[k].tag == tag {
			o.closeTo(k)
			return true
		}
		if o.open[k-1].space == spaceHTML {
			return false
		}
	}
	return false
}

// mode returns the innermost open element that determines the insertion mode: a part of a
// table or a template, or Body if there is none.
func (o *openTags) mode() atom.Atom {
	for k := len(o.open) - 1; o.tables > 0 && k > 0; k-- {
		if t := o.open[k]; t.space == spaceHTML && isTableMode(t.tag) {
			return t.tag
		}
	}
	return atom.Body
}

// clearTo closes what is open inside the innermost of some parts of a table.
func (o *openTags) clearTo(one, two, three atom.Atom) {
	for k := len(o.open) - 1; k > 0; k-- {
		if t := o.open[k]; t.is(one) || t.is(two) || t.is(three) || t.is(atom.Template) {
			o.closeTo(k + 1)
			return
		}
	}
	o.closeTo(1)
}

// closePart closes the innermost part of a table.
func (o *openTags) closePart(mode atom.Atom) {
	o.closeIn(scopeTable, mode)
	if isMarking(mode) {
		o.formats.unmark()
	}
}

// drop closes an element whose content stays open. Its node extends to the end of that
// content.
func (o *openTags) drop(k int) {
	t := &o.open[k]
	if t.is(atom.A) && o.p.Nodes[t.node].Tag == atom.A {
		o.p.LinkEnds = append(o.p.LinkEnds, int32(len(o.p.Nodes)))
	}
	if n := o.formats.of(*t); n >= 0 {
		o.formats[n].open = false
	}
	o.counts[nameBits(t.tag)]--
	o.counts[nameBits(0)]++
	t.tag, t.id, t.space, t.html, t.limit = 0, 0, spaceHTML, false, false
}

// closeTo closes open[k] and everything in it; k = 0 closes all but the root.
func (o *openTags) closeTo(k int) {
	end := int32(len(o.p.Nodes))
	k = max(k, 1)
	for k > 1 && o.open[k-1].tag == 0 {
		k-- // a dropped element around what is closed now
	}
	for _, t := range o.open[k:] {
		o.p.Nodes[t.node].End = end
		o.counts[nameBits(t.tag)]--
		if t.space == spaceHTML && isTableMode(t.tag) {
			o.tables--
		}
		if f := o.formats.of(t); f >= 0 {
			o.formats[f].open = false
		}
	}
	o.open = o.open[:k]
}

// nameBits is a small hash of names. It avoids walking the stack when no element of a name is
// open.
func nameBits(tag atom.Atom) uint8 { return uint8(tag>>8 ^ tag>>16 ^ tag) }
