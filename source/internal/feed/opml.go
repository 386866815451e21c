package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/xmltree"
)

// Subscription is one feed of an OPML list; Folders are the outlines around it, outermost
// first.
type Subscription struct {
	Title   string
	URL     string // of the feed
	Site    string
	Folders []string
}

// OPML reads a list of feeds. Outlines without a feed URL are folders.
//
// Errors: ErrNotOPML, ErrTooDeep, ErrTooLarge, and those of input.Decode.
func OPML(raw []byte, hint input.Hint) ([]Subscription, error) {
	text, err := xmltree.Read("OPML", raw, hint)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	var subs []Subscription
	var folders []string // one per open outline, "" for a feed's
	seen := false
	for {
		token, err := d.Token()
		if err == io.EOF && seen {
			return subs, nil
		}
		if err != nil {
			if len(subs) > 0 {
				return subs, nil
			}
			return nil, fmt.Errorf("source: OPML %s: %w: %w", hint.Name, ErrNotOPML, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			seen = seen || name == "opml" || name == "outline"
			if name != "outline" {
				continue
			}
			var s Subscription
			for _, a := range t.Attr {
				switch strings.ToLower(a.Name.Local) {
				case "title":
					s.Title = letters.Collapse(a.Value)
				case "text":
					s.Title = cmp.Or(s.Title, letters.Collapse(a.Value))
				case "xmlurl":
					s.URL = strings.TrimSpace(a.Value)
				case "htmlurl":
					s.Site = strings.TrimSpace(a.Value)
				}
			}
			if s.URL == "" {
				folders = append(folders, s.Title)
				continue
			}
			for _, f := range folders {
				if f != "" {
					s.Folders = append(s.Folders, f)
				}
			}
			subs = append(subs, s)
			folders = append(folders, "")
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
}

// ErrNotOPML means that a document is not an OPML list.
var ErrNotOPML = errors.New("not an OPML list")

// WriteOPML writes a list of feeds as OPML 2.0, nested in their folders.
func WriteOPML(w io.Writer, title string, subs []Subscription) error {
	type outline struct {
		Text     string     `xml:"text,attr"`
		Type     string     `xml:"type,attr,omitempty"`
		URL      string     `xml:"xmlUrl,attr,omitempty"`
		Site     string     `xml:"htmlUrl,attr,omitempty"`
		Outlines []*outline `xml:"outline"`
	}
	root := &outline{}
	for _, s := range subs {
		at := root
		for _, f := range s.Folders {
			var folder *outline
			for _, o := range at.Outlines {
				if o.URL == "" && o.Text == f {
					folder = o
				}
			}
			if folder == nil {
				folder = &outline{Text: f}
				at.Outlines = append(at.Outlines, folder)
			}
			at = folder
		}
		at.Outlines = append(at.Outlines, &outline{Text: cmp.Or(s.Title, s.URL), Type: "rss", URL: s.URL, Site: s.Site})
	}
	doc := struct {
		XMLName xml.Name   `xml:"opml"`
		Version string     `xml:"version,attr"`
		Title   string     `xml:"head>title"`
		Body    []*outline `xml:"body>outline"`
	}{Version: "2.0", Title: title, Body: root.Outlines}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("source: writing OPML: %w", err)
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("source: writing OPML: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}
