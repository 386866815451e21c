package wire

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"readout/article"
	"readout/source/day"
	"readout/source/internal/input"
	"readout/source/internal/item"
	"readout/source/internal/loose"
	"readout/source/internal/tree"
	"readout/source/internal/xmltree"
)

// ninjsItem holds the fields read of ninjs 1.0 to 3.1. encoding/json ignores the case of
// names, so it matches both versioncreated (1, 2) and versionCreated (3).
type ninjsItem struct {
	URI            string        `json:"uri"`
	GUID           string        `json:"guid"` // in older systems
	Type           string        `json:"type"`
	Profile        string        `json:"profile"`
	Version        loose.Text    `json:"version"`
	FirstCreated   loose.Text    `json:"firstcreated"`
	VersionCreated loose.Text    `json:"versioncreated"`
	ContentCreated loose.Text    `json:"contentcreated"`
	Embargoed      loose.Text    `json:"embargoed"`
	PubStatus      string        `json:"pubstatus"`
	Urgency        loose.Text    `json:"urgency"`
	Language       string        `json:"language"`
	Headline       string        `json:"headline"`
	Title          string        `json:"title"`
	Byline         string        `json:"byline"`
	By             string        `json:"by"`
	EdNote         string        `json:"ednote"`
	Provider       loose.Names   `json:"provider"`
	Source         loose.Names   `json:"source"`
	Located        string        `json:"located"`
	BodyText       string        `json:"body_text"`
	BodyXHTML      string        `json:"body_xhtml"`
	BodyHTML       string        `json:"body_html"`
	Headlines      []ninjsText   `json:"headlines"`
	Bodies         []ninjsText   `json:"bodies"`
	Descriptions   []ninjsText   `json:"descriptions"`
	Signals        []ninjsSignal `json:"signal"`
	InfoSources    []ninjsSource `json:"infosources"`
	InfoSource     []ninjsSource `json:"infosource"`
	Contributors   []ninjsSource `json:"people"`
	AltID          string        `json:"slug"`
	Slugline       string        `json:"slugline"`
	Copyright      string        `json:"copyrightholder"`
}

type ninjsText struct {
	Role        string `json:"role"`
	ContentType string `json:"contenttype"`
	Value       string `json:"value"`
}

type ninjsSignal struct {
	Name   string `json:"name"`
	Code   string `json:"code"`
	Scheme string `json:"scheme"`
}

type ninjsSource struct {
	Name string `json:"name"`
	Role string `json:"role"`
	Rel  string `json:"rel"`
}

// Ninjs reads a text item in ninjs 1, 2 or 3.
//
// Errors: ErrNoArticle for pictures, events, planning items and items without a body;
// ErrNotWire for JSON that is not a ninjs item; ErrTooDeep, ErrTooLarge, and those of
// input.Decode.
//
// Source: IPTC ninjs 1.0 to 3.1.
func Ninjs(raw []byte, hint input.Hint) (*article.Article, error) {
	if len(raw) > xmltree.MaxXML {
		return nil, fmt.Errorf("source: ninjs %s: %w", hint.Name, input.ErrTooLarge)
	}
	text, _, err := input.Decode(raw, hint.Charset)
	if err != nil {
		return nil, fmt.Errorf("source: ninjs %s: %w", hint.Name, err)
	}
	if loose.Depth([]byte(text)) > input.MaxDepth {
		return nil, fmt.Errorf("source: ninjs %s: %w", hint.Name, input.ErrTooDeep)
	}
	var n ninjsItem
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		return nil, fmt.Errorf("source: ninjs %s: %w: %w", hint.Name, ErrNotWire, err)
	}
	if n.URI = cmp.Or(n.URI, n.GUID); n.URI == "" {
		return nil, fmt.Errorf("source: ninjs %s: %w: no uri", hint.Name, ErrNotWire)
	}
	if t := strings.ToLower(n.Type); t != "" && t != "text" && t != "composite" && t != "component" {
		return nil, fmt.Errorf("source: ninjs %s is a %s: %w", n.URI, n.Type, input.ErrNoArticle)
	}
	return n.item().Article(hint)
}

func (n *ninjsItem) item() *item.Item {
	it := &item.Item{}
	a := &it.A
	a.ID = n.URI
	if strings.HasPrefix(n.URI, "http") {
		a.URL = n.URI
	}
	a.Language = input.LanguageTag(n.Language)
	created := day.Parse(string(n.VersionCreated))
	a.Published = cmp.Or(day.Parse(string(n.FirstCreated)), day.Parse(string(n.ContentCreated)), created)
	a.Updated = created
	a.EmbargoUntil = day.Parse(string(n.Embargoed))
	a.Urgency = item.ClampUrgency(string(n.Urgency))
	a.Notice = item.StatusNotice(n.PubStatus)
	for _, s := range n.Signals {
		if notice := item.SignalNotice(cmp.Or(lastPart(s.Code), s.Name)); item.Weight(notice) > item.Weight(a.Notice) {
			a.Notice = notice
		}
	}
	it.Notes = []string{n.EdNote}
	for _, s := range append(n.InfoSources, n.InfoSource...) {
		a.Outlet = cmp.Or(a.Outlet, s.Name)
	}
	if len(n.Provider) > 0 {
		a.Outlet = cmp.Or(n.Provider[0], a.Outlet)
	}
	if len(n.Source) > 0 {
		a.Outlet = cmp.Or(a.Outlet, n.Source[0])
	}
	a.Outlet = cmp.Or(a.Outlet, n.Copyright)

	it.Byline = tree.PlainText(cmp.Or(n.Byline, n.By))
	it.Headline = tree.PlainText(n.Headline)
	for _, h := range n.Headlines {
		it.Headline = cmp.Or(it.Headline, tree.PlainText(h.Value))
	}
	it.Headline = cmp.Or(it.Headline, tree.PlainText(n.Title))
	for _, b := range n.Bodies {
		if strings.Contains(strings.ToLower(b.ContentType), "nitf") ||
			strings.Contains(b.Value[:min(len(b.Value), 200)], "<nitf") {
			if root, err := readFragment(b.Value); err == nil && root.Find("nitf") != nil {
				readNITF(it, root.Find("nitf"))
				return it
			}
		}
	}
	it.Pieces = n.body()
	return it
}

// body returns the item's text in the version that keeps its paragraphs best.
func (n *ninjsItem) body() []item.Piece {
	var plain, marked string
	for _, b := range n.Bodies {
		if strings.Contains(strings.ToLower(b.ContentType), "html") ||
			b.ContentType == "" && strings.Contains(b.Value, "<p") {
			marked = cmp.Or(marked, b.Value)
		} else if strings.Contains(strings.ToLower(b.ContentType), "xml") {
			marked = cmp.Or(marked, b.Value)
		} else {
			plain = cmp.Or(plain, b.Value)
		}
	}
	marked = cmp.Or(n.BodyHTML, n.BodyXHTML, marked)
	if marked != "" {
		if pieces := item.HTMLPieces(marked); len(pieces) > 0 {
			return pieces
		}
	}
	return item.PlainPieces(cmp.Or(n.BodyText, plain))
}

// readFragment parses XML inside a JSON string.
func readFragment(text string) (*xmltree.Element, error) {
	clean, err := xmltree.Clean([]byte(text), input.Hint{Charset: "utf-8"})
	if err != nil {
		return nil, err
	}
	return xmltree.Parse(clean)
}

// IsNinjs reports whether an object is a ninjs item: it has an identity and a field name that
// is specific to ninjs.
func IsNinjs(fields map[string]json.RawMessage) bool {
	identity, own := false, false
	for name := range fields {
		switch strings.ToLower(name) {
		case "uri", "guid":
			identity = true
		case "versioncreated", "body_html", "body_xhtml", "body_text", "bodies", "pubstatus", "firstcreated", "infosources":
			own = true
		}
	}
	return identity && own
}
