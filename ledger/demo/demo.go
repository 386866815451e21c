// Package demo holds the demonstration thread: dispatches written for the purpose, by three
// invented agencies, over four weeks, about one invented summit.
//
// In comes nothing; out go the dispatches as an editor would deliver them, with text and
// metadata apart. It refuses an index that names a missing file.
//
// The one idea: the thread shows, in ten minutes' reading, every pattern for which a ledger is
// kept: a venue rumoured, declined and agreed; a document doubted, left open and signed; one
// sentence in two translations and one altered; background restated; a correction and a kill;
// two sides that differ.
package demo

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.txt *.tsv
var files embed.FS

// Dispatch is one version of one report. Times are RFC 3339 in UTC; Updated and Notice are ""
// for a first version.
type Dispatch struct {
	File, Outlet, URL, Published, Updated, Notice, Text string
}

// Dispatches lists the thread in order of publication.
//
// Errors: the index and the files do not match.
func Dispatches() ([]Dispatch, error) {
	index, err := files.ReadFile("index.tsv")
	if err != nil {
		return nil, fmt.Errorf("demo: reading the index: %w", err)
	}
	var out []Dispatch
	for line := range strings.Lines(string(index)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 {
			return nil, fmt.Errorf("demo: index line %q has %d fields, want 6", line, len(f))
		}
		text, err := files.ReadFile(f[0])
		if err != nil {
			return nil, fmt.Errorf("demo: reading a dispatch: %w", err)
		}
		out = append(out, Dispatch{File: f[0], Outlet: f[1], URL: f[2], Published: f[3], Updated: f[4], Notice: f[5],
			Text: strings.TrimSuffix(string(text), "\n")})
	}
	return out, nil
}
