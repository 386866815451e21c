package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/record"
)

const text = "Harbour <stays> open\n\nARLEN, March 5 - “The harbour will *stay* open & safe,” Mira Halden said.\n" +
	"No signing is planned on Friday. \x1b]0;owned\x07\n"

func span(t *testing.T, part string) record.Span {
	t.Helper()
	at := strings.Index(text, part)
	if at < 0 {
		t.Fatalf("%q is not in the text", part)
	}
	return record.Span{Start: at, End: at + len(part)}
}

// sample is a record with one of everything, over a text that would do harm if it were not
// escaped.
func sample(t *testing.T) *record.Record {
	t.Helper()
	headline := span(t, "Harbour <stays> open")
	return &record.Record{
		Schema: record.Schema,
		Article: record.Article{ID: "a1", Text: text, Headline: &headline, Outlet: "Meridian", Published: "2031-03-05",
			PublishedFrom: "inferred",
			Dateline:      &record.Dateline{Span: span(t, "ARLEN, March 5 -"), Place: "ARLEN"},
			Blocks: []record.Block{{Kind: "headline", Span: headline},
				{Kind: "paragraph", Span: span(t, text[headline.End+2:len(text)-1])}}},
		Entities: []record.Entity{
			{ID: "e1", Kind: "person", Name: "Mira Halden",
				Roles:    []record.Role{{Title: "minister"}, {Title: "Foreign Minister"}},
				Mentions: []record.Mention{{Span: span(t, "Mira Halden")}}},
			{ID: "e2", Kind: "place", Name: "Arlen", StandsFor: "Government of Vestria"},
		},
		Times: []record.Time{{Span: span(t, "Friday"), Type: "DATE", Value: "2031-03-07", Zone: "local"}},
		Statements: []record.Statement{
			{ID: "s1", Kind: "direct", Source: []record.Span{span(t, "Mira Halden")}, Cue: []record.Span{span(t, "said")},
				Speakers: []string{"e1"},
				Content:  []record.Span{span(t, "“The harbour will *stay* open & safe,”")}, Act: "promise", Commitment: "CT+",
				Audience: "reporters", By: "attribution/quote-said@1", Score: 0.9},
			{ID: "s2", Kind: "indirect", Content: []record.Span{span(t, "No signing is planned on Friday.")}, NestedIn: "s1",
				Act: record.Assert, By: "attribution/x@1"},
		},
		Events: []record.Event{{ID: "v1", Type: "CONSULT", Name: "summit", Status: record.Planned, Time: "2031-03-07",
			Place: "e2", Participants: []string{"e1", "e2"}, Slots: []record.Slot{
				{Slot: "date", Value: "2031-03-07", Span: span(t, "Friday"), Status: record.Planned, Score: 0.9},
				{Slot: "place", Value: "Arlen", Span: span(t, "harbour"), Status: record.Planned, Score: 0.9},
				{Slot: "outcome", Value: "safe", Span: span(t, "safe"), Status: record.Held, Score: 0.5},
				{Slot: "document", Value: "signing", Span: span(t, "signing"), Status: record.NotPlanned, SaidBy: []string{"e1"},
					Score: 0.9},
				{Slot: "venue", Span: span(t, "harbour"), Status: record.Undecided, Score: 0.9},
			}}},
		Gaps: []record.Gap{{Span: span(t, "safe"), Why: "unclosed quotation"}},
	}
}

// TestText formats a record for a terminal: grouped by speaker, with line numbers, and with no
// control characters but our own colours.
func TestText(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, sample(t), TextOptions{Parts: AllParts, Hint: "--details"}); err != nil {
		t.Fatal(err)
	}
	plain := ansi.Strip(b.String())
	for _, want := range []string{"Harbour <stays> open\n",
		"Meridian · ARLEN · 2031-03-05 (year inferred from the text)", "2 statements · 2 speakers · 1 event",
		"  Mira Halden  Foreign Minister\n", "     3  “The harbour will *stay* open & safe,”\n",
		"direct · Mira Halden / said · promise · certain · to reporters",
		"Speaker not named", "indirect · inside s1", "summit · planned · 2031-03-07 · Arlen · Mira Halden and Arlen",
		"    Planned or held\n     4  date: 2031-03-07  planned\n", "    Open\n     3  venue: harbour  undecided\n",
		"    Not planned or ruled out\n     4  document: signing  not planned  Mira Halden\n",
		"    1 more detail not surely read (--details)\n",
		"Friday  2031-03-07  local", "unclosed quotation"} {
		if !strings.Contains(plain, want) {
			t.Errorf("%q is not in\n%s", want, plain)
		}
	}
	if strings.Contains(plain, "outcome") {
		t.Errorf("what is not surely read is told in\n%s", plain)
	}
	if steering := regexp.MustCompile(`\x1b[^\[]|\x07`).FindString(b.String()); steering != "" {
		t.Errorf("the article's own control bytes %q came through", steering)
	}
}

// TestTextWraps: no line exceeds the width, and wrapping loses no word.
func TestTextWraps(t *testing.T) {
	var wide, narrow bytes.Buffer
	if err := Text(&wide, sample(t), TextOptions{Parts: AllParts}); err != nil {
		t.Fatal(err)
	}
	if err := Text(&narrow, sample(t), TextOptions{Parts: AllParts, Width: 50}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(narrow.String()) {
		if w := ansi.StringWidth(strings.TrimRight(line, "\n ")); w > 50 {
			t.Errorf("%d columns: %q", w, ansi.Strip(line))
		}
	}
	words := func(b bytes.Buffer) string { return strings.Join(strings.Fields(ansi.Strip(b.String())), "") }
	if words(wide) != words(narrow) {
		t.Errorf("wrapped:\n%s\nnot wrapped:\n%s", words(narrow), words(wide))
	}
}

// TestTextParts shows only the selected parts.
func TestTextParts(t *testing.T) {
	for list, want := range map[string][]bool{"statements": {true, false, false, false},
		"events": {false, true, false, false}, "times": {false, false, true, false},
		"entities": {false, false, false, true}} {
		parts, err := ParseParts(list)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := Text(&b, sample(t), TextOptions{Parts: parts}); err != nil {
			t.Fatal(err)
		}
		for i, section := range []string{"WHO SAID WHAT", "WHAT IS PLANNED", "DAYS AND TIMES", "WHO AND WHAT IS NAMED"} {
			if got := strings.Contains(b.String(), section); got != want[i] {
				t.Errorf("--only %s: %s shown: %v", list, section, got)
			}
		}
		pruned := parts.Prune(*sample(t))
		if got := len(pruned.Statements) > 0; got != want[0] || pruned.Article.Text != text {
			t.Errorf("--only %s prunes to %d statements", list, len(pruned.Statements))
		}
	}
	if _, err := ParseParts("statements,quotes"); err == nil || !strings.Contains(err.Error(), `"quotes"`) {
		t.Errorf("a part that is none: %v", err)
	}
}

// TestHTML writes one self-contained page: the article's characters are escaped, every span is
// marked, and every statement has an anchor.
func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, []*record.Record{sample(t), sample(t)}, AllParts); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"<!DOCTYPE html>", "Harbour &lt;stays&gt; open", "open &amp; safe", `id="a1-s1"`,
		`id="a2-s1"`, `href="#a1-s1"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	for _, bad := range []string{"<stays>", "<script", "src=", "@import", "url(", "http://", "https://"} {
		if strings.Contains(page, bad) {
			t.Errorf("%q is in the page", bad)
		}
	}
}

// TestMarkdown escapes markup characters.
func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := Markdown(&b, sample(t), AllParts); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`# Harbour \<stays\> open`, "## Who said what", "### Mira Halden",
		`> “The harbour will \*stay\* open \& safe,”`,
		"- **not planned** document: signing (Mira Halden), line 4", "## Days and times named", "## Who and what is named"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// TestNotices: the publisher's notice appears in every format.
func TestNotices(t *testing.T) {
	for notice, want := range map[string]string{"kill": "Withdrawn by its publisher",
		"correction": "Corrected by its publisher", "embargo": "Embargoed until 2031-03-06",
		"paywall": "behind a paywall", "": ""} {
		r := sample(t)
		r.Article.Notice, r.Article.EmbargoUntil = notice, "2031-03-06"
		var text, markdown, page bytes.Buffer
		for _, err := range []error{Text(&text, r, TextOptions{Parts: AllParts}), Markdown(&markdown, r, AllParts),
			HTML(&page, []*record.Record{r}, AllParts)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, b := range []bytes.Buffer{text, markdown, page} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%q is not in\n%s", want, b.String())
			}
		}
	}
}

// TestEmptyRecord: an empty record can be formatted.
func TestEmptyRecord(t *testing.T) {
	r := &record.Record{Article: record.Article{ID: "a9", Text: "x"}}
	var b bytes.Buffer
	for name, err := range map[string]error{"text": Text(&b, r, TextOptions{Parts: AllParts, Width: 30}),
		"markdown": Markdown(&b, r, AllParts), "html": HTML(&b, []*record.Record{r}, AllParts)} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !strings.Contains(b.String(), "day of publication unknown") {
		t.Error(b.String())
	}
}

// TestWhoIsTold: uncertain participants are shown only with details.
func TestWhoIsTold(t *testing.T) {
	e := EventView{Event: &record.Event{Participants: []string{"e1", "e2"}, Unsure: []string{"e2"}}}
	if got := e.who(false); len(got) != 1 || got[0] != "e1" {
		t.Errorf("%q are told, want e1", got)
	}
	if got := e.who(true); len(got) != 2 {
		t.Errorf("%q are told with details, want both", got)
	}
}

// TestShorten: a long text is cut between words; one without a space is left whole.
func TestShorten(t *testing.T) {
	for text, want := range map[string]string{"short": "short", "the ministers met": "the …",
		"unbreakableword": "unbreakableword"} {
		if got := shorten(text, 8); got != want {
			t.Errorf("%q is cut to %q, want %q", text, got, want)
		}
	}
}
