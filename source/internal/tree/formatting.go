package tree

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// maxFormatting is how many formatting elements the list holds. No page of the
// development set holds more than a few; the cap keeps work linear for a page that
// opens thousands and then a paragraph a line.
const maxFormatting = 128

// formatting is an entry of the list of active formatting elements: what a page opened
// and did not close itself, to be opened again where a block ended it. What is opened
// again has no node of its own: the text is where it is, and only which tags are open
// decides how the next one is read.
//
// Source: HTML standard, section 13.2.4.3.
type formatting struct {
	tag   atom.Atom // 0 for a marker, past which nothing is opened again
	id    int32     // the open element's, see openTag
	attrs uint64    // tells elements with other attributes apart
	open  bool      // it is among the open elements
}

// attrSum is a part of formatting.attrs; the parts of all attributes are added up,
// whatever their order.
//
// Source: FNV-1a, 64 bits.
func attrSum(key, val []byte) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	sum := uint64(offset)
	for _, c := range key {
		sum = (sum ^ uint64(c)) * prime
	}
	sum *= prime // a zero between the two
	for _, c := range val {
		sum = (sum ^ uint64(c)) * prime
	}
	return sum
}

// mark begins a part of the page in which nothing from before is opened again.
func (b *Builder) mark() { b.formats = append(b.formats, formatting{}) }

// unmark ends the innermost such part.
func (b *Builder) unmark() {
	for k := len(b.formats) - 1; k >= 0; k-- {
		if b.formats[k].tag == 0 {
			b.formats = b.formats[:k]
			return
		}
	}
	b.formats = b.formats[:0]
}

// format enters the innermost open element in the list. Of elements alike in name and
// attributes only three are kept.
func (b *Builder) format(attrs uint64) {
	top := &b.open[len(b.open)-1]
	alike := 0
	for k := len(b.formats) - 1; k >= 0 && b.formats[k].tag != 0; k-- {
		if f := b.formats[k]; f.tag == top.tag && f.attrs == attrs {
			if alike++; alike >= 3 {
				b.formats = slices.Delete(b.formats, k, k+1)
			}
		}
	}
	if len(b.formats) >= maxFormatting {
		return
	}
	b.lastID++
	top.id = b.lastID
	b.formats = append(b.formats, formatting{tag: top.tag, id: top.id, attrs: attrs, open: true})
}

// formatOf is the place in the list of an open element, -1 where it is not in it.
func (b *Builder) formatOf(t openTag) int {
	for k := len(b.formats) - 1; t.id != 0 && k >= 0; k-- {
		if b.formats[k].id == t.id {
			return k
		}
	}
	return -1
}

// openOf is the place among the open elements of an entry of the list.
func (b *Builder) openOf(f formatting) int {
	for k := len(b.open) - 1; f.open && k > 0; k-- {
		if b.open[k].id == f.id {
			return k
		}
	}
	return -1
}

// lastFormat is the last entry of a name behind the last marker, -1 where there is none.
func (b *Builder) lastFormat(tag atom.Atom) int {
	for k := len(b.formats) - 1; k >= 0 && b.formats[k].tag != 0; k-- {
		if b.formats[k].tag == tag {
			return k
		}
	}
	return -1
}

// reopen opens the formatting elements again that the end of a block closed.
func (b *Builder) reopen() {
	k := len(b.formats)
	for k > 0 && b.formats[k-1].tag != 0 && !b.formats[k-1].open {
		k--
	}
	for ; k < len(b.formats) && len(b.open) < maxOpen; k++ {
		b.lastID++
		f := &b.formats[k]
		f.id, f.open = b.lastID, true
		t := openTag{tag: f.tag, id: f.id}
		t.Node, t.table = b.place(isTablePart(b.top()))
		b.open = append(b.open, t)
		b.counts[nameBits(t.tag)]++
	}
}

// endFormatting reads the end tag of a formatting element: the standard cuts the blocks
// inside the element into those that were in it and those that are not.
//
// Source: HTML standard, section 13.2.6.4.7 (adoption agency algorithm)
func (b *Builder) endFormatting(tag atom.Atom) {
	if top := b.top(); top.is(tag) && b.formatOf(top) < 0 {
		b.closeTo(len(b.open) - 1)
		return
	}
	const rounds = 8
	for range rounds {
		f := b.lastFormat(tag)
		if f < 0 {
			b.endOther(tag)
			return
		}
		at := b.openOf(b.formats[f])
		if at < 0 {
			b.formats = slices.Delete(b.formats, f, f+1)
			return
		}
		if b.inScope(scopeDefault, tag) < 0 {
			return
		}
		block := at + 1
		for block < len(b.open) && !isSpecial(b.open[block]) {
			block++
		}
		if block == len(b.open) {
			b.formats = slices.Delete(b.formats, f, f+1)
			b.closeTo(at)
			return
		}
		b.cut(f, at, block)
	}
}

// cut takes a block out of the formatting element open[at] that formats[f] stands for,
// and puts the element again, without a node, into the block.
func (b *Builder) cut(f, at, block int) {
	const kept = 3 // of what is open between the two stays in the list
	between, bookmark := 0, -1
	for k := block - 1; k > at; k-- {
		t := b.open[k]
		if t.tag == 0 {
			continue
		}
		between++
		n := b.formatOf(t)
		if n >= 0 && between > kept {
			b.formats = slices.Delete(b.formats, n, n+1)
			if n < f {
				f--
			}
			if n < bookmark {
				bookmark--
			}
			n, b.deep = -1, true
		}
		if n < 0 {
			b.drop(k)
		} else if bookmark < 0 {
			bookmark = n + 1
		}
	}
	again := b.formats[f]
	b.lastID++
	again.id, again.open = b.lastID, len(b.open) < maxOpen
	b.drop(at)
	if bookmark < 0 {
		bookmark = f + 1
	}
	b.formats = slices.Insert(b.formats, bookmark, again)
	if bookmark <= f {
		f++
	}
	b.formats = slices.Delete(b.formats, f, f+1)
	if again.open {
		b.open = slices.Insert(b.open, block+1, openTag{tag: again.tag, id: again.id, Node: b.open[block].Node})
		b.counts[nameBits(again.tag)]++
	}
}

// drop takes an element out of those that are open although what is open in it stays.
// Its node goes on around them.
func (b *Builder) drop(k int) {
	t := &b.open[k]
	if t.is(atom.A) && b.P.Nodes[t.Node].Tag == atom.A {
		b.P.LinkEnds = append(b.P.LinkEnds, int32(len(b.P.Nodes)))
	}
	if n := b.formatOf(*t); n >= 0 {
		b.formats[n].open = false
	}
	b.counts[nameBits(t.tag)]--
	b.counts[nameBits(0)]++
	t.tag, t.id, t.space, t.html, t.limit = 0, 0, spaceHTML, false, false
}

// isReopening reports whether formatting elements are opened again before a start tag.
func isReopening(tag atom.Atom) bool {
	switch tag {
	case atom.Hr, atom.Param, atom.Source, atom.Track, atom.Textarea, atom.Iframe, atom.Noembed, atom.Rb, atom.Rp, atom.Rt,
		atom.Rtc:
		return false
	case atom.Xmp:
		return true
	}
	return !endsParagraph(tag) && !isHeadingTag(tag) && !isHeadContent(tag) && !isPartTag(tag)
}
