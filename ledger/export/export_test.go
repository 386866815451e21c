package export_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/ledger/export"
	"readout/record"
	"readout/store/sqlite"
)

// demonstration returns a ledger of the demonstration thread as read by hand.
func demonstration(t *testing.T) (*ledger.Ledger, []*record.Record) {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{})
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var items []ledger.Item
	for _, r := range records {
		items = append(items, ledger.Item{Record: r})
	}
	if _, err := l.Add(context.Background(), items); err != nil {
		t.Fatal(err)
	}
	return l, records
}

func all(l *ledger.Ledger) export.Statements { return l.Each(context.Background(), ledger.Query{}) }

func count(t *testing.T, l *ledger.Ledger) int {
	n := 0
	for _, err := range all(l) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func TestTables(t *testing.T) {
	l, _ := demonstration(t)
	n := count(t, l)
	if n < 70 {
		t.Fatalf("the thread has %d statements", n)
	}
	var j, c, p bytes.Buffer
	if err := export.JSONL(&j, all(l), export.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(j.String(), "\n"); got != n {
		t.Errorf("JSONL has %d lines, want %d", got, n)
	}
	for line := range strings.Lines(j.String()) {
		var s ledger.Statement
		if err := json.Unmarshal([]byte(line), &s); err != nil || s.Content == "" || s.Article.URL == "" {
			t.Fatalf("JSONL line %q: %v", line, err)
		}
	}
	if err := export.CSV(&c, all(l), export.Options{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&c).ReadAll()
	if err != nil || len(rows) != n+1 {
		t.Fatalf("CSV has %d rows (%v), want %d", len(rows), err, n+1)
	}
	if err := export.Parquet(&p, all(l), export.Options{}); err != nil {
		t.Fatal(err)
	}
	type parquetRow struct {
		ID      string  `parquet:"id"`
		Content string  `parquet:"content"`
		Said    *int32  `parquet:"said,date"`
		SaidOn  *int32  `parquet:"said_on,date"`
		Until   *string `parquet:"until"`
	}
	table, err := parquet.Read[parquetRow](bytes.NewReader(p.Bytes()), int64(p.Len()))
	if err != nil || len(table) != n {
		t.Fatalf("Parquet has %d rows (%v), want %d", len(table), err, n)
	}
	for i, r := range table {
		if r.ID != rows[i+1][0] || r.Content == "" {
			t.Errorf("row %d: Parquet has %q, CSV %q", i, r.ID, rows[i+1][0])
		}
		said := rows[i+1][slices.Index(rows[0], "said")]
		if r.Said == nil || time.Unix(int64(*r.Said)*24*60*60, 0).UTC().Format(time.DateOnly) != said {
			t.Errorf("row %d: said %v, CSV %q", i, r.Said, said)
		}
		if empty := rows[i+1][slices.Index(rows[0], "said_on")] == ""; empty != (r.SaidOn == nil) {
			t.Errorf("row %d: said_on %v", i, r.SaidOn)
		}
		if r.Until != nil && *r.Until == "" {
			t.Errorf("row %d: until is an empty text", i)
		}
	}
	cells, err := export.Rows(all(l), export.Options{})
	if err != nil || len(cells) != n+1 || cells[1][0] != rows[1][0] {
		t.Errorf("the table has %d rows (%v), want %d", len(cells), err, n+1)
	}
	if book := export.Codebook(); strings.Count(book, "\n") != len(rows[0])+2 || strings.Contains(book, "|  |") {
		t.Errorf("the codebook does not describe every column:\n%s", book)
	}
}

func TestCSVFormula(t *testing.T) {
	list := func(yield func(ledger.Statement, error) bool) { yield(ledger.Statement{Content: "=HYPERLINK(1)"}, nil) }
	var b bytes.Buffer
	if err := export.CSV(&b, list, export.Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "'=HYPERLINK") {
		t.Errorf("a formula goes out as one: %s", b.String())
	}
}

func TestTextFree(t *testing.T) {
	l, records := demonstration(t)
	var b bytes.Buffer
	if err := export.JSONL(&b, all(l), export.Options{TextFree: true}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		var s ledger.Statement
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		if utf8.RuneCountInString(s.Content) > 92 {
			t.Errorf("a content of %d characters goes out", utf8.RuneCountInString(s.Content))
		}
		if len(s.Spans) == 0 || s.Article.SHA256 == "" {
			t.Error("no span or hash")
		}
	}
	for _, r := range records {
		for _, par := range strings.Split(r.Article.Text, "\n\n")[1:] {
			if strings.Contains(b.String(), par) {
				t.Errorf("a paragraph goes out: %q", par)
			}
		}
	}
}

func TestWebAnnotationsPointAtTheWords(t *testing.T) {
	_, records := demonstration(t)
	r := *records[0]
	r.Article.Text = strings.Replace(r.Article.Text, "Karvonia", "Kärvonia", 1) // one byte more
	for i := range r.Statements {
		s := r.Statements[i]
		s.Content = []record.Span{{Start: s.Content[0].Start + 1, End: s.Content[0].End + 1}}
		r.Statements[i] = s
	}
	var b bytes.Buffer
	if err := export.WebAnnotations(&b, &r, export.Options{}); err != nil {
		t.Fatal(err)
	}
	runes := []rune(r.Article.Text)
	n := 0
	for line := range strings.Lines(b.String()) {
		var a struct {
			Target struct {
				Selector []struct {
					Type       string
					Start, End int
					Exact      string
				}
			}
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		pos, quote := a.Target.Selector[0], a.Target.Selector[1]
		if got := string(runes[pos.Start:pos.End]); got != quote.Exact || got == "" {
			t.Errorf("position gives %q, quote %q", got, quote.Exact)
		}
		n++
	}
	if n != len(r.Statements) {
		t.Errorf("%d annotations for %d statements", n, len(r.Statements))
	}
}

func TestCalendar(t *testing.T) {
	l, _ := demonstration(t)
	var status []string
	for _, asOf := range []string{"2024-03-14T13:00:00Z", "2024-03-14", "2024-03-15T10:30:00Z", "2024-03-20"} {
		d, err := l.Event(context.Background(), "summit", asOf)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := export.Calendar(&b, []ledger.Dossier{d},
			export.CalendarOptions{Now: time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
		var kept []string
		for line := range strings.SplitSeq(b.String(), "\r\n") {
			if len(line) > 75 {
				t.Errorf("a line of %d octets: %q", len(line), line)
			}
			if strings.HasPrefix(line, "DTSTART") || strings.HasPrefix(line, "STATUS") || strings.HasPrefix(line, "SEQUENCE") {
				kept = append(kept, line)
			}
		}
		status = append(status, strings.Join(kept, " "))
	}
	want := []string{
		"DTSTART;VALUE=DATE:20240327 STATUS:CONFIRMED SEQUENCE:4",
		"DTSTART;VALUE=DATE:20240328 STATUS:CONFIRMED SEQUENCE:6",
		"DTSTART;VALUE=DATE:20240328 STATUS:CANCELLED SEQUENCE:7",
		"DTSTART;VALUE=DATE:20240328 STATUS:CONFIRMED SEQUENCE:9",
	}
	if strings.Join(status, "\n") != strings.Join(want, "\n") {
		t.Errorf("calendar:\n%s\nwant:\n%s", strings.Join(status, "\n"), strings.Join(want, "\n"))
	}
}

func TestJSONLD(t *testing.T) {
	l, _ := demonstration(t)
	page, err := l.Search(context.Background(), ledger.Query{Text: `"locked door"`})
	if err != nil || len(page.Statements) != 1 {
		t.Fatalf("search: %v, %v", page, err)
	}
	var b bytes.Buffer
	if err := export.QuotationLD(&b, &page.Statements[0], export.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"@type":"Quotation"`, `"name":"Jonas Feldrum"`, `"@type":"NewsArticle"`,
		`You do not reward a locked door`} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%s lacks %s", b.String(), part)
		}
	}
	d, err := l.Event(context.Background(), "summit", "")
	if err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := export.EventLD(&b, &d); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"startDate":"2024-03-28"`) || !strings.Contains(b.String(), `"name":"Ostrella"`) {
		t.Errorf("event: %s", b.String())
	}
}

func TestBrat(t *testing.T) {
	_, records := demonstration(t)
	var b bytes.Buffer
	if err := export.Brat(&b, records[0]); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "T1\tContent ") || !strings.Contains(b.String(), "\tAct T1 assert\n") {
		t.Errorf("brat:\n%s", b.String())
	}
	runes := []rune(records[0].Article.Text)
	for line := range strings.Lines(b.String()) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if f[0][0] != 'T' {
			continue
		}
		var start, end int
		if _, err := fmt.Sscanf(f[1][strings.IndexByte(f[1], 0x20)+1:], "%d %d", &start, &end); err != nil {
			t.Fatal(err)
		}
		if got := string(runes[start:end]); got != f[2] {
			t.Errorf("offsets give %q, the line says %q", got, f[2])
		}
	}
}

func TestCitations(t *testing.T) {
	list := []ledger.Statement{{ID: "v1.s2", Content: `"50 % & more",`, Said: "2024-03-05", Source: "Feldrum",
		Article: ledger.Article{Outlet: "N_P", Headline: "A & B", URL: "https://np.example/a",
			Published: "2024-03-06T03:05:00Z", SHA256: "h"}}}
	o := export.Options{Sources: map[string]export.Source{"h": {Authors: []string{"Mara van der Lenz", "Korl"},
		Published: "2024-03-05T22:05:00-05:00"}}}
	var c, b bytes.Buffer
	if err := export.CSL(&c, list, o); err != nil {
		t.Fatal(err)
	}
	var items []map[string]any
	if err := json.Unmarshal(c.Bytes(), &items); err != nil || items[0]["type"] != "article-newspaper" ||
		items[0]["URL"] != "https://np.example/a" ||
		items[0]["container-title"] != "N_P" ||
		fmt.Sprint(items[0]["author"]) != "[map[family:van der Lenz given:Mara] map[literal:Korl]]" ||
		fmt.Sprint(items[0]["issued"]) != "map[date-parts:[[2024 3 5]]]" {
		t.Errorf("CSL: %v, %v", items, err)
	}
	if err := export.BibTeX(&b, list, o); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"@article{v1-s2,", `title = {{A \& B}}`, "year = {2024}", "date = {2024-03-05}",
		"author = {van der Lenz, Mara and {Korl}}", "journal = {", `50 \% \& more`, `N\_P`} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("BibTeX lacks %s:\n%s", part, b.String())
		}
	}
}

// A content of two pieces has two targets: two selectors of one target would be taken as
// alternatives.
func TestAnnotationOfTwoPieces(t *testing.T) {
	r := &record.Record{Article: record.Article{URL: "https://np.example/a", Text: "“One,” he said, “two.”"},
		Statements: []record.Statement{{ID: "s1", Content: []record.Span{{Start: 0, End: 10}, {Start: 20, End: 30}}}}}
	r.Statements[0].Content[0] = record.Span{Start: 0, End: len("“One,”")}
	from := strings.Index(r.Article.Text, "“two")
	r.Statements[0].Content[1] = record.Span{Start: from, End: len(r.Article.Text)}
	var b bytes.Buffer
	if err := export.WebAnnotations(&b, r, export.Options{}); err != nil {
		t.Fatal(err)
	}
	var a struct {
		Target []struct {
			Source   string
			Selector []struct{ Type, Exact string }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &a); err != nil || len(a.Target) != 2 ||
		a.Target[1].Selector[1].Exact != "“two.”" || a.Target[0].Source == "" {
		t.Errorf("%s: %v", b.String(), err)
	}
}

func TestSite(t *testing.T) {
	l, _ := demonstration(t)
	ctx := context.Background()
	events, err := l.Events(ctx, "summit", "")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "site.db")
	var list []ledger.Statement
	for s, err := range all(l) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	if err := l.NameSpeakers(ctx, list, false); err != nil {
		t.Fatal(err)
	}
	content := func() export.SiteContent {
		each := func(yield func(ledger.Statement, error) bool) {
			for _, s := range list {
				if !yield(s, nil) {
					return
				}
			}
		}
		return export.SiteContent{Statements: each, Events: events, Texts: l.Records(ctx, "", "", "")}
	}
	if err := export.Site(ctx, path, content(), export.Options{}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for q, want := range map[string]int{
		"SELECT count(*) FROM statements":               count(t, l),
		"SELECT count(*) FROM events":                   1,
		"SELECT count(*) FROM pragma_foreign_key_check": 0,
		"SELECT count(*) FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts " +
			"WHERE statements_fts MATCH 'locked AND door')": 1,
		"SELECT count(*) FROM slots LEFT JOIN articles a ON a.id = slots.article WHERE a.id IS NULL": 0,
		"SELECT count(*) FROM slots WHERE slot = 'press conference' AND status = 'ruled out'":        1,
		"SELECT count(*) > 0 FROM people WHERE name LIKE '%Dravitsyn' AND statements > 3 " +
			"AND utterances > 0 AND utterances <= statements": 1,
		"SELECT count(*) FROM people WHERE first = '' OR last < first OR kind = ''":        0,
		"SELECT count(*) FROM speakers p LEFT JOIN people ON id = person WHERE id IS NULL": 0,
		"SELECT count(*) FROM statements s LEFT JOIN utterances u ON u.id = s.utterance " +
			"WHERE u.id IS NULL": 0,
		"SELECT count(*) FROM utterances u WHERE reports != (SELECT count(*) FROM " +
			"statements s WHERE s.utterance = u.id)": 0,
		"SELECT count(*) > 0 FROM utterances WHERE outlets > 1": 1,
		"SELECT count(*) FROM articles a LEFT JOIN texts t ON t.sha256 = a.text WHERE " +
			"t.text IS NULL AND a.until = ''": 0,
		"SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'locked AND door'":    1,
		"SELECT count(*) FROM statements WHERE link NOT LIKE 'https://%#:~:text=%'": 0,
		// The spans of a statement are bytes of the text: they cut out its content.
		`SELECT count(*) FROM statements s JOIN articles a ON a.id = s.article
			JOIN texts t ON t.sha256 = a.sha256
			WHERE s.spans NOT LIKE '% %'
			AND CAST(substr(CAST(t.text AS BLOB), 1 + CAST(s.spans AS INTEGER),
				length(CAST(s.content AS BLOB))) AS TEXT) != s.content`: 0,
	} {
		var got int
		if err := db.QueryRow(q).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %d (%v), want %d", q, got, err, want)
		}
	}
	if err := export.Site(ctx, path, content(), export.Options{}); err == nil {
		t.Error("a file that was there was overwritten")
	}
	free := filepath.Join(t.TempDir(), "free.db")
	if err := export.Site(ctx, free, content(), export.Options{TextFree: true}); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite", free)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	var texts int
	if err := other.QueryRow("SELECT count(*) FROM texts").Scan(&texts); err != nil || texts != 0 {
		t.Errorf("%d texts go out in text-free mode, %v", texts, err)
	}
}

// TestHostileCells: nothing that a spreadsheet would execute, nothing that ends a calendar
// line.
func TestHostileCells(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＠x"} {
		if got := export.Cell(s); got != "'"+s {
			t.Errorf("Cell(%q) is %q", s, got)
		}
	}
	for _, s := range []string{"", "a=1", "“=1”", "1-2", "'=1"} {
		if got := export.Cell(s); got != s {
			t.Errorf("Cell(%q) is %q", s, got)
		}
	}
	d := ledger.Dossier{ID: "v1.s1", Name: "summit\r\nATTENDEE:mailto:a@b.invalid", Time: "2024-03-28",
		Place: "Ostrella\u2028\nX-EVIL:1",
		Last:  ledger.Article{URL: "https://kta.example/a\r\nATTACH:file:///etc/passwd"}}
	var b strings.Builder
	if err := export.Calendar(&b, []ledger.Dossier{d},
		export.CalendarOptions{Now: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	for _, property := range []string{"\nATTENDEE", "\nX-EVIL", "\nATTACH"} {
		if strings.Contains(b.String(), property) {
			t.Errorf("the calendar has a line of the article's:\n%s", b.String())
		}
	}
}
