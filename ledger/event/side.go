package event

import (
	"slices"
	"strings"

	"readout/record"
)

// Sides are the last firm words of each side, in the order of the entries. Words that
// one who said them has since gone back on are nobody's, and once the event is over what
// was said before it is no longer at issue.
func (t *Track) Sides() []*Entry {
	last, voices := map[string]int{}, map[string]int{}
	for i, e := range t.Entries {
		if e.Side == "" || !e.firm() || e.Day < t.held {
			continue
		}
		for v := range strings.SplitSeq(e.Voice, "+") {
			voices[v] = i
		}
		last[e.Side] = i
	}
	for side, i := range last {
		for v := range strings.SplitSeq(t.Entries[i].Voice, "+") {
			if voices[v] > i {
				delete(last, side)
			}
		}
	}
	var order []int
	for _, i := range last {
		order = append(order, i)
	}
	slices.Sort(order)
	out := make([]*Entry, len(order))
	for n, i := range order {
		out[n] = t.Entries[i]
	}
	return out
}

// Differ reports whether the last words of two sides cannot both hold. Nobody differs
// from himself: that is a change. When and where what took place was is no longer at issue.
func (t *Track) Differ() bool {
	if frozen[t.Slot] && t.Status == record.Held {
		return false
	}
	sides := t.Sides()
	for n, x := range sides {
		for _, y := range sides[:n] {
			if contradict(t.Slot, x, y) {
				return true
			}
		}
	}
	return false
}

// ofPlans are the denials that speak of plans alone: what was doubted or not planned
// may have been held all the same.
var ofPlans = map[string]bool{record.Doubted: true, record.NotPlanned: true, record.Postponed: true}

// contradict reports whether two sides say what cannot both hold.
func contradict(slot string, x, y *Entry) bool {
	if x.Voice == y.Voice {
		return false
	}
	px, py := Polarity(x.Status), Polarity(y.Status)
	if x.Status == record.Held && ofPlans[y.Status] || y.Status == record.Held && ofPlans[x.Status] {
		return false
	}
	sameValue := !single[slot] || compare(slot, x, y) != differ || x.key == "" || y.key == ""
	if sameValue {
		return px >= 2 && py <= -2 || px <= -2 && py >= 2
	}
	return px == 3 && py == 3 && (slot == record.DateSlot || slot == record.PlaceSlot) &&
		!strings.HasPrefix(x.key, "x")
}
