package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/source/internal/input"
)

// TestCSVUnclosed checks that an unterminated quote costs only its own row, which is reported
// with its line number.
func TestCSVUnclosed(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"at the end":           {"id,text\n1,One.\n2,\"Two.\n3,Three.\n4,Four.\n", "1 3 4 | line 3"},
		"before a quoted row":  {"id,text,x\n1,\"One.\n2,\"Two.\",a\n3,\"Three.\",b\n4,Four.,c\n", "2 3 4 | line 2"},
		"two of them":          {"id,text\n1,\"One.\n2,\"Two.\n3,Three.\n", "3 | line 2 line 3"},
		"last row":             {"id,text\n1,One.\n2,\"Two.", "1 | line 3"},
		"several lines":        {"id,text\n1,\"One,\n2, and two.\"\n3,Three.\n", "1 3 |"},
		"doubled marks":        {"id,text\n1,\"He said \"\"no\"\".\n\"\"No\"\", he said.\"\n3,Three.\n", "1 3 |"},
		"marks not doubled":    {"id,text\n1,\"He said \"no\" and\nsaid \"no\" again.\"\n3,Three.\n", "1 3 |"},
		"a mark in plain text": {"id,text\n1,A 3\" pipe.\n2,Two.\n", "1 2 |"},
		"semicolons":           {"id;text\n1;\"One.\n2;Two.\n", "2 | line 2"},
		"carriage returns":     {"id,text\r\n1,\"One.\"\r\n2,\"Two.\r\n3,Three.\r\n", "1 3 | line 3"},
		"blank lines":          {"id,text\n\n1,One.\n\n2,Two.\n\n", "1 2 |"},
	} {
		var ids, lines []string
		for a, err := range CSV(strings.NewReader(c.in), input.Hint{}) {
			switch {
			case err == nil:
				ids = append(ids, a.ID)
			case strings.Contains(err.Error(), "quotation mark"):
				_, line, _ := strings.Cut(err.Error(), "line ")
				lines = append(lines, "line "+line[:strings.Index(line, ":")])
			default:
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := strings.TrimSpace(strings.Join(ids, " ") + " | " + strings.Join(lines, " ")); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	// Many such rows take linear time: each line is read again once, when it is unread.
	var b strings.Builder
	b.WriteString("id,text\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "%d,\"One.\n", i)
	}
	if n := len(slices.Collect(func(yield func(error) bool) {
		for _, err := range CSV(strings.NewReader(b.String()), input.Hint{}) {
			if !yield(err) {
				return
			}
		}
	})); n != 3000 {
		t.Errorf("%d rows of 3000", n)
	}
}
