package event

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"readout/ledger/event/weights"
	"readout/store"
)

// TestLink runs the pairs of testdata/link.txt: reports that are of one event, and the
// like that are not, whatever order they come in.
func TestLink(t *testing.T) {
	data, err := os.ReadFile("testdata/link.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(data), "\n-- ")[1:]
	if len(cases) < 10 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, text := range cases {
		name, body, _ := strings.Cut(text, "\n")
		t.Run(name, func(t *testing.T) {
			var reports []*Report
			want := ""
			for i, line := range strings.Split(strings.TrimSpace(body), "\n") {
				if strings.HasPrefix(line, "=") {
					want = strings.TrimSpace(line[1:])
					break
				}
				reports = append(reports, parseReport(t, i+1, line))
			}
			for seed := range uint64(4) {
				shuffled := slices.Clone(reports)
				rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) {
					shuffled[i],
						shuffled[j] = shuffled[j], shuffled[i]
				})
				if got := grouped(reports, Link(shuffled, weights.ForLinking(), nil)); got != want {
					t.Fatalf("groups %q, want %q; %s", got, want, evidence(reports))
				}
			}
		})
	}
}

// evidence says what speaks for the last report's being of the first one's event.
func evidence(reports []*Report) string {
	o := newOccasion()
	o.add(reports[0])
	w := weights.ForLinking()
	return fmt.Sprintf("%+v", o.Fit(reports[len(reports)-1], &w))
}

func grouped(reports []*Report, list []*Occasion) string {
	var out []string
	for _, o := range list {
		var places []string
		for _, r := range o.Rows {
			places = append(places, fmt.Sprint(slices.Index(reports, r)+1))
		}
		out = append(out, strings.Join(places, " "))
	}
	slices.Sort(out)
	return strings.Join(out, " | ")
}

var plainKeys = Keys{Name: strings.ToLower, Surname: func(_, name string) string {
	name = strings.ToLower(name)
	return name[strings.LastIndex(name, " ")+1:]
}}

// noted finds the kinds of evidence that the code notes.
var noted = regexp.MustCompile(`\bnote\("([^"]+)"`)

// TestEvidenceHasPoints: each kind of evidence that is noted is in the table with its points, and
// the table has no other.
func TestEvidenceHasPoints(t *testing.T) {
	have := map[string]bool{"joins from": true}
	for _, file := range []string{"fit.go", "timing/timing.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range noted.FindAllSubmatch(source, -1) {
			have[string(m[1])] = true
		}
	}
	w := weights.ForLinking()
	for kind := range have {
		if w.Points[kind] == 0 {
			t.Errorf("%q has no points", kind)
		}
	}
	for kind := range w.Points {
		if !have[kind] {
			t.Errorf("%q is never noted", kind)
		}
	}
}

func parseReport(t *testing.T, n int, line string) *Report {
	t.Helper()
	f := strings.Fields(line)
	e := store.Event{Type: f[1], Status: f[2]}
	e.Version = store.Version{ID: store.NewVersionID(store.DayOf(f[0]), n), Key: store.Key{Outlet: "KTA",
		Ident: fmt.Sprint(n)}}
	if f[0] != "-" {
		e.Version.Since = f[0] + "T12:00:00Z"
	}
	e.ID = e.Version.ID.Row(1)
	var name []string
	for _, w := range f[3:] {
		key, list, ok := strings.Cut(w, "=")
		if !ok {
			name = append(name, w)
			continue
		}
		for x := range strings.SplitSeq(strings.ReplaceAll(list, "_", " "), ",") {
			switch key {
			case "p":
				e.Parties = append(e.Parties, store.Party{Kind: "person", Name: x})
			case "s":
				e.Parties = append(e.Parties, store.Party{Kind: "organization", Name: x})
			case "by":
				e.Parties = append(e.Parties, store.Party{Kind: "organization", Name: x, Said: true})
			case "l":
				e.Slots = append(e.Slots, store.Slot{Slot: "place", Value: x, Status: f[2], Score: 1})
			case "d":
				e.Slots = append(e.Slots, store.Slot{Slot: "date", Value: x, Status: f[2], Score: 1})
			case "t":
				e.Words += " " + x
			case "w":
				e.Which = x
			default:
				t.Fatalf("%q is no list", w)
			}
		}
	}
	e.Name = strings.Join(name, " ")
	return NewReport(&e, plainKeys)
}
