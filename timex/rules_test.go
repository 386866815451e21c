package timex_test

import "testing"

// TestRules resolves expressions that each rule matches, and ones that only look alike, in
// reports of Wednesday 5 March 2031.
func TestRules(t *testing.T) {
	for s, want := range map[string]string{
		// Holidays that do not depend on the country.
		"They met on Christmas Day.":       "Christmas Day=2030-12-25",
		"They will meet on Christmas Eve.": "Christmas Eve=2031-12-24",
		"They met on New Year's Eve.":      "New Year's Eve=2030-12-31",
		"They met on Easter Sunday 2021.":  "Easter Sunday 2021=2021-04-04",
		"They met on Thanksgiving.":        "Thanksgiving=2030-11-28",
		"They met on Independence Day.":    "",
		// Parts of months and years.
		"They met in the first week of January 2030.": "the first week of January 2030=2030-W01",
		"They met on the last day of January.":        "the last day of January=2031-01-31",
		"They met on the second Monday in May 2030.":  "the second Monday in May 2030=2030-05-13",
		"They met on the last Friday of February.":    "the last Friday=2031-02-28; February=2031-02",
		"They met in the first half of 2030.":         "the first half of 2030=2030-H1",
		"They met in the second half of last year.":   "the second half of last year=2030-H2",
		"They met in mid-November.":                   "mid-November=2030-11 MID",
		"They met in mid-afternoon.":                  "mid-afternoon=2031-03-05TAF MID",
		// Days counted from other days.
		"They met the day before yesterday.":                         "the day before yesterday=2031-03-03",
		"They will meet the day after tomorrow.":                     "the day after tomorrow=2031-03-07",
		"They will meet the week after next.":                        "the week after next=2031-W12",
		"They met last night.":                                       "last night=2031-03-04TNI",
		"They met on Tuesday of last week.":                          "Tuesday of last week=2031-02-25",
		"They will meet two weeks from Friday.":                      "two weeks from Friday=2031-03-21",
		"They met a week ago Monday.":                                "a week ago Monday=2031-02-24",
		"He fell ill on May 3, 2030. He died two days later.":        "May 3, 2030=2030-05-03; two days later=2030-05-05",
		"He resigned in 1998 and died three years later.":            "1998=1998; three years later=2001",
		"They met in 2030. They met again the following month.":      "2030=2030",
		"They met in May 2030. They met again the following month.":  "May 2030=2030-05; the following month=2030-06",
		"They met on May 3, 2030. They met again the following day.": "May 3, 2030=2030-05-03; the following day=2030-05-04",
		"They met in the week of February 3.":                        "the week of February 3=2031-W06",
		"They met on the night of February 3.":                       "the night of February 3=2031-02-03TNI",
		// Durations and frequencies.
		"It lasted two and a half years.": "two and a half years=P2Y6M",
		"It lasted two and a half hours.": "two and a half hours=PT2H30M",
		"It took two and a half men.":     "",
		"It lasted an hour and a half.":   "an hour and a half=PT1H30M",
		"It lasted for months.":           "months=PXM",
		"It lasted the last nine months.": "the last nine months=P9M",
		"They meet every two weeks.":      "every two weeks=P2W",
		"They meet each year.":            "each year=P1Y",
		"They meet daily.":                "daily=P1D",
		"They meet three times a year.":   "three times a year=P1Y",
		// Quarters and fiscal years.
		"Sales rose in the second quarter of 1998.": "the second quarter of 1998=1998-Q2",
		"Sales rose from the year-ago quarter.":     "the year-ago quarter=2030",
		"Sales rose in fiscal 1989.":                "fiscal 1989=1989",
		"It is due by year-end.":                    "year-end=2031 END",
		"It is due at the end of the year.":         "the end of the year=2031 END",
		"It is due at the beginning of next week.":  "the beginning of next week=2031-W11 START",
		// The report's own period, and expressions that are not days.
		"They met at the weekend.":           "the weekend=2031-W09-WE",
		"They will meet at the weekend.":     "the weekend=2031-W10-WE",
		"It has risen this quarter.":         "this quarter=2031-Q1",
		"They met earlier this year.":        "earlier this year=2031 START",
		"They met this morning.":             "this morning=2031-03-05TMO",
		"It currently stands.":               "currently=PRESENT_REF",
		"It will open in the near future.":   "the near future=FUTURE_REF",
		"It opened recently.":                "recently=PAST_REF",
		"It rose in recent months.":          "recent months=PXM",
		"It fell in a recent month.":         "",
		"It is so at the moment.":            "at the moment=PRESENT_REF",
		"It is so at the door.":              "",
		"It is so these days.":               "these days=PRESENT_REF",
		"It opened formerly.":                "",
		"They met on the 3rd of last month.": "the 3rd of last month=2031-02-03",
		"They left at noon.":                 "noon=2031-03-05T12:00",
		"They left at half past five.":       "",
	} {
		if have := shown(read(t, s, "2031-03-05", nil)); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
	}
}
