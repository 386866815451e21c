package source_test

import (
	"fmt"

	"readout/source"
)

// A wire report: the text is kept as it is, and its parts are marked.
func ExampleText() {
	raw := []byte("Ministers meet in Lorvik\n\n" +
		"LORVIK, March 7 (KTA) — The ministers of both countries met on Thursday.\n")
	a, err := source.Text(raw, source.Hint{Name: "kta.txt", Published: "2024-03-07"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Cut(a.Headline))
	fmt.Println(a.Dateline.Place, a.Dateline.Agency, a.Dateline.Month, a.Dateline.Day)
	fmt.Println(a.Published, a.PublishedFrom)
	// Output:
	// Ministers meet in Lorvik
	// LORVIK KTA 3 7
	// 2024-03-07 option
}

// A web page: navigation and footer are not part of the article.
func ExampleHTML() {
	page := []byte(`<!doctype html><html lang="en"><head><title>Talks end | The Lorvik Post</title>
<meta property="article:published_time" content="2024-03-07T18:30:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks end</h1><p>The talks in Lorvik ended on Thursday, the foreign ministry said.</p>
<p>They are to go on next week, on Tuesday or Wednesday.</p></article>
<footer>All rights reserved</footer></body></html>`)
	a, err := source.HTML(page, source.Hint{URL: "https://post.example/talks"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Published, a.PublishedFrom)
	for _, block := range a.Blocks {
		fmt.Printf("%s: %s\n", block.Kind, a.Cut(block.Span))
	}
	// Output:
	// 2024-03-07T18:30:00Z metadata
	// headline: Talks end
	// paragraph: The talks in Lorvik ended on Thursday, the foreign ministry said.
	// paragraph: They are to go on next week, on Tuesday or Wednesday.
}

// The format is detected by the bytes first and the name second.
func ExampleDetect() {
	fmt.Println(source.Detect([]byte(`<?xml version="1.0"?><rss version="2.0"></rss>`), "news.xml"))
	fmt.Println(source.Detect([]byte("LORVIK — The talks ended."), "report.txt"))
	// Output:
	// feed
	// text
}

// The entries of a feed, each with the URL of its article.
func ExampleFeed() {
	raw := []byte(`<rss version="2.0"><channel><title>The Lorvik Post</title><item><title>Talks end</title>
<link>https://post.example/talks</link><pubDate>Thu, 07 Mar 2024 18:30:00 GMT</pubDate></item></channel></rss>`)
	channel, err := source.Feed(raw, source.Hint{URL: "https://post.example/feed"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, entry := range channel.Entries {
		fmt.Println(entry.Published, entry.Title, entry.URL)
	}
	// Output:
	// 2024-03-07T18:30:00Z Talks end https://post.example/talks
}
