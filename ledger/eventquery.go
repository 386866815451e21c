package ledger

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/ledger/event"
	"readout/store"
)

// eventQuery is what somebody asks for an event with: words, and a day or a part of
// one ("December 2018", "May 25").
type eventQuery struct {
	words      []string
	year       string // "2018"
	month, day string // "12", "25"
}

// maxAsked bounds the words of a question that are looked for.
const maxAsked = 7

func parseEventQuery(name string) eventQuery {
	var q eventQuery
	for w := range strings.FieldsSeq(store.Words(name)) {
		n, err := strconv.Atoi(w)
		month := monthOf(w)
		switch {
		case month > 0:
			q.month = fmt.Sprintf("%02d", month)
		case err == nil && n >= 1900 && n < 2200:
			q.year = w
		case err == nil && n >= 1 && n <= 31 && q.month != "":
			q.day = fmt.Sprintf("%02d", n)
		case !isFunctionWord(w) && !slices.Contains(q.words, w) && len(q.words) < maxAsked:
			q.words = append(q.words, w)
		}
	}
	return q
}

func monthOf(w string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); w == name && m != time.May {
			return m
		}
	}
	if w == "may" {
		return time.May
	}
	return 0
}

// matches finds words: whole ones, and those that a longer word begins with.
func (q *eventQuery) match(chosen uint) store.Match {
	m := store.Match{Op: store.And}
	for i, w := range q.words {
		if chosen&(1<<i) == 0 {
			continue
		}
		find := store.Match{Op: store.Find, Phrase: []string{w}}
		if stem := event.Stem(w); len(stem) >= 4 {
			find.Phrase, find.Prefix = []string{stem}, true
		}
		m.Args = append(m.Args, find)
	}
	if len(m.Args) == 1 {
		return m.Args[0]
	}
	return m
}

// find looks for reports with all words of a question; where none has all, with fewer,
// down to half of them. One step further down is looked as well: what the words name
// together may be spread over the reports of one event.
func (q *eventQuery) find(ctx context.Context, st store.Store, asOf string) ([]store.StatementID, error) {
	n := len(q.words)
	var out []store.StatementID
	seen := map[store.StatementID]bool{}
	last := (n + 1) / 2
	for k := n; k >= last && k > 0; k-- {
		before := len(out)
		for chosen := uint(0); chosen < 1<<n; chosen++ {
			if bits.OnesCount(chosen) != k {
				continue
			}
			list, err := st.Events(ctx, store.EventFilter{Words: q.match(chosen), AsOf: asOf, Limit: maxFound})
			if err != nil {
				return nil, fmt.Errorf("ledger: looking for an event: %w", err)
			}
			for i := range list {
				if id := list[i].ID; !seen[id] {
					seen[id] = true
					out = append(out, id)
				}
			}
			if len(out) > maxFound {
				return out[:maxFound], nil
			}
		}
		if before == 0 && len(out) > 0 {
			last = max(last, k-1)
		}
	}
	return out, nil
}

// rank is how well a dossier answers the question: the words that it is named by, by
// whom and where it is, and the day.
func (q *eventQuery) rank(d *Dossier, words map[string]bool) int {
	n := 0
	for _, w := range q.words {
		if words[event.Stem(w)] {
			n += 2
		}
	}
	if len(d.Time) >= 7 {
		if q.year != "" && d.Time[:4] == q.year {
			n += 2
		}
		if q.month != "" && d.Time[5:7] == q.month {
			n += 2
		}
		if q.day != "" && len(d.Time) >= 10 && d.Time[8:10] == q.day {
			n += 4
		}
	}
	return n
}

// namedBy are the stems of all words that the reports of an occasion are found by.
func namedBy(o *event.Occasion) map[string]bool {
	out := map[string]bool{}
	add := func(text string) {
		for w := range strings.FieldsSeq(store.Words(text)) {
			out[event.Stem(w)] = true
		}
	}
	for _, r := range o.Rows {
		add(strings.Join(eventNames(r.Event), " "))
	}
	return out
}

// sortByRank orders dossiers by how well they answer, those with most reports first
// among equals.
func sortByRank(list []Dossier, ranks map[string]int) {
	slices.SortStableFunc(list, func(x, y Dossier) int {
		return cmp.Or(cmp.Compare(ranks[y.ID], ranks[x.ID]), cmp.Compare(y.Reports, x.Reports))
	})
}
