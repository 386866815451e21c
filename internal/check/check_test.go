// Package check holds tests of the tree itself: which package imports which, what
// packages may not use, and what must not stand in committed files.
//
// In comes the source tree; out go failures that name the file. It refuses nothing
// at run time: it has tests only.
//
// The one idea: what the house promises is written as data (imports.txt) or as a
// short list below, so that a change to the promise is seen in review.
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

// sourceFile is one Go file of the module.
type sourceFile struct {
	path string // below the root
	dir  string // its package, "." for the root
	test bool
	raw  []byte
	ast  *ast.File
}

// parsed is the tree, read once for all tests.
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

// skipped reports whether a folder holds no code of the house; bench is a module of its own.
// So is webtest, which has tests only and keeps to the same rules.
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

// TestImportPolicy holds every import within the module against imports.txt.
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
			continue // tests may look anywhere; TestLanguageBans still holds for what they test
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

// languagePackages read text and nothing else: same bytes, same answer.
var languagePackages = []string{
	"article", "doc", "text", "syntax", "entity", "timex", "timex/calendar", "attribution", "event", "source",
	"source/day", "source/language", "source/warc", "record",
}

// isLanguagePackage reports whether a package is one of them; those that source, entity,
// attribution and event are put together of are, but for what their tests are written with.
func isLanguagePackage(dir string) bool {
	for _, whole := range []string{"source/internal/", "entity/", "attribution/", "event/"} {
		if strings.HasPrefix(dir, whole) && !strings.HasSuffix(dir, "test") {
			return true
		}
	}
	return slices.Contains(languagePackages, dir)
}

// banned are the imports that would make an answer depend on more than the bytes.
var banned = []string{"os", "net", "net/http", "database/sql", "log", "log/slog", "math/rand"}

// seeded are what may be used of math/rand/v2: its own functions draw from a source
// that nobody seeded.
var seeded = []string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}

// TestLanguageBans keeps files, network, clock and chance out of the language packages.
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

// TestNoHiddenState refuses init functions and package variables that code changes.
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

// assigned is the variable an assignment goes into: x, x[i] or x.f.
func assigned(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.IndexExpr:
		return assigned(e.X)
	}
	return ""
}

// localNames is every name a function declares, so that one that hides a package
// variable is not taken for it.
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

// TestPackageComments wants one package comment a package, in one file.
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

// TestNoMachinePaths keeps paths of the machine it was made on out of the tree.
func TestNoMachinePaths(t *testing.T) {
	out, err := exec.Command("git", "-C", root, "ls-files", "-z").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	// Written in two parts, so that this file does not hold what it looks for.
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
