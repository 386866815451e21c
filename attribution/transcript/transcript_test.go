package transcript_test

import (
	"slices"
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/attribution/signature"
	"readout/attribution/transcript"
	"readout/doc"
	"readout/source"
	"readout/text"
)

// read makes a document of a text.
func read(t *testing.T, raw string) *doc.Doc {
	t.Helper()
	a, err := source.Text([]byte(raw), source.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	d := doc.New(a)
	if err := text.New().Run(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestTurns: a label in capitals has all that stands behind it, up to the next one or the end of what is quoted.
func TestTurns(t *testing.T) {
	const rest = "\n\nVELL: We sail at noon.\n\nORR: Nobody sails today."
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"a paragraph", "VELL: It is late. We sail." + rest,
			[]string{"VELL: It is late. We sail.", "VELL: We sail at noon.", "ORR: Nobody sails today."}},
		{"what is told behind a turn", "VELL: It is late.\n\nThe hall was full." + rest,
			[]string{"VELL: It is late.", "VELL: We sail at noon.", "ORR: Nobody sails today."}},
		{"what the speaker is", "MAYOR VELL, HOST: It is late." + rest,
			[]string{"VELL: It is late.", "VELL: We sail at noon.", "ORR: Nobody sails today."}},
		{"a mark at each paragraph",
			"“VELL: It is late.\n\n“We sail.\n\n“(CROSSTALK.)\n\n“ORR: No ship sails.\n\n“VELL: It is late.”",
			[]string{"VELL: It is late.\n\n“We sail.", "ORR: No ship sails.", "VELL: It is late."}},
		{"a mark of its own in it", "“VELL: They call it “too late.”\n\n“ORR: No ship sails.\n\n“VELL: It is late.”\n\n" +
			"“It is cold,” Orr said.",
			[]string{"VELL: They call it “too late.”", "ORR: No ship sails.", "VELL: It is late."}},
		{"two labels", "VELL: It is late.\n\nORR: Nobody sails today.", nil},
		{"names in small letters", "Vell: It is late.\n\nVell: We sail.\n\nOrr: No ship sails.", nil},
		{"headings", "UPDATE: It is late.\n\nMORE: We sail.\n\nMAP: See here now.", nil},
	} {
		d := read(t, c.text)
		d.Words = make([]doc.Word, len(d.Tokens))
		nameAll(d, c.text, "VELL", "ORR", "Vell", "Orr")
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range transcript.Of(signature.Reader{Text: phrase.New(d, lex)}) {
			got = append(got, d.Cut(d.Bytes(f.Label))+": "+d.Cut(d.Bytes(f.Content)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}

// nameAll makes every place of a text that has one of some names a mention of the person of that name.
func nameAll(d *doc.Doc, text string, names ...string) {
	for _, name := range names {
		for n := range strings.Count(text, name) {
			at := tagged.At(d, name, n)
			tagged.Mention(d, name, name, doc.NameForm, doc.Person)
			m := &d.Mentions[len(d.Mentions)-1]
			m.Span, m.FirstToken, m.EndToken = d.Bytes(at), at.First, at.End
		}
	}
	slices.SortFunc(d.Mentions, func(a, b doc.Mention) int { return a.FirstToken - b.FirstToken })
}
