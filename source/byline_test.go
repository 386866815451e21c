package source

import (
	"strings"
	"testing"
)

// Names of authors come in many orders, with where their bearers are and whom they
// write for, beside those of photographers and of nobody.
func TestNamesInTheirOrders(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{"Lenz, Mara and Aro, Nils", "Mara Lenz|Nils Aro"},
		{"LENZ, MARA; ARO, NILS", "Mara Lenz|Nils Aro"},
		{"Lenz, Mara; Aro", "Lenz|Mara|Aro"},
		{"Mara Lenz, Nils Aro and Jens Holm", "Mara Lenz|Nils Aro|Jens Holm"},
		{"Mara Lenz, editor; Nils Aro, reporter", "Mara Lenz|Nils Aro"},
		{"By Mara Lenz in Ostby and Nils Aro in Lund", "Mara Lenz|Nils Aro"},
		{"Mara Lenz for the Ostby Post", "Mara Lenz"},
		{"Mara in Ostby", "Mara in Ostby"},
		{"Words by Mara Lenz, photographs by Jens Holm", "Mara Lenz"},
		{"Reporting by Mara Lenz", "Mara Lenz"},
		{"Byron Wordsworth", "Byron Wordsworth"},
		{"Mara Lenz m.lenz@ostby.example @maralenz", "Mara Lenz"},
		{"admin", ""},
		{"Ostby Post newsroom", ""},
	} {
		if got := strings.Join(cleanAuthors([]string{c.given}), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.given, got, c.want)
		}
	}
}

// An organization is an author only where no person is.
func TestPeopleBeforeOrganizations(t *testing.T) {
	const org, person = `{"@type":"Organization","name":"Ostby Post"}`, `{"@type":"Person","name":"Mara Lenz"}`
	for given, want := range map[string]string{
		"[" + org + "," + person + "]": "Mara Lenz",
		"[" + org + "]":                "Ostby Post",
		person:                         "Mara Lenz",
		`["Mara Lenz","Nils Aro"]`:     "Mara Lenz|Nils Aro",
	} {
		head := `<script type="application/ld+json"><!-- data --> {"@type":"NewsArticle",` +
			`"headline":"Sluice stays shut","author":` + given + `,}</script>`
		a, err := HTML([]byte(reportPage(head, "<h1>Sluice stays shut</h1>", "")), Hint{})
		if got := strings.Join(a.Authors, "|"); err != nil || got != want {
			t.Errorf("%s: %q, want %q, %v", given, got, want, err)
		}
	}
}
