package readout_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"hash"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/fixture"
	"readout/ledger/demo"
	"readout/record"
	"readout/source"
)

var update = flag.Bool("update", false, "write version.go, testdata/unmet.txt and the golden files anew")

// TestVersion checks that the version matches the sources, tables and weights, and that the
// demonstration's records match the version: records may not change while the version stays.
func TestVersion(t *testing.T) {
	want := readingHash(t)
	if *update {
		setVersion(t, want)
	} else if readout.Version != want {
		t.Errorf("the reader's version is %s, what it reads with has %s: run go generate", readout.Version, want)
	}
	holdGolden(t, "testdata/records.golden", want+" "+recordsHash(t)+"\n")
}

// holdGolden compares a result with a file, or writes the file with -update.
func holdGolden(t *testing.T, golden, now string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(stored) != now {
		t.Errorf("%s holds %q, the present reader gives %q: run go generate", golden, stored, now)
	}
}

// TestVersionOnEveryMachine checks that the records of ten short articles are the same bytes
// on every machine, with either model: .ci/run also runs it without the fast paths and on another
// processor.
func TestVersionOnEveryMachine(t *testing.T) {
	scenarios, err := fixture.ReadDir("testdata/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	for model, golden := range map[readout.Model]string{readout.Deep: "testdata/machines.golden",
		readout.Fast: "testdata/machines-fast.golden"} {
		// An hour, as another processor may be emulated.
		reader := newReader(t, readout.Options{Model: model, Time: time.Hour})
		holdGolden(t, golden, sameHash(t, reader, scenarios)+"\n")
	}
}

// sameHash is the hash of the records of ten scenarios, without their Reader field.
func sameHash(t *testing.T, reader *readout.Reader, scenarios []fixture.Scenario) string {
	t.Helper()
	h := sha256.New()
	statements, events := 0, 0
	for i := range scenarios {
		if i%(len(scenarios)/10) != 0 {
			continue
		}
		r := newReading(t, reader, scenarios[i]).r
		statements, events = statements+len(r.Statements), events+len(r.Events)
		r.Reader = record.Reader{}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(b)
	}
	if statements < 10 || events < 3 {
		t.Errorf("%d statements, %d events: that says little", statements, events)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// TestVersionMoves checks that a changed rule, table or weight changes the version, and that a
// comment, a test or the version itself does not.
func TestVersionMoves(t *testing.T) {
	const plain = "package p\n\n// said is what people do.\nvar said = []string{\"said\"}\n"
	for name, c := range map[string]struct {
		file, text string
		same       bool
	}{
		"as it is":      {"p.go", plain, true},
		"a comment":     {"p.go", strings.Replace(plain, "what people do", "a cue", 1), true},
		"a layout":      {"p.go", strings.Replace(plain, "= ", "=  ", 1), true},
		"a word":        {"p.go", strings.Replace(plain, `"said"`, `"says"`, 1), false},
		"a rule":        {"p.go", plain + "func f() bool { return len(said) > 1 }\n", false},
		"another file":  {"q.go", plain, false},
		"a table's row": {"p.tsv", plain, false},
	} {
		sum := func(file, text string) string {
			h := sha256.New()
			if err := addFile(h, file, []byte(text)); err != nil {
				t.Fatal(err)
			}
			return hex.EncodeToString(h.Sum(nil))
		}
		if same := sum(c.file, c.text) == sum("p.go", plain); same != c.same {
			t.Errorf("%s: the version stays: %t, want %t", name, same, c.same)
		}
	}
}

// readingHash returns the hash of everything from which the packages of a reader are built.
func readingHash(t *testing.T) string {
	t.Helper()
	h := sha256.New()
	for _, dir := range readingPackages(t) {
		addFolder(t, h, dir)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// addFolder adds a package with the directories of tables in it. Other packages below it are
// added where they are imported.
func addFolder(t *testing.T, h hash.Hash, dir string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := path.Join(dir, f.Name())
		switch {
		case f.IsDir():
			if dir != "." && f.Name() != "testdata" && !holdsGo(t, name) {
				addFolder(t, h, name)
			}
			continue
		case dir == "." && !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"), name == "version.go":
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := addFile(h, name, b); err != nil {
			t.Fatal(err)
		}
	}
}

func holdsGo(t *testing.T, dir string) bool {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(list, func(f os.DirEntry) bool { return strings.HasSuffix(f.Name(), ".go") })
}

// readingPackages returns the directories of this module's packages that the reader imports,
// sorted, including its own.
func readingPackages(t *testing.T) []string {
	t.Helper()
	seen := map[string]bool{}
	var visit func(dir string)
	visit = func(dir string) {
		if seen[dir] {
			return
		}
		seen[dir] = true
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), path.Join(dir, f.Name()), nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, imp := range parsed.Imports {
				if name, _ := strconv.Unquote(imp.Path.Value); strings.HasPrefix(name, "readout/") {
					visit(strings.TrimPrefix(name, "readout/"))
				}
			}
		}
	}
	visit(".")
	var out []string
	for dir := range seen {
		out = append(out, dir)
	}
	slices.Sort(out)
	return out
}

// addFile adds one file: Go as its tokens, anything else as its bytes. Documentation next to
// the sources is skipped.
func addFile(h hash.Hash, name string, b []byte) error {
	if strings.HasSuffix(name, ".md") {
		return nil
	}
	fmt.Fprintf(h, "%s\x00", name)
	if !strings.HasSuffix(name, ".go") {
		h.Write(b)
		return nil
	}
	set := token.NewFileSet()
	var failed error
	var s scanner.Scanner
	s.Init(set.AddFile(name, -1, len(b)), b, func(pos token.Position,
		msg string) {
		failed = fmt.Errorf("%s: %s", pos, msg)
	}, 0)
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return failed
		}
		fmt.Fprintf(h, "%s %s\x00", tok, lit)
	}
}

// recordsHash returns the hash of the demonstration's records, without their Reader field.
func recordsHash(t *testing.T) string {
	t.Helper()
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dispatches, err := demo.Dispatches()
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for _, d := range dispatches {
		a, err := source.Text([]byte(d.Text), source.Hint{Outlet: d.Outlet, URL: d.URL, Published: d.Published})
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		r.Reader = record.Reader{}
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// versionLine matches the version in version.go.
var versionLine = regexp.MustCompile(`const Version = "[^"]*"`)

func setVersion(t *testing.T, version string) {
	t.Helper()
	b, err := os.ReadFile("version.go")
	if err != nil {
		t.Fatal(err)
	}
	now := versionLine.ReplaceAll(b, []byte(`const Version = "`+version+`"`))
	if !bytes.Equal(b, now) {
		if err := os.WriteFile("version.go", now, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
