package transcript_test

import (
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/attribution/signature"
	"readout/attribution/transcript"
	"readout/doc"
)

// TestDialogue: what is printed as a talk has its turns; what names head otherwise has none.
func TestDialogue(t *testing.T) {
	const rest = "\n\nVell: I sail at noon.\n\nOrr: Will you?"
	letters := func(intro string) string {
		return intro +
			"\n\nQ: Is it late?\n\nA: I sail. It is late.\n\nWe sail at noon.\n\nQ. Who sails?\n\nA. I do.\n\nWe left."
	}
	answered := []string{"Q: Is it late?", "A: I sail. It is late. We sail at noon.", "Q: Who sails?", "A: I do."}
	for _, c := range []struct {
		about, text string
		want        []string
		answers     string // who speaks behind "A"
	}{
		{"names", "Orr: It is late. Do you sail?" + rest,
			[]string{"Orr: It is late. Do you sail?", "Vell: I sail at noon.", "Orr: Will you?"}, ""},
		{"what is told behind a turn", "Orr: Do you sail?\n\nThe hall was full." + rest + "\n\nThe hall was full.",
			[]string{"Orr: Do you sail?", "Vell: I sail at noon.", "Orr: Will you?"}, ""},
		{"in marks, as the report has them", "Orr: “Do you sail?”\n\nVell: “I sail.”\n\nOrr: “Will you?”", nil, ""},
		{"two turns", rest, nil, ""},
		{"one speaker", "Orr: Do you sail?\n\nOrr: I do.\n\nOrr: I sail.", nil, ""},
		{"points of a summary", "Orr: Do you sail" + rest, nil, ""},
		{"of the bearer", "Orr: Orr is late. Will she sail?" + rest, nil, ""},
		{"of nobody who speaks", "Orr: It is late." + "\n\nVell: It is cold.\n\nOrr: Nobody sails.", nil, ""},
		{"far apart",
			"Orr: Do you sail?\n\nThe hall was full.\n\nVell: I sail.\n\nThe hall was full.\n\nOrr: I do.", nil, ""},
		{"letters", letters("Orr spoke on Monday."), answered, "Orr"},
		{"whom the outlet asked", letters("We spoke with Orr."), answered, "Orr"},
		{"two who talked", letters("Orr spoke. Vell spoke."), answered, ""},
		{"nobody who talked", letters("Orr left."), answered, ""},
		{"headings",
			"Orr\n\nIs it late? I sail.\n\nVell\n\nI sail.\n\nWe all sail.\n\nOrr\n\nWill you?\n\nThe hall was full.",
			[]string{"Orr: Is it late? I sail.", "Vell: I sail. We all sail.", "Orr: Will you?"}, ""},
		{"a sentence in brackets", "Orr: (Do you sail?)" + rest,
			[]string{"Orr: (Do you sail?)", "Vell: I sail at noon.", "Orr: Will you?"}, ""},
		{"headings of profiles", "Orr\n\nIs Orr late?\n\nVell\n\nI sail.\n\nOrr\n\nWill you?", nil, ""},
		{"a heading between",
			"Orr\n\nIs it late?\n\nVell\n\nI sail.\n\nThe pier\n\nIt is old.\n\nOrr\n\nWill you?\n\nVell\n\nI do.",
			[]string{"Orr: Is it late?", "Vell: I sail.", "Orr: Will you?", "Vell: I do."}, ""},
	} {
		d := read(t, c.text)
		d.Words = make([]doc.Word, len(d.Tokens))
		for i := range d.Words {
			switch d.Form(i) {
			case "I", "We", "we":
				d.Words[i] = doc.Word{UPOS: doc.PRON, XPOS: doc.XPRP, Lemma: "I"}
			case "spoke":
				d.Words[i] = doc.Word{UPOS: doc.VERB, XPOS: doc.XVBD, Lemma: "speak"}
			}
		}
		for i := range d.Article.Blocks {
			d.Article.Blocks[i].Kind = article.Paragraph
			if b := d.Article.Blocks[i]; !strings.ContainsAny(d.Cut(b.Span), ".?") {
				d.Article.Blocks[i].Kind = article.Heading
			}
		}
		nameAll(d, c.text, "Orr", "Vell")
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		who := ""
		for _, f := range transcript.Of(signature.Reader{Text: phrase.New(d, lex)}) {
			label := strings.TrimSuffix(d.Cut(d.Bytes(f.Label)), ".")
			got = append(got, label+": "+strings.Join(strings.Fields(d.Cut(d.Bytes(f.Content))), " "))
			if label == "A" && f.Speaker >= 0 {
				who = d.Entities[f.Speaker].Name
			}
		}
		if !slices.Equal(got, c.want) || who != c.answers {
			t.Errorf("%s: %q by %q, want %q by %q", c.about, got, who, c.want, c.answers)
		}
	}
}
