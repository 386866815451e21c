package transcript

import (
	"strings"

	"readout/article"
	"readout/attribution/lexicon"
	"readout/attribution/signature"
	"readout/doc"
)

// The parties of an interview whose labels name nobody, beside the entities.
const (
	asks    = -2
	answers = -3
)

// A part is one turn of a dialogue, by whom its label names.
type part struct {
	Turn
	party       int // an entity, asks or answers
	first, last int // paragraphs, both included
}

// dialogue returns the turns of an interview or a talk that is printed as one: its paragraphs begin with names in small
// letters or with "Q:" and "A:", or stand below headings that are names. As such labels may also head what is told of
// their bearers, or lists, it is one only if all of it looks like talk; none otherwise.
func dialogue(x signature.Reader) []Turn {
	r := turns{x}
	for _, heading := range [...]bool{false, true} {
		parts := r.parts(heading)
		if !r.isTalk(parts) {
			continue
		}
		who := r.interviewed(parts)
		var out []Turn
		for _, p := range parts {
			p.Speaker = p.party
			if p.party == answers {
				p.Speaker = who
			}
			out = append(out, p.Turn)
		}
		return out
	}
	return nil
}

// parts reads the turns below headings, or behind labels.
func (r turns) parts(heading bool) []part {
	var out []part
	open, lettered := false, false
	for first := 0; first < len(r.Tokens); {
		end := r.blockEnd(first)
		p, ok := r.named(first, end)
		if heading {
			p, ok = r.heading(first, end)
		} else if !ok {
			p, ok = r.letter(first, end)
			lettered = lettered || ok
		}
		switch n := len(out); {
		case ok:
			out, open = append(out, p), true
		case n > 0 && open && (heading || lettered):
			// a paragraph of sentences goes on with the turn, whatever a page took it for
			if open = r.ends(doc.Range{First: first, End: end}); open {
				out[n-1].extend(first, end, r.Paragraph(first))
			}
		}
		first = end
	}
	if n := len(out); n > 0 { // where the last turn ends, nothing tells: its first paragraph is sure
		last := &out[n-1].Content
		last.End = min(last.End, r.blockEnd(last.First))
	}
	return out
}

// extend adds a paragraph to a turn.
func (p *part) extend(first, end, paragraph int) {
	if p.Content.Empty() {
		p.Content.First = first
	}
	p.Content.End, p.last = end, paragraph
}

// named reads the label of a person at the start of a paragraph without marks: "Vell: We sail."
func (r turns) named(first, end int) (part, bool) {
	m := r.personAt(first)
	if m < 0 {
		return part{}, false
	}
	colon := r.Mentions[m].EndToken
	if colon+1 >= end || r.Form(colon) != ":" || r.Tokens[first].Quote >= 0 || isMark(r.Form(colon+1)) {
		return part{}, false
	}
	return r.behind(doc.Range{First: first, End: colon}, colon, end, r.Mentions[m].Entity), true
}

// letter reads the label of a question or an answer: "Q. Will you sail?"
func (r turns) letter(first, end int) (part, bool) {
	label := strings.TrimSuffix(r.LowerForm(first), ".")
	colon := first
	if label == r.LowerForm(first) {
		colon++
	}
	if colon+1 >= end || colon > first && r.Form(colon) != ":" && r.Form(colon) != "." {
		return part{}, false
	}
	switch class := r.Lex.LemmaClass(label); {
	case class&lexicon.Asks != 0:
		return r.behind(doc.Range{First: first, End: first + 1}, colon, end, asks), true
	case class&lexicon.Answers != 0:
		return r.behind(doc.Range{First: first, End: first + 1}, colon, end, answers), true
	}
	return part{}, false
}

// behind is the turn behind the mark of a label.
func (r turns) behind(label doc.Range, mark, end, party int) part {
	at := r.Paragraph(mark)
	return part{Turn: Turn{Label: label, Colon: mark, Content: doc.Range{First: mark + 1, End: end}}, party: party,
		first: at, last: at}
}

// heading reads a heading that is a person's name and nothing else.
func (r turns) heading(first, end int) (part, bool) {
	m := r.personAt(first)
	if m < 0 || r.Mentions[m].EndToken != end || r.Article.Blocks[r.Paragraph(first)].Kind != article.Heading {
		return part{}, false
	}
	at := r.Paragraph(first)
	return part{Turn: Turn{Label: doc.Range{First: first, End: end}, Colon: end - 1}, party: r.Mentions[m].Entity,
		first: at, last: at}, true
}

// personAt returns the mention of a person by name that begins at a token, or -1.
func (r turns) personAt(first int) int {
	m := r.FirstMention(first)
	if m == len(r.Mentions) {
		return -1
	}
	if x := &r.Mentions[m]; x.FirstToken != first || x.Kind != doc.Person || x.Form != doc.NameForm || x.Entity < 0 {
		return -1
	}
	return m
}

// isTalk reports whether turns are a talk: of several who alternate, in whole sentences, none of whom names himself,
// and half of which ask or tell of who speaks. A profile below a name names its bearer, and the points of a summary
// end without a full stop.
func (r turns) isTalk(parts []part) bool {
	if len(parts) < leastTurns {
		return false
	}
	talk, next := 0, 0
	for i := range parts {
		p := &parts[i]
		if p.Content.Empty() || !r.ends(p.Content) || r.tellsOf(p.party, p.Content) {
			return false
		}
		if r.speaks(p.Content) {
			talk++
		}
		if i > 0 && p.party != parts[i-1].party && p.first == parts[i-1].last+1 {
			next++
		}
	}
	return 2*talk >= len(parts) && 2*next >= len(parts)-1
}

// closing are what may stand behind the end of a sentence.
const closing = "\"”'’)]"

// ends reports whether words end as sentences do, or are broken off.
func (r turns) ends(s doc.Range) bool {
	last := s.End - 1
	for last > s.First && strings.ContainsAny(r.Form(last), closing) {
		last--
	}
	return strings.ContainsAny(r.Form(last), ".?!…—–") || r.Form(last) == "--"
}

// tellsOf reports whether words outside of marks name an entity.
func (r turns) tellsOf(entity int, s doc.Range) bool {
	for m := r.FirstMention(s.First); m < len(r.Mentions) && r.Mentions[m].FirstToken < s.End; m++ {
		if x := &r.Mentions[m]; x.Entity == entity && x.Form == doc.NameForm && r.Tokens[x.FirstToken].Quote < 0 {
			return true
		}
	}
	return false
}

// speaks reports whether words outside of marks ask, or tell of who speaks.
func (r turns) speaks(s doc.Range) bool {
	for t := s.First; t < s.End; t++ {
		if r.Tokens[t].Quote < 0 && (r.Form(t) == "?" || r.IsSelf(t)) {
			return true
		}
	}
	return false
}

// longestName is how many tokens a name with its title has at most before a verb.
const longestName = 12

// interviewed returns the only person of whom the words before an interview say that he gave one, as the subject or
// the object of a verb for it: "Orr spoke to the Courier", "we talked with Orr". It is -1 where there is none, or
// another: nobody tells who of two asked.
func (r turns) interviewed(parts []part) int {
	who := -1
	for v := range parts[0].Label.First {
		if !r.Of(v, lexicon.Interview) || !r.Is(v, lexicon.VerbTag) || r.Tokens[v].Quote >= 0 {
			continue
		}
		object := v + 1
		if r.Is(object, lexicon.Preposition) {
			object++
		}
		for m := r.FirstMention(max(0, v-longestName)); m < len(r.Mentions) && r.Mentions[m].FirstToken <= object; m++ {
			x := &r.Mentions[m]
			beside := x.EndToken == v || x.EndToken == v-1 && r.Of(v-1, lexicon.Auxiliary) || x.FirstToken == object
			if !beside || x.Kind != doc.Person || x.Form != doc.NameForm || x.Entity < 0 || x.Entity == who {
				continue
			}
			if who >= 0 {
				return -1
			}
			who = x.Entity
		}
	}
	return who
}
