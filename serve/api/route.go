package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/export"
	"readout/ledger/quote"
	"readout/serve/auth"
	"readout/store"
)

// route describes one route of the API.
type route struct {
	Method  string // "" is GET
	Path    string // below /api/v1
	ID      string
	Tag     string
	Summary string
	About   string
	Status  int   // on success; 0 is 200
	Fails   []int // statuses of the route's own errors
	Body    int64 // maximum bytes of a request's body; 0 is huma's 1 MiB
}

// reply is what huma writes: an answer, and the headers derived from it.
type reply[O any] struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Link        string `header:"Link" hidden:"true"`
	Location    string `header:"Location" hidden:"true"`
	Body        O
}

// table is an answer as rows, header first.
type table [][]string

// marshalCSV writes a table; anything else is an error, written as JSON.
func marshalCSV(w io.Writer, v any) error {
	if rows, ok := v.(table); ok {
		return export.WriteRows(w, rows)
	}
	return marshalJSON(w, v)
}

// paged is an answer with a next page; located is an answer about something that was created.
type (
	paged   interface{ next() string }
	located interface{ location() string }
)

// add registers a route. rows, which may be nil, converts the answer to a table.
func add[I, O any](s *service, doc huma.API, r route, ask func(context.Context, *I) (O, error),
	rows func(*O) [][]string) {
	op := s.operation(r)
	if op.DefaultStatus == http.StatusNoContent {
		huma.Register(doc, op, func(ctx context.Context, in *I) (*struct{}, error) {
			if _, err := ask(ctx, in); err != nil {
				return nil, s.problem(ctx, r.ID, err)
			}
			return nil, nil
		})
		return
	}
	content := map[string]*huma.MediaType{"application/json": {
		Schema: doc.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[O](), true, r.ID+"Answer")}}
	if rows != nil {
		content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
	}
	op.Responses = map[string]*huma.Response{strconv.Itoa(op.DefaultStatus): {
		Description: http.StatusText(op.DefaultStatus), Content: content}}
	huma.Register(doc, op, func(ctx context.Context, in *I) (*reply[any], error) {
		asked := askedOf(ctx)
		if asked.csv && asked.named && rows == nil {
			return nil, huma.Error422UnprocessableEntity("format: this answer is not a table")
		}
		out, err := ask(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, r.ID, err)
		}
		a := &reply[any]{Body: out}
		if p, ok := any(out).(paged); ok && p.next() != "" {
			a.Link = fmt.Sprintf("<%s>; rel=\"next\"", asked.with("cursor", p.next()))
		}
		if p, ok := any(out).(located); ok {
			a.Location = p.location()
		}
		if rows != nil && asked.csv {
			a.ContentType, a.Body = "text/csv; charset=utf-8; header=present", table(rows(&out))
		}
		return a, nil
	})
	if rows != nil {
		parameter := &huma.Param{Name: "format", In: "query", Schema: &huma.Schema{Type: "string", Enum: []any{"json", "csv"},
			Default: "json"},
			Description: "csv returns a table that is safe to open in a spreadsheet; Accept: text/csv does the same."}
		at := doc.OpenAPI().Paths[op.Path].Get
		at.Parameters = append(at.Parameters, parameter)
	}
}

// operation converts a route to huma's description.
func (s *service) operation(r route) huma.Operation {
	op := huma.Operation{OperationID: r.ID, Method: r.Method, Path: Prefix + "/v1" + r.Path, Tags: []string{r.Tag},
		Summary: r.Summary, Description: r.About,
		DefaultStatus: r.Status, MaxBodyBytes: r.Body}
	if op.Method == "" {
		op.Method = http.MethodGet
	}
	if op.DefaultStatus == 0 {
		op.DefaultStatus = http.StatusOK
	}
	op.Errors = append(slices.Clone(r.Fails), http.StatusUnauthorized, http.StatusTooManyRequests,
		http.StatusServiceUnavailable)
	return op
}

// problem converts an error for the client: in full if the request is at fault, only in short
// if the server is. The log has the rest.
func (s *service) problem(ctx context.Context, route string, err error) error {
	var told huma.StatusError
	var fault *ledger.Fault
	var forbidden bool
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &fault):
		return huma.Error422UnprocessableEntity(fault.Error())
	case errors.Is(err, ask.ErrUnknown), errors.Is(err, store.ErrNotFound):
		return huma.Error404NotFound(err.Error())
	case errors.Is(err, quote.ErrNoWords), errors.Is(err, ledger.ErrCursor):
		return huma.Error422UnprocessableEntity(err.Error())
	case errors.Is(err, auth.ErrForbidden):
		forbidden = true
		fallthrough
	case errors.Is(err, auth.ErrUnknown):
		if forbidden {
			return huma.Error403Forbidden(err.Error())
		}
		return huma.Error401Unauthorized(err.Error())
	case errors.Is(err, context.Canceled):
		return huma.NewError(499, "the caller went away")
	case errors.Is(err, context.DeadlineExceeded):
		s.o.Log.WarnContext(ctx, "a question took too long", "route", route)
		return huma.ErrorWithHeaders(huma.Error503ServiceUnavailable("This took too long. A narrower question is answered "+
			"sooner."), http.Header{"Retry-After": {"10"}})
	case errors.Is(err, store.ErrLocked):
		return huma.ErrorWithHeaders(huma.Error503ServiceUnavailable("Another program is writing to the ledger."),
			http.Header{"Retry-After": {"5"}})
	case errors.Is(err, store.ErrReadOnly), errors.Is(err, store.ErrFull):
		s.o.Log.ErrorContext(ctx, "the ledger cannot be written", "route", route, "error", err)
		return huma.Error503ServiceUnavailable("The ledger cannot be written.")
	}
	s.o.Log.ErrorContext(ctx, "a question failed", "route", route, "error", err)
	return huma.Error500InternalServerError("Something went wrong here. The log has it.")
}

// asked is what routes need of a request besides their parameters.
type asked struct {
	csv   bool
	named bool // by the parameter format, not by Accept
	url   *url.URL
}

type askedKey struct{}

func askedOf(ctx context.Context) *asked {
	if a, ok := ctx.Value(askedKey{}).(*asked); ok {
		return a
	}
	return &asked{url: &url.URL{}}
}

// with returns the requested address with another value of one parameter.
func (a *asked) with(name, value string) string {
	q := a.url.Query()
	q.Set(name, value)
	return (&url.URL{Path: a.url.Path, RawQuery: q.Encode()}).String()
}

// mediaType returns a Content-Type without its parameters.
func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return kind
}
