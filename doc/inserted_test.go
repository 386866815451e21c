package doc

import (
	"slices"
	"strings"
	"testing"
)

// TestInserted finds the links that a page sets into a sentence behind a name, and no words that only look alike.
func TestInserted(t *testing.T) {
	for text, want := range map[string][]string{
		"Mayor Marsh Ann Mary MarshFive things to know MORE said no":      {"Ann Mary MarshFive things to know MORE"},
		"Marsh Ann ( Annie ) Marsh2031 plans | The week MORE said no":     {"Ann ( Annie ) Marsh2031 plans | The week MORE"},
		"Marsh Ann MarshFive MORE met Brandt Tom BrandtThe end MORE .":    {"Ann MarshFive MORE", "Tom BrandtThe end MORE"},
		"Marsh Ann MarshFive things to know more said no":                 nil,
		"Marsh met Ann MarshFive things MORE said no":                     nil,
		"Marsh MarshFive things MORE said no":                             nil,
		"Marsh Ann Marshall said MORE":                                    nil,
		"Li Ann LiFive things MORE":                                       nil,
		"Marsh Ann Bo Cy Di Ed Flo Gus Hal MarshFive things MORE said no": nil,
		"Mayor Marsh Ann Marsh said MORE":                                 nil,
	} {
		d := Build(strings.Fields(text), nil, nil, nil)
		var got []string
		for _, r := range d.Inserted() {
			got = append(got, d.Cut(d.Bytes(r)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestOverlapping gives what shares a token, whichever side it lies on.
func TestOverlapping(t *testing.T) {
	list := []Range{{2, 4}, {6, 7}, {9, 12}}
	for r, want := range map[Range][]Range{
		{0, 2}: {}, {0, 3}: {{2, 4}}, {3, 7}: {{2, 4}, {6, 7}}, {4, 6}: {}, {10, 11}: {{9, 12}}, {12, 20}: {},
		{0, 20}: list, {3, 3}: {},
	} {
		if got := Overlapping(list, r); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", r, got, want)
		}
	}
}
