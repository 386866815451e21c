package value

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
	"readout/record"
)

// TestDates: a day faces the way its status says, two days make a range, and words that
// leave nothing open stay as they were read.
func TestDates(t *testing.T) {
	for _, c := range []struct{ line, words, value, by, status, want string }{
		{"on/ADP Friday/PROPN", "Friday", "2031-02-28", "timex/weekday@1", "planned", "2031-03-07"},
		{"on/ADP Friday/PROPN", "Friday", "2031-02-28", "timex/weekday", "held", "2031-02-28"},
		{"on/ADP Friday/PROPN", "Friday", "2031-03-07", "timex/weekday@1", "held", "2031-02-28"},
		{"on/ADP Friday/PROPN", "Friday", "2031-02-28", "timex/weekday@1", "postponed", "2031-02-28"},
		{"last/ADJ Friday/PROPN", "last Friday", "2031-02-28", "timex/last@1", "planned", "2031-02-28"},
		{"June/PROPN 3", "June 3", "2030-06-03", "", "planned", "2031-06-03"},
		{"June/PROPN 3 2030", "June 3 2030", "2030-06-03", "", "planned", "2030-06-03"},
		{"February/PROPN 20", "February 20", "2031-02-20", "", "planned", "2031-02-20"},
		{"May/PROPN", "May", "2030-05", "", "likely", "2031-05"},
		{"May/PROPN 23 -/PUNCT 25", "May 23", "2031-05-23", "", "planned", "2031-05-23/2031-05-25"},
		{"May/PROPN 23 and 12", "May 23", "2031-05-23", "", "planned", "2031-05-23"},
		{"the/DET weekend", "weekend", "2031-W10-WE", "", "planned", "2031-03-08/2031-03-09"},
		{"someday", "", "", "", "planned", ""},
	} {
		d := eventtest.Doc(c.line)
		if c.words != "" {
			eventtest.Dated(d, c.words, c.value, doc.Date)
			d.Times[0].By = c.by
		}
		if got := Of(phrase.New(d), doc.Range{End: len(d.Tokens)}, record.DateSlot, c.status); got != c.want {
			t.Errorf("%s, %s as %s: %q, want %q", c.line, c.status, c.value, got, c.want)
		}
	}
	d := eventtest.Doc("in/ADP May/PROPN or June/PROPN")
	eventtest.Dated(d, "May", "2031-05", doc.Date)
	eventtest.Dated(d, "June", "2031-06", doc.Date)
	if got := Of(phrase.New(d), doc.Range{End: 4}, record.DateSlot, record.Planned); got != "2031-05/2031-06" {
		t.Errorf("%q", got)
	}
	for settled, want := range map[bool]string{false: "2031-02-28", true: "2031-03-07"} { // "until Friday"
		d := eventtest.Doc("until/ADP Friday/PROPN")
		eventtest.Dated(d, "Friday", "2031-03-07", doc.Date)
		d.Times[0].By, d.Times[0].Settled = "timex/weekday@1", settled
		if got := Of(phrase.New(d), doc.Range{End: 2}, record.DateSlot, record.Held); got != want {
			t.Errorf("settled %v: %q", settled, got)
		}
	}
	for word, want := range map[string]string{"between/ADP": "2031-05-03/2031-06-05", "on/ADP": "2031-05-03"} {
		d := eventtest.Doc(word + " May/PROPN 3/NUM and/CCONJ June/PROPN 5/NUM")
		eventtest.Dated(d, "May 3", "2031-05-03", doc.Date)
		eventtest.Dated(d, "June 5", "2031-06-05", doc.Date)
		if got := Of(phrase.New(d), doc.Range{First: 1, End: 3}, record.DateSlot, record.Planned); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// TestBars: a day of a year that is told rules out what cannot be; a weekday or a day without its year does not.
func TestBars(t *testing.T) {
	for _, c := range []struct {
		words, value, by, status string
		want                     bool
	}{
		{"2032", "2032", "", record.Held, true},
		{"2032", "2032", "", record.Planned, false},
		{"2029", "2029", "", record.Planned, true},
		{"2029", "2029", "", record.Held, false},
		{"2029", "2029", "", record.Cancelled, false},
		{"Friday", "2031-03-07", "timex/weekday", record.Held, false},
		{"June", "2030-06", "", record.Planned, false},
		{"week", "2031-W09", "", record.Held, false}, // last week: the report is of Wednesday of week 10
		{"week", "2031-W09", "", record.Planned, true},
		{"week", "2031-W10", "", record.Held, false},
		{"week", "2031-W10", "", record.Planned, false},
		{"week", "2031-W11", "", record.Held, true},
		{"week", "2031-W11", "", record.Planned, false},
		{"weekend", "2031-W09-WE", "", record.Planned, true},
		{"weekend", "2031-W10-WE", "", record.Held, true},
		{"Friday", "2031-02-28", "timex/last", record.Planned, false},
	} {
		d := eventtest.Doc(c.words)
		eventtest.Dated(d, c.words, c.value, doc.Date)
		d.Times[0].By = c.by
		if got := Bars(phrase.New(d), doc.Range{End: 1}, c.status); got != c.want {
			t.Errorf("%s bars %s: %v", c.words, c.status, got)
		}
	}
	if Bars(phrase.New(eventtest.Doc("soon")), doc.Range{End: 1}, record.Held) {
		t.Error("no day bars anything")
	}
}

// TestValues: names, hours, and the article's words; nothing where the words leave it open.
func TestValues(t *testing.T) {
	for _, c := range []struct{ line, slot, status, want, hour string }{
		{"No/DET date", record.DateSlot, record.Undecided, "", ""},
		{"noon/NOUN", record.TimeSlot, record.Planned, "12:00 GMT", "noon=2031-03-07T12:00"},
		{"in/ADP the/DET evening", record.TimeSlot, record.Planned, "evening", "evening=2031-03-05TEV"},
		{"in/ADP L:Lausen/PROPN ,/PUNCT L:Vestria/PROPN", record.PlaceSlot, record.Planned, "Lausen, Vestria", ""},
		{"L:Vestria/PROPN 's/PART capital of/ADP L:Lausen/PROPN", record.PlaceSlot, record.Planned, "Lausen", ""},
		{"the/DET L:Lausen/PROPN hotel", record.VenueSlot, record.Planned, "Lausen hotel", ""},
		{"L:Lausen/PROPN ,/PUNCT a/DET town", record.PlaceSlot, record.Planned, "Lausen", ""},
		{"the/DET venue", record.VenueSlot, record.Undecided, "", ""},
		{"the/DET hall", record.VenueSlot, record.Planned, "hall", ""},
		{"with/ADP P:Marsh/PROPN", record.ParticipantsSlot, record.Planned, "Marsh", ""},
		{"experts from/ADP L:Vestria/PROPN", record.ParticipantsSlot, record.Planned, "experts from Vestria", ""},
		{"on/ADP the/DET fishing quotas", record.AgendaSlot, record.Planned, "fishing quotas", ""},
		{"from/ADP O:Meridian/PROPN", record.VenueSlot, record.Planned, "Meridian", ""},
		{"L:Ostrian/ADJ soil", record.PlaceSlot, record.Planned, "Ostrian soil", ""},
		{"in/ADP private/ADJ", record.FormatSlot, record.Planned, "in private", ""},
		{"a/DET declaration", record.DocumentSlot, record.Planned, "declaration", ""},
		{"the/DET state of/ADP and/CCONJ prospects for/ADP trade", record.AgendaSlot, record.Planned, "trade", ""},
		{"the/DET issue of/ADP sanctions", record.AgendaSlot, record.Planned, "sanctions", ""},
		{"settlement of/ADP conflicts", record.AgendaSlot, record.Planned, "settlement of conflicts", ""},
		{"in/ADP of/ADP trade", record.AgendaSlot, record.Planned, "trade", ""},
		{"to/PART end/VERB it/PRON", record.AgendaSlot, record.Planned, "end it", ""},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Lemmas(d, "prospects", "prospect")
		if words, value, ok := strings.Cut(c.hour, "="); ok {
			eventtest.Dated(d, words, value, doc.Clock)
			d.Times[0].Zone = "GMT"
		}
		if got := Of(phrase.New(d), doc.Range{End: len(d.Tokens)}, c.slot, c.status); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestPlace: the place or house that most of the words name; a body or a person is none.
func TestPlace(t *testing.T) {
	d := eventtest.Doc("L:Halden/PROPN the/DET Lausen/PROPN lake/NOUN shore")
	d.Entities = append(d.Entities, doc.Entity{Kind: doc.Place, Name: "the lake"})
	d.Mentions = append(d.Mentions, doc.Mention{FirstToken: 1, EndToken: 4, Head: 3, Entity: 1})
	if e := Place(phrase.New(d), doc.Range{End: 5}); e != 1 {
		t.Errorf("of two places the one that most words name is not taken: %d", e)
	}
	for line, want := range map[string]string{"in/ADP L:Lausen/PROPN": "Lausen", "at/ADP F:Seehalle/PROPN": "Seehalle",
		"with/ADP P:Marsh/PROPN": "", "O:Meridian/PROPN": ""} {
		d := eventtest.Doc(line)
		got := ""
		if e := Place(phrase.New(d), doc.Range{End: len(d.Tokens)}); e >= 0 {
			got = d.Entities[e].Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestBound: a day up to which something is to be, each with one that is the day of what follows.
func TestBound(t *testing.T) {
	for _, c := range []struct {
		line, words, value string
		kind               doc.TimeType
		want               bool
	}{
		{"by/ADP Friday/PROPN", "Friday", "2031-03-07", doc.Date, true},
		{"on/ADP Friday/PROPN", "Friday", "2031-03-07", doc.Date, false},
		{"by/ADP the/DET end of/ADP June/PROPN ./PUNCT", "June", "2031-06", doc.Date, true},
		{"at/ADP the/DET end of/ADP June/PROPN ./PUNCT", "June", "2031-06", doc.Date, false},
		{"ahead/ADV of/ADP Friday/PROPN", "Friday", "2031-03-07", doc.Date, true},
		{"prior/ADV to/ADP Friday/PROPN", "Friday", "2031-03-07", doc.Date, true},
		{"back/ADV to/ADP Friday/PROPN", "Friday", "2031-03-07", doc.Date, false},
		{"before/ADP Friday/PROPN 's/PART/POS vote", "Friday", "2031-03-07", doc.Date, false},
		{"before/ADP the/DET 2032/NUM vote", "2032", "2032", doc.Date, false},
		{"before/ADP Friday/PROPN Vask/PROPN left/VERB", "Friday", "2031-03-07", doc.Date, false},
		{"before/ADP Friday/PROPN when/ADV they/PRON vote/VERB", "Friday", "2031-03-07", doc.Date, false},
		{"before/ADP Friday/PROPN ,/PUNCT when/ADV they/PRON vote/VERB", "Friday", "2031-03-07", doc.Date, false},
		{"before/ADP Friday/PROPN ,/PUNCT they/PRON vote/VERB", "Friday", "2031-03-07", doc.Date, true},
		{"before/ADP noon/NOUN", "noon", "2031-03-07T12:00", doc.Clock, false},
		{"by/ADP noon/NOUN", "noon", "2031-03-07T12:00", doc.Clock, true},
		{"by/ADP 1972/NUM", "1972", "1972", doc.Date, false},
		{"by/ADP today/NOUN", "today", "2031-03-05", doc.Date, false},
		{"by/ADP soon/NOUN", "soon", "FUTURE_REF", doc.Date, false},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Dated(d, c.words, c.value, c.kind)
		if got := Bound(phrase.New(d), eventtest.At(d, c.words)); got != c.want {
			t.Errorf("%s: a bound %v", c.line, got)
		}
	}
	d := eventtest.Doc("by/ADP Friday/PROPN", "no/DET later/ADV Monday/PROPN")
	eventtest.Dated(d, "Friday", "2031-03-07", doc.Date)
	if !Bound(phrase.New(d), doc.Range{First: 0, End: 2}) {
		t.Error("a slot that begins with the word for a bound is none")
	}
	d = eventtest.Doc("Friday/PROPN")
	eventtest.Dated(d, "Friday", "2031-03-07", doc.Date)
	if d.Times[0].Mod = "ON_OR_BEFORE"; !Bound(phrase.New(d), doc.Range{End: 1}) {
		t.Error("no later than Friday is no bound")
	}
}

// TestNextIsNearer: a weekday before what was called off is the next one where that is nearer.
func TestNextIsNearer(t *testing.T) {
	for _, c := range []struct{ line, words, value, status, want string }{
		{"Thursday/PROPN visit", "Thursday", "2031-02-27", record.Cancelled, "2031-03-06"},
		{"Thursday/PROPN 's/PART/POS visit", "Thursday", "2031-02-27", record.Postponed, "2031-03-06"},
		{"Tuesday/PROPN visit", "Tuesday", "2031-03-04", record.Cancelled, "2031-03-04"},
		{"Thursday/PROPN ./PUNCT", "Thursday", "2031-02-27", record.Cancelled, "2031-02-27"},
		{"Thursday/PROPN visit", "Thursday", "2031-02-27", record.Held, "2031-02-27"},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Dated(d, c.words, c.value, doc.Date)
		d.Times[0].By = "timex/weekday@1"
		if got := Of(phrase.New(d), doc.Range{End: 1}, record.DateSlot, c.status); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.line, c.status, got, c.want)
		}
	}
}
