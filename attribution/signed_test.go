package attribution

import (
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestSigned: a dash with a name signs the quotation before it, a dash with a name and an account the paragraph.
func TestSigned(t *testing.T) {
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"a quotation", "“It is late.” — Jane Roe", []string{"Jane Roe: “It is late.”"}},
		{"a quotation and who that is", "“It is late.” — Jane Roe, mayor of Ostby", []string{"Jane Roe: “It is late.”"}},
		{"a full stop", "“It is late.” — Jane Roe.", []string{"Jane Roe: “It is late.”"}},
		{"a list", "“It is late.” — Jane Roe\n“It is cold.” — Jane Roe, mayor\n“We sail.” — Jane Roe.",
			[]string{"Jane Roe: “It is late.”", "Jane Roe: “It is cold.”", "Jane Roe: “We sail.”"}},
		{"more behind it on its line", "“It is late.” — Jane Roe “It is cold.”", nil},
		{"no space", "“It is late. We sail.”— Jane Roe", []string{"Jane Roe: “It is late. We sail.”"}},
		{"no space at all", "“It is late!”—Jane Roe", []string{"Jane Roe: “It is late!”"}},
		{"no space, part of a sentence", "They call it “too late.”— Jane Roe", nil},
		{"no space, no end", "“Too late”— Jane Roe", nil},
		{"a hyphen", "“It is late.” -Jane Roe", []string{"Jane Roe: “It is late.”"}},
		{"who does something", "“It is late.” — Jane Roe left the hall.", nil},
		{"part of a sentence", "They call it “too late” — Jane Roe", nil},
		{"nothing quoted", "It is late. — Jane Roe", nil},
		{"behind another paragraph", "He said: “It is late.”\n\n— Jane Roe", nil},
		{"a message", "It is late. We sail. — Jane Roe (@jroe) May 3, 2031", []string{"Jane Roe: It is late. We sail."}},
		{"a message with a picture", "It is late. pic.ostby.example/ab12 — Jane Roe (@jroe)",
			[]string{"Jane Roe: It is late."}},
		{"two messages", "It is late. — Jane Roe (@jroe) May 3, 2031 We sail now. — Jane Roe (@jroe)",
			[]string{"Jane Roe: It is late.", "Jane Roe: We sail now."}},
		{"a message without words", "?? — Jane Roe (@jroe)", nil},
		{"a message of two paragraphs", "Vask left.\n\nIt is late.\n\n\n\nWe sail. — Jane Roe (@jroe) May 3, 2031",
			[]string{"Jane Roe: It is late.\n\n\n\nWe sail."}},
		{"paragraphs with usual gaps", "Vask left.\n\nIt is late.\n\nWe sail. — Jane Roe (@jroe) May 3, 2031",
			[]string{"Jane Roe: We sail."}},
		{"wide gaps everywhere", "Vask left.\n\n\n\nIt is late.\n\n\n\nWe sail. — Jane Roe (@jroe) May 3, 2031",
			[]string{"Jane Roe: We sail."}},
		{"two messages of two paragraphs",
			"Vask left.\n\nIt is late.\n\n\n\nWe sail. — Jane Roe (@jroe) May 3, 2031\n\n\n\n" +
				"It is cold.\n\n\n\nWe go. — Jane Roe (@jroe)",
			[]string{"Jane Roe: It is late.\n\n\n\nWe sail.", "Jane Roe: We go."}},
		{"a name on its line", "It is late. —\n\nJane Roe (@jroe) May 3, 2031", []string{"Jane Roe: It is late."}},
		{"more than a name", "It is late. — Jane Roe, Esq. (@jroe) May 3, 2031",
			[]string{"Jane Roe, Esq.: It is late."}},
		{"a name with a dash", "It is late. — Jane Roe - Text ROE to 8802 (@jroe) May 3, 2031",
			[]string{"Jane Roe - Text ROE to 8802: It is late."}},
		{"nobody known", "It is late. — City Press Secretary (@city) May 3, 2031",
			[]string{"City Press Secretary: It is late."}},
		{"nobody known, no day", "It is late. — City Press Secretary (@city)", nil},
		{"a dash before", "It is late — we sail. — Jane Roe (@jroe) May 3, 2031",
			[]string{"Jane Roe: It is late — we sail."}},
		{"brackets that are no account", "It is late. — Jane Roe (Ostby)", nil},
	} {
		d := read(t, c.text)
		d.Words = make([]doc.Word, len(d.Tokens))
		for i := range d.Words {
			if d.Form(i) == "left" {
				d.Words[i] = doc.Word{UPOS: doc.VERB, XPOS: doc.XVBD}
			}
			if strings.HasPrefix(d.Text[d.Tokens[i].Start:], "May 3, 2031") {
				d.Times = append(d.Times, doc.Time{Span: d.SpanOf(i, i+4), FirstToken: i, EndToken: i + 4, Type: doc.Date,
					Value: "2031-05-03"})
			}
		}
		for n := range strings.Count(c.text, "Jane Roe") {
			at := tagged.At(d, "Jane Roe", n)
			tagged.Mention(d, "Jane Roe", "Jane Roe", doc.NameForm, doc.Person)
			m := &d.Mentions[len(d.Mentions)-1]
			m.Span, m.FirstToken, m.EndToken = d.Bytes(at), at.First, at.End
		}
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		var got, days []string
		r := newSigning(phrase.New(d, lex))
		for _, f := range r.signed(nil) {
			got = append(got, d.Cut(d.Bytes(f.source))+": "+d.Cut(d.Bytes(f.content[0])))
			days = append(days, r.day(&f))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
		dated := strings.Contains(c.text, "2031")
		if len(days) > 0 && (days[0] == "2031-05-03") != dated || len(days) > 1 && days[1] != "" {
			t.Errorf("%s: said on %q", c.about, days)
		}
	}
}

// TestSignedBeside: what another attribution says already is not said twice, what stands inside a message stays.
func TestSignedBeside(t *testing.T) {
	d := read(t, "Vask says it is late. — Jane Roe (@jroe)")
	d.Words = make([]doc.Word, len(d.Tokens))
	tagged.Mention(d, "Jane Roe", "Jane Roe", doc.NameForm, doc.Person)
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	inside := found{cue: tagged.At(d, "says", 0), content: []doc.Range{tagged.At(d, "it is late", 0)}}
	outside := found{cue: tagged.At(d, "Jane", 0), content: []doc.Range{tagged.At(d, "it is late", 0)}}
	for _, c := range []struct {
		about string
		other found
		want  int
	}{{"inside", inside, 2}, {"by another's cue", outside, 1}} {
		if got := newSigning(phrase.New(d, lex)).signed([]found{c.other}); len(got) != c.want {
			t.Errorf("%s: %d attributions, want %d", c.about, len(got), c.want)
		}
	}
	finish(phrase.New(d, lex), nil)
	s := d.Statements[0]
	if s.Kind != doc.Direct || tagged.Names(d, s.Speakers) != "Jane Roe" {
		t.Errorf("statement %+v", s)
	}
}

// TestPostBehindReport: a post begins behind a paragraph that quotes somebody as reports do, though the gap is wide.
func TestPostBehindReport(t *testing.T) {
	const post = "\n\n\n\nWe sail. — Jane Roe (@jroe) May 3, 2031"
	for text, want := range map[string]string{
		"Vask left.\n\n“It is late,” says Vask." + post: "We sail.",
		"Vask left.\n\nIt is late, he says." + post:     "It is late, he says.\n\n\n\nWe sail.",
	} {
		d := read(t, text)
		d.Words = make([]doc.Word, len(d.Tokens))
		tagged.Mention(d, "Jane Roe", "Jane Roe", doc.NameForm, doc.Person)
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		late := tagged.At(d, "late", 0)
		for late.First > 0 && (d.Form(late.First) != "“" && d.Form(late.First) != "It") {
			late.First--
		}
		if late.First > 0 && d.Form(late.First-1) == "“" {
			late.First--
		}
		told := found{cue: tagged.At(d, "says", 0), content: []doc.Range{late}}
		all := newSigning(phrase.New(d, lex)).signed([]found{told})
		if got := d.Cut(d.Bytes(all[len(all)-1].content[0])); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
