package record

import (
	"slices"
	"strings"
	"testing"
)

// TestSureParticipants checks that an uncertain participant is excluded, and must be a
// participant.
func TestSureParticipants(t *testing.T) {
	e := Event{ID: "v1", Participants: []string{"e1", "e2"}, Unsure: []string{"e2"}}
	if got := e.SureParticipants(); !slices.Equal(got, []string{"e1"}) {
		t.Errorf("%q are sure, want e1", got)
	}
	r := Record{Entities: []Entity{{ID: "e1"}, {ID: "e2"}}, Events: []Event{e}}
	if err := r.Check(); err != nil && strings.Contains(err.Error(), "not sure of") {
		t.Error(err)
	}
	r.Events[0].Participants = []string{"e1"}
	if err := r.Check(); err == nil || !strings.Contains(err.Error(), `not sure of "e2"`) {
		t.Errorf("an unsure one who does not take part is taken: %v", err)
	}
}
