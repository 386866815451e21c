package storyline

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

// BenchmarkStorylinesOnBASIL measures the clusterer on BASIL's development stories,
// which cannot be shipped: READOUT_BASIL names the file.
func BenchmarkStorylinesOnBASIL(b *testing.B) {
	path := os.Getenv("READOUT_BASIL")
	if path == "" {
		b.Skip("READOUT_BASIL is not set: storylines are not measured on BASIL")
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
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
			b.Fatal(err)
		}
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(x, y line) int { return strings.Compare(x.Date, y.Date) })
	stories := map[string]int{}
	var gold, got []int
	for _, l := range lines {
		if _, ok := stories[l.Story]; !ok {
			stories[l.Story] = len(stories)
		}
		gold = append(gold, stories[l.Story])
	}
	for b.Loop() {
		c := NewClusterer()
		got = got[:0]
		for _, l := range lines {
			var pars []string
			for _, p := range l.Body {
				pars = append(pars, strings.Join(p, " "))
			}
			got = append(got, c.Add(store.DayOf(l.Date), l.Title, strings.Join(pars, "\n\n")))
		}
	}
	p, r, f1 := bCubed(gold, got)
	b.ReportMetric(p, "B³-precision")
	b.ReportMetric(r, "B³-recall")
	b.ReportMetric(f1, "B³-F1")
	b.ReportMetric(float64(len(lines)), "articles")
	b.ReportMetric(float64(len(stories)), "stories")
}
