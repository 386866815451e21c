package program

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"readout/cmd/readout/internal/cli"
)

// Man is "readout man".
type Man struct{}

// Help returns the text of "readout man --help".
func (Man) Help() string {
	return `Prints the manual page, for man(1):

  readout man > /usr/local/share/man/man1/readout.1`
}

// Run writes the page from the same model as --help.
func (Man) Run(k *kong.Context, t cli.Terminal) error {
	_, err := fmt.Fprint(t.Raw, manual(k.Model))
	return err
}

// manual returns the program's page in man(7) format.
func manual(app *kong.Application) string {
	var b strings.Builder
	b.WriteString(".TH READOUT 1\n.SH NAME\nreadout \\- read the news and keep the record\n.SH SYNOPSIS\n.B readout\n.I " +
		"command\n[flags]\n.SH DESCRIPTION\n")
	b.WriteString(roff(app.Help) + "\n.SH COMMANDS\n")
	for _, n := range app.Leaves(true) {
		fmt.Fprintf(&b, ".SS %s\n%s\n", roff(strings.TrimPrefix(n.Summary(), "readout ")), roff(n.Help))
		if n.Detail != "" {
			b.WriteString(".PP\n.nf\n" + roff(n.Detail) + "\n.fi\n")
		}
		for _, p := range n.Positional {
			fmt.Fprintf(&b, ".TP\n.I %s\n%s\n", roff(p.Summary()), roff(p.Help))
		}
		for _, f := range n.Flags {
			if !f.Hidden {
				fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(f.String()), roff(f.Help))
			}
		}
	}
	b.WriteString(".SH FILES\n.TP\n.I ~/.config/readout/config.toml\nDefaults of flags; see\n.BR \"readout doctor\" .\n")
	return b.String()
}

// roff escapes what troff would interpret as a request or an escape.
func roff(s string) string {
	s = strings.NewReplacer("\\", "\\e", "-", "\\-").Replace(strings.TrimSpace(s))
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = "\\&" + line
		}
	}
	return strings.Join(lines, "\n")
}
