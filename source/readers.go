package source

import (
	"readout/article"
	"readout/source/internal/plain"
)

// Text reads plain text: the article's text is the input's own bytes, decoded to
// UTF-8 if it was in another character set, without its byte order mark.
//
// Errors: ErrEmpty, ErrBinary.
func Text(raw []byte, hint Hint) (*article.Article, error) { return plain.Text(raw, hint) }

// Finish fills what every reader leaves to be worked out from the text: an id, the
// language and the dateline. Blocks must be there.
func Finish(a *article.Article) { plain.Finish(a) }
