// Package party counts who takes part in an event across reports.
//
// In come the parties that each report names; out go those that enough of them name, in order, each by the name given
// most often. Who only speaks of the event or stands near it is left out.
//
// The one idea: who is named by one report of several, or by far fewer than others are, more often speaks of the event
// than takes part.
package party

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ledger/event/wording"
	"readout/record"
	"readout/store"
)

// Party is a side or a person that takes part, by the name given most often.
type Party struct {
	Key, Kind, Name string
	Country         string
	Reports         int
}

// How many articles name a participant at least.
const (
	namedBy    = 2   // articles that must name a participant, where there are as many
	namedShare = 0.4 // of those that name the one named most
)

// Count counts who takes part in an event. The zero value has counted nobody.
type Count struct {
	all     map[string]*tally
	reports map[string]bool
}

// tally is what reports say of one party.
type tally struct {
	names    map[string]int
	kind     string
	country  string
	articles map[string]bool
}

// Report counts a report by its article.
func (c *Count) Report(article string) {
	if c.reports == nil {
		c.reports, c.all = map[string]bool{}, map[string]*tally{}
	}
	c.reports[article] = true
}

// Add counts a party of a report, by its key, unless it only speaks, is only near, is not sure to take part, or is
// nobody.
func (c *Count) Add(p *store.Party, key, article string) {
	if p.Said || p.Near || p.Unsure || p.Kind == record.GroupKind || wording.Nobody(p.Kind, p.Name) {
		return
	}
	if p.Kind != record.PersonKind && p.Country != "" {
		key = "side|" + p.Country + "|" + key
	} else {
		key = p.Kind + "|" + key
	}
	t := c.all[key]
	if t == nil {
		t = &tally{names: map[string]int{}, kind: p.Kind, country: p.Country, articles: map[string]bool{}}
		c.all[key] = t
	}
	t.names[p.Name]++
	t.articles[article] = true
}

// Parties returns those who take part in an event of a class, those that most articles name first. away are the keys of
// those who are said to stay away.
func (c *Count) Parties(away map[string]bool, class string) []Party {
	most := 0
	for _, t := range c.all {
		most = max(most, len(t.articles))
	}
	need := max(min(namedBy, len(c.reports)), int(math.Ceil(namedShare*float64(most))))
	var out []Party
	for key, t := range c.all {
		if len(t.articles) < need || away[key[strings.LastIndex(key, "|")+1:]] {
			continue
		}
		out = append(out, Party{Key: key, Kind: t.kind, Name: wording.MostOften(t.names), Country: t.country,
			Reports: len(t.articles)})
	}
	out = tellable(proper(out), class)
	slices.SortFunc(out, func(x, y Party) int {
		return cmp.Or(cmp.Compare(y.Reports, x.Reports),
			cmp.Compare(x.Name, y.Name))
	})
	return out
}

// tellable leaves out those of whom what they are beside makes it doubtful that they take part: a
// place beside people, who come from there or meet there, and people beside the body that votes,
// who mostly speak of the vote, unless two articles name them.
//
// Source: the development threads; of such parties 4 in 10 do not take part, of others 1 in 12.
func tellable(list []Party, class string) []Party {
	has := func(kind string) bool {
		return slices.ContainsFunc(list, func(p Party) bool { return p.Kind == kind })
	}
	people, bodies := has(record.PersonKind), has(record.OrganizationKind)
	return slices.DeleteFunc(list, func(p Party) bool {
		return p.Kind == record.PlaceKind && people || p.Kind == record.PersonKind && bodies &&
			ofBodies[class] && p.Reports < namedBy
	})
}

// ofBodies are the sorts of event in which bodies take part.
var ofBodies = map[string]bool{"vote": true}

// proper drops what only describes somebody ("the prime minister of Norhaven"), unless
// nobody is named.
func proper(list []Party) []Party {
	var out []Party
	for _, p := range list {
		if r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(p.Name, "the ")); unicode.IsUpper(r) {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}
