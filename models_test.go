package readout_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/encoder"
	"readout/encoder/kernel"
	"readout/internal/fixture"
)

// TestModels: each model reads into a well-formed record with anchors, and its name tells which
// it is.
func TestModels(t *testing.T) {
	s := oneScenario(t)
	names := map[string]bool{}
	for _, m := range []readout.Model{"", readout.Deep, readout.Fast} {
		reader := newReader(t, readout.Options{Model: m})
		names[reader.Name()] = true
		if got := readout.ModelOf(reader.Name()); got != m && m != "" || m == "" && got != readout.Deep {
			t.Errorf("%q: the reader is of the model %q: %s", m, got, reader.Name())
		}
		r := newReading(t, reader, s).r // which checks the record
		if r.Reader.Version+" "+r.Reader.Models != reader.Name() {
			t.Errorf("%q: the record is of %+v", m, r.Reader)
		}
		if len(r.Statements) == 0 || len(r.Entities) == 0 {
			t.Errorf("%q: %d statements, %d entities", m, len(r.Statements), len(r.Entities))
		}
		for _, x := range r.Statements {
			for _, a := range append(x.Content, x.Source...) {
				if a.Start >= a.End || a.End > len(r.Article.Text) {
					t.Errorf("%q: an anchor %d to %d", m, a.Start, a.End)
				}
			}
		}
	}
	if len(names) != 2 {
		t.Errorf("two models have the names %v", names)
	}
	if _, err := readout.New(readout.Options{Model: "quick"}); err == nil || !strings.Contains(err.Error(), `"quick"`) {
		t.Errorf("no such model: %v", err)
	}
}

// oneScenario returns a scenario in which somebody says something.
func oneScenario(t *testing.T) fixture.Scenario {
	t.Helper()
	scenarios, err := fixture.ReadDir("testdata/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(scenarios, func(s fixture.Scenario) bool { return strings.HasPrefix(s.Name, "attribution/") })
	if i < 0 {
		t.Fatal("no scenario of statements")
	}
	return scenarios[i]
}

// TestFastOnEveryPath: the fast model gives the same record on every path of this processor and
// in plain Go. See TestVersionOnEveryMachine for other processors.
func TestFastOnEveryPath(t *testing.T) {
	var files [3][]byte
	for i, name := range [...]string{"words.bin", "deep.bin", "fast.bin"} {
		var err error
		if files[i], err = os.ReadFile(filepath.Join("model", "weights", name)); err != nil {
			t.Fatal(err)
		}
	}
	s := oneScenario(t)
	var want []byte
	for _, path := range kernel.Paths() {
		core, err := encoder.Open(files[0], files[1], files[2], path)
		if err != nil {
			t.Fatal(err)
		}
		r := newReading(t, newReader(t, readout.Options{Core: core, Time: time.Hour}), s).r
		got, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%v: another record than with %v", path, kernel.Paths()[0])
		}
		if readout.ModelOf(r.Reader.Version+" "+r.Reader.Models) != readout.Fast {
			t.Errorf("%v: the reader is %+v", path, r.Reader)
		}
	}
}
