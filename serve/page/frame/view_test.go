package frame

import (
	"testing"

	"readout/ledger"
	"readout/ledger/stream"
)

func TestAddress(t *testing.T) {
	for _, x := range []struct {
		asOf, Format string
		parts        []any
		want         string
	}{
		{"", "/person/%s", []any{"a/b?c#d"}, "/person/a%2Fb%3Fc%23d"},
		{"", "/person/%s?topic=%s", []any{"a1", "gas & oil+x"}, "/person/a1?topic=gas+%26+oil%2Bx"},
		{"2024-03-14", "/article/%s?at=%d-%d", []any{"v1", 3, 9}, "/article/v1?at=3-9&as_of=2024-03-14"},
		{"2024-03-14", "/article/v1#s3", nil, "/article/v1?as_of=2024-03-14#s3"},
		{"", "/outlet/%s", []any{""}, "/outlet/-"},
		{"", "/outlet/%s", []any{"100%s"}, "/outlet/100%25s"},
	} {
		if got := Address(x.asOf, x.Format, x.parts...); got != x.want {
			t.Errorf("%q with %v is %q, want %q", x.Format, x.parts, got, x.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, x := range []struct{ got, want string }{
		{stream.LongDate("2024-03-07"), "7 March 2024"}, {stream.LongDate("2024-03"), "March 2024"},
		{stream.LongDate("2024-W13"), "the week of 25 March 2024"}, {stream.LongDate("2024-03-07T10:00:00Z"), "7 March 2024"},
		{stream.LongDate("spring"), "spring"},
		{Moment("2024-03-07T12:00:00+03:00"), "7 March 2024, 09:00 UTC"}, {Count(1, "party"), "1 party"},
		{Count(2, "party"), "2 parties"}, {Number(1234567), "1\u202f234\u202f567"},
		{Clip(10, "one two three"), "one two …"}, {DayCount("2024-03-01", "2024-03-04"), "in 3 days"},
		{DayCount("2024-03-05", "2024-03-04"), "yesterday"}, {LocalPath("//evil.example"), "/"},
		{LocalPath("/a?b=c"), "/a?b=c"},
	} {
		if x.got != x.want {
			t.Errorf("got %q, want %q", x.got, x.want)
		}
	}
}

// TestTitle: a title names the place once, as it is called after "in".
func TestTitle(t *testing.T) {
	for _, c := range []struct{ name, place, want string }{
		{"summit", "Ostrella", "Summit in Ostrella"}, {"summit in Ostrella", "Ostrella", "Summit in Ostrella"},
		{"summit", "United Kingdom", "Summit in the United Kingdom"}, {"summit", "", "Summit"},
	} {
		if got := EventTitle(&ledger.Dossier{Name: c.name, Place: c.place}); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.name, c.place, got, c.want)
		}
	}
}
