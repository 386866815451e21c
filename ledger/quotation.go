package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/record"
	"readout/store"
)

// Claim is a quotation to be checked: did this person say this, in these words?
type Claim struct {
	Words string // as quoted: marks, dots and [ ] are read as newspapers use them
	By    string // a name or id of the ledger; "" is anybody
	AsOf  string // as it stood at the end of that day; "" is now, with what was withdrawn since
	Limit int    // witnesses; 0 is 20
}

// Verdict says how far the ledger bears a quotation out. It speaks of what was
// reported, not of what is true.
type Verdict string

// The verdicts, the strongest first.
const (
	Exact          Verdict = "exact"           // the words stand so, in quotation marks
	Abridged       Verdict = "abridged"        // so, but for words left out or put in brackets
	Paraphrase     Verdict = "paraphrase"      // so, but in the outlet's own voice and not in quotation marks
	DifferentWords Verdict = "different words" // much the same was said in other words
	AnotherSpeaker Verdict = "another speaker" // somebody else is reported with these words
	Unattributed   Verdict = "unattributed"    // the words stand in an article, and nobody says them
	NotFound       Verdict = "not found"       // in what the ledger holds
)

// Quotation is what the ledger knows of a claim.
//
// Shape: People are those whom By may mean, none where the ledger knows nobody of
// that name. Witnesses are the best first; Reports sets all wordings of the first
// one's utterance against each other. Passages are set where the words stand in an
// article without a speaker.
type Quotation struct {
	Words     string     `json:"words"`
	By        string     `json:"by,omitempty"`
	People    []Person   `json:"people"`
	Verdict   Verdict    `json:"verdict"`
	Witnesses []Witness  `json:"witnesses"`
	Passages  []Passage  `json:"passages,omitempty"`
	Reports   *Utterance `json:"reports,omitempty"`
}

// Witness is one statement that has the words, or near ones.
//
// Shape: Edits run from the report ("reference") to the claim ("other"). Spans are
// the bytes of the article's text in which the words stand, and Text cuts them out,
// joined with " … ".
type Witness struct {
	Verdict    Verdict       `json:"verdict"`
	Difference Difference    `json:"difference"` // of the claim from the report
	BySpeaker  bool          `json:"by_speaker"` // the person asked about says it; anybody, where nobody was
	Quoted     bool          `json:"quoted"`     // the words stand in quotation marks
	Text       string        `json:"text"`
	Spans      []record.Span `json:"spans"`
	Edits      []Edit        `json:"edits"`
	Statement  Statement     `json:"statement"`
}

// Passage is a place in an article's own text.
type Passage struct {
	Article Article     `json:"article"`
	Span    record.Span `json:"span"`
	Text    string      `json:"text"`
}

// ErrNoWords refuses a quotation without a word in it.
var ErrNoWords = errors.New("there are no words to look for")

const (
	// maxClaim bounds the words of a claim that are looked at.
	maxClaim = 400
	// maxHits bounds how many statements one way of looking brings.
	maxHits = 200
	// maxPhrases bounds how many runs of a claim's words are looked for one by one.
	maxPhrases = 12
	// maxPassages bounds the places without a speaker.
	maxPassages = 10
)

// CheckQuotation looks for a quotation: first for its very words, then for its
// shingles, then for runs of three or four of its words, and sets each report found
// against it. With a speaker it looks among that speaker's statements first.
//
// Errors: ErrNoWords; the store's. A person whom the ledger does not know is none.
func (l *Ledger) CheckQuotation(ctx context.Context, c Claim) (Quotation, error) {
	out := Quotation{Words: c.Words, By: c.By, People: []Person{}, Verdict: NotFound, Witnesses: []Witness{}}
	y := newWording(c.Words)
	y.cut(maxClaim)
	if len(y.words) == 0 {
		return out, fmt.Errorf("ledger: checking a quotation: %w", ErrNoWords)
	}
	raw := strings.Fields(store.Words(c.Words))
	q := &inquiry{l: l, y: y, raw: raw[:len(y.words)], asOf: c.AsOf, agents: map[uint64]bool{}, seen: map[store.StatementID]bool{}}
	if c.By != "" {
		people, err := l.People(ctx, c.By)
		if err != nil {
			return out, err
		}
		for i := range people {
			out.People = append(out.People, people[i])
			for _, id := range people[i].agentIDs() {
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
	slices.SortStableFunc(q.found, byStrength)
	if len(q.found) > 0 {
		out.Verdict = q.found[0].verdict()
		if u, err := l.Compare(ctx, q.found[0].Statement.ID); err == nil {
			out.Reports = &u
		} else if !errors.Is(err, ErrUnknown) { // unknown: taken down meanwhile
			return out, err
		}
	}
	if out.Verdict == NotFound || out.Verdict == DifferentWords {
		passages, err := q.passages(ctx)
		if err != nil {
			return out, fmt.Errorf("ledger: checking a quotation: %w", err)
		}
		if out.Passages = passages; len(passages) > 0 {
			out.Verdict = Unattributed
		}
	}
	limit := c.Limit
	if limit <= 0 {
		limit = 20
	}
	out.Witnesses = append(out.Witnesses, q.found[:min(limit, len(q.found))]...)
	return out, nil
}

// verdict is the claim's if this witness is the best.
func (w *Witness) verdict() Verdict {
	switch {
	case w.BySpeaker:
		return w.Verdict
	case w.Verdict == DifferentWords:
		return NotFound // near words of somebody else bear nothing out
	}
	return AnotherSpeaker
}

// ranks orders verdicts and differences, the strongest first.
var ranks = map[string]int{string(Exact): 0, string(Abridged): 1, string(Paraphrase): 2, string(DifferentWords): 3,
	string(Identical): 0, string(Trimmed): 1, string(Elided): 2, string(Bracketed): 3, string(Merged): 4, string(Altered): 5, string(Reworded): 6}

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
	return cmp.Or(cmp.Compare(side(&x), side(&y)), cmp.Compare(ranks[string(x.Verdict)], ranks[string(y.Verdict)]), cmp.Compare(gone(&x), gone(&y)),
		cmp.Compare(ranks[string(x.Difference)], ranks[string(y.Difference)]), byPublication(x.Statement, y.Statement))
}

// inquiry is one check of one claim.
type inquiry struct {
	l       *Ledger
	y       *wording
	raw     []string // the claim's words as the index has them
	asOf    string
	anybody bool
	agents  map[uint64]bool
	ids     []uint64
	seen    map[store.StatementID]bool
	found   []Witness
}

func (q *inquiry) run(ctx context.Context) error {
	if len(q.ids) > 0 {
		if err := q.look(ctx, q.ids); err != nil || q.settled() {
			return err
		}
	}
	return q.look(ctx, nil)
}

// settled tells whether a report of the speaker asked about bears the claim out.
func (q *inquiry) settled() bool {
	return slices.ContainsFunc(q.found, func(w Witness) bool { return w.BySpeaker && (w.Verdict == Exact || w.Verdict == Abridged) })
}

// look goes from the surest way of finding to the widest, and ends when one of
// them bears the claim out.
func (q *inquiry) look(ctx context.Context, agents []uint64) error {
	ways := []store.Filter{{Match: q.segmentsMatch()}}
	if len(q.raw) >= shingleWords {
		ways = append(ways, store.Filter{Sketch: sketch(wordHashes(strings.Join(q.raw, " ")))}, store.Filter{Match: q.runsMatch()})
	}
	for _, f := range ways {
		if f.Match.Op == store.Everything && len(f.Sketch) == 0 {
			continue
		}
		f.Agents, f.AsOf, f.Replaced, f.Limit = agents, q.asOf, q.asOf == "", maxHits
		ids, err := q.l.st.Search(ctx, f)
		if err != nil {
			return err
		}
		if err := q.weigh(ctx, ids[:min(len(ids), 2*maxHits)]); err != nil {
			return err
		}
		if q.settled() {
			return nil
		}
	}
	return nil
}

// segments are the runs of the claim's words between dots and brackets.
func (q *inquiry) segments() [][2]int {
	var out [][2]int
	start := 0
	for i := 0; i <= len(q.y.words); i++ {
		if i < len(q.y.words) && !q.y.bracketed[i] && !(q.y.gap[i] && i > start) {
			continue
		}
		if i > start {
			out = append(out, [2]int{start, i})
		}
		if start = i; i < len(q.y.words) && q.y.bracketed[i] {
			start = i + 1
		}
	}
	return out
}

// segmentsMatch asks for all segments, word for word.
func (q *inquiry) segmentsMatch() store.Match {
	m := store.Match{Op: store.And}
	for _, s := range q.segments() {
		if end := min(s[1], len(q.raw)); s[0] < end {
			m.Args = append(m.Args, store.Match{Op: store.Find, Phrase: q.raw[s[0]:end]})
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

// runsMatch asks for any of some runs of the claim's words: what reports of one
// utterance share at least (sameWords).
func (q *inquiry) runsMatch() store.Match {
	size := 4
	if len(q.raw) < 8 {
		size = 3
	}
	var all []store.Match
	for i := 0; i+size <= len(q.raw); i++ {
		telling := 0
		for _, w := range q.raw[i : i+size] {
			if !isFunctionWord(w) && len(w) > 2 {
				telling++
			}
		}
		if telling >= 2 {
			all = append(all, store.Match{Op: store.Find, Phrase: q.raw[i : i+size]})
		}
	}
	m := store.Match{Op: store.Or}
	step := max(1, (len(all)+maxPhrases-1)/maxPhrases)
	for i := 0; i < len(all); i += step {
		m.Args = append(m.Args, all[i])
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
	readings, err := q.l.loadReadings(ctx, fresh)
	if err != nil {
		return err
	}
	for _, id := range fresh {
		rd := readings[id.Version()]
		if rd == nil || id.N() < 1 || id.N() > len(rd.r.Statements) {
			continue // taken down since the search
		}
		s := &rd.r.Statements[id.N()-1]
		w, ok := setAgainst(anchor(rd.r.Article.Text, s.Content, s.Kind), q.y, q.segments())
		if !ok {
			continue
		}
		w.Statement = rd.statement(id.N())
		w.Text = rd.cut(w.Spans)
		w.BySpeaker = q.anybody || slices.ContainsFunc(w.Statement.agents, func(a uint64) bool { return q.agents[a] })
		q.found = append(q.found, w)
	}
	return nil
}

// passages finds the claim's words in the texts of articles.
func (q *inquiry) passages(ctx context.Context) ([]Passage, error) {
	if len(q.raw) < shingleWords {
		return nil, nil // a few words stand everywhere
	}
	ids, err := q.l.st.Search(ctx, store.Filter{Articles: true, Match: q.segmentsMatch(), AsOf: q.asOf, Limit: maxPassages})
	if err != nil {
		return nil, err
	}
	ids = ids[:min(len(ids), maxPassages)]
	readings, err := q.l.loadReadings(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []Passage
	for _, id := range ids {
		rd := readings[id.Version()]
		if rd == nil {
			continue
		}
		text := rd.r.Article.Text
		w, ok := setAgainst(anchor(text, []record.Span{{Start: 0, End: len(text)}}, ""), q.y, q.segments())
		if !ok || w.Difference == Altered || w.Difference == Reworded {
			continue
		}
		sp := record.Span{Start: w.Spans[0].Start, End: w.Spans[len(w.Spans)-1].End}
		out = append(out, Passage{Article: articleOf(rd.v), Span: sp, Text: text[sp.Start:sp.End]})
	}
	return out, nil
}
