package warc

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"readout/source/internal/sourcetest"
)

// withDictionary returns a zstd archive that begins with a dictionary frame (here of raw
// content), as the IIPC's specification defines it.
func withDictionary() []byte {
	dict := []byte("\x37\xa4\x30\xec") // a dictionary that its records do not use
	var head [8]byte
	binary.LittleEndian.PutUint32(head[:], 0x184d2a50)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(dict)))
	raw := append(head[:], dict...)
	return append(raw, archives()["zstd"].raw...)
}

// TestRangesCoverOnce splits archives in two at every byte: each record must be in exactly one
// half.
func TestRangesCoverOnce(t *testing.T) {
	forms := map[string][]byte{"zstd behind a skippable frame": withDictionary(),
		"gzip of the whole": sourcetest.Pack("gzip", archives()["plain"].raw)}
	for name, form := range archives() {
		forms[name] = form.raw
	}
	var want []string
	for i := range testRecords() {
		want = append(want, target(i))
	}
	for name, raw := range forms {
		size := int64(len(raw))
		for cut := int64(0); cut <= size; cut++ {
			var got []string
			for _, half := range [][2]int64{{0, cut}, {cut, size}} {
				for rec, err := range ReadRange(bytes.NewReader(raw), size, half[0], half[1]) {
					if err != nil {
						t.Fatalf("%s cut at %d: %v", name, cut, err)
					}
					if rec.Offset < half[0] || rec.Offset >= half[1] {
						t.Fatalf("%s cut at %d: a record at %d in the range %v", name, cut, rec.Offset, half)
					}
					got = append(got, rec.Target)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s cut at %d: %q", name, cut, got)
			}
		}
	}
}

// TestRangesTellDamageOnce damages one member and splits at every byte.
func TestRangesTellDamageOnce(t *testing.T) {
	form := archives()["gzip"]
	raw := bytes.Clone(form.raw)
	for i := form.ends[2] + 20; i < form.ends[2]+40; i++ {
		raw[i] ^= 0x55
	}
	size := int64(len(raw))
	for cut := int64(0); cut <= size; cut++ {
		records, damages := 0, 0
		for _, half := range [][2]int64{{0, cut}, {cut, size}} {
			for rec := range ReadRange(bytes.NewReader(raw), size, half[0], half[1]) {
				if rec != nil {
					records++
				} else {
					damages++
				}
			}
		}
		// A broken member with no whole member before it cannot be told from the end of
		// another range's record.
		inside := cut > int64(form.ends[1]) && cut < int64(form.ends[3])
		if records != len(form.ends)-1 || damages != 1 && !inside {
			t.Fatalf("cut at %d of %v: %d records, %d damages", cut, form.ends, records, damages)
		}
	}
}
