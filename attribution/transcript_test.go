package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestTranscript: a label in capitals has all that stands behind it, up to the next one or the end of what is quoted.
func TestTranscript(t *testing.T) {
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
		{"too little to quote", "VELL: Yes." + rest, []string{"VELL: We sail at noon.", "ORR: Nobody sails today."}},
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
		for _, name := range [...]string{"VELL", "ORR", "Vell", "Orr"} {
			for n := range strings.Count(c.text, name) {
				at := tagged.At(d, name, n)
				tagged.Mention(d, name, name, doc.NameForm, doc.Person)
				m := &d.Mentions[len(d.Mentions)-1]
				m.Span, m.FirstToken, m.EndToken = d.Bytes(at), at.First, at.End
			}
		}
		slices.SortFunc(d.Mentions, func(a, b doc.Mention) int { return a.FirstToken - b.FirstToken })
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range newSigning(phrase.New(d, lex)).transcript(nil) {
			got = append(got, d.Cut(d.Bytes(f.source))+": "+d.Cut(d.Bytes(f.content[0])))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}

// TestTranscriptBeside: what is told in a turn of what others said stays; what takes a part of a turn, or its label,
// goes.
func TestTranscriptBeside(t *testing.T) {
	d := read(t, "VELL: Orr says it is late. We sail.\n\nVELL: We sail at noon.\n\nVELL: We sail today.")
	d.Words = make([]doc.Word, len(d.Tokens))
	for n := range 3 {
		at := tagged.At(d, "VELL", n)
		tagged.Mention(d, "VELL", "VELL", doc.NameForm, doc.Person)
		m := &d.Mentions[len(d.Mentions)-1]
		m.Span, m.FirstToken, m.EndToken = d.Bytes(at), at.First, at.End
	}
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	late, colon := []doc.Range{tagged.At(d, "it is late", 0)}, tagged.At(d, ":", 0)
	for _, c := range []struct {
		about string
		other found
		stays bool
	}{
		{"inside", found{source: tagged.At(d, "Orr", 0), cue: tagged.At(d, "says", 0), content: late}, true},
		{"by the label", found{source: tagged.At(d, "VELL", 0), cue: colon, content: late}, false},
		{"across two turns", found{cue: tagged.At(d, "says", 0),
			content: []doc.Range{{First: late[0].First, End: len(d.Tokens)}}}, false},
		{"the label alone", found{source: tagged.At(d, "VELL", 1), cue: colon}, false},
	} {
		got := newSigning(phrase.New(d, lex)).transcript([]found{c.other})
		if stays := len(got) == 4; stays != c.stays || len(got) < 3 {
			t.Errorf("%s: %d attributions", c.about, len(got))
		}
	}
}
