package text_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
	"readout/text"
)

// read reads a text whose lines are its paragraphs.
func read(t testing.TB, s string) *doc.Doc {
	t.Helper()
	a := &article.Article{Text: s}
	off := 0
	for line := range strings.Lines(s) {
		if trimmed := strings.TrimRight(line, "\n"); trimmed != "" {
			a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph,
				Span: article.Span{Start: off, End: off + len(trimmed)}})
		}
		off += len(line)
	}
	d := doc.New(a)
	if err := text.New().Run(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestTokens checks the tokeniser on what newspapers write.
func TestTokens(t *testing.T) {
	for s, want := range map[string]string{
		"He won't go.":                         "He|wo|n't|go|.",
		"They can’t, and it's Vestria’s.":      "They|ca|n’t|,|and|it|'s|Vestria|’s|.",
		"He said so.Then it's Mrs.Lee.":        "He|said|so|.|Then|it|'s|Mrs.Lee|.",
		"See Halden.Com or J.Lee of St.Anne.":  "See|Halden.Com|or|J.Lee|of|St.Anne|.",
		"We cannot stay; they're late.":        "We|can|not|stay|;|they|'re|late|.",
		"The U.S. and the U.N. met at 9 a.m.":  "The|U.S.|and|the|U.N.|met|at|9|a.m.",
		"Sen. Ann B. Lee of No. 10":            "Sen.|Ann|B.|Lee|of|No.|10",
		"Wait... and so… on -- or — not":       "Wait|...|and|so|…|on|--|or|—|not",
		"``We go,'' he said":                   "``|We|go|,|''|he|said",
		"‘‘We go,’’ he said":                   "‘‘|We|go|,|’’|he|said",
		"a Russia-US summit of non-members":    "a|Russia|-|US|summit|of|non-members",
		"AT&T paid $3.5bn (12%) at 3:30":       "AT&T|paid|$|3.5bn|(|12|%|)|at|3:30",
		"see https://example.org/a?b=1.":       "see|https://example.org/a?b=1|.",
		"write to desk@meridian.example, now":  "write|to|desk@meridian.example|,|now",
		"the workers' party":                   "the|workers|'|party",
		"“[They] go,” he said":                 "“|[|They|]|go|,|”|he|said",
		"«Да», — сказал он":                    "«|Да|»|,|—|сказал|он",
		"2,000 for the 46th, in the 1990s":     "2,000|for|the|46th|,|in|the|1990s",
		"\u00a0no-break\u2003spaces\u200bhere": "no|-|break|spaces|here",
	} {
		d := read(t, s)
		got := make([]string, len(d.Tokens))
		for i := range d.Tokens {
			got[i] = d.Form(i)
		}
		if have := strings.Join(got, "|"); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
	}
}

// TestSentences checks sentence ends for the various uses of full stops. A bar separates two
// sentences.
func TestSentences(t *testing.T) {
	for _, want := range []string{
		"He left the U.S. on Friday. | She stayed.",
		"He left the U.S. | The talks went on.",
		"They ruled in Orr v. Vask. | So it is called option b. | They left.",
		"Sen. Lee met Gov. Roe of No. 10. | They talked.",
		"J. R. Halden said so. | Nobody asked.",
		"“We go.” | “We stay,” he said. | Then he left.",
		"“Are we going?” he asked. | Nobody knew.",
		"He paid 3.5 million. | She paid more.",
		"Well... maybe. | No!? | Yes.",
		"It begins at 9 a.m. on Monday. | Come early.",
		"(They left.) | (They came back.)",
		"He works for Halden Inc. in Lausen. | It grows.",
		"Visit meridian.example for more. | Thank you.",
		"He asked, “Why?” and left. | That was all.",
		"The session ended at 3 a.m. | Lawmakers went home.",
		"It resumes at 9 a.m. Monday in the hall. | The vote is at 8 p.m. Moscow time.",
		"It begins at 9 a.m. Eastern time and ends at 5 p.m. EST. | Come early.",
		"At 9 a.m. Halden spoke. | On Friday at 10 p.m. Berg left the 8 p.m. Arlen show.",
		"They were drawn in Group B. | Karvonia are in Group C. | Fans are glad.",
		"The shirts come in size S. | Fans can buy them.",
		"Doctors give vitamin K. | Babies need it.",
		"Ann B. Lee met coach J. Roe. | They talked.",
		"Would she go? | No. | Lind would stay.",
		"“No. | Never,” he said. | He is No. 10 of 12, she Nos. 3 and 4.",
		"He met Dale Orr Jr. | The mayor left with Dale Orr Jr. Halden stayed.",
		"It came from the U.S.A. | Exports rose.",
		"They live on Dale St. | The mayor lives in St. Anne.",
	} {
		parts := strings.Split(want, " | ")
		d := read(t, strings.Join(parts, " "))
		var got []string
		for _, s := range d.Sentences {
			got = append(got, d.Cut(s.Span))
		}
		if !slices.Equal(got, parts) {
			t.Errorf("have %q\nwant %q", got, parts)
		}
	}
}

// TestQuotes checks quotations with the marks in use: the words of each quotation, its depth,
// and whether it was closed.
func TestQuotes(t *testing.T) {
	for s, want := range map[string]string{
		"“We go,” he said.":                               "“We go,” 0 closed",
		"\"We go,\" he said, \"now.\"":                    "\"We go,\" 0 closed; \"now.\" 0 closed",
		"«We go», he said.":                               "«We go» 0 closed",
		"``We go,'' he said.":                             "``We go,'' 0 closed",
		"‘‘We go,’’ he said.":                             "‘‘We go,’’ 0 closed",
		"„We go“, he said.":                               "„We go“ 0 closed",
		"‘We go,’ he said.":                               "‘We go,’ 0 closed",
		"“He said ‘go’ to me,” she said.":                 "“He said ‘go’ to me,” 0 closed; ‘go’ 1 closed",
		"The workers' and the ministers’ party, isn't it": "",
		"“The workers’ party won’t,” he said.":            "“The workers’ party won’t,” 0 closed",
		"He called it “a mistake and left.":               "“a mistake and left. 0 open",
		"“One,\n“two,\n“three.”\nEnd.":                    "“One,\n“two,\n“three.” 0 closed",
		"“One,\nhe said.":                                 "“One, 0 open",
		"“VELL: One,\n“two.\n“MARA ORR: Three.”":          "“VELL: One,\n“two. 0 open; “MARA ORR: Three.” 0 closed",
		"Nothing opens here,” he said.":                   "",
		"He is 6' 2\" tall.":                              "",
		"rock 'n' roll and the '90s":                      "",
	} {
		d := read(t, s)
		var got []string
		for _, q := range d.Quotes {
			state := "open"
			if q.Closed {
				state = "closed"
			}
			got = append(got, fmt.Sprintf("%s %d %s", d.Cut(q.Span), q.Depth, state))
		}
		if have := strings.Join(got, "; "); have != want {
			t.Errorf("%s\nhave %s\nwant %s", s, have, want)
		}
	}
}

// TestGluedSentences: a sentence may begin right behind the full stop of the one before.
func TestGluedSentences(t *testing.T) {
	d := read(t, "Lind stays, sort of.Orr said that it is late.It was.")
	var got []string
	for _, s := range d.Sentences {
		got = append(got, d.Cut(s.Span))
	}
	if have := strings.Join(got, " | "); have != "Lind stays, sort of. | Orr said that it is late. | It was." {
		t.Error(have)
	}
}

// TestAsideIsAGap checks that nothing is read from an aside, and that it is reported.
func TestAsideIsAGap(t *testing.T) {
	const before, link, behind = "Orr said:\n\n", "More: Vell slams Orr", "\n\n“It is late.”"
	at := article.Span{Start: len(before), End: len(before) + len(link)}
	d := doc.New(&article.Article{Text: before + link + behind, Blocks: []article.Block{
		{Kind: article.Paragraph, Span: article.Span{End: len("Orr said:")}}, {Kind: article.Aside, Span: at},
		{Kind: article.Paragraph, Span: article.Span{Start: at.End + 2, End: at.End + len(behind)}}}})
	if err := text.New().Run(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Gaps) != 1 || d.Gaps[0].Span != at || d.Gaps[0].Why != "not of this article" {
		t.Errorf("gaps %v", d.Gaps)
	}
	if first, end := d.TokensIn(at); first != end || len(d.Sentences) != 2 || d.Sentences[1].Block != 2 {
		t.Errorf("tokens %d to %d, sentences %v", first, end, d.Sentences)
	}
}

// TestUnclosedIsAGap checks that an unclosed quotation is reported, and only the outermost.
func TestUnclosedIsAGap(t *testing.T) {
	d := read(t, "He called it “a ‘very grave mistake and left.")
	if len(d.Gaps) != 1 || d.Gaps[0].Why != "unclosed quotation" ||
		d.Cut(d.Gaps[0].Span) != "“a ‘very grave mistake and left." {
		t.Errorf("gaps: %v", d.Gaps)
	}
}

// TestTooLongIsAGap checks that text beyond the limit is reported, to the byte, on a rune
// boundary.
func TestTooLongIsAGap(t *testing.T) {
	s := strings.Repeat("né ", 1<<20)
	d := read(t, s)
	if len(d.Gaps) != 1 || d.Gaps[0].Why != "too long" || d.Gaps[0].End != len(s) || !utf8.RuneStart(s[d.Gaps[0].Start]) {
		t.Fatalf("gaps: %v", d.Gaps)
	}
	if last := d.Tokens[len(d.Tokens)-1]; last.End > d.Gaps[0].Start || last.End < d.Gaps[0].Start-4 {
		t.Errorf("the last token ends at %d, the gap starts at %d", last.End, d.Gaps[0].Start)
	}
}

// check verifies the invariants of every reading.
func check(t *testing.T, d *doc.Doc) {
	t.Helper()
	border := func(off int) bool { return off == len(d.Text) || utf8.RuneStart(d.Text[off]) }
	last, sentence := 0, int32(0)
	for i, tok := range d.Tokens {
		if tok.Start < last || tok.Len() <= 0 || tok.End > len(d.Text) || !border(tok.Start) || !border(tok.End) {
			t.Fatalf("token %d is %v after %d in %d bytes", i, tok.Span, last, len(d.Text))
		}
		// Tokens and the white space between them rebuild the text.
		if between := strings.TrimFunc(d.Text[last:tok.Start], isSpace); between != "" {
			t.Fatalf("no token holds %q before token %d", between, i)
		}
		last = tok.End
		if tok.Sentence != sentence && tok.Sentence != sentence+1 || int(tok.Sentence) >= len(d.Sentences) {
			t.Fatalf("token %d is in sentence %d after %d", i, tok.Sentence, sentence)
		}
		sentence = tok.Sentence
		if s := d.Sentences[sentence]; i < s.FirstToken || i >= s.EndToken || !s.Contains(tok.Span) {
			t.Fatalf("token %d is not in its sentence %d (%v)", i, sentence, s)
		}
		if q := tok.Quote; q < -1 || int(q) >= len(d.Quotes) {
			t.Fatalf("token %d is in quotation %d of %d", i, q, len(d.Quotes))
		}
	}
	end := 0
	for i, s := range d.Sentences {
		if s.FirstToken != end || s.EndToken <= s.FirstToken || !d.BlockOf(i).Contains(s.Span) ||
			s.Span != d.SpanOf(s.FirstToken, s.EndToken) {
			t.Fatalf("sentence %d is %+v after token %d", i, s, end)
		}
		end = s.EndToken
	}
	if end != len(d.Tokens) {
		t.Fatalf("%d of %d tokens are in a sentence", end, len(d.Tokens))
	}
	for i, q := range d.Quotes {
		if q.FirstToken >= q.EndToken || q.EndToken > len(d.Tokens) || q.Start != d.Tokens[q.FirstToken].Start ||
			len(q.Parts) == 0 {
			t.Fatalf("quotation %d is %+v", i, q)
		}
		if q.Parent >= i || q.Parent >= 0 && q.Depth != d.Quotes[q.Parent].Depth+1 || q.Parent < 0 && q.Depth != 0 {
			t.Fatalf("quotation %d at depth %d has parent %d", i, q.Depth, q.Parent)
		}
		at := q.Start
		for _, part := range q.Parts {
			if part.Start < at || part.Empty() || part.End > q.End {
				t.Fatalf("quotation %d %v has part %v after %d", i, q.Span, part, at)
			}
			at = part.End
		}
		if at != q.End {
			t.Fatalf("quotation %d ends at %d, its last part at %d", i, q.End, at)
		}
	}
	for _, g := range d.Gaps {
		if g.Start < 0 || g.Empty() || g.End > len(d.Text) || !border(g.Start) || !border(g.End) {
			t.Fatalf("gap %v in %d bytes", g, len(d.Text))
		}
	}
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// FuzzText reads any text: spans are valid, tokens and the space between them rebuild the
// text, and a second reading gives the same.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "“One,\n“two ‘three’ it's.”\nEnd.", "``a'' \"b\" «c» „d“ '90s U.S. No. 10...",
		"é\u0301\u200b👩‍👩‍👧 x.y@z.ex #tag @me",
		"\r\n\t .", strings.Repeat("“‘", 50), strings.Repeat("\"", 99), "can't cannot 'n' 3:30/4", "\ufeff'\u2028'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd")
		d := read(t, s)
		check(t, d)
		if again := read(t, s); !reflect.DeepEqual(d, again) {
			t.Fatalf("two readings of %q differ", s)
		}
	})
}
