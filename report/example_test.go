package report_test

import (
	"os"

	"readout/record"
	"readout/report"
)

// A record in Markdown, with its statements only.
func ExampleMarkdown() {
	r := &record.Record{
		Article:  record.Article{Title: "Talks end", Text: "“It is over,” Anna Dalmer said."},
		Entities: []record.Entity{{ID: "e1", Kind: "person", Name: "Anna Dalmer"}},
		Statements: []record.Statement{{
			ID: "s1", Kind: "direct", Speakers: []string{"e1"},
			Content: []record.Span{{Start: 0, End: 17}},
		}},
	}
	if err := report.Markdown(os.Stdout, r, report.Parts{Statements: true}); err != nil {
		panic(err)
	}
	// Output:
	// # Talks end
	//
	// day of publication unknown
	//
	// ## Who said what
	//
	// ### Anna Dalmer
	//
	// > “It is over,”
	//
	// s1, line 1: direct
}
