package cache

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// TestSizeOf: what a value holds is counted once, behind pointers, in private fields and in maps too.
func TestSizeOf(t *testing.T) {
	type node struct {
		words string
		next  *node
		more  []*node
	}
	kilo := strings.Repeat("x", 1000)
	ring := &node{words: kilo}
	ring.next = ring
	for name, c := range map[string]struct {
		value       any
		least, most int64
	}{
		"nothing":           {nil, 0, 0},
		"a string":          {kilo, 1000, 1050},
		"a private string":  {node{words: kilo}, 1000, 1100},
		"a ring":            {ring, 1000, 1100},
		"twice the same":    {[]*node{ring, ring}, 1000, 1200},
		"two behind others": {node{more: []*node{{words: kilo}, {next: &node{words: kilo}}}}, 2000, 2400},
		"a map":             {map[string]node{kilo: {words: kilo}}, 2000, 2200},
		"any":               {[]any{kilo, &kilo}, 2000, 2200},
		"room for more":     {make([]int64, 0, 100), 800, 900},
		"bytes":             {[2][]byte{make([]byte, 500), make([]byte, 600)}, 1100, 1200},
	} {
		if got := sizeOf(c.value, math.MaxInt64); got < c.least || got > c.most {
			t.Errorf("%s holds %d bytes, want %d to %d", name, got, c.least, c.most)
		}
	}
	list := make([]string, 1000)
	for i := range list {
		list[i] = kilo
	}
	if got := sizeOf(list, 50_000); got > 60_000 {
		t.Errorf("counted on to %d", got)
	}
}

// TestPutBoundsBytes: the entries together hold no more than they may; what was used last
// stays, and what would fill the cache alone is not kept.
func TestPutBoundsBytes(t *testing.T) {
	c, now := New(nil), time.Now()
	big := func(parts int64) []byte { return make([]byte, budget()/parts) }
	for i := range 40 {
		at := now.Add(time.Duration(i) * time.Second)
		c.put(fmt.Sprint(i), &entry{value: big(10), used: at, done: at})
		var sum int64
		for _, k := range c.answers {
			sum += k.size
		}
		if sum != c.size || sum > budget() {
			t.Fatalf("after %d: %d bytes are counted, %d held", i, c.size, sum)
		}
	}
	if n := len(c.answers); n != 9 || c.answers["39"] == nil || c.answers["31"] == nil {
		t.Errorf("%d are kept", n)
	}
	c.put("39", &entry{value: "small", used: now, done: now})
	if c.size > budget()*85/100 || len(c.answers) != 9 {
		t.Errorf("after one became small: %d bytes, %d answers", c.size, len(c.answers))
	}
	c.put("39", &entry{value: [][]byte{big(2), big(2)}, used: now, done: now})
	if c.answers["39"] != nil || len(c.answers) != 8 {
		t.Errorf("%d are kept beside what fills the cache alone", len(c.answers))
	}
}
