// Package body finds the text of an article on a page: it splits the page into chunks and
// decides which of them belong to the article.
//
// The input is a parsed page and its metadata; the output is chunks, each kept or not. The
// package refuses nothing: if nothing reads as prose, nothing is kept.
//
// The one idea: prose ends in sentences and is not a link. The container with most of it is
// the article, except for the parts whose class names say that they are beside it.
package body

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"readout/source/day"
	"readout/source/internal/letters"
	"readout/source/internal/meta"
	"readout/source/internal/plain"
	"readout/source/internal/tree"

	"golang.org/x/net/html/atom"
)

// Selection is the result of choosing a page's article text.
type Selection struct {
	C         *Chunker
	prose     []int32 // by node: bytes of prose in its subtree
	score     []int32 // by node: value of its subtree as article text
	Title     int     // chunk of the headline, -1 if none
	Inherited []Mark  // by node: its marks and those of its ancestors
	Container int32   // node in which the text was found
	deck      string  // the deck in the metadata
	heading   int32   // node of the heading that agrees with the metadata, 0 if none
}

// Prose returns how many bytes of a chunk read like sentences: long enough, ended or divided
// by punctuation, and not links.
func (c *Chunker) Prose(k *Chunk) int32 {
	n := k.Len()
	if n < 25 || k.Kind == Heading || k.Kind == Title {
		return 0
	}
	text := c.Bytes(k)
	if n < 150 && !EndsSentence(text) && (n < 80 || bytes.IndexByte(text, ',') < 0) {
		return 0
	}
	return max(0, n-2*k.Link)
}

// EndsSentence reports whether text ends like a sentence, ignoring closing quotation marks and
// brackets.
func EndsSentence(text []byte) bool {
	for len(text) > 0 {
		switch b := text[len(text)-1]; {
		case b == '.' || b == '?' || b == '!' || b == ':':
			return true
		case b == '"' || b == '\'' || b == ')' || b == ']' || b == ' ':
			text = text[:len(text)-1]
		case bytes.HasSuffix(text, []byte("”")) || bytes.HasSuffix(text, []byte("’")) || bytes.HasSuffix(text, []byte("…")) ||
			bytes.HasSuffix(text, []byte("。")):
			if text[len(text)-1] != 0x9d && text[len(text)-1] != 0x99 {
				return true
			}
			text = text[:len(text)-3]
		case bytes.HasSuffix(text, []byte("»")):
			text = text[:len(text)-2]
		default:
			return false
		}
	}
	return false
}

// FindBody marks the chunks that are article text as kept. It reuses the memory of s.
func (c *Chunker) FindBody(s *Selection, m *meta.Page) *Selection {
	n := len(c.P.Nodes)
	*s = Selection{C: c, Title: -1, prose: zeroed(s.prose, n), score: zeroed(s.score, n),
		Inherited: zeroed(s.Inherited, n)}
	s.deck = m.Deck
	s.sumProse()
	s.heading = c.headingOf(m)
	s.try(m, markWeak)
	if kept := s.Kept(); kept*3 < s.prose[0] {
		// Little was kept, so ambiguous class names may have been misread: try again without
		// them, and keep the result if it is much longer.
		strict := slices.Clone(c.Chunks)
		if s.try(m, 0); s.Kept() < 2*kept {
			c.Chunks = strict
		}
	}
	return s
}

// headingOf returns the node of the heading with the words of the metadata's headline, or else
// of the page's only h1.
func (c *Chunker) headingOf(m *meta.Page) int32 {
	first, n := int32(0), 0
	for i := range c.Chunks {
		k := &c.Chunks[i]
		if k.Kind != Title && k.Kind != Heading {
			continue
		}
		if k.Kind == Title {
			first = k.Node
			n++
		}
		for _, h := range m.Headline {
			if h != "" && letters.Same(c.Bytes(k), h) {
				return k.Node
			}
		}
	}
	if n == 1 {
		return first
	}
	return 0
}

// try selects the text; elements marked with also count as MarkBad.
func (s *Selection) try(m *meta.Page, also Mark) {
	s.spreadMarks(also)
	s.findTitle(m)
	s.markCards(m)
	s.sumScores()
	s.chooseContainer()
	s.keepChunks()
}

// Kept returns the number of bytes of prose that are kept.
func (s *Selection) Kept() int32 {
	var n int32
	for i := range s.C.Chunks {
		if k := &s.C.Chunks[i]; k.Keep {
			n += s.C.Prose(k)
		}
	}
	return n
}

// sumProse sums prose by subtree. Children follow their parents in the node list, so one
// backward pass is enough.
func (s *Selection) sumProse() {
	p := s.C.P
	for i := range s.C.Chunks {
		k := &s.C.Chunks[i]
		s.prose[k.Node] += s.C.Prose(k)
	}
	sumUp(p, s.prose)
}

func sumUp(p *tree.Page, by []int32) {
	for i := len(p.Nodes) - 1; i > 0; i-- {
		by[p.Nodes[i].Parent] += by[i]
	}
}

// spreadMarks passes marks down to descendants. A class that would mark most of the page as an
// aside is ignored: it belongs to a wrapper.
func (s *Selection) spreadMarks(also Mark) {
	const soft = MarkByline | MarkCaption | markHead | MarkDeck | MarkPaywall
	c, p := s.C, s.C.P
	total := s.prose[0]
	for i := 1; i < len(p.Nodes); i++ {
		n := &p.Nodes[i]
		if n.Tag == 0 {
			continue
		}
		m := c.own[i]
		if m&(MarkBad|MarkBox|markWeak) != 0 {
			m |= markHard
		}
		if also != 0 && m&markTease != 0 || m&(also|MarkBox) != 0 || m&markAriaHidden != 0 && !s.isInFlow(int32(i)) {
			m |= MarkBad
		}
		if m&(MarkBad|soft) != 0 && total > 0 {
			share := float64(s.prose[i]) / float64(total)
			switch {
			case share > 0.97, share > 0.8 && m&MarkBox == 0, m&markBody != 0 && share > 0.1,
				int32(i) < s.heading && s.heading < n.End && m&MarkBox == 0 && share > 0.2:
				m &^= MarkBad | markHard | soft
			case m&soft != 0 && share > 0.35:
				m &^= soft
			}
		}
		outer := s.Inherited[n.Parent] &^ markParagraph
		if m&markPost != 0 && !s.isInAside(int32(i)) {
			outer &^= MarkBad | soft // the wrappers of a quoted post are named after it
		}
		m |= outer
		if m&MarkBad != 0 {
			m &^= markBody
		}
		s.Inherited[i] = m
	}
	for i := range c.Chunks {
		c.Chunks[i].Mark = c.Chunks[i].Mark&markLink | s.Inherited[c.Chunks[i].Node]
	}
}

// postWrappers is the maximum number of wrapper elements of a quoted post.
const postWrappers = 3

// isInAside reports whether more than the wrappers of a quoted post is marked as beside the
// article, such as a column of posts.
func (s *Selection) isInAside(i int32) bool {
	for range postWrappers {
		if i = s.C.P.Nodes[i].Parent; i <= 0 {
			return false
		}
	}
	return s.Inherited[i]&MarkBad != 0
}

// isInFlow reports whether an element has paragraphs before and after it that together hold at
// least as much prose: a collapsed part of the text.
func (s *Selection) isInFlow(i int32) bool {
	const most = 400 // siblings examined
	p := s.C.P
	up := p.Nodes[i].Parent
	before, behind := int32(0), int32(0)
	at := up + 1
	for range most {
		if at >= p.Nodes[up].End {
			break
		}
		if p.Nodes[at].Tag == atom.P && at < i {
			before += s.prose[at]
		} else if p.Nodes[at].Tag == atom.P && at > i {
			behind += s.prose[at]
		}
		at = p.Nodes[at].End
	}
	return before > 0 && behind > 0 && s.prose[i] <= before+behind
}

// markCards marks teasers of other stories: a linked heading with a line or two below it in an
// element of their own. If such cards make up most of the page and the page is marked as an
// article, they are its text and stay unmarked.
func (s *Selection) markCards(m *meta.Page) {
	const longest = 450
	c, p := s.C, s.C.P
	var cards []int32
	teased := int32(0)
	for i := range c.Chunks {
		k := &c.Chunks[i]
		if k.Kind != Heading || i == s.Title || k.Link*10 < k.Len()*8 || k.Mark&MarkBad != 0 || s.linksHere(k.Node) {
			continue
		}
		card := p.Nodes[k.Node].Parent
		for card > 0 && !tree.IsBlock(p.Nodes[card].Tag) {
			card = p.Nodes[card].Parent
		}
		if card <= 0 || s.prose[card] > longest ||
			s.Title >= 0 && c.Chunks[s.Title].Node > card && c.Chunks[s.Title].Node < p.Nodes[card].End {
			continue
		}
		cards = append(cards, card)
		teased += s.prose[card]
	}
	if m.Article && teased*2 > s.prose[0] {
		return
	}
	for _, card := range cards {
		for i := card; i < p.Nodes[card].End; i++ {
			s.Inherited[i] |= MarkBad | markHard
		}
	}
	if len(cards) > 0 {
		for i := range c.Chunks {
			c.Chunks[i].Mark |= s.Inherited[c.Chunks[i].Node] & (MarkBad | markHard)
		}
	}
}

// linksHere reports whether the link in or around a heading points to the page itself, or there
// is none.
func (s *Selection) linksHere(heading int32) bool {
	p := s.C.P
	from := heading
	for range 3 {
		if p.Nodes[from].Tag == atom.A {
			break
		}
		if up := p.Nodes[from].Parent; up > 0 && !tree.IsBlock(p.Nodes[up].Tag) {
			from = up
		}
	}
	for i := from; i < p.Nodes[heading].End; i++ {
		if p.Nodes[i].Tag == atom.A {
			return strings.HasPrefix(p.Get(i, tree.AttrHref), "#")
		}
	}
	return true
}

// findTitle finds the chunk of the headline: the heading that equals the metadata's headline,
// else one that is part of the page's title, else the first h1 outside asides.
func (s *Selection) findTitle(m *meta.Page) {
	c := s.C
	s.Title = -1
	first, part, named := -1, -1, 0
	for i := range c.Chunks {
		k := &c.Chunks[i]
		if k.Kind != Title && k.Kind != Heading || k.Link*2 > k.Len() && k.Kind != Title {
			continue // a linked heading belongs to another article
		}
		for _, h := range m.Headline {
			if h != "" && letters.Same(c.Bytes(k), h) {
				s.Title = i
				return
			}
		}
		if text := c.Bytes(k); int(k.Len()) > named && s.isPartOf(m.Title, text) {
			part, named = i, int(k.Len())
		}
		if first < 0 && k.Kind == Title && k.Mark&MarkBad == 0 && !s.linksHome(k) {
			first = i
		}
	}
	if s.Title = first; part >= 0 {
		s.Title = part
	}
}

// isPartOf reports whether a heading of several words equals one part of a page's title; the
// other parts are section names and the site's name.
func (s *Selection) isPartOf(title string, heading []byte) bool {
	const least = 4
	if len(bytes.Fields(heading)) < least {
		return false
	}
	for _, sep := range TitleJoints {
		for _, part := range strings.Split(title, sep) {
			if letters.Same(heading, part) {
				return true
			}
		}
	}
	return false
}

// linksHome reports whether a heading links to the site's front page, as a site name at the
// top of a page does.
func (s *Selection) linksHome(k *Chunk) bool {
	if k.Link*2 <= k.Len() {
		return false
	}
	p := s.C.P
	for i := k.Node; i < p.Nodes[k.Node].End; i++ {
		if p.Nodes[i].Tag == atom.A {
			u, err := url.Parse(p.Get(i, tree.AttrHref))
			return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
		}
	}
	return false
}

// value returns what a chunk adds to a container's score: sentences add their length, menus
// and lists of links subtract.
func (s *Selection) value(k *Chunk) int32 {
	const outside = MarkBad | MarkCaption | MarkByline
	if k.Mark&outside != 0 || k.Kind == Caption || k.Kind == Title || k.Kind == Heading {
		return 0
	}
	v := s.C.Prose(k)
	if v == 0 {
		return -10 - k.Link/2
	}
	if k.Mark&markHead != 0 || k.Kind == List {
		v /= 2
	}
	if k.Mark&markBody != 0 {
		v += v / 2
	}
	return v
}

func (s *Selection) sumScores() {
	p := s.C.P
	clear(s.score)
	for i := range s.C.Chunks {
		k := &s.C.Chunks[i]
		s.score[k.Node] += s.value(k)
	}
	sumUp(p, s.score)
}

// chooseContainer descends from the root to the child with most of the text, until an element
// has paragraphs of its own or no child has most of it.
func (s *Selection) chooseContainer() {
	p := s.C.P
	at := s.startingPoint()
	for {
		best, own := int32(-1), int32(0)
		for i := at + 1; i < p.Nodes[at].End; i = p.Nodes[i].End {
			tag := p.Nodes[i].Tag
			if tag == atom.P || tag == 0 {
				own += s.score[i]
			} else if tree.IsBlock(tag) && s.score[i] > 0 && (best < 0 || s.score[i] > s.score[best]) {
				best = i
			}
		}
		if best < 0 || own*12 > s.score[at] || s.score[best]*10 < s.score[at]*7 ||
			s.C.own[at]&markBody != 0 && s.score[best]*10 < s.score[at]*9 {
			break
		}
		at = best
	}
	s.Container = at
}

// startingPoint returns the article element around the headline if it has enough text, else
// the root.
func (s *Selection) startingPoint() int32 {
	if s.Title < 0 {
		return 0
	}
	p := s.C.P
	for i := s.C.Chunks[s.Title].Node; i > 0; i = p.Nodes[i].Parent {
		if p.Nodes[i].Tag == atom.Article && s.score[i] > 250 {
			return i
		}
	}
	return 0
}

// keepChunks keeps the chunks of the container that are neither asides nor furniture.
func (s *Selection) keepChunks() {
	c := s.C
	from, to := s.Container, c.P.Nodes[s.Container].End
	for i := range c.Chunks {
		k := &c.Chunks[i]
		inside := k.Node >= from && k.Node < to
		if !inside && s.isBeside(i) {
			inside = true
			if k.Node < from && k.Mark&markHard == 0 && k.Link == 0 {
				k.Mark &^= MarkBad // the opening is often called a teaser
			}
		}
		k.Keep = inside && s.isText(i)
		k.Desk = inside && !k.Keep && k.Mark&MarkBad == 0 && isDesk(c.Bytes(k))
	}
	s.dropLead()
	s.dropTail()
	s.dropLooseHeadings()
}

// isBeside reports whether a chunk outside the container belongs to the text: it reads as
// sentences and is either between the headline and the container, as an opening that a
// template sets apart, or in an element like the container's, as are the sections of long
// reports.
func (s *Selection) isBeside(i int) bool {
	c := s.C
	k := &c.Chunks[i]
	if s.Title < 0 || i < s.Title || k.Link*4 > k.Len() {
		return false
	}
	if c.Prose(k) < 60 && k.Kind != Heading {
		return false
	}
	if k.Node < s.Container && s.Container < c.P.Nodes[k.Node].End && k.Node > 0 {
		// Text directly in an ancestor of the container: the opening, or, unless the ancestor
		// is the page's body, the end.
		return c.P.Nodes[k.Node].Tag != atom.Body || i < s.firstIn(s.Container)
	}
	around := c.P.Nodes[k.Node].Parent
	for around > 0 && s.Container >= c.P.Nodes[around].End {
		around = c.P.Nodes[around].Parent
	}
	if around >= s.Container || around == 0 {
		return false
	}
	own, other := s.childOf(around, s.Container), s.childOf(around, k.Node)
	if other < own {
		return c.Chunks[s.Title].Node < other || c.P.Nodes[c.Chunks[s.Title].Node].End > other
	}
	return s.areAlike(own, other)
}

// firstIn returns the index of the first chunk in an element.
func (s *Selection) firstIn(node int32) int {
	for i := range s.C.Chunks {
		if s.C.Chunks[i].Node >= node {
			return i
		}
	}
	return len(s.C.Chunks)
}

// childOf returns the child of around that contains node i.
func (s *Selection) childOf(around, i int32) int32 {
	for s.C.P.Nodes[i].Parent != around {
		i = s.C.P.Nodes[i].Parent
	}
	return i
}

// areAlike reports whether two elements have the same tag and class.
func (s *Selection) areAlike(a, b int32) bool {
	p := s.C.P
	class := p.Get(a, tree.AttrClass)
	return p.Nodes[a].Tag == p.Nodes[b].Tag && class != "" && class == p.Get(b, tree.AttrClass)
}

// isText reports whether a chunk inside the container is article text.
func (s *Selection) isText(i int) bool {
	c := s.C
	k := &c.Chunks[i]
	if k.Mark&markHead != 0 && !s.isOpening(i) {
		return false
	}
	if k.Mark&(MarkBad|MarkCaption|MarkByline|MarkDeck) != 0 {
		return false
	}
	if k.Kind == Caption || k.Kind == Title || i == s.Title {
		return false
	}
	n := k.Len()
	text := c.Bytes(k)
	if k.Link*10 > n*7 && !s.isLinkedSentence(i) || k.Mark&MarkPaywall != 0 && n < 300 {
		return false
	}
	switch {
	case IsFurniture(text, k):
		return false
	case k.Kind == Heading, k.Kind == Cell:
		return true
	case k.Kind == Plain && k.Mark&markParagraph == 0 && n < 30 && !EndsSentence(text):
		return false // a label in a box
	}
	return true
}

// isOpening reports whether a chunk of a header is the first paragraph of the text: a
// paragraph element with sentences after the headline that differs from the metadata's deck.
func (s *Selection) isOpening(i int) bool {
	k := &s.C.Chunks[i]
	if s.Title < 0 || i < s.Title || k.Mark&markParagraph == 0 || s.C.Prose(k) < 60 {
		return false
	}
	return EndsSentence(s.C.Bytes(k)) && !letters.Same(s.C.Bytes(k), s.deck)
}

// isLinkedSentence reports whether a chunk is a paragraph of the text that is entirely a link,
// as on live pages: a whole sentence, in a short run of such paragraphs that has normal prose
// after it, and prose or the headline before it. Links to other stories are headlines without
// a full stop, or are isolated.
func (s *Selection) isLinkedSentence(i int) bool {
	const run = 3
	c := s.C
	if !s.isLinkedParagraph(i) {
		return false
	}
	up := c.P.Nodes[c.Chunks[i].Node].Parent
	isProse := func(j int) bool {
		k := &c.Chunks[j]
		return c.P.Nodes[k.Node].Parent == up && c.P.Nodes[k.Node].Tag == atom.P && c.Prose(k) > 0
	}
	from, to := i, i
	for from > 0 && s.isLinkedParagraph(from-1) && c.P.Nodes[c.Chunks[from-1].Node].Parent == up {
		from--
	}
	for to+1 < len(c.Chunks) && s.isLinkedParagraph(to+1) && c.P.Nodes[c.Chunks[to+1].Node].Parent == up {
		to++
	}
	if to-from >= run || to+1 >= len(c.Chunks) || !isProse(to+1) {
		return false
	}
	return from > 0 && isProse(from-1) || s.Title >= 0 && from == s.Title+1
}

// isLinkedParagraph reports whether a chunk is a paragraph element that is mostly a link and
// ends like a sentence.
func (s *Selection) isLinkedParagraph(i int) bool {
	k := &s.C.Chunks[i]
	return s.C.P.Nodes[k.Node].Tag == atom.P && k.Len() >= 60 && k.Link*10 > k.Len()*7 && EndsSentence(s.C.Bytes(k))
}

// dropLead drops what precedes the first sentence: section name, byline, date.
func (s *Selection) dropLead() {
	c := s.C
	for i := range c.Chunks {
		k := &c.Chunks[i]
		if !k.Keep || k.Kind == Heading {
			continue
		}
		if EndsSentence(c.Bytes(k)) || k.Kind == List || k.Kind == Cell || k.Len() > 120 || s.isUnended(i, 1) {
			return
		}
		k.Keep = false
	}
}

// isUnended reports whether a chunk at an end of the text is a paragraph although it lacks a
// full stop: a paragraph element next to those with sentences (on the side given by step), of
// several words, and not a headline, a name, a date or a pointer to another page.
func (s *Selection) isUnended(i, step int) bool {
	const least, words, far = 40, 6, 40
	c := s.C
	k := &c.Chunks[i]
	if c.P.Nodes[k.Node].Tag != atom.P || k.Len() < least || k.Link*2 > k.Len() ||
		step < 0 && bytes.Contains(c.Bytes(k), []byte("://")) {
		return false
	}
	line := c.Str(k)
	if len(strings.Fields(line)) < words || plain.LooksLikeTitle(line) || plain.IsByline(line) || day.Parse(line) != "" {
		return false
	}
	up := c.P.Nodes[k.Node].Parent
	for j := i + step; j >= 0 && j < len(c.Chunks) && j != i+far*step; j += step {
		other := &c.Chunks[j]
		n := &c.P.Nodes[other.Node]
		if other.Keep && n.Tag == atom.P && n.Parent == up && EndsSentence(c.Bytes(other)) {
			return true
		}
	}
	return false
}

// dropTail drops what follows the last sentence: tags, names, teasers.
func (s *Selection) dropTail() {
	c := s.C
	for i := len(c.Chunks) - 1; i >= 0; i-- {
		k := &c.Chunks[i]
		if !k.Keep {
			continue
		}
		if k.Kind == List || k.Kind == Cell || k.Len() > 90 || EndsSentence(c.Bytes(k)) || s.isUnended(i, -1) {
			return
		}
		k.Keep = false
	}
}

// dropLooseHeadings drops headings without kept text after them.
func (s *Selection) dropLooseHeadings() {
	c := s.C
	follows := false
	for i := len(c.Chunks) - 1; i >= 0; i-- {
		k := &c.Chunks[i]
		if !k.Keep {
			continue
		}
		if k.Kind == Heading {
			k.Keep = follows
			follows = false
			continue
		}
		follows = true
	}
}

// TitleJoints separate headline, section and site name in a page's title.
var TitleJoints = [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", ": "}

// IsIn reports whether a node is in the container.
func (s *Selection) IsIn(node int32) bool {
	return node >= s.Container && node < s.C.P.Nodes[s.Container].End
}
