package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/article"
)

// GUMAttribution is an attribution relation of GUM's discourse annotation: the unit that
// attributes ("researchers say") and the unit that it attributes.
type GUMAttribution struct {
	Satellite, Nucleus article.Span
}

// GUMArticle is a document of GUM as text, with its attribution relations. Paragraphs are
// separated by an empty line.
type GUMArticle struct {
	ID           string
	Text         string
	Attributions []GUMAttribution
}

// ReadGUM reads the documents of a GUM CoNLL-U file whose ids begin with one of the prefixes
// ("GUM_news_").
//
// Source: rsd relations in MISC, "Discourse=attribution-positive:4->3:…" at the first token of
// unit 4.
//
// Errors: a token line without ten columns.
func ReadGUM(r io.Reader, prefixes ...string) ([]GUMArticle, error) {
	g := gumReader{prefixes: prefixes}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := g.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("score: reading GUM line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("score: reading GUM: %w", err)
	}
	g.finish()
	return g.done, nil
}

// link is a relation between two numbered units.
type link struct{ satellite, nucleus int }

type gumReader struct {
	prefixes []string
	done     []GUMArticle
	id       string
	text     strings.Builder
	gap      string // white space before the next token
	wordEnd  int    // last word id of the current multiword token
	units    map[int]article.Span
	unit     int
	links    []link
}

func (g *gumReader) line(line string) error {
	switch {
	case strings.HasPrefix(line, "# newdoc id = "):
		g.finish()
		id := strings.TrimPrefix(line, "# newdoc id = ")
		for _, p := range g.prefixes {
			if strings.HasPrefix(id, p) {
				g.id, g.units = id, map[int]article.Span{}
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

func (g *gumReader) token(cols []string) error {
	if len(cols) != 10 {
		return fmt.Errorf("%d columns, want 10", len(cols))
	}
	if strings.Contains(cols[0], ".") {
		return nil // an empty node is no word
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
	}
	for _, m := range strings.Split(cols[9], "|") {
		if rel, ok := strings.CutPrefix(m, "Discourse="); ok {
			g.relations(rel)
		}
	}
	if !multiword && at <= g.wordEnd {
		return nil // its form was written with the multiword token
	}
	if g.text.Len() > 0 {
		g.text.WriteString(g.gap)
	}
	g.gap = " "
	if strings.Contains(cols[9], "SpaceAfter=No") {
		g.gap = ""
	}
	start := g.text.Len()
	g.text.WriteString(cols[1])
	if sp, ok := g.units[g.unit]; ok {
		if sp.Empty() {
			sp.Start = start
		}
		sp.End = g.text.Len()
		g.units[g.unit] = sp
	}
	return nil
}

// relations parses "attribution-positive:4->3:0:…", possibly several separated by semicolons.
// Unit 4 begins here.
func (g *gumReader) relations(all string) {
	for n, rel := range strings.Split(all, ";") {
		name, rest, _ := strings.Cut(rel, ":")
		arc, _, _ := strings.Cut(rest, ":")
		from, to, linked := strings.Cut(arc, "->")
		unit, err := strconv.Atoi(from)
		if err != nil {
			continue
		}
		if n == 0 {
			g.unit = unit
			g.units[unit] = article.Span{}
		}
		if target, err := strconv.Atoi(to); linked && err == nil && strings.HasPrefix(name, "attribution") {
			g.links = append(g.links, link{satellite: unit, nucleus: target})
		}
	}
}

func (g *gumReader) finish() {
	if g.id != "" {
		a := GUMArticle{ID: g.id, Text: g.text.String()}
		for _, l := range g.links {
			satellite, nucleus := g.units[l.satellite], g.units[l.nucleus]
			if !satellite.Empty() && !nucleus.Empty() {
				a.Attributions = append(a.Attributions, GUMAttribution{satellite, nucleus})
			}
		}
		g.done = append(g.done, a)
	}
	*g = gumReader{prefixes: g.prefixes, done: g.done}
}

// GUMFigures evaluates attributions against GUM's relations. Either counts an attribution whose
// content covers at least half the words of the relation's nucleus, or of its satellite. Placed
// counts one whose content covers at least half the nucleus and whose cue is in the satellite.
type GUMFigures struct{ Either, Placed Count }

// Add adds the figures of another article.
func (f *GUMFigures) Add(o GUMFigures) {
	f.Either.add(o.Either)
	f.Placed.add(o.Placed)
}

// GUMAttributions evaluates the attributions found in one article of GUM.
func GUMAttributions(a *GUMArticle, found []Attribution) GUMFigures {
	w := newWords(a.Text)
	p := w.attributions(found)
	usedEither, usedPlaced := make([]bool, len(p)), make([]bool, len(p))
	f := GUMFigures{
		Either: Count{Found: float64(len(p)), Gold: float64(len(a.Attributions))},
		Placed: Count{Found: float64(len(p)), Gold: float64(len(a.Attributions))},
	}
	for _, gold := range a.Attributions {
		nucleus, satellite := w.pick([]article.Span{gold.Nucleus}), w.pick([]article.Span{gold.Satellite})
		either, placed := false, false
		for i, b := range p {
			inNucleus := 2*common(b[ContentRole], nucleus) >= max(1, len(nucleus))
			inSatellite := 2*common(b[ContentRole], satellite) >= max(1, len(satellite))
			if inNucleus || inSatellite {
				either, usedEither[i] = true, true
			}
			if inNucleus && common(b[CueRole], satellite) > 0 {
				placed, usedPlaced[i] = true, true
			}
		}
		if either {
			f.Either.GoldHits++
		}
		if placed {
			f.Placed.GoldHits++
		}
	}
	for i := range p {
		if usedEither[i] {
			f.Either.FoundHits++
		}
		if usedPlaced[i] {
			f.Placed.FoundHits++
		}
	}
	return f
}
