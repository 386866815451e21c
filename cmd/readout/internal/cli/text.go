package cli

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"readout/ledger"
)

// Text lays an answer out for people, wrapped to the terminal.
type Text struct {
	b       strings.Builder
	width   int
	Details bool // codes, rules and byte offsets, too
}

// String is what was written.
func (w *Text) String() string { return w.b.String() }

// Line writes text under an indent, wrapped to the terminal.
func (w *Text) Line(indent int, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	pad := strings.Repeat(" ", indent)
	if w.width > indent+20 {
		text = lipgloss.Wrap(text, w.width-indent, " ")
	}
	w.b.WriteString(pad + strings.ReplaceAll(text, "\n", "\n"+pad) + "\n")
}

// Gap leaves a line free.
func (w *Text) Gap() { w.b.WriteByte('\n') }

// Statement writes one statement: its words, then who, when, where and how found.
func (w *Text) Statement(indent int, s *ledger.Statement) {
	w.Line(indent, "%s", Clean(s.Content))
	w.Line(indent, "%s", Faint(Clean(strings.Join(StatementNotes(s, w.Details), " · "))))
}

// Detail is text that is shown where details are asked for only.
func (w *Text) Detail(text string) string {
	if w.Details {
		return text
	}
	return ""
}

// Strong is text that is looked for first: a name, a title.
func Strong(text string) string { return lipgloss.NewStyle().Bold(true).Render(text) }

// Faint is text that is looked at last: where and when.
func Faint(text string) string {
	return lipgloss.NewStyle().Foreground(lipgloss.Color("245")).Render(text)
}

// Marked is text that says how something stands.
func Marked(text string) string {
	return lipgloss.NewStyle().Foreground(lipgloss.Color("3")).Render(text)
}

// Joined joins what is not empty.
func Joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// Counted is "1 report", "2 reports".
func Counted(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(one, "y"))
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Clean shows a control character as a mark, so that an article cannot steer the
// Terminal it is shown in.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
