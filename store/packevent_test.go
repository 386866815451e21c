package store

import (
	"bytes"
	"reflect"
	"testing"

	"readout/record"
)

// TestPackEvent: an event is unpacked as it was packed; one whose status nobody scored is packed as it was before
// statuses had scores.
func TestPackEvent(t *testing.T) {
	e := Event{Type: "vote", Name: "the vote", Status: "held", Place: "Lausen", Words: "vote", Which: "second",
		Span: record.Span{Start: 3, End: 7}, Background: true,
		Parties: []Party{{Agent: 4, Kind: "person", Name: "Orr", Country: "NL", Unsure: true}},
		Slots:   []Slot{{Slot: "date", Value: "2031-03-05", Status: "held", Score: 0.5, Background: true}}}
	plain := PackEvent(&e)
	for _, score := range []float64{0, 0.25, 1} {
		e.StatusScore = score
		packed := PackEvent(&e)
		var got Event
		if err := UnpackEvent(&got, packed); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, e) {
			t.Errorf("%+v\nwant %+v", got, e)
		}
		if bytes.Equal(packed, plain) != (score == 0) {
			t.Errorf("the score %v is packed in %d bytes, none in %d", score, len(packed), len(plain))
		}
	}
}
