package tree

import "golang.org/x/net/html/atom"

// enterTable closes and opens parts of a table as a start tag requires, and reports whether
// the tag counts there.
//
// Source: HTML standard, sections 13.2.6.4.9 to 13.2.6.4.15.
func (b *Builder) enterTable(tag atom.Atom) bool {
	part := isPartTag(tag)
	if b.tables == 0 {
		return !part
	}
	for {
		switch mode := b.mode(); mode {
		case atom.Td, atom.Th, atom.Caption:
			if !part {
				return true
			}
			b.closeIn(scopeTable, mode)
			b.formats.unmark()
		case atom.Colgroup:
			if tag == atom.Col || tag == atom.Template || tag == atom.Html {
				return true
			}
			b.closeTo(len(b.open) - 1)
		case atom.Tr:
			switch {
			case tag == atom.Td || tag == atom.Th:
				b.clearTo(atom.Tr, atom.Tr, atom.Tr)
				return true
			case part:
				b.closeIn(scopeTable, atom.Tr)
			default:
				return b.enterPlainTable(tag)
			}
		case atom.Tbody, atom.Thead, atom.Tfoot:
			switch {
			case tag == atom.Tr:
				b.clearTo(atom.Tbody, atom.Thead, atom.Tfoot)
				return true
			case tag == atom.Td || tag == atom.Th:
				b.clearTo(atom.Tbody, atom.Thead, atom.Tfoot)
				b.imply(atom.Tr)
			case part:
				b.closeIn(scopeTable, mode)
			default:
				return b.enterPlainTable(tag)
			}
		case atom.Table:
			switch {
			case tag == atom.Col:
				b.clearTo(atom.Table, atom.Table, atom.Table)
				b.imply(atom.Colgroup)
			case tag == atom.Td || tag == atom.Th || tag == atom.Tr:
				b.clearTo(atom.Table, atom.Table, atom.Table)
				b.imply(atom.Tbody)
			case part:
				b.clearTo(atom.Table, atom.Table, atom.Table)
				return true
			default:
				return b.enterPlainTable(tag)
			}
		default:
			return !part
		}
		if len(b.open) >= maxOpen {
			return false
		}
	}
}

// enterPlainTable handles a start tag between the parts of a table that is not a part itself.
func (b *Builder) enterPlainTable(tag atom.Atom) bool {
	switch tag {
	case atom.Table:
		b.closeIn(scopeTable, atom.Table)
		return b.enterTable(tag)
	case atom.Form:
		return b.form == 0 && !b.isOpen(atom.Template)
	}
	return true
}

// leaveTable closes the parts of a table that an end tag ends, and reports whether the tag
// needs further processing.
func (b *Builder) leaveTable(tag atom.Atom) bool {
	for b.tables > 0 {
		mode := b.mode()
		if mode == atom.Template {
			return true
		}
		if mode == atom.Colgroup && tag != atom.Colgroup && tag != atom.Col {
			b.closeTo(len(b.open) - 1)
			continue
		}
		if !isPartTag(tag) && tag != atom.Table {
			return tag != atom.Body && tag != atom.Html
		}
		if tag == mode {
			b.closePart(mode)
			return false
		}
		// An outer part's end tag also ends the inner ones, one by one.
		if mode == atom.Table || !isOuterPart(tag, mode) || b.inScope(scopeTable, tag) < 0 {
			return false
		}
		b.closePart(mode)
	}
	return !isPartTag(tag) && tag != atom.Table
}

// isOuterPart reports whether the part of a table named tag contains inner.
func isOuterPart(tag, inner atom.Atom) bool {
	switch inner {
	case atom.Caption:
		return tag == atom.Table
	case atom.Td, atom.Th:
		return tag == atom.Tr || tag == atom.Tbody || tag == atom.Thead || tag == atom.Tfoot || tag == atom.Table
	case atom.Tr:
		return tag == atom.Tbody || tag == atom.Thead || tag == atom.Tfoot || tag == atom.Table
	}
	return tag == atom.Table
}

// orderFostered moves foster-parented nodes before their tables. Until then, the nodes are in
// the order of their tags.
//
// Source: HTML standard, section 13.2.6.1, "foster parenting".
func (b *Builder) orderFostered() {
	if len(b.fostered) == 0 {
		return
	}
	nodes := b.p.Nodes
	n := len(nodes)
	before := make(map[int32]int32, len(b.fostered))
	for _, f := range b.fostered {
		before[f[0]] = f[1]
	}
	links := make([]int32, 4*n)
	for i := range links {
		links[i] = -1
	}
	first, last, next, prev := links[:n], links[n:2*n], links[2*n:3*n], links[3*n:]
	for i := int32(1); i < int32(n); i++ {
		up := nodes[i].Parent
		if table, ok := before[i]; ok {
			prev[i], next[i] = prev[table], table
			if prev[i] >= 0 {
				next[prev[i]] = i
			} else {
				first[up] = i
			}
			prev[table] = i
			continue
		}
		if prev[i] = last[up]; prev[i] >= 0 {
			next[prev[i]] = i
		} else {
			first[up] = i
		}
		last[up] = i
	}
	place := make([]int32, n+1)
	ordered := make([]Node, 0, n)
	for at := int32(0); ; {
		place[at] = int32(len(ordered))
		ordered = append(ordered, nodes[at])
		if first[at] >= 0 {
			at = first[at]
			continue
		}
		for at != 0 && next[at] < 0 {
			at = nodes[at].Parent
		}
		if at == 0 {
			break
		}
		at = next[at]
	}
	place[n] = int32(n)
	for i := range ordered {
		ordered[i].End = int32(i + 1)
		if up := ordered[i].Parent; up >= 0 {
			ordered[i].Parent = place[up]
		}
	}
	for i := n - 1; i > 0; i-- {
		up := &ordered[ordered[i].Parent]
		up.End = max(up.End, ordered[i].End)
	}
	for k, at := range b.p.LinkEnds {
		b.p.LinkEnds[k] = place[at]
	}
	copy(nodes, ordered)
}

// isTableMode reports whether an open element changes how tags in it are read.
func isTableMode(tag atom.Atom) bool {
	return isPartTag(tag) && tag != atom.Col || tag == atom.Table || tag == atom.Template
}

// isPartTag reports whether a tag counts only in a table.
func isPartTag(tag atom.Atom) bool {
	switch tag {
	case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return true
	}
	return false
}

// isTablePart reports whether an element contains only parts of a table, so that text in it is
// foster-parented.
func isTablePart(t openTag) bool {
	switch t.tag {
	case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
		return t.space == spaceHTML
	}
	return false
}

// belongsInTable reports whether an element between the parts of a table is not
// foster-parented.
func belongsInTable(tag atom.Atom) bool {
	switch tag {
	case atom.Style, atom.Script, atom.Template, atom.Form:
		return true
	}
	return isPartTag(tag)
}
