package page

import (
	"errors"

	"golang.org/x/net/html"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/item"
)

// Fragment returns an article made of a title and a piece of HTML that is all article. Content
// that the rules for pages would reject, such as a short item, is kept.
func Fragment(title, content string, hint input.Hint) (*article.Article, error) {
	a, err := Read([]byte("<html><body><h1>"+html.EscapeString(title)+"</h1><article "+
		"itemprop=articleBody>"+content+"</article></body></html>"), hint)
	if !errors.Is(err, input.ErrNoArticle) {
		return a, err
	}
	it := &item.Item{Headline: title, Pieces: item.HTMLPieces(content)}
	return it.Article(hint)
}
