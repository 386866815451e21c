package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/serve/auth"
	"readout/serve/intake"
)

// Submission is an article to be read and stored: its content, or its address.
type Submission struct {
	Content   string `json:"content,omitempty" maxLength:"6000000" doc:"The article: plain text, a web page, or a wire format." example:"OSTRELLA, March 20 (KTA) - Norhaven agreed to the talks, a spokeswoman said."`
	URL       string `json:"url,omitempty" maxLength:"2000" doc:"Where it was published. Without content, the server fetches it." example:"https://kta.example/politics/1"`
	Format    string `json:"format,omitempty" enum:"auto,text,html,nitf,newsml,ninjs" default:"auto" doc:"The format of the content."`
	Outlet    string `json:"outlet,omitempty" maxLength:"200" doc:"Who published it." example:"KTA"`
	Published string `json:"published,omitempty" pattern:"^(\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+(Z|[+-]\\d\\d:\\d\\d))?)?$" doc:"When it was published, if the article does not say: a day or an RFC 3339 time."`
	Language  string `json:"language,omitempty" maxLength:"20" doc:"BCP 47; en by default."`
}

// Submitted is the outcome of a submission.
type Submitted struct {
	Articles []SubmittedArticle `json:"articles" doc:"One, or several from a wire document."`
}

// SubmittedArticle is one article that is now in the ledger.
type SubmittedArticle struct {
	Text    ledger.Text `json:"text"`
	New     bool        `json:"new" doc:"False if the same text of the same article was already there."`
	Earlier int         `json:"earlier" doc:"Number of earlier versions of the article."`
}

func (x Submitted) location() string {
	if len(x.Articles) == 0 {
		return ""
	}
	return Prefix + "/v1/articles/" + x.Articles[0].Text.Article.ID
}

// maxSubmission bounds the body of a submission.
const maxSubmission = 8 << 20

func (s *service) submitRoute(doc huma.API) {
	add(s, doc, route{Method: http.MethodPost, Path: "/articles", ID: "submit-article", Tag: "articles",
		Status: http.StatusCreated, Body: maxSubmission,
		Fails: []int{403, 409, 410, 413, 502}, Summary: "Read an article and store it",
		About: "Requires the write scope. Outlet and address identify an article; a different text becomes a new version. " +
			"The same text again changes nothing."},
		func(ctx context.Context, in *struct{ Body Submission }) (Submitted, error) {
			return s.submit(ctx, &in.Body)
		}, nil)
}

func (s *service) submit(ctx context.Context, in *Submission) (Submitted, error) {
	if err := auth.Allow(ctx, auth.Write); err != nil {
		return Submitted{}, err
	}
	if err := ask.CheckMoment("published", in.Published); err != nil {
		return Submitted{}, err
	}
	taken, err := s.o.Intake.Take(ctx, intake.Submission{Content: in.Content, URL: in.URL, Format: in.Format,
		Outlet:    in.Outlet,
		Published: in.Published, Language: in.Language})
	if err != nil {
		return Submitted{}, intakeError(err)
	}
	s.o.Cache.Invalidate()
	out := Submitted{}
	for _, x := range taken {
		out.Articles = append(out.Articles, SubmittedArticle{Text: x.Text, New: x.New, Earlier: x.Earlier})
	}
	return out, nil
}

// intakeError converts the reason why an article was not added to an HTTP error.
func intakeError(err error) error {
	for _, x := range [...]struct {
		is     error
		status int
	}{{intake.ErrNoReader, http.StatusServiceUnavailable}, {intake.ErrNoFetch, http.StatusServiceUnavailable},
		{intake.ErrErased, http.StatusGone}, {intake.ErrFailed, http.StatusBadGateway},
		{intake.ErrEmpty, http.StatusUnprocessableEntity},
		{intake.ErrAddress, http.StatusUnprocessableEntity}, {intake.ErrRefused, http.StatusUnprocessableEntity},
		{intake.ErrNone, http.StatusUnprocessableEntity}, {intake.ErrUnread, http.StatusUnprocessableEntity},
		{intake.ErrUnkept, http.StatusUnprocessableEntity}} {
		if errors.Is(err, x.is) {
			text := err.Error()
			return huma.NewError(x.status, strings.ToUpper(text[:1])+text[1:])
		}
	}
	return err
}
