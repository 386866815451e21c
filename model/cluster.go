package model

import "math"

// Cluster sorts words into classes by the words they stand beside, so that a word
// seldom seen can borrow from others of its class.
//
// Shape: text is sentences of word numbers from 0 to words-1; a negative number is
// a word too rare to sort. The answer has a class from 1 to classes for each word;
// at most 255 classes. Words should be numbered by frequency, the most frequent first.
//
// Source: the exchange algorithm for bigram class models (Kneser and Ney 1993; Martin,
// Liermann and Ney 1998). It has no random choice.
func Cluster(text [][]int32, words, classes, rounds int) []uint8 {
	c := newClustering(text, words, classes)
	for range rounds {
		for w := range int32(words) {
			c.exchange(w)
		}
	}
	return c.class
}

// clustering is words with their classes, and counts of neighbouring classes.
type clustering struct {
	classes     int
	class       []uint8
	next, prior [][]neighbour // of each word
	pairs       []int32       // pairs[a*(classes+1)+b]: a word of class b follows one of class a
	first, then []int32       // row and column sums of pairs
	xlogx       []float64     // of small counts

	// Scratch: the neighbours of one word by class.
	nextOf, priorOf []int32
	nextIn, priorIn []int
}

type neighbour struct{ word, count int32 }

func newClustering(text [][]int32, words, classes int) *clustering {
	c := &clustering{classes: classes, class: make([]uint8, words), next: make([][]neighbour, words), prior: make([][]neighbour, words),
		pairs: make([]int32, (classes+1)*(classes+1)), first: make([]int32, classes+1), then: make([]int32, classes+1),
		xlogx: make([]float64, 1<<14), nextOf: make([]int32, classes+1), priorOf: make([]int32, classes+1)}
	for n := 1; n < len(c.xlogx); n++ {
		c.xlogx[n] = float64(n) * math.Log(float64(n))
	}
	for w := range c.class {
		c.class[w] = uint8(1 + w%classes)
	}
	seen := map[[2]int32]int32{}
	var order [][2]int32
	for _, sentence := range text {
		last := int32(-1)
		for _, w := range append(sentence[:len(sentence):len(sentence)], -1) {
			if last >= 0 || w >= 0 {
				pair := [2]int32{last, w}
				if seen[pair] == 0 {
					order = append(order, pair)
				}
				seen[pair]++
			}
			last = w
		}
	}
	for _, pair := range order {
		n, a, b := seen[pair], pair[0], pair[1]
		if a >= 0 {
			c.next[a] = append(c.next[a], neighbour{b, n})
		}
		if b >= 0 {
			c.prior[b] = append(c.prior[b], neighbour{a, n})
		}
		c.count(c.classOf(a), c.classOf(b), n)
	}
	return c
}

// classOf is a word's class; 0 is that of rare words and of the sentence's edge.
func (c *clustering) classOf(w int32) int {
	if w < 0 {
		return 0
	}
	return int(c.class[w])
}

func (c *clustering) count(a, b int, n int32) {
	c.pairs[a*(c.classes+1)+b] += n
	c.first[a] += n
	c.then[b] += n
}

func (c *clustering) log(n int32) float64 {
	if int(n) < len(c.xlogx) {
		return c.xlogx[n]
	}
	return float64(n) * math.Log(float64(n))
}

// exchange moves a word to the class in which the text becomes most likely.
func (c *clustering) exchange(w int32) {
	from := int(c.class[w])
	for _, k := range c.nextIn {
		c.nextOf[k] = 0
	}
	for _, k := range c.priorIn {
		c.priorOf[k] = 0
	}
	var self, nexts, priors int32
	c.nextIn, c.priorIn = c.nextIn[:0], c.priorIn[:0]
	for _, o := range c.next[w] {
		nexts += o.count
		if o.word == w {
			self = o.count
			continue
		}
		k := c.classOf(o.word)
		if c.nextOf[k] == 0 {
			c.nextIn = append(c.nextIn, k)
		}
		c.nextOf[k] += o.count
	}
	for _, o := range c.prior[w] {
		priors += o.count
		if o.word == w {
			continue
		}
		k := c.classOf(o.word)
		if c.priorOf[k] == 0 {
			c.priorIn = append(c.priorIn, k)
		}
		c.priorOf[k] += o.count
	}
	c.move(from, self, -1)
	to, best := from, math.Inf(-1)
	for k := 1; k <= c.classes; k++ {
		if gain := c.gain(k, self, nexts, priors); gain > best {
			to, best = k, gain
		}
	}
	c.move(to, self, 1)
	c.class[w] = uint8(to)
}

// move adds the word's pairs to a class, or with sign -1 takes them from it.
func (c *clustering) move(k int, self, sign int32) {
	for _, o := range c.nextIn {
		c.count(k, o, sign*c.nextOf[o])
	}
	for _, o := range c.priorIn {
		c.count(o, k, sign*c.priorOf[o])
	}
	c.count(k, k, sign*self)
}

// gain is how much more likely the text becomes with the word in class k. Pairs
// inside the class itself are counted apart from those with others.
func (c *clustering) gain(k int, self, nexts, priors int32) float64 {
	width := c.classes + 1
	var gain float64
	row := c.pairs[k*width : (k+1)*width]
	for _, o := range c.nextIn {
		if o != k {
			gain += c.log(row[o]+c.nextOf[o]) - c.log(row[o])
		}
	}
	for _, o := range c.priorIn {
		if o != k {
			n := c.pairs[o*width+k]
			gain += c.log(n+c.priorOf[o]) - c.log(n)
		}
	}
	inside := row[k]
	gain += c.log(inside+c.nextOf[k]+c.priorOf[k]+self) - c.log(inside)
	gain -= c.log(c.first[k]+nexts) - c.log(c.first[k])
	gain -= c.log(c.then[k]+priors) - c.log(c.then[k])
	return gain
}
