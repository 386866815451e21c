package day

import (
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"2021-05-26":                        "2021-05-26",
		"2021-05-26T10:30:00Z":              "2021-05-26T10:30:00Z",
		"2021-05-26T10:30:00.123+02:00":     "2021-05-26T10:30:00+02:00",
		"2021-05-26T10:30:00+0200":          "2021-05-26T10:30:00+02:00",
		"2021-05-26 10:30:00":               "2021-05-26", // no zone: the time is not known
		"2021-05-26T10:30-0500":             "2021-05-26T10:30:00-05:00",
		"2021/5/6":                          "2021-05-06",
		"20210526":                          "2021-05-26",
		"20210526T103000Z":                  "2021-05-26T10:30:00Z",
		"20210526T103000+0100":              "2021-05-26T10:30:00+01:00",
		"Wed, 26 May 2021 10:30:00 GMT":     "2021-05-26T10:30:00Z",
		"Wed, 26 May 21 10:30:00 EST":       "2021-05-26T10:30:00-05:00",
		"26 May 2021 10:30:00 +0300":        "2021-05-26T10:30:00+03:00",
		"May 26, 2021 at 4:05 p.m. EDT":     "2021-05-26T16:05:00-04:00",
		"May 26, 2021 12:15 am UTC":         "2021-05-26T00:15:00Z",
		"Published: Sept. 3, 2020":          "2020-09-03",
		"Monday, November 18, 2019":         "2019-11-18",
		"May 26, 2021 10:30 IST":            "2021-05-26", // IST is three zones
		"2021-05-26T10:30:00 GMT+3":         "2021-05-26T10:30:00+03:00",
		"2021-02-30":                        "",
		"2021-13-01":                        "",
		"0000-00-00 00:00:00":               "",
		"0000-00-00T00:00:00Z":              "",
		"Wed, 31 Feb 2021 10:30:00 GMT":     "",
		"2021-05-26T25:61:00Z":              "2021-05-26",
		"9999-99-99":                        "",
		"03/04/2021":                        "",
		"27/11/2017 01:57 | Updated 28/11":  "2017-11-27",
		"11/27/2017":                        "2017-11-27",
		"13/13/2017":                        "",
		"31.05.2017":                        "2017-05-31",
		"3.4.2021, 10:15 Uhr":               "2021-04-03",
		"32.05.2017":                        "",
		"1620030600":                        "2021-05-03T08:30:00Z",
		"1620030600000":                     "2021-05-03T08:30:00Z",
		"By Jan Novak | 26 May 2021":        "2021-05-26",
		"By April Rowan, June 3, 2021":      "2021-06-03",
		"May Lind and June Aro met in 2021": "",
		"Sat Nov 18 2017 15:21:41 GMT+0000": "2017-11-18T15:21:41Z",
		"the 3rd of May, 2021":              "2021-05-03",
		"now":                               "",
		"yesterday":                         "",
		"":                                  "",
		"Wed, 26 May 2021 10:30:00 +9900":   "2021-05-26",
		"-0001-11-30T00:00:00+00:00":        "",
		"Thu, 01 Jan 0001 00:00:00 +0000":   "",
		"2021-05-26T10:30:00.000000000000Z": "2021-05-26T10:30:00Z",
	} {
		if got := Parse(in); got != want {
			t.Errorf("Parse(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestInPath(t *testing.T) {
	for in, want := range map[string]string{
		"https://ostby.example/2021/05/26/vote":  "2021-05-26",
		"https://ostby.example/2021-05-26-vote":  "2021-05-26",
		"https://ostby.example/2021/may/6/vote":  "2021-05-06",
		"https://ostby.example/2021/13/26/vote":  "",
		"https://ostby.example/news/2021052/x":   "",
		"https://ostby.example/2021/05/261/vote": "",
	} {
		if got := InPath(in); got != want {
			t.Errorf("InPath(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Wed, 26 May 2021 10:30:00 GMT")
	f.Add("20210526T103000+0100")
	f.Fuzz(func(t *testing.T, s string) {
		got := Parse(s)
		if got == "" {
			return
		}
		if _, err := time.Parse(time.DateOnly, got); err == nil {
			return
		}
		if _, err := time.Parse(time.RFC3339, got); err != nil {
			t.Fatalf("Parse(%q) = %q", s, got)
		}
	})
}

// TestIsPossible: neither a clock that was never set nor another age is when a report was published.
func TestIsPossible(t *testing.T) {
	for s, want := range map[string]bool{"": false, "0001-01-01T00:00:00Z": false, "1970-01-01T00:00:00Z": false,
		"1789-07-14": false, "9999-12-31": false, "1970-01-02": true, "1812": true, "2024-03": true,
		"2024-03-05T10:00:00Z": true} {
		if got := IsPossible(s); got != want {
			t.Errorf("IsPossible(%q) = %t", s, got)
		}
	}
}
