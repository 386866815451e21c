package statement_test

import (
	"testing"

	"readout/ledger/statement"
	"readout/record"
)

// TestTold: a view of one line has the report's cue where the words alone would be taken for what the speaker
// says, and nowhere else.
func TestTold(t *testing.T) {
	for _, c := range []struct{ kind, cue, act, attitude, content, want string }{
		{record.Indirect, "denied", record.Deny, record.Speech, "that she had lied", "denied: that she had lied"},
		{record.Indirect, "said", record.Deny, record.Speech, "that she had not lied", "that she had not lied"},
		{record.Indirect, "rejected", record.Reject, record.Speech, "claims that he paid", "rejected: claims that he paid"},
		{record.Indirect, "accused", record.Accuse, record.Speech, "the mayor of theft", "accused: the mayor of theft"},
		{record.Indirect, "questioned", record.Ask, record.Speech, "whether it held", "questioned: whether it held"},
		{record.Indirect, "doubted", record.Assert, record.Belief, "that it held", "doubted: that it held"},
		{record.Indirect, "insisted", record.Assert, record.Speech, "that it held", "that it held"},
		{record.Indirect, "insisted", record.Assert, record.Speech, "it was safe", "it was safe"},
		{record.Indirect, "claimed", record.Assert, record.Speech, "the prize", "claimed: the prize"},
		{record.Indirect, "has told", record.Assert, record.Speech, "the bridge held", "the bridge held"},
		{record.Indirect, "told", record.Assert, record.Speech, "to resign", "told: to resign"},
		{record.Indirect, "did not say", record.Decline, record.Speech, "that it held", "did not say: that it held"},
		{record.Indirect, "According to", record.Assert, record.Speech, "the bridge held", "the bridge held"},
		{record.Indirect, "was quoted as saying", record.Deny, record.Speech, "no vote", "no vote"},
		{record.Direct, "said in comments", record.Estimate, record.Speech, `"It may hold."`, `"It may hold."`},
		{record.Indirect, "declined to say", record.Decline, record.Speech, "who won", "declined to say: who won"},
		{record.Direct, "said", record.Deny, record.Speech, `"No vote."`, `"No vote."`},
		{record.Direct, "snapped", record.Assert, record.Speech, `"That is so,"`, `"That is so,"`},
		{record.Direct, "denied", record.Deny, record.Speech, `"misleading"`, `denied: "misleading"`},
		{record.Direct, "promised", record.Promise, record.Speech, `"I will pay,"`, `promised: "I will pay,"`},
		{record.Mixed, "called", record.Assert, record.Speech, `Mr Orr "a liar"`, `called: Mr Orr "a liar"`},
		{record.Mixed, "had called", record.Assert, record.Speech, `Mr Orr "a liar" for what he was told`,
			`had called: Mr Orr "a liar" for what he was told`},
		{record.Mixed, "called", record.Assert, record.Speech, `that "a lie,"`, `called: that "a lie,"`},
		{record.Direct, "called", record.Assert, record.Speech, `"We are here,"`, `"We are here,"`},
		{record.Indirect, "", record.Decline, record.Speech, "It is too early", "It is too early"},
		{record.Direct, "", record.Reject, record.Speech, "We refuse.", "We refuse."},
	} {
		s := statement.Statement{Kind: c.kind, Cue: c.cue, Act: c.act, Attitude: c.attitude, Content: c.content}
		if got := s.Told(); got != c.want {
			t.Errorf("%s %q %s: told as %q, want %q", c.kind, c.cue, c.act, got, c.want)
		}
	}
}
