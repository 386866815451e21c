package ledger

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/ledger/event"
	"readout/record"
	"readout/store"
)

// Statement is a statement as commands, pages and exports show it, with the
// article it stands in. All texts are cut from the article byte for byte.
//
// Shape: Content joins the spans with " … " where words stand between them. Until
// is "" while the version stands. Said is the best known day of speaking: SaidOn,
// or the day of publication.
type Statement struct {
	ID         string        `json:"id"`
	Article    Article       `json:"article"`
	Kind       string        `json:"kind"`
	Speakers   []Speaker     `json:"speakers"`
	Source     string        `json:"source"`
	Cue        string        `json:"cue"`
	Content    string        `json:"content"`
	Spans      []record.Span `json:"spans"`
	Said       string        `json:"said"`
	SaidOn     string        `json:"said_on"`
	Act        string        `json:"act"`
	Attitude   string        `json:"attitude"`
	Commitment string        `json:"commitment"`
	Audience   string        `json:"audience,omitempty"`
	Occasion   string        `json:"occasion,omitempty"`
	Answers    string        `json:"answers,omitempty"`
	Statuses   []string      `json:"statuses,omitempty"` // of the event slots it fills
	NestedIn   string        `json:"nested_in,omitempty"`
	Via        []string      `json:"via,omitempty"`
	About      []string      `json:"about,omitempty"` // names
	By         string        `json:"by"`
	Score      float64       `json:"score"`
	Corrected  int64         `json:"corrected,omitempty"` // the decision that changed how it was read

	Row      store.StatementID `json:"-"` // the id, parsed
	AgentIDs []uint64          `json:"-"` // of Speakers
	Fills    []int             `json:"-"` // the events of the record, from 1, whose slots it fills

	words []string
}

// Article is the version of an article that something stands in.
type Article struct {
	ID        string `json:"id"` // "v…", of the version
	Outlet    string `json:"outlet"`
	URL       string `json:"url"`
	Headline  string `json:"headline"`
	Published string `json:"published"`
	Until     string `json:"until,omitempty"`
	Notice    string `json:"notice,omitempty"`
	SHA256    string `json:"sha256"`
}

// Speaker is an entity of one article that speaks in it.
type Speaker struct {
	Agent     string `json:"agent"` // "a…", resolves to a person of the ledger
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Role      string `json:"role,omitempty"`
	Country   string `json:"country,omitempty"`
	StandsFor string `json:"stands_for,omitempty"`

	// Whom the ledger takes the speaker for, where it was asked to say: the id and the
	// one name of a person, and why where the article does not give the full name.
	Person string  `json:"person,omitempty"`
	Called string  `json:"called,omitempty"`
	Joined *Joined `json:"joined,omitempty"`
}

// articleOf shows a version.
func articleOf(v *store.Version) Article {
	return Article{ID: "v" + strconv.FormatInt(int64(v.ID), 10), Outlet: v.Key.Outlet, URL: v.Key.Ident,
		Headline: v.Headline, Published: v.Since,
		Until: v.Until, Notice: v.Notice, SHA256: hex.EncodeToString(v.SHA256[:])}
}

// reading is a version with its record, made ready to cut statements from.
type reading struct {
	v        *store.Version
	r        *record.Record
	entity   map[string]int
	statuses map[string][]string
	fills    map[string][]int
	fixed    map[int]int64 // statements, from 0, that a decision corrected
}

// readingOf makes a version as it was read ready, with what editors corrected.
func readingOf(a *audit, v *store.Version) *reading {
	r, fixed := a.corrected(textRefOf(v), v.Body.Record)
	if fixed != nil {
		own := *v
		own.Body = &store.Body{Record: r, Raw: v.Body.Raw}
		v = &own
	}
	rd := newReading(v)
	rd.fixed = fixed
	return rd
}

func newReading(v *store.Version) *reading {
	rd := &reading{v: v, r: v.Body.Record, entity: make(map[string]int, len(v.Body.Record.Entities))}
	for i := range rd.r.Entities {
		rd.entity[rd.r.Entities[i].ID] = i
	}
	rd.statuses, rd.fills = newPreparer(rd.r).slotStatuses(), map[string][]int{}
	for i := range rd.r.Events {
		for _, s := range rd.r.Events[i].Slots {
			if s.Statement != "" && !slices.Contains(rd.fills[s.Statement], i+1) {
				rd.fills[s.Statement] = append(rd.fills[s.Statement], i+1)
			}
		}
	}
	return rd
}

func (rd *reading) cut(spans []record.Span) string {
	if len(spans) == 1 {
		return rd.r.Article.Text[spans[0].Start:spans[0].End]
	}
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = rd.r.Article.Text[sp.Start:sp.End]
	}
	return strings.Join(parts, " … ")
}

// StatementsOf shows the statements of a record that is in no ledger: their ids are
// the first letters of the hash of its text, and their number.
//
// Errors: those of Prepare.
func StatementsOf(r *record.Record) ([]Statement, error) {
	v, err := newPreparer(r).version(0)
	if err != nil {
		return nil, err
	}
	v.Body = &store.Body{Record: r}
	rd := newReading(&v)
	out := make([]Statement, len(r.Statements))
	for i := range out {
		s := rd.statement(i + 1)
		s.Article.ID = r.Article.SHA256[:16]
		s.ID = s.Article.ID + "." + r.Statements[i].ID
		out[i] = s
	}
	return out, nil
}

// statement shows the n-th statement, counted from 1.
func (rd *reading) statement(n int) Statement {
	s := &rd.r.Statements[n-1]
	id := rd.v.ID.Row(min(n, store.MaxRow))
	out := Statement{ID: id.String(), Row: id, Article: articleOf(rd.v), Kind: s.Kind, Source: rd.cut(s.Source),
		Cue:     rd.cut(s.Cue),
		Content: rd.cut(s.Content), Spans: s.Content, SaidOn: s.SaidOn, Said: s.SaidOn, Act: s.Act, Attitude: s.Attitude,
		Commitment: s.Commitment, Audience: s.Audience, Occasion: s.Occasion, NestedIn: s.NestedIn, By: s.By, Score: s.Score,
		Statuses: rd.statuses[s.ID], Corrected: rd.fixed[n-1], Fills: rd.fills[s.ID]}
	if out.Said == "" {
		out.Said = day(rd.r.Article.Published)
	}
	if s.Answers != nil {
		out.Answers = rd.cut([]record.Span{*s.Answers})
	}
	for _, e := range rd.speakers(s.Speakers) {
		a := agentOf(e, 0)
		sp := Speaker{Agent: agentName(a.ID), Kind: e.Kind, Name: e.Name, Country: e.Country, StandsFor: e.StandsFor}
		if len(e.Roles) > 0 {
			sp.Role = e.Roles[0].Title
		}
		out.Speakers = append(out.Speakers, sp)
		out.AgentIDs = append(out.AgentIDs, a.ID)
	}
	for _, e := range rd.speakers(s.Via) {
		out.Via = append(out.Via, e.Name)
	}
	for _, id := range s.About {
		if i, ok := rd.entity[id]; ok {
			out.About = append(out.About, rd.r.Entities[i].Name)
		}
	}
	return out
}

// speakers gives entities by id, members of a group after it.
func (rd *reading) speakers(ids []string) []*record.Entity {
	var out []*record.Entity
	add := func(id string) {
		if i, ok := rd.entity[id]; ok && !slices.Contains(out, &rd.r.Entities[i]) {
			out = append(out, &rd.r.Entities[i])
		}
	}
	for _, id := range ids {
		add(id)
		if i, ok := rd.entity[id]; ok {
			for _, m := range rd.r.Entities[i].Members {
				add(m)
			}
		}
	}
	return out
}

// contentWords are the words of a statement's content, made once.
func (s *Statement) contentWords() []string {
	if s.words == nil {
		s.words = strings.Fields(store.Words(s.Content))
	}
	return s.words
}

// day is the day part of a date or time.
func day(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}

// loaderStore is what a Loader needs of a store.
type loaderStore interface {
	Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error)
}

// Loader reads statements as they are shown, with what editors corrected.
type Loader struct {
	st    loaderStore
	trail *Trail
}

func newLoader(st loaderStore, trail *Trail) *Loader { return &Loader{st, trail} }

// loadStatements reads statements by id, in the order given.
func (ld *Loader) loadStatements(ctx context.Context, ids []store.StatementID) ([]Statement, error) {
	readings, err := ld.loadReadings(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Statement, 0, len(ids))
	for _, id := range ids {
		rd := readings[id.Version()]
		if rd == nil || id.N() < 1 || id.N() > len(rd.r.Statements) {
			continue // taken down since the search
		}
		s := rd.statement(id.N())
		s.detach()
		out = append(out, s)
	}
	return out, nil
}

// detach copies the strings that are cut from the unpacked article: who keeps a
// statement does not keep the whole article with it.
func (s *Statement) detach() {
	for _, text := range [...]*string{&s.Source, &s.Cue, &s.Content, &s.SaidOn, &s.Act, &s.Attitude, &s.Commitment,
		&s.Audience, &s.Occasion, &s.Answers, &s.NestedIn, &s.Kind, &s.By, &s.Said} {
		*text = strings.Clone(*text)
	}
	s.Speakers, s.Spans = slices.Clone(s.Speakers), slices.Clone(s.Spans)
	for i := range s.Speakers {
		sp := &s.Speakers[i]
		for _, text := range [...]*string{&sp.Kind, &sp.Name, &sp.Role, &sp.Country, &sp.StandsFor} {
			*text = strings.Clone(*text)
		}
	}
	for _, list := range [...]*[]string{&s.Statuses, &s.Via, &s.About} {
		*list = slices.Clone(*list)
		for i, text := range *list {
			(*list)[i] = strings.Clone(text)
		}
	}
}

// loadReadings reads the versions that ids stand in.
func (ld *Loader) loadReadings(ctx context.Context, ids []store.StatementID) (map[store.VersionID]*reading, error) {
	readings := map[store.VersionID]*reading{}
	var want []store.VersionID
	for _, id := range ids {
		if v := id.Version(); readings[v] == nil {
			readings[v] = &reading{}
			want = append(want, v)
		}
	}
	const step = 2000
	clear(readings)
	a, err := ld.trail.audited(ctx)
	if err != nil {
		return nil, err
	}
	for chunk := range slices.Chunk(want, step) {
		versions, err := ld.st.Versions(ctx, store.VersionFilter{IDs: chunk, Body: true})
		if err != nil {
			return nil, fmt.Errorf("ledger: reading articles: %w", err)
		}
		for i := range versions {
			readings[versions[i].ID] = readingOf(a, &versions[i])
		}
	}
	return readings, nil
}

// Statements reads statements by the ids that answers show. What an id does not name
// any more is left out.
//
// Errors: an id is none; the store's.
func (ld *Loader) Statements(ctx context.Context, ids ...string) (map[string]Statement, error) {
	list := make([]store.StatementID, len(ids))
	for i, id := range ids {
		var err error
		if list[i], err = store.ParseStatementID(id); err != nil {
			return nil, err
		}
	}
	found, err := ld.loadStatements(ctx, list)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Statement, len(found))
	for _, s := range found {
		out[s.ID] = s
	}
	return out, nil
}

// Statement reads one statement by the id that answers show.
//
// Errors: ErrUnknown; the id is not one; the store's.
func (ld *Loader) Statement(ctx context.Context, id string) (Statement, error) {
	sid, err := store.ParseStatementID(id)
	if err != nil {
		return Statement{}, err
	}
	list, err := ld.loadStatements(ctx, []store.StatementID{sid})
	if err != nil {
		return Statement{}, err
	}
	if len(list) == 0 {
		return Statement{}, fmt.Errorf("ledger: statement %s: %w", id, ErrUnknown)
	}
	return list[0], nil
}

// oldestFirst orders statements for timelines: by what was said first, then by
// publication.
func oldestFirst(x, y Statement) int {
	return cmp.Or(cmp.Compare(x.Said, y.Said), store.CompareTimes(x.Article.Published, y.Article.Published),
		cmp.Compare(x.Article.Outlet, y.Article.Outlet), cmp.Compare(x.Article.URL, y.Article.URL),
		cmp.Compare(x.Article.SHA256, y.Article.SHA256), cmp.Compare(x.Row.N(), y.Row.N()))
}

// byPublication orders reports, the earliest first.
func byPublication(x, y Statement) int {
	return cmp.Or(store.CompareTimes(x.Article.Published, y.Article.Published),
		cmp.Compare(x.Article.Outlet, y.Article.Outlet),
		cmp.Compare(x.Article.URL, y.Article.URL), cmp.Compare(x.Article.SHA256, y.Article.SHA256),
		cmp.Compare(x.Row.N(), y.Row.N()))
}

// Joined tells why a speaker whom an article gives by a surname, an office or a
// description alone is taken for a person. Reports are articles of the same story that
// give the full name, this one's own wording apart.
type Joined struct {
	By      string `json:"by"` // "name", "office", "office and country"
	Reports int    `json:"reports"`
}

// String is how pages and commands tell it.
func (j *Joined) String() string {
	if j.Reports == 1 {
		return "joined by " + j.By + ", 1 report of the same story"
	}
	return fmt.Sprintf("joined by %s, %d reports of the same story", j.By, j.Reports)
}

// levelOf reads how a statement commits its speaker: by the status of the event
// slots it fills, or else by its commitment and act. Slots that point both ways, a
// meeting that is planned and a document that is doubted, tell nothing of it.
func levelOf(s *Statement) int {
	least, most, level := 0, 0, 0
	for _, st := range s.Statuses {
		p := event.Polarity(st)
		least, most, level = min(least, p), max(most, p), cmp.Or(level, p)
	}
	if bothWays := least < 0 && most > 0; len(s.Statuses) > 0 && !bothWays {
		return level
	}
	return commitmentLevel(s)
}

// commitmentLevel is the level of a statement's own commitment and act.
func commitmentLevel(s *Statement) int {
	level := 0
	switch s.Commitment {
	case record.CertainPlus:
		level = 3
	case record.ProbablePlus:
		level = 2
	case record.PossiblePlus:
		level = 1
	case record.PossibleMinus:
		level = -1
	case record.ProbableMinus:
		level = -2
	case record.CertainMinus:
		level = -3
	}
	if (s.Act == record.Deny || s.Act == record.Reject) && level > 0 {
		return -level
	}
	return level
}
