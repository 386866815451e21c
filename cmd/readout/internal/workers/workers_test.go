package workers

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/jobs"
	"readout/ledger/ledgertest"
	"readout/source/warc"
	"readout/work"
)

// table is the command line of these tests.
type table struct {
	Worker Worker    `cmd:""`
	Queue  Queue     `cmd:""`
	Shard  ReadShard `cmd:"" name:"read-shard"`
}

func newTable() any { return new(table) }

// archive writes a WARC of some pages.
func archive(t *testing.T, pages int) string {
	t.Helper()
	var b bytes.Buffer
	w := warc.NewWriter(&b)
	c := ledgertest.New(ledgertest.Options{Seed: 7})
	for n := range pages {
		url, page := c.Page(n)
		if err := ledgertest.WritePage(w, url, page); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "pages.warc")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// queued queues archives in a ledger.
func queued(t *testing.T, db string, files ...string) (jobs.Queue, string) {
	t.Helper()
	q, _, closeJobs, err := jobs.Open(t.Context(), &cli.LedgerFlags{DB: db}, work.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(closeJobs)
	tag, err := q.AddArchives(t.Context(), work.Archives{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return q, tag
}

// TestQueue shows and controls a queue; only "follow" may create a ledger.
func TestQueue(t *testing.T) {
	dir := t.TempDir()
	db, none, opml := filepath.Join(dir, "l.db"), filepath.Join(dir, "none.db"), filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(opml, []byte(`<opml version="2.0"><body><outline type="rss" `+
		`xmlUrl="https://m.example/feed"/></body></opml>`), 0o644); err != nil {
		t.Fatal(err)
	}
	queued(t, db, archive(t, 1))
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"queue", "--db", none}, Status: cli.ExitBad, Err: []string{"there is no ledger " + none}},
		{Args: []string{"queue", "dead", "--db", none}, Status: cli.ExitBad, Err: []string{"there is no ledger"}},
		{Args: []string{"queue", "follow", "--db", none}, Status: cli.ExitBad, Err: []string{"nothing to watch"}},
		{Args: []string{"queue", "--db", db}, Out: []string{"1 waiting", "0 dead letters"}},
		{Args: []string{"queue", "--format", "csv", "--db", db}, Out: []string{"queue,waiting,running,oldest_seconds\n",
			",1,0,"}},
		{Args: []string{"queue", "show", "--format", "json", "--db", db}, Out: []string{`"waiting": 1`}},
		{Args: []string{"queue", "dead", "--db", db}, Out: []string{"No dead letters."}},
		{Args: []string{"queue", "revive", "--db", db}, Out: []string{"0 will be tried again."}},
		{Args: []string{"queue", "revive", "--format", "csv", "--db", db}, Out: []string{"revived\n0\n"}},
		{Args: []string{"queue", "follow", "--opml", opml, "--db", none},
			Out: []string{"('readout worker --fetch') follows 1 feed."}},
		{Args: []string{"queue", "follow", "https://m.example/a", "--format", "csv", "--db", db},
			Out: []string{"feeds\n1\n"}},
	})
}

// TestDeadLetters: dead letters are listed with their reasons, and can be retried.
func TestDeadLetters(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	q, tag := queued(t, db, filepath.Join(t.TempDir(), "gone.warc"))
	oneTry(t, db)
	o, err := (&jobs.Flags{Workers: 1, Drain: time.Second}).WorkOptions(cli.Terminal{Err: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	if err := jobs.UntilDone(t.Context(), &cli.LedgerFlags{DB: db}, o, tag,
		func(jobs.Queue) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if dead, err := q.Dead(t.Context(), 5); err != nil || len(dead) == 0 {
		t.Fatalf("an archive that is not there is no dead letter: %v, %v", dead, err)
	}
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"queue", "--db", db}, Out: []string{"1 dead letter", "'readout queue revive' tries them again."}},
		{Args: []string{"queue", "dead", "--db", db}, Out: []string{"gone.warc", "no such file"}},
		{Args: []string{"queue", "dead", "--format", "csv", "--db", db},
			Out: []string{"job,kind,name,at,tries,when,reason\n", "gone.warc"}},
		{Args: []string{"queue", "revive", "--db", db}, Out: []string{"1 will be tried again."}},
	})
}

// oneTry limits queued jobs to one attempt: all attempts would take half a minute.
func oneTry(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE river_job SET max_attempts = 1"); err != nil {
		t.Fatal(err)
	}
}

// receiver records what is posted to it.
type receiver struct {
	mu     sync.Mutex
	bodies [][]byte
	header http.Header
	status int
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.bodies, r.header = append(r.bodies, body), req.Header
	w.WriteHeader(r.status)
}

func (r *receiver) got() ([][]byte, http.Header) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.bodies, r.header
}

// free returns a local address on which nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// get returns the body of a response, or "" while there is none.
func get(url string) string {
	res, err := http.Get(url)
	if err != nil {
		return ""
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return string(body)
}

// eventually waits for a condition that another goroutine fulfils.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 600 {
		if done() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("after half a minute: %s", what)
}

// TestWorker runs queued jobs, serves metrics and health checks, posts signed notifications, and
// exits when it is stopped.
func TestWorker(t *testing.T) {
	dir := t.TempDir()
	db, key, address := filepath.Join(dir, "l.db"), filepath.Join(dir, "key"), free(t)
	if err := os.WriteFile(key, []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	q, tag := queued(t, db, archive(t, 2))
	hook := &receiver{status: http.StatusNoContent}
	server := httptest.NewServer(hook)
	defer server.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan int, 1)
	go func() {
		_, errs, status := clitest.Run(ctx, new(table), "", "worker", "--db", db, "--workers", "1", "--fetch",
			"--metrics", address, "--tell", server.URL, "--tell-key", key)
		if errs != "" {
			t.Log(errs)
		}
		ended <- status
	}()
	eventually(t, "the list has not ended", func() bool {
		left, err := q.Left(t.Context(), tag)
		return err == nil && !left
	})
	eventually(t, "nobody was notified", func() bool { bodies, _ := hook.got(); return len(bodies) > 0 })
	if got := get("http://"+address+"/healthz") + get("http://"+address+"/readyz"); got != "ok\nready\n" {
		t.Errorf("%q", got)
	}
	if got := get("http://" + address + "/metrics"); !strings.Contains(got, "readout_") || !strings.Contains(got,
		"go_goroutines") {
		t.Errorf("metrics: %.300s", got)
	}
	stop()
	if status := <-ended; status != cli.ExitOK {
		t.Errorf("stopped with status %d", status)
	}
	bodies, header := hook.got()
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write(bodies[len(bodies)-1])
	if header.Get("X-Readout-Signature") != "sha256="+hex.EncodeToString(mac.Sum(nil)) ||
		header.Get("X-Readout-Id") == "" {
		t.Errorf("the header is %v", header)
	}
	var first struct {
		Versions []struct{ ID, Outlet, URL, Headline string }
	}
	if err := json.Unmarshal(bodies[0], &first); err != nil || len(first.Versions) == 0 ||
		first.Versions[0].Headline == "" ||
		!strings.HasPrefix(first.Versions[0].ID, "v") {
		t.Errorf("%s, %v", bodies[0], err)
	}
}

// TestWorkerRefuses invalid options before it starts.
func TestWorkerRefuses(t *testing.T) {
	dir := t.TempDir()
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	db := "--db=" + filepath.Join(dir, "l.db")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"worker", db, "--fetch", "--allow", "here"}, Status: cli.ExitBad, Err: []string{"--allow: "}},
		{Args: []string{"worker", db, "--tell", "http://127.0.0.1/", "--tell-key", filepath.Join(dir, "none")},
			Status: cli.ExitBad, Err: []string{"--tell-key: "}},
		{Args: []string{"worker", db, "--metrics", taken.Addr().String()}, Status: cli.ExitBad, Err: []string{"--metrics: "}},
		{Args: []string{"worker", "--db", filepath.Join(dir, "none", "l.db")}, Status: cli.ExitBad,
			Err: []string{"readout: "}},
	})
}

// TestPostFails: a response other than success is an error, so that the message is sent again.
func TestPostFails(t *testing.T) {
	server := httptest.NewServer(&receiver{status: http.StatusFound})
	n := work.Notice{To: server.URL, ID: "1", Body: []byte("{}")}
	if err := post(t.Context(), n, nil); err == nil || !strings.Contains(err.Error(), "answered 302") {
		t.Errorf("%v", err)
	}
	server.Close()
	if err := post(t.Context(), n, nil); err == nil {
		t.Error("nobody was there, and it was posted")
	}
	if err := post(t.Context(), work.Notice{To: "://"}, nil); err == nil {
		t.Error("posted to no address")
	}
}

// TestReadyz: a worker that is being stopped is not ready.
func TestReadyz(t *testing.T) {
	q, l, closeJobs, err := jobs.Open(t.Context(), &cli.LedgerFlags{DB: filepath.Join(t.TempDir(), "l.db")},
		work.Options{})
	if err != nil {
		t.Fatal(err)
	}
	address := free(t)
	ctx, stop := context.WithCancel(t.Context())
	end, err := serveMetrics(ctx, address, q, l)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	closeJobs()
	if got := get("http://" + address + "/readyz"); got != "the database does not answer\n" {
		t.Errorf("%q", got)
	}
	stop()
	if got := get("http://" + address + "/readyz"); got != "stopping\n" {
		t.Errorf("%q", got)
	}
}

// TestReadShard reads a shard in a process of its own.
func TestReadShard(t *testing.T) {
	file := archive(t, 1)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	shard, err := json.Marshal(work.Shard{Archive: file, To: info.Size()})
	if err != nil {
		t.Fatal(err)
	}
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"read-shard", "--time", "1m"}, Stdin: string(shard), Out: []string{`"begin":true`, `"schema"`,
			`"end":true`}},
		{Args: []string{"read-shard"}, Stdin: "no shard", Status: cli.ExitBad, Err: []string{"taking a shard"}},
	})
}

// TestAge: a new job has no age.
func TestAge(t *testing.T) {
	if age(0.5) != "" || age(90) != "the first for 1m30s" {
		t.Errorf("%q, %q", age(0.5), age(90))
	}
}
