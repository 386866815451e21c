package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/ledger"
)

// Row is a statement as a table row: CSV and Parquet have the same columns.
type Row struct {
	ID            string  `parquet:"id" doc:"id of the statement in the ledger it was exported from"`
	Speaker       string  `parquet:"speaker" doc:"names of the speakers, joined by '; '"`
	SpeakerRole   string  `parquet:"speaker_role,dict" doc:"role of the first speaker, as the article gives it"`
	SpeakerKind   string  `parquet:"speaker_kind,dict" doc:"person, organization, place, …, of the first speaker"`
	Country       string  `parquet:"country,dict" doc:"side of the first speaker: ISO 3166-1 alpha-2, or a name"`
	Agent         string  `parquet:"agent,dict" doc:"id of the first speaker as the article presents it"`
	Content       string  `parquet:"content" doc:"what was said, byte for byte; ' … ' where spans are joined"`
	Kind          string  `parquet:"kind,dict" doc:"direct, indirect or mixed: by quotation marks alone"`
	Act           string  `parquet:"act,dict" doc:"assert, deny, promise, …"`
	Attitude      string  `parquet:"attitude,dict" doc:"speech, belief, intention, perception, document"`
	Commitment    string  `parquet:"commitment,dict" doc:"FactBank: CT+ PR+ PS+ CT- PR- PS- Uu"`
	Status        string  `parquet:"status,dict" doc:"status of the event slots the statement fills, joined by '; '"`
	Said          string  `parquet:"said" doc:"day of speaking: said_on, or else the day of publication"`
	SaidOn        string  `parquet:"said_on" doc:"day of speaking as the article gives it"`
	Published     string  `parquet:"published" doc:"when this version of the article was published"`
	Until         string  `parquet:"until" doc:"when a later version replaced it; empty while it stands"`
	Outlet        string  `parquet:"outlet,dict" doc:"outlet"`
	URL           string  `parquet:"url" doc:"canonical address or the provider's id"`
	Headline      string  `parquet:"headline" doc:"headline"`
	Cue           string  `parquet:"cue,dict" doc:"words that mark the attribution: said, told reporters"`
	Source        string  `parquet:"source" doc:"words that name the source"`
	Audience      string  `parquet:"audience,dict" doc:"to whom"`
	Occasion      string  `parquet:"occasion" doc:"where or when, in words"`
	Spans         string  `parquet:"spans" doc:"byte ranges of the content in the article's UTF-8 text: start-end, half-open"`
	ArticleSHA256 string  `parquet:"article_sha256,dict" doc:"hash of the article's text, to check the spans against"`
	By            string  `parquet:"by,dict" doc:"rule or model that found the statement"`
	Score         float64 `parquet:"score" doc:"its confidence, 0 to 1"`
}

// RowOf converts a statement to a row.
func RowOf(s *ledger.Statement, o Options) Row {
	r := Row{ID: s.ID, Speaker: speakerNames(s), Content: o.content(s), Kind: s.Kind, Act: s.Act, Attitude: s.Attitude,
		Commitment: s.Commitment,
		Status:     strings.Join(s.Statuses, "; "), Said: s.Said, SaidOn: s.SaidOn, Published: s.Article.Published,
		Until:  s.Article.Until,
		Outlet: s.Article.Outlet, URL: s.Article.URL, Headline: s.Article.Headline, Cue: s.Cue, Source: s.Source,
		Audience: s.Audience,
		Occasion: s.Occasion, Spans: spanList(s), ArticleSHA256: s.Article.SHA256, By: s.By, Score: s.Score}
	if len(s.Speakers) > 0 {
		sp := &s.Speakers[0]
		r.SpeakerRole, r.SpeakerKind, r.Country, r.Agent = sp.Role, sp.Kind, sp.Country, sp.Agent
	}
	return r
}

// cells returns a row's values in the order of its columns.
func (r *Row) cells() []string {
	return []string{r.ID, r.Speaker, r.SpeakerRole, r.SpeakerKind, r.Country, r.Agent, r.Content, r.Kind, r.Act,
		r.Attitude, r.Commitment, r.Status,
		r.Said, r.SaidOn, r.Published, r.Until, r.Outlet, r.URL, r.Headline, r.Cue, r.Source, r.Audience, r.Occasion,
		r.Spans, r.ArticleSHA256, r.By,
		strconv.FormatFloat(r.Score, 'g', -1, 64)}
}

// CSV writes a table with a header, safe to open in a spreadsheet.
func CSV(w io.Writer, list Statements, o Options) error {
	c := csv.NewWriter(w)
	if err := c.Write(Header()); err != nil {
		return fmt.Errorf("export: CSV: %w", err)
	}
	for s, err := range list {
		if err != nil {
			return fmt.Errorf("export: CSV: %w", err)
		}
		r := RowOf(&s, o)
		cells := r.cells()
		for i, cell := range cells {
			cells[i] = Cell(cell)
		}
		if err := c.Write(cells); err != nil {
			return fmt.Errorf("export: CSV: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("export: CSV: %w", err)
	}
	return nil
}
