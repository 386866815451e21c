package readout_test

import (
	"encoding/json"
	"math/rand/v2"
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
	f.Fuzz(func(t *testing.T, raw []byte) { readsConsistently(t, r, raw) })
}

// FuzzEdited reads the scenarios' texts with pieces cut, doubled and mixed, which stay so much nearer to news than what
// FuzzRead tries that every pass finds something in them. An input is the seed of the edits.
func FuzzEdited(f *testing.F) {
	texts := scenarioTexts(f)
	for seed := range uint64(500) {
		f.Add(seed)
	}
	r := newReader(f, readout.Options{})
	f.Fuzz(func(t *testing.T, seed uint64) {
		readsConsistently(t, r, []byte(edited(texts, rand.New(rand.NewPCG(seed, 0)))))
	})
}

func readsConsistently(t *testing.T, r *readout.Reader, raw []byte) {
	t.Helper()
	a, err := source.Text(raw, source.Hint{})
	if err != nil {
		return
	}
	rec, err := r.Read(t.Context(), a)
	if err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
	if err := rec.Check(); err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
}

// edited is the beginning of one of some texts with a few pieces of it dropped, doubled, or replaced by odd bytes and
// by pieces of the others.
func edited(texts []string, rng *rand.Rand) string {
	const longest, piece = 600, 200
	odd := []string{
		"\n", "\n\n", "\t", " ", "\u200b", "\xff", "“", "”", "\"", "'s", "(", ")", ",", ".", "?", ":", "—", "-",
		"Q:", "he",
	}
	one := func() string { return texts[rng.IntN(len(texts))] }
	text := one()
	text = text[:min(len(text), longest)]
	for range 1 + rng.IntN(6) {
		i := rng.IntN(len(text) + 1)
		j := i + rng.IntN(min(30, len(text)-i)+1)
		put := ""
		switch rng.IntN(4) {
		case 0: // what is between is dropped
		case 1:
			put = text[i:j] + text[i:j]
		case 2:
			put = odd[rng.IntN(len(odd))]
			j = i + rng.IntN(2)*(j-i)
		case 3:
			other := one()
			k := rng.IntN(len(other) + 1)
			put = other[k:min(len(other), k+piece)]
		}
		text = text[:i] + put + text[j:]
	}
	return text
}
