package timex_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/text"
	"readout/timex"
)

// read finds the times in a text of one paragraph.
func read(t testing.TB, s, published string, dl *article.Dateline) *doc.Doc {
	t.Helper()
	return readArticle(t, &article.Article{Text: s, Published: published, Dateline: dl})
}

// readArticle reads the times of an article.
func readArticle(t testing.TB, a *article.Article) *doc.Doc {
	t.Helper()
	d := doc.New(a)
	for _, p := range []doc.Pass{text.New(), timex.New()} {
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// shown formats the times of a Doc as "words=VALUE", joined.
func shown(d *doc.Doc) string {
	var out []string
	for _, x := range d.Times {
		s := d.Cut(x.Span) + "=" + x.Value
		for _, more := range []string{x.Mod, x.Zone} {
			if more != "" {
				s += " " + more
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestValues resolves expressions in reports of Wednesday 5 March 2031.
func TestValues(t *testing.T) {
	for s, want := range map[string]string{
		"They met on 2031-02-28.":                      "2031-02-28=2031-02-28",
		"They met on 2031-02-30.":                      "",
		"They met on Feb. 3, 2030.":                    "Feb. 3, 2030=2030-02-03",
		"They met on 3 February.":                      "3 February=2031-02-03",
		"They met on December 20.":                     "December 20=2030-12-20",
		"They will meet on December 20.":               "December 20=2031-12-20",
		"They met on Tuesday.":                         "Tuesday=2031-03-04",
		"They will meet on Tuesday.":                   "Tuesday=2031-03-11",
		"They met last Wednesday.":                     "last Wednesday=2031-02-26",
		"They meet next Wednesday night.":              "next Wednesday night=2031-03-12TNI",
		"He left yesterday and comes back tomorrow.":   "yesterday=2031-03-04; tomorrow=2031-03-06",
		"It begins at 1 pm local time.":                "1 pm local time=2031-03-05T13:00 local",
		"It begins at 2 p.m. Moscow time on March 9.":  "2 p.m. Moscow time on March 9=2031-03-09T14:00 Moscow",
		"It begins at 1400 GMT.":                       "1400 GMT=2031-03-05T14:00 GMT",
		"It begins at 3:30.":                           "3:30=2031-03-05T03:30",
		"It begins at 25:70.":                          "",
		"It lasted three days and two hours.":          "three days=P3D; two hours=PT2H",
		"It lasted more than two weeks.":               "more than two weeks=P2W MORE_THAN",
		"It lasted nearly a year.":                     "nearly a year=P1Y APPROX",
		"It ended three days ago.":                     "three days ago=2031-03-02",
		"It ended last month.":                         "last month=2031-02",
		"It ended early last week.":                    "early last week=2031-W09 START",
		"It will end next year.":                       "next year=2032",
		"It ended in January 2030.":                    "January 2030=2030-01",
		"It ended at the end of the month.":            "the end of the month=2031-03 END",
		"It ended in the late 1990s.":                  "the late 1990s=199 END",
		"It rose in the third quarter.":                "the third quarter=2030-Q3",
		"They meet every Tuesday and twice a week.":    "every Tuesday=XXXX-WXX-2; twice a week=P1W",
		"They may march in may.":                       "",
		"The 40-year-old minister has 2,016 cows.":     "",
		"Jan Halden asked whether he may.":             "",
		"The 1998 bombing, the May 26 accord":          "1998=1998; May 26=2031-05-26",
		"They met in the summer of 2030.":              "the summer of 2030=2030-SU",
		"Ten years ago it was the 19th century.":       "Ten years ago=2021; the 19th century=18",
		"He comes on February 29.":                     "February 29=XXXX-02-29",
		"He comes on February 29, 2032.":               "February 29, 2032=2032-02-29",
		"It is 5 p.m. on Friday, June 6, in Arlen now": "5 p.m. on Friday, June 6=2031-06-06T17:00; now=PRESENT_REF",
	} {
		if have := shown(read(t, s, "2031-03-05", nil)); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
	}
}

// TestWeeksOfASunday reads reports of the day that ends one week and begins the next.
func TestWeeksOfASunday(t *testing.T) {
	for s, want := range map[string]string{
		"It ended last week.":                  "last week=2031-W10",
		"It opened this week.":                 "this week=2031-W10",
		"It will open this week.":              "this week=2031-W11",
		"It will open next week.":              "next week=2031-W11",
		"It ended on Tuesday of last week.":    "Tuesday of last week=2031-03-04",
		"It ended last month, weeks too late.": "last month=2031-02",
	} {
		if have := shown(read(t, s, "2031-03-09", nil)); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
	}
}

// TestNothingIsInvented reads reports without a date: what depends on it stays open.
func TestNothingIsInvented(t *testing.T) {
	for s, want := range map[string]string{
		"They met on Wednesday.":           "Wednesday=XXXX-WXX-3",
		"They met on May 26.":              "May 26=XXXX-05-26",
		"They met yesterday.":              "yesterday=XXXX-XX-XX",
		"They met last week in the summer": "last week=XXXX-WXX",
		"They met on May 26, 2021.":        "May 26, 2021=2021-05-26",
	} {
		d := read(t, s, "", nil)
		if have := shown(d); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
		if d.Published != "" || d.PublishedFrom != "" {
			t.Errorf("%s: published %q from %q", s, d.Published, d.PublishedFrom)
		}
	}
}

// TestDayOfTheReport determines the day by precedence: the option, then the dateline, with the
// year that the article's weekday and dates imply.
func TestDayOfTheReport(t *testing.T) {
	const s = "ARLEN, May 26 - They met on Wednesday, for the first time since January 2020."
	dateline := &article.Dateline{Span: article.Span{End: 15}, DateSpan: article.Span{Start: 7, End: 13}, Month: 5,
		Day: 26}
	for _, c := range []struct{ published, want, from string }{
		{"", "2021-05-26", "inferred"},
		{"2027-05-27", "2027-05-27", ""},
	} {
		d := read(t, s, c.published, dateline)
		if d.Published != c.want || d.PublishedFrom != c.from {
			t.Errorf("published %q: have %q from %q", c.published, d.Published, d.PublishedFrom)
		}
	}
	d := read(t, strings.Replace(s, "Wednesday", "arrival", 1), "", dateline)
	if d.Published != "" {
		t.Errorf("nothing settles the year, and it is %q", d.Published)
	}
	// Relative days count from the dateline if the report was published a day later.
	if d := read(t, s, "2027-05-27",
		dateline); shown(d) != "May 26=2027-05-26; Wednesday=2027-05-26; January 2020=2020-01" {
		t.Errorf("have %s", shown(d))
	}
}

// FuzzTimex reads any text: times are inside one sentence, in order, without overlap, with a
// type and a value, and a second reading gives the same.
func FuzzTimex(f *testing.F) {
	for _, s := range []string{"", "May 26, 2021-13-45 at 25:61 p.m. GMT",
		"the first half of the last quarter of 2021", "a few years ago, two-to-three days",
		"June 16-18 last year and the 99th century", "year-ago third quarter; fiscal year 9999",
		"twenty-one hundred years or so", "0 days, 99999999999999999999 weeks ago",
		"Easter Monday 1583, New Year's Eve, the following day", "nineteen ninety-six’s '90s", "31 31 31 May May",
		"in 12,000 years' time"} {
		f.Add(s, "2031-03-05")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, published string) {
		s = strings.ToValidUTF8(s, "\ufffd")
		d := read(t, s, published, nil)
		last := 0
		for i, x := range d.Times {
			if x.FirstToken < last || x.EndToken <= x.FirstToken || x.EndToken > len(d.Tokens) ||
				x.Span != d.SpanOf(x.FirstToken, x.EndToken) {
				t.Fatalf("time %d of %q is %+v after token %d", i, s, x, last)
			}
			if d.SentenceOf(x.FirstToken) != d.SentenceOf(x.EndToken-1) {
				t.Fatalf("time %d of %q runs over sentences", i, s)
			}
			if x.Type == "" || x.Value == "" || x.By == "" || strings.ContainsAny(x.Value, " %!") {
				t.Fatalf("time %d of %q is %+v", i, s, x)
			}
			last = x.EndToken
		}
		if again := read(t, s, published, nil); !reflect.DeepEqual(d.Times, again.Times) {
			t.Fatal(fmt.Errorf("two readings of %q differ", s))
		}
	})
}
