package quote_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"readout/ledger/ledgertest"
	"readout/ledger/quote"
	"readout/record"
)

// TestCheckQuotation checks quotations from the demonstration thread: exact, cut, joined,
// changed, attributed to somebody else, and never said.
func TestCheckQuotation(t *testing.T) {
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, ledgertest.Gold(t)...)
	for _, c := range []struct {
		name, words, by string
		verdict         quote.Verdict
		difference      quote.Difference
		text            string // what the first witness has
	}{
		{"whole", "“Four hours is enough if both sides come to work,”", "Maren Oskeby", quote.Exact, quote.Identical,
			"Four hours is enough if both sides come to work"},
		{"a part", "if both sides come to work", "Oskeby", quote.Fragment, quote.Trimmed, "if both sides come to work"},
		{"anybody", "hosts do not send bills", "", quote.Fragment, quote.Trimmed, "hosts do not send bills"},
		{"dots", "Gas … is on every kitchen table", "Oskeby", quote.Abridged, quote.Elided,
			"Gas transit is on the agenda because it is on every kitchen table"},
		{"brackets", "One [section] is open, and it is the paragraph about the Vessin dam", "Holmsund", quote.Abridged,
			quote.Bracketed,
			"One paragraph is open, and it is the paragraph about the Vessin dam"},
		{"joined", "Gas transit is on every kitchen table in this country", "Oskeby", quote.Abridged, quote.Merged,
			"Gas transit is on the agenda because it is on every kitchen table in this country"},
		{"one word changed", "Four hours is enough if both parties come to work", "Oskeby", quote.DifferentWords,
			quote.Altered,
			"Four hours is enough if both sides come to work"},
		{"one word left out", "Four hours is enough if sides come to work", "Oskeby", quote.Abridged, quote.Merged,
			"Four hours is enough if both sides come to work"},
		{"a denial left out", "The president will raise gas transit in Ostrella", "Dravitsyn", quote.DifferentWords,
			quote.Altered, "The president will not raise gas transit in Ostrella"},
		{"another's", "hosts do not send bills", "Oskeby", quote.AnotherSpeaker, quote.Trimmed, "hosts do not send bills"},
		{"nobody says it", "cutting off about 4,000 commuters", "", quote.Unattributed, "", ""},
		{"never said", "we shall never give up the islands in the north", "Oskeby", quote.NotFound, "", ""},
		{"unknown person", "Four hours is enough if both sides come to work", "Somebody Else", quote.UnknownSpeaker,
			quote.Identical,
			"Four hours is enough if both sides come to work"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, err := l.CheckQuotation(context.Background(), quote.Claim{Words: c.words, By: c.by})
			if err != nil {
				t.Fatal(err)
			}
			if q.Verdict != c.verdict {
				t.Fatalf("%q by %q is %q, want %q: %+v", c.words, c.by, q.Verdict, c.verdict, q.Witnesses)
			}
			if c.difference == "" {
				return
			}
			w := q.Witnesses[0]
			if w.Text != c.text || w.Difference != c.difference {
				t.Errorf("%q: the first witness has %q, %s; want %q, %s", c.words, w.Text, w.Difference, c.text, c.difference)
			}
			if q.Reports == nil || q.Reports.Reports < 1 {
				t.Errorf("%q: the reports of the first witness are missing", c.words)
			}
		})
	}
	q, err := l.CheckQuotation(context.Background(), quote.Claim{Words: "cutting off about 4,000 commuters"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range q.Passages {
		if !strings.HasPrefix(p.Text, "cutting off about 4,000 commuters") {
			t.Errorf("the passage is %q", p.Text)
		}
	}
	for _, words := range []string{"“ … ”", "the", "It is"} {
		if _, err := l.CheckQuotation(context.Background(), quote.Claim{Words: words}); !errors.Is(err, quote.ErrNoWords) {
			t.Errorf("%q, a quotation that tells nothing: %v", words, err)
		}
	}
}

// TestCheckShort: a few words of the speaker asked about are found though a word is left out or is
// another, if the others tell enough.
func TestCheckShort(t *testing.T) {
	l := ledgertest.Open(t)
	for i, words := range []string{"The chamber is simply too small.", "I never took a penny from the mill.",
		"I will not comment on that today.", "It is simply not so very true.", "The bridge is not yet safe to use."} {
		r := ledgertest.Said(fmt.Sprint(i), "2024-03-01", "Una Pryce", "", "", words)
		r.Statements[0].Kind = record.Direct
		ledgertest.Add(t, l, r)
	}
	for _, c := range []struct {
		name, words, by string
		verdict         quote.Verdict
		difference      quote.Difference
	}{
		{"a word left out", "The chamber is too small", "Pryce", quote.Abridged, quote.Merged},
		{"the last word another", "I never took a cent", "Pryce", quote.DifferentWords, quote.Altered},
		{"a denial left out", "The bridge is safe to", "Pryce", quote.DifferentWords, quote.Altered},
		{"another verb", "I will not resign today", "Pryce", quote.NotFound, ""},
		{"a common phrase", "It is not true", "Pryce", quote.NotFound, ""},
		{"another common phrase", "It is not that bad", "Pryce", quote.NotFound, ""},
		{"two words others", "I never gave a cent", "Pryce", quote.NotFound, ""},
		{"another speaker", "The chamber is too small", "Solm", quote.NotFound, ""},
		{"of anybody", "The chamber is too small", "", quote.NotFound, ""},
	} {
		q, err := l.CheckQuotation(t.Context(), quote.Claim{Words: c.words, By: c.by})
		if err != nil {
			t.Fatal(err)
		}
		if q.Verdict != c.verdict || c.difference != "" && q.Witnesses[0].Difference != c.difference {
			t.Errorf("%s: %q is %q, want %q, %s: %+v", c.name, c.words, q.Verdict, c.verdict, c.difference, q.Witnesses)
		}
	}
}

// TestCheckOverAllReports: the verdict covers all reports of an utterance, says how the
// sentence continues, and shows the most similar statements if nothing is found.
func TestCheckOverAllReports(t *testing.T) {
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, ledgertest.Gold(t)...)
	ask := func(words, by string) quote.Quotation {
		q, err := l.CheckQuotation(context.Background(), quote.Claim{Words: words, By: by})
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	q := ask("It is unlikely that a joint document will be signed at the very first meeting", "Dravitsyn")
	if want := "3 reports: 1 has these words, 1 has “hardly likely”, 1 has “impossible”"; q.Verdict != quote.Disputed ||
		q.Tally == nil || q.Tally.Text != want {
		t.Errorf("three wordings: %s, %+v, want %s", q.Verdict, q.Tally, want)
	}
	if w := q.Witnesses[0]; w.After != "although it would be wrong to rule it out completely" || w.Before != "" {
		t.Errorf("the sentence goes on: %q, %q", w.Before, w.After)
	}
	q = ask("The leaders have not spoken face to face for two years, and that alone makes Ostrella necessary",
		"Dravitsyn")
	if want := "3 reports: 2 have these words, 1 has a part of them"; q.Verdict != quote.Exact || q.Tally.Text != want {
		t.Errorf("one wording: %s, %+v", q.Verdict, q.Tally)
	}
	q = ask("Both sides agreed on the Lakeside Hall yesterday", "Oskeby")
	if q.Verdict != quote.Exact || q.Tally.Reports != 1 {
		t.Errorf("a copy is no second report: %s, %+v", q.Verdict, q.Tally)
	}
	q = ask("Four hours is enough if both sides come to work", "Oskeby")
	if len(q.Witnesses) != 1 || q.Witnesses[0].Versions != 1 || q.Witnesses[0].Statement.Article.Until != "" {
		t.Errorf("two versions of one article: %+v", q.Witnesses)
	}
	q = ask("gas transit will certainly never be discussed in Ostrella", "Dravitsyn")
	if q.Verdict != quote.NotFound || len(q.Nearest) == 0 ||
		!strings.Contains(strings.ToLower(q.Nearest[0].Content), "gas transit") || !strings.Contains(q.Caveat, "no proof") {
		t.Errorf("nothing found: %s, %q, nearest %+v", q.Verdict, q.Caveat, q.Nearest)
	}
}

// TestCheckQuotationAsOf finds what a later version removed, except as of a day before the
// report or after its removal.
func TestCheckQuotationAsOf(t *testing.T) {
	l := ledgertest.Open(t)
	ledgertest.Add(t, l, ledgertest.Gold(t)...)
	ask := func(asOf string) quote.Quotation {
		q, err := l.CheckQuotation(context.Background(),
			quote.Claim{Words: "Sulmira would pay for the security of the meeting", AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	if q := ask(""); q.Verdict != quote.Paraphrase || q.Witnesses[0].Statement.Article.Until == "" {
		t.Errorf("what was corrected since is %s, %+v", q.Verdict, q.Witnesses)
	}
	if q := ask("2024-03-14T13:00:00Z"); q.Verdict != quote.Paraphrase {
		t.Errorf("before the correction it is %s", q.Verdict)
	}
	for _, day := range []string{"2024-03-13", "2024-03-15"} {
		if q := ask(day); q.Verdict != quote.NotFound {
			t.Errorf("as of %s it is %s", day, q.Verdict)
		}
	}
}
