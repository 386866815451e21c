package serve_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/serve"
)

// table is the command line of these tests.
type table struct {
	Serve   serve.Serve   `cmd:""`
	Prepare serve.Prepare `cmd:""`
	Token   serve.Token   `cmd:""`
	MCP     serve.MCP     `cmd:"" name:"mcp"`
	Demo    serve.Demo    `cmd:""`
}

func newTable() any { return new(table) }

// served runs a command while look, given the address that the command prints, tests what it
// serves.
func served(t *testing.T, look func(address string), args ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	read, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Run(ctx, new(table), args, cli.Terminal{Raw: write, Out: write, Err: t.Output()})
		write.Close()
	}()
	lines := bufio.NewScanner(read)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "http://") || strings.HasPrefix(lines.Text(), "https://") {
			break
		}
	}
	address := lines.Text()
	go io.Copy(io.Discard, read)
	if address == "" {
		t.Fatalf("%q prints no address, status %d", args, <-ended)
	}
	look(address)
	stop()
	if status := <-ended; status != cli.ExitOK {
		t.Errorf("%q: stopped with status %d", args, status)
	}
}

// get sends a request, with or without a token.
func get(t *testing.T, url, token string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// TestServe serves a ledger on this machine, with background workers, until it is stopped.
func TestServe(t *testing.T) {
	db := clitest.Ledger(t)
	served(t, func(address string) {
		if status, body := get(t, address, ""); status != http.StatusOK || !strings.Contains(body, "<title>New — Readout") {
			t.Errorf("the first page: %d, %.300s", status, body)
		}
		if status, body := get(t, address+"api/v1/statements?q=transit", ""); status != http.StatusOK ||
			!strings.Contains(body, "Dravitsyn") {
			t.Errorf("the API: %d, %.300s", status, body)
		}
	}, "serve", "--db", db, "--listen", "127.0.0.1:0", "--work", "--fetch", "--log")
}

// TestServeWithTokens rejects requests without a token once there is one.
func TestServeWithTokens(t *testing.T) {
	db := clitest.Ledger(t)
	token, _, status := clitest.Run(t.Context(), new(table), "", "token", "add", "Ana", "--db", db)
	if status != cli.ExitOK {
		t.Fatal(status)
	}
	served(t, func(address string) {
		if status, _ := get(t, address+"api/v1/statements?q=transit", ""); status != http.StatusUnauthorized {
			t.Errorf("without a token: %d", status)
		}
		if status, body := get(t, address+"api/v1/statements?q=transit", strings.TrimSpace(token)); status != http.StatusOK {
			t.Errorf("with it: %d, %.300s", status, body)
		}
	}, "serve", "--db", db, "--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1,10.0.0.0/8")
}

// TestServeRefuses configurations that would let others in, and invalid ones.
func TestServeRefuses(t *testing.T) {
	db := "--db=" + clitest.Ledger(t)
	here := "--listen=127.0.0.1:0"
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"serve", db, "--listen", "0.0.0.0:0"}, Status: cli.ExitBad, Err: []string{"'readout token add NAME"}},
		{Args: []string{"serve", db, here, "--host", "news.example"}, Status: cli.ExitBad, Err: []string{"others can reach"}},
		{Args: []string{"serve", db, "--listen", "nowhere"}, Status: cli.ExitBad, Err: []string{"listening: "}},
		{Args: []string{"serve", db, here, "--trust-proxy", "x"}, Status: cli.ExitBad, Err: []string{"--trust-proxy: "}},
		{Args: []string{"serve", db, here, "--alert-to", "x"}, Status: cli.ExitBad, Err: []string{"--alert-to: "}},
		{Args: []string{"serve", db, here, "--smtp", "smtp://m.example:25"}, Status: cli.ExitBad,
			Err: []string{"needs both"}},
		{Args: []string{"serve", db, here, "--smtp", "x://", "--mail-from", "a@m.example"}, Status: cli.ExitBad,
			Err: []string{"readout: "}},
		{Args: []string{"serve", "--db", filepath.Join(t.TempDir(), "typo.db"), here}, Status: cli.ExitBad,
			Err: []string{"there is no ledger"}},
		{Args: []string{"mcp", "--db", filepath.Join(t.TempDir(), "none.db")}, Status: cli.ExitBad,
			Err: []string{"there is no ledger"}},
	})
}

// TestToken: a token is shown once, listed by name, and revoked.
func TestToken(t *testing.T) {
	dir := t.TempDir()
	db := "--db=" + filepath.Join(dir, "l.db")
	broken := filepath.Join(dir, "broken.tokens")
	if err := os.WriteFile(broken, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"token", "add", "Ana", "--scope", "write", db}, Out: []string{"readout_"},
			Err: []string{"It is shown only once; l.db.tokens stores only its hash."}},
		{Args: []string{"token", "list", db}, Out: []string{"Ana ", "write "}},
		{Args: []string{"token", "add", "Ana", db}, Status: cli.ExitBad, Err: []string{"Ana has a token"}},
		{Args: []string{"token", "add", "Bo", "--scope", "root", db}, Status: cli.ExitBad, Err: []string{"must be one of"}},
		{Args: []string{"token", "revoke", "Ana", db}, Out: []string{"revoked\n"}},
		{Args: []string{"token", "revoke", "Ana", db}, Status: cli.ExitBad, Err: []string{"Ana has no token"}},
		{Args: []string{"token", "list", "--tokens", broken}, Status: cli.ExitBad, Err: []string{"readout: "}},
		{Args: []string{"token", "revoke", "Ana", "--tokens", broken}, Status: cli.ExitBad, Err: []string{"readout: "}},
	})
}

// TestTokenFile: tokens are stored next to the ledger; those for a database server in the
// working directory.
func TestTokenFile(t *testing.T) {
	for _, c := range [][3]string{{"mine", "l.db", "mine"}, {"", "l.db", "l.db.tokens"},
		{"", "postgres://db/readout", "readout.tokens"}, {"", "host=/run dbname=readout", "readout.tokens"}} {
		if got := serve.TokenFile(c[0], c[1]); got != c[2] {
			t.Errorf("%q of %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// TestDemo reads the dispatches into a new ledger, shows a dossier, and serves it; an existing
// file is not changed.
func TestDemo(t *testing.T) {
	db := filepath.Join(t.TempDir(), "demo.db")
	served(t, func(address string) {
		if status, body := get(t, address, ""); status != http.StatusOK || !strings.Contains(body, "Ostrella") {
			t.Errorf("the dossier: %d, %.300s", status, body)
		}
	}, "demo", "--db", db, "--listen", "127.0.0.1:0")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"prepare", "--db", db}, Out: []string{"The pages as of 25 past days are ready.\n"}},
		{Args: []string{"prepare", "--db", db, "--from", "2024-03-20", "--to", "2024-03-20"},
			Out: []string{"The pages as of 1 past day are ready.\n"}},
		{Args: []string{"prepare", "--db", db, "--from", "20.3.2024"}, Status: cli.ExitBad, Err: []string{"--from"}},
		{Args: []string{"prepare", "--db", filepath.Join(t.TempDir(), "none.db")}, Status: cli.ExitBad,
			Err: []string{"readout: "}},
		{Args: []string{"demo", "--db", db}, Status: cli.ExitBad, Err: []string{db + " already exists: remove it"}},
		{Args: []string{"demo", "--db", filepath.Join(t.TempDir(), "none", "demo.db")}, Status: cli.ExitBad,
			Err: []string{"readout: "}},
	})
}
