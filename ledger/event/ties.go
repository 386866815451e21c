package event

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
// that nobody decided anything.
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

// to is the occasion that a person put a report to, nil where nobody did.
func (t *Ties) to(r *Report, all []*Occasion) *Occasion {
	if t == nil || t.group[r.ID] == 0 {
		return nil
	}
	for _, o := range all {
		for _, e := range o.Rows {
			if t.group[e.ID] == t.group[r.ID] {
				return o
			}
		}
	}
	return nil
}

// apart reports whether a person said that a report is of another event than one of an
// occasion.
func (t *Ties) apart(r *Report, o *Occasion) bool {
	if t == nil || len(t.sides[r.ID]) == 0 {
		return false
	}
	for _, e := range o.Rows {
		for _, x := range t.sides[r.ID] {
			for _, y := range t.sides[e.ID] {
				if x.split == y.split && x.moved != y.moved && !t.rejoined(r, e, x.split) {
					return true
				}
			}
		}
	}
	return false
}

// rejoined reports whether two reports were put together after a split.
func (t *Ties) rejoined(x, y *Report, split int) bool {
	g := t.group[x.ID]
	return g > split && g == t.group[y.ID]
}
