package source

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"readout/source/day"

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
	n := len(c.p.nodes)
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
			if h != "" && sameWords(c.bytes(k), h) {
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

func sumUp(p *page, by []int32) {
	for i := len(p.nodes) - 1; i > 0; i-- {
		by[p.nodes[i].parent] += by[i]
	}
}

// spreadMarks hands marks down to all that is inside. A name that calls most of
// the page an aside is not believed: it is a wrapper's.
func (s *selection) spreadMarks(also mark) {
	const soft = markByline | markCaption | markHead | markDeck | markPaywall
	c, p := s.c, s.c.p
	total := s.prose[0]
	for i := 1; i < len(p.nodes); i++ {
		n := &p.nodes[i]
		if n.tag == 0 {
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
				int32(i) < s.heading && s.heading < n.end && m&markBox == 0 && share > 0.2:
				m &^= markBad | markHard | soft
			case m&soft != 0 && share > 0.35:
				m &^= soft
			}
		}
		outer := s.inherited[n.parent] &^ markOpener
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
		if i = s.c.p.nodes[i].parent; i <= 0 {
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
	up := p.nodes[i].parent
	before, behind := int32(0), int32(0)
	at := up + 1
	for range most {
		if at >= p.nodes[up].end {
			break
		}
		if p.nodes[at].tag == atom.P && at < i {
			before += s.prose[at]
		} else if p.nodes[at].tag == atom.P && at > i {
			behind += s.prose[at]
		}
		at = p.nodes[at].end
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
		card := p.nodes[k.node].parent
		for card > 0 && !isBlock(p.nodes[card].tag) {
			card = p.nodes[card].parent
		}
		if card <= 0 || s.prose[card] > longest ||
			s.title >= 0 && c.chunks[s.title].node > card && c.chunks[s.title].node < p.nodes[card].end {
			continue
		}
		cards = append(cards, card)
		teased += s.prose[card]
	}
	if m.article && teased*2 > s.prose[0] {
		return
	}
	for _, card := range cards {
		for i := card; i < p.nodes[card].end; i++ {
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
		if p.nodes[from].tag == atom.A {
			break
		}
		if up := p.nodes[from].parent; up > 0 && !isBlock(p.nodes[up].tag) {
			from = up
		}
	}
	for i := from; i < p.nodes[heading].end; i++ {
		if p.nodes[i].tag == atom.A {
			return strings.HasPrefix(p.get(i, attrHref), "#")
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
			if h != "" && sameWords(c.bytes(k), h) {
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
			if sameWords(heading, part) {
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
	for i := k.node; i < p.nodes[k.node].end; i++ {
		if p.nodes[i].tag == atom.A {
			u, err := url.Parse(p.get(i, attrHref))
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
		for i := at + 1; i < p.nodes[at].end; i = p.nodes[i].end {
			tag := p.nodes[i].tag
			if tag == atom.P || tag == 0 {
				own += s.score[i]
			} else if isBlock(tag) && s.score[i] > 0 && (best < 0 || s.score[i] > s.score[best]) {
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
	for i := s.c.chunks[s.title].node; i > 0; i = p.nodes[i].parent {
		if p.nodes[i].tag == atom.Article && s.score[i] > 250 {
			return i
		}
	}
	return 0
}

// keepChunks keeps the chunks of the container that are neither beside the
// article nor furniture inside it.
func (s *selection) keepChunks() {
	c := s.c
	from, to := s.container, c.p.nodes[s.container].end
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
	if k.node < s.container && s.container < c.p.nodes[k.node].end && k.node > 0 {
		// Bare text of an element around the container: its opening, or, where it is
		// more than the page's body, its end.
		return c.p.nodes[k.node].tag != atom.Body || i < s.firstIn(s.container)
	}
	around := c.p.nodes[k.node].parent
	for around > 0 && s.container >= c.p.nodes[around].end {
		around = c.p.nodes[around].parent
	}
	if around >= s.container || around == 0 {
		return false
	}
	own, other := s.childOf(around, s.container), s.childOf(around, k.node)
	if other < own {
		return c.chunks[s.title].node < other || c.p.nodes[c.chunks[s.title].node].end > other
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
	for s.c.p.nodes[i].parent != around {
		i = s.c.p.nodes[i].parent
	}
	return i
}

// areAlike reports whether two elements are used for the same: they have one name
// and one class.
func (s *selection) areAlike(a, b int32) bool {
	p := s.c.p
	class := p.get(a, attrClass)
	return p.nodes[a].tag == p.nodes[b].tag && class != "" && class == p.get(b, attrClass)
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
	return endsSentence(s.c.bytes(k)) && !sameWords(s.c.bytes(k), s.deck)
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
	up := c.p.nodes[c.chunks[i].node].parent
	isProse := func(j int) bool {
		k := &c.chunks[j]
		return c.p.nodes[k.node].parent == up && c.p.nodes[k.node].tag == atom.P && c.prose(k) > 0
	}
	from, to := i, i
	for from > 0 && s.isLinkedParagraph(from-1) && c.p.nodes[c.chunks[from-1].node].parent == up {
		from--
	}
	for to+1 < len(c.chunks) && s.isLinkedParagraph(to+1) && c.p.nodes[c.chunks[to+1].node].parent == up {
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
	return s.c.p.nodes[k.node].tag == atom.P && k.len() >= 60 && k.link*10 > k.len()*7 && endsSentence(s.c.bytes(k))
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
	if c.p.nodes[k.node].tag != atom.P || k.len() < least || k.link*2 > k.len() ||
		step < 0 && bytes.Contains(c.bytes(k), []byte("://")) {
		return false
	}
	line := c.str(k)
	if len(strings.Fields(line)) < words || looksLikeTitle(line) || isByline(line) || day.Parse(line) != "" {
		return false
	}
	up := c.p.nodes[k.node].parent
	for j := i + step; j >= 0 && j < len(c.chunks) && j != i+far*step; j += step {
		other := &c.chunks[j]
		n := &c.p.nodes[other.node]
		if other.keep && n.tag == atom.P && n.parent == up && endsSentence(c.bytes(other)) {
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
	return node >= s.container && node < s.c.p.nodes[s.container].end
}
