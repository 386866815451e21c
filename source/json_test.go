package source

import (
	"bytes"
	"cmp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"readout/source/internal/input"
)

const (
	sluice = `The sluice at Ostby stays shut, warden Nils Aro said.`
	ferry  = `The ferry to Holm will not sail on Sunday, the harbour office said.`
)

// read joins what a sequence of articles holds: headline or title and text, and errors.
func readJSON(raw string) []string {
	var out []string
	for a, err := range JSON(strings.NewReader(raw), input.Hint{}) {
		if err != nil {
			out = append(out, "error")
			continue
		}
		out = append(out, strings.TrimSpace(cmp.Or(a.Title,
			a.Cut(a.Headline))+": "+strings.TrimSpace(strings.TrimPrefix(a.Text, a.Cut(a.Headline)))))
	}
	return out
}

func TestJSONOfAnyLayout(t *testing.T) {
	one, two := "Sluice: "+sluice, "Ferry: "+ferry
	for name, c := range map[string]struct {
		raw  string
		want []string
	}{
		"array": {`[{"title":"Sluice","text":"` + sluice + `"}, {"title":"Ferry","text":"` + ferry + `"}]`,
			[]string{one, two}},
		"printed": {"\n{\n  \"title\": \"Sluice\",\n  \"maintext\": \"" + sluice + "\"\n}\n", []string{one}},
		"one after other": {`{"title":"Sluice","text":"` + sluice + `"} {"title":"Ferry","text":"` + ferry + `"}`,
			[]string{one, two}},
		"envelope": {`{"total":2,"results":[{"title":"Sluice","text":"` + sluice + `"},{"title":"Ferry","body":"` +
			ferry + `"}]}`, []string{one, two}},
		"search": {`{"took":1,"hits":{"total":1,"hits":[{"_id":"7","_source":{"title":"Sluice","text":"` + sluice +
			`"}}]}}`, []string{one}},
		"ninjs page": {`{"_items":[{"uri":"urn:1","pubstatus":"usable","headline":"Sluice","body_html":"<p>` + sluice +
			`</p>"}]}`, []string{one}},
		"ninjs by guid": {`{"guid":"tag:1","versioncreated":"2024-03-07T09:00:00Z","headline":"Sluice","body_text":"` +
			sluice + `"}`, []string{one}},
		"WordPress": {`[{"id":5,"title":{"rendered":"Sluice"},"content":{"rendered":"<p>` + sluice + `</p>"}}]`,
			[]string{one}},
		"markup in a text": {`{"headline":"Sluice","content":"<div>` + sluice + `</div>"}`, []string{one}},
		"no article":       {`[{"a":1},{"title":"Sluice","text":"` + sluice + `"},3]`, []string{"error", one, "error"}},
		"broken":           {`[{"title":"Sluice","text":"` + sluice + `"}, {"title":`, []string{one, "error"}},
		"nothing":          {" ", []string{"error"}},
	} {
		if got := readJSON(c.raw); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTablesInOtherCharacterSets(t *testing.T) {
	text := "“The sluice stays shut — for now,” warden Nils Aro said."
	table := "title\ttext\nSluice\t" + text + "\n"
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	west, err := charmap.Windows1252.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	mac, err := charmap.Macintosh.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string]string{"utf-8 with a mark": "\ufeff" + table, "utf-16": wide, "windows-1252": west,
		"macintosh": mac} {
		n := 0
		for a, err := range CSV(bytes.NewReader([]byte(raw)), input.Hint{}) {
			if n++; err != nil || !strings.Contains(a.Text, text) || a.Title != "Sluice" {
				t.Errorf("%s: %+v, %v", name, a, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
}

func TestMarkupInAColumn(t *testing.T) {
	for a, err := range CSV(strings.NewReader("title,content\nSluice,\"<p>"+sluice+"</p><p>It was last opened in May, "+
		"he said.</p>\"\n"), input.Hint{}) {
		if err != nil || strings.Contains(a.Text, "<p>") || !strings.Contains(a.Text, sluice+"\n\nIt was") {
			t.Errorf("%+v, %v", a, err)
		}
	}
}
