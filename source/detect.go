package source

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"readout/source/internal/input"
	"readout/source/internal/wire"
	"readout/source/internal/xmltree"
)

// Format is the format of a file or a response.
type Format string

// The formats. FormatUnknown means that the bytes are not text.
const (
	FormatUnknown Format = ""
	FormatText    Format = "text"
	FormatHTML    Format = "html"
	FormatFeed    Format = "feed"
	FormatSitemap Format = "sitemap"
	FormatOPML    Format = "opml"
	FormatWARC    Format = "warc"
	FormatNewsML  Format = "newsml"
	FormatNITF    Format = "nitf"
	FormatNinjs   Format = "ninjs"
	FormatJSON    Format = "json"
	FormatJSONL   Format = "jsonl"
	FormatCSV     Format = "csv"
)

// Magic numbers of zstd frames: zstdMagic begins a data frame; zstdSkip follows a byte 0x50 to
// 0x5f and begins a skippable frame, which may hold an archive's dictionary.
var (
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
	zstdSkip  = []byte{0x2a, 0x4d, 0x18}
)

// Detect returns the format of raw, judged by its first bytes. The name, or a content type in
// its place, only decides between formats that look alike. The first 64 kB of a file are
// enough.
func Detect(raw []byte, name string) Format {
	low := strings.ToLower(name)
	if k := strings.IndexAny(low, "?;"); k >= 0 {
		low = strings.TrimSpace(low[:k])
	}
	switch {
	case bytes.HasPrefix(raw, []byte{0x1f, 0x8b}), bytes.HasPrefix(raw, zstdMagic),
		len(raw) > 4 && bytes.Equal(raw[1:4], zstdSkip):
		if bytes.HasPrefix(unpackHead(raw), []byte("WARC/")) || strings.Contains(low, ".warc") {
			return FormatWARC
		}
		return FormatUnknown
	case bytes.HasPrefix(raw, []byte("WARC/1.")), bytes.HasPrefix(raw, []byte("WARC/0.")):
		return FormatWARC
	}
	head, _, err := input.Decode(raw[:min(len(raw), input.Sample)], input.CharsetInPage(raw))
	if err != nil {
		return FormatUnknown
	}
	head = strings.TrimLeft(head, " \t\r\n")
	if k := xmltree.Start(head); k > 0 { // skip program output printed before the markup
		if f := detectMarkup(head[k:], low); f != FormatHTML && f != FormatUnknown && f != FormatText {
			return f
		}
	}
	switch {
	case strings.HasPrefix(head, "<"):
		return detectMarkup(head, low)
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		return detectJSON(head, low)
	case strings.HasSuffix(low, ".csv"), strings.HasSuffix(low, ".tsv"), low == "text/csv":
		return FormatCSV
	}
	return FormatText
}

// unpackHead returns the first bytes of a compressed file, decompressed.
func unpackHead(raw []byte) []byte {
	var in io.Reader
	if raw[0] == 0x1f {
		gz, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil
		}
		in = gz
	} else {
		dec, err := zstd.NewReader(bytes.NewReader(raw), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil
		}
		defer dec.Close()
		in = dec
	}
	head := make([]byte, 16)
	n, _ := io.ReadFull(in, head)
	return head[:n]
}

// detectMarkup detects the format of markup by the name of the first element.
func detectMarkup(head, name string) Format {
	rest := head
	for strings.HasPrefix(rest, "<?") || strings.HasPrefix(rest, "<!") {
		n, _ := xmltree.MarkupAt(rest)
		if low := strings.ToLower(rest[:n]); strings.HasPrefix(low, "<!doctype html") {
			return FormatHTML
		}
		rest = strings.TrimLeft(rest[n:], " \t\r\n")
	}
	root := strings.TrimPrefix(rest, "<")
	if k := strings.IndexAny(root, " \t\r\n/>"); k >= 0 {
		root = root[:k]
	}
	if k := strings.IndexByte(root, ':'); k >= 0 {
		root = root[k+1:] // drop the namespace prefix
	}
	switch strings.ToLower(root) {
	case "rss", "feed", "rdf":
		return FormatFeed
	case "urlset", "sitemapindex":
		return FormatSitemap
	case "opml":
		return FormatOPML
	case "newsml", "newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem":
		return FormatNewsML
	case "nitf":
		return FormatNITF
	case "html", "head", "body", "div", "p", "article", "section", "meta", "title", "h1", "script", "table", "span":
		return FormatHTML
	}
	if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm") || strings.Contains(name, "html") {
		return FormatHTML
	}
	if strings.HasPrefix(head, "<?xml") {
		return FormatUnknown
	}
	return FormatText
}

// detectJSON distinguishes JSON Feed, JSON lines, ninjs and other JSON. Input that begins like
// JSON is never taken as prose; a lone bracket may begin prose ("[Eds: …]").
func detectJSON(head, name string) Format {
	first, rest, more := strings.Cut(head, "\n")
	switch {
	case strings.HasSuffix(name, ".jsonl"), strings.HasSuffix(name, ".ndjson"),
		more && json.Valid([]byte(first)) && strings.HasPrefix(strings.TrimSpace(rest), "{"):
		return FormatJSONL
	case strings.Contains(head, "jsonfeed.org/version"):
		return FormatFeed
	}
	var fields map[string]json.RawMessage
	if head[0] == '{' && len(head) < input.Sample/2 && json.Unmarshal([]byte(head), &fields) == nil &&
		wire.IsNinjs(fields) ||
		head[0] == '{' && looksLikeNinjs(head) {
		return FormatNinjs
	}
	next := strings.TrimLeft(head[1:], " \t\r\n")
	if head[0] == '{' && strings.HasPrefix(next, `"`) ||
		head[0] == '[' && (strings.HasPrefix(next, "{") || strings.HasPrefix(next, "[{")) ||
		strings.Contains(name, "json") {
		return FormatJSON
	}
	return FormatText
}

// looksLikeNinjs reports whether head is the beginning of a ninjs item that is too long to be
// parsed here.
func looksLikeNinjs(head string) bool {
	return len(head) >= input.Sample/2 && strings.Contains(head, `"uri"`) && !strings.Contains(head, `"_items"`) &&
		(strings.Contains(head, `"versioncreated"`) || strings.Contains(head, `"pubstatus"`) ||
			strings.Contains(head, `"body_html"`))
}
