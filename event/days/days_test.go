package days

import (
	"testing"
	"time"
)

func TestValues(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Day("2021-06-16T13:00"), "2021-06-16"}, {Day("2021-06"), "2021-06"},
		{Weekend("2019-W34-WE"), "2019-08-24/2019-08-25"}, {Weekend("2021-W01-WE"), "2021-01-09/2021-01-10"},
		{Weekend("2019-W34"), "2019-W34"}, {Weekend("20xx-W34-WE"), "20xx-W34-WE"}, {Weekend("-WE"), "-WE"},
		{Week("2021-W24"), "2021-06-14/2021-06-20"}, {Week("2031-W01"), "2030-12-30/2031-01-05"},
		{Week("2021-06"), "2021-06"}, {Week("2021-06-16"), "2021-06-16"}, {Week("2021-Wxx"), "2021-Wxx"},
		{Shift("2021-06-16", time.DateOnly, 0, 7), "2021-06-23"}, {Shift("2021-06", "2006-01", -1, 0), "2020-06"},
		{Shift("summer", time.DateOnly, 1, 0), "summer"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

func TestFar(t *testing.T) {
	for _, c := range []struct {
		x, y, layout string
		want         bool
	}{
		{"2021-01-16", "2021-06-16", time.DateOnly, true},
		{"2021-06-01", "2021-06-16", time.DateOnly, false},
		{"2021-01", "2021-06-16", "2006-01", true},
		{"summer", "2021-06-16", time.DateOnly, false},
	} {
		if got := Far(c.x, c.y, c.layout); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		x, y        string
		near, exact bool // exact: of x
	}{
		{"2021-06-16", "2021-06-16", true, true},
		{"2021-06-16", "2021-06-17", true, true},
		{"2021-03-01", "2021-02-28", true, true},
		{"2021-06-16", "2021-06-18", false, true},
		{"2021-06", "2021-09-18", true, false}, // nothing is known
		{"2021-06-16T13:00", "2021-06-17", true, true},
	} {
		if near, exact := Near(c.x, c.y), Exact(c.x); near != c.near || exact != c.exact {
			t.Errorf("%+v: near %v, exact %v", c, near, exact)
		}
	}
}
