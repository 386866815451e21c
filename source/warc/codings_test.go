package warc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"readout/source/internal/sourcetest"
)

const lockPage = `<html><body><article><h1>Lock stays shut</h1>
<p>The lock at Ostby stays shut until the gauge is read, the harbour office said on Monday.</p>
<p>It was last read in May, when the water stood two metres above the sill, the office said.</p>
</article></body></html>`

// packedPage returns the page encoded in a coding; "none" leaves it unchanged.
func packedPage(coding string) []byte {
	if coding == "none" {
		return []byte(lockPage)
	}
	return sourcetest.Pack(coding, []byte(lockPage))
}

// Pages are read in every coding in which crawlers store them.
func TestPagesInEveryCoding(t *testing.T) {
	for _, c := range []struct{ header, body string }{
		{"br", "br"}, {"zstd", "zstd"}, {"gzip", "gzip"}, {"deflate", "zlib"}, {"deflate", "flate"},
		{"", "gzip"}, {"gzip", "none"}, {"br", "none"}, {"gzip, gzip", "gzip"}, {"identity", "none"},
	} {
		block := fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n", c.header)
		block = append(block, packedPage(c.body)...)
		rec := &Record{Type: Response, Target: "http://ostby.example/lock", Block: block}
		if a, err := rec.Article(); err != nil || !strings.Contains(a.Text, "It was last read in May") {
			t.Errorf("%q, packed as %s: %v", c.header, c.body, err)
		}
	}
}

// TestDictionaries reads an archive that begins with a zstd dictionary for its records, with
// the dictionary itself compressed or not.
//
// Source: IIPC, WARC/1.1 zstd compression, section 4 (dictionary frame).
func TestDictionaries(t *testing.T) {
	var samples [][]byte
	for i := range 40 {
		samples = append(samples, fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\n"+
			"WARC-Target-URI: http://ostby.example/%d\r\nLock %d stays shut, gauge %d said.", i, i*7, i*13))
	}
	options := zstd.BuildDictOptions{ID: 77, Contents: samples, History: bytes.Join(samples[:8], nil),
		Offsets: [3]int{1, 4, 8}}
	dict, err := zstd.BuildDict(options)
	if err != nil {
		t.Fatal(err)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dict))
	if err != nil {
		t.Fatal(err)
	}
	for name, frame := range map[string][]byte{"plain": dict, "packed": sourcetest.Pack("zstd", dict)} {
		raw := binary.LittleEndian.AppendUint32(nil, 0x184d2a5d)
		raw = binary.LittleEndian.AppendUint32(raw, uint32(len(frame)))
		raw = append(raw, frame...)
		for _, r := range testRecords() {
			packed := enc.EncodeAll(r, nil)
			var head zstd.Header
			if err := head.Decode(packed); err != nil || head.DictionaryID != 77 {
				t.Fatalf("a record is not packed with the dictionary: %+v, %v", head, err)
			}
			raw = append(raw, packed...)
		}
		if targets, damages := readAll(t, bytes.NewReader(raw)); len(targets) != 6 || len(damages) != 0 {
			t.Errorf("%s: read %q with damages %v", name, targets, damages)
		}
	}
}
