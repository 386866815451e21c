package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"readout/article"
	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/store"
)

// edited returns an article with a correction a day later, and another article.
func edited(t *testing.T) *ledger.Ledger {
	t.Helper()
	const head = "Nils Aro said: "
	first := ledgertest.Story("NP", "1", "2024-03-05", head+"“The sluice stays shut.”\n", ledgertest.Who("Nils Aro",
		"", ""))
	second := ledgertest.Story("NP", "1", "2024-03-06",
		head+"“The sluice stays shut for now.”\nJens Holm said: “We wait.”\n",
		ledgertest.Who("Nils Aro", "", ""), ledgertest.Who("Jens Holm", "", ""))
	second.Article.Notice = "correction"
	return ledgertest.Open(t, first, second, ledgertest.Said("2", "2024-03-07", "Una Brask", "", "", "It snows."))
}

// TestStatsAt counts what stood at the end of a day.
func TestStatsAt(t *testing.T) {
	l := edited(t)
	if _, err := l.JudgeCard(t.Context(), "Ann", "c", "a card", true); err != nil { // on the first of April
		t.Fatal(err)
	}
	for asOf, want := range map[string]string{
		"2024-03-04": "0 articles, 0 statements, 0 decisions of  to ",
		"2024-03-05": "1 articles, 1 statements, 0 decisions of 2024-03-05 to 2024-03-05",
		"2024-03-06": "1 articles, 2 statements, 0 decisions of 2024-03-06 to 2024-03-06",
		"2024-03-31": "2 articles, 3 statements, 0 decisions of 2024-03-06 to 2024-03-07",
		"2024-04-01": "2 articles, 3 statements, 1 decisions of 2024-03-06 to 2024-03-07",
	} {
		s, err := l.StatsAt(t.Context(), asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%d articles, %d statements, %d decisions of %s to %s", s.Articles, s.Statements, s.Decisions,
			s.FirstDay, s.LastDay); got != want {
			t.Errorf("as of %s: %s, want %s", asOf, got, want)
		}
	}
	for asOf, want := range map[string]int64{"2024-03-06": 1, "": 3} {
		s, err := l.StatsAt(t.Context(), asOf)
		n := int64(0)
		for _, count := range s.Readers {
			n += count
		}
		if err != nil || n != want {
			t.Errorf("as of %q: read by %v, %v; want %d in all", asOf, s.Readers, err, want)
		}
	}
	if s, err := l.StatsAt(t.Context(), ""); err != nil || s.Versions != 3 {
		t.Errorf("all: %+v, %v", s, err)
	}
}

// TestRecords: the records that stood at the end of a day, in order of publication.
func TestRecords(t *testing.T) {
	l := edited(t)
	for _, c := range []struct{ from, to, asOf, want string }{
		{"", "", "", "1 2024-03-06, 2 2024-03-07"}, {"", "", "2024-03-05", "1 2024-03-05"},
		{"2024-03-07", "", "", "2 2024-03-07"}, {"", "2024-03-06", "", "1 2024-03-06"}, {"2024-03-08", "", "", ""},
	} {
		var got []string
		for r, err := range l.Records(t.Context(), c.from, c.to, c.asOf) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r.Article.ID+" "+r.Article.Published)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("from %q to %q as of %q: %s, want %s", c.from, c.to, c.asOf, s, c.want)
		}
	}
	for range l.Records(t.Context(), "", "", "") {
		break // who has enough gets no more
	}
}

// TestHas: an article whose text is already there need not be read again; another text of it,
// or the text of another article, must.
func TestHas(t *testing.T) {
	l := ledgertest.Open(t, ledgertest.Said("1", "2024-03-01", "Una Brask", "", "", "It snows."))
	const text = "Una Brask said: It snows."
	has := func(a *article.Article) bool {
		t.Helper()
		ok, err := l.Has(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	for name, c := range map[string]struct {
		a    article.Article
		want bool
	}{
		"the same":         {article.Article{ID: "1", Outlet: "NP", Text: text}, true},
		"by its agency":    {article.Article{ID: "1", Text: text, Dateline: &article.Dateline{Agency: "NP"}}, true},
		"another text":     {article.Article{ID: "1", Outlet: "NP", Text: text + " Still."}, false},
		"another article":  {article.Article{ID: "2", Outlet: "NP", Text: text}, false},
		"another outlet":   {article.Article{ID: "1", Outlet: "KTA", Text: text}, false},
		"by its address":   {article.Article{ID: "1", URL: "https://np.example/1", Outlet: "NP", Text: text}, false},
		"without anything": {article.Article{}, false},
	} {
		if got := has(&c.a); got != c.want {
			t.Errorf("%s is there: %v", name, got)
		}
	}
	if _, err := l.TakeDown(t.Context(), "Ann", "why", store.Key{Outlet: "NP", Ident: "1"}); err != nil {
		t.Fatal(err)
	}
	if has(&article.Article{ID: "1", Outlet: "NP", Text: text}) {
		t.Error("what was taken down is there")
	}
}

// TestArticleChanges: a later version is a change of its kind, with the fates of the
// statements, on the day of its publication.
func TestArticleChanges(t *testing.T) {
	l := edited(t)
	for _, c := range []struct{ since, asOf, want string }{
		{"2024-03-06", "", "correction: 1 changed, 0 withdrawn, 1 added"}, {"2024-03-07", "", ""},
		{"2024-03-01", "2024-03-05", ""}, {"2024-03-01", "2024-03-06", "correction: 1 changed, 0 withdrawn, 1 added"},
	} {
		got, err := l.Changes(t.Context(), c.since, c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, a := range got.Articles {
			out = append(out, fmt.Sprintf("%s: %d changed, %d withdrawn, %d added", a.Kind, a.Changed, a.Withdrawn, a.Added))
		}
		if s := strings.Join(out, "; "); s != c.want {
			t.Errorf("since %s as of %q: %s, want %s", c.since, c.asOf, s, c.want)
		}
	}
}

// TestShortReader: of the name of a reader its version and model are told.
func TestShortReader(t *testing.T) {
	for name, want := range map[string]string{
		"70b9ae44638a sha256:1+sha256:2":               "70b9ae44638a deep",
		"70b9ae44638a fast sha256:1+sha256:2+sha256:3": "70b9ae44638a fast",
		"2 none": "2 none",
		"2":      "2",
		"":       "",
	} {
		if got := ledger.ShortReader(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
