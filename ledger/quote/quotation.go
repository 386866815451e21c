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
	Words string // as quoted: marks, dots and [ ] are read as newspapers use them
	By    string // a name or id of the ledger; "" is anybody
	AsOf  string // as it stood at the end of that day; "" is now, with what was withdrawn since
	Limit int    // witnesses, and passages; 0 is 20
}

// Verdict says how far the ledger bears a quotation out. It speaks of what was
// reported, not of what is true.
type Verdict string

// The verdicts, the strongest first.
const (
	Exact          Verdict = "exact"              // the words stand so, in quotation marks, whole sentences of them
	Fragment       Verdict = "part of a sentence" // so, but the sentence says more
	Disputed       Verdict = "several wordings"   // so in some reports, and in other words in others of the same utterance
	Abridged       Verdict = "abridged"           // so, but for words left out or put in brackets
	Paraphrase     Verdict = "paraphrase"         // so, but in the outlet's own voice and not in quotation marks
	DifferentWords Verdict = "different words"    // much the same was said in other words
	AnotherSpeaker Verdict = "another speaker"    // somebody else is reported with these words
	// somebody is reported with these words; of the person asked about the ledger knows nothing
	UnknownSpeaker Verdict = "unknown speaker"
	Unattributed   Verdict = "unattributed" // the words stand in an article, and nobody says them
	NotFound       Verdict = "not found"    // in what the ledger holds
)

// Quotation is what the ledger knows of a claim.
//
// Shape: People are those whom By may mean, none where the ledger knows nobody of
// that name. Witnesses are the best first, one of each article; Reports sets all
// wordings of the first one's utterance against each other, and Tally counts what they
// have of the claim. Passages are set where the words stand in an article without a
// speaker; Nearest where nothing was found. Caveat says what the verdict is not.
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

// Witness is one statement that has the words, or near ones.
//
// Shape: Edits run from the report ("reference") to the claim ("other"). Spans are
// the bytes of the article's text in which the words stand, and Text cuts them out,
// joined with " … ". Before and After are what its sentence says before and after the
// words. Versions are further versions of the article that have them.
type Witness struct {
	Verdict    Verdict             `json:"verdict"`
	Difference Difference          `json:"difference"` // of the claim from the report
	BySpeaker  bool                `json:"by_speaker"` // the person asked about says it; anybody, where nobody was
	Quoted     bool                `json:"quoted"`     // the words stand in quotation marks
	Text       string              `json:"text"`
	Spans      []record.Span       `json:"spans"`
	Edits      []Edit              `json:"edits"`
	Before     string              `json:"before,omitempty"`
	After      string              `json:"after,omitempty"`
	Versions   int                 `json:"versions,omitempty"`
	Statement  statement.Statement `json:"statement"`
}

// Passage is a place in an article's own text.
type Passage struct {
	Article statement.Article `json:"article"`
	Span    record.Span       `json:"span"`
	Text    string            `json:"text"`
}

// ErrNoWords refuses a quotation without a word in it.
var ErrNoWords = errors.New("there are no words to look for")

const (
	// maxClaim bounds the words of a claim that are looked at.
	maxClaim = 400
	// maxHits bounds how many statements one way of looking brings.
	maxHits = 100
	// maxKeys bounds the shingles of a claim that reports are found by.
	maxKeys = 64
	// nearRuns is how many runs of a claim's words near wordings are found by.
	nearRuns = 3
	// nearWords is how long they are: what sameWords wants in a row.
	nearWords = 3
	// maxPassages bounds the places without a speaker.
	maxPassages = 10
)

// CheckQuotation looks for a quotation, and sets each report found against it: those
// that share shingles with it, then those that share its most telling words.
//
// Errors: ErrNoWords; the store's. A person whom the ledger does not know is none.
func (qs *Quotes) CheckQuotation(ctx context.Context, c Claim) (Quotation, error) {
	out := Quotation{Words: c.Words, By: c.By, People: []identity.Person{}, Verdict: NotFound, Witnesses: []Witness{}}
	if err := errors.Join(ask.CheckAsOf(c.AsOf), ask.CheckName("by", c.By)); err != nil {
		return out, fmt.Errorf("ledger: checking a quotation: %w", err)
	}
	y := newWording(c.Words)
	y.cut(maxClaim)
	if len(y.words) == 0 {
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
	slices.SortStableFunc(q.found, byStrength)
	q.found = fold(q.found)
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

// sumUp finds the verdict over all reports of what the best witness reports.
func (q *inquiry) sumUp(ctx context.Context, out *Quotation) error {
	best := &q.found[0]
	out.Verdict = best.verdict()
	if out.Verdict == AnotherSpeaker && len(out.People) == 0 {
		out.Verdict = UnknownSpeaker
	}
	u, err := q.qs.Compare(ctx, best.Statement.ID)
	if errors.Is(err, ask.ErrUnknown) { // taken down meanwhile
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
	if (out.Verdict == Exact || out.Verdict == Fragment) && len(tally.Variants) > 0 {
		out.Verdict = Disputed
	}
	return nil
}

// nameOthers takes who is only called by a surname or an office for the person asked
// about, where the story has no other.
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

// verdict is the claim's if this witness is the best.
func (w *Witness) verdict() Verdict {
	switch {
	case w.BySpeaker && w.Verdict == Exact && (w.Before != "" || w.After != ""):
		return Fragment
	case w.BySpeaker:
		return w.Verdict
	case w.Verdict == DifferentWords:
		return NotFound // near words of somebody else bear nothing out
	}
	return AnotherSpeaker
}

// ranks orders verdicts and differences, the strongest first.
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
	raw     []string // the claim's words as the index has them
	asOf    string
	anybody bool
	agents  map[uint64]bool
	ids     []uint64
	seen    map[store.StatementID]bool
	found   []Witness
}

// run goes from the cheapest way of finding to the widest, and ends when one of them
// bears the claim out.
//
// Any four of its words may be among those that a report is found by; from a run of
// shingleWords+winnow-1 words on, one certainly is. Shorter ones are looked for as
// words, by the four most telling in a row: each word of a phrase costs a walk along
// the postings of that word, and what is found is set against the whole claim anyway.
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
	if !q.anybody && len(q.ids) == 0 { // nobody of that name: somebody else may have said it
		if all {
			return nil
		}
		return q.look(ctx, store.Filter{Match: q.tellingMatch(1, index.ShingleWords)})
	}
	// The speaker's own, first the words themselves, then near ones.
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

// has reports whether a report of the speaker asked about bears the claim out so far.
func (q *inquiry) has(verdicts ...Verdict) bool {
	return slices.ContainsFunc(q.found, func(w Witness) bool {
		return w.BySpeaker &&
			slices.Contains(verdicts, w.Verdict)
	})
}

// look finds statements by a filter and weighs them.
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

// segments are the runs of the claim's words between dots and brackets.
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

// tellingMatch asks for any of the n most telling runs of some words of the claim, or
// fewer words where a segment has no more. Runs do not overlap, so that one changed
// word spoils one. Long words are rare ones.
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
	for _, r := range runs {
		if len(taken) < n && !slices.ContainsFunc(taken, func(t run) bool { return r.start < t.end && t.start < r.end }) {
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

// weigh sets statements against the claim and keeps those that have its words.
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
		if w, ok := q.setAgainst(rd, id); ok {
			q.found = append(q.found, w)
		}
	}
	return nil
}

// setAgainst sets the claim against one statement; not ok: its words are not there.
func (q *inquiry) setAgainst(rd *statement.Reading, id store.StatementID) (Witness, bool) {
	s := &rd.R.Statements[id.N()-1]
	w, ok := setAgainst(anchor(rd.R.Article.Text, s.Content, s.Kind), q.y, q.segments())
	if !ok {
		return w, false
	}
	w.Statement = rd.Statement(id.N())
	w.Text = rd.Cut(w.Spans)
	w.Before, w.After = cutOff(rd.R.Article.Text, s.Content, w.Spans)
	w.BySpeaker = q.anybody || slices.ContainsFunc(w.Statement.AgentIDs, func(a uint64) bool { return q.agents[a] })
	return w, true
}

// passages finds the claim's words in the texts of articles.
func (q *inquiry) passages(ctx context.Context) ([]Passage, error) {
	if len(q.raw) < index.ShingleWords {
		return nil, nil // a few words stand everywhere
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
		if !ok || w.Difference == Altered || w.Difference == Reworded {
			continue
		}
		sp := record.Span{Start: w.Spans[0].Start, End: w.Spans[len(w.Spans)-1].End}
		out = append(out, Passage{Article: statement.ArticleOf(rd.V), Span: sp, Text: text[sp.Start:sp.End]})
	}
	return out, nil
}
