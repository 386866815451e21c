package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/event"
	"readout/ledger/event/daterange"
	"readout/record"
	"readout/store"
)

// SlotCorrection sets what an editor found right of one thing said of an event. A nil
// field stays as it was read.
type SlotCorrection struct {
	Value  *string `json:"value,omitempty"`
	Status *string `json:"status,omitempty"`
	// Drop: the text says nothing of the kind of this event.
	Drop bool `json:"drop,omitempty"`
	// Event is the report, by id, of the other event of the same article that it is
	// said of; "" where the event is right.
	Event string `json:"event,omitempty"`
}

// slotFix is a correction of a slot as the audit keeps it: by the spans of the event's
// first mention and of the words, which another reading of the text need not have.
type slotFix struct {
	Event record.Span    `json:"event"`
	Slot  string         `json:"slot"`
	Span  record.Span    `json:"span"`
	To    *record.Span   `json:"to,omitempty"` // the first mention of the event it belongs to
	Set   SlotCorrection `json:"set"`
	Was   SlotCorrection `json:"was"`
}

// SlotID names one thing said of an event: the report, the slot and where the words are.
func SlotID(report store.StatementID, slot string, sp record.Span) string {
	return fmt.Sprintf("%s/%s/%d-%d", report, strings.ReplaceAll(slot, " ", "-"), sp.Start, sp.End)
}

func parseSlotID(id string) (report store.StatementID, slot string, sp record.Span, err error) {
	bad := fmt.Errorf("%q is not the id of something said of an event", id)
	f := strings.Split(id, "/")
	if len(f) != 3 {
		return 0, "", sp, bad
	}
	if report, err = store.ParseStatementID(f[0]); err != nil {
		return 0, "", sp, bad
	}
	first, last, _ := strings.Cut(f[2], "-")
	var err1, err2 error
	sp.Start, err1 = strconv.Atoi(first)
	sp.End, err2 = strconv.Atoi(last)
	if errors.Join(err1, err2) != nil {
		return 0, "", sp, bad
	}
	return report, strings.ReplaceAll(f[1], "-", " "), sp, nil
}

// IsSlotID reports whether an id is that of something said of an event, as
// SlotEntry.ID shows it.
func IsSlotID(id string) bool {
	_, _, _, err := parseSlotID(id)
	return err == nil
}

// CorrectSlot records how something said of an event, by the id of its entry, should
// have been read. The dossier changes at once; the record stays, and the correction can
// be undone. It holds for later readings of the same text.
//
// Errors: ErrUnknown; nothing is set; a status outside the record's vocabulary; an event
// of another article.
func (tr *Trail) CorrectSlot(ctx context.Context, who, why, id string, set SlotCorrection) (int64, error) {
	fail := func(err error) (int64, error) { return 0, fmt.Errorf("ledger: correcting %s: %w", id, err) }
	report, slot, sp, err := parseSlotID(id)
	if err != nil {
		return fail(err)
	}
	if set == (SlotCorrection{}) {
		return fail(errors.New("it sets nothing"))
	}
	if set.Status != nil && !slices.Contains(record.Statuses[:], *set.Status) {
		return fail(fmt.Errorf("%q is not a status: use one of %q", *set.Status, record.Statuses))
	}
	if err := checkValue(slot, set.Value); err != nil {
		return fail(err)
	}
	versions, err := tr.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{report.Version()}, Body: true})
	if err != nil {
		return fail(err)
	}
	if len(versions) == 0 || report.N() < 1 || report.N() > len(versions[0].Body.Record.Events) {
		return fail(ask.ErrUnknown)
	}
	r := versions[0].Body.Record
	v := &r.Events[report.N()-1]
	fix := slotFix{Event: v.Span, Slot: slot, Span: sp, Set: set}
	i := fix.in(v)
	if i < 0 {
		return fail(ask.ErrUnknown)
	}
	if set.Event != "" {
		to, err := store.ParseStatementID(set.Event)
		if err != nil || to.Version() != report.Version() || to.N() < 1 || to.N() > len(r.Events) || to == report {
			return fail(fmt.Errorf("%q is not another event of the article", set.Event))
		}
		fix.To = &r.Events[to.N()-1].Span
	}
	was := v.Slots[i]
	fix.Was = SlotCorrection{Value: &was.Value, Status: &was.Status}
	ref := TextRefOf(&versions[0])
	d, err := tr.Draft(CorrectSlot, who, why, Data{Text: &ref, Slot: &fix})
	if err != nil {
		return 0, err
	}
	return tr.DecideText(ctx, d)
}

// checkValue refuses a day that is not written as the ledger writes days: it could not be compared with those
// that reports give. That none is known ("") may be so.
func checkValue(slot string, value *string) error {
	if slot != record.DateSlot || value == nil || *value == "" || daterange.Valid(*value) {
		return nil
	}
	return fmt.Errorf("%.40q is no date: write a day (2026-11-05), a week (2026-W45), a month (2026-11), "+
		"a year (2026), or the first and the last of several days (2026-11-05/2026-11-06)", *value)
}

// in is the place of the slot in an event, -1 where it has none such.
func (f *slotFix) in(v *record.Event) int {
	return slices.IndexFunc(v.Slots, func(s record.Slot) bool { return s.Slot == f.Slot && s.Span == f.Span })
}

// bind finds the slot that a correction is of: in the event of the very mention, or
// else the only one of its kind whose words are nearly the same bytes.
func (f *slotFix) bind(r *record.Record) (v, k int, ok bool) {
	for i := range r.Events {
		if r.Events[i].Span != f.Event {
			continue
		}
		if k := f.in(&r.Events[i]); k >= 0 {
			return i, k, true
		}
	}
	for i := range r.Events {
		for n, s := range r.Events[i].Slots {
			if s.Slot != f.Slot || shareOfBytes([]record.Span{s.Span}, []record.Span{f.Span}) < boundShare {
				continue
			}
			if ok {
				return 0, 0, false // two as good
			}
			v, k, ok = i, n, true
		}
	}
	return v, k, ok
}

// apply corrects a record whose lists are its own. A reading that has no such event or
// slot is left as it is.
func (f *slotFix) apply(r *record.Record) {
	i, k, ok := f.bind(r)
	if !ok {
		return
	}
	v := &r.Events[i]
	s := v.Slots[k]
	if f.Set.Value != nil {
		s.Value = *f.Set.Value
	}
	if f.Set.Status != nil {
		s.Status = *f.Set.Status
	}
	s.Score, s.Background = 1, false // a person read it
	if !f.Set.Drop && f.To == nil {
		v.Slots[k] = s
		return
	}
	v.Slots = slices.Delete(v.Slots, k, k+1)
	for n := range r.Events {
		if f.To != nil && r.Events[n].Span == *f.To {
			r.Events[n].Slots = append(r.Events[n].Slots, s)
			return
		}
	}
}

// Looked tells of a report what people looked up of its slots, and the values that they put others in place of.
func (a *Standing) Looked(r *store.Event) []event.Looked {
	if len(a.Corrections) == 0 {
		return nil
	}
	var out []event.Looked
	for _, c := range a.Corrections[TextRefOf(&r.Version)] {
		if f := c.Slot; f != nil {
			if i := f.inReport(r); i >= 0 {
				out = append(out, event.Looked{Slot: i, Was: f.replaced(r.Slots[i].Value)})
			}
		}
	}
	return out
}

// inReport is the place of the slot in the report that a correction left it in, -1 where it is in no such.
func (f *slotFix) inReport(r *store.Event) int {
	mention := f.Event
	if f.To != nil {
		mention = *f.To
	}
	near := func(x, y record.Span) bool {
		return shareOfBytes([]record.Span{x}, []record.Span{y}) >= boundShare
	}
	if f.Set.Drop || !near(mention, r.Span) {
		return -1
	}
	return slices.IndexFunc(r.Slots, func(s store.Slot) bool { return s.Slot == f.Slot && near(s.Span, f.Span) })
}

// replaced is the value that a correction put another in place of, "" where there is none or it stands there now.
func (f *slotFix) replaced(now string) string {
	if f.Set.Value == nil || f.Was.Value == nil || *f.Was.Value == now {
		return ""
	}
	return *f.Was.Value
}
