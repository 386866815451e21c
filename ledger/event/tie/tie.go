// Package tie keeps what people decided about which reports are of one event.
//
// In come decisions, each with the reports that it is about; out comes whether two reports were put together or apart.
//
// The one idea: a later decision goes before an earlier one, and all of them before what the evidence says.
package tie

import "readout/store"

// Ref names a report for good: its text and the span of its first mention, whatever
// ids a later reading gives.
type Ref struct {
	Outlet string `json:"outlet"`
	Ident  string `json:"ident"`
	SHA256 string `json:"sha256"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Ties are what people decided about which reports belong together. The zero value is
// that nobody decided anything, and so is nil.
type Ties struct {
	group map[store.StatementID]int // reports of one number are of one event
	sides map[store.StatementID][]side
}

// side is on which side of a split a report is.
type side struct {
	split int
	moved bool
}

// Together says that reports are of one event. A later decision goes before earlier ones.
func (t *Ties) Together(decision int, reports ...store.StatementID) {
	if t.group == nil {
		t.group = map[store.StatementID]int{}
	}
	for _, id := range reports {
		t.group[id] = decision
	}
}

// Apart says that some reports are of another event than others.
func (t *Ties) Apart(decision int, moved, rest []store.StatementID) {
	t.Together(decision, moved...)
	if t.sides == nil {
		t.sides = map[store.StatementID][]side{}
	}
	for _, id := range moved {
		t.sides[id] = append(t.sides[id], side{decision, true})
	}
	for _, id := range rest {
		t.sides[id] = append(t.sides[id], side{decision, false})
	}
}

// Any reports whether a person decided which reports a report is with.
func (t *Ties) Any(id store.StatementID) bool { return t != nil && t.group[id] != 0 }

// Tied reports whether a person put two reports together.
func (t *Ties) Tied(x, y store.StatementID) bool { return t.Any(x) && t.group[x] == t.group[y] }

// Split reports whether a person said that a report is of another event than others may be.
func (t *Ties) Split(id store.StatementID) bool { return t != nil && len(t.sides[id]) > 0 }

// Parted reports whether a person said that two reports are of two events, and put them together at no later time.
func (t *Ties) Parted(x, y store.StatementID) bool {
	if !t.Split(x) {
		return false
	}
	for _, a := range t.sides[x] {
		for _, b := range t.sides[y] {
			if a.split == b.split && a.moved != b.moved && !(t.Tied(x, y) && t.group[x] > a.split) {
				return true
			}
		}
	}
	return false
}
