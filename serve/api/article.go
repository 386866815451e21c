package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/export"
	"readout/ledger/statement"
	"readout/store"
)

// ArticleList is one page of versions of articles, newest first.
type ArticleList struct {
	Articles []ledger.Article `json:"articles"`
	Next     string           `json:"next,omitempty" doc:"The cursor of the next page; absent on the last."`
}

func (l ArticleList) next() string { return l.Next }

type versionID struct {
	ID string `path:"id" pattern:"^v\\d{1,18}$" doc:"The id of a version of an article, as answers show it." example:"v85865791489"`
}

func (s *service) articleRoutes(doc huma.API) {
	add(s, doc, route{Path: "/articles", ID: "find-articles", Tag: "articles", Fails: []int{404},
		Summary: "Find articles by the words of their whole text",
		About:   "Newest publication first."},
		func(ctx context.Context, in *struct {
			Query  string   `query:"q" maxLength:"1000" doc:"Words that must all occur; \"a phrase\", OR, NOT, brackets, begin*."`
			Outlet []string `query:"outlet,explode" maxItems:"100"`
			From   string   `query:"from" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or later."`
			To     string   `query:"to" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or earlier."`
			Limit  int      `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"Maximum number per page."`
			Cursor string   `query:"cursor" pattern:"^[0-9a-z]{1,12}-[0-9]{1,6}$" doc:"The \"next\" of the previous page. The Link header with rel=next has the whole address."`
			AsOfDay
		}) (ArticleList, error) {
			f := StatementFilter{Query: in.Query, Outlet: in.Outlet, From: in.From, To: in.To, AsOfDay: in.AsOfDay}
			q, err := f.query()
			if err != nil {
				return ArticleList{}, err
			}
			q.Limit, q.Cursor = in.Limit, in.Cursor
			page, err := s.l.FindArticles(ctx, q)
			return ArticleList{Articles: orEmpty(page.Articles), Next: page.Next}, err
		}, func(a *ArticleList) [][]string { return export.ArticleRows(a.Articles) })

	add(s, doc, route{Path: "/articles/{id}", ID: "get-article", Tag: "articles", Fails: []int{404},
		Summary: "One version of an article: its text and everything read in it",
		About:   "The record has every anchor: spans are byte ranges of the UTF-8 text, half-open."},
		func(ctx context.Context, in *versionID) (ledger.Text, error) { return s.l.Text(ctx, in.ID) },
		func(t *ledger.Text) [][]string { return export.StatementRows(t.Statements) })

	s.textRoute(doc)

	add(s, doc, route{Path: "/articles/{id}/versions", ID: "get-versions", Tag: "articles", Fails: []int{404},
		Summary: "All versions of an article, and what became of its statements",
		About:   "From each version to the next, every statement stands, moved, changed, was withdrawn or was added."},
		func(ctx context.Context, in *versionID) (ledger.History, error) {
			t, err := s.l.Text(ctx, in.ID)
			if err != nil {
				return ledger.History{}, err
			}
			return s.l.History(ctx, store.Key{Outlet: t.Article.Outlet, Ident: t.Article.URL})
		}, func(h *ledger.History) [][]string { return export.ArticleRows(h.Versions) })

	add(s, doc, route{Path: "/articles/{id}/copies", ID: "get-copies", Tag: "articles", Fails: []int{404},
		Summary: "Near copies of an article in all outlets",
		About:   "The earliest is taken to be the origin."},
		func(ctx context.Context, in *versionID) (ledger.Family, error) {
			v, err := statement.ParseVersion(in.ID)
			if err != nil {
				return ledger.Family{}, huma.Error422UnprocessableEntity(err.Error())
			}
			return s.l.Family(ctx, v)
		}, nil)

	add(s, doc, route{Path: "/articles/{id}/proof", ID: "verify-article", Tag: "articles", Fails: []int{404},
		Summary: "Is the text what it was, and does each anchor cut out its words?",
		About:   "Reads the stored text again and checks its hash and every anchor. It is intact if problems is empty."},
		func(ctx context.Context, in *versionID) (ledger.Verification, error) {
			v, err := statement.ParseVersion(in.ID)
			if err != nil {
				return ledger.Verification{}, huma.Error422UnprocessableEntity(err.Error())
			}
			out, err := s.l.VerifyVersion(ctx, v)
			if err == nil && out.Versions == 0 {
				return out, huma.Error404NotFound("the ledger has no article " + in.ID)
			}
			return out, err
		}, nil)

	s.submitRoute(doc)
}

// textRoute serves the text alone, byte for byte, to which anchors refer.
func (s *service) textRoute(doc huma.API) {
	op := s.operation(route{Path: "/articles/{id}/text", ID: "get-text", Tag: "articles", Fails: []int{404},
		Summary: "The text of a version, byte for byte",
		About:   "UTF-8, without a byte order mark: the bytes to which spans and sha256 refer."})
	op.Responses = map[string]*huma.Response{"200": {Description: "OK",
		Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: "string"}}}}}
	type text struct {
		ContentType string `header:"Content-Type" hidden:"true"`
		Body        []byte
	}
	huma.Register(doc, op, func(ctx context.Context, in *versionID) (*text, error) {
		t, err := s.l.Text(ctx, in.ID)
		if err != nil {
			return nil, s.problem(ctx, op.OperationID, err)
		}
		return &text{"text/plain; charset=utf-8", []byte(t.Record.Article.Text)}, nil
	})
}
