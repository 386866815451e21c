package quote

import (
	"testing"

	"readout/record"
)

// TestHasOf: what a report of the same saying has of a claim: all of it one after the other, other words in its
// place, words among it, a part of it, or nothing.
func TestHasOf(t *testing.T) {
	const hardly = "It is hardly likely that a joint paper will be signed in May"
	for _, c := range []struct {
		report, claim string
		kind          hasKind
		words         string
	}{
		{hardly, "hardly likely that a joint paper will be signed", hasAll, ""},
		{hardly, "joint paper will be signed in May", hasAll, ""},
		{hardly, "impossible that a joint paper will be signed", hasOthers, "hardly likely"},
		{hardly, "likely that a joint paper will be signed", hasAmong, "hardly"},
		{"It is unlikely that a joint paper will be signed", "hardly likely that a joint paper will be signed", hasOthers,
			"unlikely"},
		{"He has the trust of the whole of this town", "the trust of this town", hasAmong, "the whole of"},
		{"He has the trust of the whole of this town", "the trust of … this town", hasAll, ""},
		{"He has the trust of this town", "the trust of this [small] town", hasAll, ""},
		{"He has the trust of this town", "the trust of this small town", hasPart, ""},
		{"Seven people were taken to hospital", "Four people were taken to hospital", hasOthers, "Seven"},
		{"The bridge is not yet safe to use", "the bridge is safe to use", hasAmong, "not yet"},
		{"We shall see about the harbour later on", "the bridge is safe to use", hasNone, ""},
	} {
		q := &inquiry{y: newWording(c.claim)}
		got := q.hasOf(anchor(c.report, []record.Span{{Start: 0, End: len(c.report)}}, record.Direct))
		if got.kind != c.kind || got.variant.Words != c.words {
			t.Errorf("%q has of %q: %d %q, want %d %q", c.report, c.claim, got.kind, got.variant.Words, c.kind, c.words)
		}
	}
}

// TestTallied: a report counts by what it has now, and what it had in a version that was replaced is told beside.
func TestTallied(t *testing.T) {
	all, none := has{kind: hasAll}, has{kind: hasNone}
	four := has{hasOthers, Variant{Words: "Four", Outlets: []string{"NP"}}}
	for _, c := range []struct {
		now, was has
		stands   bool
		want     string
	}{
		{all, none, true, "1 report: 1 has these words"},
		{all, all, true, "1 report: 1 has these words"},
		{four, all, true, "1 report: 1 has “Four”, 1 had these words in a version replaced since"},
		{none, all, false, "1 report: 1 had these words in a version replaced since"},
		{none, four, false, "1 report: 1 has “Four”"},
		{none, none, true, "1 report: 1 leaves them out"},
	} {
		tally := Tally{}
		tally.add(c.now, c.was, c.stands)
		if got := tally.summary(); got != c.want {
			t.Errorf("%+v: %q, want %q", c, got, c.want)
		}
	}
}
