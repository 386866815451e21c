package stream

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readout/ledger"
	"readout/ledger/event"
	"readout/ledger/event/daterange"
	"readout/record"
	"readout/store"
)

// Tells says in a line what a card tells: of one thing, in words that are true of it.
func (c *Card) Tells() string {
	if name := Capital(c.EventName); name != "" {
		return name + ": " + c.Happened()
	}
	return Capital(c.Happened())
}

// Happened is Tells without the name of the event.
func (c *Card) Happened() string {
	switch {
	case c.Position != nil:
		return c.Position.Who.Name + " says otherwise than on " + LongDate(c.Position.Then.Said)
	case c.Plan != nil:
		return "planned for " + LongDate(c.Plan.Time)
	case len(c.Moves) > 0:
		return c.Moves[0].Tells()
	case c.Wording != nil:
		return c.Wording.tells()
	case c.Notice != nil:
		return c.noticeTells()
	case c.Said != nil:
		return c.Said.by() + " " + c.Said.did()
	}
	return Titled(c.Article.Headline)
}

// by is whose words a quote is, or which outlet's.
func (q *Quote) by() string {
	names := make([]string, 0, len(q.Who))
	for _, p := range q.Who {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return OutletName(q.Article.Outlet)
	}
	return strings.Join(names, ", ")
}

func (c *Card) noticeTells() string {
	outlet, headline := OutletName(c.Article.Outlet), "“"+Titled(c.Notice.Before.Headline)+"”"
	switch c.Notice.Kind {
	case "kill":
		return outlet + " withdrew its report " + headline
	case "correction":
		return outlet + " corrected its report " + headline
	}
	return outlet + " changed its report " + headline
}

func (w *Wordings) tells() string {
	whose := "somebody’s"
	if len(w.Who) > 0 {
		whose = w.Who[0].Name + "’s"
	}
	if w.Equal || len(w.Others) > 1 {
		return "Outlets give " + whose + " words differently"
	}
	return OutletName(w.Others[0].Outlet) + " gives " + whose + " words otherwise than " + outletNames(w.Outlet, " and ")
}

// Tells says how one point stands now, and how it stood; where that was overtaken, how it
// stands by now.
func (m *Move) Tells() string {
	if m.Since == nil {
		return m.tells()
	}
	then := *m
	then.Since = nil
	if m.Slot == record.DateSlot {
		by := Move{Slot: m.Slot, Is: *m.Since}
		return then.tells() + "; by now " + by.tells()
	}
	return then.tells() + "; by now: " + m.stood(m.Since)
}

// stood is another state of a point, with its value where that is another too.
func (m *Move) stood(s *State) string {
	value := Value(m.Slot, LongDate(s.Value))
	if m.Item == "" && value != "" && value != Value(m.Slot, LongDate(m.Is.Value)) {
		return Standing(m.Slot, s.Status, value)
	}
	return Alone(m.Slot, s.Status)
}

func (m *Move) tells() string {
	is, value := m.Is.Status, LongDate(m.Is.Value)
	if is == "" {
		return SlotWord(m.Slot, m.Item) + ", no longer reported"
	}
	if m.Slot == record.DateSlot {
		return m.dateTells(value)
	}
	value = Value(m.Slot, value)
	now := SlotWord(m.Slot, m.Item)
	if m.Item != "" || value == "" {
		now += ", " + Alone(m.Slot, is)
	} else {
		now += ": " + Standing(m.Slot, is, value)
	}
	if m.Was == nil {
		return now
	}
	return now + "; before: " + m.stood(m.Was)
}

func (m *Move) dateTells(value string) string {
	switch m.Is.Status {
	case record.Cancelled:
		return "called off"
	case record.Postponed:
		return "put off"
	case record.Held:
		return strings.TrimSpace("held " + On(m.Is.Value))
	case record.Planned, record.Likely:
		if m.Was != nil && m.Was.Value != "" && m.Was.Value != m.Is.Value && !oneDay(m.Was.Value, m.Is.Value) {
			return "moved from " + LongDate(m.Was.Value) + " to " + value
		}
		return "set for " + value
	}
	return "the day is " + StatusWord(m.Slot, m.Is.Status)
}

// Became tells what became of a plan since it was first told of, "" where nothing did.
func (p *Plan) Became() string {
	switch {
	case p.Status == record.Cancelled:
		return "called off"
	case p.Status == record.Held:
		return strings.TrimSpace("held " + On(p.Now))
	case p.Status == record.Postponed:
		return "put off"
	case p.Now == "" || p.Now == p.Time:
		return ""
	case p.Time != "" && !oneDay(p.Time, p.Now):
		return "moved to " + LongDate(p.Now)
	}
	return "set for " + LongDate(p.Now)
}

// Word is what a card tells of, above it. That something took place as planned, or a detail of which nothing was told
// before, is no plan that changed.
func (c *Card) Word() string {
	if len(c.Moves) == 0 || slices.ContainsFunc(c.Moves, func(m Move) bool { return m.word() == "" }) {
		return c.Kind.Word()
	}
	return c.Moves[0].word()
}

// word is what a move tells of, "" where it tells of a change.
func (m *Move) word() string {
	switch {
	case m.Is.Status == record.Held && (m.Was == nil || m.cameAbout()):
		return "Took place"
	case m.Was == nil && event.Polarity(m.Is.Status) > -3:
		return "New detail"
	}
	return ""
}

// cameAbout reports whether what was to be came about with the value that it was to have.
func (m *Move) cameAbout() bool {
	return event.Polarity(m.Was.Status) > 0 && (m.Item != "" || m.Is.Value == "" || m.Was.Value == "" ||
		strings.EqualFold(m.Was.Value, m.Is.Value) || oneDay(m.Was.Value, m.Is.Value))
}

// Word is what cards of a kind tell of.
func (k Kind) Word() string {
	switch k {
	case PositionChange:
		return "Says otherwise"
	case NewPlan:
		return "New plan"
	case PlanChange:
		return "Plan changed"
	case Wording:
		return "Wordings differ"
	case Notice:
		return "Report changed"
	}
	return "Statement"
}

// Words is how cards of a kind are called where they are chosen.
func (k Kind) Words() string {
	switch k {
	case PositionChange:
		return "Said otherwise before"
	case NewPlan:
		return "New plans"
	case PlanChange:
		return "Plans changed"
	case Wording:
		return "Wordings that differ"
	case Notice:
		return "Corrected and withdrawn"
	}
	return "Statements"
}

// ActWord is what a speaker did by saying something, as a verb that one and many share: "experts say"
// and "she says" are not told apart by a name. Only what the report's own words tell is named: who is
// quoted with a question, an estimate or a plan said it, and whether it binds or aims at somebody is held
// against a speaker where the reading is wrong.
func ActWord(act string) string {
	switch act {
	case record.Demand, record.Warn:
		return act + "ed"
	case record.Decline:
		return "gave no answer"
	case record.Refer:
		return "referred to others"
	}
	return "said"
}

// did is what somebody did by words, as a verb: the report's own cue where that is one word in the past tense,
// and else by the act, but for a "said" the act that the cue tells.
func (q *Quote) did() string {
	if strings.HasSuffix(q.Deed, pastEnding) && !strings.ContainsAny(q.Deed, " -") {
		return strings.ToLower(q.Deed)
	}
	if word := toldActs[q.Act]; word != "" && q.Deed != "" {
		return word
	}
	return ActWord(q.Act)
}

// pastEnding is that of a regular verb in the past tense.
const pastEnding = "ed"

// toldActs are acts of which "said" would say the contrary, or put words into a mouth, where the cue tells them.
var toldActs = map[string]string{record.Deny: "denied", record.Reject: "rejected", record.Accuse: "accused",
	record.Ask: "asked"}

// StatusWord is a status as it is said of a point: a vote is held, a document is not.
func StatusWord(slot, status string) string {
	switch {
	case status == record.Declined:
		return "nobody would say"
	case status == record.Referred:
		return "others were named to ask"
	case status == record.Undecided:
		return "not decided"
	case status == event.NotReported:
		return "planned; no report says what came of it"
	case status == record.Held && slot == record.AgendaSlot:
		return "was discussed"
	case status == record.Held && (slot == record.DocumentSlot || slot == record.OutcomeSlot):
		return "came about"
	case status == record.Held && slot == record.ParticipantsSlot:
		return "took part"
	case status == record.Held && slot != "" && slot != record.DateSlot && slot != record.PressSlot:
		return itWas
	case (status == record.Cancelled || status == record.Postponed) && inPlace(slot):
		return wasToBe // it is the event that was called off
	}
	return status
}

// Alone is a status as it is said after what it is of, with no value to follow: "24-hour, so it was".
func Alone(slot, status string) string {
	if words := StatusWord(slot, status); words != itWas {
		return words
	}
	return "so it was"
}

// Standing is a value with its status: "28 March 2024, planned", "it was Lakeside Hall".
func Standing(slot, status, value string) string {
	words := StatusWord(slot, status)
	switch {
	case value == "":
		return Alone(slot, status)
	case words != itWas && words != wasToBe:
		return value + ", " + words
	}
	return words + " " + value
}

// Of where and when an event was, and where and when one was to be that was called off or
// put off.
const (
	itWas   = "it was"
	wasToBe = "was to be"
)

// inPlace reports whether a slot says where, or at what hour, an event is.
func inPlace(slot string) bool {
	return slot == record.PlaceSlot || slot == record.VenueSlot || slot == record.TimeSlot
}

// Value is what readers need to see of a slot's value beside its status. That there is to
// be no press conference is all in the status: "ruled out: no press conference" denies
// twice.
func Value(slot, value string) string {
	if slot == record.PressSlot {
		return ""
	}
	return value
}

// SlotWord is how readers see a slot.
func SlotWord(slot, item string) string {
	bare := LongDate(bareItem(item))
	if bare == "" || strings.EqualFold(strings.TrimSuffix(bare, "s"), slot) {
		return Capital(slot) // "document: any documents" says it twice
	}
	return Capital(slot) + ": " + bare
}

// bareItem is an item without the words that say whether it comes: "no document" that is
// ruled out, and "any documents" that are, are one.
func bareItem(item string) string {
	for _, word := range [...]string{"no ", "any ", "not any ", "neither ", "the possibility of ", "a ", "an ", "the "} {
		if len(item) > len(word) && strings.EqualFold(item[:len(word)], word) {
			return item[len(word):]
		}
	}
	return item
}

// LongDate is "7 March 2024"; coarser values stay coarse.
func LongDate(s string) string { return Dated(s, "2 January 2006", "January 2006") }

// OnceDated is LongDate, and a word where a report has no date.
func OnceDated(s string) string { return Undated(LongDate(s)) }

// Undated is a day as it is shown, or a word where there is none.
func Undated(day string) string { return cmp.Or(day, "undated") }

// OutletName is an outlet as it is shown, so that neither a link nor a sentence lacks it where it has no name.
func OutletName(name string) string { return cmp.Or(name, "Unnamed outlet") }

func outletNames(list []string, sep string) string {
	names := make([]string, len(list))
	for i, name := range list {
		names[i] = OutletName(name)
	}
	return strings.Join(names, sep)
}

// On is LongDate with the word that goes before it: "on 7 March 2024", "in autumn 2021".
// What is no time has none.
func On(s string) string {
	words := LongDate(s)
	switch {
	case words == s && daterange.Of(s).From == 0:
		return words
	case strings.HasPrefix(s, "T"):
		return "at " + words
	case strings.Contains(s, "/"):
		return "from " + words
	case len(s) >= len(time.DateOnly) && !strings.Contains(s, "-W"):
		return "on " + words
	case strings.HasSuffix(s, weekend):
		return "on " + words
	}
	return "in " + words
}

// weekend ends the TIMEX3 value of the end of a week.
const weekend = "-WE"

// Dated writes a day or a month as two layouts of package time say, and a week by its
// first day; what is none of these as readers know it.
func Dated(s, day, month string) string {
	if first, last, ok := strings.Cut(s, "/"); ok && daterange.Of(first).From > 0 && daterange.Of(last).From > 0 {
		return Dated(first, day, month) + " to " + Dated(last, day, month)
	}
	for _, form := range [...]struct{ in, out string }{{time.DateOnly, day}, {"2006-01", month}} {
		cut := s
		if len(s) > 10 && s[10] == 'T' {
			cut = s[:10]
		}
		if t, err := time.Parse(form.in, cut); err == nil {
			return t.Format(form.out)
		}
	}
	if clock, ok := strings.CutPrefix(s, "T"); ok && len(clock) >= 5 && clock[2] == ':' {
		return clock[:5]
	}
	year, part, ok := strings.Cut(s, "-")
	if !ok || len(year) != len("2006") {
		return s
	}
	if words := parts[part]; words != "" {
		return words + " " + year
	}
	if days := daterange.Of(strings.TrimSuffix(s, weekend)); days.From > 0 && strings.HasPrefix(part, "W") {
		if strings.HasSuffix(part, weekend) {
			return "the weekend of " + Dated((days.To-1).String(), day, month)
		}
		return "the week of " + Dated(days.From.String(), day, month)
	}
	return s
}

// parts are the words of TIMEX3's parts of a year.
var parts = map[string]string{
	"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter",
	"H1": "the first half of", "H2": "the second half of",
	"Q1": "the first quarter of", "Q2": "the second quarter of",
	"Q3": "the third quarter of", "Q4": "the fourth quarter of",
}

// Head is how an event stands on a day, in a word or two: of what was planned for a day
// that is over, and of which no report says what came of it, only that it was planned.
func Head(d *ledger.Dossier, today string) string {
	switch d.Status {
	case record.Cancelled:
		return "called off"
	case record.Postponed:
		return "put off"
	case "":
		return "status not clear"
	}
	if words := StatusWord("", d.Status); !Lapsed(d, today) {
		return words
	}
	return "was " + StatusWord("", d.Status)
}

// Lapsed reports whether the day of an event is over and no report says what came of it.
func Lapsed(d *ledger.Dossier, today string) bool {
	days := daterange.Of(d.Time)
	if days.From == 0 || days.To >= store.DayOf(today) {
		return false
	}
	switch d.Status {
	case record.Planned, record.Likely, record.Possible, record.Doubted, record.Undecided:
		return true
	}
	return false
}

// Capital is a text with its first letter as a capital.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Titled is a headline, or what stands for one.
func Titled(s string) string {
	if strings.TrimSpace(s) == "" {
		return "Untitled report"
	}
	return s
}
