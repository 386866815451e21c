// Package plain reads plain text: which lines are headline, byline, dateline, crosshead,
// and which a desk or a page added.
//
// In comes text; out goes an article with its blocks, or, from Finish, what every reader
// leaves to be worked out from the text. It refuses what is empty or no text.
//
// The one idea: what stands before the report is told by where it stands and how it looks;
// what stands in it, by how it looks and what follows.
package plain

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/language"
)

// Text reads plain text: the article's text is the input's own bytes, decoded to
// UTF-8 if it was in another character set, without its byte order mark.
//
// Errors: ErrEmpty, ErrBinary.
func Text(raw []byte, h input.Hint) (*article.Article, error) {
	text, _, err := input.Decode(raw, h.Charset)
	if err != nil {
		return nil, fmt.Errorf("source: plain text: %w", err)
	}
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("source: plain text: %w", input.ErrEmpty)
	}
	a := &article.Article{ID: h.ID, URL: h.URL, Outlet: h.Outlet, Language: h.Language, Text: text}
	if h.Published != "" {
		a.Published, a.PublishedFrom = h.Published, "option"
	}
	readBlocks(a)
	Finish(a)
	return a, nil
}

// Finish fills what every reader leaves to be worked out from the text: an id, the
// language and the dateline. Blocks must be there.
func Finish(a *article.Article) {
	if a.ID == "" {
		sum := sha256.Sum256([]byte(a.Text))
		a.ID = hex.EncodeToString(sum[:8])
	}
	a.Language = settleLanguage(a.Language, a.Text)
	if a.Dateline == nil {
		a.Dateline = findDateline(a)
	}
}

// datelineParagraphs is how many paragraphs are looked at for a dateline: editors'
// notes and summaries may stand before it.
const datelineParagraphs = 3

func findDateline(a *article.Article) *article.Dateline {
	seen := 0
	for _, b := range a.Blocks {
		if b.Kind != article.Paragraph {
			continue
		}
		if dl := parseDateline(a.Text, b.Span); dl != nil {
			return dl
		}
		if seen++; seen == datelineParagraphs {
			break
		}
	}
	return nil
}

// settleLanguage decides what language a text is in. The text has the last word
// where it is sure: publishers' templates say "en" of whatever they hold.
func settleLanguage(declared, text string) string {
	own := language.Of(text)
	switch {
	case own == "" && declared == "":
		return "en"
	case own == "" || declared == own || strings.HasPrefix(declared, own+"-"):
		return cmp.Or(declared, own)
	}
	return own
}
