package event

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/event/alike"
	"readout/event/head"
	"readout/event/label"
)

// bounded is a judge that keeps how much it is asked of, and sees nothing in it.
type bounded struct {
	*marked
	mentions, slots, names int
}

func (b *bounded) Antecedents(ms []label.Span, _ *alike.Words) []head.Scores {
	b.mentions = len(ms)
	out := make([]head.Scores, len(ms))
	for i := range out {
		out[i].From = i
	}
	return out
}

func (b *bounded) Links(ss, _ []label.Span) []head.Scores {
	b.slots = len(ss)
	return make([]head.Scores, len(ss))
}

func (b *bounded) MentionStatus(ms []label.Span) (rows [][]float32) {
	for range ms {
		rows = append(rows, status(""))
	}
	return rows
}

func (b *bounded) SlotStatus(_, of []label.Span) [][]float32 { return b.MentionStatus(of) }

func (b *bounded) Parties(ms []label.Span, names []doc.Range) []head.Scores {
	b.names = len(names)
	return make([]head.Scores, len(ms))
}

// TestMostMentions: what is found in an article is bounded, each mention is weighed against those
// in reach alone, and what is left out is told as a gap that begins where the reading ended.
func TestMostMentions(t *testing.T) {
	line := "summit|e:meeting:0:planned in/ADP Lausen|place:0:planned or/CCONJ Sund|place:0:planned or/CCONJ " +
		"Arlen|place:0:planned L:Varn/PROPN , L:Rell/PROPN , L:Tosk/PROPN"
	for _, c := range []struct{ sentences, mentions, slots, names, gap int }{
		{mostMentions / 2, mostMentions / 2, 3 * mostMentions / 2, 3 * mostMentions / 2, 0},
		{mostMentions + 1, mostMentions, mostSlots, mostNames, 1},
	} {
		d, m := text(t, strings.Split(strings.Repeat(line+"\n", c.sentences-1)+line, "\n")...)
		b := &bounded{marked: m}
		decode(d, b, fitted())
		if b.mentions != c.mentions || b.slots != c.slots || b.names != c.names {
			t.Errorf("%d sentences: %d mentions, %d slots, %d names", c.sentences, b.mentions, b.slots, b.names)
		}
		if len(d.Gaps) != c.gap || c.gap > 0 && (d.Gaps[0].Why != doc.TimeBudget || d.Gaps[0].End != len(d.Text)) {
			t.Errorf("%d sentences: gaps %v", c.sentences, d.Gaps)
		}
	}
}

// TestInReach: a mention is weighed against the events of those in reach alone.
func TestInReach(t *testing.T) {
	r := joining{draft: &draft{ms: make([]mention, 4*head.Reach)}}
	for i := range r.ms {
		r.ms[i].event = i / 2
	}
	for _, i := range []int{0, 1, head.Reach, 3 * head.Reach} {
		if got, least := len(r.inReach(i)), min(i+1, head.Reach)/2; got < least || got > least+1 {
			t.Errorf("mention %d is weighed against %d events", i, got)
		}
	}
}
