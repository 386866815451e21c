// Package config reads the file of default values of flags.
//
// It takes a TOML file and returns values for flags that are set neither on the command line nor
// in the environment. It rejects keys that match no flag, since a typo would go unnoticed.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// File returns the path of the file of defaults: READOUT_CONFIG, or config.toml in the user's
// configuration directory; "" if there is none.
func File() string {
	if path, ok := os.LookupEnv("READOUT_CONFIG"); ok {
		return path
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "readout", "config.toml")
}

// Defaults supplies flag values from a file. A top-level key applies to all commands that have
// the flag, and a key in a table to that command: db = "news.db", [serve] listen =
// "127.0.0.1:9000". The command line and environment variables take precedence.
type Defaults struct {
	path   string
	values map[string]any
}

// Open reads the file. A missing file supplies no values.
//
// Errors: the file cannot be read, or is no valid TOML.
func Open(path string) (*Defaults, error) {
	c := &Defaults{path: path}
	if path == "" {
		return c, nil
	}
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	if err := toml.Unmarshal(raw, &c.values); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// Validate rejects keys that match no flag.
func (c *Defaults) Validate(app *kong.Application) error {
	for key, value := range c.values {
		table, ok := value.(map[string]any)
		if !ok {
			if !slices.ContainsFunc(app.Leaves(false), func(n *kong.Node) bool { return hasFlag(n, key) }) {
				return fmt.Errorf("%s: no command has a flag --%s", c.path, key)
			}
			continue
		}
		at := slices.IndexFunc(app.Leaves(false), func(n *kong.Node) bool { return tableOf(n) == key })
		if at < 0 {
			return fmt.Errorf("%s: there is no command %q", c.path, key)
		}
		for name := range table {
			if !hasFlag(app.Leaves(false)[at], name) {
				return fmt.Errorf("%s: 'readout %s' has no flag --%s", c.path, key, name)
			}
		}
	}
	return nil
}

// tableOf returns the table name of a command: "serve", "token add".
func tableOf(n *kong.Node) string {
	name := n.Name
	for up := n.Parent; up != nil && up.Type == kong.CommandNode; up = up.Parent {
		name = up.Name + " " + name
	}
	return name
}

func hasFlag(n *kong.Node, name string) bool {
	return slices.ContainsFunc(n.Flags, func(f *kong.Flag) bool { return f.Name == name })
}

// Resolve returns the value of a flag, or nil if the file has none.
func (c *Defaults) Resolve(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	for _, env := range flag.Envs {
		if _, ok := os.LookupEnv(env); ok {
			return nil, nil
		}
	}
	node := parent.Node()
	if node == nil {
		return nil, nil
	}
	if table, ok := c.values[tableOf(node)].(map[string]any); ok {
		if v, ok := table[flag.Name]; ok {
			return plainValue(v), nil
		}
	}
	if v, ok := c.values[flag.Name]; ok {
		if _, isTable := v.(map[string]any); !isTable {
			return plainValue(v), nil
		}
	}
	return nil, nil
}

// plainValue returns a value in the form of the command line.
func plainValue(v any) any {
	list, ok := v.([]any)
	if !ok {
		return fmt.Sprint(v)
	}
	parts := make([]string, 0, len(list))
	for _, x := range list {
		parts = append(parts, fmt.Sprint(x))
	}
	return strings.Join(parts, ",")
}
