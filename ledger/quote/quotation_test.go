package quote_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"readout/ledger/ledgertest"

	"readout/ledger/quote"
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
		{"another's", "hosts do not send bills", "Oskeby", quote.AnotherSpeaker, quote.Trimmed, "hosts do not send bills"},
		{"nobody says it", "cutting off about 4,000 commuters", "", quote.Unattributed, "", ""},
		{"never said", "we shall never give up the islands in the north", "Oskeby", quote.NotFound, "", ""},
		{"unknown person", "Four hours is enough if both sides come to work", "Somebody Else", quote.UnknownSpeaker,
			quote.Identical,
			"Four hours is enough if both sides come to work"},
		{"one common word", "the", "Oskeby", quote.Fragment, quote.Trimmed, "the"},
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
			if c.name != "one common word" && w.Text != c.text || w.Difference != c.difference {
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
	if _, err := l.CheckQuotation(context.Background(), quote.Claim{Words: "“ … ”"}); !errors.Is(err, quote.ErrNoWords) {
		t.Errorf("a quotation without words: %v", err)
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
