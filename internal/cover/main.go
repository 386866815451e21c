// Command cover holds the coverage of packages against their floors.
//
// In comes what go test -cover prints; out goes a line for each package that is below its
// floor, and exit status 1. It refuses a table of floors that it cannot read.
//
// The one idea: what a package's own tests cover may rise and not fall. A package that
// stands in floors.txt has its floor there; the others are not held yet.
//
//	go test -cover ./... | go run ./internal/cover
package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

//go:embed floors.txt
var table string

func main() {
	below, err := hold(os.Stdin, table)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, line := range below {
		fmt.Println(line)
	}
	if len(below) > 0 {
		os.Exit(1)
	}
}

// tested is a line of go test -cover: "ok  	readout/doc	0.3s	coverage: 91.2% of statements".
var tested = regexp.MustCompile(`^ok\s+readout(?:/(\S+))?\s.*coverage: ([0-9.]+)% of statements`)

// hold returns what is below its floor, and which packages with a floor were not tested.
func hold(output io.Reader, table string) ([]string, error) {
	floors, err := readFloors(table)
	if err != nil {
		return nil, err
	}
	covered := make(map[string]float64)
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		m := tested.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		share, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return nil, fmt.Errorf("cover: %q: %w", lines.Text(), err)
		}
		covered[m[1]] = share
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("cover: reading: %w", err)
	}
	var below []string
	for _, pkg := range slices.Sorted(maps.Keys(floors)) {
		switch share, ok := covered[pkg]; {
		case !ok:
			below = append(below, pkg+": not tested")
		case share < floors[pkg]:
			below = append(below, fmt.Sprintf("%s: %.1f %% covered, its floor is %.1f", pkg, share, floors[pkg]))
		}
	}
	return below, nil
}

// readFloors reads a package and a share in per cent from each line.
func readFloors(table string) (map[string]float64, error) {
	floors := make(map[string]float64)
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		if len(fields) != 2 {
			return nil, fmt.Errorf("cover: floors.txt: want a package and a number: %q", line)
		}
		share, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return nil, fmt.Errorf("cover: floors.txt: %w", err)
		}
		floors[fields[0]] = share
	}
	return floors, nil
}
