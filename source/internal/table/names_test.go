package table

import (
	"strings"
	"testing"

	"readout/source/internal/input"
)

// lines are the paragraphs of a report.
var lines = []string{
	"The sluice at Ostby stays shut, warden Nils Aro said on Monday.",
	"“We wait for the gauge,” Aro told reporters at the lock.",
	"The ferry to Holm will not sail before it is read, the office said.",
}

// Field names and nesting in the output of common content management systems.
func TestFieldsByOtherNames(t *testing.T) {
	text := strings.Join(lines, `\n\n`)
	for name, raw := range map[string]string{
		"an object of its own": `{"article":{"title":"Sluice shut","text":"` + text + `"}}`,
		"fields": `{"response":{"status":"ok","content":{"webTitle":"Sluice shut","webPublicationDate":"2024-03-07",` +
			`"fields":{"body":"<p>` + strings.Join(lines, "</p><p>") + `</p>","byline":"Mara Lenz"}}}}`,
		"attributes": `{"data":[{"type":"node","attributes":{"title":"Sluice shut","body":{"value":"` + text + `"}}}]}`,
		"paragraphs": `{"title":"Sluice shut","paragraphs":["` + strings.Join(lines, `","`) + `"]}`,
		"objects":    `{"title":"Sluice shut","content":[{"text":"` + strings.Join(lines, `"},{"text":"`) + `"}]}`,
		"a main name": `{"docs":[{"headline":{"main":"Sluice shut"},"web_url":"https://ostby.example/1",` +
			`"body":"` + text + `"}]}`,
	} {
		got := readJSON(raw)
		if len(got) != 1 || !strings.HasPrefix(got[0], "Sluice shut: ") {
			t.Errorf("%s: %q", name, got)
			continue
		}
		for _, line := range lines {
			if !strings.Contains(got[0]+"\n", line+"\n") {
				t.Errorf("%s: %q is no paragraph of %q", name, line, got[0])
			}
		}
	}
	if got := readJSON(`{"settings":{"note":"` + text + `"}}`); len(got) != 1 || got[0] != "error" {
		t.Errorf("settings are read as an article: %q", got)
	}
}

func TestTablesOfOtherPrograms(t *testing.T) {
	rows := "Headline;Article;Publication Date\r\nSluice shut;\"" + strings.Join(lines, "\r\n\r\n") + "\";2024-03-07\r\n"
	for name, raw := range map[string]string{
		"semicolons": rows, "a line that names them": "sep=;\r\n" + rows, "bars": strings.ReplaceAll(rows, ";", "|"),
		"lines of an old Macintosh": strings.ReplaceAll(rows, "\r\n", "\r"),
	} {
		n := 0
		for a, err := range CSV(strings.NewReader(raw), input.Hint{}) {
			if n++; err != nil || a.Title != "Sluice shut" || a.Published != "2024-03-07" ||
				!strings.Contains(a.Text, lines[2]) {
				t.Errorf("%s: %+v, %v", name, a, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
}
