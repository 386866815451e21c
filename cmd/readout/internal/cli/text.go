package cli

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"readout/ledger"
)

// Text formats an answer for people, wrapped to the terminal.
type Text struct {
	b       strings.Builder
	width   int
	Details bool // also show codes, rules and byte offsets
}

// String returns the text written so far.
func (w *Text) String() string { return w.b.String() }

// Line writes indented text, wrapped to the terminal.
func (w *Text) Line(indent int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	pad := strings.Repeat(" ", indent)
	if w.width > indent+20 {
		text = lipgloss.Wrap(text, w.width-indent, " ")
	}
	w.b.WriteString(pad + strings.ReplaceAll(text, "\n", "\n"+pad) + "\n")
}

// Gap writes an empty line.
func (w *Text) Gap() { w.b.WriteByte('\n') }

// Statement writes a statement: its words, then who, when, where and how it was found.
func (w *Text) Statement(indent int, s *ledger.Statement) {
	w.Line(indent, "%s", Clean(s.Told()))
	w.Line(indent, "%s", Faint(Clean(Joined(StatementNotes(s, w.Details)...))))
}

// Detail returns text if details are requested, and "" otherwise.
func (w *Text) Detail(text string) string {
	if w.Details {
		return text
	}
	return ""
}

// Strong formats text that readers look for first: a name, a title.
func Strong(text string) string { return lipgloss.NewStyle().Bold(true).Render(text) }

// Faint formats text of secondary interest: where and when.
func Faint(text string) string {
	return lipgloss.NewStyle().Foreground(lipgloss.Color("245")).Render(text)
}

// Marked formats a status.
func Marked(text string) string {
	return lipgloss.NewStyle().Foreground(lipgloss.Color("3")).Render(text)
}

// Joined joins the parts that are not empty.
func Joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// Days returns "2024-03-01 to 2024-03-07", one day alone if it is the only one known, and "" for none.
func Days(first, last string) string {
	switch {
	case first == "" || first == last:
		return last
	case last == "":
		return first
	}
	return first + " to " + last
}

// Counted returns "1 report", "2 reports".
func Counted(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y") && !strings.HasSuffix(one, "day"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(one, "y"))
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Clean replaces control characters with spaces, so that an article cannot control the terminal.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
