package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/ledgertest"
	"readout/ledger/quote"
	"readout/store"
)

// TestAnswersAsTables: each row of a table has a cell for every column, with the ledger's
// answer in it.
func TestAnswersAsTables(t *testing.T) {
	ctx, l := t.Context(), ledgertest.Open(t, ledgertest.Gold(t)...)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	page, err := l.Search(ctx, ledger.Query{Text: "gas"})
	must(err)
	people, err := l.People(ctx, "Oskeby")
	must(err)
	track, err := l.Said(ctx, "Oskeby", "", "")
	must(err)
	events, err := l.AllEvents(ctx, "")
	must(err)
	changes, err := l.Changes(ctx, "2024-03-10", "")
	must(err)
	utterance, err := l.Compare(ctx, page.Statements[0].ID)
	must(err)
	quotation, err := l.CheckQuotation(ctx, quote.Claim{Words: "if both sides come to work"})
	must(err)
	stories, err := l.Storylines(ctx, "", "", "")
	must(err)
	id := page.Statements[0].Article
	history, err := l.History(ctx, store.Key{Outlet: id.Outlet, Ident: id.URL})
	must(err)
	articles := 0
	for _, s := range stories {
		articles += len(s.Articles)
	}
	for name, c := range map[string]struct {
		rows   [][]string
		n      int // 0 is any
		column string
		first  string
	}{
		"statements": {export.StatementRows(page.Statements), len(page.Statements), "content", page.Statements[0].Content},
		"people":     {export.PeopleRows(people), len(people), "name", "Maren Oskeby"},
		"a track":    {export.TrackRows(&track), len(track.Entries), "content", track.Entries[0].Statement.Content},
		"dossiers":   {export.DossierRows(events), 0, "name", events[0].Name},
		"changes": {export.ChangeRows(&changes), len(changes.Slots) + len(changes.Articles), "slot",
			changes.Slots[0].Slot},
		"wordings": {export.UtteranceRows(&utterance), len(utterance.Members), "content",
			utterance.Members[0].Statement.Content},
		"witnesses": {export.QuotationRows(&quotation), len(quotation.Witnesses), "words", quotation.Witnesses[0].Text},
		"stories":   {export.StoryRows(stories), articles, "title", stories[0].Title},
		"versions":  {export.ArticleRows(history.Versions), len(history.Versions), "url", id.URL},
	} {
		if len(c.rows) < 2 || c.n > 0 && len(c.rows) != c.n+1 {
			t.Errorf("%s: %d rows, want %d and a header", name, len(c.rows), c.n)
			continue
		}
		at := slices.Index(c.rows[0], c.column)
		if at < 0 || c.rows[1][at] != c.first {
			t.Errorf("%s: the column %s of %q has %q, want %q", name, c.column, c.rows[0], c.rows[1], c.first)
		}
		for i, row := range c.rows {
			if len(row) != len(c.rows[0]) {
				t.Errorf("%s: row %d has %d cells, the header %d", name, i, len(row), len(c.rows[0]))
			}
		}
	}
}

// TestWriteRows: what a spreadsheet would take for a formula is escaped; the rest is
// unchanged.
func TestWriteRows(t *testing.T) {
	in := [][]string{{"name", "words"}, {"=1+1", "a, \"b\"\nc"}, {" @x", "-5"}, {"plain - and +", ""}}
	var b bytes.Buffer
	if err := export.WriteRows(&b, in); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(&b).ReadAll()
	want := [][]string{{"name", "words"}, {"'=1+1", "a, \"b\"\nc"}, {"' @x", "'-5"}, {"plain - and +", ""}}
	if err != nil || !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

// TestSiteMetadata: every table of the file is described, under the file's name.
func TestSiteMetadata(t *testing.T) {
	var b bytes.Buffer
	if err := export.SiteMetadata(&b, "ostby"); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Databases map[string]struct {
			Tables map[string]struct{ Description string }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, table := range strings.Fields("texts articles people utterances statements speakers events slots") {
		if got.Databases["ostby"].Tables[table].Description == "" {
			t.Errorf("%s is not described", table)
		}
	}
}
