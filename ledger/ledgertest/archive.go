package ledgertest

import (
	"fmt"
	"html"
	"strings"

	"readout/source/warc"
)

// Page returns the n-th article as a web page with the text of Record(n).
func (c *Corpus) Page(n int) (url string, page []byte) {
	a := &c.Record(n).Article
	var b strings.Builder
	head := a.Text[a.Headline.Start:a.Headline.End]
	fmt.Fprintf(&b,
		`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s</title><link rel="canonical" href="%s">`+
			`<meta property="og:site_name" content="%s"><meta property="article:published_time" `+
			`content="%s"></head><body><nav><a href="/">Home</a></nav><article><h1>%s</h1>`,
		html.EscapeString(head), a.URL, a.Outlet, a.Published, html.EscapeString(head))
	for p := range strings.SplitSeq(strings.TrimSpace(a.Text[a.Headline.End:]), "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
	}
	b.WriteString("</article><footer>All rights reserved</footer></body></html>")
	return a.URL, []byte(b.String())
}

// WritePage writes one page to an archive.
func WritePage(w *warc.Writer, url string, page []byte) error {
	message := fmt.Appendf(nil,
		"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(page), page)
	return w.Write(&warc.Record{Type: warc.Response, Target: url, Date: "2024-03-04T05:06:07Z", Block: message})
}
