package table

import (
	"bytes"
	"cmp"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"readout/source/internal/input"
	"readout/source/internal/sourcetest"
)

const (
	sluice = `The sluice at Ostby stays shut, warden Nils Aro said.`
	ferry  = `The ferry to Holm will not sail on Sunday, the harbour office said.`
)

// read joins the articles of a sequence, as headline or title and text, and its errors.
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

// FuzzRows reads any bytes as JSON lines and as CSV: every row is an article with valid blocks
// or an error, and reading ends.
func FuzzRows(f *testing.F) {
	f.Add([]byte("{\"text\":\"The talks will go on, he " +
		"said.\"}\n{\"text\":1}\n{broken\n\n{\"html\":\"<p>a</p>\",\"authors\":[\"A B\",null]}"))
	f.Add([]byte("id,title,text,published\n1,\"A \"\"title\"\"\",\"Two\nlines, one cell\",2031-03-05\n2,x\n\"open"))
	f.Add([]byte("text\ttitle\nThe talks will go on\tTalks\r\n"))
	f.Add([]byte("\xff\xfe{\x00}\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows := 0
		check := func(text string, broken string) {
			if rows++; rows > len(raw)+2 {
				t.Fatal("more rows than bytes")
			}
			if broken != "" || !utf8.ValidString(text) {
				t.Fatalf("row %d: %s %q", rows, broken, text)
			}
		}
		for a, err := range JSONL(bytes.NewReader(raw), input.Hint{}) {
			if err != nil {
				check("", "")
				continue
			}
			check(a.Text, sourcetest.CheckBlocks(a))
		}
		rows = 0
		for a, err := range CSV(bytes.NewReader(raw), input.Hint{}) {
			if err != nil {
				check("", "")
				continue
			}
			check(a.Text, sourcetest.CheckBlocks(a))
		}
	})
}

func TestJSONL(t *testing.T) {
	in := `{"ID":"1","Title":"Harbour vote put off","text":"The council put off its vote, the mayor said.",` +
		`"Date":"2021-05-26","url":"https://ostby.example/a","author":["Mara Lenz","Jon Ask"]}
not json

{"id":"2","text":""}
{"id":"3","html":"<article><h1>The old quay</h1><p>The old quay is to be mended, the mayor of Ostby said on ` +
		`Thursday.</p></article>"}`
	var got []string
	for a, err := range JSONL(strings.NewReader(in), input.Hint{Outlet: "OPA"}) {
		if err != nil {
			got = append(got, err.Error()[:len("source: JSON lines: line 2")])
			continue
		}
		got = append(got, a.ID+" "+a.Title+a.Cut(a.Headline)+" "+a.Published+" "+strings.Join(a.Authors, "+")+" "+a.Outlet)
	}
	want := "1 Harbour vote put off 2021-05-26 Mara Lenz+Jon Ask OPA|source: JSON lines: line 2|source: JSON lines: " +
		"line 4|3 The old quay   OPA"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}

func TestCSV(t *testing.T) {
	in := "\ufeffid;title;body;date\n1;\"Harbour; vote\";\"The council put off its vote.\nIt meets in " +
		"June.\";2021-05-26\n2;x;;\n3;Quay;The quay is old.;2021-02-30\n"
	var got []string
	for a, err := range CSV(strings.NewReader(in), input.Hint{}) {
		if err != nil {
			if !errors.Is(err, input.ErrEmpty) || !strings.Contains(err.Error(), "line 4") {
				t.Errorf("error %v", err)
			}
			continue
		}
		got = append(got, a.ID+"|"+a.Title+"|"+a.Text+"|"+a.Published)
	}
	if strings.Join(got, " ") != "1|Harbour; vote|The council put off its vote.\nIt meets in June.|2021-05-26 "+
		"3|Quay|The quay is old.|" {
		t.Errorf("got %q", got)
	}
	for _, err := range CSV(strings.NewReader("a,b\n1,2\n"), input.Hint{}) {
		if !errors.Is(err, input.ErrNoArticle) {
			t.Errorf("no text column: %v", err)
		}
	}
}
