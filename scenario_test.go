package readout_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/article"
	"readout/doc"
	"readout/internal/fixture"
	"readout/record"
	"readout/source"
)

// unmetFile lists the expectations that the reader does not meet yet: file, section and line,
// separated by tabs, and after the last tab the reason if known.
const unmetFile = "testdata/unmet.txt"

// TestScenarios reads every scenario file and compares the result with its author's
// expectations. Exactly the unmet ones must be in unmetFile; -update rewrites that file, so
// check the diff.
func TestScenarios(t *testing.T) {
	scenarios, err := fixture.ReadDir("testdata/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	listed := readUnmet(t)
	reader := newReader(t, readout.Options{})
	var unmet []string
	left := make(map[string]bool) // what -run leaves out
	for _, s := range scenarios {
		left[s.Name] = true
		t.Run(s.Name, func(t *testing.T) {
			left[s.Name] = false
			read := newReading(t, reader, s)
			check := func(section string, list []fixture.Expectation, want bool, fault string) {
				for _, e := range list {
					key := s.Name + "\t" + section + "\t" + e.Text
					_, known := listed[key]
					switch met := read.holds(t, e) == want; {
					case !met:
						unmet = append(unmet, key)
						if !known && !*update {
							t.Errorf("%s: %s: %s; there is\n%s", e, fault, e.Text, read.found(e.Kind))
						}
					case known && !*update:
						t.Errorf("%s: met at last: take the line out of %s", e, unmetFile)
					}
				}
			}
			check("want", s.Want, true, "not found")
			check("not", s.Not, false, "found, and must not be")
		})
	}
	if *update {
		if slices.Contains(slices.Collect(maps.Values(left)), true) {
			t.Fatalf("-update writes %s from all scenarios, and -run leaves some out", unmetFile)
		}
		writeUnmet(t, unmet, listed)
		return
	}
	for key := range listed {
		name, _, _ := strings.Cut(key, "\t")
		if !left[name] && !slices.Contains(unmet, key) {
			t.Errorf("%s names what no scenario expects or what is met: %s", unmetFile, key)
		}
	}
}

// readUnmet reads unmetFile: reasons by the rest of their line.
func readUnmet(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(unmetFile)
	if err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]string)
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSuffix(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 && len(fields) != 4 {
			t.Fatalf("%s: %q has %d fields, want 3 or 4", unmetFile, line, len(fields))
		}
		listed[strings.Join(fields[:3], "\t")] = strings.Join(fields[3:], "")
	}
	return listed
}

// writeUnmet writes unmetFile and keeps the reasons of remaining lines.
func writeUnmet(t *testing.T, unmet []string, reasons map[string]string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What the reader does not meet yet: file, section, expectation, and why where that is known.\n" +
		"# TestScenarios holds this list to be whole and true; go test -run TestScenarios -update . writes it anew.\n")
	for _, key := range unmet {
		b.WriteString(key)
		if why := reasons[key]; why != "" {
			b.WriteString("\t" + why)
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(unmetFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// scenarioReading is the record of one scenario.
type scenarioReading struct {
	d     *doc.Doc
	r     *record.Record
	names map[string]string // entity ids to names
}

func newReading(t *testing.T, reader *readout.Reader, s fixture.Scenario) *scenarioReading {
	t.Helper()
	a, err := source.Text([]byte(s.Text), source.Hint{Published: s.Options["published"], Outlet: s.Options["outlet"],
		URL: s.Options["url"]})
	if err != nil {
		t.Fatal(err)
	}
	d, err := reader.ReadDoc(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.Record(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Error(err)
	}
	names := make(map[string]string)
	for _, e := range r.Entities {
		names[e.ID] = e.Name
	}
	return &scenarioReading{d: d, r: r, names: names}
}

// holds reports whether anything in the record matches an expectation.
func (s *scenarioReading) holds(t *testing.T, e fixture.Expectation) bool {
	t.Helper()
	for _, item := range s.items(e.Kind) {
		if s.fits(t, e, item) {
			return true
		}
	}
	return false
}

// item is anything in the record, in the words and keys that an expectation may use. All
// values expected of a key must be among the item's.
type item struct {
	sort  string
	texts []string
	spans []article.Span // of the first text, where it is cut from the article
	keys  map[string][]string
}

func (s *scenarioReading) fits(t *testing.T, e fixture.Expectation, it item) bool {
	t.Helper()
	if e.Sort != "" && e.Sort != it.sort {
		return false
	}
	switch e.Kind {
	case "event", "slot":
		for _, want := range e.Texts {
			if !slices.ContainsFunc(it.texts, func(have string) bool { return strings.Contains(have, want) }) {
				return false
			}
		}
	default:
		if len(e.Texts) > 0 && !slices.Equal(e.Texts, it.texts) &&
			!(e.Kind != "statement" && slices.Contains(it.texts, e.Texts[0])) {
			return false
		}
		if e.Occurrence > 1 && !s.isOccurrence(e.Texts[0], e.Occurrence, it.spans) {
			return false
		}
	}
	for key, wants := range e.Keys {
		haves, known := it.keys[key]
		if !known {
			t.Errorf("%s: a %s has no %q", e, e.Kind, key)
			return false
		}
		for _, want := range wants {
			ok := slices.Contains(haves, want) || want == "" && len(haves) == 0
			if key == "contains" {
				ok = strings.Contains(strings.Join(haves, " "), want)
			}
			if !ok {
				return false
			}
		}
		if key == "speaker" && len(haves) != len(wants) {
			return false
		}
	}
	return true
}

// isOccurrence reports whether one of the spans is the nth occurrence of its text.
func (s *scenarioReading) isOccurrence(text string, n int, spans []article.Span) bool {
	off := 0
	for range n {
		at := strings.Index(s.d.Text[off:], text)
		if at < 0 {
			return false
		}
		off += at + 1
	}
	return slices.ContainsFunc(spans, func(sp article.Span) bool { return sp.Start == off-1 })
}

// items returns everything of one kind in the record.
func (s *scenarioReading) items(kind string) []item {
	switch kind {
	case "statement":
		return each(s.r.Statements, s.statement)
	case "entity":
		return each(s.r.Entities, s.entity)
	case "time":
		return each(s.r.Times, func(x *record.Time) item {
			return item{texts: s.cut(x.Span), spans: []article.Span{x.Span},
				keys: map[string][]string{"value": {x.Value}, "type": {x.Type}, "mod": {x.Mod}, "zone": {x.Zone},
					"anchor": {x.Anchor}}}
		})
	case "event":
		return each(s.r.Events, s.event)
	case "slot":
		var out []item
		for i := range s.r.Events {
			out = append(out, s.slots(&s.r.Events[i])...)
		}
		return out
	case "block":
		return each(s.r.Article.Blocks, func(b *record.Block) item {
			return item{sort: string(b.Kind),
				texts: s.cut(b.Span)}
		})
	case "dateline":
		dl := s.r.Article.Dateline
		if dl == nil {
			return nil
		}
		return []item{{texts: s.cut(dl.Span), keys: map[string][]string{"place": {dl.Place}, "date": {dl.Date},
			"agency": {dl.Agency}, "places": dl.Places}}}
	case "published":
		return []item{{texts: []string{s.r.Article.Published},
			keys: map[string][]string{"from": {s.r.Article.PublishedFrom}}}}
	case "sentence":
		return each(s.d.Sentences, func(x *doc.Sentence) item {
			return item{texts: s.cut(x.Span),
				spans: []article.Span{x.Span}}
		})
	case "token":
		return each(s.d.Tokens, func(x *doc.Token) item { return item{texts: s.cut(x.Span), spans: []article.Span{x.Span}} })
	case "quote":
		return each(s.d.Quotes, func(x *doc.Quote) item {
			return item{texts: s.cut(x.Span), keys: map[string][]string{"depth": {fmt.Sprint(x.Depth)},
				"closed": {fmt.Sprint(x.Closed)}, "parts": {fmt.Sprint(len(x.Parts))}}}
		})
	case "gap":
		return each(s.r.Gaps, func(x *record.Gap) item {
			return item{sort: "", texts: s.cut(x.Span), keys: map[string][]string{"why": {x.Why}}}
		})
	}
	return nil
}

func each[T any](list []T, convert func(*T) item) []item {
	out := make([]item, len(list))
	for i := range list {
		out[i] = convert(&list[i])
	}
	return out
}

func (s *scenarioReading) cut(spans ...article.Span) []string {
	out := make([]string, 0, len(spans))
	for _, sp := range spans {
		out = append(out, s.d.Cut(sp))
	}
	return out
}

func (s *scenarioReading) nameAll(ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, s.names[id])
	}
	return out
}

func (s *scenarioReading) statement(x *record.Statement) item {
	keys := map[string][]string{"source": s.cut(x.Source...), "cue": s.cut(x.Cue...), "speaker": s.nameAll(x.Speakers),
		"via": s.nameAll(x.Via), "about": s.nameAll(x.About),
		"kind": {x.Kind}, "said_on": {x.SaidOn}, "act": {x.Act}, "attitude": {x.Attitude}, "commitment": {x.Commitment},
		"audience": {x.Audience},
		"occasion": {x.Occasion}, "contains": s.cut(x.Content...), "nested_in": {}, "answers": {}}
	if x.NestedIn != "" {
		for _, o := range s.r.Statements {
			if o.ID == x.NestedIn {
				keys["nested_in"] = s.cut(o.Content...)
			}
		}
	}
	if x.Answers != nil {
		keys["answers"] = s.cut(*x.Answers)
	}
	return item{texts: s.cut(x.Content...), spans: x.Content, keys: keys}
}

func (s *scenarioReading) entity(x *record.Entity) item {
	keys := map[string][]string{"kind": {x.Kind}, "stands_for": {x.StandsFor}, "country": {x.Country}, "role": {},
		"mention": {}, "member": s.nameAll(x.Members)}
	for _, role := range x.Roles {
		keys["role"] = append(keys["role"], role.Title)
	}
	for _, m := range x.Mentions {
		keys["mention"] = append(keys["mention"], s.d.Cut(m.Span))
	}
	return item{texts: []string{x.Name}, keys: keys}
}

func (s *scenarioReading) event(x *record.Event) item {
	places := s.nameAll(x.Places)
	if x.Place != "" {
		places = append(places, s.names[x.Place])
	}
	return item{texts: append([]string{x.Name}, s.cut(x.Mentions...)...),
		keys: map[string][]string{"type": {x.Type}, "status": {x.Status}, "time": {x.Time},
			"participant": s.nameAll(x.Participants), "place": places}}
}

func (s *scenarioReading) slots(v *record.Event) []item {
	return each(v.Slots, func(x *record.Slot) item {
		return item{sort: strings.Fields(x.Slot)[0], texts: []string{x.Value},
			keys: map[string][]string{"status": {x.Status}, "said_by": s.nameAll(x.SaidBy), "event": {v.Name},
				"said": {fmt.Sprint(x.Statement != "")}}}
	})
}

// found lists what was read of a kind, for failure messages.
func (s *scenarioReading) found(kind string) string {
	var b strings.Builder
	for i, it := range s.items(kind) {
		if i == 30 {
			b.WriteString("  …\n")
			break
		}
		fmt.Fprintf(&b, "  %s %q", it.sort, it.texts)
		keys := make([]string, 0, len(it.keys))
		for k, v := range it.keys {
			if k != "contains" && len(v) > 0 && v[0] != "" {
				keys = append(keys, fmt.Sprintf("%s=%q", k, v))
			}
		}
		slices.Sort(keys)
		fmt.Fprintf(&b, " %s\n", strings.Join(keys, " "))
	}
	return b.String()
}
