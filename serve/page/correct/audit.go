package correct

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"readout/ledger"
	"readout/ledger/audit"
	"readout/record"
	"readout/serve/page/frame"
	"readout/store"
)

// AuditEntry is a decision as pages show it.
type AuditEntry struct {
	store.Decision
	What   string // "corrected the speaker of a statement"
	Detail []string
	To     string // the address of what it is about, or ""
	Undone int64  // the decision that took it back
	Undo   bool   // it can be taken back
}

// decided is as much of a decision's data as pages show.
type decided struct {
	Agents     []string           `json:"agents"`
	Tombstones []ledger.Tombstone `json:"tombstones"`
	Text       *struct {
		Outlet string `json:"outlet"`
		Ident  string `json:"ident"`
	} `json:"text"`
	Set *ledger.Correction `json:"set"`
	Was *ledger.Correction `json:"was"`
	// Of events: the reports put together or taken out, and the slot corrected.
	Reports []json.RawMessage `json:"reports"`
	Slot    *slotDecision     `json:"slot"`
}

// AuditOf shows decisions, the newest first, without saved searches, which change
// nothing.
func AuditOf(all []store.Decision) []AuditEntry {
	undone := audit.Undone(all)
	saved := map[int64]bool{}
	for _, d := range all {
		if d.Kind == ledger.Save {
			saved[d.ID] = true
		}
	}
	var out []AuditEntry
	for _, d := range slices.Backward(all) {
		if saved[d.ID] || saved[d.Undoes] {
			continue
		}
		e := AuditEntry{Decision: d, Undone: undone[d.ID]}
		var data decided
		if err := json.Unmarshal([]byte(d.Data), &data); err != nil {
			e.Detail = []string{d.Data} // from a newer version
		}
		switch d.Kind {
		case ledger.Merge:
			e.What = "said that these are one: " + strings.Join(data.Agents, ", ")
			if len(data.Agents) > 0 {
				e.To = "/person/" + url.PathEscape(data.Agents[0])
			}
		case ledger.Split:
			e.What = "said that these are a person of their own: " + strings.Join(data.Agents, ", ")
			if len(data.Agents) > 0 {
				e.To = "/person/" + url.PathEscape(data.Agents[0])
			}
		case ledger.Correct:
			e.What = "corrected how a statement was read"
			e.Detail = changed(data.Was, data.Set)
			if data.Text != nil {
				e.Detail = append(e.Detail, data.Text.Outlet+", "+data.Text.Ident)
			}
		case ledger.MergeEvents:
			e.What = "said that " + frame.Count(len(data.Reports), "report") + " are of one event"
		case ledger.SplitEvents:
			verb := " are"
			if len(data.Reports) == 1 {
				verb = " is"
			}
			e.What = "said that " + frame.Count(len(data.Reports), "report") + verb + " of another event"
		case ledger.CorrectSlot:
			e.What = "corrected what was read of an event"
			if data.Slot != nil {
				e.Detail = changedSlot(data.Slot)
			}
		case ledger.Takedown:
			e.What = "took down " + frame.Count(len(data.Tombstones), "version") + " of an article"
			for _, t := range data.Tombstones {
				e.Detail = append(e.Detail, fmt.Sprintf("%s, %s, of %s: SHA-256 %s", t.Outlet, t.Ident, frame.Moment(t.Since),
					t.SHA256))
			}
		case ledger.Judge:
			if j, ok := audit.JudgementOf(d); ok {
				e.What = "marked as wrong"
				if j.Right {
					e.What = "marked as right"
				}
			}
		case ledger.Undo:
			e.What = fmt.Sprintf("took back decision %d", d.Undoes)
		default:
			e.What = d.Kind
		}
		e.Undo = d.Kind != ledger.Undo && e.Undone == 0
		out = append(out, e)
	}
	return out
}

// slotDecision is a correction of something said of an event, as the audit holds it.
type slotDecision struct {
	Slot string                `json:"slot"`
	To   *struct{}             `json:"to"`
	Set  ledger.SlotCorrection `json:"set"`
	Was  ledger.SlotCorrection `json:"was"`
}

// changedSlot lists what a correction of a slot sets: "date: 21 March, was 20 March".
func changedSlot(d *slotDecision) []string {
	var out []string
	for _, f := range [...]struct {
		name     string
		set, was *string
	}{{d.Slot, d.Set.Value, d.Was.Value}, {"status", d.Set.Status, d.Was.Status}} {
		if f.set != nil && f.was != nil {
			out = append(out, fmt.Sprintf("%s: %s, was %s", f.name, *f.set, *f.was))
		}
	}
	switch {
	case d.Set.Drop:
		out = append(out, d.Slot+": not said of it")
	case d.To != nil:
		out = append(out, d.Slot+": said of another event of the article")
	}
	return out
}

// changed lists the fields of a correction: "speaker: A, was B".
func changed(was, set *ledger.Correction) []string {
	if set == nil {
		return nil
	}
	if was == nil {
		was = &ledger.Correction{}
	}
	var out []string
	put := func(name, now, before string) {
		out = append(out, name+": "+cmp.Or(now, "none")+", was "+cmp.Or(before, "none"))
	}
	if set.Speakers != nil {
		before := ""
		if was.Speakers != nil {
			before = strings.Join(*was.Speakers, ", ")
		}
		put("speaker", strings.Join(*set.Speakers, ", "), before)
	}
	for _, f := range [...]struct {
		name     string
		set, was *string
	}{{"said on", set.SaidOn, was.SaidOn}, {"status", set.Status, was.Status}, {"act", set.Act, was.Act},
		{"attitude", set.Attitude, was.Attitude},
		{"how sure", set.Commitment, was.Commitment}} {
		if f.set != nil {
			before := ""
			if f.was != nil {
				before = *f.was
			}
			put(f.name, record.Sure(*f.set), record.Sure(before))
		}
	}
	return out
}

func (p *Pages) corrections(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Corrections", "corrections")
	all, err := p.Ledger.Audit(r.Context())
	if err != nil {
		return err
	}
	orphans, err := p.Ledger.Orphans(r.Context())
	if err != nil {
		return err
	}
	v.Main = &correctionsPage{All: AuditOf(all), Orphans: orphans}
	return p.Show(w, r, "corrections", v, http.StatusOK)
}

// correctionsPage is all decisions, and the corrections that fit no more.
type correctionsPage struct {
	All     []AuditEntry
	Orphans []ledger.Orphan
}

func (p *Pages) decision(ctx context.Context, id string) (AuditEntry, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return AuditEntry{}, frame.ErrNoPage
	}
	all, err := p.Ledger.Audit(ctx)
	if err != nil {
		return AuditEntry{}, err
	}
	for _, d := range all {
		if d.ID == n && d.Kind == ledger.Save {
			return AuditEntry{Decision: d, What: "saved the search “" + d.Why + "”"}, nil
		}
	}
	for _, e := range AuditOf(all) {
		if e.ID == n {
			return e, nil
		}
	}
	return AuditEntry{}, frame.ErrNoPage
}

// auditList is what a part of a page is given: decisions as the record of corrections shows them.
type auditList struct {
	V    *frame.View
	List []AuditEntry
}
