package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// loadShingleSet reads the Article Extraction Benchmark: a tar of gzipped pages and a JSON
// object with their texts.
func loadShingleSet(pages, truth string) ([]page, error) {
	raw, err := os.ReadFile(truth)
	if err != nil {
		return nil, err
	}
	var gold map[string]struct {
		ArticleBody string `json:"articleBody"`
		URL         string `json:"url"`
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		return nil, err
	}
	f, err := os.Open(pages)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var set []page
	for tr := tar.NewReader(f); ; {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		id, ok := strings.CutSuffix(filepath.Base(h.Name), ".html.gz")
		if !ok {
			continue
		}
		g, ok := gold[id]
		if !ok {
			return nil, fmt.Errorf("page %s has no truth", id)
		}
		zr, err := gzip.NewReader(tr)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(zr)
		if err != nil {
			return nil, err
		}
		set = append(set, page{id: id, url: g.URL, html: body, truth: g.ArticleBody})
	}
	slices.SortFunc(set, func(a, b page) int { return strings.Compare(a.id, b.id) })
	return set, nil
}

// loadSnippetSet reads the test pages of go-trafilatura, with the composite literals of its
// scripts/comparison/data.go as ground truth.
func loadSnippetSet(dir string) ([]page, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "scripts/comparison/data.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	var set []page
	ast.Inspect(file, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, ok := kv.Key.(*ast.BasicLit)
		if !ok {
			return true
		}
		lit, ok := kv.Value.(*ast.CompositeLit)
		if !ok {
			return true
		}
		p := page{url: unquote(key)}
		for _, e := range lit.Elts {
			field, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch name := field.Key.(*ast.Ident).Name; name {
			case "File":
				p.id = unquote(field.Value)
			case "With", "Without":
				var list []string
				if l, ok := field.Value.(*ast.CompositeLit); ok {
					for _, s := range l.Elts {
						list = append(list, unquote(s))
					}
				}
				if name == "With" {
					p.with = list
				} else {
					p.without = list
				}
			}
		}
		for _, folder := range []string{"comparison", "mock"} {
			if raw, err := os.ReadFile(filepath.Join(dir, "test-files", folder, p.id)); err == nil {
				p.html = bytes.Clone(raw)
				break
			}
		}
		if len(p.html) > 0 && len(p.with) > 0 {
			set = append(set, p)
		}
		return false
	})
	slices.SortFunc(set, func(a, b page) int { return strings.Compare(a.id, b.id) })
	return set, nil
}

func unquote(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}
