package store

// Filter picks statements, or articles, newest day of publication first.
//
// Shape: a list asks for any of its values, different fields must all hold. Before
// is the id that an earlier answer ended with; only older ones follow.
//
// Units: Limit counts hits; the last day is given whole, however long it is, up to
// MaxDay more, so that a caller can order within the day as it likes.
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
	From, To    Day    // of publication; 0 is no bound
	AsOf        string // what stood then; "" is now
	Replaced    bool   // give what later versions replaced, too
	Articles    bool   // give articles (rows 0) and not statements
	Before      StatementID
	Limit       int
}

// MaxDay bounds how many hits a search gives beyond its limit to complete a day.
const MaxDay = 5000

// Full reports whether a search that has some hits is done before the next: there are
// enough of them, and their last day is complete.
func (f *Filter) Full(have []StatementID, next StatementID) bool {
	n := len(have)
	return f.Limit > 0 && n >= f.Limit && (next.Version().Day() != have[n-1].Version().Day() || n >= f.Limit+MaxDay)
}

// Facets are the filter's conditions beside Match: of each list, at least one term
// is there.
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

// FirstID and LastID bound the version ids of the days From to To.
func (f *Filter) FirstID() StatementID { return NewVersionID(f.From, 0).Row(0) }

// LastID is the bound that ids must stay below.
func (f *Filter) LastID() StatementID {
	last := StatementID(1<<62 - 1)
	if f.To > 0 {
		last = NewVersionID(f.To+1, 0).Row(0)
	}
	if f.Before > 0 {
		last = min(last, f.Before)
	}
	return last
}
