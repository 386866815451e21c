package serve_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/serve"
	"readout/serve/alert"
	"readout/serve/auth"
	"readout/store"
	"readout/store/postgres"
	"readout/store/postgrestest"
	"readout/store/sqlite"
)

// What the killed program is told by its environment: where it keeps its files, where the
// receiver of alerts is, and from which article it goes on; killedDrain lets it only send
// what is left.
const (
	killedDir   = "READOUT_KILLED_DIR"
	killedStore = "READOUT_KILLED_POSTGRES"
	killedHook  = "READOUT_KILLED_HOOK"
	killedFrom  = "READOUT_KILLED_FROM"
	killedDrain = "READOUT_KILLED_DRAIN"
)

// killedWorld is what it adds.
var killedWorld = ledgertest.Options{Seed: 9, Statements: 4, People: 60, Events: 20}

// TestMain is also the program that TestKilled kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv(killedDir); dir != "" {
		if err := desk(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// desk adds articles, tokens and one alert, answers and sends, and says on its output what
// it acknowledges.
func desk(dir string) error {
	ctx := context.Background()
	st, err := openKilled(ctx, dir)
	if err != nil {
		return err
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	keys, err := auth.OpenKeyring(filepath.Join(dir, "tokens"))
	if err != nil {
		return err
	}
	alerts, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(dir, "alerts"), Every: 5 * time.Millisecond,
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Waits: slices.Repeat([]time.Duration{5 * time.Millisecond}, 100)})
	if err != nil {
		return err
	}
	defer alerts.Close()
	if len(alerts.Subscriptions()) == 0 {
		s := alert.Subscription{URL: os.Getenv(killedHook), Kind: alert.Statements, Since: "2019-01-01"}
		if _, _, err := alerts.Subscribe(ctx, "tester", s); err != nil {
			return err
		}
		fmt.Println("alert made")
	}
	handler, err := serve.New(serve.Options{Ledger: l, Alerts: alerts, Keys: keys, Rate: 100_000})
	if err != nil {
		return err
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	fmt.Println("at", server.URL)
	go alerts.Run(ctx)
	if os.Getenv(killedDrain) != "" {
		return drain(alerts)
	}
	from, err := strconv.Atoi(os.Getenv(killedFrom))
	if err != nil {
		return err
	}
	c := ledgertest.New(killedWorld)
	for n := from; ; n++ {
		if _, err := l.Add(ctx, []ledger.Item{{Record: c.Record(n)}}); err != nil {
			return err
		}
		fmt.Println("article", n)
		name := fmt.Sprintf("k%d-%d", n, os.Getpid())
		token, err := keys.Add(name, auth.Read, time.Now())
		if err != nil {
			return err
		}
		fmt.Println("token", token)
		if n%3 == 0 {
			fmt.Println("revoking", token)
			if err := keys.Revoke(name); err != nil {
				return err
			}
			fmt.Println("revoked", token)
		}
	}
}

// drain waits until everything that arrived was looked at and nothing waits any more.
func drain(alerts *alert.Dispatcher) error {
	quiet := 0
	for began := time.Now(); quiet < 20; time.Sleep(50 * time.Millisecond) {
		if quiet++; len(alerts.Deliveries(false)) > 0 {
			quiet = 0
		}
		if time.Since(began) > 2*time.Minute {
			return fmt.Errorf("%d alerts still wait", len(alerts.Deliveries(false)))
		}
	}
	if n := len(alerts.Deliveries(true)); n > 0 {
		return fmt.Errorf("%d alerts were given up", n)
	}
	return nil
}

func openKilled(ctx context.Context, dir string) (store.Store, error) {
	if dsn := os.Getenv(killedStore); dsn != "" {
		return postgres.Open(ctx, dsn)
	}
	return sqlite.Open(ctx, filepath.Join(dir, "l.db"), sqlite.Options{})
}

// killer is the other side: the receiver of alerts, and what was acknowledged.
type killer struct {
	mu       sync.Mutex
	told     map[string]map[string]bool // ids of POSTs by statement
	articles int
	tokens   map[string]bool // that stand; false is one whose revoking was not acknowledged
	revoked  map[string]bool
	address  string
	events   chan struct{} // one for each line and each POST
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return // it was killed while sending
	}
	var a alert.Alert
	if json.Unmarshal(raw, &a) == nil {
		k.mu.Lock()
		for _, s := range a.Statements {
			if k.told[s.ID] == nil {
				k.told[s.ID] = map[string]bool{}
			}
			k.told[s.ID][r.Header.Get("webhook-id")] = true
		}
		k.mu.Unlock()
	}
	k.event()
	w.WriteHeader(http.StatusNoContent)
}

func (k *killer) event() {
	select {
	case k.events <- struct{}{}:
	default:
	}
}

// hear takes what one run says until its end.
func (k *killer) hear(out io.Reader) {
	for sc := bufio.NewScanner(out); sc.Scan(); k.event() {
		what, value, _ := strings.Cut(sc.Text(), " ")
		k.mu.Lock()
		switch what {
		case "article":
			if n, err := strconv.Atoi(value); err == nil {
				k.articles = n + 1
			}
		case "token":
			k.tokens[value] = true
		case "revoking": // it may be either from here on
			delete(k.tokens, value)
		case "revoked":
			k.revoked[value] = true
		case "at":
			k.address = value
		}
		k.mu.Unlock()
	}
}

// killedAsked are the pages that the program is asked for.
var killedAsked = [...]string{"/", "/search", "/api/v1/statements", "/feeds/search.atom"}

// ask asks the running program for pages, over and over, until it is dead.
func (k *killer) ask(ctx context.Context) {
	for n := 0; ctx.Err() == nil; n++ {
		k.mu.Lock()
		at, token := k.address, ""
		for t := range k.tokens {
			token = t
			break
		}
		k.mu.Unlock()
		if at == "" || token == "" {
			time.Sleep(time.Millisecond)
			continue
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, at+killedAsked[n%len(killedAsked)], nil)
		if err != nil {
			return
		}
		r.Header.Set("Authorization", "Bearer "+token)
		if res, err := http.DefaultClient.Do(r); err == nil {
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
		}
	}
}

// run starts the program and kills it after so many events, which are writes that it
// acknowledged and alerts that it sent; with none it lets it end.
func (k *killer) run(t *testing.T, after int, env ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	k.mu.Lock()
	cmd.Env = append(os.Environ(), append(env, fmt.Sprintf("%s=%d", killedFrom, k.articles))...)
	k.address = ""
	k.mu.Unlock()
	cmd.Stderr = t.Output()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	for len(k.events) > 0 {
		<-k.events
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() { k.hear(out) })
	asking, stop := context.WithCancel(t.Context())
	wg.Go(func() { k.ask(asking) })
	if after > 0 {
		for range after {
			select {
			case <-k.events:
			case <-time.After(2 * time.Minute):
				t.Error("the program does nothing")
			}
		}
		cmd.Process.Kill()
	}
	stop()
	wg.Wait()
	if err := cmd.Wait(); err != nil && after == 0 {
		t.Fatalf("sending what is left: %v", err)
	}
}

// TestKilled kills a server while it adds, answers, makes tokens and sends alerts, at
// moments that its own writes give, and starts it again. Nothing that it acknowledged is
// lost, and nothing is told under two ids. READOUT_KILLS sets how often.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	kills := 8
	if s := os.Getenv("READOUT_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	t.Run("sqlite", func(t *testing.T) { killed(t, kills, "") })
	t.Run("postgres", func(t *testing.T) { killed(t, kills, postgrestest.MustSchema(t)) })
}

func killed(t *testing.T, kills int, dsn string) {
	k := &killer{told: map[string]map[string]bool{}, tokens: map[string]bool{}, revoked: map[string]bool{},
		events: make(chan struct{}, 10_000)}
	hook := httptest.NewServer(k)
	defer hook.Close()
	dir := t.TempDir()
	env := []string{killedDir + "=" + dir, killedHook + "=" + hook.URL, killedStore + "=" + dsn}
	rng := rand.New(rand.NewPCG(4, 2))
	for n := range kills {
		k.run(t, 1+rng.IntN(25), env...)
		if n%20 == 19 {
			t.Logf("%d kills: %d articles", n+1, k.articles)
		}
	}
	k.run(t, 0, append(env, killedDrain+"=1")...)

	keys, err := auth.OpenKeyring(filepath.Join(dir, "tokens"))
	if err != nil {
		t.Fatal(err)
	}
	for token := range k.tokens {
		if _, ok := keys.Lookup(token); !ok {
			t.Error("a token that was acknowledged is lost")
		}
	}
	for token := range k.revoked {
		if _, ok := keys.Lookup(token); ok {
			t.Error("a token that was taken back is good")
		}
	}
	t.Setenv(killedStore, dsn)
	st, err := openKilled(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	k.checkLedger(t, l)
	checkFiles(t, dir)
	t.Logf("%d kills: %d articles, %d tokens, %d taken back, %d statements told",
		kills, k.articles, len(k.tokens), len(k.revoked), len(k.told))
}

// checkFiles looks for what killed programs have left beside the ledger.
func checkFiles(t *testing.T, dir string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		name := strings.TrimSuffix(strings.TrimSuffix(f.Name(), ".new"), ".lock")
		if !slices.Contains([]string{"l.db", "l.db-wal", "l.db-shm", "tokens", "alerts"}, name) {
			t.Errorf("%s is left behind", f.Name())
		}
	}
}

// checkLedger asks the ledger for everything that was acknowledged, and whether each
// statement was told, under one id.
func (k *killer) checkLedger(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	found, err := l.Verify(t.Context(), nil)
	if err != nil || len(found.Problems) > 0 {
		t.Errorf("the ledger is not whole: %v %+v", err, found.Problems)
	}
	have := map[string]bool{}
	for s, err := range l.Each(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		have[s.Article.URL] = true
		switch ids := k.told[s.ID]; len(ids) {
		case 1:
		case 0:
			t.Errorf("%s was never told", s.ID)
		default:
			t.Errorf("%s was told under %d ids", s.ID, len(ids))
		}
	}
	c := ledgertest.New(killedWorld)
	for n := range k.articles {
		r := c.Record(n)
		if len(r.Statements) > 0 && !have[r.Article.URL] {
			t.Errorf("article %d was acknowledged and is lost", n)
		}
	}
	if k.articles == 0 || len(k.told) == 0 {
		t.Error("nothing was added, or nothing told")
	}
}
