// Package index makes the rows by which a record is found: words and sketches of its
// statements, its agents, the keys of its events.
//
// In comes a record; out comes the entry that a store keeps. It refuses records that violate
// their own invariants.
//
// The one idea: rows are a function of the record alone, so that they can be derived again to
// remove or to verify them.
package index

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/article"
	"readout/ledger/event"
	"readout/ledger/event/wording"
	"readout/ledger/people"
	"readout/record"
	"readout/store"
)

// Prepare returns the entry as which a record is stored: the packed body and all index rows.
// It is a pure function, so that the same rows can be derived again to remove or to verify
// them.
//
// Errors: the record is invalid (record.Check), or its article has neither address nor id.
func Prepare(r *record.Record, raw []byte, ingested int64) (store.Entry, error) {
	if err := r.Check(); err != nil {
		return store.Entry{}, fmt.Errorf("ledger: preparing %s: %w", r.Article.ID, err)
	}
	p := NewPreparer(r)
	v, err := p.Version(ingested)
	if err != nil {
		return store.Entry{}, err
	}
	p.day = v.ID.Day()
	e := store.Entry{Version: v, Packed: store.Pack(&store.Body{Record: r, Raw: raw})}
	p.indexEntities()
	e.Rows = p.rows()
	e.Words = store.DistinctWords(e.Rows)
	e.Events = p.events()
	e.Agents = p.usedAgents()
	for i := range e.Agents {
		e.Rows[0].Terms += " " + store.UsedTerm(e.Agents[i].ID)
	}
	return e, nil
}

// Preparer makes the rows of one record; it holds what they share.
type Preparer struct {
	r      *record.Record
	text   string
	day    store.Day
	entity map[string]int
	agents []store.Agent // parallel to r.Entities
	used   []bool
	buf    []byte
	terms  []string
}

// NewPreparer returns a Preparer for a record.
func NewPreparer(r *record.Record) *Preparer { return &Preparer{r: r, text: r.Article.Text} }

// outletOf is the outlet of an article, the agency of its dateline where it names none: by this it is shown and found.
func outletOf(a *record.Article) string {
	if a.Outlet == "" && a.Dateline != nil {
		return a.Dateline.Agency
	}
	return a.Outlet
}

// Version returns the row of the record's article. The store assigns the number in its id.
//
// Errors: the article has neither address nor id, or its hash is invalid.
func (p *Preparer) Version(ingested int64) (store.Version, error) {
	a := &p.r.Article
	v := store.Version{Key: store.Key{Outlet: outletOf(a), Ident: a.URL}, Ingested: ingested, Notice: a.Notice,
		Reader: p.r.Reader.Version + " " + p.r.Reader.Models, Count: len(p.r.Statements)}
	if v.Key.Ident == "" {
		v.Key.Ident = a.ID
	}
	if v.Key.Ident == "" {
		return v, fmt.Errorf("ledger: preparing an article of %q: it has neither address nor id", a.Outlet)
	}
	if _, err := hex.Decode(v.SHA256[:], []byte(a.SHA256)); err != nil {
		return v, fmt.Errorf("ledger: preparing %s: sha256: %w", a.ID, err)
	}
	v.Since = store.UTC(a.Published)
	if a.Updated != "" && store.CompareTimes(a.Updated, a.Published) > 0 {
		v.Since = store.UTC(a.Updated)
	}
	v.Headline = a.Title
	if a.Headline != nil {
		v.Headline = a.Text[a.Headline.Start:a.Headline.End]
	}
	v.ID = store.NewVersionID(store.DayOf(a.Published), 0)
	return v, nil
}

func (p *Preparer) indexEntities() {
	p.entity = make(map[string]int, len(p.r.Entities))
	p.agents = make([]store.Agent, len(p.r.Entities))
	p.used = make([]bool, len(p.r.Entities))
	for i := range p.r.Entities {
		e := &p.r.Entities[i]
		p.entity[e.ID] = i
		p.agents[i] = AgentOf(e, p.day)
	}
}

// AgentOf returns an entity as the ledger knows it: without its mentions.
func AgentOf(e *record.Entity, day store.Day) store.Agent {
	a := store.Agent{Kind: e.Kind, Name: e.Name, Key: people.SurnameKey(e.Kind, e.Name), Country: e.Country,
		Wikidata:  e.Wikidata,
		StandsFor: e.StandsFor, First: day, Last: day}
	for _, role := range e.Roles {
		if title := people.CleanRole(role.Title); title != "" {
			a.Roles = append(a.Roles, title)
		}
	}
	slices.SortFunc(a.Roles, func(x, y string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(x), strings.ToLower(y)), cmp.Compare(x, y))
	})
	a.Roles = slices.CompactFunc(a.Roles, strings.EqualFold)
	a.ID = store.AgentID(a)
	return a
}

func (p *Preparer) usedAgents() []store.Agent {
	var out []store.Agent
	for i, used := range p.used {
		if used {
			out = append(out, p.agents[i])
		}
	}
	return out
}

// expand returns the indexes of entities in r.Entities, with the members of a group after it.
func (p *Preparer) expand(ids []string) []int {
	var out []int
	for _, id := range ids {
		i, ok := p.entity[id]
		if !ok || slices.Contains(out, i) {
			continue
		}
		out = append(out, i)
		for _, m := range p.r.Entities[i].Members {
			if j, ok := p.entity[m]; ok && !slices.Contains(out, j) {
				out = append(out, j)
			}
		}
	}
	return out
}

// Words joins the words of spans: brackets and dots in a quotation are not words.
func (p *Preparer) Words(spans []record.Span) string {
	p.buf = p.buf[:0]
	for _, sp := range spans {
		if len(p.buf) > 0 {
			p.buf = append(p.buf, ' ')
		}
		p.buf = store.AppendWords(p.buf, p.text[sp.Start:sp.End])
	}
	return string(p.buf)
}

func (p *Preparer) rows() []store.Row {
	n := min(len(p.r.Statements), store.MaxRow)
	rows := make([]store.Row, 0, n+1)
	outlet := store.TagTerm("outlet", outletOf(&p.r.Article))
	terms := append(p.terms[:0], store.Words(p.text), outlet)
	for _, key := range Bands(WordHashes(p.Body())) {
		terms = append(terms, store.KeyTerm(key))
	}
	rows = append(rows, store.Row{N: 0, Terms: strings.Join(terms, " ")})
	status := p.SlotStatuses()
	for i := range n {
		s := &p.r.Statements[i]
		words := p.Words(s.Content)
		terms = append(terms[:0], words, outlet)
		for _, t := range [...][2]string{{"kind", s.Kind}, {"act", s.Act}, {"com", s.Commitment}, {"att", s.Attitude}} {
			if t[1] != "" {
				terms = append(terms, store.TagTerm(t[0], t[1]))
			}
		}
		for _, st := range status[s.ID] {
			terms = append(terms, store.TagTerm("sta", st))
		}
		terms = p.who(terms, s)
		for _, key := range Sketch(WordHashes(words)) {
			terms = append(terms, store.KeyTerm(key))
		}
		rows = append(rows, store.Row{N: i + 1, Terms: strings.Join(terms, " ")})
	}
	p.terms = terms
	return rows
}

// Body returns the words of the article's own text, without furniture, bylines and lines that are not of it.
func (p *Preparer) Body() string {
	p.buf = p.buf[:0]
	for _, b := range p.r.Article.Blocks {
		if noBody[b.Kind] {
			continue
		}
		if len(p.buf) > 0 {
			p.buf = append(p.buf, ' ')
		}
		p.buf = store.AppendWords(p.buf, p.text[b.Start:b.End])
	}
	if len(p.buf) == 0 {
		return store.Words(p.text)
	}
	return string(p.buf)
}

// noBody are the kinds of blocks that are not of the article's own text.
var noBody = map[article.BlockKind]bool{article.Furniture: true, article.Byline: true, article.Aside: true}

// who appends the terms by which a statement's speakers are found, each once.
func (p *Preparer) who(terms []string, s *record.Statement) []string {
	first := len(terms)
	for _, i := range p.expand(s.Speakers) {
		p.used[i] = true
		a := &p.agents[i]
		terms = append(append(terms, store.AgentTerm(a.ID)), store.NameTerms(a.Name)...)
		for _, role := range a.Roles {
			terms = append(terms, store.RoleTerms(role)...)
		}
	}
	for _, i := range p.expand(s.Via) {
		p.used[i] = true
	}
	own := terms[first:]
	slices.Sort(own)
	return terms[:first+len(slices.Compact(own))]
}

// SlotStatuses returns the statuses of the firm slots that each statement fills, by its id: what
// the reader is not sure of is told of no statement.
func (p *Preparer) SlotStatuses() map[string][]string {
	out := map[string][]string{}
	for i := range p.r.Events {
		for _, s := range p.r.Events[i].Slots {
			if s.Statement != "" && s.Status != "" && s.Firm() && !slices.Contains(out[s.Statement], s.Status) {
				out[s.Statement] = append(out[s.Statement], s.Status)
			}
		}
	}
	return out
}

// number returns the number in an id of a record: 12 for "s12", 0 for an invalid id.
func number(id string) int {
	if len(id) < 2 {
		return 0
	}
	n, err := strconv.Atoi(id[1:])
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// events makes the rows of the record's events.
func (p *Preparer) events() []store.Event {
	out := make([]store.Event, 0, len(p.r.Events))
	for i := range p.r.Events {
		if i >= store.MaxRow {
			break
		}
		out = append(out, p.event(i))
	}
	return out
}

func (p *Preparer) event(i int) store.Event {
	v := &p.r.Events[i]
	e := store.Event{ID: store.VersionID(0).Row(i + 1), Type: v.Type, Name: v.Name, Status: v.Status, Time: v.Time,
		StatusScore: Round2(v.StatusScore)}
	party := map[int]int{}
	add := func(ids []string, said bool) []int {
		var out []int
		for _, j := range p.expand(ids) {
			at, ok := party[j]
			if !ok {
				p.used[j] = true
				a := &p.agents[j]
				at = len(e.Parties)
				party[j] = at
				e.Parties = append(e.Parties, store.Party{Agent: a.ID, Kind: a.Kind, Name: a.Name, Country: p.side(j), Said: said})
			} else if !said {
				e.Parties[at].Said = false
			}
			out = append(out, at)
		}
		return out
	}
	add(v.SureParticipants(), false)
	sure := len(e.Parties)
	add(v.Unsure, false)
	for k := sure; k < len(e.Parties); k++ {
		e.Parties[k].Unsure = true
	}
	if len(e.Parties) < 2 {
		for _, j := range p.officeHolders() {
			if _, ok := party[j]; !ok {
				p.used[j] = true
				party[j] = len(e.Parties)
				a := &p.agents[j]
				e.Parties = append(e.Parties, store.Party{Agent: a.ID, Kind: a.Kind, Name: a.Name, Country: p.side(j), Near: true})
			}
		}
	}
	if j, ok := p.entity[v.Place]; ok {
		e.Place = p.r.Entities[j].Name
	}
	saidOn := map[string]string{}
	for _, s := range p.r.Statements {
		saidOn[s.ID] = s.SaidOn
	}
	for _, s := range v.Slots {
		e.Slots = append(e.Slots, store.Slot{Slot: s.Slot, Value: s.Value, Status: s.Status, Span: s.Span,
			SaidBy:    add(s.SaidBy, true),
			Statement: number(s.Statement), SaidOn: saidOn[s.Statement], Sentence: store.Hash(store.Words(p.sentence(s.Span))),
			Score: cmp.Or(Round2(s.Score), 1), Background: s.Background})
	}
	p.mentions(v, &e)
	terms := []string{store.Words(strings.Join(EventNames(&e), " "))}
	dated := e // an id of the day of publication, as the store will give it one
	dated.ID = store.NewVersionID(store.DayOf(p.r.Article.Published), 0).Row(1)
	for _, key := range NewReport(&dated).Keys() {
		terms = append(terms, store.KeyTerm(key))
	}
	e.Terms = strings.Join(terms, " ")
	return e
}

// EventNames returns what an event is found by: its names, places, agenda and parties.
func EventNames(e *store.Event) []string {
	names := append([]string{e.Name, e.Words, wording.ClassOf(e)}, event.Places(e)...)
	for i := range e.Slots {
		if e.Slots[i].Slot == record.AgendaSlot && len(names) < maxMentionWords {
			names = append(names, e.Slots[i].Value)
		}
	}
	for _, party := range e.Parties {
		if !party.Said && !party.Near {
			names = append(names, party.Name, party.Country)
		}
	}
	return names
}

// maxMentionWords bounds the words stored from the mentions of an event.
const maxMentionWords = 40

// mentions sets an event's words from its mentions, and how the report distinguishes it from
// others of its kind: by a word in a mention or just before it.
func (p *Preparer) mentions(v *record.Event, e *store.Event) {
	e.Span, e.Which, e.Background = v.Span, v.Which, v.Background
	seen := map[string]bool{}
	var words []string
	for _, sp := range v.Mentions {
		if e.Which == "" {
			e.Which = wording.WhichOf(store.Words(p.text[p.wordsBefore(sp.Start, 2):sp.End]))
		}
		for w := range strings.FieldsSeq(store.Words(p.text[sp.Start:sp.End])) {
			if !seen[w] && len(words) < maxMentionWords {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	e.Words = strings.Join(words, " ")
}

// wordsBefore returns where the n-th word before an offset begins, on the same line.
func (p *Preparer) wordsBefore(off, n int) int {
	start := off
	for ; n > 0 && start > 0; n-- {
		i := start - 1
		for i > 0 && p.text[i-1] != ' ' && p.text[i-1] != '\n' {
			i--
		}
		if strings.ContainsAny(p.text[i:start], ".\n;:") {
			break
		}
		start = i
	}
	return start
}

// side returns the country of an entity or, if it has no code, the place in the article that a
// role is named after: a "Karvonian president" and Karvonia are one side.
func (p *Preparer) side(i int) string {
	if a := &p.agents[i]; a.Country != "" || a.Kind != record.PersonKind {
		return a.Country
	}
	for _, role := range p.agents[i].Roles {
		for w := range strings.FieldsSeq(store.Words(role)) {
			for j := range p.r.Entities {
				e := &p.r.Entities[j]
				if (e.Kind == record.PlaceKind || e.Kind == record.OrganizationKind) && namedAfter(w, store.Words(e.Name)) {
					return cmp.Or(e.Country, e.Name)
				}
			}
		}
	}
	return ""
}

// adjectiveEndings are the endings of English adjectives of places.
var adjectiveEndings = map[string]bool{"an": true, "ian": true, "ean": true, "ese": true, "i": true, "ish": true,
	"ic": true, "er": true}

// namedAfter reports whether a word is a place's name or an adjective derived from it:
// Karvonia, Karvonian.
func namedAfter(word, place string) bool {
	if len(place) < 4 || strings.Contains(place, " ") {
		return false
	}
	if word == place {
		return true
	}
	rest, ok := strings.CutPrefix(word, strings.TrimRight(place, "aeiouy"))
	if !ok {
		return false
	}
	return adjectiveEndings[rest]
}

// maxHolders bounds how many office holders of an article are considered.
const maxHolders = 4

// officeHolders returns the people of the article who hold an office that takes part in events
// (not spokespeople), most mentioned first.
func (p *Preparer) officeHolders() []int {
	var out []int
	for i := range p.agents {
		a := &p.agents[i]
		if a.Kind != record.PersonKind || len(people.GivenKeys(a.Name)) == 0 {
			continue
		}
		roles := people.RoleWords(a.Roles)
		holds := roles["president"] || roles["minister"] || roles["premier"] || roles["chancellor"] || roles["leader"] ||
			roles["king"]
		if holds && !roles["spokes"] && !roles["spokesperson"] {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return len(p.r.Entities[y].Mentions) - len(p.r.Entities[x].Mentions) })
	return out[:min(len(out), maxHolders)]
}

// sentence returns the text around a span up to the ends of its sentence, found by full stops
// alone: it only has to be the same wherever the text is the same.
func (p *Preparer) sentence(sp record.Span) string {
	start, end := sp.Start, sp.End
	for start > 0 && p.text[start-1] != '\n' && !(start > 1 && p.text[start-2] == '.' && p.text[start-1] == ' ') {
		start--
	}
	for end < len(p.text) && p.text[end] != '\n' && !(p.text[end] == '.' &&
		(end+1 == len(p.text) || p.text[end+1] == ' ' || p.text[end+1] == '\n')) {
		end++
	}
	return p.text[start:end]
}

// AgentName returns the id of an agent as answers show it: "a" and digits in base 36.
func AgentName(id uint64) string { return "a" + strconv.FormatUint(id, 36) }

// ParseAgent parses an id written by AgentName.
func ParseAgent(s string) (uint64, bool) {
	if len(s) < 2 || s[0] != 'a' {
		return 0, false
	}
	id, err := strconv.ParseUint(s[1:], 36, 63)
	return id, err == nil
}
