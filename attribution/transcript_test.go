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

// TestTranscript: three turns make a transcript, and each that tells something is a statement (package transcript has
// what a turn is).
func TestTranscript(t *testing.T) {
	const rest = "\n\nVELL: We sail at noon.\n\nORR: Nobody sails today."
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"three turns", "VELL: It is late. We sail." + rest,
			[]string{"VELL: It is late. We sail.", "VELL: We sail at noon.", "ORR: Nobody sails today."}},
		{"too little to quote", "VELL: Yes." + rest, []string{"VELL: We sail at noon.", "ORR: Nobody sails today."}},
		{"two labels", rest, nil},
	} {
		d := labelled(t, c.text, "VELL", "ORR")
		var got []string
		for _, f := range newSigning(phrase.New(d, lex(t))).transcript(nil) {
			got = append(got, d.Cut(d.Bytes(f.source))+": "+d.Cut(d.Bytes(f.content[0])))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}

// lex reads the tables.
func lex(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// labelled makes a document of a text in which some names are people's wherever they stand.
func labelled(t *testing.T, raw string, names ...string) *doc.Doc {
	t.Helper()
	d := read(t, raw)
	d.Words = make([]doc.Word, len(d.Tokens))
	for _, name := range names {
		for n := range strings.Count(raw, name) {
			at := tagged.At(d, name, n)
			tagged.Mention(d, name, name, doc.NameForm, doc.Person)
			m := &d.Mentions[len(d.Mentions)-1]
			m.Span, m.FirstToken, m.EndToken = d.Bytes(at), at.First, at.End
		}
	}
	slices.SortFunc(d.Mentions, func(a, b doc.Mention) int { return a.FirstToken - b.FirstToken })
	return d
}

// TestTranscriptBeside: what is told in a turn of what others said stays; what takes a part of a turn, or its label,
// goes.
func TestTranscriptBeside(t *testing.T) {
	d := labelled(t, "VELL: Orr says it is late. We sail.\n\nVELL: We sail at noon.\n\nVELL: We sail today.", "VELL")
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
		got := newSigning(phrase.New(d, lex(t))).transcript([]found{c.other})
		if stays := len(got) == 4; stays != c.stays || len(got) < 3 {
			t.Errorf("%s: %d attributions", c.about, len(got))
		}
	}
}
