package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/record"
)

// TestCuesParse holds every line of the table against the record's vocabulary.
func TestCuesParse(t *testing.T) {
	lex, err := parseCues(cuesTSV)
	if err != nil {
		t.Fatal(err)
	}
	attitudes := []string{record.Speech, record.Belief, record.Intention, record.Perception, record.Document}
	acts := []string{record.Assert, record.Deny, record.Promise, record.Announce, record.Ask, record.Advise, record.Accuse, record.Praise,
		record.Decline, record.Refer, record.Estimate, record.Demand, record.Warn, record.Agree, record.Reject, record.Thank, record.Apology, record.Criticise}
	seen := make(map[string]bool)
	entries := make(map[*cueEntry]bool)
	for _, w := range lex.words {
		for _, f := range w.forms {
			entries[f.entry] = true
		}
	}
	for e := range entries {
		key := e.lemma + "/" + string('0'+rune(e.part))
		if seen[key] {
			t.Errorf("%s stands twice", e.lemma)
		}
		seen[key] = true
		if !slices.Contains(attitudes, e.attitude) || !slices.Contains(acts, e.act) {
			t.Errorf("%s: attitude %q, act %q", e.lemma, e.attitude, e.act)
		}
		if e.frames == 0 {
			t.Errorf("%s takes nothing", e.lemma)
		}
	}
	if len(entries) < 1000 {
		t.Errorf("%d entries, want 1000 or more", len(entries))
	}
}

func TestParseCuesRefuses(t *testing.T) {
	for _, line := range []string{"say\tverb", "say\tgesture\tthat\tspeech\tassert", "say\tverb\tsideways\tspeech\tassert"} {
		if _, err := parseCues(line); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("parseCues(%q): error %v, want one that names line 1", line, err)
		}
	}
}

func TestInflection(t *testing.T) {
	lex := cueLexicon()
	tests := []struct {
		word, lemma string
		inflection  inflection
	}{
		{"said", "say", pastForm}, {"says", "say", thirdForm}, {"saying", "say", gerundForm},
		{"wrote", "write", pastForm}, {"written", "write", participleForm},
		{"denied", "deny", pastForm}, {"denies", "deny", thirdForm},
		{"admitted", "admit", pastForm}, {"admitting", "admit", gerundForm},
		{"urged", "urge", pastForm}, {"urging", "urge", gerundForm},
		{"agreeing", "agree", gerundForm}, {"wishes", "wish", thirdForm},
		{"signalled", "signal", pastForm}, {"signaled", "signal", pastForm}, {"allegations", "allegation", pluralForm},
	}
	for _, test := range tests {
		found := slices.ContainsFunc(lex.words[test.word].forms, func(f cueForm) bool {
			return f.entry.lemma == test.lemma && f.inflection == test.inflection
		})
		if !found {
			t.Errorf("%s is not read as a form of %s", test.word, test.lemma)
		}
	}
}

// TestLongestEntryFirst keeps "pointed out" before "pointed".
func TestLongestEntryFirst(t *testing.T) {
	for word, w := range cueLexicon().words {
		for i := 1; i < len(w.forms); i++ {
			if len(w.forms[i].entry.rest) > len(w.forms[i-1].entry.rest) {
				t.Errorf("%s: %q stands behind %q", word, w.forms[i].entry.lemma, w.forms[i-1].entry.lemma)
			}
		}
	}
}
