package score

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"readout/article"
	"readout/doc"
)

// NameSpan is a name and its kind: person, organization, place or other.
type NameSpan struct {
	article.Span
	Kind doc.EntityKind
}

// GoldNames is a text with its names.
type GoldNames struct {
	ID    string
	Text  string
	Names []NameSpan
}

// columnKinds maps the labels of the corpora to kinds. CrossNER's politicians and parties are
// people and organisations; whatever is no person, organisation or place is other.
var columnKinds = map[string]doc.EntityKind{
	"PER": doc.Person, "PERSON": doc.Person, "person": doc.Person, "politician": doc.Person,
	"ORG": doc.Organization, "ORGANIZATION": doc.Organization, "organisation": doc.Organization,
	"politicalparty": doc.Organization,
	"LOC":            doc.Place, "LOCATION": doc.Place, "location": doc.Place, "country": doc.Place,
	"MISC": doc.Other, "OTHER": doc.Other, "misc": doc.Other, "event": doc.Other, "election": doc.Other,
}

// ReadColumns reads names in columns: one token and its IOB2 label per line, and an empty line
// after each sentence. Token and label are the first and the last column, or the second and
// third of five as in Universal NER. Each sentence becomes a text of its own, with its tokens
// joined by spaces.
//
// Errors: a label that is neither O nor B- or I- with a known kind.
func ReadColumns(r io.Reader, id string) ([]GoldNames, error) {
	var out []GoldNames
	var text strings.Builder
	var names []NameSpan
	finish := func() {
		if text.Len() > 0 {
			out = append(out, GoldNames{ID: fmt.Sprintf("%s-%d", id, len(out)+1), Text: text.String(), Names: names})
		}
		text.Reset()
		names = nil
	}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \t\r")
		if line == "" {
			finish()
			continue
		}
		if strings.HasPrefix(line, "# ") {
			continue
		}
		token, label, err := columns(line)
		if err != nil {
			return nil, fmt.Errorf("score: reading names of %s, line %d: %w", id, n, err)
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		sp := article.Span{Start: text.Len(), End: text.Len() + len(token)}
		text.WriteString(token)
		kind, known := columnKinds[strings.TrimPrefix(strings.TrimPrefix(label, "B-"), "I-")]
		switch {
		case label == "O":
		case !known:
			return nil, fmt.Errorf("score: reading names of %s, line %d: no kind %q", id, n, label)
		case label[0] == 'I' && len(names) > 0 && names[len(names)-1].Kind == kind && names[len(names)-1].End+1 == sp.Start:
			names[len(names)-1].End = sp.End
		default:
			names = append(names, NameSpan{Span: sp, Kind: kind})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("score: reading names of %s: %w", id, err)
	}
	finish()
	return out, nil
}

func columns(line string) (token, label string, err error) {
	f := strings.Fields(line)
	switch {
	case len(f) == 5:
		return f[1], f[2], nil
	case len(f) >= 2:
		return f[0], f[len(f)-1], nil
	}
	return "", "", fmt.Errorf("%q has no label", line)
}

// NameFigures are the counts for evaluating names: a name is right if both ends and the kind
// are. Named counts people, organisations and places; All also counts other names.
type NameFigures struct {
	Person, Organization, Place, Other Count
	Named, All                         Count
}

// Add adds the figures of another text.
func (f *NameFigures) Add(o NameFigures) {
	f.Person.add(o.Person)
	f.Organization.add(o.Organization)
	f.Place.add(o.Place)
	f.Other.add(o.Other)
	f.Named.add(o.Named)
	f.All.add(o.All)
}

// Names evaluates the names found in one text. Kinds are reduced by Fold.
func Names(gold, found []NameSpan) NameFigures {
	var f NameFigures
	marked := make(map[NameSpan]bool, len(gold))
	for _, g := range gold {
		g.Kind = Fold(g.Kind)
		marked[g] = true
		f.count(g.Kind, Count{Gold: 1})
	}
	for _, n := range found {
		n.Kind = Fold(n.Kind)
		c := Count{Found: 1}
		if marked[n] {
			c.FoundHits, c.GoldHits = 1, 1
			delete(marked, n)
		}
		f.count(n.Kind, c)
	}
	return f
}

func (f *NameFigures) count(kind doc.EntityKind, c Count) {
	f.All.add(c)
	switch kind {
	case doc.Person:
		f.Person.add(c)
	case doc.Organization:
		f.Organization.add(c)
	case doc.Place:
		f.Place.add(c)
	default:
		f.Other.add(c)
		return
	}
	f.Named.add(c)
}

// Fold reduces a kind to person, organisation, place or other. A facility is a place.
func Fold(kind doc.EntityKind) doc.EntityKind {
	switch kind {
	case doc.Person, doc.Organization, doc.Place:
		return kind
	case doc.Facility:
		return doc.Place
	}
	return doc.Other
}

// Card returns the figures as a score card.
func (f *NameFigures) Card(title string) *Card {
	c := &Card{Title: title, Columns: []string{"names", "P", "R", "F1", "marked", "found"}}
	c.AddPRF("people", f.Person)
	c.AddPRF("organisations", f.Organization)
	c.AddPRF("places", f.Place)
	c.AddPRF("people, organisations, places", f.Named)
	c.AddPRF("other", f.Other)
	c.AddPRF("all", f.All)
	return c
}
