package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"readout/article"
	"readout/record"
)

// Gold returns the records of the thread as a careful reader wrote them by hand, independent
// of what any reader program finds.
//
// Errors: a line of gold.tsv quotes what its dispatch does not say.
func Gold() ([]*record.Record, error) {
	dispatches, err := Dispatches()
	if err != nil {
		return nil, err
	}
	lines, err := files.ReadFile("gold.tsv")
	if err != nil {
		return nil, fmt.Errorf("demo: reading the gold: %w", err)
	}
	out := make([]*record.Record, len(dispatches))
	for i, d := range dispatches {
		out[i] = bare(d)
	}
	for line := range strings.Lines(string(lines)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		n, err := strconv.Atoi(f[1])
		if err != nil || n < 1 || n > len(out) {
			return nil, fmt.Errorf("demo: gold line %q names no dispatch", line)
		}
		if err := addLine(out[n-1], f); err != nil {
			return nil, fmt.Errorf("demo: gold line %q: %w", line, err)
		}
	}
	return out, nil
}

// bare returns a dispatch with its blocks, with nothing read from it.
func bare(d Dispatch) *record.Record {
	sum := sha256.Sum256([]byte(d.Text))
	r := &record.Record{Schema: record.Schema, Reader: record.Reader{Version: "gold", Models: "none"},
		Article: record.Article{ID: d.File, URL: d.URL, Outlet: d.Outlet, Language: "en",
			SHA256: hex.EncodeToString(sum[:]), Published: d.Published,
			PublishedFrom: "metadata", Updated: d.Updated, Notice: d.Notice, Text: d.Text, Blocks: []record.Block{}},
		Entities: []record.Entity{}, Times: []record.Time{}, Statements: []record.Statement{}, Events: []record.Event{},
		Gaps: []record.Gap{}}
	off := 0
	for i, par := range strings.Split(d.Text, "\n\n") {
		kind := article.Paragraph
		if i == 0 {
			kind = article.Headline
		}
		sp := record.Span{Start: off, End: off + len(par)}
		r.Article.Blocks = append(r.Article.Blocks, record.Block{Kind: kind, Span: sp})
		if i == 0 {
			r.Article.Headline = &sp
		}
		off += len(par) + 2
	}
	return r
}

func addLine(r *record.Record, f []string) error {
	find := func(text string) (record.Span, error) {
		// The body first: a headline often words the same thing differently.
		start := r.Article.Headline.End
		if i := strings.Index(r.Article.Text[start:], text); i >= 0 {
			return record.Span{Start: start + i, End: start + i + len(text)}, nil
		}
		return record.Span{}, fmt.Errorf("the dispatch does not say %q", text)
	}
	entity := func(name, role, country, kind string) (string, error) {
		for i := range r.Entities {
			if r.Entities[i].Name == name {
				return r.Entities[i].ID, nil
			}
		}
		sp, err := find(name[strings.LastIndex(name, " ")+1:])
		if err != nil { // a leader who is only implied: "the president"
			if sp, err = find("leaders"); err != nil {
				return "", err
			}
		}
		e := record.Entity{ID: fmt.Sprintf("e%d", len(r.Entities)+1), Kind: kind, Name: name, Country: country,
			Mentions: []record.Mention{{Span: sp, Form: "name", By: "gold", Score: 1}}}
		if role != "" {
			e.Roles = []record.Role{{Title: role, Span: sp}}
		}
		r.Entities = append(r.Entities, e)
		return e.ID, nil
	}
	switch f[0] {
	case "P":
		_, err := entity(f[2], f[3], f[4], "person")
		return err
	case "O":
		_, err := entity(f[2], f[3], f[4], "organization")
		return err
	case "S":
		sp, err := find(f[3])
		if err != nil {
			return err
		}
		s := record.Statement{ID: fmt.Sprintf("s%d", len(r.Statements)+1), Kind: f[4], Content: []record.Span{sp},
			Act: f[5], Commitment: f[6], SaidOn: f[7],
			Attitude: "speech", By: "gold", Score: 1}
		for i := range r.Entities {
			if r.Entities[i].Name == f[2] {
				s.Speakers = []string{r.Entities[i].ID}
			}
		}
		r.Statements = append(r.Statements, s)
	case "V":
		sp, err := find(f[2])
		if err != nil {
			// An occasion that the dispatch describes without naming it.
			if sp, err = find("meet"); err != nil {
				if sp, err = find("signed"); err != nil {
					return err
				}
			}
		}
		v := record.Event{ID: "v1", Type: "CONSULT", Name: f[2], Status: f[3], Time: f[4], Span: sp,
			Mentions: []record.Span{sp}, By: "gold", Score: 1}
		for i := range r.Entities {
			if n := r.Entities[i].Name; n == "Andrei Volsunov" || n == "Elin Tverdahl" {
				v.Participants = append(v.Participants, r.Entities[i].ID)
			}
		}
		if f[5] != "" {
			if v.Place, err = entity(f[5], "", "", "place"); err != nil {
				return err
			}
		}
		r.Events = append(r.Events, v)
	case "T":
		sp, err := find(f[3])
		if err != nil {
			return err
		}
		slot := record.Slot{Slot: f[2], Value: f[4], Span: sp, Status: f[5], By: "gold", Score: 1}
		if f[6] != "-" {
			for i := range r.Statements {
				s := &r.Statements[i]
				if strings.HasPrefix(r.Article.Text[s.Content[0].Start:s.Content[0].End], f[6]) {
					slot.Statement, slot.SaidBy = s.ID, s.Speakers
				}
			}
			if slot.Statement == "" {
				return fmt.Errorf("no statement begins %q", f[6])
			}
		}
		r.Events[0].Slots = append(r.Events[0].Slots, slot)
	default:
		return fmt.Errorf("unknown kind of line")
	}
	return nil
}
