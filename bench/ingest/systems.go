package main

import (
	"bytes"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"

	"readout/article"
	"readout/source"
)

// system extracts the text of a page; meta extracts headline, authors and publication date if
// the system supports it.
type system struct {
	name string
	text func(raw []byte, address string) string
	meta func(raw []byte, address string) facts
}

// facts are the metadata of a page's article.
type facts struct {
	Headline  string   `json:"headline"`
	Authors   []string `json:"authors"`
	Published string   `json:"published"` // a date, 2006-01-02
}

var systems = []system{
	{"readout", readoutText, readoutMeta},
	{"trafilatura", trafilaturaText(false), trafilaturaMeta(false)},
	{"trafilatura+fallback", trafilaturaText(true), trafilaturaMeta(true)},
	{"readability", readabilityText, readabilityMeta},
	{"domdistiller", domdistillerText, nil},
}

func trafilaturaOptions(address string, fallback bool) trafilatura.Options {
	u, _ := url.Parse(address)
	return trafilatura.Options{OriginalURL: u, EnableFallback: fallback, ExcludeComments: true}
}

func trafilaturaText(fallback bool) func([]byte, string) string {
	return func(raw []byte, address string) string {
		res, err := trafilatura.Extract(bytes.NewReader(raw), trafilaturaOptions(address, fallback))
		if err != nil || res == nil {
			return ""
		}
		return res.ContentText
	}
}

func trafilaturaMeta(fallback bool) func([]byte, string) facts {
	return func(raw []byte, address string) facts {
		res, err := trafilatura.Extract(bytes.NewReader(raw), trafilaturaOptions(address, fallback))
		if err != nil || res == nil {
			return facts{}
		}
		f := facts{Headline: res.Metadata.Title}
		if res.Metadata.Author != "" {
			f.Authors = strings.Split(res.Metadata.Author, "; ")
		}
		if !res.Metadata.Date.IsZero() {
			f.Published = res.Metadata.Date.Format("2006-01-02")
		}
		return f
	}
}

func readabilityText(raw []byte, address string) string {
	u, _ := url.Parse(address)
	art, err := readability.FromReader(bytes.NewReader(raw), u)
	if err != nil {
		return ""
	}
	var sb strings.Builder
	if art.RenderText(&sb) != nil {
		return ""
	}
	return sb.String()
}

func readabilityMeta(raw []byte, address string) facts {
	u, _ := url.Parse(address)
	art, err := readability.FromReader(bytes.NewReader(raw), u)
	if err != nil {
		return facts{}
	}
	f := facts{Headline: art.Title()}
	if by := art.Byline(); by != "" {
		f.Authors = strings.Split(by, ", ")
	}
	if t, err := art.PublishedTime(); err == nil {
		f.Published = t.Format("2006-01-02")
	}
	return f
}

func domdistillerText(raw []byte, address string) string {
	u, _ := url.Parse(address)
	res, err := distiller.ApplyForReader(bytes.NewReader(raw), &distiller.Options{OriginalURL: u, SkipPagination: true})
	if err != nil {
		return ""
	}
	return res.Text
}

// readoutText returns the body, without headline, deck, byline, captions and credits.
func readoutText(raw []byte, address string) string {
	a, err := source.HTML(raw, source.Hint{URL: address})
	if err != nil {
		return ""
	}
	var sb strings.Builder
	for _, b := range a.Blocks {
		switch b.Kind {
		case article.Paragraph, article.Heading, article.List:
			sb.WriteString(a.Cut(b.Span))
			sb.WriteByte('\n')
		}
	}
	return sb.String()
}

func readoutMeta(raw []byte, address string) facts {
	a, err := source.HTML(raw, source.Hint{URL: address})
	if err != nil {
		return facts{}
	}
	f := facts{Headline: a.Cut(a.Headline), Authors: a.Authors}
	if len(a.Published) >= len("2006-01-02") {
		f.Published = a.Published[:10]
	}
	return f
}
