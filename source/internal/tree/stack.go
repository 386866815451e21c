package tree

import "golang.org/x/net/html/atom"

// openTag is one element of the stack of open elements.
type openTag struct {
	node  int32     // for what was opened again, the node it is in
	table int32     // of what was opened again: the table that what is in it stands before
	id    int32     // its number in the list of active formatting elements
	tag   atom.Atom // 0 for an element that was closed around what is open in it
	space space
	html  bool // foreign, but what is in it is HTML
	limit bool // foreign, and no end tag reaches past it
}

// is reports whether an element is of HTML and has a name.
func (t openTag) is(tag atom.Atom) bool { return t.tag == tag && t.space == spaceHTML }

// openTags is the stack of open elements, with the list of the formatting elements among
// them.
type openTags struct {
	p      *Page
	open   []openTag
	counts [256]int32 // of open elements, by some bits of their names
	tables int        // how many of the open elements are read as tables are

	formats formatList
	lastID  int32 // of those given to formatting elements
	deep    bool  // one was given up, so deep in one that was cut
}

func (o *openTags) top() openTag { return o.open[len(o.open)-1] }

// place is the node in which one that is added stands, and the table before which it
// stands, 0 for none.
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

// inScope is the innermost open element that has one of some names and is in scope,
// -1 where none is.
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

// closeIn closes the innermost open element of some names, where it is in scope.
func (o *openTags) closeIn(s scope, tags ...atom.Atom) bool {
	k := o.inScope(s, tags...)
	if k > 0 {
		o.closeTo(k)
	}
	return k > 0
}

// closeImplied closes what needs no end tag of its own.
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

// closeItem closes the list item that another begins.
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

// endOther closes the innermost element of a name, unless an element that only its
// own end tag closes lies between.
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

// leaveForeign closes foreign elements up to one in which HTML may stand.
func (o *openTags) leaveForeign() {
	for top := o.top(); top.space != spaceHTML && !top.html; top = o.top() {
		o.closeTo(len(o.open) - 1)
	}
}

// endForeign reads an end tag in foreign content, and reports whether it ended
// something there.
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

// mode is the innermost open element that decides how tags are read: a part of a
// table or a template; Body where there is none.
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

// drop takes an element out of those that are open although what is open in it stays.
// Its node goes on around them.
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
		k-- // was closed around what is closed now
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

// nameBits tells names apart well enough to know of most that none is open, without a
// walk through all that are.
func nameBits(tag atom.Atom) uint8 { return uint8(tag>>8 ^ tag>>16 ^ tag) }
