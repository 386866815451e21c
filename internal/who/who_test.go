package who_test

import (
	"strings"
	"testing"

	"readout/internal/who"
	"readout/record"
)

// statementIn builds a record of one statement: source, cue and content are the last occurrences
// of their words in the text, and the speaker is the given person.
func statementIn(text, source, cue, content, speaker, role, agency string) *record.Record {
	at := func(words string) record.Span {
		i := strings.LastIndex(text, words)
		return record.Span{Start: i, End: i + len(words)}
	}
	r := &record.Record{Article: record.Article{Text: text, Dateline: &record.Dateline{Agency: agency}},
		Entities: []record.Entity{{ID: "e1", Kind: "person", Name: speaker}}}
	if role != "" {
		r.Entities[0].Roles = []record.Role{{Title: role}}
	}
	if i := strings.Index(text, "A Norhaven official"); i >= 0 {
		r.Entities = append(r.Entities, record.Entity{ID: "e2", Kind: "person", Name: "a Norhaven official",
			Mentions: []record.Mention{{Span: record.Span{Start: i, End: i + len("A Norhaven official")}}}})
	}
	s := record.Statement{ID: "s1", Kind: "indirect", Source: []record.Span{at(source)},
		Content: []record.Span{at(content)}, Speakers: []string{"e1"}}
	if cue != "" {
		s.Cue = []record.Span{at(cue)}
	}
	r.Statements = []record.Statement{s}
	r.Events = []record.Event{{ID: "v1", Slots: []record.Slot{{Statement: "s1", SaidBy: []string{"e1"}}}}}
	return r
}

// TestHold: each constraint with a near counterpart that it must not change.
func TestHold(t *testing.T) {
	const official = "Sergei Dravitsyn arrived. A Norhaven official said drafts were exchanged. " +
		"“There is a text,” the official said."
	for _, c := range []struct {
		name, text, source, cue, content, speaker, role, agency string
		want                                                    string
	}{
		{"an unnamed official", official, "the official", "said", "“There is a text,”", "Sergei Dravitsyn", "spokesman",
			"", "e2"},
		{"a named one", official, "the official", "said", "“There is a text,”", "Sergei Dravitsyn", "Karvonian official",
			"", "e1"},
		{"nobody introduced", strings.Replace(official, "A Norhaven official", "He", 1), "the official", "said",
			"“There is a text,”", "Sergei Dravitsyn", "spokesman", "", "e1"},
		{"no entity for the description", strings.Replace(official, "A Norhaven", "One Sulmiran", 1), "the official",
			"said", "“There is a text,”", "Sergei Dravitsyn", "spokesman", "", ""},
		{"one of several", strings.Replace(official, "A Norhaven official", "One of the two officials", 1),
			"the official", "said", "“There is a text,”", "Sergei Dravitsyn", "spokesman", "", ""},
		{"a passive", "Mara Lind was accused of fraud by the court.", "Mara Lind", "accused", "fraud", "Mara Lind", "",
			"", ""},
		{"an active", "Mara Lind accused the court of fraud.", "Mara Lind", "accused", "the court of fraud", "Mara Lind",
			"", "", "e1"},
		{"quoted", "Mara Lind was quoted as saying that the dam holds.", "Mara Lind", "quoted as saying",
			"that the dam holds", "Mara Lind", "", "", "e1"},
		{"a perfect", "Mara Lind has accused the court of fraud.", "Mara Lind", "accused", "the court of fraud",
			"Mara Lind", "", "", "e1"},
		{"a state of mind", "Mara Lind is convinced that the dam holds.", "Mara Lind", "convinced", "that the dam holds",
			"Mara Lind", "", "", "e1"},
		{"the wire as it", "The ministry met. It said the dam holds.", "It", "said", "the dam holds", "KTA", "", "KTA", ""},
		{"the wire by name", "The dam holds, KTA said.", "KTA", "said", "The dam holds", "KTA", "", "KTA", "e1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := statementIn(c.text, c.source, c.cue, c.content, c.speaker, c.role, c.agency)
			who.Hold(r)
			if got := strings.Join(r.Statements[0].Speakers, " "); got != c.want {
				t.Errorf("the speaker is %q, want %q", got, c.want)
			}
			if got := strings.Join(r.Events[0].Slots[0].SaidBy, " "); got != c.want {
				t.Errorf("the slot is said by %q, want %q", got, c.want)
			}
		})
	}
}

// TestHoldIgnoresItsOwnDescription: a role that was read from the description itself is no
// evidence that the description means the person.
func TestHoldIgnoresItsOwnDescription(t *testing.T) {
	const text = "Sergei Dravitsyn arrived. A Norhaven official said drafts were exchanged. " +
		"“There is a text,” the official said."
	r := statementIn(text, "the official", "said", "“There is a text,”", "Sergei Dravitsyn", "", "")
	at := strings.LastIndex(text, "official")
	r.Entities[0].Roles = []record.Role{{Title: "official", Span: record.Span{Start: at, End: at + len("official")}}}
	if who.Hold(r); len(r.Statements[0].Speakers) != 1 || r.Statements[0].Speakers[0] != "e2" {
		t.Errorf("the speaker is %q", r.Statements[0].Speakers)
	}
}
