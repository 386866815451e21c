package serve

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // users choose their time zone, even if the machine has no database

	"readout/cmd/readout/internal/cli"
	"readout/serve/auth"
)

// TokenFile returns the file with the tokens of a ledger. For a ledger on a database server it
// is in the working directory.
func TokenFile(given, db string) string {
	switch {
	case given != "":
		return given
	case strings.Contains(db, "://") || strings.Contains(db, "host="):
		return "readout.tokens"
	}
	return db + ".tokens"
}

// Token is "readout token".
type Token struct {
	Add    tokenAddCommand    `cmd:"" help:"Create a token and print it once."`
	List   tokenListCommand   `cmd:"" help:"List the names of tokens."`
	Revoke tokenRevokeCommand `cmd:"" help:"Revoke a token; a running server rejects it immediately."`
}

type tokenFlags struct {
	DB     string `name:"db" env:"READOUT_DB" default:"readout.db" placeholder:"FILE" help:"The ledger it gives access to (${default})."`
	Tokens string `placeholder:"FILE" help:"The file of tokens (the ledger's name with .tokens)."`
}

func (f *tokenFlags) keyring() (*auth.Keyring, error) {
	return auth.OpenKeyring(TokenFile(f.Tokens, f.DB))
}

type tokenAddCommand struct {
	tokenFlags `embed:""`
	Name       string `arg:"" help:"Its owner; the name is recorded in the audit log."`
	Scope      string `enum:"read,write,admin" default:"read" help:"Its permissions: ${enum} (${default})."`
}

// Run creates a token.
func (c *tokenAddCommand) Run(t cli.Terminal) error {
	k, err := c.keyring()
	if err != nil {
		return err
	}
	scope, err := auth.ParseScope(c.Scope)
	if err != nil {
		return err
	}
	token, err := k.Add(c.Name, scope, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintln(t.Out, token)
	fmt.Fprintln(t.Err, "It is shown only once; "+filepath.Base(k.Path())+" stores only its hash.")
	return nil
}

type tokenListCommand struct {
	tokenFlags `embed:""`
}

// Run lists the tokens without their secrets.
func (c *tokenListCommand) Run(t cli.Terminal) error {
	k, err := c.keyring()
	if err != nil {
		return err
	}
	list, err := k.List()
	if err != nil {
		return err
	}
	for _, key := range list {
		fmt.Fprintf(t.Out, "%-24s %-6s %s\n", cli.Clean(key.Name), key.Scope, key.Made)
	}
	return nil
}

type tokenRevokeCommand struct {
	tokenFlags `embed:""`
	Name       string `arg:"" help:"Name of its owner."`
}

// Run revokes a token.
func (c *tokenRevokeCommand) Run(t cli.Terminal) error {
	k, err := c.keyring()
	if err != nil {
		return err
	}
	if err := k.Revoke(c.Name); err != nil {
		return err
	}
	fmt.Fprintln(t.Out, "revoked")
	return nil
}
