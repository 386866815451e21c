package source

import (
	"bytes"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// packedAs packs text with one coding.
func packedAs(t *testing.T, coding string, text []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&buf)
	case "zlib":
		w = zlib.NewWriter(&buf)
	case "flate":
		w, err = flate.NewWriter(&buf, 6)
	case "br":
		w = brotli.NewWriter(&buf)
	case "zstd":
		w, err = zstd.NewWriter(&buf)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestUnpackGoesByTheBytes(t *testing.T) {
	page := bytes.Repeat([]byte("<p>The lock at Ostby stays shut until the gauge is read.</p>\n"), 40)
	gz := packedAs(t, "gzip", page)
	for _, c := range []struct {
		name, header string
		body         []byte
	}{
		{"gzip", "gzip", gz},
		{"gzip without a header", "", gz},
		{"a header without gzip", "gzip", page},
		{"identity", "identity", page},
		{"twice said, once done", "gzip, gzip", gz},
		{"twice said and done", "gzip, gzip", packedAs(t, "gzip", gz)},
		{"deflate", "deflate", packedAs(t, "zlib", page)},
		{"deflate without its frame", "deflate", packedAs(t, "flate", page)},
		{"a header without deflate", "deflate", page},
		{"brotli", "br", packedAs(t, "br", page)},
		{"a header without brotli", "br", page},
		{"zstd", "zstd", packedAs(t, "zstd", page)},
		{"a header without zstd", "zstd", page},
		{"brotli in gzip", "br, gzip", packedAs(t, "gzip", packedAs(t, "br", page))},
		{"nothing", "gzip", nil},
	} {
		in, err := Unpack(bytes.NewReader(c.body), c.header)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, err := io.ReadAll(in)
		if want := page[:min(len(page), len(c.body)*len(page))]; err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v, want %d", c.name, len(got), err, len(want))
		}
	}
}

func TestUnpackRefusesATowerOfCodings(t *testing.T) {
	if _, err := Unpack(bytes.NewReader(nil), "gzip,gzip,gzip,gzip,gzip"); err == nil {
		t.Error("five codings are undone")
	}
}
