// Command read reads one article and prints what it holds: the smallest program over
// package readout, and what the README begins with, since it compiles nothing that it
// does not use.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/charmbracelet/colorprofile"

	"readout"
	"readout/report"
	"readout/source"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "read:", err)
		os.Exit(1)
	}
}

// run reads the file named first, published on the day named second.
func run(args []string) error {
	if len(args) < 1 || len(args) > 2 {
		return errors.New("usage: read FILE [DAY]")
	}
	raw, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	hint := source.Hint{Name: args[0]}
	if len(args) == 2 {
		hint.Published = args[1]
	}
	a, err := source.Text(raw, hint)
	if err != nil {
		return err
	}
	reader, err := readout.New(readout.Options{})
	if err != nil {
		return err
	}
	r, err := reader.Read(context.Background(), a)
	if err != nil {
		return err
	}
	parts, err := report.ParseParts("statements,events")
	if err != nil {
		return err
	}
	out := colorprofile.NewWriter(os.Stdout, os.Environ()) // no colours unless it is a terminal
	return report.Text(out, r, report.TextOptions{Width: 90, Parts: parts})
}
