package feed

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
)

// feed is a list of entries with its title and addresses.
type feed struct {
	base, title, home, self, next string
	entries                       []entry
}

func (s *service) feed(r *http.Request, title, home string) *feed {
	base := s.base(r)
	return &feed{base: base, title: short(title), home: base + home, self: base + r.URL.RequestURI()}
}

func (f *feed) write(w http.ResponseWriter, form string) error {
	if form == "json" {
		return f.json(w)
	}
	return f.atom(w)
}

// The elements of Atom (RFC 4287) that are used.
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Title     string      `xml:"title"`
		ID        string      `xml:"id"`
		Updated   string      `xml:"updated"`
		Author    atomPerson  `xml:"author"`
		Generator string      `xml:"generator"`
		Links     []atomLink  `xml:"link"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Title      string         `xml:"title"`
		ID         string         `xml:"id"`
		Updated    string         `xml:"updated"`
		Published  string         `xml:"published"`
		Author     *atomPerson    `xml:"author,omitempty"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Content    atomText       `xml:"content"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

func (f *feed) atom(w http.ResponseWriter) error {
	out := atomFeed{Title: f.title, ID: uuid("feed", strings.TrimPrefix(f.self, f.base)), Updated: rfc3339(""),
		Author: atomPerson{"Readout"}, Generator: "Readout",
		Links: []atomLink{{"self", "application/atom+xml", f.self}, {"alternate", "text/html", f.home}}}
	if f.next != "" {
		out.Links = append(out.Links, atomLink{"next", "application/atom+xml", f.next})
	}
	for i := range f.entries {
		e := &f.entries[i]
		out.Updated = max(out.Updated, e.updated)
		x := atomEntry{Title: e.title, ID: e.id, Updated: e.updated, Published: e.updated,
			Links: []atomLink{{"alternate", "text/html", e.page}}, Content: atomText{"text", e.text}}
		if e.author != "" {
			x.Author = &atomPerson{e.author}
		}
		if e.source != "" {
			x.Links = append(x.Links, atomLink{Rel: "via", Href: e.source})
		}
		for _, tag := range e.tags {
			x.Categories = append(x.Categories, atomCategory{tag})
		}
		out.Entries = append(out.Entries, x)
	}
	raw, err := xml.MarshalIndent(out, "", " ") // replaces characters that XML does not allow by U+FFFD
	if err != nil {
		return fmt.Errorf("feed: Atom: %w", err)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Write([]byte(xml.Header))
	w.Write(raw)
	return nil
}

// The members of JSON Feed 1.1 that are used. _readout has the item as the API returns it.
type (
	jsonFeed struct {
		Version string     `json:"version"`
		Title   string     `json:"title"`
		Home    string     `json:"home_page_url"`
		Self    string     `json:"feed_url"`
		Next    string     `json:"next_url,omitempty"`
		Items   []jsonItem `json:"items"`
	}
	jsonItem struct {
		ID        string       `json:"id"`
		URL       string       `json:"url"`
		External  string       `json:"external_url,omitempty"`
		Title     string       `json:"title"`
		Text      string       `json:"content_text"`
		Published string       `json:"date_published"`
		Authors   []jsonAuthor `json:"authors,omitempty"`
		Tags      []string     `json:"tags,omitempty"`
		Readout   any          `json:"_readout"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
	}
)

func (f *feed) json(w http.ResponseWriter) error {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.title, Home: f.home, Self: f.self, Next: f.next,
		Items: []jsonItem{}}
	for i := range f.entries {
		e := &f.entries[i]
		x := jsonItem{ID: e.id, URL: e.page, External: e.source, Title: e.title, Text: e.text, Published: e.updated,
			Tags: e.tags, Readout: e.item}
		if e.author != "" {
			x.Authors = []jsonAuthor{{e.author}}
		}
		out.Items = append(out.Items, x)
	}
	w.Header().Set("Content-Type", "application/feed+json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(out); err != nil {
		return fmt.Errorf("feed: JSON Feed: %w", err)
	}
	return nil
}

func writeCalendar(w http.ResponseWriter, list []ledger.Dossier, name string) error {
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	return export.Calendar(w, list, export.CalendarOptions{Name: name})
}
