// Package storyline clusters articles into running stories as they arrive.
//
// In come articles in the order of publication; out come stories with their telling words.
// What number of stories there is comes out of their likeness and is not fixed before.
package storyline

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"readout/ledger/lexicon"
	"readout/ledger/statement"
	"readout/store"
)

// Storyline is articles about one running story, in the order of publication.
type Storyline struct {
	ID       string              `json:"id"` // the first article's
	Title    string              `json:"title"`
	First    string              `json:"first"`
	Last     string              `json:"last"`
	Outlets  int                 `json:"outlets"`
	Terms    []string            `json:"terms"` // what the articles have in common
	Articles []statement.Article `json:"articles"`
}

// Thresholds of the clusterer, found on the development stories of BASIL (186
// articles, 62 stories), 2026-11-23, by TestStorylinesOnBASIL.
const (
	// storyNear: an article joins the nearest story at this cosine or above.
	storyNear = 0.18
	// storyHalf is how many days of silence double what an article has to share.
	storyHalf = 14
	// storyDays is how long a silent story stays open.
	storyDays = 30
	// storyTerms is how many terms a story is known by.
	storyTerms = 120
)

// Clusterer puts articles together as they come, in the order of publication.
// The number of stories is not fixed. It is not safe for several goroutines.
type Clusterer struct {
	docs    int
	df      map[uint64]int
	stories []*story
	byTerm  map[uint64][]posting // open stories that have the term
	dots    []float64            // of the article being placed, by story; zero between articles
	met     []int32              // the stories of dots that are not zero
}

// posting is the weight that a story gives a term: the story's own vec again, where
// it can be read in a row.
type posting struct {
	story  int32
	weight float64
}

type story struct {
	vec   map[uint64]float64
	norm  float64
	last  store.Day
	names map[uint64]string
}

// NewClusterer makes an empty clusterer.
func NewClusterer() *Clusterer {
	return &Clusterer{df: map[uint64]int{}, byTerm: map[uint64][]posting{}}
}

// Add places an article and gives the number of its story, counted from 0.
func (c *Clusterer) Add(day store.Day, title, text string) int {
	counts, names := StoryTermsOf(title, text)
	c.docs++
	vec := make(map[uint64]float64, len(counts))
	norm := 0.0
	for t, n := range counts {
		c.df[t]++
		w := (1 + math.Log(n)) * math.Log(1+float64(c.docs+storyPrior)/(float64(c.df[t])+0.5))
		vec[t] = w
	}
	vec = strongest(vec, storyTerms)
	for _, t := range KeysOf(vec) {
		norm += vec[t] * vec[t]
	}
	norm = math.Sqrt(norm)
	for _, t := range KeysOf(vec) {
		weight := vec[t]
		for _, p := range c.byTerm[t] {
			if c.dots[p.story] == 0 {
				c.met = append(c.met, p.story)
			}
			c.dots[p.story] += weight * p.weight
		}
	}
	best, bestScore := -1, 0.0
	for _, s := range c.met {
		st, dot := c.stories[s], c.dots[s]
		c.dots[s] = 0
		gap := float64(max(day-st.last, 0))
		if gap > storyDays && day > 0 && st.last > 0 || norm == 0 || st.norm == 0 {
			continue
		}
		score := dot / (norm * st.norm)
		if score < bestScore {
			continue // silence only makes it less
		}
		score /= math.Exp2(gap / storyHalf)
		if score > bestScore || score == bestScore && int(s) > best {
			best, bestScore = int(s), score
		}
	}
	c.met = c.met[:0]
	if best < 0 || bestScore < storyNear {
		best = len(c.stories)
		c.dots = append(c.dots, 0)
		c.stories = append(c.stories, &story{vec: map[uint64]float64{}, names: map[uint64]string{}})
	}
	c.merge(int32(best), vec, names, day)
	return best
}

// storyPrior stands for articles that came before the first: it keeps the first
// ones from taking every word for rare.
const storyPrior = 100

func (c *Clusterer) merge(at int32, vec map[uint64]float64, names map[uint64]string, day store.Day) {
	s := c.stories[at]
	has := func(p posting) bool { return p.story == at }
	for _, t := range KeysOf(vec) {
		if s.vec[t] == 0 {
			c.byTerm[t] = append(c.byTerm[t], posting{at, vec[t]})
		} else if i := slices.IndexFunc(c.byTerm[t], has); i >= 0 {
			c.byTerm[t][i].weight += vec[t]
		}
		s.vec[t] += vec[t]
		s.names[t] = names[t]
	}
	if len(s.vec) > 8*storyTerms {
		all := s.vec
		s.vec = strongest(all, 4*storyTerms)
		for t := range all {
			if s.vec[t] == 0 {
				c.byTerm[t] = slices.DeleteFunc(c.byTerm[t], has)
			}
		}
	}
	s.last = max(s.last, day)
	s.norm = 0
	for _, t := range KeysOf(s.vec) {
		s.norm += s.vec[t] * s.vec[t]
	}
	s.norm = math.Sqrt(s.norm)
	// Terms of stories long closed are dropped when their lists are met again.
	for _, t := range KeysOf(vec) {
		list := c.byTerm[t]
		if len(list) > 64 {
			c.byTerm[t] = slices.DeleteFunc(list, func(p posting) bool { return c.stories[p.story].last+storyDays < day })
		}
	}
}

// KeysOf are the keys in order, so that sums are the same in every run.
func KeysOf(m map[uint64]float64) []uint64 {
	out := make([]uint64, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// strongest are the n heaviest terms of a vector.
func strongest(vec map[uint64]float64, n int) map[uint64]float64 {
	if len(vec) <= n {
		return vec
	}
	out := make(map[uint64]float64, n)
	for _, t := range heaviest(vec, n) {
		out[t] = vec[t]
	}
	return out
}

// heaviest are the n heaviest terms of a vector, the heaviest first.
func heaviest(vec map[uint64]float64, n int) []uint64 {
	type weighed struct {
		term   uint64
		weight float64
	}
	all := make([]weighed, 0, len(vec))
	for t, w := range vec {
		all = append(all, weighed{t, w})
	}
	slices.SortFunc(all, func(x, y weighed) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.term, y.term))
	})
	out := make([]uint64, min(n, len(all)))
	for i := range out {
		out[i] = all[i].term
	}
	return out
}

// StoryTermsOf counts the words that tell a story: names twice, words of the title
// and the first paragraphs more than those far down.
func StoryTermsOf(title, text string) (map[uint64]float64, map[uint64]string) {
	counts, names := map[uint64]float64{}, map[uint64]string{}
	add := func(s string, weight float64) {
		for _, f := range strings.Fields(s) {
			capital := f[0] >= 'A' && f[0] <= 'Z' || len(f) > 3 && strings.HasPrefix(f, "“") && f[3] >= 'A' && f[3] <= 'Z'
			for w := range strings.FieldsSeq(store.Words(f)) {
				if len(w) < 3 || lexicon.IsFunction(w) || CommonWords[w] {
					continue
				}
				w = strings.TrimSuffix(strings.TrimSuffix(w, "s"), "'")
				h := store.Hash(w)
				if capital {
					counts[h] += 2 * weight
				} else {
					counts[h] += weight
				}
				names[h] = w
			}
		}
	}
	add(title, 3)
	for i, par := range strings.Split(text, "\n\n") {
		weight := 1.0
		if i < 4 {
			weight = 1.5
		}
		add(par, weight)
	}
	return counts, names
}

// CommonWords tell nothing about a story. Ours: words found in more than a fifth
// of wire reports whatever they are about.
var CommonWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		said says say told tell after before about against all any are because been being between both can
		could day days did does down during each even first former from get had has have her here him his
		how into its just last like made make many may might more most much must new news next not now off
		one only other out over own people president including monday tuesday wednesday thursday friday
		saturday sunday reporters reporter statement spokesman spokeswoman official officials should since
		some still such than that their them then there these they this those through time two three under
		until week weeks year years month were what when where whether which while who whom whose will with
		within without would you your asked added according also another around back called came come
		government house white state states united washington national public`) {
		m[w] = true
	}
	return m
}()
