// Package item assembles articles that arrive in parts: headline, byline and pieces of text as
// separate fields, as wires and feeds send them.
//
// The input is an Item; the output is an article. An item without text is refused unless it is
// a kill.
//
// The one idea: whatever the format, a desk's notices about an item (kill, embargo,
// correction) are read and ranked in one place.
package item

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"readout/article"
	"readout/source/internal/body"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/plain"
	"readout/source/internal/tree"
)

// Piece is one block of an item's text, before it has a span.
type Piece struct {
	Kind article.BlockKind
	Text string
}

// Item is what the wire formats have in common: an item's text in pieces, and what its desk
// says about it.
type Item struct {
	A        article.Article
	Headline string
	Deck     string
	Byline   string
	Dateline string // a place given outside the text
	Pieces   []Piece
	Notes    []string // editorial notes
}

// Article assembles the article. The headline, deck and byline come first.
//
// A kill withdraws its text even if it repeats it: only the headline and the desk's notes are
// kept.
//
// Errors: ErrNoArticle if there is no text, unless the item is a kill.
func (it *Item) Article(hint input.Hint) (*article.Article, error) {
	a := it.A
	var sb strings.Builder
	add := func(kind article.BlockKind, text string) article.Span {
		if text = strings.TrimSpace(text); text == "" {
			return article.Span{}
		}
		if sb.Len() > 0 {
			sb.WriteString("\n\n")
		}
		sp := article.Span{Start: sb.Len(), End: sb.Len() + len(text)}
		sb.WriteString(text)
		a.Blocks = append(a.Blocks, article.Block{Kind: kind, Span: sp})
		return sp
	}
	for _, p := range it.Pieces { // a marked-up body may include them
		switch p.Kind {
		case article.Headline:
			it.Headline = cmp.Or(it.Headline, p.Text)
		case article.Byline:
			it.Byline = cmp.Or(it.Byline, p.Text)
		}
	}
	it.readNotes(&a)
	if a.Notice == article.Kill {
		it.Deck, it.Byline, it.Dateline, it.Pieces = "", "", "", nil
		for _, note := range it.Notes {
			it.Pieces = append(it.Pieces, Piece{Kind: article.Furniture, Text: note})
		}
	}
	a.Headline = add(article.Headline, it.Headline)
	a.Deck = add(article.Deck, it.Deck)
	a.Byline = add(article.Byline, it.Byline)
	if it.Dateline != "" {
		sp := add(article.Furniture, it.Dateline)
		a.Dateline = &article.Dateline{Span: sp, Place: it.Dateline, Places: []string{it.Dateline}}
	}
	body := 0
	for _, p := range it.Pieces {
		switch p.Kind {
		case article.Headline, article.Byline, article.Caption:
		default:
			if body == 0 && (letters.Same([]byte(p.Text), it.Headline) || letters.Same([]byte(p.Text), it.Byline)) {
				continue // the body repeats a field
			}
			add(p.Kind, p.Text)
			body += len(p.Text)
		}
	}
	for _, p := range it.Pieces {
		if p.Kind == article.Caption {
			add(p.Kind, p.Text)
		}
	}
	a.Text = sb.String()
	if body == 0 && a.Notice != article.Kill {
		return nil, fmt.Errorf("source: item %s: %w", cmp.Or(a.ID, hint.Name), input.ErrNoArticle)
	}
	a.ID = cmp.Or(hint.ID, a.ID)
	a.URL = cmp.Or(a.URL, hint.URL)
	a.Outlet = cmp.Or(hint.Outlet, a.Outlet)
	a.Language = cmp.Or(a.Language, hint.Language)
	if len(a.Authors) == 0 {
		a.Authors = byline.Names(it.Byline)
	}
	if a.Updated == a.Published {
		a.Updated = ""
	}
	switch {
	case hint.Published != "":
		a.Published, a.PublishedFrom = hint.Published, "option"
	case a.Published != "":
		a.PublishedFrom = "metadata"
	}
	plain.Finish(&a)
	return &a, nil
}

// readNotes sets the notice from the item's status and its editorial notes. A kill outranks an
// embargo, an embargo a correction, a correction an update.
func (it *Item) readNotes(a *article.Article) {
	for _, note := range append([]string{it.Headline}, it.Notes...) {
		if n := noticeOf(note); Weight(n) > Weight(a.Notice) {
			a.Notice = n
		}
	}
	if a.EmbargoUntil != "" && Weight(article.Embargoed) > Weight(a.Notice) {
		a.Notice = article.Embargoed
	}
}

// Weight returns the rank of a notice; the highest one wins.
func Weight(n article.Notice) int {
	switch n {
	case article.Kill:
		return 4
	case article.Embargoed:
		return 3
	case article.Correction:
		return 2
	case article.Update:
		return 1
	}
	return 0
}

// StatusNotice returns the notice for a publishing status, in any of the formats' spellings:
// "stat:canceled", "withheld".
//
// Source: IPTC NewsCodes pubstatus; NITF management-status.
func StatusNotice(status string) article.Notice {
	_, code, ok := strings.Cut(strings.ToLower(status), ":")
	if !ok {
		code = strings.ToLower(status)
	}
	switch code {
	case "canceled", "cancelled":
		return article.Kill
	case "withheld", "embargoed":
		return article.Embargoed
	}
	return article.NoNotice
}

// SignalNotice returns the notice for a signal: "sig:correction".
//
// Source: IPTC NewsCodes signal.
func SignalNotice(signal string) article.Notice {
	_, code, ok := strings.Cut(strings.ToLower(signal), ":")
	if !ok {
		code = strings.ToLower(signal)
	}
	switch code {
	case "kill", "withdraw", "withdrawn":
		return article.Kill
	case "correction", "corrected":
		return article.Correction
	case "update", "updated", "writethru", "rewrite":
		return article.Update
	}
	return article.NoNotice
}

// ClampUrgency parses an urgency of 1 to 8, or returns 0; the 9 of some systems becomes 8.
func ClampUrgency(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > 9 {
		return 0
	}
	return min(n, 8)
}

// HTMLPieces splits a fragment of HTML that is all article into pieces.
func HTMLPieces(fragment string) []Piece {
	c := body.ChunksOf(tree.Parse([]byte(fragment)))
	var out []Piece
	for i := range c.Chunks {
		k := &c.Chunks[i]
		kind := article.Paragraph
		switch k.Kind {
		case body.Heading, body.Title:
			kind = article.Heading
		case body.List:
			kind = article.List
		case body.Caption:
			kind = article.Caption
		}
		out = append(out, Piece{kind, c.Str(k)})
	}
	return out
}
