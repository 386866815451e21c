package block_test

import (
	"testing"

	"readout/attribution/block"
	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/source"
	"readout/text"
)

// read makes a document in which Orr is a person and the Courier a paper wherever they are named, and "she" is Orr.
func read(t *testing.T, raw string) block.Reader {
	t.Helper()
	a, err := source.Text([]byte(raw), source.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	d := doc.New(a)
	if err := text.New().Run(d); err != nil {
		t.Fatal(err)
	}
	d.Words = make([]doc.Word, len(d.Tokens))
	d.Entities = []doc.Entity{{Kind: doc.Person, Name: "Orr"}, {Kind: doc.Organization, Name: "Courier"}}
	for i := range d.Tokens {
		m := doc.Mention{Span: d.SpanOf(i, i+1), FirstToken: i, EndToken: i + 1, Head: i}
		switch form := d.Form(i); form {
		case "I":
			d.Words[i] = doc.Word{UPOS: doc.PRON, XPOS: doc.XPRP, Lemma: "I"}
			continue
		case "Orr":
			m.Form, m.Kind = doc.NameForm, doc.Person
		case "Courier":
			m.Form, m.Kind, m.Entity = doc.NameForm, doc.Organization, 1
		case "she":
			d.Words[i] = doc.Word{UPOS: doc.PRON, XPOS: doc.XPRP, Lemma: "she"}
			m.Form, m.Kind = doc.PronounForm, doc.Person
		default:
			continue
		}
		d.Mentions = append(d.Mentions, m)
	}
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	return block.Reader{Text: phrase.New(d, lex)}
}

// TestWhole: a paragraph behind a colon at the end of the one before is its source's, unless it tells of the source.
func TestWhole(t *testing.T) {
	for _, c := range []struct{ about, text, read, want string }{
		{"a paragraph", "Orr wrote:\n\nIt is late. We sail.\n\nThe hall was full.", "It is late", "It is late. We sail."},
		{"words left out", "Orr wrote:\n\n[It is] late. We sail.", "[It is] late", "[It is] late. We sail."},
		{"a mark that nothing opened", "Orr wrote:\n\nIt is late. We sail.”", "It is late", "It is late. We sail."},
		{"one sentence", "Orr wrote:\n\nIt is late.", "It is late", "It is late"},
		{"in one paragraph", "Orr wrote: It is late. We sail.", "It is late", ""},
		{"no colon", "Orr wrote.\n\nIt is late. We sail.", "It is late", ""},
		{"in marks", "Orr wrote:\n\n“It is late.” We sail.", "“It is late.”", ""},
		{"a list", "Orr wrote:\n\n- It is late. We sail.\n\n- We left.", "- It is late", ""},
		{"behind the beginning", "Orr wrote:\n\nOh, it is late. We sail.", "it is late", ""},
		{"a sentence between", "Orr wrote. Here it is:\n\nIt is late. We sail.", "It is late", ""},
		{"more than a paragraph", "Orr wrote:\n\nIt is late.\n\nWe sail.", "It is late.\n\nWe sail", ""},
		{"of the source by name", "Orr wrote:\n\nIt is late. Orr left.", "It is late", ""},
		{"of the source as she", "Orr wrote:\n\nIt is late. Then she left.", "It is late", ""},
		{"of the source in marks", "Orr wrote:\n\nIt is late. “Orr is ill,” they cry.", "It is late",
			"It is late. “Orr is ill,” they cry."},
		{"of oneself", "Orr wrote:\n\nIt is late. I sail.", "It is late", "It is late. I sail."},
	} {
		r, cut := read(t, c.text), ""
		whole := r.Whole(tagged.At(r.Doc, "wrote", 0), tagged.At(r.Doc, "Orr", 0), tagged.At(r.Doc, c.read, 0))
		if !whole.Empty() {
			cut = r.Cut(r.Bytes(whole))
		}
		if cut != c.want {
			t.Errorf("%s: %q, want %q", c.about, cut, c.want)
		}
	}
	r := read(t, "Orr wrote:\n\nIt is late. We sail.")
	if got := r.Whole(tagged.At(r.Doc, "wrote", 0), doc.Range{}, tagged.At(r.Doc, "It is late", 0)); !got.Empty() {
		t.Error("words of nobody")
	}
}

// TestWords: who tells of himself speaks verbatim; a paper is no person; "I" is who speaks, but not in marks.
func TestWords(t *testing.T) {
	r := read(t, "Orr and the Courier: I sail. It is late. “I left.”")
	all := func(words string) doc.Range { return tagged.At(r.Doc, words, 0) }
	left := all("left")
	for _, c := range []struct {
		about     string
		got, want bool
	}{
		{"tells of himself", r.Verbatim(all("I sail. It is late")), true},
		{"tells of something", r.Verbatim(all("It is late")), false},
		{"tells of himself in marks", r.Verbatim(all("It is late. “I left")), false},
		{"a person", r.OfPerson(all("Orr")), true},
		{"a paper", r.OfPerson(all("the Courier")), false},
		{"I", r.Self(all("I")), true},
		{"I in marks", r.Self(doc.Range{First: left.First - 1, End: left.First}), false},
		{"I and more", r.Self(all("I sail")), false},
		{"somebody", r.Self(all("Orr")), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.about, c.got)
		}
	}
}
