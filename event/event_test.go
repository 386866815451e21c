package event

import (
	"math"
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/event/company"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
	"readout/record"
)

// slotsOf are the slots of an event as "kind value status".
func slotsOf(e doc.Event) []string {
	var out []string
	for _, s := range e.Slots {
		out = append(out, s.Slot+" "+s.Value+" "+s.Status)
	}
	return out
}

func TestOneSummit(t *testing.T) {
	d, m := text(t,
		"P:Marsh/PROPN and/CCONJ P:Krone/PROPN will/AUX meet|e:meeting:0:planned in/ADP "+
			"L:Lausen/PROPN|place:0:planned on/ADP Friday/PROPN|date:0:planned ./PUNCT",
		"The/DET|e:meeting:0:planned lakeside|+ summit|+ opens/VERB at/ADP noon|time:0:planned at/ADP "+
			"the/DET|venue:0:planned F:Seehalle/PROPN|+ ./PUNCT",
		"P:Lind/PROPN watches/VERB ./PUNCT")
	eventtest.Dated(d, "Friday", "2031-03-07", doc.Date)
	eventtest.Dated(d, "noon", "2031-03-07T12:00", doc.Clock)
	m.party(t, 0, "Marsh")
	m.party(t, 0, "Krone")
	events := decode(d, m, fitted())
	if len(events) != 1 {
		t.Fatalf("%d events: %+v", len(events), events)
	}
	e := events[0]
	if e.Type != "meeting" || e.Name != "lakeside summit" || e.Status != "planned" || e.Time != "2031-03-07" ||
		len(e.Spans) != 2 || e.Background {
		t.Errorf("%+v", e)
	}
	if !slices.Equal(e.Participants, []int{0, 1}) {
		t.Errorf("participants %v", e.Participants)
	}
	if len(e.Places) != 2 || d.Entities[e.Places[0]].Name != "Lausen" {
		t.Errorf("places %v", e.Places)
	}
	want := []string{"place Lausen planned", "date 2031-03-07 planned", "time 12:00 planned", "venue Seehalle planned"}
	if got := slotsOf(e); !slices.Equal(got, want) {
		t.Errorf("slots %q, want %q", got, want)
	}
}

// TestApart holds mentions apart that the head takes for one event, and joins their
// minimal pairs.
func TestApart(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		dates map[string]string
		takes [][2]string
		want  int
	}{
		{name: "one event", lines: []string{"summit|e:meeting:0:planned ./PUNCT", "" +
			"The/DET|e:meeting:1:planned big/ADJ|+ summit|+ ./PUNCT"}, want: 1},
		{name: "another", want: 2,
			lines: []string{"summit|e:meeting:0:planned ./PUNCT",
				"another/DET summit|e:meeting:1:planned ./PUNCT"}},
		{name: "next", lines: []string{"summit|e:meeting:0:planned ./PUNCT", "The/DET next/ADJ " +
			"summit|e:meeting:1:planned ./PUNCT"}, want: 2},
		{name: "second and third", want: 2,
			lines: []string{"second/ADJ round|e:meeting:0:planned ./PUNCT",
				"third/ADJ round|e:meeting:1:planned ./PUNCT"}},
		{name: "second, told again", want: 1,
			lines: []string{"second/ADJ round|e:meeting:0:planned ./PUNCT",
				"second/ADJ round|e:meeting:1:planned ./PUNCT"}},
		{name: "next belongs to the week",
			lines: []string{"summit|e:meeting:0:planned ./PUNCT", "next/ADJ week summit|e:meeting:1:planned ./PUNCT"},
			dates: map[string]string{"next week": "2031-W11"}, want: 1},
		{name: "years", lines: []string{"" +
			"summit|e:meeting:0:planned " +
			"in/ADP 2031/NUM|date:0:planned ./PUNCT", "summit|e:meeting:1:held in/ADP " +
			"2028/NUM|date:1:held ./PUNCT"},
			dates: map[string]string{"2031": "2031", "2028": "2028"}, want: 2},
		{name: "one year", lines: []string{"" +
			"summit|e:meeting:0:planned " +
			"in/ADP 2031/NUM|date:0:planned ./PUNCT", "summit|e:meeting:1:held in/ADP " +
			"May/PROPN|date:1:held ./PUNCT"},
			dates: map[string]string{"2031": "2031", "May": "2031-05"}, want: 1},
		{name: "pairs", lines: []string{"" +
			"P:Marsh/PROPN " +
			"meets|e:meeting:0:held P:Krone/PROPN ./PUNCT", "P:Marsh/PROPN meets|e:meeting:1:held " +
			"P:Lind/PROPN ./PUNCT"},
			takes: [][2]string{{"0", "Marsh"}, {"0", "Krone"}, {"1", "Marsh"}, {"1", "Lind"}}, want: 2},
		{name: "one pair", lines: []string{"" +
			"P:Marsh/PROPN " +
			"meets|e:meeting:0:held P:Krone/PROPN ./PUNCT", "P:Krone/PROPN meets|e:meeting:1:held " +
			"P:Marsh/PROPN ./PUNCT"},
			takes: [][2]string{{"0", "Marsh"}, {"0", "Krone"}, {"1", "Marsh"}, {"1", "Krone"}}, want: 1},
		{name: "two met, others are to", want: 2,
			lines: []string{"P:Lind/PROPN met/VERB|e:meeting:0:held with/ADP P:Krone/PROPN ./PUNCT",
				"talks|e:meeting:1:planned between/ADP P:Marsh/PROPN and/CCONJ P:Krone/PROPN ./PUNCT"}},
		{name: "two meet, told again", want: 1,
			lines: []string{"P:Marsh/PROPN will/AUX meet/VERB|e:meeting:0:planned with/ADP P:Krone/PROPN ./PUNCT",
				"talks|e:meeting:1:planned between/ADP P:Marsh/PROPN and/CCONJ P:Krone/PROPN ./PUNCT"}},
		{name: "others are met", want: 2,
			lines: []string{"talks|e:meeting:0:held with/ADP P:Marsh/PROPN ./PUNCT",
				"talks|e:meeting:1:held with/ADP P:Krone/PROPN ./PUNCT"}},
		{name: "the first since another", want: 2,
			lines: []string{"The/DET first/ADJ visit|e:visit:0:planned since/SCONJ he/PRON visit/VERB|e:visit:1:held " +
				"./PUNCT"}},
		{name: "the first, told again", want: 1,
			lines: []string{"The/DET first/ADJ visit|e:visit:0:planned and/CCONJ he/PRON visits/VERB|e:visit:1:planned " +
				"./PUNCT"}},
		{name: "one's testimony and another's", want: 2,
			lines: []string{"P:Vask/PROPN 's/PART/POS testimony|e:hearing:0:held ended/VERB ./PUNCT",
				"P:Orr/PROPN 's/PART/POS testimony|e:hearing:1:held ended/VERB ./PUNCT"}},
		{name: "one's testimony, told again", want: 1,
			lines: []string{"P:Vask/PROPN 's/PART/POS testimony|e:hearing:0:held ended/VERB ./PUNCT",
				"P:Vask/PROPN 's/PART/POS testimony|e:hearing:1:held ended/VERB ./PUNCT"}},
		{name: "one's victory is another's loss", want: 1,
			lines: []string{"P:Vask/PROPN 's/PART/POS victory|e:vote:0:held ended/VERB ./PUNCT",
				"P:Orr/PROPN 's/PART/POS loss|e:vote:1:held ended/VERB ./PUNCT"}},
		{name: "by other words, elsewhere", want: 2,
			lines: []string{"The/DET debate|e:other:0:held in/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET rally|e:other:1:held in/ADP L:Ostby/PROPN|place:1:held ./PUNCT"}},
		{name: "by other words, there", want: 1,
			lines: []string{"The/DET debate|e:other:0:held in/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET event|e:other:1:held in/ADP L:Lausen/PROPN|place:1:held ./PUNCT"}},
		{name: "by the same word, in its town and its land", want: 1,
			lines: []string{"The/DET debate|e:other:0:held in/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET debate|e:other:1:held in/ADP L:Norland/PROPN|place:1:held ./PUNCT"}},
		{name: "by other words, in its hall and its town", want: 1,
			lines: []string{"The/DET debate|e:other:0:held in/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET event|e:other:1:held in/ADP F:Seehalle/PROPN|venue:1:held ./PUNCT"}},
		{name: "a trip goes to many places", want: 1,
			lines: []string{"The/DET tour|e:visit:0:held to/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET trip|e:visit:1:held to/ADP L:Ostby/PROPN|place:1:held ./PUNCT"}},
		{name: "visits to two towns", want: 2,
			lines: []string{"The/DET visit|e:visit:0:held to/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET visit|e:visit:1:held to/ADP L:Ostby/PROPN|place:1:held ./PUNCT"}},
		{name: "a visit, told again", want: 1,
			lines: []string{"The/DET visit|e:visit:0:held to/ADP L:Lausen/PROPN|place:0:held ./PUNCT",
				"The/DET visit|e:visit:1:held to/ADP L:Lausen/PROPN|place:1:held ./PUNCT"}},
		{name: "days of their own", want: 2, dates: map[string]string{"Sunday": "2031-03-09", "Wednesday": "2031-03-19"},
			lines: []string{"The/DET debate|e:other:0:held on/ADP Sunday/PROPN|date:0:held ./PUNCT",
				"The/DET debate|e:other:1:planned on/ADP Wednesday/PROPN|date:1:planned ./PUNCT"}},
		{name: "of days in a row", want: 1, dates: map[string]string{"Sunday": "2031-03-09", "Monday": "2031-03-10"},
			lines: []string{"The/DET debate|e:other:0:held on/ADP Sunday/PROPN|date:0:held ./PUNCT",
				"The/DET debate|e:other:1:planned on/ADP Monday/PROPN|date:1:planned ./PUNCT"}},
		{name: "a visit goes on for days", want: 1, dates: map[string]string{"Sunday": "2031-03-09", "Friday": "2031-03-14"},
			lines: []string{"The/DET visit|e:visit:0:planned on/ADP Sunday/PROPN|date:0:planned ./PUNCT",
				"The/DET visit|e:visit:1:planned until/ADP Friday/PROPN|date:1:planned ./PUNCT"}},
		{name: "told from both sides", want: 1,
			lines: []string{"P:Krone/PROPN opened/VERB talks|e:meeting:0:held with/ADP P:Marsh/PROPN ./PUNCT",
				"talks|e:meeting:1:held with/ADP P:Krone/PROPN ./PUNCT"},
			takes: [][2]string{{"0", "Krone"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, m := text(t, c.lines...)
			m.unsure = 2 * sure // the head would join all
			eventtest.Lemmas(d, "testimony", "testimony", "debate", "debate", "rally", "rally", "event", "event",
				"victory", "victory", "loss", "loss", "tour", "tour", "trip", "trip", "visit", "visit")
			for words, value := range c.dates {
				eventtest.Dated(d, words, value, doc.Date)
			}
			for _, x := range c.takes {
				m.party(t, int(x[0][0]-'0'), x[1])
			}
			if got := decode(d, m, fitted()); len(got) != c.want {
				t.Errorf("%d events, want %d: %+v", len(got), c.want, got)
			}
		})
	}
}

// TestPart: mentions that the heads join are of two events where the nearest date of one is days from those of others,
// unless a day is said to have changed. A vote of the next day is another vote.
func TestPart(t *testing.T) {
	for _, c := range []struct {
		name, kind, verb, first, last string
		want                          []string // the days of each event
	}{
		{"days apart", "other", "is/VERB", "2031-03-09", "2031-03-19", []string{"2031-03-09 2031-03-09", "2031-03-19"}},
		{"days in a row", "other", "is/VERB", "2031-03-09", "2031-03-10", []string{"2031-03-09 2031-03-09 2031-03-10"}},
		{"votes in a row", "vote", "is/VERB", "2031-03-09", "2031-03-10", []string{"2031-03-09 2031-03-09", "2031-03-10"}},
		{"put off", "other", "postponed/VERB", "2031-03-09", "2031-03-19", []string{"2031-03-09 2031-03-09 2031-03-19"}},
		{"no day", "other", "is/VERB", "2031-03-09", "2031-W12", []string{"2031-03-09 2031-03-09 2031-W12"}},
		{"a visit", "visit", "is/VERB", "2031-03-09", "2031-03-19", []string{"2031-03-09 2031-03-09 2031-03-19"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			mention := "The/DET debate|e:" + c.kind + ":0:planned "
			d, m := text(t, mention+"is/VERB on/ADP Sunday/PROPN|date:0:planned ./PUNCT",
				mention+"is/VERB today/NOUN|date:0:planned ./PUNCT",
				mention+c.verb+" on/ADP Wednesday/PROPN|date:0:planned ./PUNCT")
			eventtest.Lemmas(d, "debate", "debate", "postponed", "postpone", "is", "be")
			eventtest.Dated(d, "Sunday", c.first, doc.Date)
			eventtest.Dated(d, "today", c.first, doc.Date)
			eventtest.Dated(d, "Wednesday", c.last, doc.Date)
			var got []string
			for _, e := range decode(d, m, fitted()) {
				var days []string
				for _, s := range e.Slots {
					days = append(days, s.Value)
				}
				got = append(got, strings.Join(days, " "))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestPartAgain: what is said to be on three days is three events.
func TestPartAgain(t *testing.T) {
	const mention = "The/DET debate|e:other:0:planned is/VERB on/ADP "
	d, m := text(t, mention+"Sunday/PROPN|date:0:planned ./PUNCT", mention+"Wednesday/PROPN|date:0:planned ./PUNCT",
		mention+"Friday/PROPN|date:0:planned ./PUNCT")
	eventtest.Lemmas(d, "debate", "debate", "is", "be")
	for words, day := range map[string]string{"Sunday": "2031-03-09", "Wednesday": "2031-03-19", "Friday": "2031-03-28"} {
		eventtest.Dated(d, words, day, doc.Date)
	}
	if events := decode(d, m, fitted()); len(events) != 3 {
		t.Errorf("%d events: %+v", len(events), events)
	}
}

// TestOtherDay: what is told after a mention with a day of its own is told of that day's event.
func TestOtherDay(t *testing.T) {
	d, m := text(t, "The/DET debate|e:other:0:held was/AUX on/ADP Sunday/PROPN|date:0:held ./PUNCT",
		"The/DET debate|e:other:1:planned is/AUX on/ADP Wednesday/PROPN|date:1:planned ./PUNCT",
		"The/DET debate|e:other:2:planned is/AUX in/ADP L:Lausen/PROPN|place:2:planned ./PUNCT")
	m.unsure = 2 * sure // the head would join all
	eventtest.Lemmas(d, "debate", "debate")
	eventtest.Dated(d, "Sunday", "2031-03-09", doc.Date)
	eventtest.Dated(d, "Wednesday", "2031-03-19", doc.Date)
	events := decode(d, m, fitted())
	if len(events) != 2 || len(events[1].Spans) != 2 || !slices.Equal(slotsOf(events[1]),
		[]string{"date 2031-03-19 planned", "place Lausen planned"}) {
		t.Errorf("%+v", events)
	}
}

// TestNobodyFromTheBackground: who is named only where another event is told to explain
// this one takes no part in it, whatever the head says.
func TestNobodyFromTheBackground(t *testing.T) {
	lines := []string{"The/DET summit|e:meeting:0:planned is/AUX the/DET first/ADJ since/SCONJ P:Marsh/PROPN " +
		"met/VERB|e:meeting:1:held P:Silva/PROPN ./PUNCT"}
	d, m := text(t, lines...)
	for i, w := range []struct {
		head int32
		rel  doc.Rel
	}{{1, doc.Det}, {4, doc.Nsubj}, {4, doc.Cop}, {4, doc.Det}, {-1, doc.Root},
		{7, doc.Mark}, {7, doc.Nsubj}, {4, doc.Advcl}, {7, doc.Obj}, {4, doc.Punct}} {
		d.Words[i].Head, d.Words[i].Rel = w.head, w.rel
	}
	for _, who := range []string{"Marsh", "Silva"} {
		m.party(t, 0, who)
		m.party(t, 1, who)
	}
	events := decode(d, m, fitted())
	if len(events) != 2 || len(events[0].Participants) != 0 || len(events[1].Participants) != 2 {
		t.Fatalf("%+v", events)
	}
	if events[0].Background || !events[1].Background {
		t.Errorf("background: %v of the summit, %v of the meeting before", events[0].Background, events[1].Background)
	}
	d, m = text(t, lines[0], "P:Silva/PROPN arrives/VERB ./PUNCT")
	m.party(t, 0, "Silva")
	if events := decode(d, m, fitted()); !slices.Equal(events[0].Participants, []int{1}) {
		t.Errorf("named outside as well: participants %v", events[0].Participants)
	}
}

// TestNobodyFromTheBackgroundUnparsed: the same where no tree is at hand, by the word that opens the clause.
func TestNobodyFromTheBackgroundUnparsed(t *testing.T) {
	d, m := text(t, "The/DET summit|e:meeting:0:planned is/AUX/VBZ the/DET first/ADJ since/SCONJ P:Marsh/PROPN "+
		"met/VERB/VBD|e:meeting:1:held P:Silva/PROPN ,/PUNCT P:Lind/PROPN said/VERB/VBD ./PUNCT")
	for _, who := range []string{"Marsh", "Silva", "Lind"} {
		m.party(t, 0, who)
	}
	m.party(t, 1, "Silva")
	events := decode(d, m, fitted())
	if len(events) != 2 || !slices.Equal(events[0].Participants, []int{2}) ||
		!slices.Equal(events[1].Participants, []int{1}) {
		t.Fatalf("%+v", events)
	}
	if events[0].Background || !events[1].Background {
		t.Errorf("background: %v of the summit, %v of the meeting before", events[0].Background, events[1].Background)
	}
}

func TestValues(t *testing.T) {
	d, m := text(t,
		"No/DET|date:0:undecided date|+ for/ADP the/DET summit|e:meeting:0:planned of/ADP "+
			"P:Marsh/PROPN|participants:0:planned ./PUNCT",
		"The/DET venue|venue:0:undecided is/AUX open/ADJ ,/PUNCT the/DET hall|venue:0:planned is/AUX not/PART ./PUNCT",
		"on/ADP|agenda:0:planned the/DET|+ fishing|+ quotas|+ and/CCONJ in/ADP|format:0:planned private/ADJ|+ "+
			"in/ADP the/DET evening|time:0:planned ./PUNCT",
		"after/ADP|date:0:planned the/DET|+ vote|+ in/ADP L:Lausen/PROPN|place:0:planned ,/PUNCT|+ "+
			"L:Vestria/PROPN|+ ./PUNCT")
	eventtest.Dated(d, "evening", "2031-03-05TEV", doc.Clock)
	want := []string{"date  undecided", "participants Marsh planned", "venue  undecided", "venue hall planned",
		"agenda fishing quotas planned",
		"format in private planned", "time evening planned", "date  planned", "place Lausen, Vestria planned"}
	if got := slotsOf(decode(d, m, fitted())[0]); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// TestSaidBy: the innermost speech that holds a slot says it, an intention says nothing,
// and the report's own asides in reported words are its own.
func TestSaidBy(t *testing.T) {
	d, m := text(t,
		"P:Lind/PROPN says/VERB P:Marsh/PROPN said/VERB the/DET summit|e:meeting:0:planned is/AUX in/ADP "+
			"L:Lausen/PROPN|place:0:planned ./PUNCT",
		"P:Lind/PROPN says/VERB the/DET summit|e:meeting:0:planned ,/PUNCT due/ADJ on/ADP "+
			"Friday/PROPN|date:0:planned ,/PUNCT is/AUX open/ADJ|format:0:planned ./PUNCT",
		"P:Lind/PROPN plans/VERB a/DET visit|e:visit:1:planned to/ADP L:Norland/PROPN|place:1:planned ./PUNCT")
	said := func(first, end, speaker int, attitude string) {
		nested := -1
		if len(d.Statements) == 1 {
			nested = 0
		}
		d.Statements = append(d.Statements, doc.Statement{Content: []article.Span{d.SpanOf(first, end)},
			Speakers: []int{speaker}, Attitude: attitude, NestedIn: nested})
	}
	said(2, 9, 0, record.Speech)
	said(4, 9, 1, record.Speech)
	said(12, 21, 0, record.Speech)
	said(24, 28, 0, record.Intention)
	events := decode(d, m, fitted())
	for k, want := range []struct {
		speakers  []int
		statement int
	}{{[]int{1}, 1}, {nil, -1}, {[]int{0}, 2}} {
		if s := events[0].Slots[k]; !slices.Equal(s.SaidBy, want.speakers) || s.Statement != want.statement {
			t.Errorf("slot %d (%s): said by %v in %d, want %+v", k, s.Value, s.SaidBy, s.Statement, want)
		}
	}
	if s := events[1].Slots[0]; s.SaidBy != nil {
		t.Errorf("an intention says %+v", s)
	}
}

func TestNothing(t *testing.T) {
	d, m := text(t, "nothing happens ./PUNCT")
	if events := decode(d, m, fitted()); len(events) != 0 {
		t.Errorf("%+v", events)
	}
}

// TestNoMention: a dateline tells where the report was written, a bare name is no event, and
// words without a meaning fill nothing, whatever the heads say.
func TestNoMention(t *testing.T) {
	d, m := text(t, "L:Lausen/PROPN|place:0:held ,/PUNCT May/PROPN|date:0:held summit|e:meeting:0:planned "+
		"with/ADP P:Marsh/PROPN|e:meeting:1:held",
		"the/DET|agenda:0:planned talks|e:meeting:0:planned will/AUX be/VERB|date:0:planned held/VERB|+ "+
			"L:Norland/PROPN|e:visit:2:held -/PUNCT talks|e:meeting:0:planned")
	d.Article.Dateline = &article.Dateline{Span: d.SpanOf(0, 3)}
	eventtest.Dated(d, "May", "2030-05", doc.Date)
	events := decode(d, m, fitted())
	if len(events) != 1 || len(events[0].Spans) != 3 || len(events[0].Slots) != 0 {
		t.Errorf("%+v", events)
	}
	d.Article.Dateline = nil
	want := []string{"place Lausen held", "date 2030-05 held"}
	if got := slotsOf(decode(d, m, fitted())[0]); !slices.Equal(got, want) {
		t.Errorf("without a dateline: %q", got)
	}
}

// TestCompany: whom the words of a mention name as meeting take part, whatever the head says;
// whose office is to speak for others does not, unless those words name him.
func TestCompany(t *testing.T) {
	d, m := text(t, "P:Orr/PROPN said/VERB the/DET summit|e:meeting:0:planned between/ADP P:Marsh/PROPN and/CCONJ "+
		"P:Silva/PROPN will/AUX help/VERB P:Vask/PROPN ./PUNCT")
	m.party(t, 0, "Orr")
	for i := range d.Entities {
		if d.Entities[i].Name == "Orr" {
			d.Entities[i].Roles = []doc.Role{{Title: "Palace Spokesman"}}
		}
	}
	events := decode(d, m, fitted())
	if len(events) != 1 {
		t.Fatalf("%+v", events)
	}
	var who []string
	for _, e := range events[0].Participants {
		who = append(who, d.Entities[e].Name)
	}
	if !slices.Equal(who, []string{"Marsh", "Silva"}) {
		t.Errorf("%q take part, want Marsh and Silva", who)
	}
}

// TestOwners: whose visit it is takes part, whatever the head says; whose funeral it is does not.
func TestOwners(t *testing.T) {
	for kind, want := range map[string]int{"visit": 1, "other": 1, "ceremony": 0} {
		d, m := text(t, "P:Vask/PROPN|e:"+kind+":0:planned ’s/PART|+ day|+ begins/VERB ./PUNCT")
		d.Words[1].XPOS = doc.XPOSS
		events := decode(d, m, fitted())
		if len(events) != 1 || len(events[0].Participants) != want {
			t.Errorf("%s: %+v, want %d to take part", kind, events, want)
		}
	}
}

// TestAlone: nobody but its owner takes part in a testimony, whatever the head says; others do at a rally.
func TestAlone(t *testing.T) {
	for noun, want := range map[string][]int{"testimony": {0}, "rally": {0, 1}} {
		d, m := text(t, "P:Vask/PROPN|e:other:0:held 's/PART/POS|+ "+noun+"|+ was/AUX like/ADP P:Orr/PROPN 's/PART/POS "+
			"./PUNCT")
		eventtest.Lemmas(d, noun, noun)
		m.party(t, 0, "Orr")
		events := decode(d, m, fitted())
		if len(events) != 1 || !slices.Equal(events[0].Participants, want) {
			t.Errorf("%s: %+v, want %v to take part", noun, events, want)
		}
	}
}

// TestQuoted: of what somebody says in quotation marks a name outside them surely takes part only if it is the
// speaker's, or nobody knows who speaks.
func TestQuoted(t *testing.T) {
	for speaker, sure := range map[int]bool{0: true, 1: false, -1: true} {
		d, m := text(t, "P:Vask/PROPN said/VERB \"/PUNCT I/PRON signed/VERB|e:signing:0:held it/PRON \"/PUNCT "+
			"P:Orr/PROPN ./PUNCT")
		d.Quotes = []doc.Quote{{FirstToken: 2, EndToken: 7}}
		for i := 2; i < 7; i++ {
			d.Tokens[i].Quote = 0
		}
		if speaker >= 0 {
			d.Statements = []doc.Statement{{Content: []article.Span{d.SpanOf(2, 7)}, Speakers: []int{speaker}, NestedIn: -1}}
		}
		m.party(t, 0, "Vask")
		events := decode(d, m, fitted())
		if len(events) != 1 || len(events[0].Participants) != 1 || len(events[0].Unsure) == 0 != sure {
			t.Errorf("speaker %d: %+v, want sure %v", speaker, events, sure)
		}
	}
}

// TestQuotedAgain: who meets, by what the report says itself, takes part in "the meeting" of which another speaks.
func TestQuotedAgain(t *testing.T) {
	for word, unsure := range map[string]int{"the/DET": 0, "some/DET": 1} {
		d, m := text(t, "P:Vask/PROPN said/VERB \"/PUNCT "+word+"|e:meeting:0:held meeting|+ ended/VERB \"/PUNCT ,/PUNCT "+
			"P:Orr/PROPN heard/VERB ./PUNCT")
		d.Quotes = []doc.Quote{{FirstToken: 2, EndToken: 7}}
		for i := 2; i < 7; i++ {
			d.Tokens[i].Quote = 0
		}
		d.Statements = []doc.Statement{{Content: []article.Span{d.SpanOf(2, 7)}, Speakers: []int{0}, NestedIn: -1}}
		m.party(t, 0, "Orr")
		if events := decode(d, m, fitted()); len(events) != 1 || len(events[0].Unsure) != unsure {
			t.Errorf("%s: %+v", word, events)
		}
	}
}

// TestBodies: a body is no event of no usual kind, but may stand for a vote.
func TestBodies(t *testing.T) {
	for kind, want := range map[string]int{"other": 0, "vote": 1} {
		d, m := text(t, "The/DET|e:"+kind+":0:held council|+ agreed/VERB ./PUNCT")
		if events := decode(d, m, fitted()); len(events) != want || want > 0 && events[0].Name != kind {
			t.Errorf("%s: %+v", kind, events)
		}
	}
}

// TestNoVote: what is near a vote is typed one only where a word for a vote tells of it.
func TestNoVote(t *testing.T) {
	for line, want := range map[string]string{
		"She/PRON suggest/VERB|e:vote:0:held an/DET|+ amendment|+ ./PUNCT":   "other",
		"The/DET settlement|e:vote:0:held ended/VERB it/PRON ./PUNCT":        "other",
		"She/PRON pass/VERB|e:vote:0:held an/DET|+ amendment|+ ./PUNCT":      "vote",
		"They/PRON held/VERB|e:vote:0:held a/DET|+ referendum|+ ./PUNCT":     "vote",
		"The/DET plenum|e:vote:0:held ended/VERB ./PUNCT":                    "vote",
		"She/PRON suggest/VERB|e:meeting:0:held an/DET|+ audience|+ ./PUNCT": "meeting",
	} {
		d, m := text(t, line)
		if events := decode(d, m, fitted()); len(events) != 1 || events[0].Type != want {
			t.Errorf("%q: %+v, want %q", line, events, want)
		}
	}
}

// TestDayWithoutTime: a day that no words name is never sure.
func TestDayWithoutTime(t *testing.T) {
	for value, want := range map[string]bool{"2031-03-07": true, "": false} {
		d, m := text(t, "The/DET summit|e:meeting:0:planned is/AUX on/ADP Friday/PROPN|date:0:planned ./PUNCT")
		if value != "" {
			eventtest.Dated(d, "Friday", value, doc.Date)
		}
		events := decode(d, m, fitted())
		if len(events) != 1 || len(events[0].Slots) != 1 || events[0].Slots[0].Score >= record.FirmScore != want {
			t.Errorf("%q: %+v, sure %v", value, events, want)
		}
	}
}

// TestWhoMeetsIsNoPlace: a state that meets another is not where they meet.
func TestWhoMeetsIsNoPlace(t *testing.T) {
	for _, with := range [][]int{nil, {0}} {
		d, m := text(t, "The/DET talks|e:meeting:0:held in/ADP L:Norland/PROPN|place:0:held ended/VERB ./PUNCT")
		r := newDraft(d, m, fitted())
		finding{r, m}.find()
		r.ms[0].with = with
		joining{r, newPairs(r, m)}.gather()
		if got := len(r.ms[0].towns) == 0; got != (with != nil) {
			t.Errorf("of those who meet %v: towns %v", with, r.ms[0].towns)
		}
	}
}

// TestUnplanned: a document of which none is planned is not planned; what is not open stays so.
func TestUnplanned(t *testing.T) {
	for verb, want := range map[string]string{"planned/VERB": record.NotPlanned, "ready/ADJ": record.Undecided} {
		d, m := text(t, "No/DET signing of/ADP any/DET|document:0:undecided documents|+ at/ADP the/DET "+
			"summit|e:meeting:0:planned is/AUX "+verb+" ./PUNCT")
		d.Words[len(d.Words)-2].Lemma = "plan"
		events := decode(d, m, fitted())
		if len(events) != 1 || len(events[0].Slots) != 1 || events[0].Slots[0].Status != want {
			t.Errorf("%s: %+v, want %s", verb, events, want)
		}
	}
}

// TestQuotedApart: a day in quoted words is not told of an event that the sentence names outside of them.
func TestQuotedApart(t *testing.T) {
	for quoted, told := range map[int]bool{4: false, 7: true} {
		d, m := text(t, "It opens/VERB on/ADP Friday/PROPN|date:0:planned after/ADP the/DET fair|e:other:0:held ./PUNCT")
		eventtest.Dated(d, "Friday", "2031-02-28", doc.Date)
		for i := range d.Tokens {
			d.Tokens[i].Quote = -1
			if i < quoted {
				d.Tokens[i].Quote = 0
			}
		}
		d.Quotes = []doc.Quote{{FirstToken: 0, EndToken: quoted}}
		r := draftOf(d, m, fitted())
		e := publishing{r, newSources(r.Text)}.event(&r.events[0])
		if got := e.Slots[0].Score >= 0.5; got != told {
			t.Errorf("%d tokens quoted: %+v", quoted, e.Slots)
		}
	}
}

// TestGroups: people without a name take part where the head says so, and tell no event from another.
func TestGroups(t *testing.T) {
	for takes, want := range map[bool]int{true: 1, false: 0} {
		d, m := text(t, "G:Teachers began/VERB a/DET strike|e:protest:0:held ./PUNCT")
		if takes {
			m.party(t, 0, "Teachers")
		}
		events := decode(d, m, fitted())
		if len(events) != 1 || len(events[0].Participants) != want {
			t.Errorf("%v: %+v, want %d to take part", takes, events, want)
		}
	}
	d, m := text(t, "G:Teachers began/VERB ./PUNCT", "The/DET strike|e:protest:0:held ended/VERB ./PUNCT")
	m.party(t, 0, "Teachers")
	r := newDraft(d, m, fitted())
	finding{r, m}.find()
	partaking{r}.weighGroups(m, company.Groups(r.Text))
	if x := &r.ms[0]; len(x.groups) != 1 || len(x.shares)+len(x.people) != 0 {
		t.Errorf("%+v", x)
	}
}

// TestStatesFold: a state beside its leader does not take part a second time.
func TestStatesFold(t *testing.T) {
	for country, want := range map[string][]string{"NL": {"Marsh"}, "KV": {"Marsh", "Norland"}} {
		d, m := text(t, "talks|e:meeting:0:held with/ADP L:Norland/PROPN P:Marsh/PROPN ./PUNCT")
		m.party(t, 0, "Norland")
		m.party(t, 0, "Marsh")
		d.Entities[0].Country, d.Entities[1].Country = "NL", country
		events := decode(d, m, fitted())
		var who []string
		for _, e := range events[0].Participants {
			who = append(who, d.Entities[e].Name)
		}
		slices.Sort(who)
		if !slices.Equal(who, want) {
			t.Errorf("Marsh of %s: %q take part, want %q", country, who, want)
		}
	}
}

// TestDenied: what stands behind "not" and is taken as planned decides nothing in a dossier.
func TestDenied(t *testing.T) {
	for _, c := range []struct {
		line string
		sure bool
	}{
		{"The/DET summit|e:meeting:0:planned will/AUX raise/VERB the/DET issue/NOUN of/ADP " +
			"tariffs|agenda:0:planned ./PUNCT", true},
		{"The/DET summit|e:meeting:0:planned will/AUX not/PART raise/VERB the/DET issue/NOUN of/ADP " +
			"tariffs|agenda:0:planned ./PUNCT", false},
		{"The/DET summit|e:meeting:0:planned will/AUX not/PART only/ADV raise/VERB tariffs|agenda:0:planned ./PUNCT", true},
		{"It/PRON is/AUX not/PART late/ADJ ,/PUNCT the/DET summit|e:meeting:0:planned will/AUX raise/VERB " +
			"tariffs|agenda:0:planned ./PUNCT", true},
	} {
		d, m := text(t, c.line)
		events := decode(d, m, fitted())
		if len(events) != 1 || len(events[0].Slots) != 1 {
			t.Fatalf("%q: %+v", c.line, events)
		}
		s := events[0].Slots[0]
		if planned := s.Status == record.Planned && s.Score > denialLeaves; planned != c.sure {
			t.Errorf("%q: %s with a score of %.2f", c.line, s.Status, s.Score)
		}
	}
}

// TestContradicted: who says that gas is not on the agenda has planned nothing; the day of the summit stays as it is.
func TestContradicted(t *testing.T) {
	for _, c := range []struct {
		commitment string
		statement  int32
		kind       string
		want       bool
	}{
		{record.CertainMinus, 0, record.AgendaSlot, true},
		{record.ProbableMinus, 0, record.PressSlot, true},
		{record.CertainPlus, 0, record.AgendaSlot, false},
		{record.CertainMinus, 0, record.DateSlot, false},
		{record.CertainMinus, -1, record.AgendaSlot, false},
	} {
		r := sources{phrase.Text{Doc: &doc.Doc{Statements: []doc.Statement{{Commitment: c.commitment}}}},
			[]int32{c.statement}}
		if got := r.contradict(0, c.kind); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestNames: an event is called by the noun that the report uses most, with the names that stand with it.
func TestNames(t *testing.T) {
	for line, want := range map[string]string{
		"first/ADJ|e:meeting:0:planned talks/NOUN|+ of/ADP|+ both/DET|+ sides/NOUN|+ end/VERB": "talks",
		"talks/NOUN|e:meeting:0:planned of/ADP|+ P:Vask/PROPN|+ end/VERB":                      "talks of Vask",
		"gate/NOUN closed/VERB|e:meeting:0:planned at/ADP talks/NOUN|e:meeting:0:planned":      "talks",
	} {
		d, m := text(t, "The/DET "+line+" ./PUNCT")
		if events := decode(d, m, fitted()); len(events) != 1 || events[0].Name != want {
			t.Errorf("%q: %+v, want %q", line, events, want)
		}
	}
}

// TestSureNames: of the words that name an event the surest give it its name, whatever others tell more; of those as
// sure, those that tell more. Where none is sure the word for its sort does.
func TestSureNames(t *testing.T) {
	for _, c := range []struct {
		scores, one [2]float64
		want        string
	}{
		{[2]float64{0.9, 0.9}, [2]float64{1, 1}, "talks of Vask"},
		{[2]float64{0.6, 0.9}, [2]float64{1, 1}, "vote"},
		{[2]float64{0.9, 0.9}, [2]float64{0.5, 1}, "vote"},
		{[2]float64{0.7, 0.9}, [2]float64{0.95, 1}, "talks of Vask"},
		{[2]float64{0.5, 0.6}, [2]float64{0.7, 0.5}, "meeting"}, // neither
	} {
		d, m := text(t, "The/DET talks/NOUN|e:meeting:0:planned of/ADP|+ P:Vask/PROPN|+ end/VERB ./PUNCT",
			"The/DET vote/NOUN|e:meeting:0:planned ends/VERB ./PUNCT")
		r := newDraft(d, m, fitted())
		finding{r, m}.find()
		joining{r, newPairs(r, m)}.cluster()
		for i := range r.ms {
			r.ms[i].Score = c.scores[i]
		}
		r.events[0].one = c.one[:]
		if got := (naming{r}).nameOf(&r.events[0]); len(r.events) != 1 || got != c.want {
			t.Errorf("%+v: %q of %d events", c, got, len(r.events))
		}
	}
}

// TestSorts: an event that no noun names is called after its kind, or what its verb says more exactly; where the kind
// would say what is not so, a clause says it.
func TestSorts(t *testing.T) {
	for line, want := range map[string]string{
		"court/NOUN rule/VERB|e:hearing:0:held for/ADP us/PRON":     "ruling",
		"court/NOUN testify/VERB|e:hearing:0:held for/ADP us/PRON":  "hearing",
		"town/NOUN elect/VERB|e:vote:0:held her/PRON":               "election",
		"town/NOUN approve/VERB|e:vote:0:held it/PRON":              "vote",
		"town/NOUN celebrate/VERB|e:ceremony:0:held it/PRON":        "celebration",
		"mayor/NOUN speak/VERB|e:meeting:0:held to/ADP crowds/NOUN": "mayor speak to crowds",
		"mayor/NOUN meet/VERB|e:meeting:0:held them/PRON":           "meeting",
		"land/NOUN join/VERB|e:meeting:0:held councils/NOUN":        "land join councils",
		"ambulance/NOUN rush/VERB|e:visit:0:held to/ADP town/NOUN":  "ambulance rush to town",
		"mayor/NOUN travel/VERB|e:visit:0:held to/ADP town/NOUN":    "visit",
		"house/NOUN agree/VERB|e:vote:0:planned on/ADP bills/NOUN":  "house agree on bills",
		"council/NOUN reconvene/VERB|e:deadline:0:planned soon/ADV": "council reconvene",
		"permit/NOUN expire/VERB|e:deadline:0:planned soon/ADV":     "deadline",
	} {
		d, m := text(t, "The/DET "+line+" ./PUNCT")
		if events := decode(d, m, fitted()); len(events) != 1 || events[0].Name != want {
			t.Errorf("%q: %+v, want %q", line, events, want)
		}
	}
}

// TestClauses: an act is called by a clause with its subject, an occasion without; a participle alone gives way to a
// noun that is less sure, a thing names no event.
func TestClauses(t *testing.T) {
	for line, want := range map[string]string{
		"council/NOUN passed/VERB/VBD|e:vote:0:held a/DET|+ budget/NOUN|+":               "council passed a budget",
		"mayor/NOUN signed/VERB/VBD|e:signing:0:held a/DET|+ budget/NOUN|+":              "signed a budget",
		"mayor/NOUN spoke/VERB before/SCONJ|e:other:0:held resigning/VERB/VBG|+ ,/PUNCT": "resigning",
		"day/NOUN of/ADP ,/PUNCT unveiled/VERB/VBN|e:other:0:held soon/ADV":              "",
	} {
		d, m := text(t, "The/DET "+line+" ./PUNCT")
		events := decode(d, m, fitted())
		if want == "" && len(events) > 0 || want != "" && (len(events) != 1 || events[0].Name != want) {
			t.Errorf("%q: %+v, want %q", line, events, want)
		}
	}
}

// TestNoName: a verb that says nothing alone tells of no event.
func TestNoName(t *testing.T) {
	for line, want := range map[string]int{
		"It/PRON begin/VERB|e:other:0:planned soon/ADV ./PUNCT":     0,
		"She/PRON resign/VERB|e:other:0:planned soon/ADV ./PUNCT":   1,
		"They/PRON begin/VERB|e:meeting:0:planned soon/ADV ./PUNCT": 1,
	} {
		d, m := text(t, line)
		if events := decode(d, m, fitted()); len(events) != want {
			t.Errorf("%q: %+v, want %d", line, events, want)
		}
	}
}

// TestStatusScore: a status is as sure as the heads find it and those that a reader would not confuse with it; one that
// words decide is sure where the heads find it likely.
func TestStatusScore(t *testing.T) {
	d, m := text(t, "The/DET summit|e:meeting:0:planned ends/VERB ./PUNCT")
	r := newDraft(d, m, fitted())
	finding{r, m}.find()
	joining{r, newPairs(r, m)}.cluster()
	at := func(status string) *float64 { return &r.ms[0].status[slices.Index(record.Statuses[:], status)] }
	clear(r.ms[0].status)
	*at(record.Planned), *at(record.Likely), *at(record.Cancelled) = 0.3, 0.1, 0.6
	c := &r.events[0]
	for _, x := range []struct {
		words, status string
		want          float64
	}{
		{"", record.Planned, 0.4}, {"", record.Cancelled, 0.6}, {"", record.Held, 0},
		{record.Cancelled, record.Cancelled, 1}, {record.Likely, record.Likely, 0.4},
	} {
		c.status = x.words
		if got := (standing{r}).sureness(c, x.status); math.Abs(got-x.want) > 0.001 {
			t.Errorf("%+v: %v", x, got)
		}
	}
}

// TestDeniedStatus: what stands behind "not" has its own status, not its event's; without a "not" a
// weak head gives way to the event.
func TestDeniedStatus(t *testing.T) {
	for line, want := range map[string]string{
		"will/AUX not/PART cover/VERB":   record.RuledOut,
		"will/AUX surely/ADV cover/VERB": record.Planned,
	} {
		d, m := text(t, "The/DET summit|e:meeting:0:planned "+line+" tariffs|agenda:0:planned ./PUNCT")
		r := newDraft(d, m, fitted())
		finding{r, m}.find()
		joining{r, newPairs(r, m)}.cluster()
		linking{r}.link(m)
		row := make([]float32, len(record.Statuses))
		row[slices.Index(record.Statuses[:], record.RuledOut)] = 2
		standing{r}.set(&r.ss[0], row)
		if got := r.ss[0].status; got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}
