package outlet_test

import (
	"errors"
	"testing"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/demo"
	"readout/ledger/ledgertest"
	"readout/ledger/outlet"
)

func demonstration(t *testing.T) *ledger.Ledger {
	t.Helper()
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	l := ledgertest.Open(t)
	for _, r := range records {
		if out, err := l.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	return l
}

// TestList: every article is counted once, for its outlet, and only in the days asked for.
func TestList(t *testing.T) {
	l := demonstration(t)
	all, err := l.SearchArticles(t.Context(), ledger.Query{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for i := range all {
		want[all[i].Outlet]++
	}
	list, err := outlet.List(t.Context(), l, "2024-03-01", "2024-04-01", "")
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range list {
		if o.Articles != want[o.Name] || o.Last < "2024-03" || i > 0 && o.Articles > list[i-1].Articles {
			t.Errorf("%+v, want %v", list, want)
		}
	}
	if len(list) < 3 || len(list) != len(want) {
		t.Errorf("%+v, want %v", list, want)
	}
	if list, err := outlet.List(t.Context(), l, "2023-03-01", "2023-04-01", ""); err != nil || len(list) > 0 {
		t.Errorf("a month without articles: %+v, %v", list, err)
	}
}

// TestOf: the outlet that alters words in the demonstration is found altering, with the
// wording; the counts add up, and an outlet that is not there is refused.
func TestOf(t *testing.T) {
	l := demonstration(t)
	altering := map[string]int{}
	for _, name := range []string{"KTA", "NP", "Meridian"} {
		p, err := outlet.Of(t.Context(), l, name, "")
		if err != nil {
			t.Fatal(err)
		}
		compared, kinds := 0, 0
		for _, w := range p.Wordings {
			compared += w.Count
			if w.Difference == ledger.Altered && w.Count != len(p.Altered) {
				t.Errorf("%s: %d are altered, %d are given", name, w.Count, len(p.Altered))
			}
		}
		for _, k := range p.Kinds {
			kinds += k.Count
		}
		if compared != p.Compared || kinds != p.Read || p.Read == 0 || len(p.Articles) == 0 || len(p.Speakers) == 0 {
			t.Errorf("%s: %d compared, %d by wording; %d read, %d by kind", name, p.Compared, compared, p.Read, kinds)
		}
		for _, w := range p.Altered {
			if w.Statement.Article.Outlet != name {
				t.Errorf("%s is said to alter what %s printed", name, w.Statement.Article.Outlet)
			}
		}
		altering[name] = len(p.Altered)
	}
	if altering["NP"] == 0 || altering["KTA"] > 0 {
		t.Errorf("altered wordings: %v, want some of NP and none of KTA", altering)
	}
	if _, err := outlet.Of(t.Context(), l, "The Nobody Times", ""); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("an unknown outlet: %v", err)
	}
	if _, err := outlet.Of(t.Context(), l, "KTA", "2024-03-01"); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("an outlet before its first article: %v", err)
	}
}
