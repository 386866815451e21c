// Command readout reads news articles and keeps the record of who said what and
// what is planned.
//
// In come files, addresses and archives; out go records, reports and pages. It
// refuses input it cannot read with one line on standard error that names it and
// the reason.
//
// The one idea: each command is a struct whose fields are its flags and whose Run
// does the work; everything else lives in packages, and only here are they wired
// to files, the network, the clock and the terminal.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"reflect"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"

	"readout/ledger/ask"
)

// The exit statuses. A command that worked in part tells so.
const (
	exitOK      = 0
	exitSome    = 1 // some of several inputs failed
	exitBad     = 2 // nothing could be done: bad usage or bad input
	exitStopped = 130
)

// commands is the whole command line.
type commands struct {
	Read     readCommand      `cmd:"" help:"Read articles into records: who said what, what is planned, what is not."`
	Add      addCommand       `cmd:"" group:"The ledger" help:"Read articles and keep them in the ledger."`
	Search   searchCommand    `cmd:"" group:"The ledger" help:"Find statements by words, speaker, outlet, day, kind, act, status."`
	Said     saidCommand      `cmd:"" group:"The ledger" help:"What one person said, on one topic if asked, and how it changed."`
	Person   personCommand    `cmd:"" group:"The ledger" help:"Names and roles of a person, over time."`
	Event    eventCommand     `cmd:"" group:"The ledger" help:"The dossier of an event: what stands, who said it, how it came about."`
	Events   eventsCommand    `cmd:"" group:"The ledger" help:"Events by name, or those that are coming."`
	Changes  changesCommand   `cmd:"" group:"The ledger" help:"What changed since a day."`
	Check    checkCommand     `cmd:"" group:"The ledger" help:"Did they say this, where, in which words? Checks a quotation."`
	Compare  compareCommand   `cmd:"" group:"The ledger" help:"The wordings of one utterance in every outlet."`
	Stories  storiesCommand   `cmd:"" group:"The ledger" help:"Running stories and their articles."`
	Merge    mergeCommand     `cmd:"" group:"Decisions" help:"Say that several people of the ledger are one."`
	Split    splitCommand     `cmd:"" group:"Decisions" help:"Say that some of those taken for one person are another."`
	Correct  correctCommand   `cmd:"" group:"Decisions" help:"Say how a statement should have been read."`
	Takedown takedownCommand  `cmd:"" group:"Decisions" help:"Take an article out for good, with all its versions."`
	Undo     undoCommand      `cmd:"" group:"Decisions" help:"Take back a decision."`
	Audit    auditCommand     `cmd:"" group:"Decisions" help:"List every decision: who, when, what and why."`
	Serve    serveCommand     `cmd:"" group:"The ledger" help:"Open the ledger to browsers and programs: pages, API, feeds."`
	Token    tokenCommand     `cmd:"" group:"The ledger" help:"Tokens for those who may ask a served ledger."`
	MCP      mcpCommand       `cmd:"" name:"mcp" group:"The ledger" help:"Give an assistant tools over the ledger, on standard input and output."`
	Demo     demoCommand      `cmd:"" group:"The ledger" help:"Fill a ledger with four weeks of invented dispatches about one summit."`
	Export   exportCommand    `cmd:"" group:"Keeping" help:"Write statements and events for other programs."`
	Verify   verifyCommand    `cmd:"" group:"Keeping" help:"Check that every text and every anchor is what it was."`
	Reread   rereadCommand    `cmd:"" group:"Keeping" help:"Read the archive again with the present reader, and show what that gains and loses."`
	Backup   backupCommand    `cmd:"" group:"Keeping" help:"Write the ledger into one file."`
	Restore  restoreCommand   `cmd:"" group:"Keeping" help:"Read a backup into an empty ledger."`
	Stats    statsCommand     `cmd:"" group:"Keeping" help:"Count what the ledger holds."`
	KB       kbCommand        `cmd:"" name:"kb" group:"Keeping" help:"Knowledge of people from files of your own."`
	Fetch    fetchCommand     `cmd:"" group:"The network" help:"Fetch pages into a WARC archive."`
	Watch    watchCommand     `cmd:"" group:"The network" help:"Follow feeds into the ledger."`
	Worker   workerCommand    `cmd:"" group:"Many machines" help:"Work on the jobs of a ledger, beside other workers."`
	Queue    queueCommand     `cmd:"" group:"Many machines" help:"See and steer the jobs of a ledger."`
	Shard    readShardCommand `cmd:"" name:"read-shard" hidden:""`
	Score    scoreCommand     `cmd:"" group:"The models" help:"Compare what is found with what people marked in public corpora."`

	Version    versionCommand    `cmd:"" group:"This program" help:"Print the release, the commit and the reader's version."`
	Doctor     doctorCommand     `cmd:"" group:"This program" help:"Look at what Readout needs here, and say what is wrong."`
	Completion completionCommand `cmd:"" group:"This program" help:"Print what makes a shell complete commands and flags."`
	Man        manCommand        `cmd:"" group:"This program" help:"Print the manual page."`
	Complete   completeCommand   `cmd:"" hidden:""`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the version and stop."`
}

func main() { os.Exit(start()) }

// start runs the command line this process was given, until it ends or is asked to.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], newTerminal(os.Stdin, os.Stdout, os.Stderr))
}

// terminal is what a command may touch of the world outside.
type terminal struct {
	in       io.Reader
	raw      io.Writer // standard output, byte for byte
	out      io.Writer // the same, with colour taken out where it does not belong
	err      io.Writer
	inIsTTY  bool
	errIsTTY bool
	width    int // of standard output; 0 where it is no terminal
}

func newTerminal(in, out, err *os.File) terminal {
	t := terminal{in: in, err: err, inIsTTY: term.IsTerminal(int(in.Fd())), errIsTTY: term.IsTerminal(int(err.Fd())),
		raw: out}
	t.out = colorprofile.NewWriter(out, os.Environ())
	if w, _, e := term.GetSize(int(out.Fd())); e == nil {
		t.width = min(w, 110)
	}
	return t
}

// failure is an error that has been told already, or that says how to exit.
type failure struct {
	status int
	err    error // nil if it has been told
}

func (f failure) Error() string {
	if f.err == nil {
		return "failed"
	}
	return f.err.Error()
}

func (f failure) Unwrap() error { return f.err }

// newParser makes the parser of command lines. exit is called by --help and --version.
func newParser(ctx context.Context, c *commands, t terminal, exit func(int)) (*kong.Kong, error) {
	defaults, err := openConfig(configFile())
	if err != nil {
		return nil, err
	}
	return kong.New(c,
		kong.Resolvers(defaults),
		kong.Name("readout"),
		kong.Description("Readout reads the news and keeps the record: who said what, when, and about what; what is "+
			"planned, open and ruled out. "+
			"Every item is anchored to the exact bytes of its source."),
		kong.Writers(t.out, t.err),
		kong.Vars{"version": strings.TrimSpace(versionText()), "formats": formats},
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
		kong.Exit(exit),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(t),
	)
}

// run carries out one command line and gives the exit status.
func run(ctx context.Context, args []string, t terminal) (status int) {
	var c commands
	exited := false
	parser, err := newParser(ctx, &c, t, func(code int) { exited, status = true, code })
	if err != nil {
		fmt.Fprintln(t.err, "readout:", err)
		return exitBad
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if exited { // --help and --version
		return status
	}
	if err != nil {
		fmt.Fprintf(t.err, "readout: %v\nRun 'readout --help' to see the commands and their flags.\n", err)
		return exitBad
	}
	if err := checkDays(k); err != nil {
		fmt.Fprintln(t.err, "readout:", err)
		return exitBad
	}
	err = k.Run()
	var f failure
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &f):
		if f.err != nil {
			fmt.Fprintln(t.err, "readout:", f.err)
		}
		return f.status
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(t.err, "readout: stopped")
		return exitStopped
	default:
		fmt.Fprintln(t.err, "readout:", err)
		return exitBad
	}
}

// checkDays refuses what is no day in any flag that takes one, before anything is
// opened or made.
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
