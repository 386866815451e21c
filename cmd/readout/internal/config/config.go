// Package config reads the file of defaults of flags.
//
// In comes a TOML file; out go values for flags that neither the command line nor the
// environment sets. It refuses keys that no flag has: a typing error would go unseen.
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

// File is where defaults of flags are kept: READOUT_CONFIG, or config.toml in the
// user's folder of configurations. "" is none.
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

// Defaults gives flags what a file says. A key at the top is for every command that has the
// flag, one in a table for that command: db = "news.db", [serve] listen = "127.0.0.1:9000".
// Flags on the command line and environment variables go before it.
type Defaults struct {
	path   string
	values map[string]any
}

// Open reads the file; one that is not there says nothing.
//
// Errors: it cannot be read, or is no TOML.
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

// Validate refuses keys that no flag has: a typing error would go unseen.
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

// tableOf is the table of a command: "serve", "token add".
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

// Resolve gives a flag's value, nil where the file does not say it.
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

// plainValue is a value as the command line would have it.
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
