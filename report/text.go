package report

import (
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/record"
)

// TextOptions configures Text. Width 0 disables wrapping.
type TextOptions struct {
	Width   int
	Parts   Parts
	Details bool   // also show rules, scores, codes and byte offsets
	Hint    string // how to ask for Details, printed beside what is left out
}

// The colours are ANSI numbers, so the terminal's theme decides how they look. The grey is not,
// because in some themes it is unreadable.
var (
	titleStyle   = lipgloss.NewStyle().Bold(true)
	sectionStyle = lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Color("6"))
	speakerStyle = lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Color("3"))
	quietStyle   = lipgloss.NewStyle().Foreground(lipgloss.Color("245"))
	plannedStyle = lipgloss.NewStyle().Foreground(lipgloss.Color("2"))
	openStyle    = lipgloss.NewStyle().Foreground(lipgloss.Color("3"))
	ruledStyle   = lipgloss.NewStyle().Foreground(lipgloss.Color("1"))
)

// Text writes a record for people to read in a terminal. It always writes colours; the caller's
// writer strips them if there is no terminal.
//
// Errors: only those of w.
func Text(w io.Writer, r *record.Record, o TextOptions) error {
	t := &textReport{View: NewView(r), width: o.Width, hint: o.Hint}
	t.Details = o.Details
	t.facts()
	if o.Parts.Statements {
		t.statements()
	}
	if o.Parts.Events {
		t.events()
	}
	if o.Parts.Times {
		t.times()
	}
	if o.Parts.Entities && !o.Parts.Statements {
		t.entities()
	}
	t.gaps()
	_, err := io.WriteString(w, t.b.String())
	return err
}

type textReport struct {
	*View
	b     strings.Builder
	width int
	hint  string
}

// line writes text with a hanging indent: first before its first line, rest before the others.
func (t *textReport) line(first, rest, text string) {
	if t.width > 0 {
		text = ansi.Wrap(text, max(20, t.width-ansi.StringWidth(rest)), " ")
	}
	t.b.WriteString(first)
	t.b.WriteString(strings.ReplaceAll(text, "\n", "\n"+rest))
	t.b.WriteByte('\n')
}

func (t *textReport) section(name string) {
	t.b.WriteByte('\n')
	t.line("", "", sectionStyle.Render(strings.ToUpper(name)))
}

func (t *textReport) facts() {
	a := &t.Record.Article
	t.line("", "", styleLines(titleStyle, t.Title, t.width))
	if notice := t.Notice(); notice != "" {
		t.line("", "", styleLines(ruledStyle, notice, t.width))
	}
	if a.Deck != nil {
		t.line("", "", t.Words(*a.Deck))
	}
	t.line("", "", styleLines(quietStyle, t.Source(), t.width))
	t.line("", "", quietStyle.Render(fmt.Sprintf("%s · %s · %s", count(len(t.Record.Statements), "statement"),
		count(len(t.Speakers), "speaker"), count(len(t.Record.Events), "event"))))
}

// styleLines wraps before styling, so that no escape sequence spans a line break.
func styleLines(s lipgloss.Style, text string, width int) string {
	if width > 0 {
		text = ansi.Wrap(text, width, " ")
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = s.Render(l)
	}
	return strings.Join(lines, "\n")
}

func (t *textReport) statements() {
	if len(t.Speakers) == 0 {
		return
	}
	t.section("Who said what")
	for _, sp := range t.Speakers {
		t.b.WriteByte('\n')
		head := speakerStyle.Render(sp.Name)
		if len(sp.Roles) > 0 {
			head += quietStyle.Render("  " + strings.Join(sp.Roles, "; "))
		}
		t.line("  ", "    ", head)
		for _, s := range sp.Statements {
			t.statement(s)
		}
	}
}

const textIndent = "        "

func (t *textReport) statement(s *record.Statement) {
	number := quietStyle.Render(fmt.Sprintf("%6d", t.LineOf(s))) + "  "
	t.line(number, textIndent, t.Words(s.Content...))
	t.line(textIndent, textIndent, styleLines(quietStyle, strings.Join(t.notes(s), " · "), t.width-len(textIndent)))
}

func (t *textReport) events() {
	if len(t.Events) == 0 {
		return
	}
	t.section("What is planned, open and ruled out")
	unsure := 0
	for _, e := range t.Events {
		if !t.Details && !e.Sure() {
			unsure++
			continue
		}
		t.b.WriteByte('\n')
		head := []string{speakerStyle.Render(printable(e.Name)), statusStyle(e.Status).Render(e.Status)}
		if e.Time != "" {
			head = append(head, e.Time)
		}
		if len(e.Places) > 0 {
			head = append(head, t.Names(e.Places))
		}
		if who := e.who(t.Details); len(who) > 0 {
			head = append(head, t.Names(who))
		}
		t.line("  ", "    ", strings.Join(head, quietStyle.Render(" · ")))
		t.slots("Planned or held", plannedStyle, e.Planned)
		t.slots("Open", openStyle, e.Open)
		t.slots("Not planned or ruled out", ruledStyle, e.RuledOut)
		t.unsure(e.Unsure)
	}
	if unsure > 0 {
		t.b.WriteByte('\n')
		t.line("  ", "", quietStyle.Render(t.unsureCount(unsure, "more event")))
	}
}

func (t *textReport) slots(name string, style lipgloss.Style, slots []record.Slot) {
	if len(slots) == 0 {
		return
	}
	t.line("    ", "", style.Render(name))
	for _, s := range slots {
		text := fmt.Sprintf("%s: %s", s.Slot, shorten(printable(orWords(t.View, s)), 120)) + "  " + style.Render(s.Status)
		if who := t.Names(s.SaidBy); who != "" {
			text += quietStyle.Render("  " + who)
		}
		t.line(quietStyle.Render(fmt.Sprintf("%6d", t.Line(s.Span.Start)))+"  ", textIndent+"  ", text)
	}
}

// unsureCount says how many things were left out as not surely read.
func (t *textReport) unsureCount(n int, what string) string {
	text := count(n, what) + " not surely read"
	if t.hint != "" {
		text += " (" + t.hint + ")"
	}
	return text
}

// unsure shows uncertain slots with details, and otherwise only their number.
func (t *textReport) unsure(slots []record.Slot) {
	switch {
	case len(slots) == 0:
	case t.Details:
		t.slots("Not surely read", quietStyle, slots)
	default:
		t.line("    ", "", quietStyle.Render(t.unsureCount(len(slots), "more detail")))
	}
}

func statusStyle(status string) lipgloss.Style {
	switch status {
	case record.Held, record.Planned, record.Likely:
		return plannedStyle
	case record.NotPlanned, record.RuledOut, record.Cancelled:
		return ruledStyle
	default:
		return openStyle
	}
}

func (t *textReport) times() {
	if len(t.Record.Times) == 0 {
		return
	}
	t.section("Days and times named")
	for _, x := range t.Record.Times {
		text := t.Words(x.Span) + "  " + plannedStyle.Render(strings.TrimSpace(x.Value+" "+x.Mod))
		if x.Zone != "" {
			text += quietStyle.Render("  " + x.Zone)
		}
		t.line(quietStyle.Render(fmt.Sprintf("%6d", t.Line(x.Start)))+"  ", textIndent, text)
	}
}

func (t *textReport) entities() {
	if len(t.Record.Entities) == 0 {
		return
	}
	t.section("Who and what is named")
	for _, e := range t.Record.Entities {
		text := speakerStyle.Render(printable(e.Name)) + "  " + e.Kind
		if e.StandsFor != "" {
			text += ", stands for " + e.StandsFor
		}
		var roles []string
		for _, r := range e.Roles {
			roles = appendTitle(roles, printable(r.Title))
		}
		if len(roles) > 0 {
			text += "; " + strings.Join(roles, "; ")
		}
		text += quietStyle.Render("  " + count(len(e.Mentions), "mention"))
		t.line("  ", "    ", text)
	}
}

func (t *textReport) gaps() {
	if len(t.Record.Gaps) == 0 {
		return
	}
	t.section("Not read")
	for _, g := range t.Record.Gaps {
		why := g.Why
		if t.Details {
			why += fmt.Sprintf(" (bytes %d to %d)", g.Start, g.End)
		}
		t.line(quietStyle.Render(fmt.Sprintf("%6d", t.Line(g.Start)))+"  ", textIndent, why)
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
