package record_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"readout/record"
)

// whole returns a small consistent record.
func whole() *record.Record {
	text := "“We go,” Öst said."
	return &record.Record{
		Schema:  record.Schema,
		Article: record.Article{Text: text, SHA256: "1fa5bd0f3a3b6c0c"},
		Entities: []record.Entity{{ID: "e1", Name: "Öst", Mentions: []record.Mention{
			{Span: span(text, "Öst")}}}},
		Statements: []record.Statement{{ID: "s1", Source: []record.Span{span(text, "Öst")},
			Cue:     []record.Span{span(text, "said")},
			Content: []record.Span{span(text, "“We go,”")}, Speakers: []string{"e1"}}},
	}
}

func span(text, part string) record.Span {
	at := strings.Index(text, part)
	return record.Span{Start: at, End: at + len(part)}
}

// TestCheck violates one invariant at a time.
func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*record.Record)
		want  string
	}{
		"hash":         {func(*record.Record) {}, "sha256"},
		"outside":      {func(r *record.Record) { r.Statements[0].Content[0].End = 400 }, "not inside"},
		"backwards":    {func(r *record.Record) { r.Statements[0].Cue[0].Start = 30 }, "not inside"},
		"cut rune":     {func(r *record.Record) { r.Entities[0].Mentions[0].Start++ }, "cuts a character"},
		"no entity":    {func(r *record.Record) { r.Statements[0].Speakers = []string{"e9"} }, `"e9"`},
		"no statement": {func(r *record.Record) { r.Statements[0].NestedIn = "s9" }, `"s9"`},
	} {
		t.Run(name, func(t *testing.T) {
			r := whole()
			c.spoil(r)
			err := r.Check()
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Check gives %v, want something about %s", err, c.want)
			}
		})
	}
}

// TestCheckAtTheEnds checks that a span may cover the whole text but may not be empty.
func TestCheckAtTheEnds(t *testing.T) {
	sum := sha256.Sum256([]byte("Öst"))
	r := &record.Record{
		Article:  record.Article{Text: "Öst", SHA256: hex.EncodeToString(sum[:])},
		Entities: []record.Entity{{ID: "e1", Mentions: []record.Mention{{Span: record.Span{Start: 0, End: 4}}}}},
	}
	if err := r.Check(); err != nil {
		t.Errorf("a mention over the whole text: %v", err)
	}
	r.Entities[0].Mentions[0].Start = 4
	if r.Check() == nil {
		t.Error("an empty span was not refused")
	}
}
