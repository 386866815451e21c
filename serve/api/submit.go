package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout/article"
	"readout/ledger"
	"readout/record"
	"readout/serve/auth"
	"readout/source"
	"readout/source/fetch"
)

// Submission is an article to be read and kept: its content, or the address where
// it is.
type Submission struct {
	Content   string `json:"content,omitempty" maxLength:"6000000" doc:"The article: plain text, a page, or a wire format." example:"OSTRELLA, March 20 (KTA) - Norhaven agreed to the talks, a spokeswoman said."`
	URL       string `json:"url,omitempty" maxLength:"2000" doc:"Where it was published. Without content, the server fetches it." example:"https://kta.example/politics/1"`
	Format    string `json:"format,omitempty" enum:"auto,text,html,nitf,newsml,ninjs" default:"auto" doc:"What the content is."`
	Outlet    string `json:"outlet,omitempty" maxLength:"200" doc:"Who published it." example:"KTA"`
	Published string `json:"published,omitempty" pattern:"^(\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+(Z|[+-]\\d\\d:\\d\\d))?)?$" doc:"When, where the article does not say it: a day or an RFC 3339 time."`
	Language  string `json:"language,omitempty" maxLength:"20" doc:"BCP 47; en unless given."`
}

// Submitted says what became of a submission.
type Submitted struct {
	Articles []SubmittedArticle `json:"articles" doc:"One, but for wire documents that hold several."`
}

// SubmittedArticle is one article that is in the ledger now.
type SubmittedArticle struct {
	Text    ledger.Text `json:"text"`
	New     bool        `json:"new" doc:"False: the same text of the same article was there."`
	Earlier int         `json:"earlier" doc:"Versions of the article that were there before."`
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
	add(s, doc, route{Method: http.MethodPost, Path: "/articles", ID: "submit-article", Tag: "articles", Status: http.StatusCreated, Body: maxSubmission,
		Fails: []int{403, 409, 410, 413, 502}, Summary: "Read an article and keep it",
		About: "Needs the write scope. An article is one by outlet and address; another text of it becomes a new version. The same text again changes nothing."},
		func(ctx context.Context, in *struct{ Body Submission }) (Submitted, error) {
			return s.submit(ctx, &in.Body)
		}, nil)
}

func (s *service) submit(ctx context.Context, in *Submission) (Submitted, error) {
	if err := auth.Allow(ctx, auth.Write); err != nil {
		return Submitted{}, err
	}
	if s.o.Read == nil {
		return Submitted{}, huma.Error503ServiceUnavailable("This server reads no articles: it was started without a reader.")
	}
	if err := ledger.CheckMoment("published", in.Published); err != nil {
		return Submitted{}, err
	}
	articles, err := s.articles(ctx, in)
	if err != nil {
		return Submitted{}, err
	}
	items := make([]ledger.Item, len(articles))
	for i, a := range articles {
		r, err := s.read(ctx, a)
		if ctx.Err() != nil {
			return Submitted{}, context.Cause(ctx)
		}
		if err != nil {
			return Submitted{}, huma.Error422UnprocessableEntity("The article cannot be read: " + err.Error())
		}
		items[i].Record = r
	}
	added, err := s.l.Add(ctx, items)
	if err != nil {
		return Submitted{}, err
	}
	s.o.Memory.Forget() // whoever submits wants to see it
	out := Submitted{}
	for _, x := range added {
		switch {
		case x.Err != nil:
			return Submitted{}, huma.Error422UnprocessableEntity("The article cannot be kept: " + x.Err.Error())
		case x.Erased:
			return Submitted{}, huma.Error410Gone("The article was taken down and is not taken in again.")
		}
		t, err := s.l.Text(ctx, versionName(x))
		if err != nil {
			return Submitted{}, err
		}
		out.Articles = append(out.Articles, SubmittedArticle{Text: t, New: x.New, Earlier: x.Earlier})
	}
	return out, nil
}

// read reads one article. Reading takes a processor, so that not more than a few are
// read at once; one that goes on after the time of its request keeps its place, and
// nobody waits for it.
func (s *service) read(ctx context.Context, a *article.Article) (*record.Record, error) {
	select {
	case s.reading <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	type outcome struct {
		r   *record.Record
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() { <-s.reading }()
		r, err := s.o.Read(ctx, a)
		done <- outcome{r, err}
	}()
	select {
	case o := <-done:
		return o.r, o.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// articles makes articles of a submission.
func (s *service) articles(ctx context.Context, in *Submission) ([]*article.Article, error) {
	raw, hint := []byte(in.Content), source.Hint{URL: in.URL}
	if in.URL != "" && !strings.HasPrefix(in.URL, "http://") && !strings.HasPrefix(in.URL, "https://") {
		return nil, huma.Error422UnprocessableEntity("url: only http and https addresses are taken")
	}
	if in.Content == "" {
		if in.URL == "" {
			return nil, huma.Error422UnprocessableEntity("There is neither content nor an address.")
		}
		if s.o.Fetch == nil {
			return nil, huma.Error503ServiceUnavailable("This server fetches nothing: send the content.")
		}
		var err error
		if raw, hint, err = s.o.Fetch(ctx, in.URL); err != nil {
			if errors.Is(err, fetch.ErrForbidden) || errors.Is(err, fetch.ErrScheme) || errors.Is(err, fetch.ErrRobots) {
				return nil, huma.Error422UnprocessableEntity("The address is not fetched: " + err.Error())
			}
			return nil, huma.Error502BadGateway("The address could not be fetched: " + err.Error())
		}
	}
	if in.Outlet != "" {
		hint.Outlet = in.Outlet
	}
	if in.Published != "" {
		hint.Published = in.Published
	}
	if in.Language != "" {
		hint.Language = in.Language
	}
	format := source.Format(in.Format)
	if in.Format == "" || in.Format == "auto" {
		format = source.Detect(raw, hint.ContentType)
	}
	list, err := readAs(format, raw, hint)
	if err != nil {
		return nil, huma.Error422UnprocessableEntity("There is no article in it: " + err.Error())
	}
	return list, nil
}

func readAs(format source.Format, raw []byte, hint source.Hint) ([]*article.Article, error) {
	var a *article.Article
	var err error
	switch format {
	case source.FormatHTML:
		a, err = source.HTML(raw, hint)
	case source.FormatNITF:
		a, err = source.NITF(raw, hint)
	case source.FormatNinjs:
		a, err = source.Ninjs(raw, hint)
	case source.FormatNewsML:
		return source.NewsML(raw, hint)
	case source.FormatFeed, source.FormatSitemap, source.FormatOPML, source.FormatWARC, source.FormatJSON, source.FormatJSONL, source.FormatCSV:
		return nil, errors.New("a list or an archive: 'readout add' and 'readout watch' take those")
	default:
		if a, err = source.Text(raw, hint); err == nil {
			source.Slug(a)
		}
	}
	if err != nil {
		return nil, err
	}
	return []*article.Article{a}, nil
}
