package position

import (
	"fmt"
	"slices"
	"strings"

	"readout/ledger/index"
	"readout/record"
	"readout/store"
)

// contrary compares two utterances that speak of no event: they are on one point where
// one says in the other's very words that it is not so, and its certainty was read so.
// Likeness of words is no ground (see relationSure); here they differ in nothing else.
func contrary(x, y *Position) *Relation {
	a, b := &x.Statement, &y.Statement
	if x.Level*y.Level >= 0 || a.Act == record.Ask || b.Act == record.Ask {
		return nil
	}
	then, now := x.claimed(), y.claimed()
	wasNot, isNot := then.not, now.not
	if !slices.Equal(then.words, now.words) || !lasting(now.words) || (wasNot == "") == (isNot == "") ||
		(wasNot == "") != (x.Level > 0) || otherOccasion(a.Content) || otherOccasion(b.Content) {
		return nil
	}
	score := index.Round2(min(sureOf(a, &point{}), sureOf(b, &point{})))
	if score < relationSure {
		return nil
	}
	r := &Relation{Kind: Other, Point: "the same words", Before: *a, Score: score}
	before, today := writtenDay(a.Said), writtenDay(b.Said)
	if r.Text = fmt.Sprintf("said on %s with “%s”; says on %s without it", before, wasNot, today); wasNot == "" {
		r.Text = fmt.Sprintf("said on %s without “%s”; says on %s with it", before, isNot, today)
	}
	return r
}

// claim is what an utterance says, as claimOf gives it.
type claim struct {
	words []string
	not   string
}

// claimed is the claim of an utterance: it is set against many.
func (p *Position) claimed() *claim {
	if p.claim == nil {
		p.claim = new(claim)
		p.claim.words, p.claim.not = claimOf(p.Statement.Content)
	}
	return p.claim
}

// claimOf gives the words of a content without the one that denies it, which it gives
// too; with two such words the content is left as it is, since they may undo each other.
func claimOf(content string) (words []string, not string) {
	all := strings.Fields(store.Words(strings.NewReplacer("’", "'", "won't", "will not", "can't", "can not", "cannot",
		"can not", "n't", " not").Replace(strings.ToLower(content))))
	for i, w := range all {
		switch {
		case !denying[w]:
			words = append(words, w)
		case not != "":
			return all, ""
		default:
			// "does not pay" and "pays" differ in a second word, and are left alone.
			not = all[i]
		}
	}
	return words, not
}

// denying are the words that turn a clause into its contrary by standing in it.
var denying = map[string]bool{"not": true, "never": true}

// leastClaim is how many words a claim has that tell what it is about.
const leastClaim = 3

// lasting reports whether words say the same on another day: they name what they are
// about, and no day.
func lasting(words []string) bool {
	n := 0
	for _, w := range words {
		if dayWords[w] || strings.ContainsAny(w, "0123456789") {
			return false
		}
		if !pointing[w] && len(w) > len("the") {
			n++
		}
	}
	return n >= leastClaim
}

// dayWords mean another day on each day that they are said.
var dayWords = map[string]bool{"today": true, "tomorrow": true, "yesterday": true, "tonight": true, "now": true,
	"yet": true, "still": true, "currently": true,
	"soon": true, "recently": true, "morning": true, "afternoon": true, "evening": true, "day": true, "week": true,
	"weekend": true, "month": true, "quarter": true,
	"year": true, "next": true, "last": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true,
	"friday": true, "saturday": true, "sunday": true}

// pointing are the longer words that name nothing.
var pointing = map[string]bool{"this": true, "that": true, "these": true, "those": true, "they": true, "them": true,
	"their": true, "there": true, "here": true,
	"will": true, "would": true, "shall": true, "should": true, "could": true, "must": true, "have": true,
	"been": true, "were": true, "with": true, "into": true, "from": true}
