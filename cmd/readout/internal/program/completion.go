package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"readout/cmd/readout/internal/cli"
)

// Completion is "readout completion".
type Completion struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"The shell: ${enum}."`
}

// Help returns the text of "readout completion --help".
func (Completion) Help() string {
	return `Prints a script for completing commands and flags. Add it to the shell's startup file:

  echo 'source <(readout completion bash)' >> ~/.bashrc
  echo 'source <(readout completion zsh)' >> ~/.zshrc
  readout completion fish > ~/.config/fish/completions/readout.fish`
}

// completions are the scripts. They call this program for the candidates, so that they never go
// stale.
var completions = map[string]string{
	"bash": `_readout() { local IFS=$'\n'; COMPREPLY=($(readout complete ` +
		`-- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)); }
complete -o default -F _readout readout
`,
	"zsh": `_readout() { local -a all; all=("${(@f)$(readout complete ` +
		`-- "${words[@]:1:$((CURRENT-1))}" 2>/dev/null)}"); all=(${all:#}); ` +
		`(( $#all )) && compadd -a all || _files; }
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _readout readout
`,
	"fish": `complete -c readout -a '(set -l t (commandline -opc); ` +
		`readout complete -- $t[2..] (commandline -ct) 2>/dev/null)'
`,
}

// Run prints the script for the shell.
func (c *Completion) Run(t cli.Terminal) error {
	_, err := fmt.Fprint(t.Raw, completions[c.Shell])
	return err
}

// Complete is "readout complete", which the completion scripts call.
type Complete struct {
	Words []string `arg:"" optional:"" passthrough:""`
}

// Run prints the candidates, one per line.
func (c *Complete) Run(k *kong.Context, t cli.Terminal) error {
	words := c.Words
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	for _, w := range candidates(k.Model.Node, words) {
		fmt.Fprintln(t.Raw, w)
	}
	return nil
}

// candidates returns the completions of the last word: commands, flags, or the values of a flag
// or argument.
func candidates(node *kong.Node, words []string) []string {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	var before *kong.Flag // the flag that still needs its value
	for _, w := range words[:len(words)-1] {
		if before != nil {
			before = nil
			continue
		}
		if strings.HasPrefix(w, "-") {
			if f := flagOf(node, w); f != nil && !f.IsBool() && !strings.Contains(w, "=") {
				before = f
			}
			continue
		}
		if i := slices.IndexFunc(node.Children,
			func(n *kong.Node) bool { return n.Name == w && n.Type == kong.CommandNode }); i >= 0 {
			node = node.Children[i]
		}
	}
	var out []string
	switch {
	case before != nil:
		out = before.EnumSlice()
	case strings.HasPrefix(last, "-"):
		for _, group := range node.AllFlags(true) {
			for _, f := range group {
				out = append(out, "--"+f.Name)
			}
		}
	default:
		for _, n := range node.Children {
			if !n.Hidden {
				out = append(out, n.Name)
			}
		}
		for _, p := range node.Positional {
			out = append(out, p.EnumSlice()...)
		}
	}
	out = slices.DeleteFunc(out, func(s string) bool { return s == "" || !strings.HasPrefix(s, last) })
	slices.Sort(out)
	return slices.Compact(out)
}

func flagOf(node *kong.Node, word string) *kong.Flag {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	for _, group := range node.AllFlags(false) {
		for _, f := range group {
			if f.Name == name || len(name) == 1 && f.Short == rune(name[0]) && !strings.HasPrefix(word, "--") {
				return f
			}
		}
	}
	return nil
}
