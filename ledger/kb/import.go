// Package kb imports what other collections know of people: which offices they held when, from
// Wikidata and from Popolo files.
//
// In come dumps of any size, as streams; out go facts, to a store. It refuses files of other
// formats, and counts the entities that it cannot read.
//
// The one idea: facts are kept apart from what articles say and distinguish people of the same
// name; they never change what an article said.
package kb

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"readout/ledger/people"
	"readout/record"
	"readout/store"
)

// Imported counts what was imported.
type Imported struct {
	Lines  int `json:"lines"` // entities read
	People int `json:"people"`
	Facts  int `json:"facts"`
	Broken int `json:"broken"` // entities that could not be read
}

// Store stores facts.
type Store interface {
	PutFacts(ctx context.Context, facts []store.Fact) error
}

// factBatch is how many facts are stored in one transaction.
const factBatch = 5000

// ImportWikidata streams an uncompressed Wikidata JSON dump (one entity per line, as an array
// or not) and stores facts about people: their English name and aliases, the offices they held
// (P39) with dates, and their country (P27). labels maps Wikidata ids to names of offices and
// to ISO 3166 codes of countries (see WikidataLabels); an office without one keeps its id as
// its name, and a country without one is omitted.
//
// Errors: the reader's and the store's. A line that is not an entity is counted.
func ImportWikidata(ctx context.Context, st Store, r io.Reader, labels map[string]string,
	progress func(Imported)) (Imported, error) {
	var done Imported
	in := bufio.NewReaderSize(r, 1<<20)
	b := factBuffer{st: st}
	for {
		line, err := in.ReadBytes('\n')
		if text := strings.TrimRight(strings.TrimSpace(string(line)), ","); text != "" && text != "[" && text != "]" {
			done.Lines++
			facts, e := wikidataFacts([]byte(text), labels)
			if e != nil {
				done.Broken++
			}
			if len(facts) > 0 {
				done.People++
				done.Facts += len(facts)
				if err := b.add(ctx, facts...); err != nil {
					return done, err
				}
			}
			if progress != nil && done.Lines%10000 == 0 {
				progress(done)
			}
		}
		if errors.Is(err, io.EOF) {
			return done, b.flush(ctx)
		}
		if err != nil {
			return done, fmt.Errorf("kb: importing: %w", err)
		}
	}
}

// factBuffer writes facts in batches.
type factBuffer struct {
	st    Store
	facts []store.Fact
}

func (b *factBuffer) add(ctx context.Context, facts ...store.Fact) error {
	if b.facts = append(b.facts, facts...); len(b.facts) < factBatch {
		return nil
	}
	return b.flush(ctx)
}

func (b *factBuffer) flush(ctx context.Context) error {
	if len(b.facts) == 0 {
		return nil
	}
	err := b.st.PutFacts(ctx, b.facts)
	b.facts = b.facts[:0]
	if err != nil {
		return fmt.Errorf("kb: importing: %w", err)
	}
	return nil
}

// wikidataEntity is the part of Wikidata's JSON that is used.
type wikidataEntity struct {
	ID      string                     `json:"id"`
	Labels  map[string]wikidataText    `json:"labels"`
	Aliases map[string][]wikidataText  `json:"aliases"`
	Claims  map[string][]wikidataClaim `json:"claims"`
}

type wikidataText struct {
	Value string `json:"value"`
}

type wikidataClaim struct {
	Rank       string                    `json:"rank"`
	Mainsnak   wikidataSnak              `json:"mainsnak"`
	Qualifiers map[string][]wikidataSnak `json:"qualifiers"`
}

type wikidataSnak struct {
	Datavalue struct {
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// item returns the id a snak refers to, or "" if it holds something else.
func (s *wikidataSnak) item() string {
	var v struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(s.Datavalue.Value, &v) != nil {
		return ""
	}
	return v.ID
}

// day returns the day of a snak: "+2012-05-22T00:00:00Z", with month and day 00 if unknown.
func (s *wikidataSnak) day() store.Day {
	var v struct {
		Time string `json:"time"`
	}
	if json.Unmarshal(s.Datavalue.Value, &v) != nil || len(v.Time) < 11 || v.Time[0] != '+' {
		return 0
	}
	return store.DayOf(strings.TrimSuffix(strings.TrimSuffix(v.Time[1:11], "-00"), "-00"))
}

// text returns the string of a snak, or "" if it holds something else.
func (s *wikidataSnak) text() string {
	var v string
	if json.Unmarshal(s.Datavalue.Value, &v) != nil {
		return ""
	}
	return v
}

func (e *wikidataEntity) isHuman() bool {
	const human = "Q5"
	for i := range e.Claims["P31"] {
		if e.Claims["P31"][i].Mainsnak.item() == human {
			return true
		}
	}
	return false
}

func wikidataFacts(line []byte, labels map[string]string) ([]store.Fact, error) {
	var e wikidataEntity
	if err := json.Unmarshal(line, &e); err != nil {
		return nil, err
	}
	if !e.isHuman() || e.Labels["en"].Value == "" {
		return nil, nil
	}
	label := func(id string) string {
		if name := labels[id]; name != "" {
			return name
		}
		return id
	}
	country := ""
	for i := range e.Claims["P27"] {
		if c := e.Claims["P27"][i].Mainsnak.item(); labels[c] != "" && country == "" {
			country = labels[c]
		}
	}
	var roles []store.Fact
	for _, c := range e.Claims["P39"] {
		if c.Rank == "deprecated" {
			continue
		}
		f := store.Fact{Role: label(c.Mainsnak.item())}
		for i := range c.Qualifiers["P580"] {
			f.From = c.Qualifiers["P580"][i].day()
		}
		for i := range c.Qualifiers["P582"] {
			f.To = c.Qualifiers["P582"][i].day()
		}
		roles = append(roles, f)
	}
	if len(roles) == 0 {
		roles = []store.Fact{{}}
	}
	names := []string{e.Labels["en"].Value}
	for _, a := range e.Aliases["en"] {
		names = append(names, a.Value)
	}
	var out []store.Fact
	for i, name := range names {
		for _, f := range roles {
			f.Key, f.Name, f.Wikidata, f.Kind, f.Country, f.Source = people.SurnameKey(record.PersonKind, name), name, e.ID,
				"person", country, "wikidata"
			if i > 0 && people.SurnameKey(record.PersonKind, name) == people.SurnameKey(record.PersonKind, names[0]) {
				continue // same key as the label
			}
			out = append(out, f)
		}
	}
	return out, nil
}

// ImportPopolo streams a Popolo file: its persons with their names, and its memberships with
// role and dates. Persons must come before memberships, as in EveryPolitician's files.
//
// Source: http://www.popoloproject.com/specs/
func ImportPopolo(ctx context.Context, st Store, r io.Reader, source string) (Imported, error) {
	var done Imported
	b := factBuffer{st: st}
	people := map[string]popoloPerson{}
	held := map[string]bool{}
	dec := json.NewDecoder(bufio.NewReaderSize(r, 1<<20))
	fail := func(err error) (Imported, error) { return done, fmt.Errorf("kb: importing Popolo: %w", err) }
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return fail(errors.Join(err, errors.New("the file is not a JSON object")))
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return fail(err)
		}
		if key != "persons" && key != "memberships" {
			var skip json.RawMessage
			if err := dec.Decode(&skip); err != nil {
				return fail(err)
			}
			continue
		}
		if t, err := dec.Token(); err != nil || t != json.Delim('[') {
			return fail(errors.Join(err, fmt.Errorf("%q is not a list", key)))
		}
		for dec.More() {
			done.Lines++
			if key == "persons" {
				var p popoloPerson
				if err := dec.Decode(&p); err != nil {
					return fail(err)
				}
				people[p.ID] = p
				continue
			}
			var m popoloMembership
			if err := dec.Decode(&m); err != nil {
				return fail(err)
			}
			p, ok := people[m.Person]
			if !ok {
				done.Broken++
				continue
			}
			held[p.ID] = true
			facts := p.facts(m, source)
			done.Facts += len(facts)
			if err := b.add(ctx, facts...); err != nil {
				return done, err
			}
		}
		if _, err := dec.Token(); err != nil {
			return fail(err)
		}
	}
	for id, p := range people {
		if !held[id] {
			facts := p.facts(popoloMembership{}, source)
			done.Facts += len(facts)
			if err := b.add(ctx, facts...); err != nil {
				return done, err
			}
		}
	}
	done.People = len(people)
	return done, b.flush(ctx)
}

type popoloPerson struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	OtherNames []struct {
		Name string `json:"name"`
	} `json:"other_names"`
	Identifiers []struct {
		Scheme     string `json:"scheme"`
		Identifier string `json:"identifier"`
	} `json:"identifiers"`
}

type popoloMembership struct {
	Person string `json:"person_id"`
	Role   string `json:"role"`
	Area   string `json:"area_id"`
	Start  string `json:"start_date"`
	End    string `json:"end_date"`
}

func (p *popoloPerson) facts(m popoloMembership, source string) []store.Fact {
	f := store.Fact{Kind: "person", Role: m.Role, From: store.DayOf(m.Start), To: store.DayOf(m.End), Source: source}
	for _, id := range p.Identifiers {
		if id.Scheme == "wikidata" {
			f.Wikidata = id.Identifier
		}
	}
	f.Name, f.Key = p.Name, people.SurnameKey(record.PersonKind, p.Name)
	out := []store.Fact{f}
	for _, n := range p.OtherNames {
		if key := people.SurnameKey(record.PersonKind, n.Name); key != f.Key && key != "" {
			g := f
			g.Name, g.Key = n.Name, key
			out = append(out, g)
		}
	}
	return out
}
