package calendar

import (
	"fmt"
	"testing"

	"readout/article"
	"readout/doc"
)

// TestYearFor checks that a day or month without a year is the nearest, or on the side to
// which the verb looks.
func TestYearFor(t *testing.T) {
	for _, c := range []struct {
		s, day string
		of     Date
		want   int
	}{
		{"They talked on ^May 26", "2024-06-01", Date{M: 5, D: 26}, 2024},
		{"They talked on ^December 20", "2024-01-10", Date{M: 12, D: 20}, 2023},
		{"They talked on ^January 10", "2024-12-20", Date{M: 1, D: 10}, 2025}, // nearer than two months and a half
		{"They talked on ^January 10", "2024-10-20", Date{M: 1, D: 10}, 2024},
		{"They will meet on ^January 10", "2024-12-20", Date{M: 1, D: 10}, 2025},
		{"On ^January 10", "2024-12-20", Date{M: 1, D: 10}, 2025},
		{"They talked on ^September 1", "2024-06-01", Date{M: 9, D: 1}, 2023},
		{"They will meet on ^September 1", "2024-06-01", Date{M: 9, D: 1}, 2024},
		{"They will meet on ^March 1", "2024-06-01", Date{M: 3, D: 1}, 2025},
		{"They will meet on ^May 20", "2024-06-01", Date{M: 5, D: 20}, 2025}, // however near
		{"They will, he added on ^May 20", "2024-06-01", Date{M: 5, D: 20}, 2024},
		{"They talked on ^May 26", "2024", Date{M: 5, D: 26}, 2024},
		{"They talked on ^May 26", "", Date{M: 5, D: 26}, 0},
	} {
		r, i := marked(t, c.s, c.day)
		if got := r.YearFor(i, c.of); got != c.want {
			t.Errorf("%s, of %s: year %d, want %d", c.s, c.day, got, c.want)
		}
	}
}

func TestMonthYear(t *testing.T) {
	for _, c := range []struct {
		s, day string
		m      int
		want   int
	}{
		{"They talked in ^April", "2024-06-01", 4, 2024},
		{"They talked in ^September", "2024-06-01", 9, 2023},
		{"They will meet in ^September", "2024-06-01", 9, 2024},
		{"They will meet in ^April", "2024-06-01", 4, 2025},
		{"A loan through ^April", "2024-06-01", 4, 2025},
		{"They agreed to end it by ^September", "2024-06-01", 9, 2024},
		{"In ^December", "2024-02-01", 12, 2023},
		{"By ^December", "2024-02-01", 12, 2024},
		{"In ^January", "2024-11-01", 1, 2025},
		{"They talked in ^January", "2024-11-01", 1, 2024},
	} {
		r, i := marked(t, c.s, c.day)
		if got := r.MonthYear(i, c.m); got != c.want {
			t.Errorf("%s, of %s: year %d, want %d", c.s, c.day, got, c.want)
		}
	}
}

// TestSaidYears checks the year after a day, in digits or words.
func TestSaidYears(t *testing.T) {
	for s, want := range map[string]string{
		"May 26^, 2021": "2021 4 true", "May 26 ^2021": "2021 3 true", "May 26 ^last year": "2023 4 true",
		"May 26 ^of next year": "2025 5 true", "May 26 ^this year": "2024 4 true",
		"May 26 ^last week": "0 2 false", "May 26^, they left": "0 2 false",
	} {
		r, i := marked(t, s, "2024-06-01")
		if y, end, ok := r.DayYear(i); fmt.Sprint(y, " ", end, " ", ok) != want {
			t.Errorf("%s: %d to %d, %v, want %s", s, y, end, ok, want)
		}
	}
	r, i := marked(t, "May 26 ^last year", "")
	if _, _, ok := r.DayYear(i); ok {
		t.Error("last year is a year where the report's is not known")
	}
	for s, want := range map[string]int{
		"quarter ^of 1998": 1998, "quarter ^of fiscal 1998": 1998, "quarter^, 1998": 1998, "quarter ^last year": 2023,
		"quarter ^of sales": 0,
	} {
		r, i := marked(t, s, "2024-06-01")
		if y, _ := r.YearAfter(i); y != want {
			t.Errorf("%s: year %d, want %d", s, y, want)
		}
	}
}

// TestRangeYears checks that the year at the end of a range is also its beginning's, except
// across the new year.
func TestRangeYears(t *testing.T) {
	for s, want := range map[string]string{
		"^June 28 to July 3, 2019":        "2019 true",
		"^28 June-3 July 2019":            "2019 true",
		"^December 30 to January 2, 2020": "2019 true",
		"^June 28 to July 3":              "0 false",
		"^June 28 and left":               "0 false",
		"^June 28, July 3, 2019":          "0 false",
	} {
		r, i := marked(t, s, "")
		m, ok := r.IsMonth(i)
		if !ok {
			m, _ = r.IsMonth(i + 1)
		}
		y, ok := r.RangeYear(i+2, Date{M: m, D: 1})
		if !ok {
			y = 0
		}
		if got := fmt.Sprint(y, " ", ok); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"^Aug-Sept 2018": "2018 true", "^November to March 2020": "2019 true", "^November to Varn 2020": "0 false",
		"^November 2020": "0 false",
	} {
		r, i := marked(t, s, "")
		m, _ := r.IsMonth(i)
		if y, ok := r.RangeMonthYear(i+1, m); fmt.Sprint(y, " ", ok) != want {
			t.Errorf("%s: %d, %v, want %s", s, y, ok, want)
		}
	}
}

func TestSeasons(t *testing.T) {
	for _, c := range []struct {
		season, day string
		shift, want int
	}{
		{"summer", "2024-06-01", -1, 2023}, {"spring", "2024-06-01", -1, 2024}, {"summer", "2024-06-01", 1, 2024},
		{"spring", "2024-06-01", 1, 2025}, {"fall", "2024-06-01", 0, 2024}, {"summer", "", 1, 0},
	} {
		r, _ := marked(t, "^x", c.day)
		if got := r.SeasonYear(c.season, c.shift); got != c.want {
			t.Errorf("%s of %s, %d: year %d, want %d", c.season, c.day, c.shift, got, c.want)
		}
	}
}

// TestUnitsAway checks offsets in units, only as precise as the day and the unit.
func TestUnitsAway(t *testing.T) {
	day := func(s string) *Calendar { r, _ := marked(t, "^x", s); return r }
	for _, c := range []struct {
		day, unit string
		n         int
		want      string
		apart     string
	}{
		{"2024-03-06", "day", -7, "2024-02-28", "2024-02-28"},
		{"2024-03-06", "week", 1, "2024-W11", "2024-W11"},
		{"2024-03-06", "fortnight", 1, "2024-W12", "2024-W12"},
		{"2024-03-06", "weekend", 0, "2024-W10-WE", "2024-W10-WE"},
		{"2024-03-06", "month", -3, "2023-12", "2023-12"},
		{"2024-03-06", "quarter", -1, "2023-Q4", "2023-Q4"},
		{"2024-03-06", "quarter", 4, "2025-Q1", "2025-Q1"},
		{"2024-03-06", "year", 2, "2026", "2026"},
		{"2024-03-06", "decade", -1, "201", "2014"},
		{"2024-03-06", "century", -1, "19", "19"},
		{"2024-03", "week", 1, "2024-03", "2024-03"},
		{"2024", "month", 1, "2024", "2024"},
		{"", "day", 1, "XXXX-XX-XX", "XXXX-XX-XX"},
		{"", "week", 1, "XXXX-WXX", "XXXX-WXX"},
		{"", "year", 1, "XXXX", "XXXX"},
	} {
		r := day(c.day)
		if got := r.UnitValue(Units[c.unit], c.n); got != c.want {
			t.Errorf("%d %s from %s: %s, want %s", c.n, c.unit, c.day, got, c.want)
		}
		if got := r.Apart(Units[c.unit], c.n); got != c.apart {
			t.Errorf("%d %s apart from %s: %s, want %s", c.n, c.unit, c.day, got, c.apart)
		}
	}
	r := day("2024-03-06")
	then := r.SeenFrom(Date{2020, 1, 1})
	if got := then.UnitValue(Units["year"], 1); got != "2021" || r.UnitValue(Units["year"], 1) != "2025" {
		t.Errorf("seen from 2020: %s", got)
	}
}

// TestQuarters checks quarters in words, and the last one mentioned.
func TestQuarters(t *testing.T) {
	for s, want := range map[string]string{
		"the ^third quarter": "3 3 false", "a ^third-quarter loss": "3 4 true", "in ^Q1 2024": "1 2 true",
		"an Audi ^Q3 parked": "0 2 false", "a ^fifth quarter": "0 1 false", "the ^third man": "0 1 false",
		"the ^first fiscal quarter": "1 4 false", "in ^q1 2024": "0 1 false",
	} {
		r, i := marked(t, s, "")
		if n, end, hyphen := r.NthQuarter(i); fmt.Sprint(n, " ", end, " ", hyphen) != want {
			t.Errorf("%s: quarter %d to %d, %v, want %s", s, n, end, hyphen, want)
		}
	}
	r, i := marked(t, "It rose in one quarter. It fell. It rose. In a year-earlier ^quarter it fell.", "2024-06-01")
	r.Doc.Times = []doc.Time{{FirstToken: 3, Value: "2024-Q1"}}
	if value, end, ok := r.PeriodOf(i, 2023); !ok || value != "2023-Q1" || end != i+1 {
		t.Errorf("the quarter of a year earlier: %s to %d, %v", value, end, ok)
	}
	if _, n := r.QuarterSaid(i, 2); n != 0 {
		t.Error("a quarter of three sentences ago is within two")
	}
	r.Doc.Times = nil
	if value, _, ok := r.PeriodOf(i, 2023); !ok || value != "2023" {
		t.Errorf("a period where no quarter was spoken of: %s, %v", value, ok)
	}
	if _, _, ok := r.PeriodOf(i, 0); ok {
		t.Error("a period of no year")
	}
	r, i = marked(t, "(1988) ^third quarter", "")
	if value, _, ok := r.PeriodOf(i, 1988); !ok || value != "1988-Q3" {
		t.Errorf("the third quarter of 1988: %s, %v", value, ok)
	}
}

func TestDayNamed(t *testing.T) {
	r, i := marked(t, "On one day. Then. Then. Then a ^day later.", "")
	r.Doc.Times = []doc.Time{{FirstToken: 1, Value: "2024-03-06", Type: doc.Date}}
	if at, ok := r.DayNamed(i); !ok || at != (Date{2024, 3, 6}) {
		t.Errorf("the day named last: %s, %v", at, ok)
	}
	r.Doc.Times[0].Type = doc.Duration
	if _, ok := r.DayNamed(i); ok {
		t.Error("a duration is a day")
	}
}

// TestNumericDays checks dates in digits, whose order the article may show.
func TestNumericDays(t *testing.T) {
	for s, want := range map[string]string{
		"^14/05/2021":                "2021-05-14 true",
		"^05/14/2021":                "2021-05-14 true",
		"^05/05/2021":                "2021-05-05 true",
		"^03/05/2021":                "2021 false",
		"^03/05/2021 and 14/05/2021": "2021-05-03 true",
		"^03/05/2021 and 05/14/2021": "2021-03-05 true",
		"^31/02/2021":                "XXXX false",
	} {
		r, i := marked(t, s, "")
		p, ok := SplitNumeric(r.Word(i), '/')
		if !ok {
			t.Errorf("%s is not taken for a day in digits", s)
			continue
		}
		at, sure := ReadNumeric(p, r.NumericOrder())
		if got := fmt.Sprint(at, " ", sure); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"2021-05-26": "2021-05-26 true", "26-05-2021": "2021-05-26 true", "05-26-2021": "XXXX false",
		"1-2-2021": "2021-02-01 true", "2021-5-26-1": "", "26-05-21": "", "1799-05-26": "", "123-05-2021": "",
		"2021-05-x6": "",
		"2021--0526": "", "2021-05-26-": "",
	} {
		got := ""
		if p, ok := SplitNumeric(s, '-'); ok {
			at, sure := ReadNumeric(p, orderOpen)
			got = fmt.Sprint(at, " ", sure)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

// TestReportsDay checks the day of the report from the publisher's date, the dateline, and the
// article itself.
func TestReportsDay(t *testing.T) {
	const told = "^OSTBY, May 26 - They talked on Wednesday, he added. They first talked in January 2020."
	at := func(y int) *article.Dateline {
		return &article.Dateline{Span: article.Span{Start: 0, End: 13}, Year: y, Month: 5, Day: 26}
	}
	newYear := &article.Dateline{Month: 12, Day: 31}
	for name, c := range map[string]struct {
		text, published string
		dateline        *article.Dateline
		day, shown      string
		from            string
	}{
		"published":                 {told, "2021-05-26", nil, "2021-05-26", "2021-05-26", "metadata"},
		"a moment":                  {told, "2021-05-26T09:30:00Z", nil, "2021-05-26", "2021-05-26T09:30:00Z", "metadata"},
		"the day before":            {told, "2021-05-27", at(0), "2021-05-26", "2021-05-27", "metadata"},
		"another report's dateline": {told, "2021-06-02", at(0), "2021-06-02", "2021-06-02", "metadata"},
		"a dateline with its year":  {told, "", at(2021), "2021-05-26", "2021-05-26", "dateline"},
		"a dateline and weekday":    {told, "", at(0), "2021-05-26", "2021-05-26", "inferred"},
		"no weekday":                {"^OSTBY, May 26 - They talked in January 2020.", "", at(0), "XXXX", "", ""},
		"no year":                   {"^OSTBY, May 26 - They talked on Wednesday.", "", at(0), "XXXX", "", ""},
		"last Wednesday": {"^OSTBY, May 26 - They talked last Wednesday and in January 2020.", "", at(0),
			"XXXX", "", ""},
		"a year ahead": {"^OSTBY, May 26 - They talked on Wednesday of what will happen in 2035.", "",
			at(0), "XXXX", "", ""},
		"across the new year": {told, "2021-01-02", newYear, "2020-12-31", "2021-01-02", "metadata"},
	} {
		r, _ := marked(t, c.text, "")
		r.Doc.Article.Published, r.Doc.Article.Dateline = c.published, c.dateline
		if c.published != "" {
			r.Doc.Article.PublishedFrom = "metadata"
		}
		r.SettleDay()
		if r.Day.String() != c.day || r.Doc.Published != c.shown || r.Doc.PublishedFrom != c.from {
			t.Errorf("%s: %s, published %q from %q", name, r.Day, r.Doc.Published, r.Doc.PublishedFrom)
		}
	}
}

func TestParseDay(t *testing.T) {
	for s, want := range map[string]string{
		"2021-05-26": "2021-05-26 true", "2021-05-26T23:59:59+02:00": "2021-05-26 true", "2021-05": "2021-05 true",
		"2021": "2021 true", "2021-W20": "2021 true", "2021-13-01": "XXXX false", "2021-01-32": "XXXX false",
		"202": "XXXX false", "": "XXXX false", "XXXX-05-26": "XXXX-05-26 false",
	} {
		if at, ok := ParseDay(s); fmt.Sprint(at, " ", ok) != want {
			t.Errorf("%q: %s, %v, want %s", s, at, ok, want)
		}
	}
}
