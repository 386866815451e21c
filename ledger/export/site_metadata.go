package export

import (
	"encoding/json"
	"fmt"
	"io"
)

// siteTable describes a table for Datasette.
type siteTable struct {
	Description string            `json:"description"`
	Facets      []string          `json:"facets,omitempty"`
	Sort        string            `json:"sort_desc,omitempty"`
	Label       string            `json:"label_column,omitempty"`
	Columns     map[string]string `json:"columns,omitempty"`
	FTSTable    string            `json:"fts_table,omitempty"`
}

// SiteMetadata writes Datasette's metadata for a site: descriptions of tables and columns, and
// the facets. name is the file's name without its extension.
func SiteMetadata(w io.Writer, name string) error {
	described := map[string]string{}
	for _, c := range columns {
		described[c.name] = c.doc
	}
	delete(described, "speaker_role") // this column is called "role" here
	described["utterance"] = "the utterance whose words it reports"
	described["link"] = "the article's page, opened at the words"
	tables := map[string]siteTable{
		"statements": {Description: "Who said what, one statement per row.",
			Facets: []string{"speaker", "country", "act", "commitment"}, Sort: "said", Label: "content",
			FTSTable: "statements_fts", Columns: described},
		"people": {Description: "Who speaks, with the role and side of the latest statement.",
			Facets: []string{"kind", "country"}, Sort: "statements", Label: "name"},
		"speakers": {Description: "Whose a statement is: a row for each of its speakers, as its article calls them."},
		"utterances": {Description: "What was said, once each: its fullest wording, in how many reports, and where first.",
			Facets: []string{"speaker"}, Sort: "reports", Label: "content"},
		"texts": {Description: "The texts of the articles: the spans of statements are bytes of them, in UTF-8.",
			FTSTable: "texts_fts"},
		"articles": {Description: "The reports that contain statements. until is set where a later version replaced one.",
			Facets: []string{"outlet", "notice"},
			Sort:   "published", Label: "headline"},
		"events": {Description: "What was planned, held or called off.", Facets: []string{"type", "status"}, Label: "name"},
		"slots": {Description: "What was said of an event's place, time and participants, and by whom.",
			Facets: []string{"slot", "status"}, Sort: "said"},
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(map[string]any{"title": "Readout",
		"databases": map[string]any{name: map[string]any{"tables": tables}}}); err != nil {
		return fmt.Errorf("export: metadata for Datasette: %w", err)
	}
	return nil
}
