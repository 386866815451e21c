package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// table is a command line with the flags that these tests set.
type table struct {
	Stats struct {
		DB string `name:"db" env:"READOUT_TEST_DB" default:"readout.db"`
	} `cmd:""`
	Token struct {
		Add struct {
			DB    string   `name:"db" default:"readout.db"`
			Names []string `name:"names"`
			Limit int      `default:"20"`
		} `cmd:""`
	} `cmd:""`
}

// parse parses a command line with a file of defaults.
func parse(t *testing.T, toml string, args ...string) (*table, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(toml), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := Open(path)
	if err != nil {
		return nil, err
	}
	c := new(table)
	parser, err := kong.New(c, kong.Resolvers(d), kong.Exit(func(int) {}))
	if err != nil {
		return nil, err
	}
	_, err = parser.Parse(args)
	return c, err
}

// TestDefaults: a top-level key applies to every command, one in a table to that command;
// environment and command line take precedence.
func TestDefaults(t *testing.T) {
	const toml = "db = \"news.db\"\n[stats]\n[\"token add\"]\nnames = [\"Ana\", \"Bo\"]\nlimit = 5\n"
	c, err := parse(t, toml, "stats")
	if err != nil || c.Stats.DB != "news.db" {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = parse(t, toml, "token", "add")
	if err != nil || c.Token.Add.DB != "news.db" || strings.Join(c.Token.Add.Names, " ") != "Ana Bo" ||
		c.Token.Add.Limit != 5 {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err = parse(t, toml, "stats", "--db", "mine.db"); err != nil || c.Stats.DB != "mine.db" {
		t.Errorf("the command line: %+v, %v", c, err)
	}
	t.Setenv("READOUT_TEST_DB", "env.db")
	if c, err = parse(t, toml, "stats"); err != nil || c.Stats.DB != "env.db" {
		t.Errorf("the environment: %+v, %v", c, err)
	}
}

// TestRefused: a key that matches no flag is rejected by name.
func TestRefused(t *testing.T) {
	for toml, want := range map[string]string{
		"databse = \"x\"":         "no command has a flag --databse",
		"[stat]\ndb = \"x\"":      `there is no command "stat"`,
		"[stats]\nlimit = 1":      "'readout stats' has no flag --limit",
		"[\"token\"]\ndb = \"x\"": `there is no command "token"`,
		"db = = 1":                "config.toml",
	} {
		if _, err := parse(t, toml, "stats"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", toml, err, want)
		}
	}
}

// TestNoFile: a missing file supplies no values; its location can be set.
func TestNoFile(t *testing.T) {
	for _, path := range []string{"", filepath.Join(t.TempDir(), "none.toml")} {
		if _, err := Open(path); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder was read as a file")
	}
	t.Setenv("READOUT_CONFIG", "mine.toml")
	if got := File(); got != "mine.toml" {
		t.Errorf("%q", got)
	}
	os.Unsetenv("READOUT_CONFIG")
	t.Setenv("XDG_CONFIG_HOME", "/etc/of")
	t.Setenv("HOME", "/home/of")
	if got := File(); got != "" && !strings.HasSuffix(filepath.ToSlash(got), "readout/config.toml") {
		t.Errorf("%q", got)
	}
}
