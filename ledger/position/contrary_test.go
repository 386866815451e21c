package position

import (
	"testing"

	"readout/ledger/statement"
	"readout/record"
)

// TestContrary: two sentences go opposite ways only where one denies in the other's very
// words what the other affirms, and both were read so.
func TestContrary(t *testing.T) {
	const charge = "Hallowby will introduce a charge for driving into the town centre"
	const noCharge = "Hallowby will not introduce a charge for driving into the town centre"
	for _, c := range []struct {
		name      string
		then, now string
		x, y      int
		want      bool
	}{
		{"denied, then affirmed", noCharge, charge, -3, 3, true},
		{"affirmed, then denied", charge, "Hallowby won't introduce a charge for driving into the town centre", 3, -3, true},
		{"never", "The council will never sell the Mill Lane baths", "The council will sell the Mill Lane baths", -3, 3,
			true},
		{"read otherwise than it is written", noCharge, charge, 3, -3, false},
		{"both read as sure that it holds", noCharge, charge, 3, 3, false},
		{"another point in much the same words", noCharge,
			"Hallowby will introduce a charge for parking in the town centre", -3, 3, false},
		{"no more than likely words", "The strike is not planned now", "A date for the strike would be worked out", -3, 3,
			false},
		{"another day is meant", "The ferry will not sail to Tarn Island on Friday",
			"The ferry will sail to Tarn Island on Friday", -3, 3, false},
		{"nothing is named", "We will not do that there", "We will do that there", -3, 3, false},
		{"another occasion", "There will not be a second meeting of drivers and owners",
			"There will be a second meeting of drivers and owners", -3, 3, false},
		{"denied twice", "The mayor did not say the baths would not close", "The mayor did say the baths would close", -3,
			3, false},
	} {
		at := func(words, day string, level int) *Position {
			return &Position{Statement: statement.Statement{Content: words, Said: day, Score: 0.9}, Level: level}
		}
		r := contrary(at(c.then, "2024-05-06", c.x), at(c.now, "2024-05-15", c.y))
		if (r != nil) != c.want || r != nil && (r.Kind != Other || r.Before.Content != c.then || r.Score != 0.9) {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
	unsure := &Position{Statement: statement.Statement{Content: noCharge, Said: "2024-05-06", Score: 0.4}, Level: -3}
	if r := contrary(unsure, &Position{Statement: statement.Statement{Content: charge, Said: "2024-05-15"},
		Level: 3}); r != nil {
		t.Errorf("one that was not surely read: %+v", r)
	}
	asked := &Position{Statement: statement.Statement{Content: noCharge, Act: record.Ask, Said: "2024-05-06"}, Level: -3}
	if r := contrary(asked, &Position{Statement: statement.Statement{Content: charge, Said: "2024-05-15"},
		Level: 3}); r != nil {
		t.Errorf("one that was asked: %+v", r)
	}
}
