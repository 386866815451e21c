package main

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
)

// counts are true positives, false positives and false negatives.
type counts struct{ tp, fp, fn float64 }

// measure returns a line of figures for the texts of one system.
func measure(set []page, got []string) string {
	if set[0].truth == "" {
		return measureSnippets(set, got)
	}
	p4, r4, f4 := macro(set, got, 4)
	p1, r1, f1 := macro(set, got, 1)
	return fmt.Sprintf("4-gram P %.3f R %.3f F1 %.3f   token P %.3f R %.3f F1 %.3f", p4, r4, f4, p1, r1, f1)
}

// macro averages precision and recall over pages and returns their F1: for n = 4 the metric of
// scrapinghub/article-extraction-benchmark (evaluate.py).
func macro(set []page, got []string, n int) (p, r, f float64) {
	var np, nr int
	for i := range set {
		c := compare(set[i].truth, got[i], n)
		if c.tp+c.fp > 0 {
			p += ratio(c.tp, c.fp, c.fn)
			np++
		}
		if c.tp+c.fn > 0 {
			r += ratio(c.tp, c.fn, c.fp)
			nr++
		}
	}
	if np == 0 || nr == 0 {
		return 0, 0, 0
	}
	p, r = p/float64(np), r/float64(nr)
	return p, r, 2 * p * r / (p + r)
}

func ratio(tp, wrong, other float64) float64 {
	if wrong == 0 && other == 0 {
		return 1
	}
	if tp == 0 {
		return 0
	}
	return tp / (tp + wrong)
}

// compare counts the shingles of n words that two texts share.
func compare(truth, pred string, n int) counts {
	want, have := shingles(truth, n), shingles(pred, n)
	var c counts
	for k, w := range want {
		h := have[k]
		c.tp += float64(min(w, h))
		c.fn += float64(max(0, w-h))
	}
	for k, h := range have {
		c.fp += float64(max(0, h-want[k]))
	}
	return c
}

func shingles(text string, n int) map[string]int {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	m := make(map[string]int)
	if len(words) == 0 {
		return m
	}
	for i := 0; i < max(1, len(words)-n+1); i++ {
		m[strings.Join(words[i:min(i+n, len(words))], "\x00")]++
	}
	return m
}

// measureSnippets scores like go-trafilatura's comparison: a required string is right if it is
// there, a forbidden one if it is not.
func measureSnippets(set []page, got []string) string {
	var c counts
	var tn float64
	for i, p := range set {
		for _, s := range p.with {
			if strings.Contains(got[i], s) {
				c.tp++
			} else {
				c.fn++
			}
		}
		for _, s := range p.without {
			if strings.Contains(got[i], s) {
				c.fp++
			} else {
				tn++
			}
		}
	}
	prec, rec := c.tp/(c.tp+c.fp), c.tp/(c.tp+c.fn)
	return fmt.Sprintf("snippets P %.3f R %.3f F1 %.3f acc %.3f", prec, rec, 2*prec*rec/(prec+rec), (c.tp+tn)/(c.tp+tn+c.fp+c.fn))
}

// printWorst lists the pages with their losses, worst first.
func printWorst(set []page, got []string) {
	type line struct {
		id   string
		c    counts
		f    float64
		miss []string
	}
	var lines []line
	for i, p := range set {
		l := line{id: p.id}
		if p.truth != "" {
			l.c = compare(p.truth, got[i], 4)
			l.f = 2 * l.c.tp / (2*l.c.tp + l.c.fp + l.c.fn)
		} else {
			for _, s := range p.with {
				if !strings.Contains(got[i], s) {
					l.miss = append(l.miss, "-"+s)
				}
			}
			for _, s := range p.without {
				if strings.Contains(got[i], s) {
					l.miss = append(l.miss, "+"+s)
				}
			}
			l.f = -float64(len(l.miss))
		}
		lines = append(lines, l)
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].f < lines[j].f })
	for _, l := range lines[:min(len(lines), 60)] {
		fmt.Printf("  %-.24s F1 %.3f tp %5.0f fp %5.0f fn %5.0f %q\n", l.id, l.f, l.c.tp, l.c.fp, l.c.fn, l.miss)
	}
}

// printPage prints the lines of a page that are only in the truth or only in the result.
func printPage(set []page, got []string, prefix string) {
	for i, p := range set {
		if !strings.HasPrefix(p.id, prefix) {
			continue
		}
		fmt.Println("==", p.id, p.url)
		onlyIn("truth", p.truth, got[i])
		onlyIn("read ", got[i], p.truth)
	}
}

func onlyIn(name, a, b string) {
	have := shingles(b, 4)
	for l := range strings.SplitSeq(a, "\n") {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		mine := shingles(l, 4)
		missing := 0
		for k := range mine {
			if have[k] == 0 {
				missing++
			}
		}
		if missing*2 > len(mine) {
			fmt.Printf("  only in %s: %s\n", name, l)
		}
	}
}
