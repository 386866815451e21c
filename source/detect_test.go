package source

import (
	"testing"

	"readout/source/internal/sourcetest"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		raw, name string
		want      Format
	}{
		{sourcetest.Page, "", FormatHTML}, {"<html>", "x.txt", FormatHTML},
		{"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><html>", "", FormatHTML},
		{"<?xml version='1.0'?><!-- c --><rss version='2.0'>", "", FormatFeed}, {"<feed xmlns='x'>", "", FormatFeed},
		{"<rdf:RDF>", "", FormatFeed}, {"<urlset>", "", FormatSitemap}, {"<opml>", "", FormatOPML},
		{"<?xml version='1.0'?><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", "", FormatNewsML},
		{"<?xml version='1.0'?><NewsML><NewsItem>", "", FormatNewsML},
		{"<?xml version='1.0'?><nitf><head>", "", FormatNITF},
		{"<br />\n<b>Warning</b>: x in <b>/srv/x.php</b><br />\n<?xml version='1.0'?><rss version='2.0'>", "", FormatFeed},
		{`{"version":"https://jsonfeed.org/version/1"}`, "", FormatFeed},
		{`{"uri":"urn:1","pubstatus":"usable"}`, "", FormatNinjs}, {`[{"title":"a"}]`, "x.json", FormatJSON},
		{"{\n \"title\": \"a\"\n}", "", FormatJSON}, {"[Eds: adds a quote]\nOSTBY", "", FormatText},
		{"{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "", FormatJSONL},
		{"id,text\n", "a.csv", FormatCSV}, {"id,text\n", "", FormatText}, {"OSTBY, May 26 (OPA) - x", "", FormatText},
		{"WARC/1.0\r\n", "", FormatWARC},
		{string(sourcetest.Pack("gzip", []byte("WARC/1.0\r\n"))), "", FormatWARC},
		{string(sourcetest.Pack("zstd", []byte("WARC/1.1\r\n"))), "", FormatWARC},
		{string(sourcetest.Pack("gzip", []byte("abc"))), "x.gz", FormatUnknown},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\x00\x00\x00", "", FormatUnknown}, {"", "", FormatUnknown},
		{"< 5 people came", "", FormatText},
	} {
		if got := Detect([]byte(c.raw), c.name); got != c.want {
			t.Errorf("Detect(%.30q, %q) = %q, want %q", c.raw, c.name, got, c.want)
		}
	}
}

// FuzzDetect checks that Detect does not panic on any bytes and is deterministic.
func FuzzDetect(f *testing.F) {
	f.Add([]byte(`{"uri":"u","headline":"x"}`), "")
	f.Add([]byte("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>"), "text/xml; charset=utf-8")
	f.Add([]byte{0x1f, 0x8b, 8}, "a.warc.gz")
	f.Fuzz(func(t *testing.T, raw []byte, name string) {
		if a, b := Detect(raw, name), Detect(raw, name); a != b {
			t.Fatalf("%q, then %q", a, b)
		}
	})
}
