package timex_test

import (
	"testing"

	"readout/article"
)

// wednesday is the date of the reports below: Wednesday 5 March 2031.
const wednesday = "2031-03-05"

// hold reads each text and compares the times found.
func hold(t *testing.T, cases map[string]string) {
	t.Helper()
	for s, want := range cases {
		if have := shown(read(t, s, wednesday, nil)); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
	}
}

func TestRanges(t *testing.T) {
	hold(t, map[string]string{
		"Between 2 and 28 February 2029 some 400 came.":    "2=2029-02-02; 28 February 2029=2029-02-28",
		"The fair ran on 12-13 April 2029.":                "12=2029-04-12; 13 April 2029=2029-04-13",
		"It ran from 7 to 14 November and on the 3rd–5th.": "7=2030-11-07; 14 November=2030-11-14",
		"They met on April 12-13 and June 16-18, 2029.": "April 12=2031-04-12; 13=2031-04-13; June 16=2029-06-16; 18, " +
			"2029=2029-06-18",
		"It ran from June 28 to July 3, 2029.":       "June 28=2029-06-28; July 3, 2029=2029-07-03",
		"It ran from 30 December to 2 January 2030.": "30 December=2029-12-30; 2 January 2030=2030-01-02",
		"It fell in Aug-Sept 2029 and November to May 2030": "Aug=2029-08; Sept 2029=2029-09; November=2029-11; May " +
			"2030=2030-05",
		"The bus killed 5 and 12 May yet die.":         "12 May=2031-05-12",
		"The 1939-45 war and the 1914–1918 war ended.": "1939=1939; 45=1945; 1914=1914; 1918=1918",
		"The winter of 2027-28 was cold.":              "The winter of 2027=2027-WI",
		"It rose in 2021-05 and by 1950-2020 votes.":   "2021-05=2021-05",
		"Call 2016-17-18 or 1999-03.":                  "",
	})
}

func TestDaysInDigits(t *testing.T) {
	hold(t, map[string]string{
		"The note is dated 03.05.2029.":                   "03.05.2029=2029-05-03",
		"It is dated 13/5/2029, its copy 3/6/2029.":       "13/5/2029=2029-05-13; 3/6/2029=2029-06-03",
		"It is dated 5/13/2029, its copy 3/6/2029.":       "5/13/2029=2029-05-13; 3/6/2029=2029-03-06",
		"It is dated 3/6/2029.":                           "3/6/2029=2029",
		"It is dated 2029/06/30 and 14-05-2029.":          "2029/06/30=2029-06-30; 14-05-2029=2029-05-14",
		"Version 1.12.2029 and host 10.1.2029.5 are old.": "",
		"It is dated 31.02.2029 and 13/13/2029.":          "",
	})
}

func TestPartsOfMonths(t *testing.T) {
	hold(t, map[string]string{
		"It opened in the first week of January.":               "the first week of January=2031-W01",
		"It will open in the last week of April.":               "the last week of April=2031-W17",
		"It closed on the last day of February.":                "the last day of February=2031-02-28",
		"They will meet on the second Monday in May.":           "the second Monday in May=2031-05-12",
		"They met on the 3rd of last month.":                    "the 3rd of last month=2031-02-03",
		"They will meet on the first weekend of next month.":    "the first weekend of next month=2031-W14-WE",
		"It will end in the first half of next year.":           "the first half of next year=2032-H1",
		"It fell in the second half of May 2030.":               "the second half of May 2030=2030-05 END",
		"It fell in the last quarter of 2029.":                  "the last quarter of 2029=2029-Q4",
		"On the first day of the trial he sat in the last row.": "",
		"They met the week of March 17.":                        "the week of March 17=2031-W12",
		"She fell ill on the night of January 3.":               "the night of January 3=2031-01-03TNI",
	})
}

func TestDaysBesideOthers(t *testing.T) {
	hold(t, map[string]string{
		"He left the day before yesterday and lands the day after tomorrow.": "the day before yesterday=2031-03-03; the " +
			"day after tomorrow=2031-03-07",
		"He left the week before last and comes the year after next.": "the week before last=2031-W08; the year " +
			"after next=2033",
		"It rained last night; last evening too.": "last night=2031-03-04TNI; last " +
			"evening=2031-03-04TEV",
		"On the last night of the feast it rained.": "",
		"The court sat on Tuesday of last week and sits on Friday next week.": "Tuesday of last week=2031-02-25; Friday " +
			"next week=2031-03-14",
		"It burned a week ago Monday and two weeks ago on Sunday.": "a week ago Monday=2031-02-24; two weeks " +
			"ago on Sunday=2031-02-16",
		"It burned a year ago today.": "a year ago today=2030-03-05",
		"They meet two weeks from Friday and three months from now.": "two weeks from Friday=2031-03-21; three " +
			"months from now=2031-06",
		"The ship docked a fortnight ago and stays two fortnights.": "a fortnight ago=2031-W08; two " +
			"fortnights=P4W",
		"He fell on January 3. Two days later he died. A week earlier he sang.": "January 3=2031-01-03; Two days " +
			"later=2031-01-05; A week earlier=2030-W52",
		"He fell. Two days later he died.":            "Two days later=XXXX-XX-XX",
		"He fell. Two years later he died.":           "Two years later=XXXX",
		"He fell in 1998 and died three years later.": "1998=1998; three years later=2001",
	})
}

func TestClockRanges(t *testing.T) {
	hold(t, map[string]string{
		"It was open on Tuesday from 9.00 to 11.30.": "Tuesday=2031-03-04; 9.00=2031-03-04T09:00; " +
			"11.30=2031-03-04T11:30",
		"The price rose from 9.00 to 11.30.": "",
		"It begins at 7.45pm and ends at 10pm, not at 8.15 a.m.": "7.45pm=2031-03-05T19:45; 10pm=2031-03-05T22:00; 8.15 " +
			"a.m.=2031-03-05T08:15",
		"The hall is open 9 to 11 a.m. and 11-2 p.m.": "9=2031-03-05T09:00; 11 a.m.=2031-03-05T11:00; " +
			"11=2031-03-05T11:00; 2 p.m.=2031-03-05T14:00",
		"It was at 3 p.m. EST (2000 GMT) on Monday.": "3 p.m. EST=2031-03-03T15:00 EST; 2000 GMT=2031-03-03T20:00 GMT; " +
			"Monday=2031-03-03",
		"It came on Monday at 3 p.m. EST (2000 GMT).": "Monday=2031-03-03; 3 p.m. EST=2031-03-03T15:00 EST; 2000 " +
			"GMT=2031-03-03T20:00 GMT",
		"It begins at 8 p.m. (CET) or 9 p.m. Eastern.": "8 p.m. (CET)=2031-03-05T20:00 CET; 9 p.m. " +
			"Eastern=2031-03-05T21:00 Eastern",
		"They won 3 to 2 and 4-1, at 13.30 percent.": "",
	})
}

func TestNoDays(t *testing.T) {
	hold(t, map[string]string{
		"Augustus March, April Ryland and June Harlow came.": "",
		"In April Ryland came; since June Harlow is away.":   "April=2030-04; June=2030-06",
		"They met in Room 2012 on Route 1999.":               "",
		"Sheffield Wednesday lost, the Sunday Times wrote.":  "",
		"It happened on a Monday, or one Friday in May.":     "Monday=XXXX-WXX-1; Friday=XXXX-WXX-5; May=2030-05",
		"The letter is dated Feb 29, 2030 and June 31.":      "Feb 29, 2030=2030-02; June 31=2030-06",
		"They meet on Mondays.":                              "Mondays=XXXX-WXX-1",
		"He drives an Audi Q3 and won 2012 votes.":           "",
	})
}

func TestQuarters(t *testing.T) {
	hold(t, map[string]string{
		"Q1 2030 sales rose, as in Q4.":              "Q1 2030=2030-Q1; Q4=2030-Q4",
		"The third quarter of last year was better.": "The third quarter of last year=2030-Q3",
		"It will report in mid-November 2029.":       "mid-November 2029=2029-11 MID",
	})
}

func TestBounds(t *testing.T) {
	hold(t, map[string]string{
		"It must end no later than May 3.": "no later than May 3=2031-05-03 ON_OR_BEFORE",
		"It starts no earlier than 2032.":  "no earlier than 2032=2032 ON_OR_AFTER",
		"It took no more than two weeks, up to 20 days.": "no more than two weeks=P2W EQUAL_OR_LESS; up to 20 " +
			"days=P20D EQUAL_OR_LESS",
		"It took not less than a year, at most three months.": "not less than a year=P1Y EQUAL_OR_MORE; at most three " +
			"months=P3M EQUAL_OR_LESS",
		"It went up to Monday.": "Monday=2031-03-03",
	})
}

func TestDirection(t *testing.T) {
	hold(t, map[string]string{
		"The fair opens on Friday.":                        "Friday=2031-03-07",
		"The fair opened on Friday.":                       "Friday=2031-02-28",
		"He said the fair opens on Friday.":                "Friday=2031-03-07",
		"Trading resumes at 9 a.m. Monday.":                "9 a.m. Monday=2031-03-10T09:00",
		"Until Friday, he had kept silent.":                "Friday=2031-02-28",
		"She could not be reached Friday.":                 "Friday=2031-02-28",
		"He travels to Arlen on Thursday.":                 "Thursday=2031-03-06",
		"In October it was dear, now it is in August.":     "October=2030-10; now=PRESENT_REF; August=2031-08",
		"The bridge, which leads to Arlen, fell on Friday": "Friday=2031-02-28",
	})
}

func TestWeekdayDates(t *testing.T) {
	hold(t, map[string]string{
		"They will vote on Thursday 6 November.":           "Thursday 6 November=2031-11-06",
		"They will vote on Thursday, 6 November.":          "Thursday, 6 November=2031-11-06",
		"They will vote on Thursday November 6.":           "Thursday November 6=2031-11-06",
		"They will vote on Thursday 6 November 2031.":      "Thursday 6 November 2031=2031-11-06",
		"They will vote on Thursday the 6th of November.":  "Thursday the 6th of November=2031-11-06",
		"They will vote on Thursday, the 6th of November.": "Thursday, the 6th of November=2031-11-06",
		"They will vote at 7 p.m. on Thursday 6 November.": "7 p.m. on Thursday 6 November=2031-11-06T19:00",
		"It is shut from Monday 10 to Friday 14 March.":    "Monday 10=2031-03-10; Friday 14 March=2031-03-14",
		"It is shut from Monday 10 March to Friday 9 May.": "Monday 10 March=2031-03-10; Friday 9 May=2031-05-09",
		"They met on Monday June 16-18.":                   "Monday June 16=2031-06-16; 18=2031-06-18",
		"They met on Monday 16 June, and 18 came.":         "Monday 16 June=2031-06-16",
		"On Thursday 6 people died.":                       "Thursday=2031-02-27",
		"On Thursday the May 26 accord fell.":              "Thursday=2031-02-27; May 26=2031-05-26",
		// The weekday tells the year, unless the verb or a day close by speaks against it.
		"The fair of Monday 8 July drew few.":          "Monday 8 July=2030-07-08",
		"The fair of Tuesday 8 July drew few.":         "Tuesday 8 July=2031-07-08",
		"The fair will be held on Monday 8 July.":      "Monday 8 July=2031-07-08",
		"The fair of Monday 8 July 2031 drew few.":     "Monday 8 July 2031=2031-07-08",
		"The fair of Saturday 8 March drew few.":       "Saturday 8 March=2031-03-08",
		"The fair of Friday 8 March drew few.":         "Friday 8 March=2031-03-08",
		"The fair will be held on Saturday 14 August.": "Saturday 14 August=2032-08-14",
	})
}

func TestMovedDays(t *testing.T) {
	hold(t, map[string]string{
		"The fair was moved from May to June.":               "May=2031-05; June=2031-06",
		"The fair was moved from November to May.":           "November=2030-11; May=2031-05",
		"The fair was moved from May to February.":           "May=2031-05; February=2032-02",
		"The fair was brought forward from July to June.":    "July=2031-07; June=2031-06",
		"The fair was moved last year to June.":              "last year=2030; June=2030-06",
		"The fair was moved on Monday to June.":              "Monday=2031-03-03; June=2031-06",
		"The fair was put off till May.":                     "May=2031-05",
		"The fair was moved from Friday to Saturday.":        "Friday=2031-03-07; Saturday=2031-03-08",
		"It delayed the tally from Friday's vote.":           "Friday=2031-02-28",
		"There were delays to Friday's vote.":                "Friday=2031-02-28",
		"The fair was held on Friday.":                       "Friday=2031-02-28",
		"It was shut from August until November.":            "August=2030-08; November=2030-11",
		"It was moved from Friday 21 to Saturday 22 March.":  "Friday 21=2031-03-21; Saturday 22 March=2031-03-22",
		"It will be shut from 30 December until 2 January.":  "30 December=2031-12-30; 2 January=2032-01-02",
		"It was moved from 20 December to 5 December 2031.":  "20 December=2031-12-20; 5 December 2031=2031-12-05",
		"He walked to May, and the road to March was muddy.": "",
	})
}

// TestHeadlineWeekdays: the weekday of a headline is the one that the report gives with its date, if only one.
func TestHeadlineWeekdays(t *testing.T) {
	for _, c := range []struct{ headline, body, want string }{
		{"Fair moved to Sunday", "It was moved to Sunday 16 March 2031.",
			"Sunday=2031-03-16; Sunday 16 March 2031=2031-03-16"},
		{"Fair moved to Sunday", "It was moved.", "Sunday=2031-03-09"},
		{"Fair moved to Sunday", "It was moved to Saturday 15 March 2031.",
			"Sunday=2031-03-09; Saturday 15 March 2031=2031-03-15"},
		{"Fair moved to Sunday", "It was moved from Sunday 9 March to Sunday 16 March.",
			"Sunday=2031-03-09; Sunday 9 March=2031-03-09; Sunday 16 March=2031-03-16"},
		{"Fair moved to Sunday", "It was moved to Sunday 18 May 2031.", "Sunday=2031-03-09; Sunday 18 May 2031=2031-05-18"},
	} {
		text := c.headline + "\n\n" + c.body
		a := &article.Article{Text: text, Published: wednesday}
		a.Blocks = []article.Block{{Kind: article.Headline, Span: article.Span{End: len(c.headline)}},
			{Kind: article.Paragraph, Span: article.Span{Start: len(c.headline) + 2, End: len(text)}}}
		if got := shown(readArticle(t, a)); got != c.want {
			t.Errorf("%s: %s\nhave %s\nwant %s", c.headline, c.body, got, c.want)
		}
	}
}
