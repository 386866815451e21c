package ledger

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"readout/store"
)

// bCubed is the B³ score of a clustering against gold (Bagga and Baldwin 1998).
func bCubed(gold, got []int) (p, r, f float64) {
	for i := range gold {
		var both, inGot, inGold int
		for j := range gold {
			same := gold[i] == gold[j]
			if got[i] == got[j] {
				inGot++
				if same {
					both++
				}
			}
			if same {
				inGold++
			}
		}
		p += float64(both) / float64(inGot)
		r += float64(both) / float64(inGold)
	}
	n := float64(len(gold))
	p, r = p/n, r/n
	return p, r, 2 * p * r / (p + r)
}

func TestBCubed(t *testing.T) {
	if p, r, f := bCubed([]int{0, 0, 1, 1}, []int{0, 0, 1, 1}); p != 1 || r != 1 || f != 1 {
		t.Errorf("a perfect clustering: %v %v %v", p, r, f)
	}
	if p, r, _ := bCubed([]int{0, 0, 1, 1}, []int{0, 0, 0, 0}); p != 0.5 || r != 1 {
		t.Errorf("one cluster for two: precision %v, recall %v, want 0.5, 1", p, r)
	}
}

// TestStorylinesOnBASIL measures the clusterer on BASIL's development stories,
// which cannot be shipped: READOUT_BASIL names the file.
func TestStorylinesOnBASIL(t *testing.T) {
	path := os.Getenv("READOUT_BASIL")
	if path == "" {
		t.Skip("READOUT_BASIL is not set: storylines are not measured on BASIL")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		Story, Title, Date, Source string
		Body                       [][]string `json:"body-paragraphs"`
	}
	var lines []line
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(x, y line) int { return strings.Compare(x.Date, y.Date) })
	c := NewClusterer()
	stories := map[string]int{}
	var gold, got []int
	for _, l := range lines {
		if _, ok := stories[l.Story]; !ok {
			stories[l.Story] = len(stories)
		}
		gold = append(gold, stories[l.Story])
		var pars []string
		for _, p := range l.Body {
			pars = append(pars, strings.Join(p, " "))
		}
		got = append(got, c.Add(store.DayOf(l.Date), l.Title, strings.Join(pars, "\n\n")))
	}
	p, r, b := bCubed(gold, got)
	t.Logf("BASIL: %d articles, %d stories, %d found: B³ precision %.3f recall %.3f F1 %.3f", len(lines), len(stories), len(c.stories), p, r, b)
	if b < 0.80 {
		t.Errorf("B³ F1 is %.3f, want 0.80", b)
	}
}
