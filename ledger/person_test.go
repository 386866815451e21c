package ledger_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/archive"
	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/ledger/kb"
	"readout/record"
	"readout/store"
)

// said makes an article in which one person says one thing.
func said(ident, day, name, role, country, content string) *record.Record {
	text := name + " said: " + content
	sum := sha256.Sum256([]byte(text))
	e := record.Entity{ID: "e1", Kind: "person", Name: name, Country: country,
		Mentions: []record.Mention{{Span: record.Span{End: len(name)}, Form: "name"}}}
	if role != "" {
		e.Roles = []record.Role{{Title: role, Span: record.Span{End: len(name)}}}
	}
	return &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "1", Models: "none"},
		Article:  record.Article{ID: ident, Outlet: "NP", SHA256: hex.EncodeToString(sum[:]), Published: day, Text: text},
		Entities: []record.Entity{e},
		Statements: []record.Statement{{ID: "s1", Kind: "direct", Source: []record.Span{{End: len(name)}},
			Content:  []record.Span{{Start: len(name) + 7, End: len(text)}},
			Speakers: []string{"e1"}, Commitment: "CT+"}}}
}

func people(t *testing.T, l *ledger.Ledger, name string) []string {
	t.Helper()
	list, err := l.People(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, p := range list {
		var names []string
		for _, n := range p.Names {
			names = append(names, n.Name)
		}
		slices.Sort(names)
		out = append(out, strings.Join(names, "|")+" "+p.Country)
	}
	slices.Sort(out)
	return out
}

func TestPeople(t *testing.T) { onBoth(t, testPeople) }

func testPeople(t *testing.T, l *ledger.Ledger) {
	add(t, l,
		said("1", "2024-03-01", "Sergei Dravitsyn", "presidential spokesman", "KV", "One."),
		said("2", "2024-03-02", "Sergey Dravitsyn", "Karvonian presidential spokesman", "KV", "Two."),
		said("3", "2024-03-03", "Dravitsyn", "", "", "Three."),
		said("4", "2024-03-04", "S. Dravitsyn", "spokesman", "", "Four."),
		said("5", "2024-03-05", "Jon Alder", "foreign minister", "NH", "Five."),
		said("6", "2024-03-06", "Jon Alder", "goalkeeper", "SM", "Six."),
		said("7", "2024-03-07", "Jon Alder", "defence minister", "NH", "Seven."),
		said("8", "2024-03-08", "Jon Alder", "", "", "Eight."),
		said("9", "2024-03-09", "Anton Dravitsyn", "painter", "KV", "Nine."),
	)
	for name, want := range map[string][]string{
		"Sergej Dravitsyn": {"S. Dravitsyn|Sergei Dravitsyn|Sergey Dravitsyn KV"},
		"Anton Dravitsyn":  {"Anton Dravitsyn KV"},
		// Eight may be either: it is kept apart, and shown so.
		"Jon Alder": {"Jon Alder ", "Jon Alder NH", "Jon Alder SM"},
		"Nobody":    {},
	} {
		got := people(t, l, name)
		if name == "Sergej Dravitsyn" { // the bare surname may be Sergei's or Anton's
			got = slices.DeleteFunc(got, func(s string) bool { return s == "Dravitsyn " })
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, err := l.Person(context.Background(), "Nobody"); !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("nobody: %v", err)
	}
	minister, err := l.Person(context.Background(), "Jon Alder")
	if err != nil {
		t.Fatal(err)
	}
	var roles []string
	for _, r := range minister.Roles {
		roles = append(roles, fmt.Sprint(r.Name, " ", r.First))
	}
	if want := []string{"foreign minister 2024-03-05", "defence minister 2024-03-07"}; !slices.Equal(roles, want) {
		t.Errorf("roles: %q, want %q", roles, want)
	}
}

func TestMergeSplitUndo(t *testing.T) { onBoth(t, testMergeSplitUndo) }

func testMergeSplitUndo(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	add(t, l, said("1", "2024-03-01", "Jon Alder", "foreign minister", "NH", "One."),
		said("2", "2024-03-02", "Jon Alder", "goalkeeper", "SM", "Two."))
	list, err := l.People(ctx, "Jon Alder")
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	merge, err := l.Merge(ctx, "editor", "he plays on Sundays", list[0].ID, list[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := people(t, l, "Jon Alder"); len(got) != 1 {
		t.Errorf("after the merge: %q", got)
	}
	page, err := l.Search(ctx, ask.Query{Person: "Jon Alder"})
	if err != nil || len(page.Statements) != 2 {
		t.Errorf("statements of both: %d, %v", len(page.Statements), err)
	}
	if _, err := l.Undo(ctx, "editor", "he does not", merge); err != nil {
		t.Fatal(err)
	}
	if got := people(t, l, "Jon Alder"); len(got) != 2 {
		t.Errorf("after the undo: %q", got)
	}
	if _, err := l.Undo(ctx, "editor", "again", merge); err == nil {
		t.Error("a decision was undone twice")
	}
	add(t, l, said("3", "2024-03-03", "Jon Alder", "prime minister", "NH", "Three."))
	if got := people(t, l, "Jon Alder"); len(got) != 2 {
		t.Errorf("two offices of one country: %q", got)
	}
	page, err = l.Search(ctx, ask.Query{Text: "three"})
	if err != nil || len(page.Statements) != 1 {
		t.Fatal(err)
	}
	split, err := l.Split(ctx, "editor", "his cousin", page.Statements[0].Speakers[0].Agent)
	if err != nil {
		t.Fatal(err)
	}
	if got := people(t, l, "Jon Alder"); len(got) != 3 {
		t.Errorf("after the split: %q", got)
	}
	if _, err := l.Undo(ctx, "editor", "the same after all", split); err != nil {
		t.Fatal(err)
	}
	if got := people(t, l, "Jon Alder"); len(got) != 2 {
		t.Errorf("after undoing the split: %q", got)
	}
	audit, err := l.Audit(ctx)
	if err != nil || len(audit) != 4 {
		t.Errorf("audit: %+v, %v", audit, err)
	}
	if _, err := l.Merge(ctx, "", "no name", list[0].ID, list[1].ID); err == nil {
		t.Error("a decision without a decider")
	}
}

func TestTakeDown(t *testing.T) { onBoth(t, testTakeDown) }

func testTakeDown(t *testing.T, l *ledger.Ledger) {
	ctx := context.Background()
	r := said("1", "2024-03-01", "Jon Alder", "foreign minister", "NH", "Something libellous.")
	add(t, l, r)
	id, err := l.TakeDown(ctx, "editor", "court order 12/2024", store.Key{Outlet: "NP", Ident: "1"})
	if err != nil {
		t.Fatal(err)
	}
	page, err := l.Search(ctx, ask.Query{Text: "libellous"})
	if err != nil || len(page.Statements) != 0 {
		t.Errorf("%d statements are left (%v)", len(page.Statements), err)
	}
	out, err := l.Add(ctx, []ledger.Item{{Record: r}})
	if err != nil || !out[0].Erased || out[0].New {
		t.Errorf("added again: %+v, %v", out, err)
	}
	audit, err := l.Audit(ctx)
	if err != nil || len(audit) != 1 || !strings.Contains(audit[0].Data, r.Article.SHA256) ||
		strings.Contains(audit[0].Data, "libellous") {
		t.Errorf("tombstone: %+v, %v", audit, err)
	}
	if _, err := l.Undo(ctx, "editor", "appeal won", id); err != nil {
		t.Fatal(err)
	}
	add(t, l, r)
	if page, err = l.Search(ctx, ask.Query{Text: "libellous"}); err != nil || len(page.Statements) != 1 {
		t.Errorf("%d statements after the undo (%v)", len(page.Statements), err)
	}
	if _, err := l.TakeDown(ctx, "editor", "x", store.Key{Outlet: "NP", Ident: "none"}); !errors.Is(err,
		ask.ErrUnknown) {
		t.Errorf("an article that is not there: %v", err)
	}
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	dump := `[
{"id":"Q1","labels":{"en":{"value":"Jon Alder"}},"aliases":{"en":[{"value":"J. Alderson"}]},` +
		`"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],` +
		`"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q20"}}}}],` +
		`"P39":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q30"}}},` +
		`"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2019-05-00T00:00:00Z"}}}],` +
		`"P582":[{"datavalue":{"value":{"time":"+2023-01-15T00:00:00Z"}}}]}}]}},
{"id":"Q2","labels":{"en":{"value":"Alder"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q16521"}}}}]}},
{broken},
{"id":"Q3","labels":{},"claims":[]}
]`
	l := newLedger(t)
	add(t, l, said("1", "2024-03-01", "Jon Alder", "former foreign minister", "NH", "One."))
	done, err := kb.ImportWikidata(ctx, l.Store(), strings.NewReader(dump),
		map[string]string{"Q20": "NH", "Q30": "foreign minister"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if done.Lines != 4 || done.People != 1 || done.Facts != 2 || done.Broken != 2 {
		t.Errorf("imported: %+v", done)
	}
	p, err := l.Person(ctx, "Jon Alder")
	if err != nil {
		t.Fatal(err)
	}
	if p.Wikidata != "Q1" || len(p.Known) != 1 || p.Known[0] != (identity.KnownRole{Role: "foreign minister",
		From: "2019-05-01", To: "2023-01-15", Source: "wikidata"}) {
		t.Errorf("person: %+v", p)
	}
	popolo := `{"persons":[{"id":"x","name":"Mira Voss","identifiers":[{"scheme":"wikidata","identifier":"Q9"}]},
		{"id":"y","name":"Ola Brandt"}],
		"organizations":[{"id":"p"}],"memberships":[{"person_id":"x","role":"member","start_date":"2020-01-02"},
		{"person_id":"none","role":"member"}]}`
	if done, err = kb.ImportPopolo(ctx, l.Store(), strings.NewReader(popolo), "file"); err != nil ||
		done.People != 2 || done.Facts != 2 || done.Broken != 1 {
		t.Errorf("Popolo: %+v, %v", done, err)
	}
	if _, err := kb.ImportPopolo(ctx, l.Store(), strings.NewReader("[1]"), "file"); err == nil {
		t.Error("a list was taken for Popolo")
	}
}

func TestReread(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	add(t, l, said("1", "2024-03-01", "Jon Alder", "", "NH", "The first thing that was said here."))
	read := func(old *record.Record) (*record.Record, error) {
		r := *old
		r.Reader.Version = "2"
		s := old.Statements[0]
		s.ID, s.By, s.Content = "s2", "other", []record.Span{{Start: s.Content[0].Start, End: s.Content[0].Start + 15}}
		r.Statements = append(slices.Clone(old.Statements), s)
		at := record.Span{Start: s.Content[0].Start, End: s.Content[0].End}
		r.Events = []record.Event{{ID: "e1", Type: "CONSULT", Name: "talks", Span: at, Mentions: []record.Span{at},
			Status: record.Planned,
			Slots:  []record.Slot{{Slot: record.VenueSlot, Span: at, Status: record.Undecided}}}}
		return &r, nil
	}
	other := func(old *record.Record) (*record.Record, error) {
		r, err := read(old)
		r.Statements = slices.Clone(r.Statements)
		r.Statements[0].Act = record.Deny
		return r, err
	}
	if got, err := l.Reread(ctx, "2 none", other, archive.RereadOptions{Examples: 1}); err != nil || got.Altered != 1 ||
		got.Stands != 0 || got.SlotsGained != 1 ||
		len(got.Examples) != 1 || !slices.Equal(got.Examples[0].Differs, []string{"act"}) || len(got.SlotExamples) != 1 ||
		got.SlotExamples[0].Event != "talks" ||
		got.Rules["other"] != (archive.RuleCount{Gained: 1}) {
		t.Errorf("another act, and an event: %+v, %v", got, err)
	}
	dry, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{})
	if err != nil || dry.Gained != 1 || dry.Stands != 1 || dry.Written != 0 || len(dry.Examples) != 1 {
		t.Errorf("shown: %+v, %v", dry, err)
	}
	if page, _ := l.Search(ctx, ask.Query{}); len(page.Statements) != 1 {
		t.Errorf("%d statements after showing", len(page.Statements))
	}
	if done, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err != nil || done.Written != 1 {
		t.Errorf("written: %+v, %v", done, err)
	}
	if page, _ := l.Search(ctx, ask.Query{Text: "first thing"}); len(page.Statements) != 2 {
		t.Errorf("%d statements after writing", len(page.Statements))
	}
	if again, err := l.Reread(ctx, "2 none", read, archive.RereadOptions{Write: true}); err != nil || again.Articles != 0 {
		t.Errorf("read again by the same reader: %+v, %v", again, err)
	}
	if v, err := l.Verify(ctx, nil); err != nil || len(v.Problems) != 0 {
		t.Errorf("verify: %+v, %v", v, err)
	}
}

func TestPages(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	var want []string
	for d := 9; d > 0; d-- {
		for k := range 4 {
			add(t, l, said(fmt.Sprint(d, "-", k), fmt.Sprintf("2024-03-%02d", d), "Jon Alder", "", "NH",
				fmt.Sprintf("Word %d-%d.", d, k)))
			want = append(want, fmt.Sprintf("Word %d-%d.", d, k))
		}
	}
	for _, limit := range []int{1, 3, 4, 5, 7, 36, 100} {
		var got []string
		q := ask.Query{Text: "word", Limit: limit}
		for {
			page, err := l.Search(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if len(page.Statements) > limit {
				t.Fatalf("a page of %d, limit %d", len(page.Statements), limit)
			}
			for _, s := range page.Statements {
				got = append(got, s.Content)
			}
			if q.Cursor = page.Next; q.Cursor == "" {
				break
			}
			if len(got) > 2*len(want) {
				t.Fatalf("limit %d: the pages do not end", limit)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %d statements %q", limit, len(got), got)
		}
	}
	n := 0
	for s, err := range l.Each(ctx, ask.Query{Person: "Alder"}) {
		if err != nil || s.Content == "" {
			t.Fatal(err)
		}
		n++
	}
	if n != len(want) {
		t.Errorf("each gives %d of %d", n, len(want))
	}
	if _, err := l.Search(ctx, ask.Query{Cursor: "nonsense"}); err == nil {
		t.Error("a cursor that is none")
	}
}

func TestAddAll(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	broken := errors.New("no more")
	items := func(fail bool) iter.Seq2[ledger.Item, error] {
		return func(yield func(ledger.Item, error) bool) {
			for i := range 25 {
				r := said(fmt.Sprint(i), "2024-03-01", "Jon Alder", "", "", fmt.Sprint("Thing ", i, "."))
				if i == 7 {
					r.Article.SHA256 = strings.Repeat("0", 64)
				}
				if i == 20 && fail {
					yield(ledger.Item{}, broken)
					return
				}
				if !yield(ledger.Item{Record: r}, nil) {
					return
				}
			}
		}
	}
	for _, fail := range []bool{true, false} {
		var added, bad, calls int
		err := l.AddAll(ctx, items(fail), 4, func(list []ledger.Added) {
			calls++
			for _, a := range list {
				switch {
				case a.Err != nil:
					bad++
				case a.New:
					added++
				}
			}
		})
		want := map[bool][3]int{true: {19, 1, 5}, false: {5, 1, 7}}[fail]
		if got := [3]int{added, bad, calls}; got != want || fail != errors.Is(err, broken) {
			t.Errorf("source fails %v: added, bad, batches %v, want %v; %v", fail, got, want, err)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if err := l.AddAll(cancelled, items(false), 4, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
