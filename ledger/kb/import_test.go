package kb_test

import (
	"context"
	"strings"
	"testing"

	"readout/ledger/identity"
	"readout/ledger/kb"
	"readout/ledger/ledgertest"
)

func TestImport(t *testing.T) {
	ctx := context.Background()
	dump := `[
{"id":"Q1","labels":{"en":{"value":"Jon Alder"}},"aliases":{"en":[{"value":"J. Alderson"}]},` +
		`"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],` +
		`"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q20"}}}}],` +
		`"P39":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q30"}}},` +
		`"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2019-05-00T00:00:00Z"}}}],` +
		`"P582":[{"datavalue":{"value":{"time":"+2023-01-15T00:00:00Z"}}}]}}]}},
{"id":"Q2","labels":{"en":{"value":"Alder"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q16521"}}}}]}},
{broken},
{"id":"Q3","labels":{},"claims":[]}
]`
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, ledgertest.Said("1", "2024-03-01", "Jon Alder", "former foreign minister", "NH", "One."))
	done, err := kb.ImportWikidata(ctx, l.Store(), strings.NewReader(dump),
		map[string]string{"Q20": "NH", "Q30": "foreign minister"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if done.Lines != 4 || done.People != 1 || done.Facts != 2 || done.Broken != 2 {
		t.Errorf("imported: %+v", done)
	}
	p, err := l.Person(ctx, "Jon Alder")
	if err != nil {
		t.Fatal(err)
	}
	if p.Wikidata != "Q1" || len(p.Known) != 1 || p.Known[0] != (identity.KnownRole{Role: "foreign minister",
		From: "2019-05-01", To: "2023-01-15", Source: "wikidata"}) {
		t.Errorf("person: %+v", p)
	}
	popolo := `{"persons":[{"id":"x","name":"Mira Voss","identifiers":[{"scheme":"wikidata","identifier":"Q9"}]},
		{"id":"y","name":"Ola Brandt"}],
		"organizations":[{"id":"p"}],"memberships":[{"person_id":"x","role":"member","start_date":"2020-01-02"},
		{"person_id":"none","role":"member"}]}`
	if done, err = kb.ImportPopolo(ctx, l.Store(), strings.NewReader(popolo), "file"); err != nil ||
		done.People != 2 || done.Facts != 2 || done.Broken != 1 {
		t.Errorf("Popolo: %+v, %v", done, err)
	}
	if _, err := kb.ImportPopolo(ctx, l.Store(), strings.NewReader("[1]"), "file"); err == nil {
		t.Error("a list was taken for Popolo")
	}
}
