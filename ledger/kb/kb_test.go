package kb

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"readout/store"
)

// kept is a store that only records facts.
type kept struct {
	facts []store.Fact
	err   error
}

func (k *kept) PutFacts(_ context.Context, facts []store.Fact) error {
	k.facts = append(k.facts, facts...)
	return k.err
}

const dump = `[
{"id":"Q1","labels":{"en":{"value":"Jon Alder"}},
 "aliases":{"en":[{"value":"J. Alderson"},{"value":"Jonny Alder"}]},"claims":{
 "P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q20"}}}}],
 "P39":[{"rank":"deprecated","mainsnak":{"datavalue":{"value":{"id":"Q31"}}}},
  {"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q30"}}},"qualifiers":{
   "P580":[{"datavalue":{"value":{"time":"+2019-05-00T00:00:00Z"}}}],
   "P582":[{"datavalue":{"value":{"time":"+2023-01-15T00:00:00Z"}}}]}}]}},
{"id":"Q2","labels":{"en":{"value":"Alder"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q16521"}}}}]}},
{"id":"Q20","labels":{"en":{"value":"Norhaven"}},"claims":{"P297":[{"mainsnak":{"datavalue":{"value":"NH"}}}]}},
{"id":"Q30","labels":{"en":{"value":"foreign minister"}},"claims":{}},
{broken}
]`

// oneALine is a dump as Wikidata writes it: one entity per line.
func oneALine(dump string) string {
	return strings.NewReplacer("\n \"", " \"", "\n  {", " {", "\n   \"", " \"").Replace(dump)
}

// TestWikidata: the label, and an alias with another surname, each with the office that is not
// deprecated; no taxon, no country.
func TestWikidata(t *testing.T) {
	text := oneALine(dump)
	labels, err := WikidataLabels(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil })
	if err != nil || labels["Q20"] != "NH" || labels["Q30"] != "foreign minister" || labels["Q2"] != "" {
		t.Fatalf("labels %v, %v", labels, err)
	}
	var st kept
	done, err := ImportWikidata(t.Context(), &st, strings.NewReader(text), labels, nil)
	if err != nil || done != (Imported{Lines: 5, People: 1, Facts: 2, Broken: 1}) {
		t.Fatalf("%+v, %v", done, err)
	}
	f := st.facts[0]
	if f.Name != "Jon Alder" || f.Role != "foreign minister" || f.Country != "NH" || f.Wikidata != "Q1" ||
		f.From != store.DayOf("2019-05") || f.To != store.DayOf("2023-01-15") {
		t.Errorf("fact %+v", f)
	}
	if st.facts[1].Name != "J. Alderson" || st.facts[1].Key == f.Key {
		t.Errorf("alias %+v", st.facts[1])
	}
}

// TestPopolo: a member with a role, somebody without one, a membership of nobody.
func TestPopolo(t *testing.T) {
	const file = `{"persons":[{"id":"x","name":"Mira Voss","other_names":[{"name":"Mira Holt"},{"name":"M. Voss"}],
		"identifiers":[{"scheme":"wikidata","identifier":"Q9"}]},{"id":"y","name":"Ola Brandt"}],"organizations":[{"id":"p"}],
		"memberships":[{"person_id":"x","role":"member","start_date":"2020-01-02"},{"person_id":"none","role":"member"}]}`
	var st kept
	done, err := ImportPopolo(t.Context(), &st, strings.NewReader(file), "file")
	if err != nil || done != (Imported{Lines: 4, People: 2, Facts: 3, Broken: 1}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if f := st.facts[0]; f.Role != "member" || f.Wikidata != "Q9" || f.Source != "file" ||
		f.From != store.DayOf("2020-01-02") {
		t.Errorf("fact %+v", f)
	}
	for _, bad := range []string{"", "[1]", `{"persons":{}}`, `{"persons":[{"id":1}]}`, `{"memberships":[3]}`} {
		if _, err := ImportPopolo(t.Context(), &st, strings.NewReader(bad), "file"); err == nil {
			t.Errorf("%q was taken for Popolo", bad)
		}
	}
}

// TestErrors: errors of the store, the reader and the opener are returned.
func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	if _, err := ImportWikidata(t.Context(), &kept{err: broken}, strings.NewReader(oneALine(dump)), nil,
		nil); !errors.Is(err, broken) {
		t.Errorf("the store's error became %v", err)
	}
	if _, err := ImportWikidata(t.Context(), &kept{}, io.MultiReader(strings.NewReader("{}"), failing{broken}), nil,
		nil); !errors.Is(err, broken) {
		t.Errorf("the reader's error became %v", err)
	}
	if _, err := WikidataLabels(func() (io.ReadCloser, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("the opener's error became %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestReadLabels: tab or comma, quotation marks are removed; a line without an id is refused.
func TestReadLabels(t *testing.T) {
	labels, err := ReadLabels(strings.NewReader("Q20\tNH\n\nQ30,\"foreign minister\"\n"))
	if err != nil || len(labels) != 2 || labels["Q20"] != "NH" || labels["Q30"] != "foreign minister" {
		t.Errorf("%v, %v", labels, err)
	}
	for _, bad := range []string{"NH", "P20\tNH", "Q2x\tNH"} {
		if _, err := ReadLabels(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was taken for a label", bad)
		}
	}
}
