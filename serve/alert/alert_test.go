package alert

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/store"
	"readout/store/sqlite"
)

// place is a ledger, a desk over it and a receiver, under a clock of its own.
type place struct {
	t    *testing.T
	l    *ledger.Ledger
	o    Options
	d    *Dispatcher
	now  time.Time
	hook *receiver
}

// receiver takes POSTs and answers as it is told.
type receiver struct {
	*httptest.Server
	mu      sync.Mutex
	got     []*http.Request
	bodies  [][]byte
	answers []int // one after the other; then 204
	header  http.Header
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{header: http.Header{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got, r.bodies = append(r.got, q), append(r.bodies, body)
		for k, v := range r.header {
			w.Header()[k] = v
		}
		status := http.StatusNoContent
		if len(r.answers) > 0 {
			status, r.answers = r.answers[0], r.answers[1:]
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(r.Close)
	return r
}

// alerts are the bodies received.
func (r *receiver) alerts(t *testing.T) []Alert {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []Alert
	for _, b := range r.bodies {
		var a Alert
		if err := json.Unmarshal(b, &a); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func newPlace(t *testing.T) *place {
	t.Helper()
	dir := t.TempDir()
	st, err := sqlite.Open(context.Background(), filepath.Join(dir, "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	p := &place{t: t, now: time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC), hook: newReceiver(t)}
	clock := func() time.Time { return p.now }
	p.l = ledger.New(st, ledger.Options{Now: clock})
	p.o = Options{Ledger: p.l, Path: filepath.Join(dir, "alerts"), Base: "https://news.example",
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Now:   clock, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Waits: []time.Duration{time.Minute, time.Hour}}
	p.open()
	t.Cleanup(func() { p.d.Close() })
	return p
}

func (p *place) open() {
	p.t.Helper()
	d, err := Open(p.o)
	if err != nil {
		p.t.Fatal(err)
	}
	p.d = d
}

// add adds dispatches of the demonstration thread, from one to another, counted from 1.
func (p *place) add(from, to int) {
	p.t.Helper()
	records, err := demo.Gold()
	if err != nil {
		p.t.Fatal(err)
	}
	for _, r := range records[from-1 : to] {
		added, err := p.l.Add(p.t.Context(), []ledger.Item{{Record: r}})
		if err != nil || added[0].Err != nil {
			p.t.Fatal(err, added)
		}
	}
}

// turn does what Run does once.
func (p *place) turn() {
	p.t.Helper()
	if err := p.d.look(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	p.d.send(p.t.Context())
}

func (p *place) subscribe(s Subscription) (Subscription, string) {
	p.t.Helper()
	if s.URL == "" {
		s.URL = p.hook.URL
	}
	s, secret, err := p.d.Subscribe(p.t.Context(), "tester", s)
	if err != nil {
		p.t.Fatal(err)
	}
	return s, secret
}

// TestStatus: who asks about the venue is told when it is settled, with what stood
// before (the hall that a third country had offered), and of nothing else.
func TestStatus(t *testing.T) {
	p := newPlace(t)
	p.add(1, 10)
	p.turn()
	p.subscribe(Subscription{Name: "venue", Kind: Status, Event: "summit", Slot: []string{"venue"}})
	p.subscribe(Subscription{Name: "other", Kind: Status, Event: "somewhere else", Slot: []string{"venue"}})
	p.subscribe(Subscription{Name: "ruled out", Kind: Status, Is: []string{"ruled out"}})
	for n := 11; n <= 23; n++ {
		p.add(n, n)
		p.turn()
	}
	var told []string
	for _, a := range p.hook.alerts(t) {
		for _, c := range a.Changes {
			before := "nothing"
			if c.Before != nil {
				before = c.Before.Status
			}
			told = append(told, fmt.Sprintf("%s: %s %s: %s to %s %s", a.Subscription["name"], c.Slot, c.Item, before,
				c.Now.Status, c.Now.Value))
			if c.Page != "https://news.example/event/"+c.Event {
				t.Errorf("the page is %q", c.Page)
			}
		}
		if a.Type != "status.changed" || a.Subscription["name"] == "other" {
			t.Errorf("told %+v", a)
		}
	}
	if !slices.Contains(told, "venue: venue : possible to planned Lakeside Hall") {
		t.Errorf("told %q", told)
	}
	if n := len(slices.DeleteFunc(slices.Clone(told), func(s string) bool {
		return !strings.HasPrefix(s, "venue: ")
	})); n != 1 {
		t.Errorf("the venue changed once, told %d times: %q", n, told)
	}
	if !slices.ContainsFunc(told, func(s string) bool { return strings.HasPrefix(s, "ruled out: ") }) {
		t.Errorf("nothing was ruled out: %q", told)
	}
}

// TestCorrectionTellsWhatItReplaces: a correction is told as such, with what stood
// before it, and not what it leaves as it was.
func TestCorrectionTellsWhatItReplaces(t *testing.T) {
	p := newPlace(t)
	p.add(1, 11)
	p.turn()
	p.subscribe(Subscription{Name: "date", Kind: Status, Slot: []string{"date"}})
	p.subscribe(Subscription{Name: "corrections", Kind: Articles, Notice: []string{"correction"}})
	p.subscribe(Subscription{Name: "NP", Kind: Statements, Outlet: []string{"NP"}})
	p.add(12, 12)
	p.turn()
	var date, corrections, statements int
	for _, a := range p.hook.alerts(t) {
		for _, c := range a.Changes {
			if date++; c.Before == nil || !strings.HasPrefix(c.Before.Value, "2024-03-27") ||
				!strings.HasPrefix(c.Now.Value, "2024-03-28") {
				t.Errorf("the date: %+v to %+v", c.Before, c.Now)
			}
		}
		for _, c := range a.Articles {
			if corrections++; c.Kind != "correction" || c.Changed+c.Added == 0 || c.Withdrawn == 0 {
				t.Errorf("the correction: %+v", c)
			}
		}
		for _, s := range a.Statements {
			if statements++; strings.Contains(s.Content, "Four hours is enough") {
				t.Errorf("told again, though an earlier version had it: %q", s.Content)
			}
		}
	}
	if date != 1 || corrections != 1 || statements == 0 {
		t.Errorf("told of %d dates, %d corrections, %d statements", date, corrections, statements)
	}
}

// failing is a store whose searches for one word fail.
type failing struct {
	store.Store
	word string
	on   bool
}

func (f *failing) Search(ctx context.Context, q store.Filter) ([]store.StatementID, error) {
	if f.on && slices.Contains(q.Match.Phrase, f.word) {
		return nil, errors.New("the search is broken")
	}
	return f.Store.Search(ctx, q)
}

// TestOneFailureIsItsOwn: a subscription that cannot be looked up holds up nobody
// else's; it is tried again, over a restart too, and loses nothing.
func TestOneFailureIsItsOwn(t *testing.T) {
	p := newPlace(t)
	st := &failing{Store: p.l.Store(), word: "summit", on: true}
	p.o.Ledger = ledger.New(st, ledger.Options{Now: p.o.Now})
	p.d.Close()
	p.open()
	p.add(1, 3)
	p.turn()
	p.subscribe(Subscription{Name: "broken", Kind: Statements, Query: "summit", Since: "2024-01-01"})
	p.subscribe(Subscription{Name: "whole", Kind: Statements, Query: `"gas transit"`, Since: "2024-01-01"})
	p.add(4, 12)
	p.turn()
	told := func(name string) (n int) {
		for _, a := range p.hook.alerts(t) {
			if a.Subscription["name"] == name {
				n += len(a.Statements)
			}
		}
		return n
	}
	if told("whole") == 0 || told("broken") != 0 {
		t.Fatalf("told of %d and %d statements", told("whole"), told("broken"))
	}
	wait := p.d.Deliveries(false)
	if len(wait) != 1 || wait[0].Tries == 0 || len(wait[0].Versions) == 0 || strings.Contains(wait[0].Error, "broken") {
		t.Errorf("there wait %+v", wait)
	}
	p.d.Close()
	p.open()
	st.on = false
	p.now = p.now.Add(2 * time.Hour)
	p.turn()
	p.turn()
	want := 0
	for s, err := range p.l.Each(t.Context(), ledger.Query{Text: "summit"}) {
		if err != nil {
			t.Fatal(err)
		}
		if n := slices.IndexFunc(wait[0].Versions, func(v string) bool { return v == s.Article.ID }); n >= 0 {
			want++
		}
	}
	if told("broken") != want || want == 0 || len(p.d.Deliveries(false)) != 0 {
		t.Errorf("told of %d statements, want %d; %d wait", told("broken"), want, len(p.d.Deliveries(false)))
	}
}

// TestUnreadableQuery: a query from before the limits, in a journal, pauses its own
// subscription and says why; none such is taken any more.
func TestUnreadableQuery(t *testing.T) {
	p := newPlace(t)
	deep := strings.Repeat("(a OR ", 40) + "b" + strings.Repeat(")", 40)
	for _, q := range []string{deep, "*", "AND", `"gas`, "\U0001f642", strings.Repeat("x", 2000)} {
		if _, _, err := p.d.Subscribe(t.Context(), "tester", Subscription{URL: p.hook.URL, Kind: Statements,
			Query: q}); !errors.Is(err, ErrRefused) {
			t.Errorf("%.20q is taken: %v", q, err)
		}
	}
	for _, s := range []Subscription{{Kind: Statements, Act: []string{"foo"}}, {Kind: Status, Slot: []string{"foo"}},
		{Kind: Status, Is: []string{"foo"}}, {Kind: Articles, Notice: []string{"foo"}},
		{Kind: Statements, Since: "14.3.2024"}} {
		s.URL = p.hook.URL
		if _, _, err := p.d.Subscribe(t.Context(), "tester", s); !errors.Is(err, ErrRefused) {
			t.Errorf("%+v is taken: %v", s, err)
		}
	}
	old, _ := p.subscribe(Subscription{Name: "old", Kind: Statements, Since: "2024-01-01"})
	p.subscribe(Subscription{Name: "whole", Kind: Statements, Query: `"gas transit"`, Since: "2024-01-01"})
	p.d.Close()
	raw, err := os.ReadFile(p.o.Path)
	if err != nil {
		t.Fatal(err)
	}
	was := fmt.Sprintf(`"id":%q`, old.ID)
	if err := os.WriteFile(p.o.Path, []byte(strings.Replace(string(raw), was, was+fmt.Sprintf(`,"q":%q`, deep), 1)),
		0o600); err != nil {
		t.Fatal(err)
	}
	p.open()
	p.add(1, 12)
	p.turn()
	if len(p.hook.alerts(t)) == 0 {
		t.Error("the other subscription was told nothing")
	}
	if s := p.d.Subscriptions()[0]; !strings.Contains(s.Paused, "brackets within brackets") {
		t.Errorf("the subscription is paused with %q", s.Paused)
	}
}

// TestSearch: new statements that a search finds, each once, from the day of
// subscribing on.
func TestSearch(t *testing.T) {
	p := newPlace(t)
	p.add(1, 3)
	p.turn()
	p.subscribe(Subscription{Name: "gas", Kind: Statements, Query: `"gas transit"`})
	p.subscribe(Subscription{Name: "late", Kind: Statements, Query: `"gas transit"`, Since: "2024-03-20"})
	p.subscribe(Subscription{Name: "nobody", Kind: Statements, Person: "Nobody Atall"})
	p.add(4, 23)
	p.turn()
	want := map[string]bool{}
	for s, err := range p.l.Each(t.Context(), ledger.Query{Text: `"gas transit"`, From: "2024-03-07"}) {
		if err != nil {
			t.Fatal(err)
		}
		want[s.ID] = true
	}
	got := map[string]int{}
	for _, a := range p.hook.alerts(t) {
		for _, s := range a.Statements {
			switch a.Subscription["name"] {
			case "gas":
				got[s.ID]++
			case "late":
				if s.Article.Published < "2024-03-20" {
					t.Errorf("told of %s", s.Article.Published)
				}
			}
		}
	}
	for id := range want {
		if got[id] != 1 {
			t.Errorf("%s was told %d times", id, got[id])
		}
	}
	if len(got) != len(want) {
		t.Errorf("told of %d statements, want %d", len(got), len(want))
	}
}

// TestSignature: a receiver that knows the secret can check the POST.
func TestSignature(t *testing.T) {
	p := newPlace(t)
	s, secret := p.subscribe(Subscription{Kind: Statements})
	x, err := p.d.Test(s.ID)
	if err != nil {
		t.Fatal(err)
	}
	p.turn()
	r, body := p.hook.got[0], p.hook.bodies[0]
	at, err := strconv.ParseInt(r.Header.Get("webhook-timestamp"), 10, 64)
	if err != nil || at != p.now.Unix() || r.Header.Get("webhook-id") != x.ID || strings.Contains(x.ID, ".") {
		t.Errorf("the headers are %v", r.Header)
	}
	want, err := Sign(secret, x.ID, time.Unix(at, 0), body)
	if err != nil || r.Header.Get("webhook-signature") != want {
		t.Errorf("signed %s, want %s", r.Header.Get("webhook-signature"), want)
	}
	// The specification's own example.
	example, err := Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
		time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if err != nil || example != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("the example is signed %s, %v", example, err)
	}
	if raw, _ := json.Marshal(p.d.Subscriptions()); strings.Contains(string(raw), "whsec_") {
		t.Error("the list of subscriptions has a secret")
	}
}

// TestRetries: a POST that is not taken is tried again at its time, with the same id,
// and becomes a dead letter after the last try; then it can be sent anew.
func TestRetries(t *testing.T) {
	p := newPlace(t)
	s, _ := p.subscribe(Subscription{Kind: Statements})
	p.hook.answers = []int{500, 404, 302}
	first, err := p.d.Test(s.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.d.Test(s.ID); err != nil { // waits behind the first
		t.Fatal(err)
	}
	tries := func(n int) {
		t.Helper()
		p.turn()
		if len(p.hook.got) != n {
			t.Fatalf("%d tries, want %d", len(p.hook.got), n)
		}
	}
	tries(1)
	tries(1) // not before its time
	p.now = p.now.Add(2 * time.Minute)
	tries(2)
	p.now = p.now.Add(2 * time.Minute)
	tries(2)
	p.now = p.now.Add(2 * time.Hour)
	tries(4) // the third fails, and the second delivery goes out
	for i, r := range p.hook.got[:3] {
		if r.Header.Get("webhook-id") != first.ID {
			t.Errorf("try %d has the id %s", i, r.Header.Get("webhook-id"))
		}
	}
	dead := p.d.Deliveries(true)
	if len(dead) != 1 || dead[0].ID != first.ID || dead[0].Tries != 3 || !strings.Contains(dead[0].Error, "302") ||
		len(p.d.Deliveries(false)) != 0 {
		t.Fatalf("dead letters: %+v", dead)
	}
	if err := p.d.Again(first.ID); err != nil {
		t.Fatal(err)
	}
	tries(5)
	if len(p.d.Deliveries(true))+len(p.d.Deliveries(false)) != 0 {
		t.Error("what was taken waits still")
	}
	p.hook.answers, p.hook.header = []int{503}, http.Header{"Retry-After": {"7200"}}
	x, _ := p.d.Test(s.ID)
	tries(6)
	if w := p.d.Deliveries(false); len(w) != 1 || w[0].Next < p.now.Add(2*time.Hour).Format(time.RFC3339) {
		t.Errorf("Retry-After: %+v", w)
	}
	if err := p.d.Drop(x.ID); err != nil || len(p.d.Deliveries(false)) != 0 {
		t.Errorf("dropped: %v", err)
	}
	if err := p.d.Drop(x.ID); !errors.Is(err, ErrUnknown) {
		t.Errorf("dropped twice: %v", err)
	}
}

// TestGone: a receiver that answers 410 gets nothing more until it is told otherwise.
func TestGone(t *testing.T) {
	p := newPlace(t)
	s, _ := p.subscribe(Subscription{Kind: Statements})
	p.hook.answers = []int{410}
	x, _ := p.d.Test(s.ID)
	p.turn()
	p.d.Test(s.ID)
	p.turn()
	if list := p.d.Subscriptions(); len(p.hook.got) != 1 || list[0].Paused == "" || len(p.d.Deliveries(true)) != 1 {
		t.Fatalf("%d POSTs, %+v", len(p.hook.got), list)
	}
	if err := p.d.Again(x.ID); err != nil {
		t.Fatal(err)
	}
	p.turn()
	if list := p.d.Subscriptions(); len(p.hook.got) != 3 || list[0].Paused != "" {
		t.Errorf("after it was resumed: %d POSTs, %+v", len(p.hook.got), list)
	}
}

// TestPrivateNetworksAreNotReached: by address, by name, or by a redirect.
func TestPrivateNetworksAreNotReached(t *testing.T) {
	p := newPlace(t)
	p.d.Close()
	p.o.Allow = nil
	p.open()
	for _, address := range []string{p.hook.URL, strings.Replace(p.hook.URL, "127.0.0.1", "localhost", 1),
		"http://169.254.169.254/latest/meta-data", "http://[::1]:1/", "http://10.0.0.1:1/", "http://0.0.0.0:1/"} {
		s, _ := p.subscribe(Subscription{Kind: Statements, URL: address})
		p.d.Test(s.ID)
	}
	p.turn()
	if len(p.hook.got) != 0 {
		t.Error("the receiver on this machine was reached")
	}
	waiting := p.d.Deliveries(false)
	if len(waiting) != 6 {
		t.Errorf("%d wait", len(waiting))
	}
	for _, x := range waiting {
		if !strings.Contains(x.Error, "not to be reached") {
			t.Errorf("%s: %s", x.Subscription, x.Error)
		}
	}
}

func TestRefusedSubscriptions(t *testing.T) {
	p := newPlace(t)
	for _, s := range []Subscription{{}, {URL: "https://x.example"}, {URL: "ftp://x.example", Kind: Statements},
		{URL: "file:///etc/passwd", Kind: Statements}, {URL: "https://a:b@x.example", Kind: Statements},
		{URL: "https://x.example", Kind: "all"}, {URL: "https://x.example", Kind: Statements, Query: "NOT x"},
		{URL: "https://x.example", Kind: Statements, Since: "2024-02-31"},
		{URL: "https://x.example", Kind: Statements, Slot: []string{"venue"}},
		{URL: "https://x.example", Kind: Status, Query: "x"}, {URL: "https://x.example", Kind: Articles, Event: "x"}} {
		if _, _, err := p.d.Subscribe(p.t.Context(), "tester", s); !errors.Is(err, ErrRefused) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// TestNothingIsLost: what was acknowledged is there after a stop without a word, a
// last line that is there in part is left out, and what arrives meanwhile is told.
func TestNothingIsLost(t *testing.T) {
	p := newPlace(t)
	p.turn() // an empty ledger
	s, secret := p.subscribe(Subscription{Name: "all", Kind: Statements})
	p.add(1, 5)
	if err := p.d.look(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := p.d.Deliveries(false)
	if len(before) == 0 {
		t.Fatal("nothing waits")
	}
	// The process dies: the journal is as it stands, with half a line more.
	raw, err := os.ReadFile(p.o.Path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range 40 {
		path := filepath.Join(t.TempDir(), "alerts")
		if err := os.WriteFile(path, append(slices.Clone(raw), (`{"unsubscribe":"` + s.ID + `"}`)[:cut]...),
			0o600); err != nil {
			t.Fatal(err)
		}
		o := p.o
		o.Path = path
		d, err := Open(o)
		if err != nil {
			t.Fatalf("with %d bytes more: %v", cut, err)
		}
		after := d.Deliveries(false)
		if len(d.Subscriptions()) != 1 || len(after) != len(before) || string(after[0].Body) != string(before[0].Body) ||
			d.subs[s.ID].Secret != secret {
			t.Errorf("with %d bytes more: %d subscriptions, %d deliveries", cut, len(d.Subscriptions()), len(after))
		}
		d.Close()
	}
	p.d.Close()
	p.add(6, 10) // while nobody looks
	p.open()
	p.turn()
	told := map[string]int{}
	for _, a := range p.hook.alerts(t) {
		for _, s := range a.Statements {
			told[s.ID]++
		}
	}
	for s, err := range p.l.Each(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if told[s.ID] != 1 {
			t.Errorf("%s was told %d times", s.ID, told[s.ID])
		}
	}
	if info, err := os.Stat(p.o.Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the journal has the mode %v", info.Mode())
	}
	damaged := filepath.Join(t.TempDir(), "alerts")
	if err := os.WriteFile(damaged, append([]byte("{\"subscribe\":\n"), raw...), 0o600); err != nil {
		t.Fatal(err)
	}
	o := p.o
	o.Path = damaged
	if d, err := Open(o); err == nil {
		d.Close()
		t.Error("a damaged journal was taken for a whole one")
	}
}

// TestBusy: two desks do not share a journal.
func TestBusy(t *testing.T) {
	p := newPlace(t)
	if _, err := os.Stat(p.o.Path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a journal before anybody subscribed: %v", err)
	}
	p.subscribe(Subscription{Kind: Statements})
	second, err := Open(p.o)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	sub := p.d.Subscriptions()[0]
	if !second.Busy() || p.d.Busy() {
		t.Error("the second desk has the journal")
	}
	_, _, subscribed := second.Subscribe(t.Context(), "tester", sub)
	_, tested := second.Test(sub.ID)
	for what, err := range map[string]error{"subscribing": subscribed, "a test": tested,
		"unsubscribing": second.Unsubscribe(sub.ID),
		"ending":        second.End(sub.ID, "x"), "again": second.Again("x"), "drop": second.Drop("x")} {
		if !errors.Is(err, ErrBusy) {
			t.Errorf("%s at the second desk: %v", what, err)
		}
	}
	// Once the first is gone, the second has its subscriptions and sends what arrives.
	if err := p.d.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	run := make(chan struct{})
	go func() { second.Run(ctx); close(run) }()
	for ctx.Err() == nil && len(second.Subscriptions()) == 0 {
		second.nudge()
		time.Sleep(time.Millisecond)
	}
	stop()
	<-run
	if list := second.Subscriptions(); len(list) != 1 || list[0].ID != sub.ID || second.Busy() {
		t.Errorf("the second desk has taken over %v", list)
	}
}

// TestNumbersThatComeAgain: after the newest article was taken down, the next one
// gets its number and is told all the same.
func TestNumbersThatComeAgain(t *testing.T) {
	p := newPlace(t)
	p.add(1, 5)
	p.turn()
	p.subscribe(Subscription{Kind: Statements})
	for _, url := range []string{"https://np.example/a/karvonia-march-28", "https://kta.example/politics/1741377"} {
		outlet := "NP"
		if strings.Contains(url, "kta") {
			outlet = "KTA"
		}
		if _, err := p.l.TakeDown(t.Context(), "tester", "a test", store.Key{Outlet: outlet, Ident: url}); err != nil {
			t.Fatal(err)
		}
	}
	p.add(6, 7)
	p.turn()
	outlets := map[string]bool{}
	for _, a := range p.hook.alerts(t) {
		for _, s := range a.Statements {
			outlets[s.Article.Outlet+s.Article.Published[:10]] = true
		}
	}
	if !outlets["Meridian2024-03-08"] || !outlets["KTA2024-03-11"] {
		t.Errorf("told of %v", outlets)
	}
}

// TestCompaction: a journal brought into short form says the same.
func TestCompaction(t *testing.T) {
	p := newPlace(t)
	s, _ := p.subscribe(Subscription{Kind: Statements})
	for range 3 {
		p.d.Test(s.ID)
	}
	p.d.journal.n = compactAfter
	x, err := p.d.Test(s.ID)
	if err != nil {
		t.Fatal(err)
	}
	p.d.Close()
	p.open()
	if w := p.d.Deliveries(false); len(w) != 4 || w[3].ID != x.ID || len(p.d.Subscriptions()) != 1 {
		t.Errorf("%+v", w)
	}
	if err := p.d.Unsubscribe(s.ID); err != nil || len(p.d.Deliveries(false)) != 0 {
		t.Errorf("after the end of the subscription: %v, %d wait", err, len(p.d.Deliveries(false)))
	}
}

// TestRun: the loop sends what is queued, and ends with its context.
func TestRun(t *testing.T) {
	p := newPlace(t)
	s, _ := p.subscribe(Subscription{Kind: Statements})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { p.d.Run(ctx); close(done) }()
	if _, err := p.d.Test(s.ID); err != nil {
		t.Fatal(err)
	}
	for len(p.d.Deliveries(false)) > 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	<-done
	if len(p.hook.alerts(t)) != 1 {
		t.Error("the POST is missing")
	}
}
