package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"readout/source"
	"readout/source/internal/sourcetest"
)

// testRecords returns records with blocks of many lengths. One block contains a line that
// looks like the beginning of a record.
func testRecords() [][]byte {
	var out [][]byte
	for i := range 6 {
		block := strings.Repeat(fmt.Sprintf("The mayor of Ostby spoke %d times. ", i), i)
		if i == 3 {
			block += "\r\nThey wrote WARC/1.0 on the box.\r\n"
		}
		block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + block
		out = append(out,
			[]byte(fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://ostby.example/%d\r\n"+
				"WARC-Date: 2021-05-26T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i,
				len(block), block)))
	}
	return out
}

// archives returns an archive in each form, with the offsets at which its records end.
func archives() map[string]struct {
	raw  []byte
	ends []int
} {
	out := make(map[string]struct {
		raw  []byte
		ends []int
	})
	for _, name := range [...]string{"plain", "gzip", "zstd"} {
		var raw []byte
		var ends []int
		for _, r := range testRecords() {
			if name != "plain" {
				r = sourcetest.Pack(name, r)
			}
			raw = append(raw, r...)
			ends = append(ends, len(raw))
		}
		out[name] = struct {
			raw  []byte
			ends []int
		}{raw, ends}
	}
	return out
}

// readAll reads an archive and returns the targets of its records and its damage.
func readAll(t *testing.T, r io.Reader) (targets []string, damages []*Damage) {
	t.Helper()
	for rec, err := range Read(r) {
		var d *Damage
		switch {
		case errors.As(err, &d):
			damages = append(damages, d)
		case err != nil:
			t.Fatal(err)
		default:
			targets = append(targets, rec.Target)
		}
	}
	return targets, damages
}

func target(i int) string { return fmt.Sprintf("http://ostby.example/%d", i) }

func TestReadsEveryForm(t *testing.T) {
	forms := archives()
	whole := forms["plain"]
	forms["gzip of the whole"] = struct {
		raw  []byte
		ends []int
	}{sourcetest.Pack("gzip", whole.raw), nil}
	forms["zstd of the whole"] = struct {
		raw  []byte
		ends []int
	}{sourcetest.Pack("zstd", whole.raw), nil}
	for name, form := range forms {
		for rec, err := range Read(iotest.OneByteReader(bytes.NewReader(form.raw))) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			r, err := rec.HTTP()
			if err != nil || r.Status != 200 || r.Get("content-type") != "text/html" {
				t.Fatalf("%s: HTTP = %+v, %v", name, r, err)
			}
		}
		targets, damages := readAll(t, bytes.NewReader(form.raw))
		if len(targets) != 6 || len(damages) != 0 {
			t.Errorf("%s: read %q with damages %v", name, targets, damages)
		}
	}
}

// A truncated archive yields every whole record and reports the truncation, unless it falls
// between records.
func TestEndsAnywhere(t *testing.T) {
	for name, form := range archives() {
		for cut := 1; cut < len(form.raw); cut++ {
			targets, damages := readAll(t, bytes.NewReader(form.raw[:cut]))
			whole, between := 0, false
			for _, end := range form.ends {
				if cut >= end {
					whole++
				}
				// Only the empty lines after a block may be missing without a report.
				if cut == end || name == "plain" && cut < end && cut >= end-4 {
					between = true
				}
			}
			if len(targets) < whole || len(targets) > whole+1 {
				t.Fatalf("%s cut at %d: read %d records, whole are %d", name, cut, len(targets), whole)
			}
			if !between && len(damages) == 0 {
				t.Fatalf("%s cut at %d: nothing was said to be lost", name, cut)
			}
			for i, u := range targets {
				if u != target(i) {
					t.Fatalf("%s cut at %d: record %d is %s", name, cut, i, u)
				}
			}
		}
	}
}

// An archive with any piece cut out of its middle loses no record outside that piece.
func TestLacksAMiddle(t *testing.T) {
	for name, form := range archives() {
		for from := 1; from < form.ends[4]; from += 3 {
			for _, to := range []int{from + 1, from + 40, from + 300} {
				if to >= form.ends[4] {
					continue
				}
				raw := append(bytes.Clone(form.raw[:from]), form.raw[to:]...)
				targets, damages := readAll(t, bytes.NewReader(raw))
				got := strings.Join(targets, " ") + " "
				start, lost := 0, 0
				for i, end := range form.ends {
					if end <= from || start >= to {
						if !strings.Contains(got, target(i)+" ") {
							t.Fatalf("%s without [%d,%d): whole record %d [%d,%d) was lost; read %s, %v", name, from, to, i, start, end, got,
								damages)
						}
					} else {
						lost++
					}
					start = end
				}
				// Two uncompressed records may be spliced into one that looks whole.
				if lost > 0 && len(damages) == 0 && name != "plain" {
					t.Fatalf("%s without [%d,%d): a loss was not said", name, from, to)
				}
			}
		}
	}
}

func TestSaysWhereItWasDamaged(t *testing.T) {
	form := archives()["gzip"]
	raw := bytes.Clone(form.raw)
	raw[form.ends[1]+30] ^= 0xff
	_, damages := readAll(t, bytes.NewReader(raw))
	if len(damages) != 1 || damages[0].Offset != int64(form.ends[1]) || damages[0].Next != int64(form.ends[2]) {
		t.Fatalf("damages = %v, want one from %d to %d", damages, form.ends[1], form.ends[2])
	}
	if !strings.Contains(damages[0].Error(), fmt.Sprint("byte ", form.ends[1])) {
		t.Errorf("the message %q does not say where", damages[0])
	}
}

func TestGivesOnTheReadersError(t *testing.T) {
	form := archives()["gzip"]
	failed := errors.New("disk on fire")
	var last error
	n := 0
	for _, err := range Read(io.MultiReader(bytes.NewReader(form.raw[:form.ends[2]+10]), iotest.ErrReader(failed))) {
		if last = err; err == nil {
			n++
		}
	}
	if n != 3 || !errors.Is(last, failed) {
		t.Errorf("read %d records, then %v", n, last)
	}
}

func TestRefusesHugeRecords(t *testing.T) {
	huge := []byte("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\n")
	form := archives()["gzip"]
	raw := append(sourcetest.Pack("gzip", append(huge, make([]byte, 1<<20)...)), form.raw...)
	targets, damages := readAll(t, bytes.NewReader(raw))
	if len(targets) != 6 || len(damages) != 1 || !errors.Is(damages[0], source.ErrTooLarge) {
		t.Errorf("read %d records, damages %v", len(targets), damages)
	}
}

func TestWriterRoundTrip(t *testing.T) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	in := &Record{Type: Response, Target: "https://ostby.example/a", Date: "2021-05-26T10:00:00Z",
		Fields: []Field{{"WARC-IP-Address", "192.0.2.1"}, {"Content-Type", "application/http;\nmsgtype=response"}},
		Block:  []byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")}
	packed := sourcetest.Pack("gzip", []byte("<p>Hello</p>"))
	in.Block = append(in.Block, fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(packed), packed)...)
	for range 2 {
		if err := w.Write(in); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for rec, err := range Read(&buf) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if rec.Target != in.Target || rec.Date != in.Date || rec.Field("warc-ip-address") != "192.0.2.1" ||
			!bytes.Equal(rec.Block, in.Block) {
			t.Errorf("read %+v", rec)
		}
		r, err := rec.HTTP()
		if err != nil || string(r.Body) != "<p>Hello</p>" {
			t.Errorf("body %q, %v", r.Body, err)
		}
	}
	if n != 2 {
		t.Errorf("read %d records", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, form := range archives() {
		f.Add(form.raw)
		f.Add(form.raw[7:])
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		n := 0
		for rec, err := range Read(bytes.NewReader(raw)) {
			if n++; n > len(raw)+2 {
				t.Fatal("more records than bytes")
			}
			if err == nil {
				_, _ = rec.HTTP()
			}
		}
	})
}

// Draft versions and plain-text conversions are read; a revisit holds no page.
func TestOldVersionsAndConversions(t *testing.T) {
	text := "OSTBY, March 7 - The lock stays shut until the gauge is read, the harbour office said.\n\nIt was last read " +
		"in May.\n"
	record := func(version, kind, contentType, block string) string {
		return fmt.Sprintf("%s\r\nWARC-Type: %s\r\nWARC-Target-URI: http://ostby.example/lock\r\nContent-Type: "+
			"%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			version, kind, contentType, len(block), block)
	}
	for _, version := range []string{"WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1"} {
		read := 0
		for rec, err := range Read(strings.NewReader(record(version, Conversion, "text/plain", text) + record(version,
			Revisit, "application/http", ""))) {
			if err != nil {
				t.Fatalf("%s: %v", version, err)
			}
			a, err := rec.Article()
			switch {
			case rec.Type == Revisit && !errors.Is(err, ErrNotPage):
				t.Errorf("%s revisit: %v", version, err)
			case rec.Type == Conversion && (err != nil || !strings.Contains(a.Text, "last read in May")):
				t.Errorf("%s conversion: %v", version, err)
			case rec.Type == Conversion && (len(a.Gaps) == 0 || a.Gaps[0].Why != withoutMarkup):
				t.Errorf("%s conversion: gaps %v", version, a.Gaps)
			}
			read++
		}
		if read != 2 {
			t.Errorf("%s: %d records", version, read)
		}
	}
}
