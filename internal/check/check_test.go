// Package check tests the source tree itself: which packages import which, what packages must
// not use, and what must not occur in committed files.
//
// It takes the source tree and reports failures with the file name. It has tests only.
//
// The one idea: the rules of the house are data (imports.txt) or short lists below, so that a
// change of a rule is visible in review.
package check

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const root = "../.."

const module = "readout"

// sourceFile is a Go file of the module.
type sourceFile struct {
	path string // relative to the root
	dir  string // its package, "." for the root
	test bool
	raw  []byte
	ast  *ast.File
}

// parsed is the tree, parsed once for all tests.
var parsed = sync.OnceValues(parseTree)

func sources(t *testing.T) []sourceFile {
	t.Helper()
	files, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func parseTree() ([]sourceFile, error) {
	var out []sourceFile
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if entry.IsDir() {
			if rel != "." && skipped(rel, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(set, path, raw, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		out = append(out, sourceFile{
			path: rel, dir: filepath.ToSlash(filepath.Dir(rel)), test: strings.HasSuffix(rel, "_test.go"), raw: raw, ast: f,
		})
		return nil
	})
	return out, err
}

// skipped reports whether a directory contains no code that the house rules cover. Bench is a module of
// its own; so is webtest, which has only tests but follows the same rules.
func skipped(rel, name string) bool {
	return strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || rel == "bench"
}

func (f sourceFile) imports() []string {
	var out []string
	for _, spec := range f.ast.Imports {
		out = append(out, strings.Trim(spec.Path.Value, `"`))
	}
	return out
}

// TestImportPolicy checks every import within the module against imports.txt.
func TestImportPolicy(t *testing.T) {
	raw, err := os.ReadFile("imports.txt")
	if err != nil {
		t.Fatal(err)
	}
	line := make(map[string]int)
	for n, text := range strings.Split(string(raw), "\n") {
		if strings.HasPrefix(text, "#") {
			continue
		}
		for _, pkg := range strings.Fields(text) {
			line[pkg] = n + 1
		}
	}
	for _, f := range sources(t) {
		if f.test {
			continue // tests may import anything; TestLanguageBans still applies to the packages they test
		}
		from, listed := line[f.dir]
		if !listed {
			t.Errorf("%s: package %s is not in internal/check/imports.txt", f.path, f.dir)
			continue
		}
		for _, path := range f.imports() {
			pkg, inside := strings.CutPrefix(path, module+"/")
			if path == module {
				pkg, inside = ".", true
			}
			if !inside {
				continue
			}
			switch to, known := line[pkg]; {
			case !known:
				t.Errorf("%s imports %s, which is not in internal/check/imports.txt", f.path, pkg)
			case to >= from:
				t.Errorf("%s imports %s: a package imports only from earlier lines of internal/check/imports.txt", f.path, pkg)
			}
		}
	}
}

// languagePackages depend on the text alone: the same bytes give the same result.
var languagePackages = []string{
	"article", "doc", "text", "syntax", "entity", "timex", "timex/calendar", "attribution", "event", "source",
	"source/day", "source/language", "source/warc", "record", "internal/daynames",
}

// isLanguagePackage reports whether a package is one of them or a part of source, entity,
// attribution or event other than their test helpers.
func isLanguagePackage(dir string) bool {
	for _, whole := range []string{"source/internal/", "entity/", "attribution/", "event/"} {
		if strings.HasPrefix(dir, whole) && !strings.HasSuffix(dir, "test") {
			return true
		}
	}
	return slices.Contains(languagePackages, dir)
}

// banned lists imports that would make results depend on more than the text.
var banned = []string{"os", "net", "net/http", "database/sql", "log", "log/slog", "math/rand"}

// seeded lists what may be used from math/rand/v2; its top-level functions use an unseeded
// source.
var seeded = []string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}

// TestLanguageBans keeps files, network, clock and randomness out of the language packages.
func TestLanguageBans(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || !isLanguagePackage(f.dir) {
			continue
		}
		for _, path := range f.imports() {
			if slices.Contains(banned, path) {
				t.Errorf("%s imports %s: package %s reads text and nothing else", f.path, path, f.dir)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				pkg, _ := sel.X.(*ast.Ident)
				name := sel.Sel.Name
				switch {
				case pkg == nil:
				case pkg.Name == "time" && (name == "Now" || name == "Since"):
					t.Errorf("%s uses time.%s: no answer may depend on the clock", f.path, name)
				case pkg.Name == "rand" && slices.Contains(f.imports(), "math/rand/v2") && !slices.Contains(seeded, name):
					t.Errorf("%s uses rand.%s: no answer may depend on chance", f.path, name)
				}
			}
			return true
		})
	}
}

// TestSQLOnlyInStores keeps databases behind the store interface.
func TestSQLOnlyInStores(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || strings.HasPrefix(f.dir, "store/") {
			continue
		}
		for _, path := range f.imports() {
			driver := strings.HasPrefix(path, "modernc.org/sqlite") || strings.HasPrefix(path, "github.com/jackc/pgx")
			if driver || path == "database/sql" {
				t.Errorf("%s imports %s: only store/… speaks to databases", f.path, path)
			}
		}
	}
}

// TestNoHiddenState forbids init functions and package variables that code changes.
func TestNoHiddenState(t *testing.T) {
	files := sources(t)
	variables := make(map[string]map[string]bool) // by package
	for _, f := range files {
		if variables[f.dir] == nil {
			variables[f.dir] = make(map[string]bool)
		}
		for _, decl := range f.ast.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, spec := range g.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						variables[f.dir][name.Name] = true
					}
				}
			}
		}
	}
	for _, f := range files {
		if f.test {
			continue
		}
		for _, decl := range f.ast.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			if fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init function: nothing happens by being imported", f.path)
			}
			local := localNames(fn)
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				assign, ok := n.(*ast.AssignStmt)
				if !ok || assign.Tok == token.DEFINE {
					return true
				}
				for _, left := range assign.Lhs {
					name := assigned(left)
					if name != "" && name != "_" && variables[f.dir][name] && !local[name] {
						t.Errorf("%s: %s changes the package variable %s", f.path, fn.Name.Name, name)
					}
				}
				return true
			})
		}
	}
}

// assigned returns the variable that is assigned in x or x[i].
func assigned(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.IndexExpr:
		return assigned(e.X)
	}
	return ""
}

// localNames returns every name that a function declares, so that a local variable is not
// mistaken for a package variable.
func localNames(fn *ast.FuncDecl) map[string]bool {
	names := make(map[string]bool)
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, left := range n.Lhs {
					if id, ok := left.(*ast.Ident); ok {
						names[id.Name] = true
					}
				}
			}
		case *ast.RangeStmt:
			for _, e := range [...]ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok {
					names[id.Name] = true
				}
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		}
		return true
	})
	return names
}

// TestPackageComments requires exactly one package comment per package.
func TestPackageComments(t *testing.T) {
	comments := make(map[string][]string)
	for _, f := range sources(t) {
		if f.test && f.dir != "internal/check" {
			continue
		}
		if _, seen := comments[f.dir]; !seen {
			comments[f.dir] = nil
		}
		if f.ast.Doc != nil {
			comments[f.dir] = append(comments[f.dir], f.path)
		}
	}
	for dir, files := range comments {
		if len(files) != 1 {
			t.Errorf("package %s has %d package comments, want one: %v", dir, len(files), files)
		}
	}
}

// TestNoMachinePaths keeps paths of the development machine out of the tree.
func TestNoMachinePaths(t *testing.T) {
	out, err := exec.Command("git", "-C", root, "ls-files", "-z").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	// Split in two, so that this file does not contain what it looks for.
	marks := [][]byte{[]byte("/wo" + "rk/"), []byte("../sha" + "red"), []byte("/ro" + "ot/")}
	for _, name := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		raw, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || bytes.IndexByte(raw[:min(len(raw), 8000)], 0) >= 0 {
			continue // deleted in the work tree, or a weight file
		}
		for _, mark := range marks {
			if at := bytes.Index(raw, mark); at >= 0 {
				t.Errorf("%s:%d names a path of one machine (%s)", name, 1+bytes.Count(raw[:at], []byte("\n")), mark)
			}
		}
	}
}
