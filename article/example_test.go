package article_test

import (
	"fmt"

	"readout/article"
)

// Spans are half-open byte ranges that cut their words out of the text.
func ExampleArticle_Cut() {
	a := &article.Article{
		Text:     "Talks end\nLORVIK — The talks ended.",
		Headline: article.Span{Start: 0, End: 9},
	}
	fmt.Println(a.Cut(a.Headline))
	fmt.Println(a.Headline.Overlaps(article.Span{Start: 9, End: 10}))
	// Output:
	// Talks end
	// false
}
