package main

import (
	"regexp"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
)

// codes are what the terminal shows with --details only: FactBank's values, the names of
// rules, scores, offsets.
// badCount is a number with a noun that does not agree with it. A style sheet is no words.
var (
	codes = regexp.MustCompile(`\b(?:CT|PR|PS)[+-]|\bUu\b|\b(?:attribution|entity|event|said|text|timex)/[a-z-]+` +
		`|@\d|\b[01]\.\d\d?\b|\bbytes? \d|/\d+-\d+\b`)
	styleSheet = regexp.MustCompile(`(?s)<style>.*?</style>`)
	badCount   = regexp.MustCompile(`\b1 ` +
		`(?:reports|outlets|articles|statements|versions|points|events|feeds|alerts|others)\b`)
)

// plainView is a view of the terminal: what is typed, and words that its answer must have.
type plainView struct {
	args []string
	want string
}

func plainViews(id string) []plainView {
	return []plainView{
		{[]string{"search", "transit"}, "Dravitsyn"},
		{[]string{"search", "--status", "planned", "--limit", "50"}, "planned"},
		{[]string{"said", "Dravitsyn"}, "Gas transit"},
		{[]string{"said", "Dravitsyn", "--about", "gas"}, "before:"},
		{[]string{"said", "Corrado"}, "charge for driving"},
		{[]string{"person", "Dravitsyn", "--agents"}, "called"},
		{[]string{"event", "summit"}, "Lakeside Hall"},
		{[]string{"event", "summit", "--why"}, "Reports of it"},
		{[]string{"event", "Larkspurs"}, "Corn Exchange"},
		{[]string{"event", "Larkspurs", "--why"}, "Reports of it"},
		{[]string{"events"}, "bus drivers' strike"},
		{[]string{"events", "concert"}, "Larkspurs"},
		{[]string{"events", "--upcoming", "--from", "2024-05-24"}, "warehouse fire hearing"},
		{[]string{"changes", "--since", "2024-03-01"}, "→"},
		{[]string{"check", "Two members are ill", "--by", "Penhallow"}, "Outlets give these words differently"},
		{[]string{"check", "Gas transit was not discussed"}, "Dravitsyn"},
		{[]string{"check", "the moon is made of green cheese"}, "not found"},
		{[]string{"compare", id}, "the fullest"},
		{[]string{"stories"}, "article"},
		{[]string{"outlet", "KTA"}, "compared with others'"},
		{[]string{"stats"}, "articles"},
		{[]string{"verify"}, "every"},
		{[]string{"correct", id, "--act", "promise", "--who", "Ana", "--why", "heard"}, "Decision 1"},
		{[]string{"audit"}, "heard"},
		{[]string{"queue", "dead"}, ""},
	}
}

// TestPlainWords looks at every view of the terminal for what stands behind --details, and
// for counts that do not agree with their nouns. That --details shows it, too, holds the
// test to what it looks for.
func TestPlainWords(t *testing.T) {
	db := clitest.Ledger(t)
	found, errs, status := command(t, t.Context(), "", "search", `"every vote counts"`, "--format", "csv", "--db", db)
	rows := strings.Split(found, "\n")
	if status != cli.ExitOK || len(rows) < 2 {
		t.Fatalf("status %d: %s%s", status, found, errs)
	}
	id, _, _ := strings.Cut(rows[1], ",")
	for _, v := range plainViews(id) {
		looksPlain(t, v.want, append(v.args, "--db", db)...)
	}
	const report = "../../ledger/demo/04-kta-summit-agreed.txt"
	for _, format := range []string{"text", "markdown", "html"} {
		looksPlain(t, "Dravitsyn", "read", "--published", "2024-03-07", "--format", format, report)
	}
	for _, args := range [][]string{{"read", "--published", "2024-03-07", report}, {"search", "transit", "--db", db}} {
		if out, _, _ := command(t, t.Context(), "", append(args, "--details")...); !codes.MatchString(out) {
			t.Errorf("%q shows no code with --details:\n%s", args, out)
		}
	}
}

func looksPlain(t *testing.T, want string, args ...string) {
	t.Helper()
	out, errs, status := command(t, t.Context(), "", args...)
	out = styleSheet.ReplaceAllString(out, "")
	if status != cli.ExitOK || !strings.Contains(out, want) {
		t.Errorf("%q: status %d, want %q in it:\n%s%s", args, status, want, out, errs)
	}
	for _, bad := range []*regexp.Regexp{codes, badCount} {
		if at := bad.FindStringIndex(out); at != nil {
			t.Errorf("%q says …%s…", args, out[max(0, at[0]-80):min(len(out), at[1]+80)])
		}
	}
}
