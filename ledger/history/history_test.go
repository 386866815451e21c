package history_test

import (
	"errors"
	"fmt"
	"testing"

	"readout/ledger/ask"
	"readout/ledger/history"
	"readout/ledger/ledgertest"
	"readout/store"
)

// TestHistory: the versions of an article from first to last, with both texts of what changed,
// and one text by its id.
func TestHistory(t *testing.T) {
	const who = "Nils Aro said: "
	first := ledgertest.Story("NP", "1", "2024-03-05T08:00:00Z", who+"“The sluice stays shut.”\n",
		ledgertest.Who("Nils Aro", "warden", ""))
	second := ledgertest.Story("NP", "1", "2024-03-05T10:00:00Z",
		who+"“The sluice stays shut for good.”\nJens Holm said: “We wait.”\n",
		ledgertest.Who("Nils Aro", "warden", ""), ledgertest.Who("Jens Holm", "", ""))
	l := ledgertest.Open(t, second, first) // in whatever order they came
	h, err := l.History(t.Context(), store.Key{Outlet: "NP", Ident: "1"})
	if err != nil || len(h.Versions) != 2 || len(h.Steps) != 1 {
		t.Fatalf("%+v, %v", h, err)
	}
	if h.Versions[0].Published != "2024-03-05T08:00:00Z" || h.Versions[0].Until != "2024-03-05T10:00:00Z" ||
		h.Versions[1].Until != "" {
		t.Errorf("versions: %+v", h.Versions)
	}
	got := ""
	for _, f := range h.Steps[0].Fates {
		got += string(f.Survival)
		if f.Old != nil {
			got += " " + f.Old.Content
		}
		if f.New != nil {
			got += " " + f.New.Content
		}
		got += "; "
	}
	want := "changed “The sluice stays shut.” “The sluice stays shut for good.”; added “We wait.”; "
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	text, err := l.Text(t.Context(), h.Versions[1].ID)
	if err != nil || text.Record.Article.Text != second.Article.Text || len(text.Statements) != 2 ||
		text.Statements[1].Content != "“We wait.”" {
		t.Errorf("the text: %+v, %v", text, err)
	}
	if _, err := l.History(t.Context(), store.Key{Outlet: "KTA", Ident: "1"}); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("an article that is not there: %v", err)
	}
	if _, err := l.Text(t.Context(), "v1"); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("a version that is not there: %v", err)
	}
	if _, err := l.Text(t.Context(), "one"); err == nil {
		t.Error("what is no id is read as one")
	}
}

// TestFamily: a copy with another headline belongs to the family, an independent report does
// not, and the first to be published is the origin.
func TestFamily(t *testing.T) {
	const text = "The sluice at Ostby stays shut until the gauge is read, the warden told the board on Thursday. " +
		"The board " +
		"meets again in a fortnight, and nobody there expects that the gauge will be read by then. A spokesman for the " +
		"ferry company said that it would wait for the reading as well, whatever that may cost its owners."
	l := ledgertest.Open(t,
		ledgertest.Story("KTA", "1", "2024-03-05T08:00:00Z", text),
		ledgertest.Story("NP", "2", "2024-03-05T11:00:00Z", "Ferry waits\n\n"+text),
		ledgertest.Story("ON", "3", "2024-03-05T09:00:00Z", "The ferry company of Varn is to buy two ships, its owners "+
			"said, and the board has nothing against it. They are to be delivered in the spring of the coming year."))
	family := func(ident string) history.Family {
		t.Helper()
		list, err := l.FindArticles(t.Context(), ask.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list.Articles {
			if a.URL == ident {
				id, err := store.ParseVersionID(a.ID)
				if err != nil {
					t.Fatal(err)
				}
				f, err := l.Family(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				return f
			}
		}
		t.Fatalf("no article %s", ident)
		return history.Family{}
	}
	for _, ident := range []string{"1", "2"} {
		f := family(ident)
		got := ""
		for _, m := range f.Members {
			got += fmt.Sprint(m.Article.Outlet, " ", m.Share, "; ")
		}
		if f.Origin.Outlet != "KTA" || got != "KTA 1; NP 1; " {
			t.Errorf("asked for %s: of %s: %s", ident, f.Origin.Outlet, got)
		}
	}
	if f := family("3"); len(f.Members) != 1 {
		t.Errorf("a report of its own has copies: %+v", f)
	}
	if _, err := l.Family(t.Context(), 1); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("a version that is not there: %v", err)
	}
}
