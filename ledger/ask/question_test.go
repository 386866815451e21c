package ask_test

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"testing"

	"readout/ledger/ledgertest"

	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/quote"
)

// TestQuestionsAreChecked: an invalid day, a word outside the vocabulary and a search that
// cannot be parsed are refused, not ignored, in any query.
func TestQuestionsAreChecked(t *testing.T) {
	l := ledgertest.Open(t)
	ctx := context.Background()
	err2 := func(_ any, err error) error { return err }
	asks := map[string]func(asOf, from string) error{
		"search": func(asOf, from string) error { return err2(l.Search(ctx, ask.Query{AsOf: asOf, From: from})) },
		"articles": func(asOf, from string) error {
			return err2(l.FindArticles(ctx, ask.Query{AsOf: asOf, To: from}))
		},
		"upcoming":   func(asOf, from string) error { return err2(l.Upcoming(ctx, from, "", asOf)) },
		"changes":    func(asOf, from string) error { return err2(l.Changes(ctx, cmp.Or(from, "2024-01-01"), asOf)) },
		"storylines": func(asOf, from string) error { return err2(l.Storylines(ctx, from, "", asOf)) },
		"outdated": func(asOf, from string) error {
			return err2(l.Outdated(ctx, "1", archive.RereadOptions{From: from, AsOf: asOf}))
		},
		"records": func(asOf, from string) error {
			for _, err := range l.Records(ctx, from, "", asOf) {
				return err
			}
			return nil
		},
		"people":    func(asOf, _ string) error { return err2(l.PeopleAt(ctx, "Peskova", asOf)) },
		"said":      func(asOf, _ string) error { return err2(l.Said(ctx, "Peskova", "", asOf)) },
		"events":    func(asOf, _ string) error { return err2(l.Events(ctx, "summit", asOf)) },
		"allevents": func(asOf, _ string) error { return err2(l.AllEvents(ctx, asOf)) },
		"compare":   func(asOf, _ string) error { return err2(l.CompareAt(ctx, "v1.s1", asOf)) },
		"stats":     func(asOf, _ string) error { return err2(l.StatsAt(ctx, asOf)) },
		"verify":    func(asOf, _ string) error { return err2(l.VerifyAt(ctx, asOf, nil)) },
		"quotation": func(asOf, _ string) error {
			return err2(l.CheckQuotation(ctx, quote.Claim{Words: "gas transit", AsOf: asOf}))
		},
	}
	var fault *ask.Fault
	for name, ask := range asks {
		for _, bad := range []string{"14.3.2024", "garbage", "2024-02-30", "2024-3-14", "2024-03-14garbage", "2024-13"} {
			if err := ask(bad, ""); !errors.As(err, &fault) || fault.Field != "as_of" {
				t.Errorf("%s as of %q: %v", name, bad, err)
			}
		}
		for _, good := range []string{"", "2024-03-14", "2024-03", "2024", "2024-03-14T16:05:00Z"} {
			if err := ask(good, ""); errors.As(err, &fault) {
				t.Errorf("%s as of %q: %v", name, good, err)
			}
		}
	}
	for _, name := range []string{"search", "articles", "upcoming", "changes", "storylines", "outdated", "records"} {
		for _, bad := range []string{"14.3.2024", "garbage", "2024-02-30"} {
			if err := asks[name]("", bad); !errors.As(err, &fault) {
				t.Errorf("%s from %q: %v", name, bad, err)
			}
		}
	}
	long := strings.Repeat("x", 201)
	for field, q := range map[string]ask.Query{
		"act": {Acts: []string{"foo"}}, "kind": {Kinds: []string{"Direct"}},
		"status": {Statuses: []string{"planned", "foo"}}, "commitment": {Commitments: []string{"CT"}},
		"attitude": {Attitudes: []string{""}}, "q": {Text: "a AND (b"}, "speaker": {Speaker: long},
		"role": {Role: strings.Repeat("a ", 21)}, "person": {Person: long},
		"outlet": {Outlets: make([]string, 101)}, "from": {From: "2024"}, "to": {To: "2024-03-14T00:00:00Z"},
	} {
		if _, err := l.Search(ctx, q); !errors.As(err, &fault) || fault.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestPlainFaults: a fault of the words of a search says no more than what is wrong with them, another names its
// condition.
func TestPlainFaults(t *testing.T) {
	for field, want := range map[string]string{"q": "no end", "from": "from: no end"} {
		var fault *ask.Fault
		if !errors.As(ask.NewFault(field, "no %s", "end"), &fault) || fault.Plain() != want {
			t.Errorf("%s: %q, want %q", field, fault.Plain(), want)
		}
	}
}
