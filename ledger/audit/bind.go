package audit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/index"
	"readout/ledger/people"
	"readout/record"
	"readout/store"
)

// Orphan is a standing correction that no longer fits the record of its text: another reading
// has no such statement, names no such speaker, or fills no slot. It has no effect until it
// fits again or is undone.
type Orphan struct {
	Decision int64  `json:"decision"`
	Outlet   string `json:"outlet"`
	Ident    string `json:"ident"`
	Words    string `json:"words"` // of the statement that was corrected
	Why      string `json:"why"`
}

// String describes the orphan on one line.
func (o Orphan) String() string {
	return fmt.Sprintf("correction %d no longer fits: %s: “%s”", o.Decision, o.Why, o.Words)
}

// boundShare is the share of the bytes covered by either of two contents that both must cover
// for one to count as the other in another reading.
const boundShare = 0.5

// bind finds the index of the statement that a correction belongs to: the one with exactly its
// content, or else the one that covers most of the same bytes. It returns false if there is
// none, or a tie.
func (c *correction) bind(r *record.Record) (at int, ok bool) {
	if i := slices.IndexFunc(r.Statements, func(s record.Statement) bool {
		return slices.Equal(s.Content,
			c.content)
	}); i >= 0 {
		return i, true
	}
	best, bestShare, tied := -1, boundShare, false
	for i := range r.Statements {
		switch n := shareOfBytes(c.content, r.Statements[i].Content); {
		case n > bestShare || n == bestShare && best < 0:
			best, bestShare, tied = i, n, false
		case n == bestShare:
			tied = true
		}
	}
	return best, best >= 0 && !tied
}

// shareOfBytes returns the number of bytes that both contents cover, divided by the number
// that either covers.
func shareOfBytes(x, y []record.Span) float64 {
	both, all := 0, 0
	for _, a := range x {
		all += a.End - a.Start
		for _, b := range y {
			both += max(0, min(a.End, b.End)-max(a.Start, b.Start))
		}
	}
	for _, b := range y {
		all += b.End - b.Start
	}
	if all == both {
		return 0
	}
	return float64(both) / float64(all-both)
}

// misfit says why a correction cannot be fully applied to a statement; "" if it can.
func (c *Correction) misfit(r *record.Record, s *record.Statement) string {
	if c.Speakers != nil {
		for _, name := range *c.Speakers {
			if _, ok := entityCalled(r, name); !ok {
				return fmt.Sprintf("the article names no %q", name)
			}
		}
	}
	if c.Status != nil && !slices.ContainsFunc(r.Events, func(e record.Event) bool {
		return slices.ContainsFunc(e.Slots, func(slot record.Slot) bool { return slot.Statement == s.ID })
	}) {
		return "the statement fills no slot of an event"
	}
	return ""
}

// entityCalled finds the entity with exactly that name, or else the only one whose name can
// denote the same person or is the same description.
func entityCalled(r *record.Record, name string) (id string, ok bool) {
	found := ""
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Name == name {
			return e.ID, true
		}
		same := strings.EqualFold(strings.TrimPrefix(e.Name, "the "), strings.TrimPrefix(name, "the "))
		if e.Kind == record.PersonKind && !index.Describes(e.Name) && !index.Describes(name) {
			same = same || people.SurnameKey(record.PersonKind, e.Name) == people.SurnameKey(record.PersonKind, name) &&
				people.NamesAgree(e.Name, name) && people.NameSuffix(e.Name) == people.NameSuffix(name)
		}
		if !same {
			continue
		}
		if found != "" {
			return "", false
		}
		found = e.ID
	}
	return found, found != ""
}

// Orphans returns the corrections of a text that do not fit a record.
func (a *Standing) Orphans(ref TextRef, r *record.Record) []Orphan {
	var out []Orphan
	for _, c := range a.Corrections[ref] {
		o := Orphan{Decision: c.Decision, Outlet: ref.Outlet, Ident: ref.Ident, Words: cutWords(r.Article.Text, c.content)}
		if c.Slot != nil {
			o.Words = cutWords(r.Article.Text, []record.Span{c.Slot.Span})
			if _, _, ok := c.Slot.bind(r); !ok {
				o.Why = "nothing of the kind is read there"
				out = append(out, o)
			}
			continue
		}
		at, ok := c.bind(r)
		if !ok {
			o.Why = "there is no such statement"
		} else {
			o.Why = c.set.misfit(r, &r.Statements[at])
		}
		if o.Why != "" {
			out = append(out, o)
		}
	}
	return out
}

// cutWords cuts a content out of a text, ignoring spans outside it.
func cutWords(text string, content []record.Span) string {
	var parts []string
	for _, sp := range content {
		if sp.Start >= 0 && sp.Start <= sp.End && sp.End <= len(text) {
			parts = append(parts, text[sp.Start:sp.End])
		}
	}
	return strings.Join(parts, " … ")
}

// Orphans lists the standing corrections that do not fit what is stored now.
func (tr *Trail) Orphans(ctx context.Context) ([]Orphan, error) {
	a, err := tr.Standing(ctx)
	if err != nil {
		return nil, err
	}
	out := []Orphan{}
	for ref := range a.Corrections {
		versions, err := tr.st.Versions(ctx, store.VersionFilter{Key: &store.Key{Outlet: ref.Outlet, Ident: ref.Ident},
			Body: true})
		if err != nil {
			return nil, fmt.Errorf("ledger: looking for corrections that fit no more: %w", err)
		}
		for i := range versions {
			if TextRefOf(&versions[i]) == ref {
				out = append(out, a.Orphans(ref, versions[i].Body.Record)...)
			}
		}
	}
	slices.SortFunc(out, func(x, y Orphan) int { return int(x.Decision - y.Decision) })
	return out, nil
}
