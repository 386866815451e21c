package collect_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/ledger/ledgertest"
	"readout/source/warc"
)

const harbour = "Harbour to stay open, minister says\n\nARLEN, March 5, 2031 (Meridian) - \"The harbour will " +
	"stay open,\" " +
	"Vestrian Foreign Minister Mira Halden told reporters on Wednesday.\n"

func newTable() any { return new(table) }

// write writes files into a new directory, which it returns.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestAdd: a stored article is not read again, a changed text is a new version, and unreadable
// input is reported without affecting the rest.
func TestAdd(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": harbour, "empty.txt": ""})
	changed := write(t, map[string]string{"a.jsonl": `{"text":"The harbour will close, Mira Halden said.",` +
		`"url":"https://m.example/1"}` + "\n" + `{"text":"The harbour will close today, Mira Halden said.",` +
		`"url":"https://m.example/1"}` + "\n"})
	db, undated := "--db="+filepath.Join(dir, "l.db"), `readout: 2 articles have no day of publication: days like `
	a, empty := filepath.Join(dir, "a.txt"), filepath.Join(dir, "empty.txt")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"add", db, a}, Err: []string{"readout: 1 added, 0 new versions, 0 there already, 0 failed\n"}},
		{Args: []string{"add", db, a}, Err: []string{"readout: 0 added, 0 new versions, 1 there already, 0 failed\n"}},
		{Args: []string{"add", db, a, empty}, Status: cli.ExitSome, Err: []string{"there is nothing in it", "1 failed"}},
		{Args: []string{"add", db, empty}, Status: cli.ExitBad, Err: []string{"there is nothing in it", "1 failed"}},
		{Args: []string{"add", db, "-"}, Stdin: harbour, Err: []string{"1 there already"}},
		{Args: []string{"add", db, filepath.Join(changed, "a.jsonl"), "--format", "csv"},
			Out: []string{"added,versions,known,failed,empty\n1,1,0,0,0\n"}, Err: []string{undated, "--published"}},
		{Args: []string{"add", db, "http://127.0.0.1:9/a"}, Status: cli.ExitBad,
			Err: []string{"readout: http://127.0.0.1:9/a: the address is in a private network: --allow "}},
		{Args: []string{"add", db, "-f", "jsonl", "-"}, Stdin: `{"url":"https://m.example/2"}`, Status: cli.ExitBad,
			Err: []string{"line 1: no text, body or html"}},
		{Args: []string{"watch", db, "foo"}, Status: cli.ExitBad, Err: []string{`"foo" is not the address of a feed`}},
		{Args: []string{"add", db, a, "--format", "json"}, Out: []string{`"known": 1`}},
		{Args: []string{"said", "Halden", db}, Out: []string{"will stay open"}},
		{Args: []string{"add", db}, Status: cli.ExitBad, Err: []string{"nothing to add"}},
		{Args: []string{"add", "--allow", "here", db, a}, Status: cli.ExitBad, Err: []string{"--allow"}},
		{Args: []string{"add", "--db", filepath.Join(dir, "none", "l.db"), a}, Status: cli.ExitBad,
			Err: []string{"no such file or directory"}},
	})
}

// TestAddStops: what was read before Ctrl-C is stored, and the exit status shows the
// interruption.
func TestAddStops(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": harbour})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, errs, status := command(ctx, "", "add", "--db", filepath.Join(dir, "l.db"), filepath.Join(dir, "a.txt"))
	if status == cli.ExitOK || !strings.Contains(errs, "readout: ") {
		t.Errorf("status %d, %s", status, errs)
	}
}

// archive writes a WARC of some pages into a directory, and a list with its path.
func archive(t *testing.T, pages int) (dir, list string) {
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
	dir = write(t, map[string]string{"pages.warc": b.String()})
	list = filepath.Join(dir, "list.txt")
	if err := os.WriteFile(list, []byte("# all of them\n"+filepath.Join(dir, "pages.warc")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir, list
}

// TestAddList reads a list of archives as jobs, into the ledger and into files.
func TestAddList(t *testing.T) {
	dir, list := archive(t, 2)
	db, into, manifest := "--db="+filepath.Join(dir, "l.db"), filepath.Join(dir, "files"), filepath.Join(dir, "m.json")
	none := filepath.Join(dir, "none.txt")
	if err := os.WriteFile(filepath.Join(dir, "empty.txt"), []byte("# nothing\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"add", "--from-warc-list", list, "--detach", db}, Err: []string{"readout: 1 archives queued as "}},
		{Args: []string{"add", "--from-warc-list", list, "--manifest", manifest, db},
			Err: []string{"readout: 1 archives in 1 shards: 2 articles, 2 of them new"}},
		{Args: []string{"add", "--from-warc-list", "-", "--into", into, db}, Stdin: filepath.Join(dir, "pages.warc"),
			Err: []string{"2 articles"}},
		{Args: []string{"add", "--from-warc-list", list, list, db}, Status: cli.ExitBad, Err: []string{"but not both"}},
		{Args: []string{"add", "--from-warc-list", none, db}, Status: cli.ExitBad, Err: []string{"none.txt"}},
		{Args: []string{"add", "--from-warc-list", filepath.Join(dir, "empty.txt"), db}, Status: cli.ExitBad,
			Err: []string{"lists no archive"}},
	})
	for _, path := range []string{manifest, filepath.Join(into, "manifest.json")} {
		if raw, err := os.ReadFile(path); err != nil || !bytes.Contains(raw, []byte(`"articles": 2`)) {
			t.Errorf("%s: %v, %s", path, err, raw)
		}
	}
}
