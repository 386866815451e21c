// Package quote compares wordings: the same words in several outlets, aligned and compared
// with the fullest, and quotations checked against what is reported.
//
// In come a statement or the words of a claim; out come an Utterance or a Quotation with its
// witnesses. It is about what was reported, never about what is true.
package quote

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/internal/union"
	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/ledger/index"
	"readout/ledger/lexicon"
	"readout/ledger/people"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Utterance is the same words of the same speaker across articles.
//
// Shape: Reference is the fullest wording; Members are in order of publication, including the
// reference. First is the article that first published the words. Outlets and Reports count articles, whose
// newest version is what stands; the utterance counts once.
type Utterance struct {
	Speaker   string              `json:"speaker"`
	Said      string              `json:"said"`
	First     statement.Article   `json:"first"`
	Reference statement.Statement `json:"reference"`
	Members   []Wording           `json:"members"`
	Outlets   int                 `json:"outlets"`
	Reports   int                 `json:"reports"`
}

// Otherwise returns the fullest wording followed by the reports that altered words inside the
// utterance, or nothing if none did. Whoever checks a quotation must see them, even if the
// words asked about are those of some outlet.
func (u *Utterance) Otherwise() []Wording {
	var out []Wording
	for _, m := range u.Members {
		if m.Statement.ID == u.Reference.ID {
			out = slices.Insert(out, 0, m)
		} else if m.Difference == Altered {
			out = append(out, m)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// Changed returns the wordings of earlier versions that their outlets have put otherwise since.
func (u *Utterance) Changed() []Wording {
	var out []Wording
	for _, m := range u.Members {
		if m.Difference == ChangedSince {
			out = append(out, m)
		}
	}
	return out
}

// Wording is one report of an utterance. Restated marks a report by an outlet that had the
// words before: background, not new speech. Earlier marks one of a version that another of the same article
// replaced which has the saying too: it is ChangedSince or Identical, and its edits lead from it to what the
// outlet has now.
type Wording struct {
	Statement  statement.Statement `json:"statement"`
	Difference Difference          `json:"difference"`
	Edits      []Edit              `json:"edits"`
	Restated   bool                `json:"restated,omitempty"`
	Earlier    bool                `json:"earlier,omitempty"`
}

// Store is the part of a store that Quotes needs.
type Store interface {
	Search(ctx context.Context, f store.Filter) ([]store.StatementID, error)
}

// Quotes compares the wordings of an utterance, and checks quotations against them.
type Quotes struct {
	st     Store
	load   *statement.Loader
	people *identity.Register
}

// New returns the Quotes of a store.
func New(st Store, load *statement.Loader, people *identity.Register) *Quotes {
	return &Quotes{st, load, people}
}

// Compare returns all reports of the words of one statement, compared with the fullest.
//
// Errors: ErrUnknown; the id is invalid; the store's.
func (qs *Quotes) Compare(ctx context.Context, id string) (Utterance, error) {
	s, err := qs.load.Statement(ctx, id)
	if err != nil {
		return Utterance{}, err
	}
	members, err := qs.reportsOf(ctx, s)
	if err != nil {
		return Utterance{}, fmt.Errorf("ledger: comparing %s: %w", id, err)
	}
	return Assemble(members), nil
}

// Utterances groups statements of one speaker that report the same words, in order of the
// first reports.
func Utterances(list []statement.Statement, oneSpeaker func(x, y *statement.Statement) bool) (out []Utterance) {
	for _, g := range Group(list, oneSpeaker) {
		out = append(out, Assemble(g))
	}
	return out
}

// sameWindow is how many days before and after a statement its speaker's other statements are
// compared with it, even if they share no shingle: translations may share none.
const sameWindow = 2

const (
	// maxReports bounds the reports of one utterance.
	maxReports = 400
	// maxAround bounds the other statements from the days around it.
	maxAround = 60
)

// reportsOf finds the statements that report the same words, including s. It continues from
// each report found, so that the result is the same from any of them, except where a report that
// tells no day or number is like two sayings that differ in it: these stay apart.
func (qs *Quotes) reportsOf(ctx context.Context, s statement.Statement) ([]statement.Statement, error) {
	found := map[store.StatementID]statement.Statement{s.Row: s}
	sayings := []*saying{newSaying(&s)}
	who, err := qs.speakersOf(ctx, s)
	if err != nil {
		return nil, err
	}
	for done := 0; done < len(sayings) && len(found) < maxReports; done++ {
		x := sayings[done]
		near, err := qs.candidates(ctx, *x.s, who, done == 0)
		if err != nil {
			return nil, err
		}
		for _, c := range near {
			if _, ok := found[c.Row]; ok || !who.speaks(c) {
				continue
			}
			if y := newSaying(&c); x.same(y) && !slices.ContainsFunc(sayings, y.apart) {
				found[c.Row] = c
				sayings = append(sayings, y)
			}
		}
	}
	out := slices.Collect(maps.Values(found))
	slices.SortFunc(out, statement.ByPublication)
	return out, nil
}

func plainWords(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = lexicon.PlainSpelling(w)
	}
	return out
}

// speakerSet is the speakers of an utterance: all agents of the people who speak it.
type speakerSet struct {
	agents map[uint64]bool
	ids    []uint64
}

// speaks reports whether a statement is by one of the speakers. If the set is empty, only
// statements without speakers match.
func (w *speakerSet) speaks(s statement.Statement) bool {
	if len(w.ids) == 0 {
		return len(s.AgentIDs) == 0
	}
	return slices.ContainsFunc(s.AgentIDs, func(id uint64) bool { return w.agents[id] })
}

func (qs *Quotes) speakersOf(ctx context.Context, s statement.Statement) (*speakerSet, error) {
	w := &speakerSet{agents: map[uint64]bool{}}
	for i, id := range s.AgentIDs {
		people, err := qs.people.Resolve(ctx, people.SurnameKey(s.Speakers[i].Kind, s.Speakers[i].Name))
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			if ids := p.AgentIDs(); slices.Contains(ids, id) {
				for _, a := range ids {
					w.agents[a] = true
				}
			}
		}
	}
	for id := range w.agents {
		w.ids = append(w.ids, id)
	}
	slices.Sort(w.ids)
	return w, nil
}

// candidates finds statements that may report the same words: those that share a shingle, and
// if around is set those of the same speakers on the days around.
func (qs *Quotes) candidates(ctx context.Context, s statement.Statement, who *speakerSet,
	around bool) ([]statement.Statement, error) {
	var ids []store.StatementID
	if keys := index.Sketch(index.WordHashes(strings.Join(s.ContentWords(), " "))); len(keys) > 0 {
		found, err := qs.st.Search(ctx, store.Filter{Sketch: keys, Agents: who.ids, Replaced: true, Limit: maxReports})
		if err != nil {
			return nil, err
		}
		ids = found
	}
	if at := s.Row.Version().Day(); around && len(who.ids) > 0 && at > 0 {
		found, err := qs.st.Search(ctx, store.Filter{Agents: who.ids, From: at - sameWindow, To: at + sameWindow,
			Replaced: true, Limit: maxAround})
		found = found[:min(len(found), maxAround)]
		if err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	return qs.load.Load(ctx, slices.Compact(ids))
}

// Assemble compares reports, given in order of publication, with the fullest of those that stand. An article
// counts once, by its newest version: an outlet that corrected itself does not differ from itself.
func Assemble(reports []statement.Statement) Utterance {
	newest := newestVersions(reports)
	stands := func(s *statement.Statement) bool { return newest[articleOf(s)].ID == s.Article.ID }
	ref := -1
	for i := range reports {
		if stands(&reports[i]) && (ref < 0 || fuller(&reports[i], &reports[ref])) {
			ref = i
		}
	}
	u := Utterance{Reference: reports[ref], First: reports[0].Article, Said: reports[0].Said}
	for _, r := range reports {
		if r.SaidOn != "" {
			u.Said = min(u.Said, r.SaidOn)
		}
	}
	if len(u.Reference.Speakers) > 0 {
		u.Speaker = u.Reference.Speakers[0].Name
	}
	full := newWording(reports[ref].Content)
	had := map[string]string{} // by outlet: the article that had the words first
	for i := range reports {
		r := &reports[i]
		var m Wording
		if stands(r) {
			m = wordingOf(r, full)
		} else {
			m = earlierOf(r, reports, stands)
		}
		key := r.Article.Outlet
		if before, ok := had[key]; ok && before != r.Article.URL {
			m.Restated = true
		} else {
			had[key] = r.Article.URL
		}
		u.Members = append(u.Members, m)
	}
	u.Outlets, u.Reports = len(had), len(newest)
	return u
}

// wordingOf compares a report with the fullest wording.
func wordingOf(r *statement.Statement, full *wording) Wording {
	w := newWording(r.Content)
	ops := align(full.words, w.words)
	m := Wording{Statement: *r, Difference: classify(full, w, ops), Edits: edits(full, w, ops)}
	if r.Kind == record.Indirect && m.Difference == Altered {
		m.Difference = Reworded // indirect speech does not claim exact words
	}
	return m
}

// earlierOf compares a statement of an earlier version with what its article has of the saying now.
func earlierOf(r *statement.Statement, reports []statement.Statement, stands func(*statement.Statement) bool) Wording {
	x := newWording(r.Content)
	var now *wording
	var best []op
	most := -1
	for i := range reports {
		if articleOf(&reports[i]) != articleOf(r) || !stands(&reports[i]) {
			continue
		}
		y := newWording(reports[i].Content)
		ops := align(x.words, y.words)
		if n, _ := shared(ops); n > most {
			most, now, best = n, y, ops
		}
	}
	m := Wording{Statement: *r, Difference: ChangedSince, Edits: edits(x, now, best), Earlier: true}
	if classify(x, now, best) == Identical {
		m.Difference = Identical
	}
	return m
}

// articleOf is what all versions of an article have in common; one without an address has no other version.
func articleOf(s *statement.Statement) store.Key {
	return store.Key{Outlet: s.Article.Outlet, Ident: cmp.Or(s.Article.URL, s.Article.ID)}
}

// newestVersions are the newest versions by article: the one that stands, or else the last that did.
func newestVersions(reports []statement.Statement) map[store.Key]statement.Article {
	newest := map[store.Key]statement.Article{}
	for i := range reports {
		key, a := articleOf(&reports[i]), reports[i].Article
		n, ok := newest[key]
		if !ok || n.Until != "" && (a.Until == "" || store.CompareTimes(a.Until, n.Until) > 0) {
			newest[key] = a
		}
	}
	return newest
}

// fuller prefers quoted words to indirect speech, then more words, then the earlier report
// (reports come in order of publication).
func fuller(x, y *statement.Statement) bool {
	quoted := func(s *statement.Statement) int {
		if s.Kind == record.Direct {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(quoted(x), quoted(y)), cmp.Compare(len(x.ContentWords()), len(y.ContentWords()))) > 0
}

// Group groups statements of one page or one person by utterance: each group in order of
// publication, the groups ordered by their first member. Nil for oneSpeaker: all are one person's.
func Group(list []statement.Statement, oneSpeaker func(x, y *statement.Statement) bool) [][]statement.Statement {
	byKey := map[uint64][]int{}
	u := union.New(len(list))
	sayings, members := make([]*saying, len(list)), make([][]*saying, len(list))
	join := func(i, j int) {
		a, b := u.Find(i), u.Find(j)
		for _, x := range members[a] {
			if slices.ContainsFunc(members[b], x.apart) {
				return
			}
		}
		u.Join(a, b)
		members[u.Find(a)] = slices.Concat(members[a], members[b])
	}
	for i := range list {
		sayings[i] = newSaying(&list[i])
		members[i] = sayings[i : i+1]
		words := strings.Join(sayings[i].words, " ")
		for _, key := range index.Dedup(index.Shingles(index.WordHashes(words), index.ShingleWords)) {
			for _, j := range byKey[key] {
				if u.Find(i) == u.Find(j) || oneSpeaker != nil && !oneSpeaker(&list[i], &list[j]) {
					continue
				}
				if sayings[i].same(sayings[j]) {
					join(i, j)
				}
			}
			if len(byKey[key]) < 20 { // beyond that it is a turn of phrase, not an utterance
				byKey[key] = append(byKey[key], i)
			}
		}
	}
	var out [][]statement.Statement
	for _, g := range u.Groups() {
		members := make([]statement.Statement, len(g))
		for k, i := range g {
			members[k] = list[i]
		}
		slices.SortFunc(members, statement.ByPublication)
		out = append(out, members)
	}
	slices.SortFunc(out, func(x, y []statement.Statement) int { return statement.OldestFirst(x[0], y[0]) })
	return out
}

// CompareAt is Compare with the reports that stood at the end of a day.
//
// Errors: those of Compare; ErrUnknown if nothing had been reported by then.
func (qs *Quotes) CompareAt(ctx context.Context, id, asOf string) (Utterance, error) {
	if asOf == "" {
		return qs.Compare(ctx, id)
	}
	if err := ask.CheckAsOf(asOf); err != nil {
		return Utterance{}, fmt.Errorf("ledger: comparing %s: %w", id, err)
	}
	s, err := qs.load.Statement(ctx, id)
	if err != nil {
		return Utterance{}, err
	}
	members, err := qs.reportsOf(ctx, s)
	if err != nil {
		return Utterance{}, fmt.Errorf("ledger: comparing %s: %w", id, err)
	}
	members = slices.DeleteFunc(members, func(m statement.Statement) bool {
		v := store.Version{Since: m.Article.Published, Until: m.Article.Until}
		return !v.StandsAt(asOf)
	})
	if len(members) == 0 {
		return Utterance{}, fmt.Errorf("ledger: comparing %s as of %s: %w", id, asOf, ask.ErrUnknown)
	}
	return Assemble(members), nil
}
