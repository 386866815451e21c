package ledger_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/store"
	"readout/store/sqlite"

	"github.com/klauspost/compress/zstd"
)

// crashCorpus is what the killed program adds.
var crashOptions = ledgertest.Options{Seed: 5, Statements: 8, People: 100}

const crashArticles = 600

// TestMain also runs the program that TestKill kills.
func TestMain(m *testing.M) {
	if path := os.Getenv("READOUT_CRASH_DB"); path != "" {
		if err := addUntilKilled(path, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// addUntilKilled adds the corpus from its start and reports which articles are acknowledged.
func addUntilKilled(path string, acknowledged io.Writer) error {
	ctx := context.Background()
	st, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	c := ledgertest.New(crashOptions)
	for n := 0; n < crashArticles; n += 20 {
		var items []ledger.Item
		for i := n; i < n+20; i++ {
			items = append(items, ledger.Item{Record: c.Record(i)})
		}
		if _, err := l.Add(ctx, items); err != nil {
			return err
		}
		fmt.Fprintln(acknowledged, n+20)
	}
	return nil
}

// TestKill kills a program that adds articles at random moments, and restarts it.
// READOUT_KILLS sets how often; the figure in docs/benchmarks/ledger.md is for 200.
func TestKill(t *testing.T) {
	kills := 12
	if s := os.Getenv("READOUT_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, "l.db")
	rng := rand.New(rand.NewPCG(1, 1))
	program := func() (*exec.Cmd, io.Reader) {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "READOUT_CRASH_DB="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd, out
	}
	most := 0
	for k := range kills {
		// The file grows, so that later kills start from what earlier ones left.
		if k%10 == 9 {
			for _, suffix := range []string{"", "-wal", "-shm"} {
				if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
					t.Fatal(err)
				}
			}
			most = 0
		}
		cmd, out := program()
		timer := time.AfterFunc(time.Duration(5+rng.IntN(400))*time.Millisecond, func() { cmd.Process.Kill() })
		sc := bufio.NewScanner(out)
		for sc.Scan() {
			n, err := strconv.Atoi(sc.Text())
			if err != nil {
				t.Fatal(err)
			}
			most = max(most, n)
		}
		cmd.Wait() // it was killed
		timer.Stop()
		if _, err := os.Stat(path); err != nil {
			continue // killed before it made the file
		}
		st, err := sqlite.Open(ctx, path, sqlite.Options{})
		if err != nil {
			t.Fatalf("kill %d: opening: %v", k, err)
		}
		s, err := st.Stats(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if int(s.Versions) < most || s.Versions%20 != 0 {
			t.Errorf("kill %d: %d articles are there, %d were acknowledged, 20 a transaction", k, s.Versions, most)
		}
		if err := st.Check(ctx); err != nil {
			t.Errorf("kill %d: %v", k, err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	}
	cmd, out := program()
	io.Copy(io.Discard, out)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(dir, "whole.db")
	if err := addUntilKilled(want, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got, want := summary(t, path), summary(t, want); got != want {
		t.Errorf("after %d kills:\n%s\nwithout:\n%s", kills, got, want)
	}
}

// summary returns the digest and some answers of a ledger in a file.
func summary(t *testing.T, path string) string {
	t.Helper()
	ctx := context.Background()
	st, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	d, err := l.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s, err := st.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s.Bytes = 0
	c := ledgertest.New(crashOptions)
	var b strings.Builder
	fmt.Fprintf(&b, "%s %+v\n", d, s)
	for i := range 20 {
		page, err := l.Search(ctx, ask.Query{Text: c.Word(i * 7), Limit: 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Statements {
			fmt.Fprintf(&b, "%s %s\n", s.Article.URL, s.Content)
		}
		events, err := l.Events(ctx, c.Event(i)[4:], "")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			fmt.Fprintf(&b, "%s %d %d\n", e.Name, e.Reports, len(e.Slots))
		}
	}
	return b.String()
}

// filled creates a file with n articles and returns its ledger's digest.
func filled(t *testing.T, path string, n int) string {
	t.Helper()
	ctx := context.Background()
	st, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	c := ledgertest.New(crashOptions)
	var items []ledger.Item
	for i := range n {
		items = append(items, ledger.Item{Record: c.Record(i), Raw: []byte("raw")})
	}
	if _, err := l.Add(ctx, items); err != nil {
		t.Fatal(err)
	}
	d, err := l.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLockedDatabase(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "l.db")
	before := filled(t, path, 10)
	one, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	release, err := one.Lock(ctx)
	if err != nil {
		t.Fatal(err)
	}
	other, err := sqlite.Open(ctx, path, sqlite.Options{Wait: 50 * time.Millisecond})
	if !errors.Is(err, store.ErrLocked) {
		if err == nil {
			other.Close()
		}
		t.Errorf("opening for writing: %v, want ErrLocked", err)
	}
	reader, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("opening for reading while another writes: %v", err)
	}
	if d, err := ledger.New(reader, ledger.Options{}).Digest(ctx); err != nil || d != before {
		t.Errorf("reading while another writes: %s, %v", d, err)
	}
	reader.Close()
	if err := release(); err != nil {
		t.Fatal(err)
	}
}

func TestFullDatabase(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "l.db")
	before := filled(t, path, 10)
	st, err := sqlite.Open(ctx, path, sqlite.Options{MaxMiB: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	c := ledgertest.New(crashOptions)
	var items []ledger.Item
	for i := 10; i < 400; i++ {
		items = append(items, ledger.Item{Record: c.Record(i)})
	}
	if _, err := l.Add(ctx, items); !errors.Is(err, store.ErrFull) {
		t.Fatalf("adding to a full file: %v, want ErrFull", err)
	}
	if d, err := l.Digest(ctx); err != nil || d != before {
		t.Errorf("after the error: %s, %v, want %s", d, err, before)
	}
	if err := st.Check(ctx); err != nil {
		t.Error(err)
	}
	if _, err := l.Add(ctx, []ledger.Item{{Record: c.Record(0)}}); err != nil { // there already
		t.Errorf("the store is of no use after the error: %v", err)
	}
}

func TestCorruptPages(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "l.db")
	filled(t, path, 200)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(2, 2))
	const page = 32 << 10
	for range 12 {
		broken := bytes.Clone(whole)
		at := rng.IntN(len(broken)/page) * page
		for i := at; i < at+page; i++ {
			broken[i] = byte(rng.Uint32())
		}
		if err := os.WriteFile(path, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		st, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true})
		if err != nil {
			if !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("page %d: opening: %v, want ErrCorrupt", at/page, err)
			}
			continue
		}
		v, err := ledger.New(st, ledger.Options{}).Verify(ctx, nil)
		if err != nil && !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("page %d: %v, want ErrCorrupt", at/page, err)
		}
		if err == nil && len(v.Problems) == 0 {
			t.Errorf("page %d was overwritten and nothing found", at/page)
		}
		st.Close()
	}
}

// TestVerifyFindsFlippedBytes changes one byte of a stored body at a time, directly in the
// file.
func TestVerifyFindsFlippedBytes(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "l.db")
	filled(t, path, 3)
	st, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	if v, err := l.Verify(ctx, nil); err != nil || len(v.Problems) != 0 || v.Versions != 3 || v.Anchors == 0 {
		t.Fatalf("before: %+v, %v", v, err)
	}
	vs, err := st.Versions(ctx, store.VersionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	body, err := st.RawBody(ctx, vs[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	step := 1
	if testing.Short() {
		step = 17
	}
	for i := 0; i < len(body); i += step {
		broken := bytes.Clone(body)
		broken[i] ^= 1 << (i % 8)
		if err := st.SetRawBody(ctx, vs[1].ID, broken); err != nil {
			t.Fatal(err)
		}
		v, err := l.VerifyVersion(ctx, vs[1].ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Problems) == 0 {
			t.Errorf("byte %d of %d was changed and nothing found", i, len(body))
		}
	}
}

func TestBackupUnderLoad(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, "l.db")
	filled(t, path, 100)
	st, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	if _, err := l.TakeDown(ctx, "editor", "court order", keyOf(t, st, 5)); err != nil {
		t.Fatal(err)
	}
	people, err := l.People(ctx, ledgertest.New(crashOptions).Person(0))
	if err != nil || len(people) == 0 {
		t.Fatalf("people: %v, %v", people, err)
	}
	other, err := l.People(ctx, ledgertest.New(crashOptions).Person(1))
	if err != nil || len(other) == 0 {
		t.Fatalf("people: %v, %v", other, err)
	}
	if _, err := l.Merge(ctx, "editor", "one person", people[0].ID, other[0].ID); err != nil {
		t.Fatal(err)
	}
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		c := ledgertest.New(crashOptions)
		for n := 100; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := l.Add(ctx, []ledger.Item{{Record: c.Record(n)}}); err != nil {
				t.Error(err)
				return
			}
		}
	}()
	var file bytes.Buffer
	b, err := l.Backup(ctx, &file)
	close(stop)
	<-done
	if err != nil {
		t.Fatal(err)
	}
	if b.Versions < 99 || b.Decisions != 2 {
		t.Errorf("backup: %+v", b)
	}
	for name, open := range map[string]func(*testing.T) *ledger.Ledger{"sqlite": ledgertest.OpenSQLite,
		"postgres": ledgertest.OpenPostgres} {
		t.Run(name, func(t *testing.T) {
			to := open(t)
			if to == nil {
				t.Skip("READOUT_TEST_POSTGRES is not set: PostgreSQL is not tested")
			}
			got, err := to.Restore(ctx, bytes.NewReader(file.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if got != b {
				t.Errorf("restored %+v, want %+v", got, b)
			}
			if p, err := to.Person(ctx, people[0].ID); err != nil || len(p.Merged) != 1 {
				t.Errorf("the merge was not restored: %+v, %v", p, err)
			}
			if _, err := to.Restore(ctx, bytes.NewReader(file.Bytes())); err == nil {
				t.Error("restored into a ledger that is not empty")
			}
		})
	}
	for _, n := range []int{0, 10, file.Len() / 2, file.Len() - 1} {
		if _, err := ledgertest.Open(t).Restore(ctx, bytes.NewReader(file.Bytes()[:n])); err == nil {
			t.Errorf("a backup cut to %d of %d bytes was restored", n, file.Len())
		}
	}
}

func keyOf(t *testing.T, st store.Store, n int) store.Key {
	t.Helper()
	vs, err := st.Versions(context.Background(), store.VersionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return vs[n].Key
}

// TestRestoreComparesDigest: a backup whose digest does not match its contents is refused.
func TestRestoreComparesDigest(t *testing.T) {
	from := ledgertest.Open(t)
	c := ledgertest.New(crashOptions)
	for i := range 3 {
		if _, err := from.Add(t.Context(), []ledger.Item{{Record: c.Record(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	b, err := from.Backup(t.Context(), &file)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(raw, []byte(b.Digest))
	if at < 0 {
		t.Fatal("the backup does not hold its digest")
	}
	raw[at] ^= 1
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledgertest.Open(t).Restore(t.Context(), bytes.NewReader(enc.EncodeAll(raw, nil))); err == nil ||
		!strings.Contains(err.Error(), "digest") {
		t.Errorf("restoring under another digest: %v", err)
	}
}
