package cli

import (
	"io"
	"os"

	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"
)

// The exit statuses. A command that was partly successful has a status of its own.
const (
	ExitOK      = 0
	ExitSome    = 1 // some of several inputs failed
	ExitBad     = 2 // nothing could be done: bad usage or bad input
	ExitStopped = 130
)

// Terminal is the part of the outside world that a command may use.
type Terminal struct {
	In       io.Reader
	Raw      io.Writer // standard output, unmodified
	Out      io.Writer // standard output, with colour stripped where it is not supported
	Err      io.Writer
	InIsTTY  bool
	ErrIsTTY bool
	Width    int // of standard output; 0 if it is no terminal
}

// NewTerminal returns the terminal of a process from its standard files.
func NewTerminal(in, out, err *os.File) Terminal {
	t := Terminal{In: in, Err: err, InIsTTY: term.IsTerminal(int(in.Fd())), ErrIsTTY: term.IsTerminal(int(err.Fd())),
		Raw: out}
	t.Out = colorprofile.NewWriter(out, os.Environ())
	if w, _, e := term.GetSize(int(out.Fd())); e == nil {
		t.Width = min(w, 110)
	}
	return t
}

// Failure is an error with an exit status, possibly one that was already reported.
type Failure struct {
	Status int
	Err    error // nil if already reported
}

// Error returns the error text, or "failed" if the error was already reported.
func (f Failure) Error() string {
	if f.Err == nil {
		return "failed"
	}
	return f.Err.Error()
}

// Unwrap returns the error, or nil if it was already reported.
func (f Failure) Unwrap() error { return f.Err }
