package work

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"readout"
	"readout/article"
	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/source/warc"
	"readout/store/postgres"
	"readout/store/postgrestest"
	"readout/store/sqlite"
)

// TestMain also runs the child process that reads suspect articles, and the worker that is
// killed.
func TestMain(m *testing.M) {
	switch os.Getenv("READOUT_TEST_PROGRAM") {
	case "child":
		if err := Child(context.Background(), os.Stdin, os.Stdout, poisoned(newQuick())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	case "worker":
		if err := killedWorker(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// quick is a reader for tests of the queue: it takes no time and returns the first block of an
// article as one statement without a speaker.
type quick struct{ *readout.Reader }

func newQuick() quick {
	r, err := readout.New(readout.Options{Time: time.Nanosecond})
	if err != nil {
		panic(err)
	}
	return quick{r}
}

func (q quick) Read(ctx context.Context, a *article.Article) (*record.Record, error) {
	r, err := q.Reader.Read(ctx, a)
	if err == nil && len(r.Article.Blocks) > 0 {
		r.Statements = append(r.Statements, record.Statement{ID: "s1", Kind: "indirect",
			Content:  []record.Span{r.Article.Blocks[0].Span},
			Speakers: []string{}, Via: []string{}, About: []string{}, Act: "assert", Attitude: "speech", Commitment: "CT+",
			By: "quick@1", Score: 1})
	}
	return r, err
}

// poisoned returns a reader on which some articles panic, hang, or end the process.
func poisoned(r quick) func(context.Context, *article.Article) (*record.Record, error) {
	return func(ctx context.Context, a *article.Article) (*record.Record, error) {
		switch {
		case strings.Contains(a.Text, "POISON PANIC"):
			panic("the reader met poison")
		case strings.Contains(a.Text, "POISON HANG"):
			for { // like a pass that never returns
				time.Sleep(time.Hour)
			}
		case strings.Contains(a.Text, "POISON EXIT") && os.Getenv("READOUT_TEST_PROGRAM") == "":
			panic("it would have ended the tests")
		case strings.Contains(a.Text, "POISON EXIT"):
			os.Stderr.WriteString("fatal error: stack overflow\n\nruntime stack:\n")
			os.Exit(2)
		}
		return r.Read(ctx, a)
	}
}

func child(ctx context.Context) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), "READOUT_TEST_PROGRAM=child")
	return cmd
}

// jobs is the part of a queue, of either database, that the tests use.
type jobs interface {
	Work(context.Context) error
	AddArchives(context.Context, Archives) (string, error)
	AddReread(context.Context, ledger.RereadOptions) (string, error)
	Reread(context.Context, string, int) (ledger.Reread, error)
	Watch(context.Context, []string) error
	Unwatch(context.Context, ...string) error
	Feeds(context.Context) ([]Feed, error)
	Left(context.Context, string) (bool, error)
	Manifest(context.Context, string) (Manifest, error)
	View(context.Context) (View, error)
	Dead(context.Context, int) ([]DeadLetter, error)
	Revive(context.Context, ...int64) (int, error)
}

// opened is a database with a function that opens more queues on it.
type opened struct {
	ledger *ledger.Ledger
	queue  func(t *testing.T, o Options) jobs
}

// each runs a test on both databases.
func each(t *testing.T, test func(t *testing.T, db opened)) {
	t.Run("sqlite", func(t *testing.T) {
		st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		test(t, opened{ledger: ledger.New(st, ledger.Options{}),
			queue: func(t *testing.T, o Options) jobs { return open[*sql.Tx](t, st, o) }})
	})
	t.Run("postgres", func(t *testing.T) {
		st := openPostgres(t)
		test(t, opened{ledger: ledger.New(st, ledger.Options{}),
			queue: func(t *testing.T, o Options) jobs { return open[pgx.Tx](t, st, o) }})
	})
}

// openPostgres opens a new schema on the server named by READOUT_TEST_POSTGRES.
func openPostgres(t *testing.T) *postgres.Store {
	t.Helper()
	st, err := postgres.Open(context.Background(), postgrestest.MustSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

func open[TTx any](t *testing.T, st Store[TTx], o Options) jobs {
	t.Helper()
	if o.Read == nil {
		r := newQuick()
		o.Read, o.Reader = poisoned(r), r.Name()
	}
	if os.Getenv("READOUT_TEST_LOG") != "" {
		o.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	q, err := Open(context.Background(), st, o)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// during works on the queue until done returns true, and then drains it.
func during(t *testing.T, q jobs, done func() bool) error {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- q.Work(ctx) }()
	const long = 5 * time.Minute // under the race detector SQLite is forty times slower
	deadline := time.Now().Add(long)
	for !done() {
		if time.Now().After(deadline) {
			t.Errorf("the work was not done in %v", long)
			break
		}
		select {
		case err := <-ended:
			stop()
			return err
		case <-time.After(50 * time.Millisecond):
		}
	}
	stop()
	return <-ended
}

// over reports whether a list is finished.
func over(t *testing.T, q jobs, tag string) func() bool {
	return func() bool {
		left, err := q.Left(context.Background(), tag)
		if err != nil {
			t.Error(err)
			return true
		}
		return !left
	}
}

var corpusOptions = ledgertest.Options{Seed: 9, Statements: 6, People: 50}

// writeArchive writes a test archive of articles, with the extra pages among them.
func writeArchive(t *testing.T, articles int, extra map[int]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.warc.gz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := warc.NewWriter(f)
	c := ledgertest.New(corpusOptions)
	for n := range articles {
		url, page := c.Page(n)
		if err := ledgertest.WritePage(w, url, page); err != nil {
			t.Fatal(err)
		}
		if text, ok := extra[n]; ok {
			body := "<html><head><title>Trouble at Ostby</title></head><body><article><h1>Trouble at Ostby</h1>" +
				strings.Repeat("<p>"+text+" was found in the harbour of Ostby on Monday, the mayor said, "+
					"and nobody knew why it was there.</p>", 4) + "</article></body></html>"
			if err := ledgertest.WritePage(w, fmt.Sprintf("https://ostby.example/trouble/%d", n), []byte(body)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return path
}

// want returns the digest of the corpus read by one process without a queue.
func want(t *testing.T, archive string) string {
	t.Helper()
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "want.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := newQuick()
	var items []ledger.Item
	for rec, err := range warc.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		a, err := rec.Article()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(a.Text, "POISON") {
			continue
		}
		read, err := r.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, ledger.Item{Record: read})
	}
	if _, err := l.Add(ctx, items); err != nil {
		t.Fatal(err)
	}
	return digest(t, l)
}

func digest(t *testing.T, l *ledger.Ledger) string {
	t.Helper()
	d, err := l.Digest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestArchiveIsReadOnce(t *testing.T) {
	path := writeArchive(t, 200, nil)
	wanted := want(t, path)
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		q := db.queue(t, Options{Workers: 3})
		list := Archives{Files: []string{path}, Shard: 30_000}
		tag, err := q.AddArchives(ctx, list)
		if err != nil {
			t.Fatal(err)
		}
		if err := during(t, q, over(t, q, tag)); err != nil {
			t.Fatal(err)
		}
		if d := digest(t, db.ledger); d != wanted {
			t.Errorf("digest %s, want %s", d, wanted)
		}
		m, err := q.Manifest(ctx, tag)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Done || m.Articles != 200 || m.New != 200 || m.Shards < 3 || len(m.Dead) != 0 ||
			m.Readers[newQuick().Name()] != 200 {
			t.Errorf("manifest %+v", m)
		}
		// Adding the same list again has no effect.
		if _, err := q.AddArchives(ctx, list); err != nil {
			t.Fatal(err)
		}
		if left, err := q.Left(ctx, tag); err != nil || left {
			t.Errorf("the same list was queued again: %v, %v", left, err)
		}
	})
}

// TestPoison: articles that make the reader panic, hang or die become dead letters after three
// attempts, each with its reason, and all others are recorded.
func TestPoison(t *testing.T) {
	path := writeArchive(t, 60, map[int]string{10: "POISON PANIC", 25: "POISON HANG", 40: "POISON EXIT"})
	wanted := want(t, path)
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		open := func() jobs {
			return db.queue(t, Options{Workers: 2, Child: child, Article: 2 * time.Second, Job: 10 * time.Second,
				Rescue: 11 * time.Second})
		}
		q := open()
		tag, err := q.AddArchives(ctx, Archives{Files: []string{path}, Shard: 1 << 30})
		if err != nil {
			t.Fatal(err)
		}
		all := func() bool {
			dead, err := q.Dead(ctx, 10)
			if err != nil {
				t.Error(err)
				return true
			}
			return len(dead) == 3 && over(t, q, tag)()
		}
		for {
			err := during(t, q, all)
			if errors.Is(err, ErrHung) { // whoever runs workers restarts them then
				q = open()
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		if d := digest(t, db.ledger); d != wanted {
			t.Errorf("digest %s, want %s", d, wanted)
		}
		dead, err := q.Dead(ctx, 10)
		if err != nil {
			t.Fatal(err)
		}
		for name, reason := range map[string]string{"panic": "met poison", "hang": "the reader hung",
			"exit": "stack overflow"} {
			found := 0
			for _, d := range dead {
				if strings.Contains(d.Reason, reason) && d.Tries == 3 && d.Name == path {
					found++
				}
			}
			if found != 1 {
				t.Errorf("%s: %d dead letters of three tries in %+v", name, found, dead)
			}
		}
		if n, err := q.Revive(ctx); err != nil || n != 3 {
			t.Errorf("revived %d, %v", n, err)
		}
	})
}
