package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/article"
	"readout/doc"
)

// GoldMention is a mention in a chain: of people, things or ideas, named or not.
type GoldMention struct {
	article.Span
	Chain int
	Type  string       // "person", "place", "organization", "object", "abstract", …
	Name  article.Span // the name in it if its head is a proper noun; otherwise empty
}

// GoldChains is a text with its mentions and chains.
type GoldChains struct {
	ID       string
	Text     string
	Mentions []GoldMention // in the order of their ends
}

// Names returns the names among the mentions; of nested names only the widest.
func (g *GoldChains) Names() GoldNames {
	out := GoldNames{ID: g.ID, Text: g.Text}
	for _, m := range g.Mentions {
		if m.Name.Empty() {
			continue
		}
		kind := doc.Other
		switch m.Type {
		case "person":
			kind = doc.Person
		case "organization":
			kind = doc.Organization
		case "place":
			kind = doc.Place
		case "time":
			continue
		}
		n := NameSpan{Span: m.Name, Kind: kind}
		kept := out.Names[:0]
		inside := false
		for _, o := range out.Names {
			if o.Contains(n.Span) {
				inside = true
			}
			if !n.Contains(o.Span) || o.Span == n.Span {
				kept = append(kept, o)
			}
		}
		out.Names = kept
		if !inside {
			out.Names = append(out.Names, n)
		}
	}
	return out
}

// ReadChains reads the documents of a CoNLL-U file whose ids begin with one of the prefixes
// ("GUM_news_"; "" for all), with CorefUD's Entity= in MISC.
//
// Source: CorefUD 1.0 as written by GUM: "(12-person-giv:act-…-2-coref" opens entity 12 and
// "12)" closes it; the sixth field is the position of its head among its words, from 1.
//
// Errors: a token line without ten columns; a mention that is never closed.
func ReadChains(r io.Reader, prefixes ...string) ([]GoldChains, error) {
	g := chainReader{prefixes: prefixes}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := g.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("score: reading chains, line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("score: reading chains: %w", err)
	}
	if err := g.finish(); err != nil {
		return nil, fmt.Errorf("score: reading chains: %w", err)
	}
	return g.done, nil
}

// chainReader is the state of ReadChains within one document.
type chainReader struct {
	prefixes []string
	done     []GoldChains
	id       string
	text     strings.Builder
	gap      string
	wordEnd  int // last word id of the current multiword token
	multi    article.Span
	open     []openMention
	mentions []GoldMention
	chains   map[string]int
	words    []chainWord // of the document
}

type chainWord struct {
	article.Span
	form, upos, xpos string
}

type openMention struct {
	group, kind string
	first       int // word index
	head        []int
}

func (g *chainReader) line(line string) error {
	switch {
	case strings.HasPrefix(line, "# newdoc id = "):
		if err := g.finish(); err != nil {
			return err
		}
		id := strings.TrimPrefix(line, "# newdoc id = ")
		for _, p := range g.prefixes {
			if strings.HasPrefix(id, p) {
				g.id, g.chains = id, map[string]int{}
			}
		}
	case g.id == "":
	case line == "# newpar" || strings.HasPrefix(line, "# newpar "):
		g.gap = "\n\n"
	case line == "" || line[0] == '#':
		g.wordEnd = 0
	default:
		return g.token(strings.Split(line, "\t"))
	}
	return nil
}

func (g *chainReader) token(cols []string) error {
	if len(cols) != 10 {
		return fmt.Errorf("%d columns, want 10", len(cols))
	}
	if strings.Contains(cols[0], ".") {
		return nil
	}
	first, last, multiword := strings.Cut(cols[0], "-")
	at, err := strconv.Atoi(first)
	if err != nil {
		return fmt.Errorf("token id %q", cols[0])
	}
	if multiword {
		if g.wordEnd, err = strconv.Atoi(last); err != nil {
			return fmt.Errorf("token id %q", cols[0])
		}
		g.multi = g.write(cols[1], cols[9])
		return nil
	}
	sp := article.Span{}
	if at <= g.wordEnd {
		// A word of a multiword token: cut it from the token if the token begins with it.
		sp = g.multi
		if n := len(cols[1]); n < g.multi.Len() && strings.EqualFold(g.text.String()[g.multi.Start:g.multi.Start+n],
			cols[1]) {
			sp.End = sp.Start + n
			g.multi.Start = sp.End
		}
	} else {
		sp = g.write(cols[1], cols[9])
	}
	g.words = append(g.words, chainWord{Span: sp, form: cols[1], upos: cols[3], xpos: cols[4]})
	for _, m := range strings.Split(cols[9], "|") {
		if e, ok := strings.CutPrefix(m, "Entity="); ok {
			return g.entities(e)
		}
	}
	return nil
}

func (g *chainReader) write(form, misc string) article.Span {
	if g.text.Len() > 0 {
		g.text.WriteString(g.gap)
	}
	g.gap = " "
	if strings.Contains(misc, "SpaceAfter=No") {
		g.gap = ""
	}
	start := g.text.Len()
	g.text.WriteString(form)
	return article.Span{Start: start, End: g.text.Len()}
}

// entities parses an Entity= value: "(1-person-…(2-place-…)1)".
func (g *chainReader) entities(s string) error {
	for s != "" {
		if s[0] == '(' {
			end := strings.IndexAny(s[1:], "()") + 1
			if end == 0 {
				end = len(s)
			}
			f := strings.Split(s[1:end], "-")
			o := openMention{group: f[0], first: len(g.words) - 1}
			if len(f) > 1 {
				o.kind = f[1]
			}
			if len(f) > 5 {
				for h := range strings.SplitSeq(f[5], ",") {
					if n, err := strconv.Atoi(h); err == nil {
						o.head = append(o.head, n-1)
					}
				}
			}
			g.open = append(g.open, o)
			s = s[end:]
			if s != "" && s[0] == ')' {
				if err := g.close(o.group); err != nil {
					return err
				}
				s = s[1:]
			}
			continue
		}
		group, rest, ok := strings.Cut(s, ")")
		if !ok {
			return fmt.Errorf("broken Entity %q", s)
		}
		if err := g.close(group); err != nil {
			return err
		}
		s = rest
	}
	return nil
}

// close closes the most recently opened mention of a group.
func (g *chainReader) close(group string) error {
	for i := len(g.open) - 1; i >= 0; i-- {
		o := g.open[i]
		if o.group != group {
			continue
		}
		g.open = append(g.open[:i], g.open[i+1:]...)
		base, _, discontinuous := strings.Cut(group, "[")
		chain, ok := g.chains[base]
		if !ok {
			chain = len(g.chains)
			g.chains[base] = chain
		}
		if discontinuous {
			return nil // a mention in two pieces has no span
		}
		last := len(g.words) - 1
		m := GoldMention{Span: article.Span{Start: g.words[o.first].Start, End: g.words[last].End}, Chain: chain,
			Type: o.kind}
		m.Name = g.nameIn(o, last)
		g.mentions = append(g.mentions, m)
		return nil
	}
	return fmt.Errorf("entity %q closes and was not open", group)
}

// nameIn returns the proper nouns around the head of a mention, including function words and
// hyphens between them, but without titles before a person's name.
func (g *chainReader) nameIn(o openMention, last int) article.Span {
	if len(o.head) == 0 || o.first+o.head[0] > last {
		return article.Span{}
	}
	head := o.first + o.head[0]
	if !g.proper(head) {
		return article.Span{}
	}
	first, end := head, head+1
	for first > o.first && (g.proper(first-1) || g.inner(first-1) && first-2 >= o.first && g.proper(first-2)) {
		first--
	}
	for end <= last && (g.proper(end) || g.inner(end) && end+1 <= last && g.proper(end+1) ||
		g.words[end].upos == "NUM" && end == last) {
		end++
	}
	for first < end-1 && (!g.proper(first) || o.kind == "person" && titleForms[strings.ToLower(g.words[first].form)]) {
		first++
	}
	if first == end-1 && (g.words[first].xpos == "NNP" || g.words[first].xpos == "NNPS") &&
		titleForms[strings.ToLower(g.words[first].form)] {
		return article.Span{}
	}
	return article.Span{Start: g.words[first].Start, End: g.words[end-1].End}
}

func (g *chainReader) proper(i int) bool { return g.words[i].upos == "PROPN" }

func (g *chainReader) inner(i int) bool {
	switch strings.ToLower(g.words[i].form) {
	case "of", "-", "&", "de", "van", "von", "der", "for", "the", "'s", "’s", "on":
		return true
	}
	return false
}

// titleForms are titles that GUM tags as proper nouns.
var titleForms = map[string]bool{"mr.": true, "mr": true, "mrs.": true, "mrs": true, "ms.": true, "ms": true,
	"dr.": true, "dr": true, "prof.": true,
	"president": true, "professor": true, "minister": true, "prime": true, "senator": true, "sen.": true, "rep.": true,
	"governor": true, "judge": true,
	"justice": true, "chief": true, "vice": true, "general": true, "captain": true, "king": true, "queen": true,
	"sir": true, "lord": true, "lady": true,
	"speaker": true, "secretary": true, "mayor": true, "pope": true, "prince": true, "princess": true, "madam": true,
	"doctor": true, "director": true,
	"chairman": true, "congressman": true, "congresswoman": true, "foreign": true, "deputy": true, "miss": true,
	"officer": true, "emperor": true}

func (g *chainReader) finish() error {
	if g.id != "" {
		if len(g.open) > 0 {
			return fmt.Errorf("%s: entity %q is never closed", g.id, g.open[0].group)
		}
		g.done = append(g.done, GoldChains{ID: g.id, Text: g.text.String(), Mentions: g.mentions})
	}
	*g = chainReader{prefixes: g.prefixes, done: g.done}
	return nil
}
