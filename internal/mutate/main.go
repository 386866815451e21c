// Command mutate changes a package in a few places, one at a time, and reports which changes its
// tests do not detect.
//
// It takes package directories and prints one line per change: caught or survived. It rejects a
// package whose tests already fail, and never writes into the tree: a changed file replaces the
// original through an overlay of the build (go test -overlay).
//
// The one idea: a test that no change of the code can fail proves nothing. The places are
// sampled with a seed, so that a run can be repeated.
//
//	go run ./internal/mutate -n 5 -seed 1 ./record ./article
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	n := flag.Int("n", 5, "changes a package")
	seed := flag.Uint64("seed", 1, "which changes")
	limit := flag.Duration("timeout", 2*time.Minute, "of one run of a package's tests")
	flag.Parse()
	survived, err := run(flag.Args(), *n, *seed, *limit)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
	if survived > 0 {
		os.Exit(1)
	}
}

// run changes each package in n places and returns how many changes survived.
func run(packages []string, n int, seed uint64, limit time.Duration) (int, error) {
	if len(packages) == 0 {
		return 0, errors.New("name the folders of packages, ./record for instance")
	}
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(work)
	survived := 0
	for _, dir := range packages {
		if out, err := tests(dir, "", limit); err != nil {
			return survived, fmt.Errorf("the tests of %s fail without any change: %w\n%s", dir, err, out)
		}
		places, err := mutations(dir)
		if err != nil {
			return survived, err
		}
		random := rand.New(rand.NewPCG(seed, 0))
		random.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		tried := 0
		for _, m := range places {
			if tried == n {
				break
			}
			verdict, err := try(dir, m, work, limit)
			if err != nil {
				return survived, err
			}
			if verdict == "" {
				continue // does not compile, so it does not count
			}
			tried++
			if verdict == "survived" {
				survived++
			}
			fmt.Printf("%s\t%s:%d\t%s -> %s\n", verdict, m.file, m.line, m.old, m.new)
		}
	}
	return survived, nil
}

// mutation is a change: bytes start to end of a file are replaced by new.
type mutation struct {
	file       string
	line       int
	start, end int
	old, new   string
}

// swapped maps each operator to its replacement.
var swapped = map[token.Token]string{
	token.EQL: "!=", token.NEQ: "==", token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">",
	token.LAND: "||", token.LOR: "&&", token.ADD: "-", token.SUB: "+",
}

// mutations lists all possible changes of a package.
func mutations(dir string) ([]mutation, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var out []mutation
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		found, err := mutationsOf(file, raw)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// mutationsOf lists the changes of one file: operators swapped, conditions negated, and calls,
// break and continue removed.
func mutationsOf(file string, raw []byte) ([]mutation, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, file, raw, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var out []mutation
	add := func(pos, end token.Pos, new string) {
		at := set.Position(pos)
		start, stop := at.Offset, set.Position(end).Offset
		old := string(raw[start:stop])
		if first, _, more := strings.Cut(old, "\n"); more {
			old = first + " …"
		}
		out = append(out, mutation{file: file, line: at.Line, start: start, end: stop, old: old, new: new})
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if new, ok := swapped[n.Op]; ok {
				add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), new)
			}
		case *ast.IfStmt:
			from, to := set.Position(n.Cond.Pos()).Offset, set.Position(n.Cond.End()).Offset
			add(n.Cond.Pos(), n.Cond.End(), "!("+string(raw[from:to])+")")
		case *ast.ExprStmt:
			add(n.Pos(), n.End(), "{}")
		case *ast.BranchStmt:
			if n.Label == nil && n.Tok != token.FALLTHROUGH {
				add(n.Pos(), n.End(), "{}")
			}
		}
		return true
	})
	return out, nil
}

// try runs a package's tests with one change. It returns "caught", "survived", or "" if the
// change does not compile.
func try(dir string, m mutation, work string, limit time.Duration) (string, error) {
	raw, err := os.ReadFile(m.file)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(work, "changed.go")
	text := bytes.Join([][]byte{raw[:m.start], []byte(m.new), raw[m.end:]}, nil)
	if err := os.WriteFile(changed, text, 0o600); err != nil {
		return "", err
	}
	path, err := filepath.Abs(m.file)
	if err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		return "", err
	}
	lay := filepath.Join(work, "overlay.json")
	if err := os.WriteFile(lay, overlay, 0o600); err != nil {
		return "", err
	}
	out, err := tests(dir, lay, limit)
	switch {
	case err == nil:
		return "survived", nil
	case bytes.Contains(out, []byte("[build failed]")):
		return "", nil
	}
	return "caught", nil
}

// tests runs the tests of a package. A run that exceeds the limit counts as a failure.
func tests(dir, overlay string, limit time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit+time.Minute) // plus a minute for the build
	defer cancel()
	args := []string{"test", "-failfast", "-vet=off", "-timeout", limit.String()}
	if overlay != "" {
		args = append(args, "-overlay", overlay)
	}
	return exec.CommandContext(ctx, "go", append(args, "./"+filepath.ToSlash(filepath.Clean(dir)))...).CombinedOutput()
}
