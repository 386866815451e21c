package signature_test

import (
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/attribution/signature"
	"readout/doc"
	"readout/source"
	"readout/text"
)

// TestReader: a dash with a name ends what is signed; an account with a day proves a post, whoever posted it.
func TestReader(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, name, quoted string
		account, closes    bool
		day                string
	}{
		{"“It is late.” — Jane Roe", "Jane Roe", "“It is late.”", false, true, ""},
		{"“It is late.”— Jane Roe.", "Jane Roe", "“It is late.”", false, true, ""},
		{"“Too late”— Jane Roe", "Jane Roe", "", false, true, ""},
		{"“It is late.” — Jane Roe, mayor of Ostby", "Jane Roe", "“It is late.”", false, true, ""},
		{"“It is late.” — Jane Roe left the hall.", "Jane Roe", "“It is late.”", false, false, ""},
		{"“It is late.” — Jane Roe, who left", "Jane Roe", "“It is late.”", false, false, ""},
		{"It is late. — Jane Roe", "Jane Roe", "", false, true, ""},
		{"It is late. — Jane Roe (@jroe) May 3, 2031", "Jane Roe", "", true, false, "2031-05-03"},
		{"It is late. — City Press Office (@ostby) May 3, 2031", "City Press Office", "", true, false, "2031-05-03"},
		{"It is late. — City Press Office (@ostby)", "", "", false, false, ""},
		{"It is late. — nobody", "", "", false, false, ""},
		{"It is late, Jane Roe", "", "", false, false, ""},
	} {
		a, err := source.Text([]byte(c.text), source.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		d := doc.New(a)
		if err := text.New().Run(d); err != nil {
			t.Fatal(err)
		}
		d.Words = make([]doc.Word, len(d.Tokens))
		for i := range d.Words {
			if d.Form(i) == "left" {
				d.Words[i] = doc.Word{UPOS: doc.VERB, XPOS: doc.XVBD}
			}
			if d.Form(i) == "May" {
				d.Times = []doc.Time{{Span: d.SpanOf(i, i+4), FirstToken: i, EndToken: i + 4, Type: doc.Date,
					Value: "2031-05-03"}}
			}
			if d.Form(i) == "Jane" {
				tagged.Mention(d, "Jane Roe", "Jane Roe", doc.NameForm, doc.Person)
			}
		}
		r := signature.Reader{Text: phrase.New(d, lex)}
		dash := 0
		for dash+1 < len(d.Tokens) && d.Form(dash) != "—" {
			dash++
		}
		name, end := r.At(dash)
		if name.Empty() {
			if c.name != "" {
				t.Errorf("%s: no name", c.text)
			}
			continue
		}
		quoted := ""
		if q := r.QuotedUpTo(dash); !q.Empty() {
			quoted = d.Cut(d.Bytes(q))
		}
		if got := d.Cut(d.Bytes(name)); got != c.name || quoted != c.quoted || end > 0 != c.account ||
			end == 0 && r.ClosesBlock(name.End) != c.closes || r.Posted(name) != c.day {
			t.Errorf("%s: %q, quoted %q, account to %d, closes %v, day %q", c.text, got, quoted, end,
				r.ClosesBlock(name.End), r.Posted(name))
		}
	}
}

// TestWithoutLinks drops the addresses at the end of a post, and nothing else.
func TestWithoutLinks(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"It is late. pic.ostby.example/ab12": "It is late.",
		"It is late.":                        "It is late.",
		"It and/or that.":                    "It and/or that.",
	} {
		a, err := source.Text([]byte(in), source.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		d := doc.New(a)
		if err := text.New().Run(d); err != nil {
			t.Fatal(err)
		}
		r := signature.Reader{Text: phrase.New(d, lex)}
		got := r.WithoutLinks(doc.Range{End: len(d.Tokens)})
		if d.Cut(d.Bytes(got)) != want || !r.TellsSomething(got) {
			t.Errorf("%q: %q", in, d.Cut(d.Bytes(got)))
		}
	}
}
