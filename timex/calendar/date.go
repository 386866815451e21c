package calendar

import (
	"fmt"
	"strconv"

	"readout/internal/daynames"
)

// Date is a day, month or year; parts that are zero are unknown or not meant.
type Date struct{ Y, M, D int }

// String returns the TIMEX3 value: "2021-05-26", "2021-05", "2021", "XXXX-05-26".
func (t Date) String() string {
	b := make([]byte, 0, len("2021-05-26"))
	if t.Y > 0 {
		b = Digits(b, t.Y, 4)
	} else {
		b = append(b, "XXXX"...)
	}
	if t.M > 0 {
		b = Digits(append(b, '-'), t.M, 2)
		if t.D > 0 {
			b = Digits(append(b, '-'), t.D, 2)
		}
	}
	return string(b)
}

// Digits appends a number, padded with zeros to a width.
func Digits(b []byte, n, width int) []byte {
	var buf [20]byte
	s := strconv.AppendInt(buf[:0], int64(n), 10)
	for range width - len(s) {
		b = append(b, '0')
	}
	return append(b, s...)
}

// DateOf returns the date with the given parts.
func DateOf(y, m, d int) Date { return Date{y, m, d} }

// Known reports whether all parts are known.
func (t Date) Known() bool { return t.Y > 0 && t.M > 0 && t.D > 0 }

// Serial returns the number of days since 1 March of year 0.
//
// Source: the proleptic Gregorian calendar counted from March, so that the leap day is the
// last of its year (H. Hinnant, chrono-compatible date algorithms).
func (t Date) Serial() int {
	y, m := t.Y, t.M-3
	if m < 0 {
		y, m = y-1, m+12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*m+2)/5 + t.D - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy
}

// fromSerial is the inverse of Serial.
func fromSerial(n int) Date {
	era := n / 146097
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	t := Date{yoe + era*400, mp + 3, doy - (153*mp+2)/5 + 1}
	if t.M > 12 {
		t.Y, t.M = t.Y+1, t.M-12
	}
	return t
}

// Plus returns the day n days later.
func (t Date) Plus(n int) Date { return fromSerial(t.Serial() + n) }

// PlusMonths returns the month n months later, without a day.
func (t Date) PlusMonths(n int) Date {
	k := t.Y*12 + t.M - 1 + n
	return Date{Y: k / 12, M: k%12 + 1}
}

// Weekday returns 1 for Monday to 7 for Sunday.
func (t Date) Weekday() int { return (t.Serial()+2)%7 + 1 }

// week returns the ISO 8601 year and week of a day.
func (t Date) week() (year, week int) {
	thursday := t.Plus(4 - t.Weekday())
	return thursday.Y, (thursday.Serial()-Date{thursday.Y, 1, 1}.Serial())/7 + 1
}

// WeekValue returns the TIMEX3 value of the week of a day: "2021-W21".
func (t Date) WeekValue() string {
	y, w := t.week()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// DaysIn returns the number of days in a month.
func DaysIn(y, m int) int {
	next := Date{Y: y, M: m}.PlusMonths(1)
	next.D = 1
	return next.Serial() - Date{y, m, 1}.Serial()
}

// Atoi parses a number in digits, with or without commas between thousands.
func Atoi(s string) (int, bool) {
	clean := make([]byte, 0, 8)
	for i := 0; i < len(s); i++ {
		if s[i] != ',' {
			clean = append(clean, s[i])
		}
	}
	n, err := strconv.Atoi(string(clean))
	return n, err == nil
}

// NumberWords maps number words to their values.
var NumberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
	"nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"hundred": 100}

// Ordinals maps ordinal numbers to their values.
var Ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
	"eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17,
	"eighteenth":  18, "nineteenth": 19, "twentieth": 20, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

// MonthNumbers maps the names of months to their numbers. Some are also other words; see
// IsMonth.
var MonthNumbers = daynames.Months()

// Weekdays maps the names of weekdays to their numbers: 1 is Monday.
var Weekdays = daynames.Weekdays()

// Unit is a unit of time with its TIMEX3 letter; Clock marks units below a day.
type Unit struct {
	Letter string
	Clock  bool
}

// Units maps words to units of time.
var Units = map[string]Unit{"second": {"S", true}, "seconds": {"S", true}, "minute": {"M", true},
	"minutes": {"M", true}, "hour": {"H", true},
	"hours": {"H", true}, "day": {"D", false}, "days": {"D", false}, "week": {"W", false}, "weeks": {"W", false},
	"month":  {"M", false},
	"months": {"M", false}, "year": {"Y", false}, "years": {"Y", false}, "decade": {"DE", false}, "decades": {"DE", false},
	"century": {"CE", false}, "centuries": {"CE", false}, "quarter": {"Q", false}, "quarters": {"Q", false},
	"weekend": {"WE", false}, "weekends": {"WE", false},
	"fortnight": {"F", false}, "fortnights": {"F", false}}

// PartsOfDay maps parts of the day to their TIMEX3 tokens.
var PartsOfDay = map[string]string{"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

// Seasons maps seasons to their TIMEX3 tokens.
var Seasons = map[string]string{"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

// QuarterValue returns the value of a quarter, with an open year if y is 0.
func QuarterValue(y, n int) string { return fmt.Sprintf("%s-Q%d", Date{Y: y}, n) }
