// Command cover compares the test coverage of packages with their floors.
//
// It takes the output of go test -cover and prints one line for each package below its floor;
// then it exits with status 1. It rejects a malformed table of floors.
//
// The one idea: the coverage of a package by its own tests may rise but not fall. Each package
// of the module is listed in floors.txt, with its floor or with the reason why it has none.
//
//	go test -cover ./... | go run ./internal/cover
package main

import (
	"bufio"
	"cmp"
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

// tested matches a line of go test -cover: "ok   readout/doc 0.3s coverage: 91.2% of
// statements".
var tested = regexp.MustCompile(`^ok\s+readout(?:/(\S+))?\s.*coverage: ([0-9.]+)% of statements`)

// hold returns the packages that are below their floors, and those with a floor but without a
// test result.
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
		covered[cmp.Or(m[1], ".")] = share
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("cover: reading: %w", err)
	}
	var below []string
	for _, pkg := range slices.Sorted(maps.Keys(floors)) {
		want := floors[pkg].share
		switch share, ok := covered[pkg]; {
		case want == 0:
		case !ok:
			below = append(below, pkg+": not tested")
		case share < want:
			below = append(below, fmt.Sprintf("%s: %.1f %% covered, its floor is %.1f", pkg, share, want))
		}
	}
	return below, nil
}

// floor is the minimum coverage of a package by its own tests, in percent, and the reason if
// there is none or it is low.
type floor struct {
	share  float64
	reason string
}

// readFloors parses lines of a package, a percentage or "-" for none, and a reason, which is
// required with "-".
func readFloors(table string) (map[string]floor, error) {
	floors := make(map[string]floor)
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		if len(fields) < 2 {
			return nil, fmt.Errorf("cover: floors.txt: want a package and a number: %q", line)
		}
		if _, twice := floors[fields[0]]; twice {
			return nil, fmt.Errorf("cover: floors.txt: %s stands there twice", fields[0])
		}
		f := floor{reason: strings.Join(fields[2:], " ")}
		if fields[1] == "-" {
			if f.reason == "" {
				return nil, fmt.Errorf("cover: floors.txt: why has %s no floor?", fields[0])
			}
		} else {
			var err error
			if f.share, err = strconv.ParseFloat(fields[1], 64); err != nil {
				return nil, fmt.Errorf("cover: floors.txt: %w", err)
			}
		}
		floors[fields[0]] = f
	}
	return floors, nil
}
