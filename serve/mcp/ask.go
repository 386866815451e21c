package mcp

import (
	"context"
	"fmt"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Limits of the result of one call.
const (
	defaultLimit = 10
	maxLimit     = 50
)

func limit(n int) int {
	if n <= 0 {
		return defaultLimit
	}
	return min(n, maxLimit)
}

// SearchIn is the input of search_statements.
type SearchIn struct {
	Query   string   `json:"query,omitempty" jsonschema:"words that must all be in the statement; \"a phrase\", OR, NOT, brackets, begin*"`
	Person  string   `json:"person,omitempty" jsonschema:"only by this person: a name or an id"`
	Speaker string   `json:"speaker,omitempty" jsonschema:"words of the speaker's name or role, for example spokesman"`
	Outlets []string `json:"outlets,omitempty" jsonschema:"only of these outlets"`
	Kinds   []string `json:"kinds,omitempty" jsonschema:"direct, indirect or mixed"`
	Acts    []string `json:"acts,omitempty" jsonschema:"assert, deny, promise, announce, decline, …"`
	Status  []string `json:"status,omitempty" jsonschema:"the status that the statement gives a plan: planned, likely, possible, undecided, doubted, not planned, ruled out, postponed, cancelled, declined"`
	From    string   `json:"from,omitempty" jsonschema:"published on that day (YYYY-MM-DD) or later"`
	To      string   `json:"to,omitempty" jsonschema:"published on that day or earlier"`
	AsOf    string   `json:"as_of,omitempty" jsonschema:"the state at the end of that day"`
	Limit   int      `json:"limit,omitempty" jsonschema:"how many; 10 by default, at most 50"`
	Cursor  string   `json:"cursor,omitempty" jsonschema:"next of the previous answer"`
}

// Found is one page of statements.
type Found struct {
	Statements []Quote `json:"statements"`
	Next       string  `json:"next,omitempty"`
}

func (f *Found) tell(b *strings.Builder) {
	if len(f.Statements) == 0 {
		b.WriteString("Nothing in this ledger matches.\n")
	}
	for i := range f.Statements {
		f.Statements[i].tell(b)
	}
	if f.Next != "" {
		b.WriteString("More follow: cursor " + f.Next + "\n")
	}
}

func (t *tools) searchStatements(ctx context.Context, in SearchIn) (*Found, error) {
	p, err := t.l.Search(ctx, ledger.Query{Text: in.Query, Person: in.Person, Speaker: in.Speaker, Outlets: in.Outlets,
		Kinds: in.Kinds, Acts: in.Acts, Statuses: in.Status,
		From: in.From, To: in.To, AsOf: in.AsOf, Limit: limit(in.Limit), Cursor: in.Cursor})
	if err != nil {
		return nil, err
	}
	out := &Found{Statements: []Quote{}, Next: p.Next}
	for i := range p.Statements {
		out.Statements = append(out.Statements, t.quote(&p.Statements[i]))
	}
	return out, nil
}

// CheckIn is the input of check_quotation.
type CheckIn struct {
	Words string `json:"words" jsonschema:"the quotation; … for words left out, [ ] for words inserted"`
	By    string `json:"by,omitempty" jsonschema:"who is said to have said it: a name or an id; anybody by default"`
	AsOf  string `json:"as_of,omitempty" jsonschema:"the state at the end of that day"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many witnesses; 10 by default"`
}

// Checked is a verdict with the reports on which it is based.
type Checked struct {
	Verdict   string    `json:"verdict" jsonschema:"exact, part of a sentence, several wordings, abridged, paraphrase, different words, another speaker, unknown speaker, unattributed or not found"`
	Tally     string    `json:"tally,omitempty" jsonschema:"what all reports of the utterance have of the words"`
	Nearest   []Quote   `json:"nearest,omitempty" jsonschema:"if nothing is found: the most similar statements"`
	Meaning   string    `json:"meaning" jsonschema:"the verdict in a sentence"`
	By        []string  `json:"by" jsonschema:"whom the requested name may mean; empty if the ledger knows nobody of that name or no name was given"`
	Witnesses []Witness `json:"witnesses" jsonschema:"reports that have the words or similar ones, best first"`
	Passages  []Passage `json:"passages" jsonschema:"places in articles that have the words without a speaker"`
	Reports   int       `json:"reports" jsonschema:"reports of the best witness's utterance"`
	Outlets   int       `json:"outlets" jsonschema:"outlets among them"`
	First     string    `json:"first,omitempty" jsonschema:"outlet that published it first"`
}

// Witness is one report that has the words.
type Witness struct {
	Verdict    string   `json:"verdict"`
	Difference string   `json:"difference" jsonschema:"of the claim from the report: identical, trimmed, elided, bracketed, merged, reworded, altered"`
	BySpeaker  bool     `json:"by_speaker" jsonschema:"the person asked about says it"`
	Quoted     bool     `json:"quoted" jsonschema:"the words are in quotation marks"`
	Text       string   `json:"text" jsonschema:"the part of the report that the claim matches, byte for byte"`
	Differs    []string `json:"differs" jsonschema:"each difference: 'report' → 'claim'"`
	Before     string   `json:"before,omitempty" jsonschema:"what the sentence says before the words"`
	After      string   `json:"after,omitempty" jsonschema:"what the sentence says after them"`
	Quote      Quote    `json:"quote" jsonschema:"the whole statement; its spans are those of the matching words"`
}

// Passage is a place in an article's own text.
type Passage struct {
	Text   string `json:"text"`
	Source Source `json:"source"`
}

// meanings explain each verdict in a sentence.
var meanings = map[ledger.Verdict]string{
	ledger.Exact: "An outlet reports these very words in quotation marks from this speaker.",
	ledger.Fragment: "An outlet reports these very words in quotation marks from this speaker, as part of a " +
		"sentence that says more: read what comes before and after.",
	ledger.Disputed: "An outlet reports these very words from this speaker; other reports of the same utterance " +
		"have other words.",
	ledger.UnknownSpeaker: "Somebody is reported with these words. The ledger does not know the person asked about: " +
		"the name may be spelled differently.",
	ledger.Abridged:       "The words are reported from this speaker, but some were left out or put in brackets.",
	ledger.Paraphrase:     "An outlet reports this in its own words: it is not a quotation.",
	ledger.DifferentWords: "Much the same is reported from this speaker, in other words.",
	ledger.AnotherSpeaker: "Somebody else is reported with these words.",
	ledger.Unattributed:   "The words stand in an article, but nobody is said to have said them.",
	ledger.NotFound:       "Nothing in this ledger bears it out. That is no proof that it was never said.",
}

func (c *Checked) tell(b *strings.Builder) {
	fmt.Fprintf(b, "Verdict: %s. %s\n", c.Verdict, c.Meaning)
	if c.Tally != "" {
		fmt.Fprintf(b, "%s\n", plain(c.Tally))
	}
	for i := range c.Witnesses {
		w := &c.Witnesses[i]
		fmt.Fprintf(b, "%d. %s, %s: ", i+1, w.Verdict, w.Difference)
		w.Quote.tell(b)
		for _, d := range w.Differs {
			fmt.Fprintf(b, "  %s\n", d)
		}
		if w.Before != "" {
			fmt.Fprintf(b, "  its sentence begins: %s\n", marked(w.Before))
		}
		if w.After != "" {
			fmt.Fprintf(b, "  its sentence goes on: %s\n", marked(w.After))
		}
	}
	for i := range c.Passages {
		fmt.Fprintf(b, "%s\n  ", marked(c.Passages[i].Text))
		c.Passages[i].Source.tell(b)
	}
	if c.Reports > 1 {
		fmt.Fprintf(b, "%s in %s, first in %s.\n", counted(c.Reports, "report"), counted(c.Outlets, "outlet"), plain(c.First))
	}
}

func (t *tools) checkQuotation(ctx context.Context, in CheckIn) (*Checked, error) {
	if err := ask.CheckAsOf(in.AsOf); err != nil {
		return nil, err
	}
	q, err := t.l.CheckQuotation(ctx, ledger.Claim{Words: in.Words, By: in.By, AsOf: in.AsOf, Limit: limit(in.Limit)})
	if err != nil {
		return nil, err
	}
	out := &Checked{Verdict: string(q.Verdict), Meaning: meanings[q.Verdict], By: []string{}, Witnesses: []Witness{},
		Passages: []Passage{}}
	if q.Tally != nil {
		out.Tally = q.Tally.Text
	}
	for i := range q.Nearest {
		out.Nearest = append(out.Nearest, t.quote(&q.Nearest[i]))
	}
	if in.By == "" && (q.Verdict == ledger.Exact || q.Verdict == ledger.Fragment || q.Verdict == ledger.Disputed ||
		q.Verdict == ledger.Abridged || q.Verdict == ledger.DifferentWords) {
		out.Meaning = strings.Replace(out.Meaning, "this speaker", "the speaker below", 1)
	}
	for _, p := range q.People {
		out.By = append(out.By, p.Name)
	}
	for i := range q.Witnesses {
		w := &q.Witnesses[i]
		x := Witness{Verdict: string(w.Verdict), Difference: string(w.Difference), BySpeaker: w.BySpeaker, Quoted: w.Quoted,
			Text: w.Text, Differs: []string{}, Before: w.Before, After: w.After, Quote: t.quote(&w.Statement)}
		x.Quote.Source.Spans = w.Spans
		for _, e := range w.Edits {
			if e.Op != "same" {
				x.Differs = append(x.Differs, fmt.Sprintf("%s → %s", marked(e.Reference), marked(e.Other)))
			}
		}
		out.Witnesses = append(out.Witnesses, x)
	}
	for _, p := range q.Passages {
		out.Passages = append(out.Passages, Passage{p.Text, t.source(&p.Article, "/article/"+p.Article.ID, p.Span)})
	}
	if q.Reports != nil {
		out.Reports, out.Outlets, out.First = q.Reports.Reports, q.Reports.Outlets, q.Reports.First.Outlet
	}
	return out, nil
}

// PersonIn is the input of person.
type PersonIn struct {
	Name  string `json:"name" jsonschema:"a name or an id of the ledger"`
	Topic string `json:"topic,omitempty" jsonschema:"only what they said with these words"`
	AsOf  string `json:"as_of,omitempty" jsonschema:"the state at the end of that day"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many of the newest utterances; 10 by default, at most 50"`
}

// PersonOut is the people a name may mean, and what the first of them said.
type PersonOut struct {
	People []Person   `json:"people" jsonschema:"everybody the name may mean, most written about first"`
	Said   []Position `json:"said" jsonschema:"what the first of them said, oldest first"`
	More   int        `json:"more" jsonschema:"earlier utterances that are not shown"`
}

// Person is one person across articles.
type Person struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Country string   `json:"country,omitempty"`
	Names   []string `json:"names" jsonschema:"spellings"`
	Roles   []string `json:"roles" jsonschema:"each with the days of the first and last article that gives it"`
}

// Position is one utterance and its relation to an earlier one on the same point.
type Position struct {
	Told    string `json:"told,omitempty" jsonschema:"how it relates to what the person said before on the same point, in plain words; a comparison of texts, not a verdict"`
	Point   string `json:"point,omitempty" jsonschema:"the point that told is about"`
	Before  *Quote `json:"before,omitempty" jsonschema:"what it is compared with"`
	Reports int    `json:"reports"`
	Quote   Quote  `json:"quote"`
}

func (p *PersonOut) tell(b *strings.Builder) {
	if len(p.People) == 0 {
		b.WriteString("Nobody of that name is in this ledger.\n")
	}
	for _, x := range p.People {
		fmt.Fprintf(b, "%s (%s, %s): %s\n", plain(x.Name), x.Kind, x.ID, plain(strings.Join(x.Roles, "; ")))
	}
	if p.More > 0 {
		fmt.Fprintf(b, "Not shown: %s.\n", counted(p.More, "earlier utterance"))
	}
	for i := range p.Said {
		s := &p.Said[i]
		s.Quote.tell(b)
		if s.Before != nil {
			fmt.Fprintf(b, "  on %s: %s; before: ", plain(s.Point), plain(s.Told))
			s.Before.tell(b)
		}
	}
}

func (t *tools) person(ctx context.Context, in PersonIn) (*PersonOut, error) {
	if err := ask.CheckAsOf(in.AsOf); err != nil {
		return nil, err
	}
	if err := ask.CheckSearch("topic", in.Topic); err != nil {
		return nil, err
	}
	people, err := t.l.People(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	out := &PersonOut{People: []Person{}, Said: []Position{}}
	for i, p := range people {
		if i == maxLimit {
			break
		}
		x := Person{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Names: []string{}, Roles: []string{}}
		for _, n := range p.Names {
			x.Names = append(x.Names, n.Name)
		}
		for _, r := range p.Roles {
			x.Roles = append(x.Roles, fmt.Sprintf("%s (%s to %s)", r.Name, r.First, r.Last))
		}
		out.People = append(out.People, x)
	}
	if len(people) == 0 {
		return out, nil
	}
	track, err := t.l.Said(ctx, people[0].ID, in.Topic, in.AsOf)
	if err != nil {
		return nil, err
	}
	out.More = max(0, len(track.Entries)-limit(in.Limit))
	for _, e := range track.Entries[out.More:] {
		p := Position{Reports: e.Reports, Quote: t.quote(&e.Statement)}
		if r := e.Relation; r != nil {
			before := t.quote(&r.Before)
			p.Told, p.Point, p.Before = r.Text, r.Point, &before
		}
		out.Said = append(out.Said, p)
	}
	return out, nil
}

// WordingsIn is the input of compare_wordings.
type WordingsIn struct {
	Statement string `json:"statement" jsonschema:"id of any statement that reports it"`
}

// Wordings is one utterance in every outlet.
type Wordings struct {
	Reports  int       `json:"reports"`
	Outlets  int       `json:"outlets"`
	First    string    `json:"first" jsonschema:"outlet that published it first"`
	Wordings []Wording `json:"wordings" jsonschema:"in order of publication"`
}

// Wording is the wording of one outlet.
type Wording struct {
	Difference string `json:"difference" jsonschema:"from the fullest wording"`
	Restated   bool   `json:"restated" jsonschema:"the outlet had the words before: background, not new speech"`
	Quote      Quote  `json:"quote"`
}

func (w *Wordings) tell(b *strings.Builder) {
	fmt.Fprintf(b, "%s in %s, first in %s.\n", counted(w.Reports, "report"), counted(w.Outlets, "outlet"), plain(w.First))
	for i := range w.Wordings {
		fmt.Fprintf(b, "[%s] ", w.Wordings[i].Difference)
		w.Wordings[i].Quote.tell(b)
	}
}

func (t *tools) compareWordings(ctx context.Context, in WordingsIn) (*Wordings, error) {
	if _, err := store.ParseStatementID(in.Statement); err != nil {
		return nil, question(fmt.Sprintf("%q is not the id of a statement: ids look like v85865791489.s3", in.Statement))
	}
	u, err := t.l.Compare(ctx, in.Statement)
	if err != nil {
		return nil, err
	}
	out := &Wordings{Reports: u.Reports, Outlets: u.Outlets, First: u.First.Outlet, Wordings: []Wording{}}
	for i := range u.Members[:min(len(u.Members), maxLimit)] {
		m := &u.Members[i]
		out.Wordings = append(out.Wordings, Wording{string(m.Difference), m.Restated, t.quote(&m.Statement)})
	}
	return out, nil
}

// ArticleIn is the input of article.
type ArticleIn struct {
	ID    string `json:"id" jsonschema:"id of the version, as in sources: v…"`
	Start int    `json:"start,omitempty" jsonschema:"byte offset to start at"`
}

// ArticleOut is a chunk of an article's text.
type ArticleOut struct {
	Source Source `json:"source"`
	Text   string `json:"text" jsonschema:"the bytes in the source's span"`
	Bytes  int    `json:"bytes" jsonschema:"length of the whole text"`
}

// maxText is the maximum number of bytes of text that one call returns.
const maxText = 20_000

func (a *ArticleOut) tell(b *strings.Builder) {
	a.Source.tell(b)
	b.WriteString(strings.NewReplacer("»", "›", "«", "‹").Replace(a.Text))
	if sp := a.Source.Spans[0]; sp.End < a.Bytes {
		fmt.Fprintf(b, "\n(of %d bytes; the rest begins at %d)", a.Bytes, sp.End)
	}
	b.WriteByte('\n')
}

func (t *tools) article(ctx context.Context, in ArticleIn) (*ArticleOut, error) {
	if _, err := statement.ParseVersion(in.ID); err != nil {
		return nil, question(fmt.Sprintf("%q is not the id of an article: ids look like v85865791489", in.ID))
	}
	x, err := t.l.Text(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	text := x.Record.Article.Text
	start := min(max(in.Start, 0), len(text))
	for start > 0 && start < len(text) && text[start]&0xc0 == 0x80 { // to the start of a rune
		start--
	}
	end := min(start+maxText, len(text))
	for end < len(text) && text[end]&0xc0 == 0x80 {
		end--
	}
	return &ArticleOut{Source: t.source(&x.Article, "/article/"+x.Article.ID, record.Span{Start: start, End: end}),
		Text: text[start:end], Bytes: len(text)}, nil
}

func (t *tools) today() string { return t.o.Now().UTC().Format(time.DateOnly) }
