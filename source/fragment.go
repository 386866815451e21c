package source

import (
	"errors"

	"golang.org/x/net/html"

	"readout/article"
	"readout/source/internal/input"
)

// fragment makes an article of a title and a piece of HTML that is all article. What
// a page's rules would throw away whole, a short item for one, is kept.
func fragment(title, content string, hint input.Hint) (*article.Article, error) {
	a, err := HTML([]byte("<html><body><h1>"+html.EscapeString(title)+"</h1><article "+
		"itemprop=articleBody>"+content+"</article></body></html>"), hint)
	if !errors.Is(err, input.ErrNoArticle) {
		return a, err
	}
	it := &wireItem{headline: title, pieces: htmlPieces(content)}
	return it.article(hint)
}
