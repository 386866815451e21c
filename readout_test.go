package readout_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/source"
)

func newReader(t testing.TB, o readout.Options) *readout.Reader {
	t.Helper()
	r, err := readout.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOddText reads text that tends to break readers: it must give a consistent record, with a
// gap for what could not be read.
func TestOddText(t *testing.T) {
	texts := map[string]string{
		"only quotation marks": strings.Repeat(`"`, 100_000),
		"nested marks":         strings.Repeat("“", 50_000) + "x" + strings.Repeat("”", 50_000),
		"an unclosed mark":     "“We go, the minister said.\n\nNobody closed it.",
		"one long line":        strings.Repeat("the minister said that he would go and ", 5_000),
		"no letters":           "... --- !!! 123",
		"right to left":        "قال الوزير “we go” said he",
		"a lone surrogate":     "the minister said \ufffd no",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			a, err := source.Text([]byte(text), source.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			rec, err := newReader(t, readout.Options{Time: 3 * time.Second}).Read(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			if err := rec.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestSameBytes reads every scenario twice: the same bytes give the same record.
func TestSameBytes(t *testing.T) {
	r := newReader(t, readout.Options{})
	for _, text := range scenarioTexts(t) {
		a, err := source.Text([]byte(text), source.Hint{Published: "2031-03-05"})
		if err != nil {
			t.Fatal(err)
		}
		var last []byte
		for range 2 {
			rec, err := r.Read(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			if err := rec.Check(); err != nil {
				t.Error(err)
			}
			got, err := json.Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			if last != nil && string(last) != string(got) {
				t.Fatalf("two readings differ of %q", text)
			}
			last = got
		}
	}
}

// scenarioTexts returns the text sections of all scenario files.
func scenarioTexts(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/scenarios/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenario files: %v", err)
	}
	var texts []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, ok := strings.Cut(string(raw), "-- text --\n")
		if !ok {
			continue
		}
		text, _, _ := strings.Cut(rest, "\n-- want --")
		text, _, _ = strings.Cut(text, "\n-- not --")
		texts = append(texts, text)
	}
	return texts
}

// FuzzRead reads any bytes: what source.Text accepts gives a consistent record.
func FuzzRead(f *testing.F) {
	for _, text := range scenarioTexts(f) {
		f.Add([]byte(text))
	}
	f.Add([]byte("\xff\xfe\"a"))
	r := newReader(f, readout.Options{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := source.Text(raw, source.Hint{})
		if err != nil {
			return
		}
		rec, err := r.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		if err := rec.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
