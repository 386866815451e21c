package cli

import (
	"io"
	"os"

	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"
)

// The exit statuses. A command that worked in part tells so.
const (
	ExitOK      = 0
	ExitSome    = 1 // some of several inputs failed
	ExitBad     = 2 // nothing could be done: bad usage or bad input
	ExitStopped = 130
)

// Terminal is what a command may touch of the world outside.
type Terminal struct {
	In       io.Reader
	Raw      io.Writer // standard output, byte for byte
	Out      io.Writer // the same, with colour taken out where it does not belong
	Err      io.Writer
	InIsTTY  bool
	ErrIsTTY bool
	Width    int // of standard output; 0 where it is no terminal
}

// NewTerminal is the terminal of a process: its standard input, output and error.
func NewTerminal(in, out, err *os.File) Terminal {
	t := Terminal{In: in, Err: err, InIsTTY: term.IsTerminal(int(in.Fd())), ErrIsTTY: term.IsTerminal(int(err.Fd())),
		Raw: out}
	t.Out = colorprofile.NewWriter(out, os.Environ())
	if w, _, e := term.GetSize(int(out.Fd())); e == nil {
		t.Width = min(w, 110)
	}
	return t
}

// Failure is an error that has been told already, or that says how to exit.
type Failure struct {
	Status int
	Err    error // nil if it has been told
}

// Error is the error, or that there was one.
func (f Failure) Error() string {
	if f.Err == nil {
		return "failed"
	}
	return f.Err.Error()
}

// Unwrap returns the error, nil if it has been told.
func (f Failure) Unwrap() error { return f.Err }
