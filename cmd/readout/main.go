// Command readout reads news articles and keeps a record of who said what and what is planned.
//
// It takes files, addresses and archives, and produces records, reports and pages. For input
// that it cannot read it prints one line to standard error with the name and the reason.
//
// The one idea: each command is a struct whose fields are its flags and whose Run method does
// the work. This file lists the commands; each group is a package below internal, and only these
// packages connect the others to files, the network, the clock and the terminal.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"readout/cmd/readout/internal/ask"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/collect"
	"readout/cmd/readout/internal/config"
	"readout/cmd/readout/internal/decide"
	"readout/cmd/readout/internal/inputs"
	"readout/cmd/readout/internal/keep"
	"readout/cmd/readout/internal/program"
	"readout/cmd/readout/internal/read"
	"readout/cmd/readout/internal/scoring"
	"readout/cmd/readout/internal/serve"
	"readout/cmd/readout/internal/workers"
)

// commands is the whole command line.
type commands struct {
	Read     read.Command      `cmd:"" help:"Read articles into records: who said what, what is planned, what is not."`
	Add      collect.Add       `cmd:"" group:"The ledger" help:"Read articles and keep them in the ledger."`
	Search   ask.Search        `cmd:"" group:"The ledger" help:"Find statements by words, speaker, outlet, day, kind, act, status."`
	Said     ask.Said          `cmd:"" group:"The ledger" help:"What one person said, on one topic if asked, and how it changed."`
	Person   ask.Person        `cmd:"" group:"The ledger" help:"Names and roles of a person, over time."`
	Event    ask.Event         `cmd:"" group:"The ledger" help:"The dossier of an event: what stands, who said it, how it came about."`
	Events   ask.Events        `cmd:"" group:"The ledger" help:"Events by name, or those that are coming."`
	Changes  ask.Changes       `cmd:"" group:"The ledger" help:"What changed since a day."`
	Check    ask.Check         `cmd:"" group:"The ledger" help:"Did they say this, where, in which words? Checks a quotation."`
	Compare  ask.Compare       `cmd:"" group:"The ledger" help:"The wordings of one utterance in every outlet."`
	Stories  ask.Stories       `cmd:"" group:"The ledger" help:"Running stories and their articles."`
	Merge    decide.Merge      `cmd:"" group:"Decisions" help:"Say that several people of the ledger are one."`
	Split    decide.Split      `cmd:"" group:"Decisions" help:"Say that some of those taken for one person are another."`
	Correct  decide.Correct    `cmd:"" group:"Decisions" help:"Say how a statement should have been read."`
	Takedown decide.Takedown   `cmd:"" group:"Decisions" help:"Take an article out for good, with all its versions."`
	Undo     decide.Undo       `cmd:"" group:"Decisions" help:"Take back a decision."`
	Audit    decide.Audit      `cmd:"" group:"Decisions" help:"List every decision: who, when, what and why."`
	Serve    serve.Serve       `cmd:"" group:"The ledger" help:"Open the ledger to browsers and programs: pages, API, feeds."`
	Token    serve.Token       `cmd:"" group:"The ledger" help:"Tokens for those who may ask a served ledger."`
	MCP      serve.MCP         `cmd:"" name:"mcp" group:"The ledger" help:"Give an assistant tools over the ledger, on standard input and output."`
	Demo     serve.Demo        `cmd:"" group:"The ledger" help:"Fill a ledger with four weeks of invented dispatches about one summit."`
	Export   keep.Export       `cmd:"" group:"Keeping" help:"Write statements and events for other programs."`
	Verify   keep.Verify       `cmd:"" group:"Keeping" help:"Check that every text and every anchor is what it was."`
	Reread   keep.Reread       `cmd:"" group:"Keeping" help:"Read the archive again with the present reader, and show what that gains and loses."`
	Backup   keep.Backup       `cmd:"" group:"Keeping" help:"Write the ledger into one file."`
	Restore  keep.Restore      `cmd:"" group:"Keeping" help:"Read a backup into an empty ledger."`
	Stats    keep.Stats        `cmd:"" group:"Keeping" help:"Count what the ledger holds."`
	KB       keep.KB           `cmd:"" name:"kb" group:"Keeping" help:"Knowledge of people from files of your own."`
	Fetch    collect.Fetch     `cmd:"" group:"The network" help:"Fetch pages into a WARC archive."`
	Watch    collect.Watch     `cmd:"" group:"The network" help:"Follow feeds into the ledger."`
	Worker   workers.Worker    `cmd:"" group:"Many machines" help:"Work on the jobs of a ledger, beside other workers."`
	Queue    workers.Queue     `cmd:"" group:"Many machines" help:"See and steer the jobs of a ledger."`
	Shard    workers.ReadShard `cmd:"" name:"read-shard" hidden:""`
	Score    scoring.Command   `cmd:"" group:"The models" help:"Compare what is found with what people marked in public corpora."`

	Version    program.Version    `cmd:"" group:"This program" help:"Print the release, the commit and the reader's version."`
	Doctor     program.Doctor     `cmd:"" group:"This program" help:"Look at what Readout needs here, and say what is wrong."`
	Completion program.Completion `cmd:"" group:"This program" help:"Print what makes a shell complete commands and flags."`
	Man        program.Man        `cmd:"" group:"This program" help:"Print the manual page."`
	Complete   program.Complete   `cmd:"" hidden:""`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the version and stop."`
}

func main() { os.Exit(start()) }

// options returns the parser options of the whole program: its description and the file of
// defaults.
func options() ([]kong.Option, error) {
	defaults, err := config.Open(config.File())
	if err != nil {
		return nil, err
	}
	return []kong.Option{
		kong.Resolvers(defaults),
		kong.Description("Readout reads the news and keeps the record: who said what, when, and about what; what is " +
			"planned, open and ruled out. " +
			"Every item is anchored to the exact bytes of its source."),
		kong.Vars{"version": strings.TrimSpace(program.VersionText()), "formats": inputs.Formats},
	}, nil
}

// run executes a command line and returns the exit status.
func run(ctx context.Context, args []string, t cli.Terminal) int {
	more, err := options()
	if err != nil {
		fmt.Fprintln(t.Err, "readout:", err)
		return cli.ExitBad
	}
	return cli.Run(ctx, &commands{}, args, t, more...)
}

// start runs the command line of the process until it ends or is interrupted.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], cli.NewTerminal(os.Stdin, os.Stdout, os.Stderr))
}
