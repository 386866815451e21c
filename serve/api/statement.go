package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/export"
)

// AsOfDay is the parameter of all queries about an earlier day.
type AsOfDay struct {
	AsOf string `query:"as_of" pattern:"^\\d{4}(-\\d\\d(-\\d\\d(T[0-9:.]+(Z|[+-]\\d\\d:\\d\\d))?)?)?$" patternDescription:"a day or an RFC 3339 time" doc:"The state at the end of that day or at that time; by default now." example:"2024-03-20"`
}

// StatementFilter is the conditions by which statements can be found.
type StatementFilter struct {
	Query      string   `query:"q" maxLength:"1000" doc:"Words that must all occur; \"a phrase\", OR, NOT, brackets, begin*." example:"gas transit"`
	Speaker    string   `query:"speaker" maxLength:"200" doc:"Words of the speaker's name or role."`
	Person     string   `query:"person" maxLength:"200" doc:"One person of the ledger, by id or name." example:"Oskeby"`
	Role       string   `query:"role" maxLength:"200" doc:"Words of the speaker's role."`
	Outlet     []string `query:"outlet,explode" maxItems:"100" doc:"Only of these outlets."`
	Kind       []string `query:"kind,explode" enum:"direct,indirect,mixed" doc:"By quotation marks."`
	Act        []string `query:"act,explode" enum:"assert,deny,promise,announce,ask,advise,accuse,praise,decline,refer,estimate,demand,warn,agree,reject,thank,apologise,criticise" doc:"What the speaker does with the words."`
	Commitment []string `query:"commitment,explode" enum:"CT+,PR+,PS+,CT-,PR-,PS-,Uu" doc:"How far the speaker commits, in FactBank's values."`
	Attitude   []string `query:"attitude,explode" enum:"speech,belief,intention,perception,document" doc:"How the source holds the content."`
	Status     []string `query:"status,explode" enum:"held,planned,likely,possible,undecided,doubted,not planned,ruled out,postponed,cancelled,declined,referred" doc:"The status that the statement gives to a slot of an event."`
	From       string   `query:"from" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or later."`
	To         string   `query:"to" pattern:"^\\d{4}-\\d\\d-\\d\\d$" doc:"Published on that day or earlier."`
	Replaced   bool     `query:"replaced" doc:"Include what later versions of an article replaced."`
	AsOfDay
}

// query converts the filter to a ledger's query.
func (f *StatementFilter) query() (ledger.Query, error) {
	q := ledger.Query{Text: f.Query, Speaker: f.Speaker, Person: f.Person, Role: f.Role, Outlets: f.Outlet, Kinds: f.Kind,
		Acts:        f.Act,
		Commitments: f.Commitment, Attitudes: f.Attitude, Statuses: f.Status, From: f.From, To: f.To, AsOf: f.AsOf,
		Replaced: f.Replaced}
	return q, q.Check()
}

type statementsIn struct {
	StatementFilter
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Maximum number per page."`
	Cursor string `query:"cursor" pattern:"^[0-9a-z]{1,12}-[0-9]{1,6}$" doc:"The \"next\" of the previous page. The Link header with rel=next has the whole address."`
}

// StatementPage is one page of statements, newest first.
type StatementPage struct {
	Statements []ledger.Statement `json:"statements"`
	Next       string             `json:"next,omitempty" doc:"The cursor of the next page; absent on the last."`
}

func (p StatementPage) next() string { return p.Next }

type statementID struct {
	ID string `path:"id" pattern:"^v\\d{1,18}\\.s\\d{1,4}$" doc:"The id of a statement, as answers show it." example:"v85865791489.s3"`
}

type quotationIn struct {
	Words string `query:"words" required:"true" minLength:"1" maxLength:"5000" doc:"The quotation. Dots mark words left out, [ ] words inserted." example:"Four hours is enough"`
	By    string `query:"by" maxLength:"200" doc:"Who is said to have said it: a name or an id." example:"Oskeby"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"Maximum number of witnesses."`
	AsOfDay
}

func (s *service) statementRoutes(doc huma.API) {
	add(s, doc, route{Path: "/statements", ID: "search-statements", Tag: "statements", Fails: []int{404},
		Summary: "Find statements",
		About:   "All conditions that are set must hold; of a list, any one. Newest publication first."},
		func(ctx context.Context, in *statementsIn) (StatementPage, error) {
			q, err := in.query()
			if err != nil {
				return StatementPage{}, err
			}
			q.Limit, q.Cursor = in.Limit, in.Cursor
			p, err := s.o.Cache.Search(ctx, q)
			return StatementPage{Statements: orEmpty(p.Statements), Next: p.Next}, err
		}, func(p *StatementPage) [][]string { return export.StatementRows(p.Statements) })

	add(s, doc, route{Path: "/statements/{id}", ID: "get-statement", Tag: "statements", Fails: []int{404},
		Summary: "One statement"},
		func(ctx context.Context, in *statementID) (ledger.Statement, error) { return s.l.Statement(ctx, in.ID) },
		func(x *ledger.Statement) [][]string { return export.StatementRows([]ledger.Statement{*x}) })

	add(s, doc, route{Path: "/statements/{id}/wordings", ID: "compare-wordings", Tag: "statements", Fails: []int{404},
		Summary: "The wordings of one utterance in every outlet",
		About: "All reports of the same words of the same speaker, compared with the fullest: identical, trimmed, elided, " +
			"bracketed, merged, reworded, altered."},
		func(ctx context.Context, in *statementID) (ledger.Utterance, error) { return s.l.Compare(ctx, in.ID) },
		export.UtteranceRows)

	add(s, doc, route{Path: "/quotation", ID: "check-quotation", Tag: "statements",
		Summary: "Did they say this, where, in which words?",
		About: "Looks for the words, literally and aligned, and says how far the reports support them: exact, part of a " +
			"sentence, several wordings, abridged, paraphrase, different words, another speaker, unknown speaker, " +
			"unattributed, not found. It is about what was reported, not what is true."},
		func(ctx context.Context, in *quotationIn) (ledger.Quotation, error) {
			return s.l.CheckQuotation(ctx, ledger.Claim{Words: in.Words, By: in.By, AsOf: in.AsOf, Limit: in.Limit})
		}, export.QuotationRows)
}

// orEmpty returns the list, or an empty one instead of nil.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
