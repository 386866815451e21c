package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// kept is the content of a store with its chain: two versions, of which one was taken down and
// the other reread, two decisions and a fact.
type kept struct {
	links     []Link
	end       Chain
	versions  []Version
	bodies    [][]byte
	decisions []Decision
	facts     []Fact
	down      map[Key]int64
}

func keep() *kept {
	k := &kept{down: map[Key]int64{}}
	var c Chain
	add := func(kind string, ref int64, item, body [32]byte) {
		k.links = append(k.links, c.Add(kind, ref, item, body))
	}
	gone, stays := Version{ID: 1, Key: Key{"NP", "1"}}, Version{ID: 2, Key: Key{"NP", "2"}, Ingested: 7}
	add(VersionLink, 1, VersionItem(&gone), BodyItem([]byte("one")))
	add(VersionLink, 2, VersionItem(&stays), BodyItem([]byte("two")))
	down, other := Decision{ID: 1, Kind: "takedown", Why: "court order"}, Decision{ID: 2, Kind: "judge", Why: "a card"}
	add(DecisionLink, 1, DecisionItem(&down), [32]byte{})
	add(ErasedLink, 1, [32]byte{}, [32]byte{})
	add(ArticleLink, 1, KeyItem(gone.Key), [32]byte{})
	add(DecisionLink, 2, DecisionItem(&other), [32]byte{})
	add(BodyLink, 2, [32]byte{}, BodyItem([]byte("two again")))
	fact := Fact{Key: "aro", Name: "Nils Aro", From: 10, To: 20}
	c.AddFact(&fact)
	k.end, k.versions, k.bodies = c, []Version{stays}, [][]byte{[]byte("two again")}
	k.decisions, k.facts, k.down[gone.Key] = []Decision{down, other}, []Fact{fact}, 1
	return k
}

func (k *kept) prove() string {
	p := NewProver(k.end)
	for _, l := range k.links {
		p.Link(l)
	}
	for i := range k.versions {
		p.Version(&k.versions[i], k.bodies[i])
	}
	for i := range k.decisions {
		p.Decision(&k.decisions[i])
	}
	for i := range k.facts {
		p.Fact(&k.facts[i])
	}
	for key, decision := range k.down {
		p.Down(key, decision)
	}
	return strings.Join(p.End(), "; ")
}

// TestChain: unchanged content is verified, and every change is reported.
func TestChain(t *testing.T) {
	for name, c := range map[string]struct {
		change func(k *kept)
		says   string // "" means nothing
	}{
		"as it was": {func(*kept) {}, ""},
		"another body": {func(k *kept) { k.bodies[0] = []byte("two") },
			"the body of version 2 (2 of NP) is not what was stored"},
		"another row":    {func(k *kept) { k.versions[0].Ingested++ }, "the row of version 2"},
		"another key":    {func(k *kept) { k.versions[0].Key.Outlet = "KTA" }, "the row of version 2"},
		"a version gone": {func(k *kept) { k.versions = nil }, "version 2 is gone, and no decision took it down"},
		"a version put in": {func(k *kept) {
			k.versions, k.bodies = append(k.versions, Version{ID: 3}),
				append(k.bodies, nil)
		}, "version 3 ( of ) was never stored"},
		"one brought back": {func(k *kept) {
			k.versions, k.bodies = append(k.versions, Version{ID: 1, Key: Key{"NP",
				"1"}}), append(k.bodies, []byte("one"))
		}, "version 1 (1 of NP) was never stored"},
		"another reason":  {func(k *kept) { k.decisions[0].Why = "no order" }, "decision 1 is not what was stored"},
		"a decision gone": {func(k *kept) { k.decisions = k.decisions[:1] }, "decision 2 is gone"},
		"a decision put in": {func(k *kept) { k.decisions = append(k.decisions, Decision{ID: 3}) },
			"decision 3 is not what was stored"},
		"a link changed":     {func(k *kept) { k.links[1].Ref = 3 }, "link 2 of the chain is not what was stored"},
		"a link gone":        {func(k *kept) { k.links = slices.Delete(k.links, 2, 3) }, "the chain goes from link 2 to 4"},
		"the last link gone": {func(k *kept) { k.links = k.links[:6] }, "the chain ends at link 6, it was stored up to 7"},
		"a fact changed":     {func(k *kept) { k.facts[0].To++ }, "the facts are not those that were stored"},
		"a fact gone":        {func(k *kept) { k.facts = nil }, "the facts are not those"},
		"not marked as down": {func(k *kept) { clear(k.down) }, "an article that decision 1 took down is not marked so"},
		"marked as down": {func(k *kept) { k.down[Key{"NP", "2"}] = 1 },
			"2 of NP is marked as taken down by decision 1, which did not"},
		"taken back": {func(k *kept) {
			undo := Decision{ID: 3, Kind: "undo", Undoes: 1}
			k.links, k.decisions = append(k.links, k.end.Add(DecisionLink, 3, DecisionItem(&undo), [32]byte{})),
				append(k.decisions, undo)
			clear(k.down)
		}, ""},
		"taken back and marked": {func(k *kept) {
			undo := Decision{ID: 3, Kind: "undo", Undoes: 1}
			k.links, k.decisions = append(k.links, k.end.Add(DecisionLink, 3, DecisionItem(&undo), [32]byte{})),
				append(k.decisions, undo)
		}, "1 of NP is marked as taken down by decision 1, which did not"},
	} {
		k := keep()
		c.change(k)
		if got := k.prove(); (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}

// TestFactsWithoutOrder: the combined value of the facts does not depend on their order.
func TestFactsWithoutOrder(t *testing.T) {
	a, b := Fact{Key: "aro"}, Fact{Key: "holm"}
	var one, two Chain
	one.AddFact(&a)
	one.AddFact(&b)
	two.AddFact(&b)
	if one.Facts == two.Facts {
		t.Error("one fact is as two")
	}
	if two.AddFact(&a); one.Facts != two.Facts {
		t.Error("the order of facts makes a difference")
	}
}

// TestIndexed: the summary changes with any term, position, row or event; order and repetition
// of an event's terms do not matter.
func TestIndexed(t *testing.T) {
	entry := func(terms, eventTerms, time string) Indexed {
		return IndexedOf(&Entry{Rows: []Row{{N: 1, Terms: terms}}, Events: []Event{{ID: VersionID(1).Row(1), Time: time,
			Terms: eventTerms}}})
	}
	base := entry("the gauge", "talks ostrella", "2024-03-20")
	for name, c := range map[string]struct {
		x    Indexed
		same bool
	}{
		"the same":              {entry("the gauge", "talks ostrella", "2024-03-20"), true},
		"another order":         {entry("gauge the", "talks ostrella", "2024-03-20"), false},
		"another word":          {entry("the lock", "talks ostrella", "2024-03-20"), false},
		"one more":              {entry("the gauge is", "talks ostrella", "2024-03-20"), false},
		"an event's order":      {entry("the gauge", "ostrella talks talks", "2024-03-20"), true},
		"an event's other word": {entry("the gauge", "talks helmsby", "2024-03-20"), false},
		"an event's other day":  {entry("the gauge", "talks ostrella", "2024-03-21"), false},
	} {
		if got := c.x == base; got != c.same {
			t.Errorf("%s: the sum is the same: %v", name, got)
		}
	}
	long := strings.Repeat("é", 400)
	if cut := CutTerm(long); len(cut) > 512 || !strings.HasPrefix(long, cut) || strings.ContainsRune(cut, '\ufffd') {
		t.Errorf("a long term is cut to %d bytes", len(cut))
	}
	if CutTerm("gauge") != "gauge" {
		t.Error("a short term is cut")
	}
}

// TestAsOf: times compare as text, and the version that is current at the end of a day.
func TestAsOf(t *testing.T) {
	for in, want := range map[string]string{
		"2024-03-14T18:05:00+02:00": "2024-03-14T16:05:00Z", "2024-03-14T16:05:00Z": "2024-03-14T16:05:00Z",
		"2024-03-14": "2024-03-14", "2024": "2024", "14 March 2024, at noon": "14 March 2024, at noon",
	} {
		if got := UTC(in); got != want {
			t.Errorf("%s in UTC is %s", in, got)
		}
	}
	for in, want := range map[string]string{
		"2024-02-28": "2024-02-29", "2024-12-31": "2025-01-01", "2024-12": "2025-01", "2024": "2025",
	} {
		if got := EndOf(in); got != want {
			t.Errorf("the end of %s is %s", in, got)
		}
	}
	if CompareTimes("2024-03-14", "2024-03-14T00:00:00Z") >= 0 || CompareTimes("2024-03-14T01:00:00+02:00",
		"2024-03-14") >= 0 {
		t.Error("a day does not begin with its first moment")
	}
	v := Version{Since: "2024-03-14T16:05:00Z", Until: "2024-03-16T08:00:00Z"}
	for asOf, want := range map[string]bool{
		"": false, "2024-03-13": false, "2024-03-14": true, "2024-03-15": true, "2024-03-16": false, "2024-03": false,
		"2024-03-14T16:05:00Z": true, "2024-03-14T16:04:59Z": false, "2024-03-16T07:59:00Z": true,
		"2024-03-16T08:00:00Z": false,
	} {
		if got := v.StandsAt(asOf); got != want {
			t.Errorf("it stood at %q: %v", asOf, got)
		}
	}
}

// TestDaysStand: a version dated by day is current from that day on, but not at the end of the
// day before, until the day of the next version.
func TestDaysStand(t *testing.T) {
	v := Version{Since: "2024-03-15", Until: "2024-03-17"}
	for asOf, want := range map[string]bool{"2024-03-14": false, "2024-03-15": true, "2024-03-16": true,
		"2024-03-17": false} {
		if got := v.StandsAt(asOf); got != want {
			t.Errorf("it stood at the end of %s: %v", asOf, got)
		}
	}
}

// TestOrderVersions: by time; at the same time a correction comes later and a kill last, and a
// killed article is never current.
func TestOrderVersions(t *testing.T) {
	at := func(since, notice string, ingested int64) Version {
		return Version{Since: since, Notice: notice, Ingested: ingested}
	}
	for name, c := range map[string]struct {
		in   []Version
		want string
	}{
		"by time": {[]Version{at("2024-03-15", "", 1), at("2024-03-14", "", 2)}, "2 until 2024-03-15, 1 until "},
		"in two zones": {[]Version{at("2024-03-14T18:00:00+02:00", "", 1), at("2024-03-14T17:00:00Z", "", 2)},
			"1 until 2024-03-14T17:00:00Z, 2 until "},
		"by notice": {[]Version{at("2024-03-14", "kill", 1), at("2024-03-14", "correction", 2), at("2024-03-14",
			"", 3)}, "3 until 2024-03-14, 2 until 2024-03-14, 1 until 2024-03-14"},
		"by arrival":     {[]Version{at("2024-03-14", "", 2), at("2024-03-14", "", 1)}, "1 until 2024-03-14, 2 until "},
		"a kill, undone": {[]Version{at("2024-03-14", "kill", 1), at("2024-03-15", "", 2)}, "1 until 2024-03-15, 2 until "},
	} {
		OrderVersions(c.in)
		var got []string
		for _, v := range c.in {
			got = append(got, fmt.Sprintf("%d until %s", v.Ingested, v.Until))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

// TestBounds: the ids of a range of days, and when a page is full.
func TestBounds(t *testing.T) {
	f := Filter{From: 100, To: 101}
	for day, want := range map[Day]bool{99: false, 100: true, 101: true, 102: false} {
		id := NewVersionID(day, 5).Row(1)
		if got := id >= f.FirstID() && id < f.LastID(); got != want {
			t.Errorf("day %d is asked for: %v", day, got)
		}
	}
	f.Before = NewVersionID(100, 5).Row(1)
	if f.LastID() != f.Before || (&Filter{}).LastID() <= NewVersionID(1<<20, 0).Row(0) {
		t.Error("the bound is not where the page before ended")
	}
	have := []StatementID{NewVersionID(100, 1).Row(1), NewVersionID(100, 1).Row(2)}
	for _, c := range []struct {
		limit int
		next  StatementID
		want  bool
	}{
		{0, NewVersionID(99, 1).Row(1), false}, {3, NewVersionID(99, 1).Row(1), false}, {2, NewVersionID(99, 1).Row(1),
			true},
		{2, NewVersionID(100, 1).Row(3), false}, // the last day is completed
	} {
		if got := (&Filter{Limit: c.limit}).Full(have, c.next); got != c.want {
			t.Errorf("of %d two are enough before %s: %v", c.limit, c.next, got)
		}
	}
}

// TestTerms: words of rows without marked terms, and terms that cannot be words.
func TestTerms(t *testing.T) {
	rows := []Row{{Terms: "the gauge the " + AgentTerm(7) + " " + KeyTerm(9)}, {Terms: "gauge lock " + TagTerm("act",
		"deny")}}
	if got := DistinctWords(rows); !slices.Equal(got, []string{"the", "gauge", "lock"}) {
		t.Errorf("words: %q", got)
	}
	for _, term := range []string{AgentTerm(7), KeyTerm(9), TagTerm("com", "CT+"), NameTerms("Aro")[0],
		RoleTerms("warden")[0]} {
		if !Marked(term) {
			t.Errorf("%s may be a word", term)
		}
	}
	if Marked("gauge") || TagTerm("com", "CT+") == TagTerm("com", "CT-") || len(KeyTerm(1)) != 6 ||
		KeyTerm(1) == KeyTerm(2) {
		t.Error("a word is marked, or two values are one")
	}
	a := Agent{Kind: "person", Name: "Nils Aro", Roles: []string{"Warden"}}
	b := a
	if b.Roles = []string{"warden"}; AgentID(a) != AgentID(b) {
		t.Error("the case of a role makes another agent")
	}
	if b.Country = "NH"; AgentID(a) == AgentID(b) {
		t.Error("agents of two countries are one")
	}
}
