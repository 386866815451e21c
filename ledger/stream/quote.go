package stream

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ledger"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Quote is a whole sentence of an article with the part marked that is spoken of.
//
// Shape: Before + Part + After is the article's text, byte for byte, but for cuts inside
// very long sentences, which " … " shows.
type Quote struct {
	Before    string         `json:"before"`
	Part      string         `json:"part"`
	After     string         `json:"after"`
	Who       []Person       `json:"who,omitempty"`
	Role      string         `json:"role,omitempty"`
	Said      string         `json:"said"` // day
	Sure      string         `json:"sure,omitempty"`
	Act       string         `json:"act,omitempty"`
	Deed      string         `json:"deed,omitempty"` // the cue, where the part alone does not say what was done with it
	Statement string         `json:"statement,omitempty"`
	Article   ledger.Article `json:"article"`
	Span      record.Span    `json:"span"`
}

// quote shows a statement in its sentence.
func quote(s *ledger.Statement) *Quote {
	q := &Quote{Part: s.Content, Who: speakers(s), Said: s.Said, Sure: s.Commitment, Act: s.Act, Deed: s.Deed(),
		Statement: s.ID, Article: s.Article}
	if len(s.Speakers) > 0 {
		q.Role = s.Speakers[0].Role
	}
	if len(s.Spans) == 0 {
		return q
	}
	q.Span = record.Span{Start: s.Spans[0].Start, End: s.Spans[len(s.Spans)-1].End}
	return q
}

// entry shows what an article says of a slot in its sentence.
func entry(e *ledger.SlotEntry) *Quote {
	q := &Quote{Said: e.Said, Statement: e.Statement, Article: e.Article, Span: e.Span}
	for i, name := range e.SaidBy {
		q.Who = append(q.Who, Person{e.Agents[i], name})
	}
	return q
}

// textsRead is how many articles are read at once for their sentences.
const textsRead = 100

// sentences fills the quotes of all cards with the text around their spans: each article is
// read once, and not for cards that are not shown.
func (b *builder) sentences() error {
	quotes := map[store.VersionID][]*Quote{}
	for i := range b.cards {
		for _, q := range b.cards[i].quotes() {
			if q.Span.Empty() {
				continue
			}
			id, err := statement.ParseVersion(q.Article.ID)
			if err != nil {
				return err
			}
			quotes[id] = append(quotes[id], q)
		}
	}
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(quotes)), textsRead) {
		versions, err := b.l.Store().Versions(b.ctx, store.VersionFilter{IDs: ids, Body: true})
		if err != nil {
			return err
		}
		for i := range versions {
			for _, q := range quotes[versions[i].ID] {
				q.sentence(&versions[i].Body.Record.Article)
			}
		}
	}
	return nil
}

// quotes are the quotes that a card shows.
func (c *Card) quotes() []*Quote {
	var out []*Quote
	if c.Said != nil {
		out = append(out, c.Said)
	}
	if c.Position != nil {
		out = append(out, &c.Position.Then, &c.Position.Now)
	}
	if c.Plan != nil {
		out = append(out, &c.Plan.Words)
	}
	for i := range c.Moves {
		out = append(out, &c.Moves[i].Words)
	}
	return out
}

// sentence fills a quote with the text around its span.
func (q *Quote) sentence(a *record.Article) {
	if q.Span.End > len(a.Text) || q.Span.Empty() {
		return
	}
	before, part, after := Around(a, q.Span)
	// A card is kept: a part of the text would hold the whole body that it was unpacked from.
	q.Before, q.Part, q.After = strings.Clone(before), strings.Clone(part), strings.Clone(after)
}

// Around is a part of an article and what stands in its sentence before and after it.
func Around(a *record.Article, sp record.Span) (before, part, after string) {
	block := record.Span{Start: 0, End: len(a.Text)}
	for i := range a.Blocks {
		if a.Blocks[i].Start <= sp.Start && sp.Start < a.Blocks[i].End {
			block = a.Blocks[i].Span
		}
	}
	block.End = max(block.End, sp.End)
	around := sentenceAt(a.Text, block, sp)
	return fore(a.Text[around.Start:sp.Start]), a.Text[sp.Start:sp.End], aft(a.Text[sp.End:around.End])
}

// maxAround bounds what is shown beside the part that is spoken of, in bytes.
const maxAround = 240

func fore(s string) string {
	if len(s) <= maxAround {
		return s
	}
	cut := len(s) - maxAround
	if i := strings.IndexByte(s[cut:], ' '); i >= 0 {
		cut += i
	}
	for !utf8.RuneStart(s[cut]) {
		cut++
	}
	return "… " + strings.TrimLeft(s[cut:], " ")
}

func aft(s string) string {
	if len(s) <= maxAround {
		return s
	}
	cut := maxAround
	if i := strings.LastIndexByte(s[:cut], ' '); i > 0 {
		cut = i
	}
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + " …"
}

// sentenceAt is the sentence, or the sentences, that a span stands in.
func sentenceAt(text string, block, sp record.Span) record.Span {
	out := block
	for _, at := range borders(text, block) {
		if at <= sp.Start {
			out.Start = at
		}
		if at >= sp.End {
			out.End = at
			break
		}
	}
	for out.Start < sp.Start && isSpace(text[out.Start]) {
		out.Start++
	}
	for out.End > sp.End && isSpace(text[out.End-1]) {
		out.End--
	}
	return out
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// borders are the places of a block at which a sentence ends and another begins: after a
// mark and what closes with it, before a space and a capital, a digit or an opening mark.
// What stands between quotation marks inside a sentence ends none.
func borders(text string, block record.Span) []int {
	var out []int
	for i := block.Start; i < block.End; i++ {
		if c := text[i]; c != '.' && c != '!' && c != '?' || c == '.' && shortened(text[block.Start:i]) {
			continue
		}
		end := i + 1
		for end < block.End {
			r, n := utf8.DecodeRuneInString(text[end:])
			if !strings.ContainsRune("\"”’')]»", r) {
				break
			}
			end += n
		}
		rest := strings.TrimLeft(text[end:block.End], " \n\t")
		if rest == "" || len(rest) == block.End-end {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) || unicode.IsDigit(r) ||
			strings.ContainsRune("\"“‘«(", r) {
			out = append(out, end)
		}
		i = end - 1
	}
	return out
}

// titles are shortened words that a name follows.
var titles = []string{"Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Sen", "Gov", "Rep", "Lt", "Sgt", "Prof", "Rev",
	"No", "Jr", "vs"}

// shortened reports whether a full stop after these words ends no sentence: it stands
// after a title or after one letter.
func shortened(before string) bool {
	word := before[strings.LastIndexAny(before, " \n\t(\"“")+1:]
	return slices.Contains(titles, word) || len(word) == 1 && unicode.IsUpper(rune(word[0])) ||
		strings.HasSuffix(word, ".") ||
		len(word) == len("U.S") && word[1] == '.'
}
