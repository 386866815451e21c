// Package sourcetest is shared by the readers' tests: a page of an invented paper, and a check
// of the invariants of every article's blocks.
//
// The input is an article; the output is its blocks, or a violated invariant. The package
// refuses nothing.
//
// The one idea: each reader must keep the same invariants, so one function checks them.
package sourcetest

import (
	"slices"
	"strings"

	"readout/article"
)

// Page is a page of an invented paper with everything that usually surrounds an article.
const Page = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour vote put off | The Ostby Post</title>
<link rel="canonical" href="/2021/05/26/harbour-vote">
<meta property="og:site_name" content="The Ostby Post"><meta property="og:title" content="Harbour vote put off ` +
	`until June">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"WebSite","name":"The Ostby Post"},
 {"@type":["NewsArticle"],"headline":"Harbour vote put off until ` +
	`June","datePublished":"2021-05-26T09:30:00+02:00","dateModified":"2021-05-26T11:00:00+02:00",
  "author":[{"@id":"#p1"},{"@type":"Person","name":"Jon Ask"}],"publisher":{"@type":"Organization","name":"The Ostby ` +
	`Post"},},
 {"@type":"Person","@id":"#p1","name":"Mara Lenz"}]}</script></head>
<body class="has-comments"><div class="cookie-consent"><p>We use cookies to give you the best experience, and our ` +
	`214 partners do too.</p></div>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article><header><h1>Harbour vote put off until June</h1><p class="standfirst">The council wants to hear from ` +
	`the fishermen before it decides.</p>
<div class="byline">By Mara Lenz and Jon Ask <time datetime="2021-05-26">26 May 2021</time></div></header>
<figure><img src="a.jpg"><figcaption>Boats lie at the old quay on Tuesday morning.</figcaption></figure>
<div class="article-body">
<p>OSTBY, May 26 (OPA) — The council of Ostby put off its vote on the new harbour until June, Mayor Tilda Rask said ` +
	`on Wednesday.</p>
<p>“We want to hear from the fishermen first,” Rask told reporters after the meeting. “Nobody is going to be ` +
	`rushed.”</p>
<div class="ad-slot"><p>Advertisement</p></div>
<h2>What comes next</h2>
<p>The council meets again on 16 June, and the question whether the quay is to be moved <a href="/x">has been left ` +
	`open</a>.</p>
<p><a href="/y">Read more: How the quay came to be</a></p>
<ul><li>The first stage would cost 40 million crowns.</li><li>The second stage has not been planned yet.</li></ul>
<p>(Reporting by Mara Lenz; Editing by Pia Holm)</p>
</div></article>
<aside class="related"><h2>Related</h2><p>Ferry company says that it will raise its fares in the autumn, and not ` +
	`before.</p></aside>
<section id="comments"><h3>Comments</h3><p>I have said for years that the quay should stay where it is, and nobody ` +
	`listened to me.</p></section>
<div class="newsletter-signup"><p>Sign up for our newsletter and get the news of Ostby every morning.</p></div>
</main><footer><p>Copyright The Ostby Post. All rights reserved.</p></footer></body></html>`

// Blocks returns the texts of the blocks of a kind.
func Blocks(a *article.Article, kind article.BlockKind) []string {
	var out []string
	for _, b := range a.Blocks {
		if b.Kind == kind {
			out = append(out, a.Cut(b.Span))
		}
	}
	return out
}

// CheckBlocks returns the invariant that an article's Blocks violate, or "".
func CheckBlocks(a *article.Article) string {
	end := 0
	for _, b := range a.Blocks {
		if b.Start < end || b.End > len(a.Text) || b.Start >= b.End {
			return "a block lies outside or over another"
		}
		if s := a.Cut(b.Span); strings.TrimSpace(s) != s {
			return "a block has white space at its ends: " + s[:min(len(s), 60)]
		}
		end = b.End
	}
	for _, sp := range []article.Span{a.Headline, a.Deck, a.Byline} {
		if !sp.Empty() && !slices.ContainsFunc(a.Blocks, func(b article.Block) bool { return b.Span == sp }) {
			return "a span is no block"
		}
	}
	return ""
}
