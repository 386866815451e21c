package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/history"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Reread compares another reading of the stored articles with what is stored. Nothing is
// written unless requested.
type Reread struct {
	Articles int                     `json:"articles"`
	Changed  int                     `json:"changed"` // articles whose record differs
	Stands   int                     `json:"stands"`  // statements
	Moved    int                     `json:"moved"`
	Altered  int                     `json:"altered"`
	Lost     int                     `json:"lost"`
	Gained   int                     `json:"gained"`
	Written  int                     `json:"written"` // articles
	Failed   []Problem               `json:"failed,omitempty"`
	Orphans  []audit.Orphan          `json:"orphans,omitempty"` // corrections that the new records do not fit
	Examples []history.StatementFate `json:"examples"`

	SlotsStand   int        `json:"slots_stand"` // slots of events
	SlotsLost    int        `json:"slots_lost"`
	SlotsGained  int        `json:"slots_gained"`
	SlotExamples []SlotFate `json:"slot_examples"`

	// Rules counts statements by the rule or model that found them: in the new reading, or for
	// lost ones in the old.
	Rules map[string]RuleCount `json:"rules"`
}

// RuleCount is the outcome for a rule's statements.
type RuleCount struct {
	Stands  int `json:"stands"` // including those that moved
	Altered int `json:"altered"`
	Lost    int `json:"lost"`
	Gained  int `json:"gained"`
}

// SlotFate is a slot of an event that only one of two readings has.
type SlotFate struct {
	Survival history.Survival  `json:"survival"` // Withdrawn or Gained
	Article  statement.Article `json:"article"`
	Event    string            `json:"event"` // its name
	Slot     string            `json:"slot"`
	Value    string            `json:"value"`
	Status   string            `json:"status"`
	SaidBy   []string          `json:"said_by"` // names
	By       string            `json:"by"`
}

// NewReread returns a Reread of no articles.
func NewReread() Reread {
	return Reread{Examples: []history.StatementFate{}, SlotExamples: []SlotFate{}, Rules: map[string]RuleCount{}}
}

// RereadOptions selects what is reread.
type RereadOptions struct {
	Write    bool
	All      bool   // also what the present reader read; else only what another did
	From, To string // days of publication
	AsOf     string // only what stood at the end of that day; "" is every version
	Examples int    // of statements and of slots, at most; 0 is 20, less is all
	Progress func(done int)
	// Skip leaves an article unchanged if the reader fails on it, and lists it in Failed.
	// Otherwise the failure is an error.
	Skip bool
}

// rereadBatch is how many articles are replaced in one transaction.
const rereadBatch = 50

// Reread runs a reader over the stored articles: read is the current reader, and version its
// name as in records ("1 sha256:…").
//
// Errors: the reader failed on an article; the store's. What was written before an error
// stays.
func (ar *Archive) Reread(ctx context.Context, version string, read func(*record.Record) (*record.Record, error),
	o RereadOptions) (Reread, error) {
	out := NewReread()
	if o.Examples == 0 {
		o.Examples = 20
	}
	ids, err := ar.Outdated(ctx, version, o)
	if err != nil {
		return out, err
	}
	for some := range slices.Chunk(ids, rereadBatch) {
		if err := ar.RereadSome(ctx, some, read, o, &out); err != nil {
			return out, err
		}
		if o.Progress != nil {
			o.Progress(out.Articles)
		}
	}
	return out, nil
}

// Outdated lists the versions that a reader with another name than version read.
func (ar *Archive) Outdated(ctx context.Context, version string, o RereadOptions) ([]store.VersionID, error) {
	if err := errors.Join(ask.CheckDays("from", o.From, "to", o.To), ask.CheckAsOf(o.AsOf)); err != nil {
		return nil, fmt.Errorf("ledger: rereading: %w", err)
	}
	all, err := ar.st.Versions(ctx, store.VersionFilter{From: store.DayOf(o.From), To: store.DayOf(o.To), AsOf: o.AsOf})
	if err != nil {
		return nil, fmt.Errorf("ledger: rereading: %w", err)
	}
	var ids []store.VersionID
	for i := range all {
		if all[i].Reader != version || o.All {
			ids = append(ids, all[i].ID)
		}
	}
	return ids, nil
}

// RereadSome rereads some versions, adds the results to out, and if o says so writes them in
// one transaction at the end, even if there are no changes.
func (ar *Archive) RereadSome(ctx context.Context, ids []store.VersionID,
	read func(*record.Record) (*record.Record, error), o RereadOptions, out *Reread) error {
	vs, err := ar.st.Versions(ctx, store.VersionFilter{IDs: ids, Body: true})
	if err != nil {
		return fmt.Errorf("ledger: rereading: %w", err)
	}
	a, err := ar.trail.Standing(ctx)
	if err != nil {
		return err
	}
	var changes []store.Change
	for i := range vs { // without those taken down in the meantime
		v := &vs[i]
		again, err := read(v.Body.Record)
		if err != nil {
			if o.Skip && ctx.Err() == nil {
				out.Failed = append(out.Failed, Problem{Outlet: v.Key.Outlet, Ident: v.Key.Ident, Text: err.Error()})
				continue
			}
			return fmt.Errorf("ledger: rereading %s of %s: %w", v.Key.Ident, v.Key.Outlet, err)
		}
		out.compare(v, again, o.Examples)
		out.Orphans = append(out.Orphans, a.Orphans(audit.TextRefOf(v), again)...)
		if !o.Write {
			continue
		}
		c, err := change(a, v, again)
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	if !o.Write {
		return nil
	}
	out.Written += len(changes)
	if _, err := ar.st.Replace(ctx, changes...); err != nil {
		return fmt.Errorf("ledger: rereading %d articles: %w", len(changes), err)
	}
	return nil
}

// compare counts how another reading of a version differs.
func (out *Reread) compare(v *store.Version, again *record.Record, examples int) {
	out.Articles++
	old, now := statement.NewReading(v), statement.NewReading(&store.Version{ID: v.ID, Key: v.Key, SHA256: v.SHA256,
		Since:    v.Since,
		Headline: v.Headline, Body: &store.Body{Record: again}})
	statements := out.compareStatements(old, now, examples)
	slots := out.compareSlots(old, now, examples)
	if statements || slots || !sameRecord(v.Body.Record, again) {
		out.Changed++
	}
}

// sameRecord reports whether two readings of a text are equal, apart from which reader made
// them: this includes names, times and links that no statement or slot shows.
func sameRecord(x, y *record.Record) bool {
	packed := func(r *record.Record) []byte {
		own := *r
		own.Reader = record.Reader{}
		return store.Pack(&store.Body{Record: &own})
	}
	return bytes.Equal(packed(x), packed(y))
}

func (out *Reread) compareStatements(old, now *statement.Reading, examples int) (changed bool) {
	for _, f := range history.CompareVersions(old.R, now.R) {
		fate := history.StatementFate{Survival: f.Survival}
		rule := ""
		if f.Old > 0 {
			s := old.Statement(f.Old)
			fate.Old, rule = &s, s.By
		}
		if f.New > 0 {
			s := now.Statement(f.New)
			fate.New, rule = &s, s.By
		}
		if fate.Old != nil && fate.New != nil {
			fate.Differs = differs(fate.Old, fate.New)
			if len(fate.Differs) > 0 {
				fate.Survival = history.Changed
			}
		}
		n := out.Rules[rule]
		switch fate.Survival {
		case history.Stands:
			out.Stands++
			n.Stands++
		case history.Moved:
			out.Moved++
			n.Stands++
		case history.Changed:
			out.Altered++
			n.Altered++
		case history.Withdrawn:
			out.Lost++
			n.Lost++
		case history.Gained:
			out.Gained++
			n.Gained++
		}
		out.Rules[rule] = n
		if fate.Survival == history.Stands {
			continue
		}
		changed = true
		if examples < 0 || len(out.Examples) < examples {
			out.Examples = append(out.Examples, fate)
		}
	}
	return changed
}

// differs names the fields in which two readings of one statement differ.
func differs(x, y *statement.Statement) []string {
	var out []string
	for _, f := range [...]struct {
		name string
		same bool
	}{
		{"content", x.Content == y.Content},
		{"speakers", slices.EqualFunc(x.Speakers, y.Speakers,
			func(a, b statement.Speaker) bool { return a.Name == b.Name && a.StandsFor == b.StandsFor })},
		{"source", x.Source == y.Source},
		{"cue", x.Cue == y.Cue},
		{"kind", x.Kind == y.Kind},
		{"act", x.Act == y.Act},
		{"attitude", x.Attitude == y.Attitude},
		{"commitment", x.Commitment == y.Commitment},
		{"said_on", x.SaidOn == y.SaidOn},
		{"audience", x.Audience == y.Audience},
		{"occasion", x.Occasion == y.Occasion},
		{"answers", x.Answers == y.Answers},
		{"via", slices.Equal(x.Via, y.Via)},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}

func (out *Reread) compareSlots(old, now *statement.Reading, examples int) (changed bool) {
	key := func(f *SlotFate) string {
		return strings.Join(append([]string{f.Event, f.Slot, f.Value, f.Status}, f.SaidBy...), "\x00")
	}
	was, is := slotsOf(old), slotsOf(now)
	left := map[string]int{}
	for i := range is {
		left[key(&is[i])]++
	}
	add := func(f SlotFate, s history.Survival) {
		changed, f.Survival = true, s
		if examples < 0 || len(out.SlotExamples) < examples {
			out.SlotExamples = append(out.SlotExamples, f)
		}
	}
	stand := map[string]int{}
	for i := range was {
		k := key(&was[i])
		if left[k] > 0 {
			left[k]--
			stand[k]++
			out.SlotsStand++
			continue
		}
		out.SlotsLost++
		add(was[i], history.Withdrawn)
	}
	for i := range is {
		k := key(&is[i])
		if stand[k] > 0 {
			stand[k]--
			continue
		}
		out.SlotsGained++
		add(is[i], history.Gained)
	}
	return changed
}

// slotsOf lists all slots of a reading's events.
func slotsOf(rd *statement.Reading) []SlotFate {
	var out []SlotFate
	for i := range rd.R.Events {
		e := &rd.R.Events[i]
		for j := range e.Slots {
			s := &e.Slots[j]
			f := SlotFate{Article: statement.ArticleOf(rd.V), Event: e.Name, Slot: s.Slot, Value: s.Value, Status: s.Status,
				SaidBy: []string{}, By: s.By}
			for _, id := range s.SaidBy {
				if n, ok := rd.Entity[id]; ok {
					f.SaidBy = append(f.SaidBy, rd.R.Entities[n].Name)
				}
			}
			out = append(out, f)
		}
	}
	return out
}

// change returns the change that stores another reading of a version.
func change(a *audit.Standing, v *store.Version, again *record.Record) (store.Change, error) {
	was, err := a.PrepareAgain(v)
	if err != nil {
		return store.Change{}, err
	}
	was.Version.Reader = v.Reader
	entry, err := a.PrepareAgain(&store.Version{ID: v.ID, Key: v.Key, SHA256: v.SHA256, Ingested: v.Ingested,
		Body: &store.Body{Record: again, Raw: v.Body.Raw}})
	if err != nil {
		return store.Change{}, err
	}
	entry.Packed = store.Pack(&store.Body{Record: again, Raw: v.Body.Raw})
	return store.Change{Old: was, New: entry, Seen: a.Last}, nil
}

// Merge adds the result of another part of the archive, with a limited number of examples.
func (out *Reread) Merge(part *Reread, examples int) {
	out.Articles += part.Articles
	out.Changed += part.Changed
	out.Stands += part.Stands
	out.Moved += part.Moved
	out.Altered += part.Altered
	out.Lost += part.Lost
	out.Gained += part.Gained
	out.Written += part.Written
	out.Failed = append(out.Failed, part.Failed...)
	out.Orphans = append(out.Orphans, part.Orphans...)
	out.SlotsStand += part.SlotsStand
	out.SlotsLost += part.SlotsLost
	out.SlotsGained += part.SlotsGained
	for rule, p := range part.Rules {
		n := out.Rules[rule]
		out.Rules[rule] = RuleCount{Stands: n.Stands + p.Stands, Altered: n.Altered + p.Altered, Lost: n.Lost + p.Lost,
			Gained: n.Gained + p.Gained}
	}
	out.Examples = appendUpTo(out.Examples, part.Examples, examples)
	out.SlotExamples = appendUpTo(out.SlotExamples, part.SlotExamples, examples)
}

// appendUpTo appends up to a maximum length; a negative one means no limit.
func appendUpTo[T any](to, from []T, most int) []T {
	if most >= 0 {
		from = from[:max(0, min(len(from), most-len(to)))]
	}
	return append(to, from...)
}
