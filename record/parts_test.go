package record_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"readout/record"
)

// full returns a consistent record with every part that holds a span or an ID.
func full() *record.Record {
	r := whole()
	text := r.Article.Text
	sum := sha256.Sum256([]byte(text))
	r.Article.SHA256 = hex.EncodeToString(sum[:])
	who, quote := span(text, "Öst"), span(text, "“We go,”")
	r.Article.Headline, r.Article.Deck, r.Article.Byline = &quote, &quote, &who
	r.Article.Blocks = []record.Block{{Kind: "paragraph", Span: span(text, text)}}
	r.Article.Dateline = &record.Dateline{Span: who}
	r.Entities[0].Roles = []record.Role{{Title: "pilot", Span: who}}
	r.Entities = append(r.Entities, record.Entity{ID: "e2", Members: []string{"e1"}})
	r.Times = []record.Time{{Span: span(text, "said"), Value: "PRESENT_REF"}}
	s := &r.Statements[0]
	s.Via, s.About, s.Answers = []string{"e2"}, []string{"e1"}, &quote
	r.Events = []record.Event{{ID: "v1", Mentions: []record.Span{span(text, "go")}, Place: "e2",
		Participants: []string{"e1"},
		Slots: []record.Slot{{Slot: record.DateSlot, Span: span(text, "go"), SaidBy: []string{"e1"},
			Statement: "s1"}}}}
	return r
}

// TestCheckEveryPart checks that a fault in any part of a record is found.
func TestCheckEveryPart(t *testing.T) {
	if err := full().Check(); err != nil {
		t.Fatal(err)
	}
	far := record.Span{Start: 2, End: 999}
	for name, spoil := range map[string]func(*record.Record){
		"headline":   func(r *record.Record) { r.Article.Headline = &far },
		"deck":       func(r *record.Record) { r.Article.Deck = &far },
		"byline":     func(r *record.Record) { r.Article.Byline = &far },
		"block":      func(r *record.Record) { r.Article.Blocks[0].Span = far },
		"dateline":   func(r *record.Record) { r.Article.Dateline.Span = far },
		"role":       func(r *record.Record) { r.Entities[0].Roles[0].Span = far },
		"time":       func(r *record.Record) { r.Times[0].Span = far },
		"answers":    func(r *record.Record) { r.Statements[0].Answers = &far },
		"v1":         func(r *record.Record) { r.Events[0].Mentions[0] = far },
		"v1 date":    func(r *record.Record) { r.Events[0].Slots[0].Span = far },
		`e2: names`:  func(r *record.Record) { r.Entities[1].Members = []string{"e7"} },
		`s1: names`:  func(r *record.Record) { r.Statements[0].Via = []string{"e7"} },
		`"e8"`:       func(r *record.Record) { r.Statements[0].About = []string{"e8"} },
		`v1: names`:  func(r *record.Record) { r.Events[0].Place = "e7" },
		`names "e6"`: func(r *record.Record) { r.Events[0].Participants = []string{"e6"} },
		`names "e5"`: func(r *record.Record) { r.Events[0].Slots[0].SaidBy = []string{"e5"} },
		`names "s7"`: func(r *record.Record) { r.Events[0].Slots[0].Statement = "s7" },
	} {
		r := full()
		spoil(r)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: Check gives %v", name, err)
		}
	}
}

// TestSure checks that each FactBank value has distinct plain words, and that other values are
// returned unchanged.
func TestSure(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range record.Commitments {
		words := record.Sure(c)
		if c == "" {
			continue
		}
		if words == c || seen[words] {
			t.Errorf("%s is told as %q", c, words)
		}
		seen[words] = true
	}
	if record.Sure(record.ProbableMinus) != "probably not" || record.Sure("hope") != "hope" {
		t.Errorf("%q, %q", record.Sure(record.ProbableMinus), record.Sure("hope"))
	}
}

// TestFirm checks that a slot is firm from FirmScore on, and never in the background.
func TestFirm(t *testing.T) {
	for _, c := range []struct {
		slot record.Slot
		firm bool
	}{
		{record.Slot{Score: record.FirmScore}, true}, {record.Slot{Score: record.FirmScore - 0.01}, false},
		{record.Slot{Score: 1, Background: true}, false},
	} {
		if got := c.slot.Firm(); got != c.firm {
			t.Errorf("%+v: %v", c.slot, got)
		}
	}
}
