// Package plain reads plain text: it classifies lines as headline, byline, dateline or
// crosshead and recognises what a desk or a page added.
//
// The input is text; the output is an article with its blocks. Finish derives from the text
// what every reader needs. Input that is empty or not text is refused.
//
// The one idea: what precedes the report is recognised by position and appearance; what is
// inside it, by appearance and what follows.
package plain

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/language"
)

// Text reads plain text. The article's text is the input itself, without its byte order mark
// and decoded to UTF-8 if it was in another character set.
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
	readBlocks(a, h.Today)
	Finish(a)
	return a, nil
}

// Finish fills in what every reader leaves to be derived from the text: ID, language, asides
// and dateline. The blocks must already be set. A time on which nothing can have been published, such as that of a
// clock that was never set, is none: days that the text names would be reckoned from it.
func Finish(a *article.Article) {
	if a.ID == "" {
		sum := sha256.Sum256([]byte(a.Text))
		a.ID = hex.EncodeToString(sum[:8])
	}
	a.Language = resolveLanguage(a.Language, a.Text)
	if !day.IsPossible(a.Published) {
		a.Published, a.PublishedFrom = "", ""
	}
	if !day.IsPossible(a.Updated) {
		a.Updated = ""
	}
	markAsides(a)
	if a.Dateline == nil {
		a.Dateline = findDateline(a)
	}
}

// datelineParagraphs is how many paragraphs are searched for a dateline: editors' notes and
// summaries may precede it.
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

// resolveLanguage chooses between the declared and the detected language. Detection wins if it
// has a result, because publishers' templates declare "en" for everything.
func resolveLanguage(declared, text string) string {
	own := language.Of(text)
	switch {
	case own == "" && declared == "":
		return "en"
	case own == "" || declared == own || strings.HasPrefix(declared, own+"-"):
		return cmp.Or(declared, own)
	}
	return own
}
