package program

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"

	"readout"
	"readout/article"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/config"
	"readout/cmd/readout/internal/serve"
	"readout/serve/auth"
)

// Doctor is "readout doctor".
type Doctor struct {
	cli.LedgerFlags `embed:""`
}

// Help returns the text of "readout doctor --help".
func (Doctor) Help() string {
	return `Checks the program, the models, the ledger, its tokens, the default address of 'readout serve'
and the file of defaults, and reports problems. The exit status is 1 if there are any.`
}

// finding is the result of one check. If it is wrong, it says what to do.
type finding struct {
	what, says string
	wrong      bool
}

// Run makes all checks and prints their results.
func (c *Doctor) Run(ctx context.Context, t cli.Terminal) error {
	list := []finding{{what: "program", says: strings.Join(strings.Fields(VersionText()), " ")}}
	list = append(list, checkReader(ctx, "reading", readout.Deep), checkReader(ctx, "fast", readout.Fast),
		c.checkConfig(), c.checkLedger(ctx), c.checkTokens(),
		checkAddress())
	bad := false
	for _, f := range list {
		mark := "ok   "
		if f.wrong {
			mark, bad = "WRONG", true
		}
		fmt.Fprintf(t.Out, "%s  %-8s %s\n", mark, f.what, cli.Clean(f.says))
	}
	if bad {
		return cli.Failure{Status: cli.ExitSome}
	}
	return nil
}

// checkReader loads a model and reads a sentence.
func checkReader(ctx context.Context, what string, model readout.Model) finding {
	reader, err := readout.New(readout.Options{Model: model})
	if err != nil {
		return finding{what, err.Error(), true}
	}
	a := &article.Article{Text: "Harbour stays open\n\n\"The harbour will stay open,\" Mira Halden said on Monday.",
		Published: "2024-03-04"}
	r, err := reader.Read(ctx, a)
	if err != nil {
		return finding{what, err.Error(), true}
	}
	if len(r.Statements) == 0 {
		return finding{what, "a plain quotation was not found: build the program again", true}
	}
	return finding{what: what, says: "reads; " + reader.Name()}
}

func (c *Doctor) checkConfig() finding {
	path := config.File()
	if path == "" {
		return finding{what: "config", says: "there is no configuration directory"}
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return finding{what: "config", says: path + " does not exist, and is optional"}
	}
	if _, err := config.Open(path); err != nil {
		return finding{"config", err.Error(), true}
	}
	return finding{what: "config", says: path}
}

// checkLedger opens the ledger, if it exists, and counts its contents.
func (c *Doctor) checkLedger(ctx context.Context) finding {
	if !c.Server() {
		if _, err := os.Stat(c.DB); errors.Is(err, fs.ErrNotExist) {
			return finding{what: "ledger", says: c.DB + " does not exist yet: 'readout add' creates it"}
		}
		if err := writable(c.DB); err != nil {
			return finding{"ledger", err.Error(), true}
		}
	}
	l, closeLedger, err := c.OpenOrMake(ctx)
	if err != nil {
		return finding{"ledger", err.Error(), true}
	}
	defer closeLedger()
	stats, err := l.Store().Stats(ctx)
	if err != nil {
		return finding{"ledger", err.Error(), true}
	}
	return finding{what: "ledger", says: fmt.Sprintf("%s holds %s with %s", c.DB,
		cli.Counted(int(stats.Articles), "article"), cli.Counted(int(stats.Statements), "statement"))}
}

// writable returns an error if a file cannot be written.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// checkTokens reads the tokens and checks that nobody else can.
func (c *Doctor) checkTokens() finding {
	path := serve.TokenFile("", c.DB)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return finding{what: "tokens", says: "there are none: 'readout serve' listens on this machine only"}
	}
	if err != nil {
		return finding{"tokens", err.Error(), true}
	}
	k, err := auth.OpenKeyring(path)
	if err != nil {
		return finding{"tokens", err.Error(), true}
	}
	list, err := k.List()
	if err != nil {
		return finding{"tokens", err.Error(), true}
	}
	if info.Mode().Perm()&0o077 != 0 {
		return finding{"tokens", "others can read " + path + ": chmod 600 " + filepath.Base(path), true}
	}
	return finding{what: "tokens", says: cli.Counted(len(list), "token") + " in " + path}
}

// checkAddress checks whether the default address of serve is free.
func checkAddress() finding {
	l, err := net.Listen("tcp", serve.DefaultListen)
	if err != nil {
		return finding{what: "address",
			says: serve.DefaultListen + " is in use: choose another with 'readout serve --listen', unless a server " +
				"is already running"}
	}
	l.Close()
	return finding{what: "address", says: serve.DefaultListen + " is free"}
}
