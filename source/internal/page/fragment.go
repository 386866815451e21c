package page

import (
	"errors"

	"golang.org/x/net/html"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/item"
)

// Fragment makes an article of a title and a piece of HTML that is all article. What
// a page's rules would throw away whole, a short item for one, is kept.
func Fragment(title, content string, hint input.Hint) (*article.Article, error) {
	a, err := Read([]byte("<html><body><h1>"+html.EscapeString(title)+"</h1><article "+
		"itemprop=articleBody>"+content+"</article></body></html>"), hint)
	if !errors.Is(err, input.ErrNoArticle) {
		return a, err
	}
	it := &item.Item{Headline: title, Pieces: item.HTMLPieces(content)}
	return it.Article(hint)
}
