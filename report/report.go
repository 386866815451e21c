// Package report formats records for people: for a terminal, as a self-contained web page, as
// Markdown.
//
// It takes records and writes text. It never changes words: what it shows of an article is cut
// from the article, with only white space collapsed.
//
// The one idea: a View is computed once per record (statements grouped by speaker, slots grouped
// into planned, open and ruled out), and each format only lays it out.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"readout/article"
	"readout/record"
)

// Parts selects the parts of a record to show.
type Parts struct{ Statements, Events, Times, Entities bool }

// AllParts selects everything.
var AllParts = Parts{Statements: true, Events: true, Times: true, Entities: true}

// ParseParts parses a comma-separated list such as "statements,events"; "" selects everything.
//
// Errors: an unknown part.
func ParseParts(s string) (Parts, error) {
	if s == "" {
		return AllParts, nil
	}
	var p Parts
	for _, name := range strings.Split(s, ",") {
		switch strings.TrimSpace(name) {
		case "statements":
			p.Statements = true
		case "events":
			p.Events = true
		case "times":
			p.Times = true
		case "entities":
			p.Entities = true
		default:
			return Parts{}, fmt.Errorf("report: no part is called %q; there are statements, events, times and entities", name)
		}
	}
	return p, nil
}

// Prune empties the lists of a record that are not selected. It keeps the article and the ids
// that the statements refer to.
func (p Parts) Prune(r record.Record) record.Record {
	if !p.Statements {
		r.Statements = []record.Statement{}
	}
	if !p.Events {
		r.Events = []record.Event{}
	}
	if !p.Times {
		r.Times = []record.Time{}
	}
	if !p.Entities {
		r.Entities = []record.Entity{}
	}
	return r
}

// View is a record arranged for reading.
type View struct {
	Record   *record.Record
	Title    string
	Speakers []SpeakerView
	Events   []EventView
	Details  bool // also show rules, scores, codes and byte offsets
	names    map[string]string
	lines    []int
}

// SpeakerView is one speaker, or several who spoke together, with their statements.
type SpeakerView struct {
	Name       string
	Roles      []string
	Statements []*record.Statement
}

// EventView is an event with its slots grouped by status. Time, Places and Told hold only what
// was read with certainty; Unsure holds the rest.
type EventView struct {
	*record.Event
	Time                    string
	Places                  []string
	Told                    []record.Slot
	Planned, Open, RuledOut []record.Slot // Told by status
	Unsure                  []record.Slot
}

// Sure reports whether anything about the event was read with certainty, or only its name is
// known.
func (e *EventView) Sure() bool { return len(e.Told) > 0 || len(e.Unsure) == 0 }

// who returns the participants to show: all with details, otherwise the certain ones.
func (e *EventView) who(details bool) []string {
	if details {
		return e.Participants
	}
	return e.SureParticipants()
}

// NewView arranges a record.
func NewView(r *record.Record) *View {
	v := &View{Record: r, names: make(map[string]string, len(r.Entities)), lines: lineStarts(r.Article.Text)}
	for _, e := range r.Entities {
		v.names[e.ID] = printable(e.Name)
	}
	v.Title = v.title()
	v.Speakers = v.speakers()
	for i := range r.Events {
		v.Events = append(v.Events, v.eventView(&r.Events[i]))
	}
	return v
}

func (v *View) title() string {
	a := &v.Record.Article
	switch {
	case a.Headline != nil:
		return v.Words(*a.Headline)
	case a.Title != "":
		return printable(a.Title)
	}
	for _, b := range a.Blocks {
		if b.Kind == "paragraph" {
			return shorten(v.Words(b.Span), 90)
		}
	}
	return a.ID
}

// speakers groups statements by speaker, in the order of their first statements.
func (v *View) speakers() []SpeakerView {
	roles := make(map[string][]string)
	for _, e := range v.Record.Entities {
		for _, role := range e.Roles {
			roles[e.ID] = appendTitle(roles[e.ID], printable(role.Title))
		}
	}
	var out []SpeakerView
	place := make(map[string]int)
	for i := range v.Record.Statements {
		s := &v.Record.Statements[i]
		key := strings.Join(s.Speakers, " ")
		at, known := place[key]
		if !known {
			at = len(out)
			place[key] = at
			sv := SpeakerView{Name: v.Names(s.Speakers)}
			if len(s.Speakers) == 1 {
				sv.Roles = roles[s.Speakers[0]]
			}
			if sv.Name == "" {
				sv.Name = "Speaker not named"
			}
			out = append(out, sv)
		}
		out[at].Statements = append(out[at].Statements, s)
	}
	return out
}

// appendTitle adds a title unless the list has one that contains it.
func appendTitle(titles []string, title string) []string {
	low := strings.ToLower(title)
	for i, t := range titles {
		if strings.Contains(strings.ToLower(t), low) {
			return titles
		}
		if strings.Contains(low, strings.ToLower(t)) {
			titles[i] = title
			return titles
		}
	}
	return append(titles, title)
}

func (v *View) eventView(e *record.Event) EventView {
	ev := EventView{Event: e}
	for _, s := range e.Slots {
		if !s.Firm() {
			ev.Unsure = append(ev.Unsure, s)
			continue
		}
		ev.Told = append(ev.Told, s)
		if s.Slot == record.DateSlot && s.Value == e.Time {
			ev.Time = e.Time
		}
		switch s.Status {
		case record.Held, record.Planned, record.Likely:
			ev.Planned = append(ev.Planned, s)
		case record.NotPlanned, record.RuledOut, record.Cancelled:
			ev.RuledOut = append(ev.RuledOut, s)
		default:
			ev.Open = append(ev.Open, s)
		}
	}
	for _, id := range placesOf(e) {
		told := func(s record.Slot) bool { return s.Value == v.names[id] }
		if slices.ContainsFunc(ev.Told, told) {
			ev.Places = append(ev.Places, id)
		}
	}
	return ev
}

func placesOf(e *record.Event) []string {
	if len(e.Places) == 0 && e.Place != "" {
		return []string{e.Place}
	}
	return e.Places
}

// Names returns the names of entities, joined as in a sentence.
func (v *View) Names(ids []string) string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, cmp.Or(v.names[id], id))
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// Words returns the text of spans with white space collapsed; the parts of split content are
// joined by " … ". Control characters become U+FFFD, so that an article cannot control the
// terminal.
func (v *View) Words(spans ...record.Span) string {
	parts := make([]string, 0, len(spans))
	for _, sp := range spans {
		parts = append(parts, printable(v.Record.Article.Text[sp.Start:sp.End]))
	}
	return strings.Join(parts, " … ")
}

func printable(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// Line returns the 1-based line of a byte offset.
func (v *View) Line(off int) int {
	i, found := slices.BinarySearch(v.lines, off)
	if found {
		return i + 1
	}
	return i
}

// LineOf returns the line on which a statement's content starts.
func (v *View) LineOf(s *record.Statement) int {
	for _, spans := range [...][]record.Span{s.Content, s.Cue, s.Source} {
		if len(spans) > 0 {
			return v.Line(spans[0].Start)
		}
	}
	return 0
}

// notes returns what the record says about a statement, most informative first.
func (v *View) notes(s *record.Statement) []string {
	cue := v.Words(s.Cue...)
	if source := v.Words(s.Source...); source != "" {
		cue = strings.TrimSuffix(source+" / "+cue, " / ")
	}
	notes := []string{s.Kind}
	if cue != "" {
		notes = append(notes, cue)
	}
	if s.Act != "" && s.Act != record.Assert {
		notes = append(notes, s.Act)
	}
	if s.Commitment != "" {
		notes = append(notes, record.Sure(s.Commitment))
	}
	if s.SaidOn != "" {
		notes = append(notes, "said "+s.SaidOn)
	}
	if s.Audience != "" {
		notes = append(notes, "to "+s.Audience)
	}
	if s.Occasion != "" {
		notes = append(notes, s.Occasion)
	}
	if s.Answers != nil {
		notes = append(notes, "answers: "+shorten(v.Words(*s.Answers), 60))
	}
	if len(s.Via) > 0 {
		notes = append(notes, "via "+v.Names(s.Via))
	}
	if s.NestedIn != "" {
		notes = append(notes, "inside "+s.NestedIn)
	}
	if v.Details {
		notes = append(notes, fmt.Sprintf("%s %s %.2f", s.Commitment, s.By, s.Score))
	}
	return notes
}

// Notice returns the publisher's notice about the whole article, or "".
func (v *View) Notice() string {
	a := &v.Record.Article
	switch article.Notice(a.Notice) {
	case article.Kill:
		return "Withdrawn by its publisher"
	case article.Correction:
		return "Corrected by its publisher"
	case article.Update:
		return "Update"
	case article.Embargoed:
		if a.EmbargoUntil != "" {
			return "Embargoed until " + printable(a.EmbargoUntil)
		}
		return "Embargoed"
	case article.Paywalled:
		return "Only its opening is there: the rest is behind a paywall"
	}
	return ""
}

// Source returns where and when the article was published, on one line.
func (v *View) Source() string {
	a := &v.Record.Article
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, printable(s))
		}
	}
	add(a.Outlet)
	if dl := a.Dateline; dl != nil {
		if dl.Agency != a.Outlet {
			add(dl.Agency)
		}
		add(dl.Place)
	}
	if a.Published != "" {
		how := map[string]string{"inferred": "year inferred from the text", "dateline": "from the dateline",
			"metadata": "from the publisher", "option": "as given"}[a.PublishedFrom]
		published := a.Published
		if how != "" {
			published += " (" + how + ")"
		}
		add(published)
	} else {
		add("day of publication unknown")
	}
	add(a.URL)
	return strings.Join(parts, " · ")
}

func lineStarts(text string) []int {
	starts := []int{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// shorten truncates at a word border and appends an ellipsis.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := strings.LastIndexByte(s[:n], ' ')
	if cut <= 0 {
		return s
	}
	return s[:cut] + " …"
}
