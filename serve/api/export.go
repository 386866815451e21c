package api

import (
	"context"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/export"
)

// exportFormat is a format in which statements are exported.
type exportFormat struct {
	kind, name string // media type, file extension
	write      func(w io.Writer, list export.Statements, o export.Options) error
}

var exportFormats = map[string]exportFormat{
	"jsonl":   {"application/x-ndjson", "jsonl", export.JSONL},
	"csv":     {"text/csv; charset=utf-8; header=present", "csv", export.CSV},
	"parquet": {"application/vnd.apache.parquet", "parquet", export.Parquet},
	"csl":     {"application/vnd.citationstyles.csl+json", "json", collected(export.CSL)},
	"bibtex":  {"application/x-bibtex", "bib", collected(export.BibTeX)},
}

// maxCited bounds the statements of an export that is not streamed.
const maxCited = 2000

// collected makes a streaming export from one that takes a list.
func collected(write func(io.Writer, []ledger.Statement, export.Options) error) func(io.Writer, export.Statements,
	export.Options) error {
	return func(w io.Writer, list export.Statements, o export.Options) error {
		var all []ledger.Statement
		for s, err := range list {
			if err != nil {
				return err
			}
			if all = append(all, s); len(all) == maxCited {
				break
			}
		}
		return write(w, all, o)
	}
}

// exportRoute streams everything that a filter finds, in one of the formats.
func (s *service) exportRoute(doc huma.API) {
	op := s.operation(route{Path: "/export", ID: "export-statements", Tag: "ledger", Fails: []int{404},
		Summary: "Statements for other programs",
		About: "Everything the filter finds, in one answer: JSON Lines, CSV, Parquet, CSL-JSON or BibTeX (the last two up " +
			"to 2,000). 'readout export --as codebook' describes the columns."})
	content := map[string]*huma.MediaType{}
	for _, f := range exportFormats {
		content[mediaType(f.kind)] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
	}
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: content}}
	type input struct {
		As       string `query:"as" enum:"jsonl,csv,parquet,csl,bibtex" default:"jsonl" doc:"The format."`
		TextFree bool   `query:"text_free" doc:"Omit copyrighted text: only spans, hashes and short quotations."`
		StatementFilter
	}
	huma.Register(doc, op, func(ctx context.Context, in *input) (*huma.StreamResponse, error) {
		q, err := in.query()
		if err != nil {
			return nil, s.problem(ctx, op.OperationID, err)
		}
		if q.Person != "" { // an unknown person must be reported before the answer begins
			if _, err := s.l.Person(ctx, q.Person); err != nil {
				return nil, s.problem(ctx, op.OperationID, err)
			}
		}
		f := exportFormats[in.As]
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			hc.SetHeader("Content-Type", f.kind)
			hc.SetHeader("Content-Disposition", `attachment; filename="statements.`+f.name+`"`)
			hc.SetStatus(http.StatusOK)
			if err := f.write(hc.BodyWriter(), s.l.Each(ctx, q), export.Options{TextFree: in.TextFree}); err != nil {
				s.o.Log.ErrorContext(ctx, "an export ended early", "error", err)
				panic(http.ErrAbortHandler) // a client must not mistake a part for the whole
			}
		}}, nil
	})
}
