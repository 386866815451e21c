// Package cli holds what the commands of readout share: running a command line, common flags,
// and the display of answers and progress.
//
// It takes a table of commands, the arguments and a terminal, and returns an exit status. It
// rejects invalid days before a command starts.
//
// The one idea: a command returns an error and never exits; only this package decides what the
// process prints at its end and with which status it exits.
package cli

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"readout/ledger/ask"
)

// NewParser returns the parser for a table of commands, which is a pointer to a struct. exit is
// called by --help and --version.
func NewParser(ctx context.Context, table any, t Terminal, exit func(int), more ...kong.Option) (*kong.Kong, error) {
	return kong.New(table, append(more,
		kong.Name("readout"),
		kong.Writers(t.Out, t.Err),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
		kong.Exit(exit),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(t),
	)...)
}

// Run executes a command line and returns the exit status.
func Run(ctx context.Context, table any, args []string, t Terminal, more ...kong.Option) (status int) {
	exited := false
	parser, err := NewParser(ctx, table, t, func(code int) { exited, status = true, code }, more...)
	if err != nil {
		fmt.Fprintln(t.Err, "readout:", err)
		return ExitBad
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if exited { // --help and --version
		return status
	}
	if err != nil {
		fmt.Fprintf(t.Err, "readout: %v\nRun 'readout --help' to see the commands and their flags.\n", err)
		return ExitBad
	}
	if err := checkDays(k); err != nil {
		fmt.Fprintln(t.Err, "readout:", err)
		return ExitBad
	}
	err = k.Run()
	var f Failure
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &f):
		if f.Err != nil {
			fmt.Fprintln(t.Err, "readout:", plainError(f.Err))
		}
		return f.Status
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(t.Err, "readout: stopped")
		return ExitStopped
	default:
		fmt.Fprintln(t.Err, "readout:", plainError(err))
		return ExitBad
	}
}

// plainError returns an error as users read it: without the names of packages, which mean nothing to them, and of a
// query only what is wrong with it.
func plainError(err error) string {
	var fault *ask.Fault
	if errors.As(err, &fault) {
		return fault.Plain()
	}
	s := err.Error()
	for _, name := range [...]string{"ledger", "sqlite", "postgres", "kb", "export", "page", "stream"} {
		s = strings.TrimPrefix(s, name+": ")
		s = strings.ReplaceAll(s, ": "+name+": ", ": ")
	}
	return s
}

// checkDays rejects invalid days in all flags that take one, before anything is opened or
// created.
func checkDays(k *kong.Context) error {
	for _, flag := range k.Flags() {
		if flag.PlaceHolder != "DAY" {
			continue
		}
		value := flag.Target
		if value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		if !value.IsValid() || value.String() == "" {
			continue
		}
		check := ask.CheckMoment
		if slices.Contains([]string{"from", "to"}, flag.Name) {
			check = func(field, day string) error { return ask.CheckDays(field, day) }
		}
		if err := check("--"+flag.Name, value.String()); err != nil {
			return err
		}
	}
	return nil
}
