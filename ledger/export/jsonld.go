package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"readout/ledger"
	"readout/record"
)

// thing is a node of schema.org JSON-LD; encoding/json sorts its keys.
type thing map[string]any

// QuotationLD writes a statement as a schema.org Quotation, or as a Claim unless all of it is
// in quotation marks. What is denied, asked or promised is no claim of whoever does so: with the cue before
// its words it is a CreativeWork, which says nothing of who holds it to be so.
func QuotationLD(w io.Writer, s *ledger.Statement, o Options) error {
	kind, text := "Claim", o.content(s)
	switch denied := s.Act == record.Deny || s.Act == record.Reject; {
	case s.Deed() != "" && (s.Kind != record.Direct || denied):
		kind, text = "CreativeWork", o.told(s)
	case s.Kind == record.Direct:
		kind = "Quotation"
	}
	var creators []thing
	for _, sp := range s.Speakers {
		c := thing{"@type": schemaKind(sp.Kind), "name": sp.Name}
		if sp.Role != "" && sp.Kind == "person" {
			c["jobTitle"] = sp.Role
		}
		creators = append(creators, c)
	}
	article := thing{"@type": "NewsArticle", "url": s.Article.URL, "headline": s.Article.Headline,
		"datePublished": s.Article.Published,
		"publisher":     thing{"@type": "NewsMediaOrganization", "name": s.Article.Outlet}}
	node := thing{"@context": "https://schema.org", "@type": kind, "text": text, "dateCreated": s.Said,
		"identifier": s.ID}
	if kind == "Claim" {
		node["appearance"] = article
	} else {
		node["isPartOf"] = article
	}
	if creators != nil {
		if kind == "Quotation" {
			node["spokenByCharacter"] = creators
		}
		node["creator"] = creators
	}
	return writeLD(w, node)
}

// EventLD writes a dossier as a schema.org Event.
func EventLD(w io.Writer, d *ledger.Dossier) error {
	node := thing{"@context": "https://schema.org", "@type": "Event", "name": d.Name, "identifier": d.ID}
	if len(d.Time) >= 10 {
		node["startDate"] = d.Time
	}
	if d.Place != "" {
		node["location"] = thing{"@type": "Place", "name": d.Place}
	}
	switch d.Status {
	case record.Cancelled, record.RuledOut:
		node["eventStatus"] = "https://schema.org/EventCancelled"
	case record.Postponed:
		node["eventStatus"] = "https://schema.org/EventPostponed"
	default:
		node["eventStatus"] = "https://schema.org/EventScheduled"
	}
	var attendees []thing
	for _, p := range d.Participants {
		attendees = append(attendees, thing{"@type": "Person", "name": p})
	}
	if attendees != nil {
		node["attendee"] = attendees
	}
	var about []string
	for _, t := range d.Slots {
		if t.Slot == record.AgendaSlot && t.Now != nil && t.Now.Status == record.Planned {
			about = append(about, t.Item)
		}
	}
	if about != nil {
		node["about"] = strings.Join(about, "; ")
	}
	return writeLD(w, node)
}

func schemaKind(kind string) string {
	switch kind {
	case "person":
		return "Person"
	case "organization":
		return "Organization"
	case "place", "facility":
		return "Place"
	}
	return "Thing"
}

func writeLD(w io.Writer, node thing) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(node); err != nil {
		return fmt.Errorf("export: JSON-LD: %w", err)
	}
	return nil
}
