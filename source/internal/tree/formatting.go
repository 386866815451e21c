package tree

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// maxFormatting is the maximum length of the list of formatting elements. No page of the
// development set has more than a few; the limit keeps the work linear for a page that opens
// thousands. Markers are limited too, because an unclosed element leaves one behind.
const maxFormatting = 128

// formatting is an entry of the list of active formatting elements: those to be reopened where
// the end of a block closed them. A reopened element has no node of its own: the text stays
// where it is, and only the stack of open elements affects how the next tag is read.
//
// Source: HTML standard, section 13.2.4.3.
type formatting struct {
	tag   atom.Atom // 0 for a marker, beyond which nothing is reopened
	id    int32     // of the open element, see openTag
	attrs uint64    // hash of the attributes
	open  bool      // it is on the stack of open elements
}

// formatList is the list of active formatting elements, innermost last.
type formatList []formatting

// mark pushes a marker: entries before it are not reopened until unmark.
func (l *formatList) mark() {
	if len(*l) < 2*maxFormatting {
		*l = append(*l, formatting{})
	}
}

// unmark removes the entries up to and including the last marker.
func (l *formatList) unmark() {
	k := len(*l) - 1
	for k > 0 && (*l)[k].tag != 0 {
		k--
	}
	*l = (*l)[:max(k, 0)]
}

// remove removes an entry.
func (l *formatList) remove(k int) { *l = slices.Delete(*l, k, k+1) }

// of returns the index of an open element, or -1.
func (l formatList) of(t openTag) int {
	for k := len(l) - 1; t.id != 0 && k >= 0; k-- {
		if l[k].id == t.id {
			return k
		}
	}
	return -1
}

// last returns the index of the last entry of a name after the last marker, or -1.
func (l formatList) last(tag atom.Atom) int {
	for k := len(l) - 1; k >= 0 && l[k].tag != 0; k-- {
		if l[k].tag == tag {
			return k
		}
	}
	return -1
}

// attrSum hashes one attribute for formatting.attrs, which is the sum over all attributes in
// any order.
//
// Source: FNV-1a, 64 bits.
func attrSum(key, val []byte) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	sum := uint64(offset)
	for _, c := range key {
		sum = (sum ^ uint64(c)) * prime
	}
	sum *= prime // a zero byte between the two
	for _, c := range val {
		sum = (sum ^ uint64(c)) * prime
	}
	return sum
}

// openOf returns the index on the stack of open elements of a list entry, or -1.
func (o *openTags) openOf(f formatting) int {
	for k := len(o.open) - 1; f.open && k > 0; k-- {
		if o.open[k].id == f.id {
			return k
		}
	}
	return -1
}

// reopen reopens the formatting elements that the end of a block closed.
func (o *openTags) reopen() {
	k := len(o.formats)
	for k > 0 && o.formats[k-1].tag != 0 && !o.formats[k-1].open {
		k--
	}
	for ; k < len(o.formats) && len(o.open) < maxOpen; k++ {
		o.lastID++
		f := &o.formats[k]
		f.id, f.open = o.lastID, true
		t := openTag{tag: f.tag, id: f.id}
		t.node, t.table = o.place(isTablePart(o.top()))
		o.open = append(o.open, t)
		o.counts[nameBits(t.tag)]++
	}
}

// endFormatting handles the end tag of a formatting element: blocks inside the element are
// split into the part before the tag and the part after it.
//
// Source: HTML standard, section 13.2.6.4.7 (adoption agency algorithm)
func (o *openTags) endFormatting(tag atom.Atom) {
	if top := o.top(); top.is(tag) && o.formats.of(top) < 0 {
		o.closeTo(len(o.open) - 1)
		return
	}
	const rounds = 8
	for range rounds {
		f := o.formats.last(tag)
		if f < 0 {
			o.endOther(tag)
			return
		}
		at := o.openOf(o.formats[f])
		if at < 0 {
			o.formats.remove(f)
			return
		}
		if o.inScope(scopeDefault, tag) < 0 {
			return
		}
		block := at + 1
		for block < len(o.open) && !isSpecial(o.open[block]) {
			block++
		}
		if block == len(o.open) {
			o.formats.remove(f)
			o.closeTo(at)
			return
		}
		o.cut(f, at, block)
	}
}

// endLink closes the open link when another begins.
func (o *openTags) endLink() {
	f := o.formats.last(atom.A)
	if f < 0 {
		return
	}
	id := o.formats[f].id
	o.endFormatting(atom.A)
	f = o.formats.of(openTag{id: id})
	if f < 0 {
		return
	}
	if k := o.openOf(o.formats[f]); k > 0 { // out of the end tag's scope
		o.drop(k)
	}
	o.formats.remove(f)
}

// cut takes a block out of the formatting element open[at], which is formats[f], and reopens
// the element, without a node, inside the block.
func (o *openTags) cut(f, at, block int) {
	const kept = 3 // entries between the two that stay in the list
	between, bookmark := 0, -1
	for k := block - 1; k > at; k-- {
		t := o.open[k]
		if t.tag == 0 {
			continue
		}
		between++
		n := o.formats.of(t)
		if n >= 0 && between > kept {
			o.formats.remove(n)
			if n < f {
				f--
			}
			if n < bookmark {
				bookmark--
			}
			n, o.deep = -1, true
		}
		if n < 0 {
			o.drop(k)
		} else if bookmark < 0 {
			bookmark = n + 1
		}
	}
	again := o.formats[f]
	o.lastID++
	again.id, again.open = o.lastID, len(o.open) < maxOpen
	o.drop(at)
	if bookmark < 0 {
		bookmark = f + 1
	}
	o.formats = slices.Insert(o.formats, bookmark, again)
	if bookmark <= f {
		f++
	}
	o.formats.remove(f)
	if again.open {
		o.open = slices.Insert(o.open, block+1, openTag{tag: again.tag, id: again.id, node: o.open[block].node})
		o.counts[nameBits(again.tag)]++
	}
}

// format adds the innermost open element to the list. Of elements with equal name and
// attributes only three are kept.
func (o *openTags) format(attrs uint64) {
	top := &o.open[len(o.open)-1]
	alike := 0
	for k := len(o.formats) - 1; k >= 0 && o.formats[k].tag != 0; k-- {
		if f := o.formats[k]; f.tag == top.tag && f.attrs == attrs {
			if alike++; alike >= 3 {
				o.formats.remove(k)
			}
		}
	}
	if len(o.formats) >= maxFormatting {
		return
	}
	o.lastID++
	top.id = o.lastID
	o.formats = append(o.formats, formatting{tag: top.tag, id: top.id, attrs: attrs, open: true})
}

// isReopening reports whether formatting elements are reopened before a start tag.
func isReopening(tag atom.Atom) bool {
	switch tag {
	case atom.Hr, atom.Param, atom.Source, atom.Track, atom.Textarea, atom.Iframe, atom.Noembed, atom.Rb, atom.Rp,
		atom.Rt, atom.Rtc:
		return false
	case atom.Xmp:
		return true
	}
	return !endsParagraph(tag) && !isHeadingTag(tag) && !isHeadContent(tag) && !isPartTag(tag)
}
