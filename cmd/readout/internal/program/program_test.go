package program_test

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/collect"
	"readout/cmd/readout/internal/program"
	"readout/cmd/readout/internal/serve"
)

// table is the command line of these tests, with enough commands for completion.
type table struct {
	Version    program.Version    `cmd:"" help:"Print the release."`
	Doctor     program.Doctor     `cmd:"" help:"Look at what Readout needs here."`
	Completion program.Completion `cmd:"" help:"Print what completes."`
	Man        program.Man        `cmd:"" help:"Print the manual page."`
	Complete   program.Complete   `cmd:"" hidden:""`
	Add        collect.Add        `cmd:"" help:".Keep what begins with a dot."`
	Token      serve.Token        `cmd:"" help:"Tokens."`
}

func newTable() any { return new(table) }

// TestVersion prints one fact per line.
func TestVersion(t *testing.T) {
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"version"}, Out: []string{"release  ", "\ncommit   ", "\nreader   ", "\ngo       ", "\nmachine  "}},
	})
}

// TestMan: the page has every visible command with its flags, and no line that troff would
// interpret as a request.
func TestMan(t *testing.T) {
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"man"}, Out: []string{".TH READOUT 1", ".SH COMMANDS", ".SS doctor", "\\&.Keep what begins",
			".B \\-f, \\-\\-from=", ".SS token add", ".SH FILES"}},
	})
	out, _, _ := clitest.Run(t.Context(), new(table), "", "man")
	if strings.Contains(out, ".SS complete ") {
		t.Error("a hidden command is shown")
	}
}

// TestCompletion: each shell gets a valid script that calls this program.
func TestCompletion(t *testing.T) {
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"completion", "bash"}, Out: []string{"readout complete", "complete -o default -F _readout readout"}},
		{Args: []string{"completion", "zsh"}, Out: []string{"readout complete", "compdef _readout readout"}},
		{Args: []string{"completion", "fish"}, Out: []string{"complete -c readout", "readout complete"}},
		{Args: []string{"completion", "tcsh"}, Status: cli.ExitBad, Err: []string{"must be one of"}},
	})
	script, _, _ := clitest.Run(t.Context(), new(table), "", "completion", "bash")
	if bash, err := exec.LookPath("bash"); err == nil {
		if out, err := exec.Command(bash, "-n", "-c", script).CombinedOutput(); err != nil {
			t.Errorf("bash does not read its script: %v, %s", err, out)
		}
	}
}

// TestComplete: the candidates for the last word are commands, flags, or values of the previous
// flag.
func TestComplete(t *testing.T) {
	for words, want := range map[string]string{
		"":                        "add completion doctor man token version",
		"do":                      "doctor",
		"none":                    "",
		"token ":                  "add list revoke",
		"token add --sc":          "--scope",
		"token add --scope ":      "admin read write",
		"token add --scope=read ": "",
		"add -f ht":               "html",
		"add --from warc -": "--allow --db --delay --detach --format --from --from-warc-list --help --into " +
			"--jobs --manifest --model --outlet --published --shard --user-agent",
		"completion ": "bash fish zsh",
	} {
		out, _, status := clitest.Run(t.Context(), new(table), "",
			append([]string{"complete", "--"}, strings.Split(words, " ")...)...)
		if got := strings.Join(strings.Fields(out), " "); got != want || status != cli.ExitOK {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	if out, _, _ := clitest.Run(t.Context(), new(table), "", "complete"); !strings.Contains(out, "doctor") {
		t.Errorf("without words: %q", out)
	}
}

// doctor runs the command and returns its line about one check.
func doctor(t *testing.T, what, db string) (line string, status int) {
	t.Helper()
	out, errs, status := clitest.Run(t.Context(), new(table), "", "doctor", "--db", db)
	for l := range strings.Lines(out) {
		if f := strings.Fields(l); len(f) > 1 && f[1] == what {
			return strings.TrimSpace(l), status
		}
	}
	t.Fatalf("the doctor says nothing of %s: %s%s", what, out, errs)
	return "", 0
}

// TestDoctor runs each check with its object missing, right and wrong.
func TestDoctor(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for name, content := range map[string]string{"a.txt": "The harbour stays open, Mira Halden said.",
		"good.toml": "db = \"x\"",
		"bad.toml":  "db = = 1", "text.db": strings.Repeat("this is no ledger\n", 200), "bad.db.tokens": "{"} {
		if err := os.WriteFile(at(name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"add", at("a.txt"), "--db", at("l.db")}, Err: []string{"1 added"}},
		{Args: []string{"token", "add", "Ana", "--db", at("l.db")}, Out: []string{"readout_"}},
		{Args: []string{"token", "add", "Ana", "--db", at("open.db")}, Out: []string{"readout_"}},
	})
	if err := os.Chmod(at("open.db.tokens"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, config, db, want string }{
		{"reading", "", "none.db", "ok     reading  reads; "},
		{"fast", "", "none.db", "ok     fast     reads; " + readout.Version + " fast sha256:"},
		{"config", "", "none.db", "ok     config   there is no configuration directory"},
		{"config", at("none.toml"), "none.db", "does not exist, and is optional"},
		{"config", at("good.toml"), "none.db", "ok     config   " + at("good.toml")},
		{"config", at("bad.toml"), "none.db", "WRONG  config   "},
		{"ledger", "", "none.db", "does not exist yet"},
		{"ledger", "", "l.db", "holds 1 article with 1 statement"},
		{"ledger", "", "text.db", "WRONG  ledger"},
		{"tokens", "", "none.db", "there are none"},
		{"tokens", "", "l.db", "1 token in " + at("l.db.tokens")},
		{"tokens", "", "open.db", "WRONG  tokens   others can read"},
		{"tokens", "", "bad.db", "WRONG  tokens"},
		{"program", "", "none.db", "ok     program  release"},
	} {
		t.Setenv("READOUT_CONFIG", c.config)
		line, status := doctor(t, c.what, at(c.db))
		if !strings.Contains(line, c.want) || strings.HasPrefix(line, "WRONG") != (status == cli.ExitSome) {
			t.Errorf("%s of %s: status %d, %q, want %q", c.what, c.db, status, line, c.want)
		}
	}
}

// TestDoctorsAddress: an address in use is reported but no problem.
func TestDoctorsAddress(t *testing.T) {
	t.Setenv("READOUT_CONFIG", "")
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", serve.DefaultListen)
	if err == nil {
		defer l.Close()
	}
	if line, status := doctor(t, "address", filepath.Join(t.TempDir(), "none.db")); status != cli.ExitOK ||
		!strings.Contains(line, "is in use") {
		t.Errorf("status %d, %q", status, line)
	}
}
