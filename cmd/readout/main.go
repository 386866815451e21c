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
	Read     read.Command      `cmd:"" help:"Read articles into records: who said what, what is planned and what is not."`
	Add      collect.Add       `cmd:"" group:"The ledger" help:"Read articles and store them in the ledger."`
	Search   ask.Search        `cmd:"" group:"The ledger" help:"Search statements by words, speaker, outlet, day, kind, act or status."`
	Said     ask.Said          `cmd:"" group:"The ledger" help:"Show what a person said, optionally on one topic, and how it changed."`
	Person   ask.Person        `cmd:"" group:"The ledger" help:"Show the names and roles of a person over time."`
	Event    ask.Event         `cmd:"" group:"The ledger" help:"Show the dossier of an event: its current state, who said so, and its history."`
	Events   ask.Events        `cmd:"" group:"The ledger" help:"List events, by name or upcoming ones."`
	Changes  ask.Changes       `cmd:"" group:"The ledger" help:"Show what changed since a day."`
	Check    ask.Check         `cmd:"" group:"The ledger" help:"Check a quotation: did they say this, where, and in which words?"`
	Compare  ask.Compare       `cmd:"" group:"The ledger" help:"Compare the wordings of an utterance across outlets."`
	Stories  ask.Stories       `cmd:"" group:"The ledger" help:"List running stories and their articles."`
	Outlet   ask.Outlet        `cmd:"" group:"The ledger" help:"Show whom an outlet quotes, and how it treats words that others report too."`
	Merge    decide.Merge      `cmd:"" group:"Decisions" help:"Record that several people, or several events, are one."`
	Split    decide.Split      `cmd:"" group:"Decisions" help:"Record that some mentions of a person or event are of another."`
	Correct  decide.Correct    `cmd:"" group:"Decisions" help:"Record how a statement should have been read."`
	Takedown decide.Takedown   `cmd:"" group:"Decisions" help:"Remove an article with all its versions for good."`
	Undo     decide.Undo       `cmd:"" group:"Decisions" help:"Undo a decision."`
	Audit    decide.Audit      `cmd:"" group:"Decisions" help:"List all decisions: who, when, what and why."`
	Serve    serve.Serve       `cmd:"" group:"The ledger" help:"Serve the ledger to browsers and programs: pages, API, feeds."`
	Prepare  serve.Prepare     `cmd:"" group:"The ledger" help:"Work out in advance what pages of past days show, so that they open at once."`
	Token    serve.Token       `cmd:"" group:"The ledger" help:"Manage access tokens for a served ledger."`
	MCP      serve.MCP         `cmd:"" name:"mcp" group:"The ledger" help:"Serve the ledger to an assistant (MCP) on standard input and output."`
	Demo     serve.Demo        `cmd:"" group:"The ledger" help:"Create a ledger from four weeks of invented dispatches about one summit."`
	Export   keep.Export       `cmd:"" group:"Keeping" help:"Export statements and events for other programs."`
	Verify   keep.Verify       `cmd:"" group:"Keeping" help:"Check that all texts and anchors are unchanged."`
	Reread   keep.Reread       `cmd:"" group:"Keeping" help:"Read the archive again with the current reader, and show what is gained and lost."`
	Backup   keep.Backup       `cmd:"" group:"Keeping" help:"Write the ledger to a single file."`
	Restore  keep.Restore      `cmd:"" group:"Keeping" help:"Restore a backup into an empty ledger."`
	Stats    keep.Stats        `cmd:"" group:"Keeping" help:"Count the contents of the ledger."`
	KB       keep.KB           `cmd:"" name:"kb" group:"Keeping" help:"Import knowledge about people from your own files."`
	Fetch    collect.Fetch     `cmd:"" group:"The network" help:"Fetch pages into a WARC archive."`
	Watch    collect.Watch     `cmd:"" group:"The network" help:"Follow feeds and store their articles in the ledger."`
	Worker   workers.Worker    `cmd:"" group:"Many machines" help:"Run jobs of a ledger, alongside other workers."`
	Queue    workers.Queue     `cmd:"" group:"Many machines" help:"Show and control the jobs of a ledger."`
	Shard    workers.ReadShard `cmd:"" name:"read-shard" hidden:""`
	Score    scoring.Command   `cmd:"" group:"The models" help:"Evaluate against the annotations of public corpora."`

	Version    program.Version    `cmd:"" group:"This program" help:"Print the release, the commit and the reader's version."`
	Doctor     program.Doctor     `cmd:"" group:"This program" help:"Check the installation and report problems."`
	Completion program.Completion `cmd:"" group:"This program" help:"Print a shell completion script."`
	Man        program.Man        `cmd:"" group:"This program" help:"Print the manual page."`
	Complete   program.Complete   `cmd:"" hidden:""`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the version and exit."`
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
