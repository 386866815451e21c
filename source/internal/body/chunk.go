package body

import (
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"readout/source/internal/letters"
	"readout/source/internal/tree"
)

// Chunk is one block of a page's text, before it is decided whether it belongs to the article.
//
// Units: start and end are byte offsets in Chunker.text; Link counts bytes of that range.
type Chunk struct {
	start, end int32
	Node       int32 // the innermost block element, where its text is
	Link       int32 // bytes inside links
	Mark       Mark
	Kind       Kind
	Keep       bool
	Desk       bool // a desk credit: "Reporting by …"
}

// Kind is the kind of a chunk by its elements.
type Kind uint8

const (
	Plain Kind = iota
	Heading
	List
	Caption
	Cell
	Title // an h1
)

// Mark is a set of properties of an element, inherited by all it contains.
type Mark uint32

const (
	markDrop       Mark = 1 << iota // never text
	MarkBad                         // beside the article, by its class or role
	markWeak                        // the same, by a word that also names parts of articles
	MarkBox                         // a box over or under the article: comments, consent, newsletters
	markBody                        // the article's text, by its class
	MarkByline                      // author and date lines
	MarkCaption                     // caption of a picture
	markHead                        // page or article header
	markLink                        // inside a link
	MarkDeck                        // line below the headline
	markQuote                       // block quotation
	markParagraph                   // text inside a paragraph element
	MarkPaywall                     // a box that asks for payment
	markPost                        // quoted social media post
	markAriaHidden                  // aria-hidden
	markTease                       // teaser: of another story, or the opening of this one
	markHard                        // beside the article, by an unambiguous class or a box
)

// Chunker walks a page once and splits it into chunks.
type Chunker struct {
	P      *tree.Page
	text   []byte
	Chunks []Chunk
	own    []Mark // by node: its own marks, without inherited ones

	stack []openMark
	at    int   // start of the open chunk in text
	link  int32 // link bytes of the open chunk
	space bool  // white space pending before the next text
	lines int   // line breaks pending before the next text
	block int32
	state Mark
	kind  Kind
}

type openMark struct {
	end   int32
	Mark  Mark
	kind  Kind
	block int32
}

// ChunksOf splits the body of a page into chunks.
func ChunksOf(p *tree.Page) *Chunker { return ChunksInto(&Chunker{}, p) }

// ChunksInto is like ChunksOf but reuses the memory of an earlier page.
func ChunksInto(old *Chunker, p *tree.Page) *Chunker {
	c := old
	*c = Chunker{P: p, text: old.text[:0], Chunks: old.Chunks[:0], own: zeroed(old.own, len(p.Nodes)),
		stack: old.stack[:0]}
	stack := c.stack
	ends := 0 // number of p.LinkEnds passed
	for i := int32(0); i < int32(len(p.Nodes)); i++ {
		for len(stack) > 0 && stack[len(stack)-1].end <= i {
			c.close(&stack)
		}
		for ends < len(p.LinkEnds) && p.LinkEnds[ends] <= i {
			ends++
			c.state &^= markLink
			for k := range stack {
				stack[k].Mark &^= markLink
			}
		}
		n := &p.Nodes[i]
		if n.Tag == 0 {
			c.add(p.Data[n.Attr:n.Attrs])
			continue
		}
		if isSkipped(n.Tag) {
			i = n.End - 1
			continue
		}
		if n.Tag == atom.Br {
			c.lines++
			continue
		}
		own := c.markOf(i)
		c.own[i] = own
		m := c.state | own&markLink
		if own&markDrop != 0 || own&(MarkBad|MarkBox|markWeak|markTease) != 0 && !tree.IsBlock(n.Tag) && n.Tag != atom.A {
			if tree.IsBlock(n.Tag) {
				c.flush()
			}
			i = n.End - 1
			continue
		}
		kind, block := c.kind, c.block
		if tree.IsBlock(n.Tag) {
			c.flush()
			block = i
			kind = kindOf(n.Tag, kind)
		}
		if n.End > i+1 {
			stack = append(stack, openMark{n.End, c.state, c.kind, c.block})
			c.state, c.kind, c.block = m, kind, block
		}
	}
	c.flush()
	c.stack = stack[:0]
	return c
}

// zeroed returns a slice of n zeros, reusing old if it is large enough.
func zeroed[T int32 | Mark](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// close closes the innermost open element.
func (c *Chunker) close(stack *[]openMark) {
	s := *stack
	last := s[len(s)-1]
	if last.block != c.block {
		c.flush()
	}
	c.state, c.kind, c.block = last.Mark, last.kind, last.block
	*stack = s[:len(s)-1]
}

func kindOf(tag atom.Atom, outer Kind) Kind {
	switch tag {
	case atom.H1:
		return Title
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return Heading
	case atom.Li, atom.Dd, atom.Dt:
		return List
	case atom.Td, atom.Th:
		return Cell
	case atom.Figcaption:
		return Caption
	case atom.Table, atom.Article, atom.Section:
		return Plain
	}
	return outer
}

// isSkipped reports whether elements of a tag never hold article text.
func isSkipped(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg, atom.Math, atom.Iframe,
		atom.Object, atom.Embed, atom.Canvas, atom.Video, atom.Audio, atom.Select, atom.Button, atom.Textarea,
		atom.Input, atom.Nav, atom.Dialog, atom.Title, atom.Meta, atom.Link, atom.Progress, atom.Meter, atom.Map,
		atom.Rt, atom.Rp, // ruby annotations, which would interrupt the text
		atom.Datalist, atom.Applet, atom.Frameset, atom.Noframes, atom.Menu:
		return true
	}
	return false
}

// isPreformatted reports whether an element keeps line breaks.
func isPreformatted(tag atom.Atom) bool {
	return tag == atom.Pre || tag == atom.Listing || tag == atom.Xmp || tag == atom.Plaintext
}

// add appends a run of text to the open chunk and collapses its white space.
func (c *Chunker) add(s string) {
	before := len(c.text)
	set := isPreformatted(c.P.Nodes[c.block].Tag)
	for i := 0; i < len(s); {
		b := s[i]
		if b == '\n' && set {
			c.lines++
		}
		if b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' {
			c.space = true
			i++
			continue
		}
		w := 1
		if b >= utf8.RuneSelf {
			var r rune
			if r, w = utf8.DecodeRuneInString(s[i:]); letters.IsBlank(r) {
				c.space = true
				i += w
				continue
			} else if isInvisible(r) {
				i += w
				continue
			}
		} else if b < ' ' || b == 0x7f {
			i++
			continue
		}
		if c.lines > 1 {
			c.flush()
			before = len(c.text)
		}
		if len(c.text) > c.at && (c.space || c.lines > 0) {
			c.text = append(c.text, ' ')
		}
		c.space, c.lines = false, 0
		c.text = append(c.text, s[i:i+w]...)
		for i += w; i < len(s) && s[i] > ' ' && s[i] < 0x7f; i++ {
			c.text = append(c.text, s[i])
		}
	}
	if c.state&markLink != 0 {
		c.link += int32(len(c.text) - before)
	}
}

// flush ends the open chunk.
func (c *Chunker) flush() {
	if len(c.text) > c.at {
		m := c.state
		c.Chunks = append(c.Chunks, Chunk{start: int32(c.at), end: int32(len(c.text)), Node: c.block,
			Link: min(c.link, int32(len(c.text)-c.at)), Mark: m, Kind: c.kind})
	}
	c.at, c.link, c.space, c.lines = len(c.text), 0, false, 0
}

// Str returns the text of a chunk.
func (c *Chunker) Str(k *Chunk) string { return string(c.text[k.start:k.end]) }

// Bytes returns the text of a chunk without copying it.
func (c *Chunker) Bytes(k *Chunk) []byte { return c.text[k.start:k.end] }

// Len returns the length of a chunk's text in bytes.
func (k *Chunk) Len() int32 { return k.end - k.start }

// isInvisible reports whether r is a soft hyphen, a zero-width character or a C1 control.
func isInvisible(r rune) bool {
	switch r {
	case 0xad, 0x200b, 0x2060, 0xfeff:
		return true
	}
	return r >= 0x80 && r < 0xa0
}
