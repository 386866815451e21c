package jobs

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/article"
	"readout/cmd/readout/internal/cli"
	"readout/ledger/ledgertest"
	"readout/source"
	"readout/source/warc"
	"readout/work"
)

// archive writes a WARC of some pages next to a ledger that does not exist yet.
func archive(t *testing.T, pages int) (file string, f *cli.LedgerFlags) {
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
	file = filepath.Join(t.TempDir(), "pages.warc")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file, &cli.LedgerFlags{DB: filepath.Join(t.TempDir(), "l.db")}
}

// queued opens the jobs of a ledger and queues an archive.
func queued(t *testing.T, f *cli.LedgerFlags, file string) (Queue, string) {
	t.Helper()
	q, _, closeJobs, err := Open(t.Context(), f, work.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(closeJobs)
	tag, err := q.AddArchives(t.Context(), work.Archives{Files: []string{file}})
	if err != nil {
		t.Fatal(err)
	}
	return q, tag
}

// TestUntilDone: workers run until the list is finished. The progress function or the context
// may stop them, and the same command resumes.
func TestUntilDone(t *testing.T) {
	file, f := archive(t, 2)
	q, tag := queued(t, f, file)
	o, err := (&Flags{Workers: 1, Verbose: true}).WorkOptions(cli.Terminal{Err: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	if err := UntilDone(t.Context(), f, o, tag, func(Queue) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("progress failed, and the error is %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	err = UntilDone(ctx, f, o, tag, func(Queue) error { stop(); return nil })
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, and the error is %v", err)
	}
	if err := UntilDone(t.Context(), f, o, tag, func(Queue) error { return nil }); err != nil {
		t.Fatal(err)
	}
	m, err := q.Manifest(t.Context(), tag)
	if err != nil || m.Articles != 2 || len(m.Dead) != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	if err := UntilDone(t.Context(), f, work.Options{}, "none", func(Queue) error { return nil }); err == nil ||
		!strings.Contains(err.Error(), "no reader") {
		t.Errorf("without a reader: %v", err)
	}
}

// TestWorkInside runs workers in the background until they are stopped.
func TestWorkInside(t *testing.T) {
	file, f := archive(t, 1)
	q, tag := queued(t, f, file)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	drained, err := WorkInside(ctx, f, cli.ReaderFlags{}, cli.Terminal{Err: t.Output()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := wait(t.Context(), q, tag, func(Queue) error { return nil }); err != nil {
		t.Fatal(err)
	}
	stop()
	drained()
	m, err := q.Manifest(t.Context(), tag)
	if err != nil || m.Articles != 1 {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestOpenFails: invalid databases of either kind are rejected.
func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(file, []byte(strings.Repeat("this is no database\n", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, db := range []string{file, "postgres://127.0.0.1:1/none?connect_timeout=1"} {
		f := &cli.LedgerFlags{DB: db}
		if _, _, _, err := Open(t.Context(), f, work.Options{}); err == nil {
			t.Errorf("%s was opened", db)
		}
		if _, err := WorkInside(t.Context(), f, cli.ReaderFlags{}, cli.Terminal{Err: t.Output()}, nil); err == nil {
			t.Errorf("%s is worked on", db)
		}
	}
}

// TestRestored: the article of a record equals the one it was read from, so that it is read the
// same.
func TestRestored(t *testing.T) {
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := source.Text([]byte("Harbour to stay open\n\nBy Ada Lind\n\nARLEN, March 5 (Meridian) - \"The harbour "+
		"will stay "+
		"open,\" Mira Halden told reporters on Wednesday.\n"), source.Hint{URL: "https://m.example/1", Outlet: "Meridian"})
	if err != nil {
		t.Fatal(err)
	}
	a.Published, a.PublishedFrom, a.Notice, a.Urgency = "2031-03-05", "metadata", article.Notice("correction"), 3
	r, err := reader.Read(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	b := Restored(r)
	if b.Text != a.Text || b.Headline != a.Headline || b.URL != a.URL || b.Outlet != a.Outlet ||
		b.Published != a.Published ||
		b.Notice != a.Notice || b.Urgency != a.Urgency || len(b.Blocks) != len(a.Blocks) {
		t.Errorf("%+v\nwas %+v", b, a)
	}
	r.Article.PublishedFrom = "dateline" // what the reader inferred is not the publisher's
	if b := Restored(r); b.Published != "" {
		t.Errorf("published %q", b.Published)
	}
}

// TestReadingTime: a reader stops well before a worker considers it hung.
func TestReadingTime(t *testing.T) {
	if got := readingTime(time.Minute); got != 45*time.Second {
		t.Errorf("of a minute %v", got)
	}
	if got := readingTime(0); got <= 0 || got >= work.DefaultArticle {
		t.Errorf("of the default %v", got)
	}
}
