package inputs

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"readout/ledger/ledgertest"
	"readout/source"
	"readout/source/fetch"
	"readout/source/warc"
)

const text = "ARLEN, March 5 (Meridian) - “The harbour will stay open,” Mira Halden told reporters on Wednesday.\n"

const page = `<!DOCTYPE html><html><head><title>Harbour</title></head><body><article><h1>Harbour to stay open</h1><p>` +
	`The harbour will stay open, Mira Halden told reporters on Wednesday after a long meeting with the owners of ` +
	`the port, who had asked for it for weeks.</p></article></body></html>`

// write writes files below a new directory, which it returns.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read makes all pieces of some arguments: the first words of each article, or the error.
func read(t *testing.T, o *Opener, stdin string, args ...string) []string {
	t.Helper()
	if o.From == "" {
		o.From = "auto"
	}
	var out []string
	for p := range o.Pieces(t.Context(), List(args, strings.NewReader(stdin))) {
		articles, err := p.Make()
		if err != nil {
			out = append(out, "! "+Reason(err))
		}
		for _, a := range articles {
			out = append(out, a.Text[:min(len(a.Text), 20)])
		}
	}
	return out
}

func packedTwice(t *testing.T, s string) (gz, zst string) {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), string(enc.EncodeAll([]byte(s), nil))
}

// TestList: a directory yields its readable files, sorted by name, and a link once; an empty one
// is an error.
func TestList(t *testing.T) {
	dir := write(t, map[string]string{"b.txt": text, "a/z.HTML": page, "c.bin": "x", ".hidden/d.txt": text})
	if err := os.Symlink(filepath.Join(dir, "b.txt"), filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "none"), filepath.Join(dir, "broken.txt")); err != nil {
		t.Fatal(err)
	}
	var names []string
	for in := range List([]string{"-", dir, "none.txt"}, strings.NewReader("")) {
		name := strings.TrimPrefix(in.Name, dir+"/")
		f, err := in.Open()
		if err != nil {
			name = "! " + name
		} else {
			f.Close()
		}
		names = append(names, name)
	}
	if got := strings.Join(names, " "); got !=
		"standard input a/z.HTML b.txt ! broken.txt link.txt ! loop ! none.txt" {
		t.Errorf("%s", got)
	}
	empty := write(t, map[string]string{"c.bin": "x"})
	if got := read(t, &Opener{}, "", empty); len(got) != 1 || !strings.Contains(got[0],
		"contains no file that Readout can read") {
		t.Errorf("%q", got)
	}
	for range List([]string{"-", dir}, strings.NewReader("")) {
		break // the iteration stops
	}
	for in := range List([]string{dir}, strings.NewReader("")) {
		if in.Name == "" {
			t.Error("an input without a name")
		}
		break
	}
}

// TestFormats: the format is detected from the bytes, compressed or not.
func TestFormats(t *testing.T) {
	gz, zst := packedTwice(t, text)
	dir := write(t, map[string]string{
		"report.txt": text, "page.html": page, "report.txt.gz": gz, "report.txt.zst": zst, "cut.txt.gz": gz[:20],
		"bad.zst": "\x28\xb5\x2f\xfd\xff\xff\xff\xff", "empty.txt": "",
		"picture.txt": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01",
		"items.jsonl": `{"text":"The talks go on, Oskar Lind said."}` + "\n" +
			`{"text":"The talks ended, Oskar Lind said."}` + "\n",
		"items.csv": "title,text\nTalks,\"The talks went on, Oskar Lind said.\"\n",
		"list.json": `[{"text":"The talks are over, Oskar Lind said."}]`,
		"feed.xml": `<rss version="2.0"><channel><title>M</title><item><title>One</title>` +
			`<link>https://m.example/1</link></item></channel></rss>`,
		"map.xml": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` +
			`<url><loc>https://m.example/1</loc></url></urlset>`,
		"feeds.xml": `<opml version="2.0"><body><outline type="rss" xmlUrl="https://m.example/feed"/></body></opml>`,
		"other.xml": `<?xml version="1.0"?><recipe><step>Stir.</step></recipe>`,
		"old.txt":   "filedesc://IA-001102.arc 0.0.0.0 19960923142103 text/plain 76\n1 0 Alexa\n",
	})
	for name, want := range map[string]string{
		"report.txt": "ARLEN, March 5 (Meri", "report.txt.gz": "ARLEN, March 5 (Meri",
		"report.txt.zst": "ARLEN, March 5 (Meri",
		"page.html":      "Harbour to stay open", "cut.txt.gz": "! unpacking: unexpected EOF", "bad.zst": "! unpacking: ",
		"empty.txt": "! there is nothing in it", "picture.txt": "! it is not text",
		"items.jsonl": "The talks go on, Osk|The talks ended, Osk", "items.csv": "The talks went on, O",
		"list.json": "The talks are over, ",
		"feed.xml":  "! a feed that lists articles", "map.xml": "! a sitemap", "feeds.xml": "! a list of feeds",
		"other.xml": "! XML of an unknown kind", "old.txt": "! an ARC archive", "none.txt": "! no such file or directory",
	} {
		if got := strings.Join(read(t, &Opener{}, "", filepath.Join(dir, name)), "|"); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := read(t, &Opener{}, text, "-"); len(got) != 1 || !strings.HasPrefix(got[0], "ARLEN") {
		t.Errorf("standard input: %q", got)
	}
	if got := read(t, &Opener{From: "text"}, "", filepath.Join(dir, "other.xml")); len(got) != 1 ||
		got[0] != `<?xml version="1.0"?` {
		t.Errorf("as text: %q", got)
	}
}

// TestFeedWithTexts returns the articles of a full-text feed.
func TestFeedWithTexts(t *testing.T) {
	body := strings.Repeat("<p>The harbour will stay open, Mira Halden told reporters after a long meeting.</p>", 4)
	dir := write(t, map[string]string{"feed.xml": `<rss version="2.0" ` +
		`xmlns:content="http://purl.org/rss/1.0/modules/content/">` +
		`<channel><title>M</title><item><title>Open</title><link>https://m.example/1</link><content:encoded><![CDATA[` +
		body +
		`]]></content:encoded></item><item><title>Two</title><link>https://m.example/2</link></item></channel></rss>`})
	if got := read(t, &Opener{}, "", dir); len(got) != 1 || strings.HasPrefix(got[0], "!") {
		t.Errorf("%q", got)
	}
}

// TestArchive: pages are read one by one, those without an article are counted, and damage is
// reported in its place.
func TestArchive(t *testing.T) {
	var b bytes.Buffer
	w := warc.NewWriter(&b)
	for _, body := range []string{page, `<html><body><ul><li><a href="/r">Harbour</a></li></ul></body></html>`, page} {
		if err := ledgertest.WritePage(w, "https://m.example/r", []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	dir := write(t, map[string]string{"whole.warc": b.String(), "cut.warc": b.String()[:b.Len()-300]})
	o := &Opener{}
	if got := read(t, o, "", filepath.Join(dir, "whole.warc")); len(got) != 2 || o.Empty() != 1 {
		t.Errorf("%q, %d empty", got, o.Empty())
	}
	got := read(t, o, "", filepath.Join(dir, "cut.warc"))
	if len(got) < 2 || got[0] != "Harbour to stay open" || !strings.Contains(strings.Join(got, "|"), "! ") ||
		o.Empty() != 2 {
		t.Errorf("%q, %d empty", got, o.Empty())
	}
	for range o.Pieces(t.Context(), List([]string{filepath.Join(dir, "whole.warc"), dir}, nil)) {
		break
	}
}

// TestHints: options of the command line apply to the articles.
func TestHints(t *testing.T) {
	o := &Opener{From: "auto", Hint: source.Hint{Outlet: "Meridian", Published: "2031-03-05"}}
	for p := range o.Pieces(t.Context(), List([]string{"-"}, strings.NewReader(text))) {
		a, err := p.Make()
		if err != nil || a[0].Outlet != "Meridian" || a[0].Published != "2031-03-05" {
			t.Errorf("%+v, %v", a, err)
		}
	}
}

// TestFeeds: feeds given as arguments come before those of a list.
func TestFeeds(t *testing.T) {
	dir := write(t, map[string]string{"list.opml": `<opml version="2.0"><body><outline type="rss" ` +
		`xmlUrl="https://m.example/feed"/></body></opml>`, "bad.opml": "<opml"})
	got, err := Feeds([]string{"https://a.example/"}, filepath.Join(dir, "list.opml"))
	if err != nil || strings.Join(got, " ") != "https://a.example/ https://m.example/feed" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Feeds(nil, ""); err == nil || !strings.HasPrefix(err.Error(), "nothing to watch") {
		t.Errorf("%v", err)
	}
	if _, err := Feeds(nil, filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := Feeds(nil, filepath.Join(dir, "bad.opml")); err == nil || !strings.Contains(err.Error(), "bad.opml") {
		t.Errorf("%v", err)
	}
}

// TestReason: a reason is told without names of packages and without an address that its line names already.
func TestReason(t *testing.T) {
	for said, want := range map[string]string{"source: plain text: it is empty": "it is empty",
		"fetch http://a.example: http://a.example: no route": "no route", "fetch nothing": "fetch nothing"} {
		if got := Reason(errors.New(said)); got != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
	got := Reason(fmt.Errorf("fetch http://10.0.0.1: %w", fetch.ErrForbidden))
	if !strings.Contains(got, "--allow NETWORK") {
		t.Errorf("a private address: %q", got)
	}
}
