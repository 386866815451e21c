package byline

import (
	"strings"
	"testing"
)

// Authors' names come in many orders, with places and employers, and next to photographers and
// non-names.
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
		if got := strings.Join(Clean([]string{c.given}), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.given, got, c.want)
		}
	}
}

func TestCleanAuthors(t *testing.T) {
	for in, want := range map[string]string{
		"Joe Marr, Jr. and Bo Lind":    "Joe Marr Jr|Bo Lind",
		"Lenz, Mara":                   "Mara Lenz",
		"Mara Lenz, Reuters":           "Mara Lenz",
		"Josef Orteg y Gasel":          "Josef Orteg y Gasel",
		"Ana Lind y Juan Holm":         "Ana Lind|Juan Holm",
		"Eva Holm und Jens Rask":       "Eva Holm|Jens Rask",
		"By Mara Lenz and Jon Ask":     "Mara Lenz|Jon Ask",
		"Mara Lenz, Staff Writer":      "Mara Lenz",
		"Bo Lind III, Mara Lenz Ph.D.": "Bo Lind III|Mara Lenz Ph.D",
	} {
		if got := strings.Join(Clean([]string{in}), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
