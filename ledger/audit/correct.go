package audit

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/index"
	"readout/record"
	"readout/store"
)

// Correction sets fields of one statement to what an editor found right. A nil field stays as
// it was read. Speakers are entities of the article, by name (or by id, in a request); an
// empty list says that no speaker is named.
type Correction struct {
	Speakers   *[]string `json:"speakers,omitempty"`
	SaidOn     *string   `json:"said_on,omitempty"` // a day, or "" if unknown
	Act        *string   `json:"act,omitempty"`
	Attitude   *string   `json:"attitude,omitempty"`
	Commitment *string   `json:"commitment,omitempty"`
	Status     *string   `json:"status,omitempty"` // the status it gives to the event slots it fills
}

// correction is a correction that stands. Records are never overwritten: a correction is
// applied by the bytes of the content, and one that no longer fits another reading has no
// effect and is listed as an orphan.
type correction struct {
	Decision int64
	content  []record.Span
	set      Correction
	Slot     *slotFix // for a correction of a slot; the rest is then empty
}

// Correct records how a statement should have been read. Its index rows and how it is shown
// change at once; the record stays, and the correction can be undone.
//
// Errors: ErrUnknown; nothing is set; a value outside the record's vocabulary; a speaker that
// is not an entity of the article.
func (tr *Trail) Correct(ctx context.Context, who, why, statement string, set Correction) (int64, error) {
	fail := func(err error) (int64, error) { return 0, fmt.Errorf("ledger: correcting %s: %w", statement, err) }
	id, err := store.ParseStatementID(statement)
	if err != nil {
		return fail(err)
	}
	versions, err := tr.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{id.Version()}, Body: true})
	if err != nil {
		return fail(err)
	}
	if len(versions) == 0 || id.N() < 1 || id.N() > len(versions[0].Body.Record.Statements) {
		return fail(ask.ErrUnknown)
	}
	v := &versions[0]
	s := &v.Body.Record.Statements[id.N()-1]
	if err := set.check(v.Body.Record); err != nil {
		return fail(err)
	}
	if set.Status != nil && set.was(v.Body.Record, s).Status == nil {
		return fail(errors.New("it fills no slot of an event whose status could be another"))
	}
	ref := TextRefOf(v)
	d, err := tr.Draft(Correct, who, why, Data{Text: &ref, Content: s.Content, Set: &set,
		Was: set.was(v.Body.Record, s)})
	if err != nil {
		return 0, err
	}
	return tr.DecideText(ctx, d)
}

// check refuses a correction that sets nothing or that no record could hold. It replaces ids
// of speakers by names, since another reading may number entities differently.
func (c *Correction) check(r *record.Record) error {
	if c.Speakers == nil && c.SaidOn == nil && c.Act == nil && c.Attitude == nil && c.Commitment == nil &&
		c.Status == nil {
		return errors.New("it sets nothing")
	}
	for _, f := range [...]struct {
		name  string
		value *string
		known []string
	}{{"act", c.Act, record.Acts[:]}, {"attitude", c.Attitude, record.Attitudes[:]},
		{"commitment", c.Commitment, record.Commitments[:]},
		{"status", c.Status, record.Statuses[:]}} {
		if f.value != nil && *f.value != "" && !slices.Contains(f.known, *f.value) {
			return fmt.Errorf("%q is not a valid %s: use one of %s", *f.value, f.name,
				strings.Join(f.known, ", "))
		}
	}
	if c.SaidOn != nil && *c.SaidOn != "" && (len(*c.SaidOn) != 10 || store.DayOf(*c.SaidOn) == 0) {
		return fmt.Errorf("%q is not a day", *c.SaidOn)
	}
	if c.Speakers == nil {
		return nil
	}
	speakers := []string{}
	for _, name := range *c.Speakers {
		i := slices.IndexFunc(r.Entities, func(e record.Entity) bool { return e.ID == name || e.Name == name })
		if i < 0 {
			return fmt.Errorf("the article names no %q; it names %s", name,
				cmp.Or(strings.Join(slices.Compact(slices.Sorted(slices.Values(entityNames(r, nil)))), ", "), "nobody"))
		}
		speakers = append(speakers, r.Entities[i].Name)
	}
	c.Speakers = &speakers
	return nil
}

// entityNames returns the names of the entities with the given ids, or of all if ids is nil.
func entityNames(r *record.Record, ids []string) []string {
	names := []string{}
	for i := range r.Entities {
		if ids == nil || slices.Contains(ids, r.Entities[i].ID) {
			names = append(names, r.Entities[i].Name)
		}
	}
	return names
}

// was returns the present values of the fields that a correction sets.
func (c *Correction) was(r *record.Record, s *record.Statement) *Correction {
	out := &Correction{}
	if c.Status != nil {
		for i := range r.Events {
			for _, slot := range r.Events[i].Slots {
				if slot.Statement == s.ID && out.Status == nil {
					out.Status = &slot.Status
				}
			}
		}
	}
	if c.Speakers != nil {
		names := entityNames(r, append([]string{}, s.Speakers...))
		out.Speakers = &names
	}
	for _, f := range [...]struct {
		set *string
		was **string
		is  string
	}{{c.SaidOn, &out.SaidOn, s.SaidOn}, {c.Act, &out.Act, s.Act}, {c.Attitude, &out.Attitude, s.Attitude},
		{c.Commitment, &out.Commitment, s.Commitment}} {
		if f.set != nil {
			*f.was = &f.is
		}
	}
	return out
}

// apply sets fields of a statement in a record that owns its lists: all of them, or none if
// one does not fit. The slots that the statement fills get its speakers too.
func (c *Correction) apply(r *record.Record, s *record.Statement) (done bool) {
	if c.misfit(r, s) != "" {
		return false
	}
	if c.Speakers != nil {
		ids := []string{}
		for _, name := range *c.Speakers {
			id, _ := entityCalled(r, name)
			ids = append(ids, id)
		}
		s.Speakers = ids
		c.slots(r, s, func(slot *record.Slot) { slot.SaidBy = ids })
	}
	if c.Status != nil {
		c.slots(r, s, func(slot *record.Slot) { slot.Status = *c.Status })
		c.affirm(r, s)
	}
	for _, f := range [...]struct {
		set *string
		to  *string
	}{{c.SaidOn, &s.SaidOn}, {c.Act, &s.Act}, {c.Attitude, &s.Attitude}, {c.Commitment, &s.Commitment}} {
		if f.set != nil {
			*f.to = *f.set
		}
	}
	return true
}

// slots applies change to the event slots that a statement fills.
func (c *Correction) slots(r *record.Record, s *record.Statement, change func(*record.Slot)) {
	for i := range r.Events {
		for k := range r.Events[i].Slots {
			if slot := &r.Events[i].Slots[k]; slot.Statement == s.ID {
				change(slot)
			}
		}
	}
}

// affirm makes the surest slot that a statement fills firm, if none is: a person has read what the
// statement says of the event, and a status is told only of firm slots.
func (c *Correction) affirm(r *record.Record, s *record.Statement) {
	var surest *record.Slot
	firm := false
	c.slots(r, s, func(slot *record.Slot) {
		firm = firm || slot.Firm()
		if surest == nil || slot.Score > surest.Score {
			surest = slot
		}
	})
	if surest != nil && !firm {
		surest.Score, surest.Background = 1, false
	}
}

// Corrected returns the record of a version with the standing corrections applied: the record
// itself if there are none, otherwise a copy. on maps the index of each corrected statement to
// the decision.
func (a *Standing) Corrected(ref TextRef, r *record.Record) (out *record.Record, on map[int]int64) {
	list := a.Corrections[ref]
	if len(list) == 0 {
		return r, nil
	}
	out, on = new(record.Record), map[int]int64{}
	*out = *r
	out.Statements, out.Events = slices.Clone(r.Statements), slices.Clone(r.Events)
	for i := range out.Events {
		out.Events[i].Slots = slices.Clone(out.Events[i].Slots)
	}
	for _, c := range list {
		if c.Slot != nil {
			c.Slot.apply(out)
			continue
		}
		if i, ok := c.bind(out); ok && c.set.apply(out, &out.Statements[i]) {
			on[i] = c.Decision
		}
	}
	return out, on
}

// Versions reads versions as they are shown: with corrections applied.
func (tr *Trail) Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error) {
	versions, err := tr.st.Versions(ctx, f)
	if err != nil || !f.Body {
		return versions, err
	}
	a, err := tr.Standing(ctx)
	if err != nil {
		return nil, err
	}
	if len(a.Corrections) == 0 {
		return versions, nil
	}
	for i := range versions {
		v := &versions[i]
		v.Body.Record, _ = a.Corrected(TextRefOf(v), v.Body.Record)
	}
	return versions, nil
}

// PrepareAgain returns the entry whose rows are stored for a version, given the version with
// its record as it was read.
func (a *Standing) PrepareAgain(v *store.Version) (store.Entry, error) {
	r, _ := a.Corrected(TextRefOf(v), v.Body.Record)
	e, err := index.Prepare(r, v.Body.Raw, v.Ingested)
	if err != nil {
		return e, err
	}
	e.Version.ID, e.Version.Key, e.Packed = v.ID, v.Key, nil
	return e, nil
}

// DecideText records a decision about a text, a correction or the undoing of one, and rewrites
// the rows of its version. It retries if another decision comes in between.
func (tr *Trail) DecideText(ctx context.Context, d store.Decision) (int64, error) {
	for try := 0; ; try++ {
		id, err := tr.tryDecideText(ctx, d)
		if err == nil || !errors.Is(err, store.ErrConflict) || try == 5 {
			return id, err
		}
	}
}

func (tr *Trail) tryDecideText(ctx context.Context, d store.Decision) (int64, error) {
	fail := func(err error) (int64, error) {
		return 0, fmt.Errorf("ledger: recording a decision (%s): %w", d.Kind, err)
	}
	before, err := tr.Standing(ctx)
	if err != nil {
		return 0, err
	}
	// The number is not known yet; any that is later than all others will do.
	next := d
	next.ID = max(d.ID, before.Last+1)
	after, err := newAudit(append(slices.Clone(before.All), next))
	if err != nil {
		return 0, err
	}
	about := d
	if d.Kind == Undo {
		about = before.All[slices.IndexFunc(before.All, func(o store.Decision) bool { return o.ID == d.Undoes })]
	}
	var data Data
	if err := json.Unmarshal([]byte(about.Data), &data); err != nil {
		return fail(err)
	}
	if data.Text == nil {
		return fail(errors.New("it names no text"))
	}
	versions, err := tr.st.Versions(ctx, store.VersionFilter{Key: &store.Key{Outlet: data.Text.Outlet,
		Ident: data.Text.Ident}, Body: true})
	if err != nil {
		return fail(err)
	}
	i := slices.IndexFunc(versions, func(v store.Version) bool { return TextRefOf(&v) == *data.Text })
	if i < 0 { // taken down: there are no rows to rewrite
		return tr.Decide(ctx, d)
	}
	was, err := before.PrepareAgain(&versions[i])
	if err != nil {
		return fail(err)
	}
	now, err := after.PrepareAgain(&versions[i])
	if err != nil {
		return fail(err)
	}
	id, err := tr.st.Replace(ctx, store.Change{Old: was, New: now, Seen: before.Last, Decision: &d})
	if err != nil {
		return fail(err)
	}
	return id, nil
}
