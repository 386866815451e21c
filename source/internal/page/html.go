// Package page extracts the article of a web page.
//
// The input is the bytes of a page; the output is its article: headline, deck, byline, body
// and, last, captions. The package refuses a page without an article: a front page, a listing,
// a consent wall.
//
// The one idea: package body says which chunks are the text, package meta what the page
// claims; the two are compared here, and what the page shows wins.
package page

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html/atom"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/body"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/meta"
	"readout/source/internal/plain"
	"readout/source/internal/tree"
)

// maxPage is the maximum size of a page, in bytes of UTF-8.
const maxPage = 64 << 20

// Read reads the article of a web page: its text in blocks, and its metadata. The page is
// parsed once for both.
//
// The text holds the headline, the deck, the byline, the body and, last, the captions, so that
// a caption never splits a quotation that spans paragraphs.
//
// Errors: ErrNoArticle if the page holds none (a front page, a listing, a consent wall),
// ErrTooLarge. A page that shows only the beginning of an article is not an error: its Notice
// is article.Paywalled.
func Read(raw []byte, hint input.Hint) (*article.Article, error) {
	if len(raw) > maxPage {
		return nil, fmt.Errorf("source: HTML page of %d bytes: %w", len(raw), input.ErrTooLarge)
	}
	text, err := input.DecodePage(raw, hint)
	if err != nil {
		return nil, err
	}
	if len(text) > maxPage {
		return nil, fmt.Errorf("source: HTML page of %d bytes: %w", len(text), input.ErrTooLarge)
	}
	scratch := pages.Get().(*pageScratch)
	defer scratch.release()
	p := scratch.builder.Parse(text)
	m := meta.Read(p, hint.Today)
	c := body.ChunksInto(&scratch.chunker, p)
	s := c.FindBody(&scratch.selection, m)
	w := &pageWriter{m: m, c: c, s: s, hint: hint}
	a, err := w.article()
	if err == nil {
		ownStrings(a)
	}
	if err != nil || len(m.Body) >= minHidden {
		return hidden(a, err, s.Kept(), text, m, hint)
	}
	return a, nil
}

// pages pools the memory used to read pages.
var pages = sync.Pool{New: func() any { return &pageScratch{builder: tree.NewBuilder()} }}

// pageScratch is the memory for reading a page that its article does not keep.
type pageScratch struct {
	builder   *tree.Builder
	chunker   body.Chunker
	selection body.Selection
}

// release returns the memory to the pool, unless an unusual page has made it large.
func (s *pageScratch) release() {
	s.chunker.P, s.selection.C = nil, nil
	if s.builder.Release() {
		pages.Put(s)
	}
}

// ownStrings copies the metadata strings of an article, so that they do not keep the whole
// page in memory.
func ownStrings(a *article.Article) {
	for _, s := range []*string{&a.URL, &a.Outlet, &a.Language, &a.Published, &a.Updated} {
		*s = strings.Clone(*s)
	}
	a.Authors = slices.Clone(a.Authors)
	for i, name := range a.Authors {
		a.Authors[i] = strings.Clone(name)
	}
}

// pageWriter assembles the article from the chosen chunks of a page.
type pageWriter struct {
	m    *meta.Page
	c    *body.Chunker
	s    *body.Selection
	hint input.Hint

	text   strings.Builder
	blocks []article.Block
	apart  []apartPassage

	changed string // modification date from a line near the headline
}

func (w *pageWriter) article() (*article.Article, error) {
	prose := w.s.Kept()
	walled := w.isWalled(prose)
	if prose < 60 && !walled || prose < 140 && !w.m.Article && w.s.Title < 0 {
		return nil, fmt.Errorf("source: HTML page: %w", input.ErrNoArticle)
	}
	if w.isConsent(prose) {
		return nil, fmt.Errorf("source: HTML page: consent notice: %w", input.ErrNoArticle)
	}
	a := &article.Article{ID: w.hint.ID, URL: input.Resolve(w.hint.URL, w.m.Address),
		Outlet:   cmp.Or(w.hint.Outlet, w.m.Outlet),
		Language: cmp.Or(w.m.Language, w.hint.Language), Updated: w.m.Updated}
	if walled {
		a.Notice = article.Paywalled
	}
	w.adoptHeading()
	headline := w.headline()
	a.Headline = w.add(article.Headline, headline)
	if deck := w.deck(headline); deck != "" {
		a.Deck = w.add(article.Deck, deck)
	}
	by := w.byline()
	if by != "" {
		a.Byline = w.add(article.Byline, by)
	}
	w.body()
	w.captions()
	a.Text, a.Blocks = w.text.String(), w.blocks
	a.Gaps = w.gaps(a.Text)

	a.Authors = chooseAuthors(w.m.Outlet, w.m.Authors, w.m.Shown, byline.Names(by))
	switch {
	case w.hint.Published != "":
		a.Published, a.PublishedFrom = w.hint.Published, "option"
	default:
		if a.Published = w.published(); a.Published != "" {
			a.PublishedFrom = "metadata"
		}
	}
	a.Updated = cmp.Or(a.Updated, w.changed)
	plain.Finish(a)
	return a, nil
}

// add appends a block after an empty line.
func (w *pageWriter) add(kind article.BlockKind, text string) article.Span {
	if text == "" {
		return article.Span{}
	}
	if w.text.Len() > 0 {
		w.text.WriteString("\n\n")
	}
	sp := article.Span{Start: w.text.Len(), End: w.text.Len() + len(text)}
	w.text.WriteString(text)
	w.blocks = append(w.blocks, article.Block{Kind: kind, Span: sp})
	return sp
}

// body appends the kept chunks and the desk credits.
func (w *pageWriter) body() {
	for i := range w.c.Chunks {
		k := &w.c.Chunks[i]
		switch {
		case k.Desk:
			w.add(article.Furniture, w.c.Str(k))
		case !k.Keep:
			w.noteLeftOut(i)
		case k.Kind == body.Heading:
			w.add(article.Heading, w.c.Str(k))
		case k.Kind == body.List:
			w.add(article.List, w.c.Str(k))
		default:
			w.add(article.Paragraph, w.c.Str(k))
		}
	}
}

// captions appends the captions of the article's pictures: those in its container, and those
// between its headline and its last paragraph.
func (w *pageWriter) captions() {
	c, s := w.c, w.s
	from, to := s.Container, c.P.Nodes[s.Container].End
	last := len(c.Chunks)
	for last > 0 && !c.Chunks[last-1].Keep {
		last--
	}
	seen := make(map[string]bool)
	for i := range c.Chunks {
		k := &c.Chunks[i]
		inside := k.Node >= from && k.Node < to || s.Title >= 0 && i > s.Title && i < last
		if k.Keep || !inside || k.Mark&body.MarkBad != 0 ||
			k.Kind != body.Caption && k.Mark&body.MarkCaption == 0 && !body.IsCredit(c.Bytes(k)) {
			continue
		}
		if text := c.Str(k); k.Len() >= 20 && k.Link*2 < k.Len() && !seen[text] {
			seen[text] = true
			w.add(article.Caption, text)
		}
	}
}

// adoptHeading takes a heading above the text as the headline if the page names none: no title
// chunk, and nothing in the metadata but the site's own name.
func (w *pageWriter) adoptHeading() {
	if w.s.Title >= 0 {
		return
	}
	for _, h := range append(slices.Clone(w.m.Headline), w.m.Title) {
		if h = cutOutlet(h, w.m.Outlet); h != "" && !letters.Same([]byte(h), w.m.Outlet) {
			return
		}
	}
	for i := range w.c.Chunks {
		k := &w.c.Chunks[i]
		if k.Keep && k.Kind != body.Heading {
			return // later headings are crossheads
		}
		if k.Kind == body.Heading && k.Mark&body.MarkBad == 0 && k.Link*2 < k.Len() {
			w.s.Title, k.Keep = i, false
			return
		}
	}
}

// headline returns the heading shown on the page if it agrees with the metadata, else the
// metadata's, else the shown one.
func (w *pageWriter) headline() string {
	shown := ""
	if w.s.Title >= 0 {
		shown = w.c.Str(&w.c.Chunks[w.s.Title])
	}
	first := ""
	for _, h := range append(slices.Clone(w.m.Headline), w.m.Title) {
		if h = cutOutlet(h, w.m.Outlet); h == "" || letters.Same([]byte(h), w.m.Outlet) {
			continue // the site's name alone is not a headline
		}
		if shown != "" && letters.Shared(shown, h) >= 0.5 {
			return shown
		}
		first = cmp.Or(first, h)
	}
	return cmp.Or(first, shown)
}

// cutOutlet removes the outlet's name and section names from either end of a title: "Rain |
// The Paper", "The Paper: Rain", "Rain? | Weather | The Paper".
func cutOutlet(title, outlet string) string {
	for range len(body.TitleJoints) {
		cut := cutOnce(title, outlet)
		if cut == title {
			break
		}
		title = cut
	}
	return longestPart(title)
}

// longestPart returns the headline in a title that also has section names: the only part of
// several words. Since dashes also occur within headlines, they count only if there are two.
func longestPart(title string) string {
	const rubric, headline = 3, 5
	for _, sep := range body.TitleJoints {
		parts := strings.Split(title, sep)
		if len(parts) < 2 || sep == ": " || strings.ContainsAny(sep, "-–—") && len(parts) < 3 {
			continue
		}
		best := ""
		for _, part := range parts {
			switch n := len(strings.Fields(part)); {
			case n > rubric && best != "" || n > rubric && n < headline:
				return title
			case n > rubric:
				best = part
			}
		}
		if best != "" {
			return strings.TrimSpace(best)
		}
	}
	return title
}

func cutOnce(title, outlet string) string {
	for _, sep := range body.TitleJoints {
		k := strings.LastIndex(title, sep)
		if k < 0 {
			continue
		}
		tail := title[k+len(sep):]
		if outlet != "" && sep != ": " && (letters.Same([]byte(tail), outlet) || letters.Shared(tail, outlet) > 0.6) ||
			sep == " | " && len(strings.Fields(tail)) <= 4 && k > 20 {
			return strings.TrimSpace(title[:k])
		}
		if head, rest, _ := strings.Cut(title, sep); outlet != "" && letters.Same([]byte(head), outlet) {
			return strings.TrimSpace(rest)
		}
	}
	return title
}

// deck returns the line below the headline: a chunk marked as deck, or one with the words of
// the metadata's description.
func (w *pageWriter) deck(headline string) string {
	c := w.c
	before := true
	for i := range c.Chunks {
		k := &c.Chunks[i]
		if k.Keep {
			before = false
		}
		if !before || i <= w.s.Title || k.Mark&(body.MarkBad|body.MarkCaption|body.MarkByline) != 0 || k.Kind == body.Title {
			continue
		}
		n := k.Len()
		if n < 25 || n > 400 || k.Link*2 > n || body.IsFurniture(c.Bytes(k), k) {
			continue
		}
		if k.Mark&body.MarkDeck != 0 || letters.Same(c.Bytes(k), w.m.Deck) ||
			w.s.Title >= 0 && i <= w.s.Title+3 && k.Kind == body.Heading {
			if text := c.Str(k); letters.Shared(text, headline) < 0.9 {
				return text
			}
		}
	}
	return ""
}

// byline returns the line near the text that says who wrote it.
func (w *pageWriter) byline() string {
	c := w.c
	best := ""
	last := 0
	for i := range c.Chunks {
		if c.Chunks[i].Keep {
			last = i
			break
		}
	}
	for i := range c.Chunks[:min(len(c.Chunks), last+3)] {
		k := &c.Chunks[i]
		n := k.Len()
		if k.Keep || n < 5 || n > 160 || k.Kind == body.Title || k.Kind == body.List && k.Link*2 > n && i > w.s.Title+12 {
			continue
		}
		text := c.Bytes(k)
		by := len(text) > 3 && (bytes.HasPrefix(text, []byte("By ")) || bytes.HasPrefix(text, []byte("BY ")))
		if (by || k.Mark&body.MarkByline != 0 && i > w.s.Title) && len(byline.Names(string(text))) > 0 {
			if by {
				return string(text)
			}
			best = cmp.Or(best, string(text))
		}
	}
	return best
}

// published returns the date from the metadata, else from a time element, else from the lines
// around the headline, else from the URL.
func (w *pageWriter) published() string {
	if w.m.Published != "" {
		return w.m.Published
	}
	if d := w.timed(); d != "" {
		return d
	}
	if d := w.shownDay(); d != "" {
		return d
	}
	if d := day.InPath(cmp.Or(w.hint.URL, w.m.Address)); day.IsPlausible(d, w.m.Today) {
		return d
	}
	return ""
}

// timed returns the date of the time element that belongs to the article: one marked as the
// publication date, else the first between the headline and the end of the text, else one
// close above the headline. Dates in the site's header, in comments and in other stories do
// not count.
func (w *pageWriter) timed() string {
	p, s := w.c.P, w.s
	above := int32(-1)
	from, to := s.Container, p.Nodes[s.Container].End
	if s.Title >= 0 {
		from = w.c.Chunks[s.Title].Node
		above = from
		for range 3 {
			if up := p.Nodes[above].Parent; up > 0 && p.Nodes[up].Tag != atom.Body {
				above = up
			}
		}
	}
	best, near := "", ""
	for _, t := range w.m.Times {
		switch {
		case t.Updated || s.Inherited[t.Node]&body.MarkBad != 0:
		case t.Sure:
			return t.Day
		case t.Node >= from && t.Node < to:
			best = cmp.Or(best, t.Day)
		case above >= 0 && t.Node >= above && t.Node < p.Nodes[above].End:
			near = cmp.Or(near, t.Day)
		}
	}
	return cmp.Or(best, near)
}

// updateWords precede a modification date.
var updateWords = []string{"updated", "modified", "last update", "revised", "aktualisiert", "mis à jour", "actualizado",
	"aggiornato"}

// shownDay returns the date in a line around the headline or above the first paragraph. A
// modification date in such a line is not the publication date.
func (w *pageWriter) shownDay() string {
	c := w.c
	first := w.firstKept()
	for i := range c.Chunks {
		k := &c.Chunks[i]
		near := w.s.Title >= 0 && i >= w.s.Title-3 && i <= w.s.Title+6 || w.s.Title < 0 && i < first && i >= first-6
		if k.Mark&body.MarkBad != 0 || k.Mark&body.MarkByline == 0 && !near || k.Len() > 120 || k.Keep && k.Len() > 60 {
			continue
		}
		if i < w.s.Title && w.isSiteHeader(k.Node) {
			continue
		}
		line, changed := splitChange(c.Str(k))
		w.changed = cmp.Or(w.changed, w.m.DayIn(changed))
		if d := w.m.DayIn(line); d != "" {
			return d
		}
	}
	return ""
}

// splitChange splits a line into what it says about publication and about a later change.
func splitChange(line string) (published, changed string) {
	low := strings.ToLower(line)
	if len(low) != len(line) {
		return line, ""
	}
	for _, word := range updateWords {
		at := strings.Index(low, word)
		if at < 0 {
			continue
		}
		published, changed = line[:at], line[at+len(word):]
		for _, first := range []string{"published", "posted"} {
			if k := strings.Index(strings.ToLower(changed), first); k >= 0 {
				published, changed = changed[k:], changed[:k]
			}
		}
		return published, changed
	}
	return line, ""
}

// isSiteHeader reports whether an element is in a header other than the headline's: such a
// header shows today's date.
func (w *pageWriter) isSiteHeader(node int32) bool {
	p, title := w.c.P, w.c.Chunks[w.s.Title].Node
	for ; node > 0; node = p.Nodes[node].Parent {
		if p.Nodes[node].Tag == atom.Header {
			return title < node || title >= p.Nodes[node].End
		}
	}
	return false
}

// firstKept returns the index of the first chunk of the text.
func (w *pageWriter) firstKept() int {
	for i := range w.c.Chunks {
		if w.c.Chunks[i].Keep {
			return i
		}
	}
	return len(w.c.Chunks)
}

// wallPhrases occur where a paywall cuts off an article.
var wallPhrases = []string{
	"to read the full story", "to continue reading", "subscribe to read", "subscribe now to", "already a subscriber",
	"subscribers only", "subscriber-only", "for subscribers", "sign in to continue", "log in to continue",
	"start your free trial", "create a free account to", "to read this article", "continue reading this article",
	"exclusive to subscribers", "unlock this article", "get full access",
}

// consentWords occur on pages that ask for consent before they show anything.
var consentWords = []string{"cookie", "consent", "partners", "personalised", "personalized", "your device",
	"your choice", "withdraw", "privacy", "legitimate interest",
	"advertising", "opt out", "opt-out", "tracking", "settings"}

// isConsent reports whether the text found is a consent notice: most of its prose is in
// paragraphs that contain at least two of consentWords.
func (w *pageWriter) isConsent(prose int32) bool {
	if prose > 2500 || w.m.Article {
		return false
	}
	asking := int32(0)
	for i := range w.c.Chunks {
		k := &w.c.Chunks[i]
		if !k.Keep {
			continue
		}
		low := bytes.ToLower(w.c.Bytes(k))
		words := 0
		for _, word := range consentWords {
			if bytes.Contains(low, []byte(word)) {
				words++
			}
		}
		if words > 1 {
			asking += w.c.Prose(k)
		}
	}
	return asking*10 > prose*6
}

// isWalled reports whether a paywall cuts off the article.
func (w *pageWriter) isWalled(prose int32) bool {
	if prose > 2500 {
		return false
	}
	if w.m.Walled && prose < 1200 {
		return true
	}
	for i := range w.c.Chunks {
		k := &w.c.Chunks[i]
		if k.Len() > 300 {
			continue
		}
		if k.Mark&body.MarkPaywall != 0 && !k.Keep {
			return w.m.Article
		}
		low := bytes.ToLower(w.c.Bytes(k))
		for _, phrase := range wallPhrases {
			if bytes.Contains(low, []byte(phrase)) && (w.m.Walled || prose < 1200 && k.Mark&body.MarkBad == 0) {
				return true
			}
		}
	}
	return false
}

// chooseAuthors returns the first list that names somebody other than the outlet, without the
// outlet; if there is none, the first list that is not empty.
func chooseAuthors(outlet string, lists ...[]string) []string {
	var fallback []string
	for _, list := range lists {
		var people []string
		for _, name := range list {
			if !letters.Same([]byte(name), outlet) {
				people = append(people, name)
			}
		}
		if len(people) > 0 {
			return people
		}
		if len(fallback) == 0 {
			fallback = list
		}
	}
	return fallback
}
