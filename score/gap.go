package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/article"
)

// GAP is an ambiguous pronoun and two names: it refers to one, to the other, or to neither.
//
// Source: Webster et al. 2018.
type GAP struct {
	ID            string
	Text          string
	Pronoun, A, B article.Span
	IsA, IsB      bool
	Feminine      bool
}

// ReadGAP reads GAP's table, whose offsets are in code points.
//
// Errors: a line with too few fields, or an offset outside its text.
func ReadGAP(r io.Reader) ([]GAP, error) {
	var out []GAP
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		f := strings.Split(lines.Text(), "\t")
		if len(f) < 10 {
			return nil, fmt.Errorf("score: reading GAP line %d: %d fields, want 11", n, len(f))
		}
		if f[0] == "ID" {
			continue
		}
		g := GAP{ID: f[0], Text: f[1], IsA: strings.EqualFold(f[6], "true"), IsB: strings.EqualFold(f[9], "true")}
		var err error
		if g.Pronoun, err = gapSpan(f[1], f[3], f[2]); err == nil {
			if g.A, err = gapSpan(f[1], f[5], f[4]); err == nil {
				g.B, err = gapSpan(f[1], f[8], f[7])
			}
		}
		if err != nil {
			return nil, fmt.Errorf("score: reading GAP line %d: %w", n, err)
		}
		switch strings.ToLower(f[2]) {
		case "she", "her", "hers":
			g.Feminine = true
		}
		out = append(out, g)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("score: reading GAP: %w", err)
	}
	return out, nil
}

// gapSpan converts the code point offset of a word to a span.
func gapSpan(text, offset, word string) (article.Span, error) {
	n, err := strconv.Atoi(offset)
	if err != nil {
		return article.Span{}, fmt.Errorf("offset %q", offset)
	}
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	if !strings.HasPrefix(text[at:], word) {
		return article.Span{}, fmt.Errorf("%q does not stand at %s", word, offset)
	}
	return article.Span{Start: at, End: at + len(word)}, nil
}

// GAPFigures count coreferent pairs of pronoun and name, by the gender of the pronoun.
type GAPFigures struct{ Masculine, Feminine Count }

// Add counts the answer for one row.
func (f *GAPFigures) Add(g *GAP, isA, isB bool) {
	c := Count{
		Gold:  float64(count(g.IsA) + count(g.IsB)),
		Found: float64(count(isA) + count(isB)),
	}
	c.GoldHits = float64(count(g.IsA && isA) + count(g.IsB && isB))
	c.FoundHits = c.GoldHits
	if g.Feminine {
		f.Feminine.add(c)
	} else {
		f.Masculine.add(c)
	}
}

// All returns the counts of both genders.
func (f *GAPFigures) All() Count {
	c := f.Masculine
	c.add(f.Feminine)
	return c
}

// Card returns the figures as a score card; bias is feminine F1 divided by masculine F1.
func (f *GAPFigures) Card(title string) *Card {
	c := &Card{Title: title, Columns: []string{"pronouns", "P", "R", "F1", "marked", "found"}}
	c.AddPRF("masculine", f.Masculine)
	c.AddPRF("feminine", f.Feminine)
	c.AddPRF("all", f.All())
	_, _, m := f.Masculine.PRF()
	_, _, w := f.Feminine.PRF()
	if m > 0 {
		c.Add("bias", "", "", fmt.Sprintf("%.2f", w/m))
	}
	return c
}
