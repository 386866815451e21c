package store

// Filter selects statements or articles, newest day of publication first.
//
// Shape: a list matches any of its values; all fields that are set must match. Before is the
// cursor for the next page: the last id of the previous one.
//
// Units: Limit counts hits. The last day is completed with up to MaxDay more, so that a caller
// can order within the day.
type Filter struct {
	Match       Match
	Agents      []uint64 // speakers
	Speaker     string   // words of a speaker's name or role
	Role        string   // words of a speaker's role
	Outlets     []string
	Kinds       []string
	Acts        []string
	Commitments []string
	Attitudes   []string
	Statuses    []string // of an event's slot that the statement fills
	Sketch      []uint64
	From, To    Day    // of publication; 0 means no bound
	AsOf        string // what was current then; "" means now
	Replaced    bool   // include versions that were replaced later
	Articles    bool   // return articles (row 0) instead of statements
	Before      StatementID
	Limit       int
}

// MaxDay bounds the hits beyond the limit that a search returns to complete a day.
const MaxDay = 5000

// Full reports whether a search can stop before next: it has enough hits, and their last day is
// complete.
func (f *Filter) Full(have []StatementID, next StatementID) bool {
	n := len(have)
	return f.Limit > 0 && n >= f.Limit && (next.Version().Day() != have[n-1].Version().Day() || n >= f.Limit+MaxDay)
}

// Facets returns the conditions other than Match. A row needs at least one term of each list.
func (f *Filter) Facets() [][]string {
	var out [][]string
	if len(f.Agents) > 0 {
		out = append(out, terms(f.Agents, AgentTerm))
	}
	names, roles := NameTerms(f.Speaker), RoleTerms(f.Speaker)
	for i := range names {
		out = append(out, []string{names[i], roles[i]})
	}
	for _, t := range RoleTerms(f.Role) {
		out = append(out, []string{t})
	}
	for _, t := range [...]struct {
		facet  string
		values []string
	}{{"outlet", f.Outlets}, {"kind", f.Kinds}, {"act", f.Acts}, {"com", f.Commitments}, {"att", f.Attitudes},
		{"sta", f.Statuses}} {
		if len(t.values) > 0 {
			out = append(out, terms(t.values, func(v string) string { return TagTerm(t.facet, v) }))
		}
	}
	if len(f.Sketch) > 0 {
		out = append(out, terms(f.Sketch, KeyTerm))
	}
	return out
}

func terms[T any](values []T, term func(T) string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = term(v)
	}
	return out
}

// FirstID returns the lower bound, inclusive, of the ids that match the filter.
func (f *Filter) FirstID() StatementID { return NewVersionID(f.From, 0).Row(0) }

// LastID returns the upper bound, exclusive.
func (f *Filter) LastID() StatementID {
	last := StatementID(1<<62 - 1)
	if f.To > 0 {
		last = NewVersionID(f.To+1, 0).Row(0)
	}
	if f.Before > 0 {
		last = min(last, f.Before)
	}
	if day := LastDay(f.AsOf); day > 0 {
		last = min(last, NewVersionID(day+1, 0).Row(0))
	}
	return last
}
