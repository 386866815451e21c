package item

import (
	"strings"
	"testing"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/plain"
	"readout/source/internal/sourcetest"
)

func TestSlug(t *testing.T) {
	for text, want := range map[string]article.Article{
		"BC-OSTBY-HARBOUR/1stLd-Writethru,350\n\nURGENT\n\nHarbour vote put off\n\nOSTBY (OPA) - The council put off its " +
			"vote on Wednesday, the mayor said.": {Notice: article.Update, Urgency: 3},
		"EMBARGOED UNTIL 0600 GMT May 27, 2021\n\nHarbour vote put off\n\nThe council put off its vote on Wednesday, the " +
			"mayor said.": {Notice: article.Embargoed, EmbargoUntil: "2021-05-27"},
		"BULLETIN KILL\n\nHARBOUR-VOTE\n\nPlease kill the story of 26 May about the harbour. It was sent in " +
			"error.": {Notice: article.Kill, Urgency: 2},
		"Talks off\n\nOSTBY/VARN (OPA) - The talks are off after a blast that killed two, the mayor of Ostby said on " +
			"Wednesday, and nobody has said when they are to go on.": {},
		"Talks off\n\nOSTBY/VARN (OPA) - The talks are off after a blast that killed two, the mayor " +
			"said.": {},
		"BC-OSTBY-SKILLS\n\nSchools teach more skills\n\nOSTBY (OPA) - Schools teach more skills, the mayor " +
			"said.": {},
		"Harbour vote put off\n\nThe council of Ostby put off its vote on Wednesday, the mayor " +
			"said.": {},
	} {
		a, err := plain.Text([]byte(text), input.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		Slug(a)
		if a.Notice != want.Notice || a.Urgency != want.Urgency || a.EmbargoUntil != want.EmbargoUntil || a.Text != text {
			t.Errorf("%.30q: notice %q urgency %d embargo %q", text, a.Notice, a.Urgency, a.EmbargoUntil)
		}
	}
}

// TestSlugIsNoHeadline checks that a slug at the top becomes furniture, and another line there
// does not.
func TestSlugIsNoHeadline(t *testing.T) {
	for text, c := range map[string]struct{ headline, furniture string }{
		"BC-OSTBY-HARBOUR,350\n\nOSTBY (OPA) - The council put off its vote on Wednesday, the mayor said.": {"",
			"BC-OSTBY-HARBOUR,350"},
		"Harbour vote put off\n\nOSTBY (OPA) - The council put off its vote, the mayor said.": {"Harbour vote put off", ""},
		"BC-OSTBY-HARBOUR,350\n\nHarbour vote put off\n\nOSTBY (OPA) - The council put off its vote, the mayor said.": {
			"Harbour vote put off", "BC-OSTBY-HARBOUR,350"},
		"Harbour vote put off\n\nMayor ill\n\nOSTBY (OPA) - The council put off its vote, the mayor said.": {
			"Harbour vote put off", ""},
	} {
		a, err := plain.Text([]byte(text), input.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		Slug(a)
		if got := a.Cut(a.Headline); got != c.headline {
			t.Errorf("%.40q: the headline is %q", text, got)
		}
		if got := strings.Join(sourcetest.Blocks(a, article.Furniture), "|"); got != c.furniture {
			t.Errorf("%.40q: furniture %q", text, got)
		}
	}
}
