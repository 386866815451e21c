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

// Ties are what people decided about which reports belong together.
type Ties struct {
	together map[store.StatementID]int // the group of a report
	split    map[store.StatementID]int // the group it was put into apart from others
}

// to is the occasion that a person put a report to, nil where nobody did.
func (t *Ties) to(r *Report, all []*Occasion) *Occasion {
	if t == nil {
		return nil
	}
	group, ok := t.together[r.ID]
	if !ok {
		return nil
	}
	for _, o := range all {
		for _, e := range o.Rows {
			if g, ok := t.together[e.ID]; ok && g == group {
				return o
			}
		}
	}
	return nil
}

// apart reports whether a person said that a report is of another event than those of
// an occasion.
func (t *Ties) apart(r *Report, o *Occasion) bool {
	if t == nil {
		return false
	}
	for _, e := range o.Rows {
		if t.split[e.ID] != t.split[r.ID] {
			return true
		}
	}
	return false
}
