package check

import (
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
)

// public are the packages that are promised to other programs, see docs/decisions/019.
var public = []string{".", "article", "record", "source", "source/warc", "source/fetch", "doc"}

// unpromised is what they show of others all the same.
var unpromised = []string{
	"encoder.Core", // in readout.Options, for who trains: other weights of the same making
}

// TestPublicPackages: what the promised packages export is made of types of their own, of
// one another and of other modules, and each shows how it is used.
func TestPublicPackages(t *testing.T) {
	examples := map[string]bool{}
	for _, f := range sources(t) {
		if !slices.Contains(public, f.dir) {
			continue
		}
		if f.test {
			for _, decl := range f.ast.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				examples[f.dir] = examples[f.dir] || ok && strings.HasPrefix(fn.Name.Name, "Example")
			}
			continue
		}
		private := map[string]string{} // packages that are not promised, by the name they have in the file
		for _, imported := range f.imports() {
			if pkg, inside := strings.CutPrefix(imported, module+"/"); inside && !slices.Contains(public, pkg) {
				private[path.Base(pkg)] = pkg
			}
		}
		for _, e := range exported(f.ast) {
			ast.Inspect(e, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				x, ok := sel.X.(*ast.Ident)
				if ok && private[x.Name] != "" && !slices.Contains(unpromised, x.Name+"."+sel.Sel.Name) {
					t.Errorf("%s exports %s.%s, and package %s is not promised", f.path, x.Name, sel.Sel.Name, private[x.Name])
				}
				return true
			})
		}
	}
	for _, dir := range public {
		if !examples[dir] {
			t.Errorf("package %s has no Example", dir)
		}
	}
}

// exported are the types that a file shows to others: of functions and methods, of fields,
// constants and variables.
func exported(f *ast.File) []ast.Node {
	var out []ast.Node
	for _, decl := range f.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d.Recv.List[0].Type))) {
				out = append(out, d.Type)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					if s.Name.IsExported() && !s.Assign.IsValid() { // an alias makes a type its own
						out = append(out, shown(s.Type)...)
					}
				case *ast.ValueSpec:
					if s.Type != nil && slices.ContainsFunc(s.Names, (*ast.Ident).IsExported) {
						out = append(out, s.Type)
					}
				}
			}
		}
	}
	return out
}

// shown is what others see of a type: of a structure its exported and embedded fields.
func shown(e ast.Expr) []ast.Node {
	structure, ok := e.(*ast.StructType)
	if !ok {
		return []ast.Node{e}
	}
	var out []ast.Node
	for _, field := range structure.Fields.List {
		if len(field.Names) == 0 || slices.ContainsFunc(field.Names, (*ast.Ident).IsExported) {
			out = append(out, field.Type)
		}
	}
	return out
}
