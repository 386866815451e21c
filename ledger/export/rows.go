package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/ledger"
)

// WriteRows writes rows, header first, as CSV that is safe to open in a spreadsheet.
func WriteRows(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = Cell(cell)
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("export: CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("export: CSV: %w", err)
	}
	return nil
}

// Cell escapes a cell so that no spreadsheet takes it for a formula: one that starts like a
// formula gets a leading apostrophe.
//
// Source: OWASP, CSV Injection; also the full-width forms of the characters.
func Cell(s string) string {
	switch r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0")); r {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
		return "'" + s
	}
	return s
}

// Header returns the column names of statements in CSV and Parquet.
func Header() []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

// StatementRows returns statements as a table with the columns of the codebook.
func StatementRows(list []ledger.Statement) [][]string {
	rows := [][]string{Header()}
	for i := range list {
		r := RowOf(&list[i], Options{})
		rows = append(rows, r.cells())
	}
	return rows
}

// Rows returns a list of statements as a table, as far as they may be exported.
func Rows(list Statements, o Options) ([][]string, error) {
	rows := [][]string{Header()}
	for s, err := range list {
		if err != nil {
			return nil, fmt.Errorf("export: reading statements: %w", err)
		}
		r := RowOf(&s, o)
		rows = append(rows, r.cells())
	}
	return rows, nil
}

// with returns a statement's row with columns before it.
func with(s *ledger.Statement, before ...string) []string {
	r := RowOf(s, Options{})
	return append(before, r.cells()...)
}

// PeopleRows returns people as a table.
func PeopleRows(list []ledger.Person) [][]string {
	rows := [][]string{{"id", "kind", "name", "country", "first", "last", "names", "roles"}}
	for i := range list {
		p := &list[i]
		rows = append(rows, []string{p.ID, p.Kind, p.Name, p.Country, p.First, p.Last, joinNamed(p.Names),
			joinNamed(p.Roles)})
	}
	return rows
}

func joinNamed(list []ledger.Named) string {
	names := make([]string, len(list))
	for i, n := range list {
		names[i] = n.Name
	}
	return strings.Join(names, "; ")
}

// TrackRows returns the utterances of one speaker as a table.
func TrackRows(t *ledger.Track) [][]string {
	rows := [][]string{append([]string{"relation", "point", "told", "before", "level", "reports", "outlets"}, Header()...)}
	for i := range t.Entries {
		p := &t.Entries[i]
		var kind, point, told, before string
		if r := p.Relation; r != nil {
			kind, point, told, before = string(r.Kind), r.Point, r.Text, r.Before.ID
		}
		rows = append(rows, with(&p.Statement, kind, point, told, before, strconv.Itoa(p.Level), strconv.Itoa(p.Reports),
			strconv.Itoa(p.Outlets)))
	}
	return rows
}

// DossierRows returns everything that was said about the slots of events as a table.
func DossierRows(list []ledger.Dossier) [][]string {
	rows := [][]string{{"event", "name", "event_status", "event_time", "place", "slot", "item", "said", "published",
		"status", "value", "said_by", "side",
		"outlet", "url", "statement", "article", "span"}}
	for i := range list {
		d := &list[i]
		for j := range d.Slots {
			s := &d.Slots[j]
			for k := range s.Entries {
				e := &s.Entries[k]
				rows = append(rows, []string{d.ID, d.Name, d.Status, d.Time, d.Place, s.Slot, s.Item, e.Said, e.Published,
					e.Status, e.Value,
					strings.Join(e.SaidBy, "; "), e.Side, e.Article.Outlet, e.Article.URL, e.Statement, e.Article.ID,
					fmt.Sprintf("%d-%d", e.Span.Start, e.Span.End)})
			}
		}
	}
	return rows
}

// ChangeRows returns changes as a table: first the changed slots of events, then articles with
// a new version.
func ChangeRows(c *ledger.Changes) [][]string {
	rows := [][]string{{"kind", "event", "name", "slot", "item", "before_status", "before", "now_status", "now",
		"said_by", "outlet", "url", "published"}}
	cell := func(e *ledger.SlotEntry) (status, value string) {
		if e == nil {
			return "", ""
		}
		return e.Status, e.Value
	}
	for i := range c.Slots {
		s := &c.Slots[i]
		bs, bv := cell(s.Before)
		ns, nv := cell(s.Now)
		row := []string{"slot", s.Event, s.Name, s.Slot, s.Item, bs, bv, ns, nv, "", "", "", ""}
		if s.Now != nil {
			row[9], row[10], row[11], row[12] = strings.Join(s.Now.SaidBy, "; "), s.Now.Article.Outlet, s.Now.Article.URL,
				s.Now.Published
		}
		rows = append(rows, row)
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		what := fmt.Sprintf("%d changed, %d withdrawn, %d added", a.Changed, a.Withdrawn, a.Added)
		rows = append(rows, []string{a.Kind, "", a.Article.Headline, "", "", "", "", "", what, "", a.Article.Outlet,
			a.Article.URL, a.Article.Published})
	}
	return rows
}

// UtteranceRows returns the wordings of one utterance as a table.
func UtteranceRows(u *ledger.Utterance) [][]string {
	rows := [][]string{append([]string{"difference", "restated"}, Header()...)}
	for i := range u.Members {
		m := &u.Members[i]
		rows = append(rows, with(&m.Statement, string(m.Difference), strconv.FormatBool(m.Restated)))
	}
	return rows
}

// QuotationRows returns the witnesses of a quotation as a table.
func QuotationRows(q *ledger.Quotation) [][]string {
	rows := [][]string{append([]string{"verdict", "difference", "by_speaker", "quoted", "words"}, Header()...)}
	for i := range q.Witnesses {
		w := &q.Witnesses[i]
		rows = append(rows, with(&w.Statement, string(w.Verdict), string(w.Difference), strconv.FormatBool(w.BySpeaker),
			strconv.FormatBool(w.Quoted), w.Text))
	}
	return rows
}

// StoryRows returns the articles of storylines as a table.
func StoryRows(list []ledger.Storyline) [][]string {
	rows := [][]string{{"story", "title", "article", "outlet", "published", "headline", "url"}}
	for i := range list {
		for j := range list[i].Articles {
			a := &list[i].Articles[j]
			rows = append(rows, []string{list[i].ID, list[i].Title, a.ID, a.Outlet, a.Published, a.Headline, a.URL})
		}
	}
	return rows
}

// ArticleRows returns versions of articles as a table.
func ArticleRows(list []ledger.Article) [][]string {
	rows := [][]string{{"id", "outlet", "published", "until", "notice", "headline", "url", "sha256"}}
	for i := range list {
		a := &list[i]
		rows = append(rows, []string{a.ID, a.Outlet, a.Published, a.Until, a.Notice, a.Headline, a.URL, a.SHA256})
	}
	return rows
}
