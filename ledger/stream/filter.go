package stream

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
)

// Filter is the conditions that a stream is narrowed by. The zero value takes every card.
type Filter struct {
	Kinds  []string
	Person []string // names and ids of one person; nil is anybody
	Event  string   // id of a dossier
	Outlet string
	Topic  string // a word or some, in lower case
}

// Conditions are the parameters that NewFilter reads.
var Conditions = [...]string{"kind", "person", "event", "outlet", "topic"}

// NewFilter reads a filter from an address.
//
// Errors: a *ledger.Fault; ledger.ErrUnknown where nobody has the person's name.
func NewFilter(ctx context.Context, l *ledger.Ledger, q url.Values) (Filter, error) {
	f := Filter{Kinds: q["kind"], Event: q.Get("event"), Outlet: q.Get("outlet"),
		Topic: strings.ToLower(strings.TrimSpace(q.Get("topic")))}
	known := make([]string, len(Kinds))
	for i, k := range Kinds {
		known[i] = string(k)
	}
	if err := ask.CheckWords("kind", f.Kinds, known); err != nil {
		return f, err
	}
	if who := strings.TrimSpace(q.Get("person")); who != "" {
		person, err := l.Person(ctx, who)
		if err != nil {
			return f, err
		}
		f.Person = NamesOf(&person)
	}
	return f, nil
}

// NamesOf lists what a card may call a person by.
func NamesOf(person *ledger.Person) []string {
	out := []string{person.ID, person.Name}
	for _, n := range person.Names {
		out = append(out, n.Name)
	}
	for _, a := range person.Agents {
		out = append(out, a.ID)
	}
	return out
}

// Takes reports whether a card meets all conditions.
func (f *Filter) Takes(c *Card) bool {
	return (len(f.Kinds) == 0 || slices.Contains(f.Kinds, string(c.Kind))) &&
		(f.Event == "" || c.Event == f.Event) &&
		(f.Outlet == "" || slices.Contains(c.Outlets, f.Outlet)) &&
		(f.Person == nil || slices.ContainsFunc(c.People, func(x Person) bool {
			return slices.Contains(f.Person, x.ID) || slices.Contains(f.Person, x.Name)
		})) &&
		(f.Topic == "" || strings.Contains(strings.ToLower(strings.Join(c.Topics, "\n")+"\n"+c.EventName+"\n"+c.Words()),
			f.Topic))
}
