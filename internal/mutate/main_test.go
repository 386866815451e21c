package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMutationsOf: all changes of a small file with their replacements.
func TestMutationsOf(t *testing.T) {
	raw := []byte(`package p

func f(a, b int) int {
	for a < b && a != 0 {
		if a == b {
			continue
		}
		g()
	}
	return a + b
}
`)
	found, err := mutationsOf("p.go", raw)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range found {
		got = append(got, m.old+" -> "+m.new)
	}
	want := "&& -> ||; < -> <=; != -> ==; a == b -> !(a == b); == -> !=; continue -> {}; g() -> {}; + -> -"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("found %s\nwant  %s", s, want)
	}
}

// TestRun: one package whose test detects every change, one whose test detects none.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module p\n\ngo 1.26\n")
	write("p.go", "package p\n\nfunc sum(a, b int) int { return a + b }\n")
	t.Chdir(dir)
	for test, survivors := range map[string]int{
		"if sum(1, 2) != 3 { t.Fatal() }": 0,
		"sum(1, 2)":                       1,
	} {
		write("p_test.go", "package p\n\nimport \"testing\"\n\nfunc TestSum(t *testing.T) { "+test+" }\n")
		if n, err := run([]string{"."}, 5, 1, time.Minute); err != nil || n != survivors {
			t.Errorf("with %q %d changes survived (%v), want %d", test, n, err, survivors)
		}
	}
	write("p_test.go", "package p\n\nimport \"testing\"\n\nfunc TestSum(t *testing.T) { t.Fatal() }\n")
	if _, err := run([]string{"."}, 5, 1, time.Minute); err == nil {
		t.Error("a package whose tests fail anyway was not refused")
	}
}

// TestRefuses: no package is given, or its files cannot be parsed.
func TestRefuses(t *testing.T) {
	if _, err := run(nil, 5, 1, time.Minute); err == nil {
		t.Error("nothing was changed, and that is no error")
	}
	if _, err := mutationsOf("p.go", []byte("package")); err == nil {
		t.Error("a file that is no Go was changed")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte("package p\n\nfunc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := mutations(dir); err == nil {
		t.Error("a package that cannot be parsed was changed")
	}
}
