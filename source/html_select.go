package source

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"readout/source/day"
	"readout/source/internal/letters"
	"readout/source/internal/plain"
	"readout/source/internal/tree"

	"golang.org/x/net/html/atom"
)

// selection is which chunks of a page are its article.
type selection struct {
	c         *chunker
	prose     []int32 // by node: bytes of prose in its subtree
	score     []int32 // by node: value of its subtree as article text
	title     int     // chunk of the headline, -1 if none
	inherited []mark  // by node: its marks and those of what is around it
	container int32   // node the text was found in
	deck      string  // what the metadata gives as the line under the headline
	heading   int32   // node of the heading that says what the metadata says, 0 if none
}

// prose is how many bytes of a chunk read like sentences: long enough, ended or
// broken by punctuation, and not a link.
func (c *chunker) prose(k *chunk) int32 {
	n := k.len()
	if n < 25 || k.kind == headingChunk || k.kind == titleChunk {
		return 0
	}
	text := c.bytes(k)
	if n < 150 && !endsSentence(text) && (n < 80 || bytes.IndexByte(text, ',') < 0) {
		return 0
	}
	return max(0, n-2*k.link)
}

// endsSentence reports whether a chunk ends as a sentence does, closing quotation
// marks and brackets aside.
func endsSentence(text []byte) bool {
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

// findBodyInto decides which chunks are article text and marks them kept, with the
// memory of an earlier page.
func (c *chunker) findBodyInto(s *selection, m *metadata) *selection {
	n := len(c.p.Nodes)
	*s = selection{c: c, title: -1, prose: zeroed(s.prose, n), score: zeroed(s.score, n),
		inherited: zeroed(s.inherited, n)}
	s.deck = m.deck
	s.sumProse()
	s.heading = c.headingOf(m)
	s.try(m, markWeak)
	if kept := s.kept(); kept*3 < s.prose[0] {
		// Little is left: the doubtful names were wrong ones.
		strict := slices.Clone(c.chunks)
		if s.try(m, 0); s.kept() < 2*kept {
			c.chunks = strict
		}
	}
	return s
}

// headingOf is the node of the heading that has the words of the metadata's, else of
// the only heading of the first order, whatever they stand in.
func (c *chunker) headingOf(m *metadata) int32 {
	first, n := int32(0), 0
	for i := range c.chunks {
		k := &c.chunks[i]
		if k.kind != titleChunk && k.kind != headingChunk {
			continue
		}
		if k.kind == titleChunk {
			first = k.node
			n++
		}
		for _, h := range m.headline {
			if h != "" && letters.Same(c.bytes(k), h) {
				return k.node
			}
		}
	}
	if n == 1 {
		return first
	}
	return 0
}

// try selects with marks in `also` taken to be as bad as markBad.
func (s *selection) try(m *metadata, also mark) {
	s.spreadMarks(also)
	s.findTitle(m)
	s.markCards(m)
	s.sumScores()
	s.chooseContainer()
	s.keepChunks()
}

// kept is how many bytes of prose are kept.
func (s *selection) kept() int32 {
	var n int32
	for i := range s.c.chunks {
		if k := &s.c.chunks[i]; k.keep {
			n += s.c.prose(k)
		}
	}
	return n
}

// sumProse adds up prose by subtree. Children follow their parents, so one walk
// backwards does it.
func (s *selection) sumProse() {
	p := s.c.p
	for i := range s.c.chunks {
		k := &s.c.chunks[i]
		s.prose[k.node] += s.c.prose(k)
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
func (s *selection) spreadMarks(also mark) {
	const soft = markByline | markCaption | markHead | markDeck | markPaywall
	c, p := s.c, s.c.p
	total := s.prose[0]
	for i := 1; i < len(p.Nodes); i++ {
		n := &p.Nodes[i]
		if n.Tag == 0 {
			continue
		}
		m := c.own[i]
		if m&(markBad|markBox|markWeak) != 0 {
			m |= markHard
		}
		if also != 0 && m&markTease != 0 || m&(also|markBox) != 0 || m&markVeil != 0 && !s.isInFlow(int32(i)) {
			m |= markBad
		}
		if m&(markBad|soft) != 0 && total > 0 {
			share := float64(s.prose[i]) / float64(total)
			switch {
			case share > 0.97, share > 0.8 && m&markBox == 0, m&markBody != 0 && share > 0.1,
				int32(i) < s.heading && s.heading < n.End && m&markBox == 0 && share > 0.2:
				m &^= markBad | markHard | soft
			case m&soft != 0 && share > 0.35:
				m &^= soft
			}
		}
		outer := s.inherited[n.Parent] &^ markOpener
		if m&markPost != 0 && !s.isFarOut(int32(i)) {
			outer &^= markBad | soft // what wraps a quoted post is named for what it shows
		}
		m |= outer
		if m&markBad != 0 {
			m &^= markBody
		}
		s.inherited[i] = m
	}
	for i := range c.chunks {
		c.chunks[i].mark = c.chunks[i].mark&markLink | s.inherited[c.chunks[i].node]
	}
}

// postWrappers is how many elements may wrap a quoted post.
const postWrappers = 3

// isFarOut reports whether what stands beside the article is more than the wrappers
// of a quoted post: a column of them.
func (s *selection) isFarOut(i int32) bool {
	for range postWrappers {
		if i = s.c.p.Nodes[i].Parent; i <= 0 {
			return false
		}
	}
	return s.inherited[i]&markBad != 0
}

// isInFlow reports whether an element stands among paragraphs, with some before and
// some behind it, and holds less than they do: a part of the text to be unfolded.
func (s *selection) isInFlow(i int32) bool {
	const most = 400 // siblings looked at
	p := s.c.p
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
func (s *selection) markCards(m *metadata) {
	const longest = 450
	c, p := s.c, s.c.p
	var cards []int32
	teased := int32(0)
	for i := range c.chunks {
		k := &c.chunks[i]
		if k.kind != headingChunk || i == s.title || k.link*10 < k.len()*8 || k.mark&markBad != 0 || s.linksHere(k.node) {
			continue
		}
		card := p.Nodes[k.node].Parent
		for card > 0 && !tree.IsBlock(p.Nodes[card].Tag) {
			card = p.Nodes[card].Parent
		}
		if card <= 0 || s.prose[card] > longest ||
			s.title >= 0 && c.chunks[s.title].node > card && c.chunks[s.title].node < p.Nodes[card].End {
			continue
		}
		cards = append(cards, card)
		teased += s.prose[card]
	}
	if m.article && teased*2 > s.prose[0] {
		return
	}
	for _, card := range cards {
		for i := card; i < p.Nodes[card].End; i++ {
			s.inherited[i] |= markBad | markHard
		}
	}
	if len(cards) > 0 {
		for i := range c.chunks {
			c.chunks[i].mark |= s.inherited[c.chunks[i].node] & (markBad | markHard)
		}
	}
}

// linksHere reports whether the link in or around a heading goes to the page itself.
func (s *selection) linksHere(heading int32) bool {
	p := s.c.p
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
func (s *selection) findTitle(m *metadata) {
	c := s.c
	s.title = -1
	first, part, named := -1, -1, 0
	for i := range c.chunks {
		k := &c.chunks[i]
		if k.kind != titleChunk && k.kind != headingChunk || k.link*2 > k.len() && k.kind != titleChunk {
			continue // a heading that is a link names another article
		}
		for _, h := range m.headline {
			if h != "" && letters.Same(c.bytes(k), h) {
				s.title = i
				return
			}
		}
		if text := c.bytes(k); int(k.len()) > named && s.isPartOf(m.title, text) {
			part, named = i, int(k.len())
		}
		if first < 0 && k.kind == titleChunk && k.mark&markBad == 0 && !s.linksHome(k) {
			first = i
		}
	}
	if s.title = first; part >= 0 {
		s.title = part
	}
}

// isPartOf reports whether a heading has the words of one part of a page's title, and
// several of them: the other parts are rubrics and the site's name.
func (s *selection) isPartOf(title string, heading []byte) bool {
	const least = 4
	if len(bytes.Fields(heading)) < least {
		return false
	}
	for _, sep := range titleJoints {
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
func (s *selection) linksHome(k *chunk) bool {
	if k.link*2 <= k.len() {
		return false
	}
	p := s.c.p
	for i := k.node; i < p.Nodes[k.node].End; i++ {
		if p.Nodes[i].Tag == atom.A {
			u, err := url.Parse(p.Get(i, tree.AttrHref))
			return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
		}
	}
	return false
}

// value is what a chunk adds to a container: sentences add their length, menus
// and lists of links take away.
func (s *selection) value(k *chunk) int32 {
	const outside = markBad | markCaption | markByline
	if k.mark&outside != 0 || k.kind == captionChunk || k.kind == titleChunk || k.kind == headingChunk {
		return 0
	}
	v := s.c.prose(k)
	if v == 0 {
		return -10 - k.link/2
	}
	if k.mark&markHead != 0 || k.kind == listChunk {
		v /= 2
	}
	if k.mark&markBody != 0 {
		v += v / 2
	}
	return v
}

func (s *selection) sumScores() {
	p := s.c.p
	clear(s.score)
	for i := range s.c.chunks {
		k := &s.c.chunks[i]
		s.score[k.node] += s.value(k)
	}
	sumUp(p, s.score)
}

// chooseContainer goes down from the root to the child that holds most of the
// text, until an element has paragraphs of its own or no child holds most.
func (s *selection) chooseContainer() {
	p := s.c.p
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
			s.c.own[at]&markBody != 0 && s.score[best]*10 < s.score[at]*9 {
			break
		}
		at = best
	}
	s.container = at
}

// startingPoint is the article element around the headline, where a page has
// several articles and that one has text; else the root.
func (s *selection) startingPoint() int32 {
	if s.title < 0 {
		return 0
	}
	p := s.c.p
	for i := s.c.chunks[s.title].node; i > 0; i = p.Nodes[i].Parent {
		if p.Nodes[i].Tag == atom.Article && s.score[i] > 250 {
			return i
		}
	}
	return 0
}

// keepChunks keeps the chunks of the container that are neither beside the
// article nor furniture inside it.
func (s *selection) keepChunks() {
	c := s.c
	from, to := s.container, c.p.Nodes[s.container].End
	for i := range c.chunks {
		k := &c.chunks[i]
		inside := k.node >= from && k.node < to
		if !inside && s.isBeside(i) {
			inside = true
			if k.node < from && k.mark&markHard == 0 && k.link == 0 {
				k.mark &^= markBad // an opening is often called a teaser
			}
		}
		k.keep = inside && s.isText(i)
		k.desk = inside && !k.keep && k.mark&markBad == 0 && isDesk(c.bytes(k))
	}
	s.dropLead()
	s.dropTail()
	s.dropLooseHeadings()
}

// isBeside reports whether a chunk outside the container belongs to the text: it
// reads as sentences, and stands between the headline and the container, as openings
// do that a template sets apart, or in an element like the one the container is in,
// as the sections of long reports do.
func (s *selection) isBeside(i int) bool {
	c := s.c
	k := &c.chunks[i]
	if s.title < 0 || i < s.title || k.link*4 > k.len() {
		return false
	}
	if c.prose(k) < 60 && k.kind != headingChunk {
		return false
	}
	if k.node < s.container && s.container < c.p.Nodes[k.node].End && k.node > 0 {
		// Bare text of an element around the container: its opening, or, where it is
		// more than the page's body, its end.
		return c.p.Nodes[k.node].Tag != atom.Body || i < s.firstIn(s.container)
	}
	around := c.p.Nodes[k.node].Parent
	for around > 0 && s.container >= c.p.Nodes[around].End {
		around = c.p.Nodes[around].Parent
	}
	if around >= s.container || around == 0 {
		return false
	}
	own, other := s.childOf(around, s.container), s.childOf(around, k.node)
	if other < own {
		return c.chunks[s.title].node < other || c.p.Nodes[c.chunks[s.title].node].End > other
	}
	return s.areAlike(own, other)
}

// firstIn is the first chunk in an element.
func (s *selection) firstIn(node int32) int {
	for i := range s.c.chunks {
		if s.c.chunks[i].node >= node {
			return i
		}
	}
	return len(s.c.chunks)
}

// childOf is the child of an element in which a node lies.
func (s *selection) childOf(around, i int32) int32 {
	for s.c.p.Nodes[i].Parent != around {
		i = s.c.p.Nodes[i].Parent
	}
	return i
}

// areAlike reports whether two elements are used for the same: they have one name
// and one class.
func (s *selection) areAlike(a, b int32) bool {
	p := s.c.p
	class := p.Get(a, tree.AttrClass)
	return p.Nodes[a].Tag == p.Nodes[b].Tag && class != "" && class == p.Get(b, tree.AttrClass)
}

// isText reports whether a chunk inside the container is text of the article.
func (s *selection) isText(i int) bool {
	c := s.c
	k := &c.chunks[i]
	if k.mark&markHead != 0 && !s.isOpening(i) {
		return false
	}
	if k.mark&(markBad|markCaption|markByline|markDeck) != 0 {
		return false
	}
	if k.kind == captionChunk || k.kind == titleChunk || i == s.title {
		return false
	}
	n := k.len()
	text := c.bytes(k)
	if k.link*10 > n*7 && !s.isLinkedSentence(i) || k.mark&markPaywall != 0 && n < 300 {
		return false
	}
	switch {
	case isFurniture(text, k):
		return false
	case k.kind == headingChunk, k.kind == cellChunk:
		return true
	case k.kind == plainChunk && k.mark&markOpener == 0 && n < 30 && !endsSentence(text):
		return false // a label in a box, not a paragraph
	}
	return true
}

// isOpening reports whether a chunk of a header is the first paragraph of the text: a
// paragraph element with sentences behind the headline, that the metadata does not give
// as the deck.
func (s *selection) isOpening(i int) bool {
	k := &s.c.chunks[i]
	if s.title < 0 || i < s.title || k.mark&markOpener == 0 || s.c.prose(k) < 60 {
		return false
	}
	return endsSentence(s.c.bytes(k)) && !letters.Same(s.c.bytes(k), s.deck)
}

// isLinkedSentence reports whether a chunk is a paragraph of the text that is all
// link, as live pages set them: a whole sentence, in a run of a few at most, with a
// paragraph behind it that is none, and before it one or the headline. A link to
// another story is a headline, which no full stop ends, or stands alone.
func (s *selection) isLinkedSentence(i int) bool {
	const run = 3
	c := s.c
	if !s.isLinkedParagraph(i) {
		return false
	}
	up := c.p.Nodes[c.chunks[i].node].Parent
	isProse := func(j int) bool {
		k := &c.chunks[j]
		return c.p.Nodes[k.node].Parent == up && c.p.Nodes[k.node].Tag == atom.P && c.prose(k) > 0
	}
	from, to := i, i
	for from > 0 && s.isLinkedParagraph(from-1) && c.p.Nodes[c.chunks[from-1].node].Parent == up {
		from--
	}
	for to+1 < len(c.chunks) && s.isLinkedParagraph(to+1) && c.p.Nodes[c.chunks[to+1].node].Parent == up {
		to++
	}
	if to-from >= run || to+1 >= len(c.chunks) || !isProse(to+1) {
		return false
	}
	return from > 0 && isProse(from-1) || s.title >= 0 && from == s.title+1
}

// isLinkedParagraph reports whether a chunk is a paragraph element with one sentence at
// least that is all link.
func (s *selection) isLinkedParagraph(i int) bool {
	k := &s.c.chunks[i]
	return s.c.p.Nodes[k.node].Tag == atom.P && k.len() >= 60 && k.link*10 > k.len()*7 && endsSentence(s.c.bytes(k))
}

// dropLead drops what stands before the first sentence: rubric, byline, date.
func (s *selection) dropLead() {
	c := s.c
	for i := range c.chunks {
		k := &c.chunks[i]
		if !k.keep || k.kind == headingChunk {
			continue
		}
		if endsSentence(c.bytes(k)) || k.kind == listChunk || k.kind == cellChunk || k.len() > 120 || s.isUnended(i, 1) {
			return
		}
		k.keep = false
	}
}

// isUnended reports whether a chunk at an end of the text is one of its paragraphs
// although no full stop ends it: a paragraph element beside those with sentences (step
// says on which side they are), of several words, that is set as prose and not as a
// headline, a name, a day or a pointer to another page.
func (s *selection) isUnended(i, step int) bool {
	const least, words, far = 40, 6, 40
	c := s.c
	k := &c.chunks[i]
	if c.p.Nodes[k.node].Tag != atom.P || k.len() < least || k.link*2 > k.len() ||
		step < 0 && bytes.Contains(c.bytes(k), []byte("://")) {
		return false
	}
	line := c.str(k)
	if len(strings.Fields(line)) < words || plain.LooksLikeTitle(line) || plain.IsByline(line) || day.Parse(line) != "" {
		return false
	}
	up := c.p.Nodes[k.node].Parent
	for j := i + step; j >= 0 && j < len(c.chunks) && j != i+far*step; j += step {
		other := &c.chunks[j]
		n := &c.p.Nodes[other.node]
		if other.keep && n.Tag == atom.P && n.Parent == up && endsSentence(c.bytes(other)) {
			return true
		}
	}
	return false
}

// dropTail drops what follows the last sentence: tags, names, teasers.
func (s *selection) dropTail() {
	c := s.c
	for i := len(c.chunks) - 1; i >= 0; i-- {
		k := &c.chunks[i]
		if !k.keep {
			continue
		}
		if k.kind == listChunk || k.kind == cellChunk || k.len() > 90 || endsSentence(c.bytes(k)) || s.isUnended(i, -1) {
			return
		}
		k.keep = false
	}
}

// dropLooseHeadings drops headings that no kept text follows.
func (s *selection) dropLooseHeadings() {
	c := s.c
	follows := false
	for i := len(c.chunks) - 1; i >= 0; i-- {
		k := &c.chunks[i]
		if !k.keep {
			continue
		}
		if k.kind == headingChunk {
			k.keep = follows
			follows = false
			continue
		}
		follows = true
	}
}

// titleJoints are what sites put between a headline, a rubric and their name.
var titleJoints = [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", ": "}

// isIn reports whether a node lies in the container.
func (s *selection) isIn(node int32) bool {
	return node >= s.container && node < s.c.p.Nodes[s.container].End
}
