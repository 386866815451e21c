package source

import (
	"bytes"
	"io"
	"testing"

	"readout/source/internal/sourcetest"
)

func TestUnpackGoesByTheBytes(t *testing.T) {
	page := bytes.Repeat([]byte("<p>The lock at Ostby stays shut until the gauge is read.</p>\n"), 40)
	gz := sourcetest.Pack("gzip", page)
	for _, c := range []struct {
		name, header string
		body         []byte
	}{
		{"gzip", "gzip", gz},
		{"gzip without a header", "", gz},
		{"a header without gzip", "gzip", page},
		{"identity", "identity", page},
		{"twice said, once done", "gzip, gzip", gz},
		{"twice said and done", "gzip, gzip", sourcetest.Pack("gzip", gz)},
		{"deflate", "deflate", sourcetest.Pack("zlib", page)},
		{"deflate without its frame", "deflate", sourcetest.Pack("flate", page)},
		{"a header without deflate", "deflate", page},
		{"brotli", "br", sourcetest.Pack("br", page)},
		{"a header without brotli", "br", page},
		{"zstd", "zstd", sourcetest.Pack("zstd", page)},
		{"a header without zstd", "zstd", page},
		{"brotli in gzip", "br, gzip", sourcetest.Pack("gzip", sourcetest.Pack("br", page))},
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
