package stream

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/ledger"
	"readout/record"
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
	Statement string         `json:"statement,omitempty"`
	Article   ledger.Article `json:"article"`
	Span      record.Span    `json:"span"`
}

// quote shows a statement in its sentence.
func (b *builder) quote(s *ledger.Statement) (*Quote, error) {
	q := &Quote{Part: s.Content, Who: speakers(s), Said: s.Said, Sure: s.Commitment, Act: s.Act, Statement: s.ID,
		Article: s.Article}
	if len(s.Speakers) > 0 {
		q.Role = s.Speakers[0].Role
	}
	if len(s.Spans) == 0 {
		return q, nil
	}
	q.Span = record.Span{Start: s.Spans[0].Start, End: s.Spans[len(s.Spans)-1].End}
	return q, b.sentence(q)
}

// entry shows what an article says of a slot in its sentence.
func (b *builder) entry(e *ledger.SlotEntry) (*Quote, error) {
	q := &Quote{Said: e.Said, Statement: e.Statement, Article: e.Article, Span: e.Span}
	for i, name := range e.SaidBy {
		q.Who = append(q.Who, Person{e.Agents[i], name})
	}
	return q, b.sentence(q)
}

// sentence fills a quote with the text around its span.
func (b *builder) sentence(q *Quote) error {
	t, err := b.text(q.Article.ID)
	if err != nil {
		return err
	}
	a := &t.Record.Article
	if q.Span.End > len(a.Text) || q.Span.Empty() {
		return nil
	}
	before, part, after := Around(a, q.Span)
	// A card is kept: a part of the text would hold the whole body that it was unpacked from.
	q.Before, q.Part, q.After = strings.Clone(before), strings.Clone(part), strings.Clone(after)
	return nil
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
