package stream

import "testing"

// TestCardsHaveIDsOfTheirOwn: what tells cards apart is not always enough.
func TestCardsHaveIDsOfTheirOwn(t *testing.T) {
	var b builder
	for range 3 {
		b.put(Card{Kind: NewPlan}, "Meridian", "https://meridian.example/1", "summit")
	}
	b.put(Card{Kind: NewPlan}, "Meridian", "https://meridian.example/1", "talks")
	seen := map[string]bool{}
	for _, c := range b.cards {
		seen[c.ID] = true
	}
	if len(seen) != len(b.cards) || b.cards[0].ID != cardID(NewPlan, []string{"Meridian", "https://meridian.example/1",
		"summit"}) {
		t.Errorf("the cards have the ids %v", seen)
	}
}
