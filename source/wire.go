package source

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"readout/article"
	"readout/source/internal/byline"
	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/plain"
	"readout/source/internal/tree"
)

// piece is one block of an item's text before it has a place.
type piece struct {
	kind article.BlockKind
	text string
}

// wireItem is what the wire formats have in common: an item's text in pieces and
// what its desk says of it.
type wireItem struct {
	a        article.Article
	headline string
	deck     string
	byline   string
	dateline string // a place given apart from the text
	pieces   []piece
	notes    []string // editorial notes, for what only they say
}

// article puts an item together. The headline, deck and byline come first.
//
// A kill withdraws its text, even where it brings it once more: what is kept of it
// is the headline and the desk's notes.
//
// Errors: ErrNoArticle where there is no text, unless the item is a kill.
func (it *wireItem) article(hint input.Hint) (*article.Article, error) {
	a := it.a
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
	for _, p := range it.pieces { // a marked-up body may bring its own
		switch p.kind {
		case article.Headline:
			it.headline = cmp.Or(it.headline, p.text)
		case article.Byline:
			it.byline = cmp.Or(it.byline, p.text)
		}
	}
	it.readNotes(&a)
	if a.Notice == article.Kill {
		it.deck, it.byline, it.dateline, it.pieces = "", "", "", nil
		for _, note := range it.notes {
			it.pieces = append(it.pieces, piece{kind: article.Furniture, text: note})
		}
	}
	a.Headline = add(article.Headline, it.headline)
	a.Deck = add(article.Deck, it.deck)
	a.Byline = add(article.Byline, it.byline)
	if it.dateline != "" {
		sp := add(article.Furniture, it.dateline)
		a.Dateline = &article.Dateline{Span: sp, Place: it.dateline, Places: []string{it.dateline}}
	}
	body := 0
	for _, p := range it.pieces {
		switch p.kind {
		case article.Headline, article.Byline, article.Caption:
		default:
			if body == 0 && (letters.Same([]byte(p.text), it.headline) || letters.Same([]byte(p.text), it.byline)) {
				continue // the body repeats what is said apart
			}
			add(p.kind, p.text)
			body += len(p.text)
		}
	}
	for _, p := range it.pieces {
		if p.kind == article.Caption {
			add(p.kind, p.text)
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
		a.Authors = byline.Names(it.byline)
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

// readNotes fills the notice from the item's status and its editorial notes. A
// kill outweighs an embargo, an embargo a correction, a correction an update.
func (it *wireItem) readNotes(a *article.Article) {
	for _, note := range append([]string{it.headline}, it.notes...) {
		if n := noticeOf(note); weight(n) > weight(a.Notice) {
			a.Notice = n
		}
	}
	if a.EmbargoUntil != "" && weight(article.Embargoed) > weight(a.Notice) {
		a.Notice = article.Embargoed
	}
}

func weight(n article.Notice) int {
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

// statusNotice is the notice a publishing status means, in any of the formats'
// spellings: "stat:canceled", "withheld".
//
// Source: IPTC NewsCodes pubstatus; NITF management-status.
func statusNotice(status string) article.Notice {
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

// signalNotice is the notice a signal means: "sig:correction".
//
// Source: IPTC NewsCodes signal.
func signalNotice(signal string) article.Notice {
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

// clampUrgency reads an urgency of 1 to 8; the 9 of some systems is an 8.
func clampUrgency(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > 9 {
		return 0
	}
	return min(n, 8)
}

// htmlPieces cuts a fragment of HTML that is all article into pieces.
func htmlPieces(fragment string) []piece {
	c := chunksOf(tree.Parse([]byte(fragment)))
	var out []piece
	for i := range c.chunks {
		k := &c.chunks[i]
		kind := article.Paragraph
		switch k.kind {
		case headingChunk, titleChunk:
			kind = article.Heading
		case listChunk:
			kind = article.List
		case captionChunk:
			kind = article.Caption
		}
		out = append(out, piece{kind, c.str(k)})
	}
	return out
}
