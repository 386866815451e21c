// Package body finds the text of an article on a page: it cuts the page into chunks and
// decides which of them the article has.
//
// In come a parsed page and what it says of itself; out go chunks, each kept or not. It
// refuses nothing: where nothing reads as prose, nothing is kept.
//
// The one idea: prose is what ends in sentences and is no link. The container that holds
// most of it is the article, but for the parts whose names say that they stand beside it.
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

// Selection is which chunks of a page are its article.
type Selection struct {
	C         *Chunker
	prose     []int32 // by node: bytes of prose in its subtree
	score     []int32 // by node: value of its subtree as article text
	Title     int     // chunk of the headline, -1 if none
	Inherited []Mark  // by node: its marks and those of what is around it
	Container int32   // node the text was found in
	deck      string  // what the metadata gives as the line under the headline
	heading   int32   // node of the heading that says what the metadata says, 0 if none
}

// Prose is how many bytes of a chunk read like sentences: long enough, ended or
// broken by punctuation, and not a link.
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

// EndsSentence reports whether a chunk ends as a sentence does, closing quotation
// marks and brackets aside.
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

// FindBody decides which chunks are article text and marks them kept, with the
// memory of an earlier page.
func (c *Chunker) FindBody(s *Selection, m *meta.Page) *Selection {
	n := len(c.P.Nodes)
	*s = Selection{C: c, Title: -1, prose: zeroed(s.prose, n), score: zeroed(s.score, n),
		Inherited: zeroed(s.Inherited, n)}
	s.deck = m.Deck
	s.sumProse()
	s.heading = c.headingOf(m)
	s.try(m, markWeak)
	if kept := s.Kept(); kept*3 < s.prose[0] {
		// Little is left: the doubtful names were wrong ones.
		strict := slices.Clone(c.Chunks)
		if s.try(m, 0); s.Kept() < 2*kept {
			c.Chunks = strict
		}
	}
	return s
}

// headingOf is the node of the heading that has the words of the metadata's, else of
// the only heading of the first order, whatever they stand in.
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

// try selects with marks in `also` taken to be as bad as MarkBad.
func (s *Selection) try(m *meta.Page, also Mark) {
	s.spreadMarks(also)
	s.findTitle(m)
	s.markCards(m)
	s.sumScores()
	s.chooseContainer()
	s.keepChunks()
}

// Kept is how many bytes of prose are kept.
func (s *Selection) Kept() int32 {
	var n int32
	for i := range s.C.Chunks {
		if k := &s.C.Chunks[i]; k.Keep {
			n += s.C.Prose(k)
		}
	}
	return n
}

// sumProse adds up prose by subtree. Children follow their parents, so one walk
// backwards does it.
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

// spreadMarks hands marks down to all that is inside. A name that calls most of
// the page an aside is not believed: it is a wrapper's.
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
		if also != 0 && m&markTease != 0 || m&(also|MarkBox) != 0 || m&markVeil != 0 && !s.isInFlow(int32(i)) {
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
		outer := s.Inherited[n.Parent] &^ markOpener
		if m&markPost != 0 && !s.isFarOut(int32(i)) {
			outer &^= MarkBad | soft // what wraps a quoted post is named for what it shows
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

// postWrappers is how many elements may wrap a quoted post.
const postWrappers = 3

// isFarOut reports whether what stands beside the article is more than the wrappers
// of a quoted post: a column of them.
func (s *Selection) isFarOut(i int32) bool {
	for range postWrappers {
		if i = s.C.P.Nodes[i].Parent; i <= 0 {
			return false
		}
	}
	return s.Inherited[i]&MarkBad != 0
}

// isInFlow reports whether an element stands among paragraphs, with some before and
// some behind it, and holds less than they do: a part of the text to be unfolded.
func (s *Selection) isInFlow(i int32) bool {
	const most = 400 // siblings looked at
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

// markCards marks what teases other stories: a heading that is a link with a line or
// two under it, in an element of their own. Where most of the page is such cards, it
// is a front, and they are what it says.
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

// linksHere reports whether the link in or around a heading goes to the page itself.
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

// findTitle finds the chunk that is the headline: the heading that says what the
// metadata says, else the first h1 outside asides.
func (s *Selection) findTitle(m *meta.Page) {
	c := s.C
	s.Title = -1
	first, part, named := -1, -1, 0
	for i := range c.Chunks {
		k := &c.Chunks[i]
		if k.Kind != Title && k.Kind != Heading || k.Link*2 > k.Len() && k.Kind != Title {
			continue // a heading that is a link names another article
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

// isPartOf reports whether a heading has the words of one part of a page's title, and
// several of them: the other parts are rubrics and the site's name.
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

// linksHome reports whether a heading is a link to the site's front page, as its name
// at the top of a page is.
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

// value is what a chunk adds to a container: sentences add their length, menus
// and lists of links take away.
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

// chooseContainer goes down from the root to the child that holds most of the
// text, until an element has paragraphs of its own or no child holds most.
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

// startingPoint is the article element around the headline, where a page has
// several articles and that one has text; else the root.
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

// keepChunks keeps the chunks of the container that are neither beside the
// article nor furniture inside it.
func (s *Selection) keepChunks() {
	c := s.C
	from, to := s.Container, c.P.Nodes[s.Container].End
	for i := range c.Chunks {
		k := &c.Chunks[i]
		inside := k.Node >= from && k.Node < to
		if !inside && s.isBeside(i) {
			inside = true
			if k.Node < from && k.Mark&markHard == 0 && k.Link == 0 {
				k.Mark &^= MarkBad // an opening is often called a teaser
			}
		}
		k.Keep = inside && s.isText(i)
		k.Desk = inside && !k.Keep && k.Mark&MarkBad == 0 && isDesk(c.Bytes(k))
	}
	s.dropLead()
	s.dropTail()
	s.dropLooseHeadings()
}

// isBeside reports whether a chunk outside the container belongs to the text: it
// reads as sentences, and stands between the headline and the container, as openings
// do that a template sets apart, or in an element like the one the container is in,
// as the sections of long reports do.
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
		// Bare text of an element around the container: its opening, or, where it is
		// more than the page's body, its end.
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

// firstIn is the first chunk in an element.
func (s *Selection) firstIn(node int32) int {
	for i := range s.C.Chunks {
		if s.C.Chunks[i].Node >= node {
			return i
		}
	}
	return len(s.C.Chunks)
}

// childOf is the child of an element in which a node lies.
func (s *Selection) childOf(around, i int32) int32 {
	for s.C.P.Nodes[i].Parent != around {
		i = s.C.P.Nodes[i].Parent
	}
	return i
}

// areAlike reports whether two elements are used for the same: they have one name
// and one class.
func (s *Selection) areAlike(a, b int32) bool {
	p := s.C.P
	class := p.Get(a, tree.AttrClass)
	return p.Nodes[a].Tag == p.Nodes[b].Tag && class != "" && class == p.Get(b, tree.AttrClass)
}

// isText reports whether a chunk inside the container is text of the article.
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
	case k.Kind == Plain && k.Mark&markOpener == 0 && n < 30 && !EndsSentence(text):
		return false // a label in a box, not a paragraph
	}
	return true
}

// isOpening reports whether a chunk of a header is the first paragraph of the text: a
// paragraph element with sentences behind the headline, that the metadata does not give
// as the deck.
func (s *Selection) isOpening(i int) bool {
	k := &s.C.Chunks[i]
	if s.Title < 0 || i < s.Title || k.Mark&markOpener == 0 || s.C.Prose(k) < 60 {
		return false
	}
	return EndsSentence(s.C.Bytes(k)) && !letters.Same(s.C.Bytes(k), s.deck)
}

// isLinkedSentence reports whether a chunk is a paragraph of the text that is all
// link, as live pages set them: a whole sentence, in a run of a few at most, with a
// paragraph behind it that is none, and before it one or the headline. A link to
// another story is a headline, which no full stop ends, or stands alone.
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

// isLinkedParagraph reports whether a chunk is a paragraph element with one sentence at
// least that is all link.
func (s *Selection) isLinkedParagraph(i int) bool {
	k := &s.C.Chunks[i]
	return s.C.P.Nodes[k.Node].Tag == atom.P && k.Len() >= 60 && k.Link*10 > k.Len()*7 && EndsSentence(s.C.Bytes(k))
}

// dropLead drops what stands before the first sentence: rubric, byline, date.
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

// isUnended reports whether a chunk at an end of the text is one of its paragraphs
// although no full stop ends it: a paragraph element beside those with sentences (step
// says on which side they are), of several words, that is set as prose and not as a
// headline, a name, a day or a pointer to another page.
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

// dropLooseHeadings drops headings that no kept text follows.
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

// TitleJoints are what sites put between a headline, a rubric and their name.
var TitleJoints = [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", ": "}

// IsIn reports whether a node lies in the container.
func (s *Selection) IsIn(node int32) bool {
	return node >= s.Container && node < s.C.P.Nodes[s.Container].End
}
