package stream

import (
	"testing"

	"readout/record"
)

// TestDid: a card names what somebody did by the cue where the act is not to say, and by "said" elsewhere.
func TestDid(t *testing.T) {
	for _, c := range []struct{ deed, act, want string }{
		{"denied", record.Deny, "denied"}, {"has denied", record.Deny, "denied"}, {"", record.Deny, "said"},
		{"rejected", record.Reject, "rejected"}, {"ruled out", record.Reject, "rejected"},
		{"accused", record.Accuse, "accused"}, {"vowed", record.Promise, "vowed"}, {"promises", record.Promise, "said"},
		{"", record.Warn, "warned"}, {"", record.Assert, "said"},
	} {
		if got := (&Quote{Deed: c.deed, Act: c.act}).did(); got != c.want {
			t.Errorf("%q, %s: %s, want %s", c.deed, c.act, got, c.want)
		}
	}
}
