package quote

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/identity"
	"readout/ledger/index"
	"readout/ledger/lexicon"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Claim is a quotation to be checked: did this person say this, in these words?
type Claim struct {
	Words string // as quoted: quotation marks, dots and [ ] as newspapers use them
	By    string // a name or id in the ledger; "" is anybody
	AsOf  string // the ledger at the end of that day; "" is now, including what was withdrawn since
	Limit int    // of witnesses and of passages; 0 is 20
}

// Verdict says how far the ledger supports a quotation. It concerns what was reported, not
// what is true.
type Verdict string

// The verdicts, strongest first.
const (
	Exact          Verdict = "exact"              // these words, in quotation marks, whole sentences of them
	Fragment       Verdict = "part of a sentence" // these words, but the sentence says more
	Disputed       Verdict = "several wordings"   // these words in some reports, others in others of the utterance
	Abridged       Verdict = "abridged"           // these words, except for some left out or put in brackets
	Paraphrase     Verdict = "paraphrase"         // these words, but in the outlet's own voice, not in quotation marks
	DifferentWords Verdict = "different words"    // much the same was said in other words
	AnotherSpeaker Verdict = "another speaker"    // somebody else is reported with these words
	// somebody is reported with these words; the ledger does not know the person asked about
	UnknownSpeaker Verdict = "unknown speaker"
	Unattributed   Verdict = "unattributed" // the words are in an article, attributed to nobody
	NotFound       Verdict = "not found"    // not in this ledger
)

// Quotation is what the ledger knows about a claim.
//
// Shape: People are those whom By may mean, empty if the ledger knows nobody of that name.
// Witnesses are sorted best first, one per article; Reports compares all wordings of the first
// one's utterance, and Tally counts how many have the claim's words. Passages are set if the
// words are in an article without a speaker, Nearest if nothing was found. Caveat says what
// the verdict does not mean.
type Quotation struct {
	Words     string                `json:"words"`
	By        string                `json:"by,omitempty"`
	People    []identity.Person     `json:"people"`
	Verdict   Verdict               `json:"verdict"`
	Witnesses []Witness             `json:"witnesses"`
	Passages  []Passage             `json:"passages,omitempty"`
	Reports   *Utterance            `json:"reports,omitempty"`
	Tally     *Tally                `json:"tally,omitempty"`
	Nearest   []statement.Statement `json:"nearest,omitempty"`
	Caveat    string                `json:"caveat"`
}

// The caveats.
const (
	caveatFound = "This is what outlets reported, not what is true."
	caveatNone  = "Nothing in this ledger bears it out. That is no proof that it was never said: " +
		"the ledger holds only what was added to it."
)

// deedCaveat says what the speaker does with the words, where it is not to say them.
func (w *Witness) deedCaveat() string {
	if deed := w.Statement.Deed(); deed != "" {
		return " The first report gives them with “" + deed + "”, not with “said”."
	}
	return ""
}

// Witness is one statement that has the words, or similar ones.
//
// Shape: Edits go from the report ("reference") to the claim ("other"). Spans are the bytes of
// the words in the article's text, and Text is those words, joined with " … ". Before and
// After are what the sentence says before and after the words. Versions counts further
// versions of the article that have them.
type Witness struct {
	Verdict    Verdict             `json:"verdict"`
	Difference Difference          `json:"difference"` // of the claim from the report
	BySpeaker  bool                `json:"by_speaker"` // said by the person asked about, or nobody was
	Quoted     bool                `json:"quoted"`     // the words are in quotation marks
	Text       string              `json:"text"`
	Spans      []record.Span       `json:"spans"`
	Edits      []Edit              `json:"edits"`
	Before     string              `json:"before,omitempty"`
	After      string              `json:"after,omitempty"`
	Versions   int                 `json:"versions,omitempty"`
	Statement  statement.Statement `json:"statement"`

	near bool // similar as nearly has it
}

// Passage is a place in an article's own text.
type Passage struct {
	Article statement.Article `json:"article"`
	Span    record.Span       `json:"span"`
	Text    string            `json:"text"`
}

// ErrNoWords refuses a quotation without any words, and one of a few words that occur everywhere.
var ErrNoWords = errors.New("that is too little to look for: it has no words that tell anything")

const (
	// maxClaim bounds the words of a claim.
	maxClaim = 400
	// maxHits bounds the statements from one search.
	maxHits = 100
	// maxKeys bounds the shingles of a claim used for searching.
	maxKeys = 64
	// nearRuns is how many runs of a claim's words are used to find similar wordings.
	nearRuns = 3
	// nearWords is the length of such a run: what SameWords requires in a row.
	nearWords = 3
	// maxPassages bounds the places without a speaker.
	maxPassages = 10
)

// CheckQuotation looks for a quotation and compares it with each report found: those that
// share shingles with it, then those that share its most distinctive words.
//
// Errors: ErrNoWords; the store's. A person unknown to the ledger is not an error.
func (qs *Quotes) CheckQuotation(ctx context.Context, c Claim) (Quotation, error) {
	out := Quotation{Words: c.Words, By: c.By, People: []identity.Person{}, Verdict: NotFound, Witnesses: []Witness{}}
	if err := errors.Join(ask.CheckAsOf(c.AsOf), ask.CheckName("by", c.By)); err != nil {
		return out, fmt.Errorf("ledger: checking a quotation: %w", err)
	}
	y := newWording(c.Words)
	y.cut(maxClaim)
	if len(y.words) < index.ShingleWords && !slices.ContainsFunc(y.words, func(w string) bool {
		return !lexicon.IsFunction(w)
	}) {
		return out, fmt.Errorf("ledger: checking a quotation: %w", ErrNoWords)
	}
	raw := strings.Fields(store.Words(c.Words))
	q := &inquiry{qs: qs, y: y, raw: raw[:len(y.words)], asOf: c.AsOf, agents: map[uint64]bool{},
		seen: map[store.StatementID]bool{}}
	if c.By != "" {
		people, err := qs.people.People(ctx, c.By)
		if err != nil {
			return out, err
		}
		for i := range people {
			out.People = append(out.People, people[i])
			for _, id := range people[i].AgentIDs() {
				q.agents[id] = true
				q.ids = append(q.ids, id)
			}
		}
		q.anybody = false
	} else {
		q.anybody = true
	}
	if err := q.run(ctx); err != nil {
		return out, fmt.Errorf("ledger: checking a quotation: %w", err)
	}
	if err := q.nameOthers(ctx, out.People); err != nil {
		return out, fmt.Errorf("ledger: checking a quotation: %w", err)
	}
	q.found = slices.DeleteFunc(q.found, func(w Witness) bool { return w.near && !w.BySpeaker })
	slices.SortStableFunc(q.found, byStrength)
	q.found = onePerArticle(q.found)
	if len(q.found) > 0 {
		if err := q.sumUp(ctx, &out); err != nil {
			return out, err
		}
	}
	limit := c.Limit
	if limit <= 0 {
		limit = 20
	}
	if out.Verdict == NotFound || out.Verdict == DifferentWords {
		passages, err := q.passages(ctx)
		if err != nil {
			return out, fmt.Errorf("ledger: checking a quotation: %w", err)
		}
		if out.Passages = passages[:min(limit, len(passages))]; len(passages) > 0 {
			out.Verdict = Unattributed
		}
	}
	out.Caveat = caveatFound
	if len(q.found) > 0 {
		out.Caveat += q.found[0].deedCaveat()
	}
	if out.Verdict == NotFound {
		out.Caveat = caveatNone
		nearest, err := q.nearest(ctx)
		if err != nil {
			return out, fmt.Errorf("ledger: checking a quotation: %w", err)
		}
		out.Nearest = nearest
	}
	out.Witnesses = append(out.Witnesses, q.found[:min(limit, len(q.found))]...)
	return out, nil
}

// sumUp determines the verdict over all reports of the best witness's utterance.
func (q *inquiry) sumUp(ctx context.Context, out *Quotation) error {
	best := &q.found[0]
	out.Verdict = best.verdict()
	if out.Verdict == AnotherSpeaker && len(out.People) == 0 {
		out.Verdict = UnknownSpeaker
	}
	u, err := q.qs.CompareAt(ctx, best.Statement.ID, q.asOf)
	if errors.Is(err, ask.ErrUnknown) { // taken down in the meantime
		return nil
	}
	if err != nil {
		return err
	}
	tally, err := q.tally(ctx, &u)
	if err != nil {
		return fmt.Errorf("ledger: checking a quotation: %w", err)
	}
	out.Reports, out.Tally = &u, &tally
	if (out.Verdict == Exact || out.Verdict == Fragment) && len(tally.Variants) > 0 && tally.Have > 0 {
		out.Verdict = Disputed
	}
	return nil
}

// nameOthers identifies a speaker given only by surname or office with the person asked about,
// if the story has nobody else of that name or office.
func (q *inquiry) nameOthers(ctx context.Context, people []identity.Person) error {
	if q.anybody || len(people) == 0 {
		return nil
	}
	for i := range q.found {
		w := &q.found[i]
		if w.BySpeaker || len(w.Statement.Speakers) == 0 {
			continue
		}
		one := []statement.Statement{w.Statement}
		if err := q.qs.people.NameSpeakers(ctx, one, true); err != nil {
			return err
		}
		w.Statement = one[0]
		w.BySpeaker = slices.ContainsFunc(one[0].Speakers, func(sp statement.Speaker) bool {
			return sp.Joined != nil && slices.ContainsFunc(people, func(p identity.Person) bool { return p.ID == sp.Person })
		})
	}
	return nil
}

// verdict returns the verdict on the claim if this witness is the best.
func (w *Witness) verdict() Verdict {
	switch {
	case w.BySpeaker && w.Verdict == Exact && (w.Before != "" || w.After != ""):
		return Fragment
	case w.BySpeaker:
		return w.Verdict
	case w.Verdict == DifferentWords:
		return NotFound // similar words of somebody else support nothing
	}
	return AnotherSpeaker
}

// ranks orders verdicts and differences, strongest first.
var ranks = map[string]int{string(Exact): 0, string(Abridged): 1, string(Paraphrase): 2, string(DifferentWords): 3,
	string(Identical): 0, string(Trimmed): 1, string(Elided): 2, string(Bracketed): 3, string(Merged): 4,
	string(Altered): 5, string(Reworded): 6}

func byStrength(x, y Witness) int {
	side := func(w *Witness) int {
		switch {
		case w.BySpeaker && w.Verdict != DifferentWords:
			return 0
		case w.Verdict != DifferentWords:
			return 1
		case w.BySpeaker:
			return 2
		}
		return 3
	}
	gone := func(w *Witness) int {
		if w.Statement.Article.Until != "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(side(&x), side(&y)), cmp.Compare(ranks[string(x.Verdict)], ranks[string(y.Verdict)]),
		cmp.Compare(gone(&x), gone(&y)),
		cmp.Compare(ranks[string(x.Difference)], ranks[string(y.Difference)]), statement.ByPublication(x.Statement,
			y.Statement))
}

// inquiry is one check of one claim.
type inquiry struct {
	qs      *Quotes
	y       *wording
	raw     []string // the claim's words as indexed
	asOf    string
	anybody bool
	agents  map[uint64]bool
	ids     []uint64
	seen    map[store.StatementID]bool
	found   []Witness
}

// run goes from the cheapest search to the widest, and stops when one of them supports the
// claim.
//
// Any four of its words may be indexed as a shingle of a report; of a run of
// index.ShingleWords+index.Winnow-1 words, some are for certain. Shorter claims are searched
// by their four most distinctive words in a row: each word of a phrase costs a scan of its
// postings, and the hits are compared with the whole claim anyway.
func (q *inquiry) run(ctx context.Context) error {
	all := false // every report with the claim's words has been found
	if len(q.raw) >= index.ShingleWords {
		keys := index.Dedup(index.Shingles(index.WordHashes(strings.Join(q.raw, " ")), index.ShingleWords))
		if err := q.look(ctx, store.Filter{Sketch: keys[:min(len(keys), maxKeys)]}); err != nil || q.has(Exact) {
			return err
		}
		all = len(keys) <= maxKeys && slices.ContainsFunc(q.segments(),
			func(s segment) bool { return s.end-s.first >= index.ShingleWords+index.Winnow-1 })
	}
	if !q.anybody && len(q.ids) == 0 { // no such person: somebody else may have said it
		if all {
			return nil
		}
		return q.look(ctx, store.Filter{Match: q.tellingMatch(1, index.ShingleWords)})
	}
	// The speaker's own statements, first with the words themselves, then with similar ones.
	if !all {
		if err := q.look(ctx, store.Filter{Match: q.tellingMatch(1, index.ShingleWords), Agents: q.ids}); err != nil {
			return err
		}
	}
	if q.has(Exact, Abridged, Paraphrase, DifferentWords) {
		return nil
	}
	if err := q.look(ctx, store.Filter{Match: q.tellingMatch(nearRuns, nearWords), Agents: q.ids}); err != nil ||
		q.anybody || all {
		return err
	}
	return q.look(ctx, store.Filter{Match: q.tellingMatch(1, index.ShingleWords)})
}

// has reports whether a report of the speaker asked about has one of the verdicts so far, for more
// than a few similar words.
func (q *inquiry) has(verdicts ...Verdict) bool {
	return slices.ContainsFunc(q.found, func(w Witness) bool {
		return w.BySpeaker && !w.near && slices.Contains(verdicts, w.Verdict)
	})
}

// look searches for statements and compares them with the claim.
func (q *inquiry) look(ctx context.Context, f store.Filter) error {
	if f.Match.Op == store.Everything && len(f.Sketch) == 0 {
		return nil
	}
	f.AsOf, f.Replaced, f.Limit = q.asOf, q.asOf == "", maxHits
	ids, err := q.qs.st.Search(ctx, f)
	if err != nil {
		return err
	}
	return q.weigh(ctx, ids[:min(len(ids), 2*maxHits)])
}

// segment is a half-open range of a claim's words.
type segment struct{ first, end int }

// segments returns the runs of the claim's words between dots and brackets.
func (q *inquiry) segments() []segment {
	var out []segment
	start := 0
	for i := 0; i <= len(q.y.words); i++ {
		if i < len(q.y.words) && !q.y.bracketed[i] && !(q.y.gap[i] && i > start) {
			continue
		}
		if i > start {
			out = append(out, segment{start, i})
		}
		if start = i; i < len(q.y.words) && q.y.bracketed[i] {
			start = i + 1
		}
	}
	return out
}

// tellingMatch matches any of the n most distinctive runs of the given number of words of the
// claim, or fewer words in a shorter segment. Several runs do not overlap, so that one changed word
// affects only one, except in a short claim. Long words are taken to be rare.
func (q *inquiry) tellingMatch(n, words int) store.Match {
	type run struct{ start, end, weight int }
	var runs []run
	for _, s := range q.segments() {
		size := min(words, s.end-s.first)
		for i := s.first; i+size <= min(s.end, len(q.raw)); i++ {
			r := run{i, i + size, 0}
			for _, w := range q.raw[i : i+size] {
				if !lexicon.IsFunction(w) {
					r.weight += len(w)
				}
			}
			runs = append(runs, r)
		}
	}
	slices.SortStableFunc(runs, func(x, y run) int { return cmp.Compare(y.weight, x.weight) })
	m := store.Match{Op: store.Or}
	var taken []run
	overlap := len(q.raw) < shortClaim
	for _, r := range runs {
		meets := func(t run) bool { return r.start < t.end && t.start < r.end }
		if len(taken) < n && (overlap || !slices.ContainsFunc(taken, meets)) {
			taken = append(taken, r)
			m.Args = append(m.Args, store.Match{Op: store.Find, Phrase: q.raw[r.start:r.end]})
		}
	}
	switch len(m.Args) {
	case 0:
		return store.Match{}
	case 1:
		return m.Args[0]
	}
	return m
}

// weigh compares statements with the claim and keeps those that have its words.
func (q *inquiry) weigh(ctx context.Context, ids []store.StatementID) error {
	var fresh []store.StatementID
	for _, id := range ids {
		if !q.seen[id] {
			q.seen[id] = true
			fresh = append(fresh, id)
		}
	}
	readings, err := q.qs.load.Readings(ctx, fresh)
	if err != nil {
		return err
	}
	for _, id := range fresh {
		rd := readings[id.Version()]
		if rd == nil || id.N() < 1 || id.N() > len(rd.R.Statements) {
			continue // taken down since the search
		}
		if w, ok := q.setAgainst(rd, id); ok && !(w.near && q.anybody) {
			q.found = append(q.found, w)
		}
	}
	return nil
}

// setAgainst compares the claim with one statement; ok is false if its words are not there.
func (q *inquiry) setAgainst(rd *statement.Reading, id store.StatementID) (Witness, bool) {
	s := &rd.R.Statements[id.N()-1]
	w, ok := setAgainst(anchor(rd.R.Article.Text, s.Content, s.Kind), q.y, q.segments())
	if !ok {
		return w, false
	}
	w.Statement = rd.Statement(id.N())
	w.Text = rd.Cut(w.Spans)
	w.Before, w.After = sentenceAround(rd.R.Article.Text, s.Content, w.Spans)
	if w.near && !(w.Before == "" || w.After == "") || w.near && w.Verdict == DifferentWords && !w.Quoted {
		return w, false // inside a sentence, or not in the speaker's words, a few words have much in common
	}
	w.BySpeaker = q.anybody || slices.ContainsFunc(w.Statement.AgentIDs, func(a uint64) bool { return q.agents[a] })
	return w, true
}

// passages finds the claim's words in the texts of articles.
func (q *inquiry) passages(ctx context.Context) ([]Passage, error) {
	if len(q.raw) < index.ShingleWords {
		return nil, nil // a few words occur everywhere
	}
	ids, err := q.qs.st.Search(ctx, store.Filter{Articles: true, Match: q.tellingMatch(1, index.ShingleWords),
		AsOf:  q.asOf,
		Limit: maxPassages})
	if err != nil {
		return nil, err
	}
	ids = ids[:min(len(ids), maxPassages)]
	readings, err := q.qs.load.Readings(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []Passage
	for _, id := range ids {
		rd := readings[id.Version()]
		if rd == nil {
			continue
		}
		text := rd.R.Article.Text
		w, ok := setAgainst(anchor(text, []record.Span{{Start: 0, End: len(text)}}, ""), q.y, q.segments())
		if !ok || w.near || w.Difference == Altered || w.Difference == Reworded {
			continue
		}
		sp := record.Span{Start: w.Spans[0].Start, End: w.Spans[len(w.Spans)-1].End}
		out = append(out, Passage{Article: statement.ArticleOf(rd.V), Span: sp, Text: text[sp.Start:sp.End]})
	}
	return out, nil
}
