package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"readout/article"
	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/source/fetch"
	"readout/store"
)

// TestDrain stops a worker while it is busy: running jobs finish, and no job is left assigned to
// the stopped worker.
func TestDrain(t *testing.T) {
	path := writeArchive(t, 60, nil)
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		r := newQuick()
		var read atomic.Int64
		q := db.queue(t, Options{Workers: 2, Reader: r.Name(),
			Read: func(ctx context.Context, a *article.Article) (*record.Record, error) {
				read.Add(1)
				time.Sleep(20 * time.Millisecond)
				return r.Read(ctx, a)
			}})
		tag, err := q.AddArchives(ctx, Archives{Files: []string{path}, Shard: 10_000})
		if err != nil {
			t.Fatal(err)
		}
		if err := during(t, q, func() bool { return read.Load() > 10 }); err != nil {
			t.Fatal(err)
		}
		v, err := q.View(ctx)
		if err != nil {
			t.Fatal(err)
		}
		m, err := q.Manifest(ctx, tag)
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Workers) != 0 || v.Retrying != 0 || m.Articles != int(read.Load()) || m.Articles == 60 {
			t.Errorf("%d articles read, %d kept, %+v", read.Load(), m.Articles, v)
		}
	})
}

// TestIntoFiles writes Parquet: every statement appears once, even if the list is read twice.
func TestIntoFiles(t *testing.T) {
	path := writeArchive(t, 50, map[int]string{20: "POISON PANIC"})
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		into := t.TempDir()
		q := db.queue(t, Options{Workers: 2, Child: child})
		tag, err := q.AddArchives(ctx, Archives{Files: []string{path}, Shard: 20_000, Into: into})
		if err != nil {
			t.Fatal(err)
		}
		if err := during(t, q, over(t, q, tag)); err != nil {
			t.Fatal(err)
		}
		m, err := q.Manifest(ctx, tag)
		if err != nil {
			t.Fatal(err)
		}
		if m.Articles != 50 || len(m.Dead) != 1 || len(m.Files) != m.Shards-1 {
			t.Errorf("manifest %+v", m)
		}
		rows, ids := 0, map[string]bool{}
		for _, f := range m.Files {
			part, err := parquet.ReadFile[export.Row](filepath.Join(into, f.Path))
			if err != nil {
				t.Fatal(err)
			}
			if len(part) != f.Rows {
				t.Errorf("%s has %d rows, the manifest says %d", f.Path, len(part), f.Rows)
			}
			for _, r := range part {
				rows++
				ids[r.ID] = true
			}
		}
		if rows != m.Statements || len(ids) != rows {
			t.Errorf("%d rows, %d ids, %d statements in the manifest", rows, len(ids), m.Statements)
		}
		articles := 0
		err = filepath.WalkDir(filepath.Join(into, "articles"), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			part, err := parquet.ReadFile[ArticleRow](path)
			for _, a := range part {
				var r record.Record
				if err := json.Unmarshal([]byte(a.Record), &r); err != nil || r.Article.SHA256 != a.SHA256 {
					t.Errorf("the record of %s: %v", a.URL, err)
				}
				articles++
			}
			return err
		})
		if err != nil || articles != 50 {
			t.Errorf("%d articles in files, %v", articles, err)
		}
		if s, err := db.ledger.Store().Stats(ctx); err != nil || s.Articles != 0 {
			t.Errorf("the ledger took %d articles, %v", s.Articles, err)
		}
	})
}

// TestReread rereads in shards: the merged report and the resulting ledger are those of one
// process.
func TestReread(t *testing.T) {
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		r := newQuick()
		c := ledgertest.New(corpusOptions)
		var items []ledger.Item
		for n := range 250 {
			old := c.Record(n) // gold, which differs from what is read
			old.Reader.Version = "0"
			items = append(items, ledger.Item{Record: old})
		}
		if _, err := db.ledger.Add(ctx, items); err != nil {
			t.Fatal(err)
		}
		again := func(r *record.Record) *article.Article {
			return &article.Article{ID: r.Article.ID, URL: r.Article.URL, Outlet: r.Article.Outlet,
				Published: r.Article.Published, Text: r.Article.Text, Blocks: r.Article.Blocks}
		}
		wanted, err := db.ledger.Reread(ctx, r.Name(), func(x *record.Record) (*record.Record,
			error) {
			return r.Read(ctx, again(x))
		}, ledger.RereadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		q := db.queue(t, Options{Workers: 2, Read: r.Read, Reader: r.Name(), Again: again})
		tag, err := q.AddReread(ctx, ledger.RereadOptions{Write: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := during(t, q, over(t, q, tag)); err != nil {
			t.Fatal(err)
		}
		got, err := q.Reread(ctx, tag, 20)
		if err != nil {
			t.Fatal(err)
		}
		if got.Written != 250 || len(got.Examples) != 20 {
			t.Errorf("%d written, %d examples", got.Written, len(got.Examples))
		}
		got.Written, got.Examples, wanted.Examples = 0, nil, nil
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("merged report (-one process +shards):\n%s", diff)
		}
		if left, err := db.ledger.Outdated(ctx, r.Name(), ledger.RereadOptions{}); err != nil || len(left) != 0 {
			t.Errorf("%d are still of the old reader, %v", len(left), err)
		}
	})
}

// site is a news site of invented articles with one feed.
type site struct {
	*httptest.Server
	at, most atomic.Int64 // requests in progress, and their maximum
	last     atomic.Int64 // when the last page was requested
}

func newSite(t *testing.T, c *ledgertest.Corpus, from, pages int, other string) *site {
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := s.at.Add(1)
		defer s.at.Add(-1)
		for most := s.most.Load(); now > most && !s.most.CompareAndSwap(most, now); most = s.most.Load() {
		}
		time.Sleep(2 * time.Millisecond)
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/page/%d", &n); {
		case r.URL.Path == "/feed":
			fmt.Fprint(w, `<rss version="2.0"><channel><title>Ostby</title>`)
			for i := range pages {
				fmt.Fprintf(w, "<item><title>t</title><link>%s/page/%d</link></item>", s.URL, from+i)
			}
			if other != "" {
				fmt.Fprintf(w, "<item><title>t</title><link>%s</link></item>", other)
			}
			fmt.Fprint(w, "</channel></rss>")
		case err == nil:
			s.last.Store(time.Now().UnixNano())
			_, page := c.Page(n)
			w.Header().Set("Content-Type", "text/html")
			w.Write(page)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// TestFetchIsFair follows three feeds with two workers: no host gets concurrent requests, a host
// with much to fetch does not delay the others, and a page listed in a feed on another host is
// fetched.
func TestFetchIsFair(t *testing.T) {
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		c := ledgertest.New(corpusOptions)
		small := newSite(t, c, 100, 3, "")
		smaller := newSite(t, c, 200, 2, small.URL+"/page/300")
		large := newSite(t, c, 0, 45, "")
		queue := func() jobs {
			client := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
				Delay: 10 * time.Millisecond, IgnoreRobots: true})
			t.Cleanup(client.Close)
			return db.queue(t, Options{Workers: 1, Hosts: 2, Client: client})
		}
		q, second := queue(), queue()
		if err := q.Watch(ctx, []string{large.URL + "/feed", small.URL + "/feed", smaller.URL + "/feed"}); err != nil {
			t.Fatal(err)
		}
		working, stop := context.WithCancel(ctx)
		var others sync.WaitGroup
		others.Go(func() {
			if err := second.Work(working); err != nil {
				t.Error(err)
			}
		})
		const all = 45 + 3 + 2 + 1
		if err := during(t, q, func() bool {
			s, err := db.ledger.Store().Stats(ctx)
			if err != nil {
				t.Error(err)
			}
			return s.Articles == all
		}); err != nil {
			t.Fatal(err)
		}
		stop()
		others.Wait()
		for name, s := range map[string]*site{"large": large, "small": small, "smaller": smaller} {
			if s.most.Load() != 1 {
				t.Errorf("%s: %d requests at once", name, s.most.Load())
			}
		}
		if small.last.Load() > large.last.Load() || smaller.last.Load() > large.last.Load() {
			t.Error("a small host waited for the large one")
		}
		v, err := q.View(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if v.Sleeping != 3 || v.Dead != 0 {
			t.Errorf("%+v: want the three hosts asleep until their next look", v)
		}
	})
}

// TestTelling: receivers of new versions get their notices, even if they are unavailable at
// first.
func TestTelling(t *testing.T) {
	path := writeArchive(t, 12, nil)
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		var mu sync.Mutex
		tried, heard := 0, map[string]int{}
		q := db.queue(t, Options{Workers: 1,
			Relate: func(ctx context.Context, ids []store.VersionID) ([]Notice, error) {
				vs, err := db.ledger.Store().Versions(ctx, store.VersionFilter{IDs: ids})
				var out []Notice
				for _, v := range vs {
					out = append(out, Notice{To: "desk", ID: v.Key.Ident, Body: json.RawMessage(`{}`)})
				}
				return out, err
			},
			Tell: func(_ context.Context, n Notice) error {
				mu.Lock()
				defer mu.Unlock()
				if tried++; tried == 1 {
					return errors.New("nobody is at the desk")
				}
				heard[n.ID]++
				return nil
			}})
		if _, err := q.AddArchives(ctx, Archives{Files: []string{path}}); err != nil {
			t.Fatal(err)
		}
		if err := during(t, q, func() bool { mu.Lock(); defer mu.Unlock(); return len(heard) == 12 }); err != nil {
			t.Fatal(err)
		}
		for id, n := range heard {
			if n != 1 || !strings.HasPrefix(id, "https://") {
				t.Errorf("%s was told %d times", id, n)
			}
		}
	})
}

// TestBackPressure splits no archive while too many shards are waiting.
func TestBackPressure(t *testing.T) {
	path := writeArchive(t, 100, nil)
	each(t, func(t *testing.T, db opened) {
		ctx := context.Background()
		block := make(chan bool)
		r := newQuick()
		q := db.queue(t, Options{Workers: 1, Depth: 2, Reader: r.Name(), Drain: 100 * time.Millisecond,
			Read: func(ctx context.Context, a *article.Article) (*record.Record, error) {
				<-block
				return r.Read(ctx, a)
			}})
		if _, err := q.AddArchives(ctx, Archives{Files: []string{path}, Shard: 10_000}); err != nil {
			t.Fatal(err)
		}
		asked := time.Now()
		second, before := false, 0
		err := during(t, q, func() bool {
			v, err := q.View(ctx)
			if err != nil {
				t.Error(err)
				return true
			}
			waiting := 0
			for _, x := range v.Queues {
				if x.Name == queueRead {
					waiting = x.Waiting
				}
			}
			if waiting >= 2 && !second {
				second, before = true, waiting
				if _, err := q.AddArchives(ctx, Archives{Files: []string{path}, Shard: 9_000}); err != nil {
					t.Error(err)
				}
				asked = time.Now()
			}
			if !second || time.Since(asked) < time.Second {
				return false
			}
			if waiting > before || v.Done != 1 {
				t.Errorf("the second list was not put off: %d shards waited, now %+v", before, v)
			}
			close(block)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
