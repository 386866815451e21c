package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/xmltree"
)

// SiteMap is the content of a sitemap: pages, or further sitemaps.
type SiteMap struct {
	Entries  []Entry  // pages, with the data of a news sitemap
	Sitemaps []string // of a sitemap index
}

// maxSitemap is the maximum number of URLs in one sitemap.
//
// Source: sitemaps.org protocol 0.9.
const maxSitemap = 50000

// Sitemap reads a sitemap, a news sitemap, a sitemap index, or a plain list of URLs.
//
// Errors: ErrNotSitemap, ErrTooDeep, ErrTooLarge, and those of input.Decode. A truncated
// document yields the URLs before the cut.
func Sitemap(raw []byte, hint input.Hint) (*SiteMap, error) {
	if head := bytes.TrimSpace(raw[:min(len(raw), 512)]); bytes.HasPrefix(head, []byte("http://")) ||
		bytes.HasPrefix(head, []byte("https://")) {
		return sitemapOfLines(raw), nil
	}
	text, err := xmltree.Read("sitemap", raw, hint)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	sm := &SiteMap{}
	root := ""
	var e Entry
	var value strings.Builder
	inNews := false
	for {
		token, err := d.Token()
		if err != nil {
			if root == "" || err != io.EOF && len(sm.Entries)+len(sm.Sitemaps) == 0 {
				return nil, fmt.Errorf("source: sitemap %s: %w: %w", hint.URL, ErrNotSitemap, err)
			}
			return sm, nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			if root == "" {
				if root = name; root != "urlset" && root != "sitemapindex" {
					return nil, fmt.Errorf("source: sitemap %s: %w: the root is <%s>", hint.URL, ErrNotSitemap, root)
				}
			}
			value.Reset()
			switch name {
			case "url", "sitemap":
				e = Entry{}
			case "news":
				inNews = true
			}
		case xml.CharData:
			value.Write(t)
		case xml.EndElement:
			text := strings.TrimSpace(value.String())
			value.Reset()
			switch name := strings.ToLower(t.Name.Local); {
			case name == "loc" && e.URL == "":
				e.URL = input.Resolve(hint.URL, text)
			case name == "lastmod":
				e.Updated = day.Parse(text)
			case name == "news":
				inNews = false
			case inNews && name == "publication_date":
				e.Published = day.Parse(text)
			case inNews && name == "title":
				e.Title = letters.Collapse(text)
			case inNews && name == "language":
				e.Language = input.LanguageTag(text)
			case name == "url" && e.URL != "" && len(sm.Entries) < maxSitemap:
				e.ID = e.URL
				sm.Entries = append(sm.Entries, e)
			case name == "sitemap" && e.URL != "" && len(sm.Sitemaps) < maxSitemap:
				sm.Sitemaps = append(sm.Sitemaps, e.URL)
			}
		}
	}
}

// ErrNotSitemap means that a document is not a sitemap.
var ErrNotSitemap = errors.New("not a sitemap")

func sitemapOfLines(raw []byte) *SiteMap {
	sm := &SiteMap{}
	for line := range strings.Lines(string(raw)) {
		if u := strings.TrimSpace(line); input.Resolve("", u) != "" && len(sm.Entries) < maxSitemap {
			sm.Entries = append(sm.Entries, Entry{ID: u, URL: u})
		}
	}
	return sm
}
