package main

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHold: below the floor, at the floor, not tested, without a floor, and the module's root.
func TestHold(t *testing.T) {
	const output = "ok  \treadout/doc\t0.3s\tcoverage: 91.2% of statements\n" +
		"ok  \treadout/text\t(cached)\tcoverage: 74.9% of statements\n" +
		"FAIL\treadout/event\t1s\n" +
		"ok  \treadout\t1s\tcoverage: 70.0% of statements\n" +
		"ok  \treadout/score\t1s\tcoverage: 3.0% of statements\n"
	got, err := hold(strings.NewReader(output), "# floors\ndoc 91.2\ntext 75\n\nevent 80\nscore - it is tried\n. 75\n")
	want := []string{".: 70.0 % covered, its floor is 75.0", "event: not tested",
		"text: 74.9 % covered, its floor is 75.0"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	for _, bad := range []string{"doc\n", "doc much\n", "doc -\n", "doc 1\ndoc 2\n"} {
		if _, err := hold(strings.NewReader(output), bad); err == nil {
			t.Errorf("%q was taken for floors", bad)
		}
	}
}

// least is the minimum coverage of every package; some have a higher one.
const least = 75

var wanted = map[string]float64{"ledger": 80, "store": 80, "serve/auth": 80}

// TestFloors: each package of the module has a sufficient floor, or a reason for a lower one or
// none, and each line belongs to a package.
func TestFloors(t *testing.T) {
	floors, err := readFloors(table)
	if err != nil {
		t.Fatal(err)
	}
	found := packages(t)
	for _, pkg := range found {
		f, ok := floors[pkg]
		switch want := cmp.Or(wanted[pkg], least); {
		case !ok:
			t.Errorf("%s has neither a floor nor a reason in floors.txt", pkg)
		case f.share < want && f.reason == "":
			t.Errorf("%s has the floor %v without a reason, the house wants %v", pkg, f.share, want)
		}
	}
	for pkg := range floors {
		if !slices.Contains(found, pkg) {
			t.Errorf("%s stands in floors.txt and is no package", pkg)
		}
	}
}

// packages returns the directories of the module with Go code other than tests; bench is a
// separate module.
func packages(t *testing.T) []string {
	t.Helper()
	var out []string
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if rel == "bench" || name == "testdata" || name == "node_modules" || rel != "." && strings.HasPrefix(name, ".") {
				return fs.SkipDir
			}
			return nil
		}
		pkg := filepath.ToSlash(filepath.Dir(rel))
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !slices.Contains(out, pkg) {
			out = append(out, pkg)
		}
		return nil
	})
	if err != nil || len(out) < 50 {
		t.Fatalf("%d packages, %v", len(out), err)
	}
	return out
}
