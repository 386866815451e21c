package cli

import (
	"strings"

	"readout/ledger"
	"readout/record"
)

// StatementNotes returns who said it, when, in which outlet, how, and its status.
func StatementNotes(s *ledger.Statement, details bool) []string {
	notes := []string{SpeakerNames(s), s.Said, s.Article.Outlet, s.Kind}
	if s.Commitment != "" {
		notes = append(notes, record.Sure(s.Commitment))
	}
	if len(s.Statuses) > 0 {
		notes = append(notes, strings.Join(s.Statuses, ", "))
	}
	if details {
		if s.Commitment != "" {
			notes = append(notes, s.Commitment)
		}
		notes = append(notes, s.By)
	}
	return append(notes, s.ID)
}

// SpeakerNames returns the names of the speakers, or the source as written in the text.
func SpeakerNames(s *ledger.Statement) string {
	names := make([]string, 0, len(s.Speakers))
	for _, sp := range s.Speakers {
		name := sp.Name
		if sp.Joined != nil {
			name += " (" + sp.Called + ", " + sp.Joined.String() + ")"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return s.Source
	}
	return strings.Join(names, " and ")
}

// StatementHeader returns the column names of StatementRow.
func StatementHeader() []string {
	return []string{"id", "speaker", "said", "published", "outlet", "kind", "act", "commitment", "statuses",
		"content", "url"}
}

// StatementRow returns a statement as a table row.
func StatementRow(s *ledger.Statement) []string {
	return []string{s.ID, SpeakerNames(s), s.Said, s.Article.Published, s.Article.Outlet, s.Kind, s.Act, s.Commitment,
		strings.Join(s.Statuses, ";"), s.Content, s.Article.URL}
}

// StatementRows returns statements as a table with a header.
func StatementRows(list []ledger.Statement) [][]string {
	rows := [][]string{StatementHeader()}
	for i := range list {
		rows = append(rows, StatementRow(&list[i]))
	}
	return rows
}
