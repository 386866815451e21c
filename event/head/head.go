// Package head holds the learned heads of events: what they say of the words of one article.
//
// In come the encoder's vectors of tokens, and spans whose part is asked for; out go logits. It
// refuses weights that lack a head, or whose heads and labels do not fit.
//
// The one idea: heads answer questions on spans, all of one kind at once, and decide nothing.
package head

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/encoder"
)

// Heads are the learned judges of events, on the vectors of the encoder. They are safe to share.
type Heads struct {
	core                   *encoder.Core
	event, slot            *encoder.MLP
	ofEvent, ofSlot        *encoder.MLP // statuses
	same, link, party      *encoder.Pair
	kinds, slots, statuses []string
}

// Load takes the heads out of weights.
//
// Errors: the weight file lacks a head, or a head and its labels do not fit.
func Load(c *encoder.Core) (*Heads, error) {
	h := &Heads{core: c}
	for _, x := range []struct {
		name string
		to   **encoder.MLP
		in   int // in vectors
	}{{"event", &h.event, 1}, {"slot", &h.slot, 1}, {"eventstatus", &h.ofEvent, 2}, {"slotstatus", &h.ofSlot, 4}} {
		var err error
		if *x.to, err = c.MLP(x.name); err != nil {
			return nil, fmt.Errorf("event/head: %w", err)
		}
		if (*x.to).In() != x.in*c.Width() {
			return nil, fmt.Errorf("event/head: head %q reads %d values, not %d", x.name, (*x.to).In(), x.in*c.Width())
		}
	}
	for _, x := range []struct {
		name string
		to   **encoder.Pair
	}{{"same", &h.same}, {"link", &h.link}, {"party", &h.party}} {
		var err error
		if *x.to, err = c.Pair(x.name); err != nil {
			return nil, fmt.Errorf("event/head: %w", err)
		}
		if p := *x.to; p.Roles() != 1 || p.QueryWidth() != 2*c.Width() || p.KeyWidth() != 2*c.Width() {
			return nil, fmt.Errorf("event/head: head %q does not score pairs of spans", x.name)
		}
	}
	if err := h.loadLabels(); err != nil {
		return nil, err
	}
	if n := h.same.Features(); n != sameFeatures && n != sameFeatures/2 || h.link.Features() < 2*len(h.slots) ||
		h.party.Features() != 2 {
		return nil, fmt.Errorf("event/head: heads of pairs with %d, %d and %d features",
			h.same.Features(), h.link.Features(), h.party.Features())
	}
	return h, nil
}

// sameFeatures is how many values the feature of two mentions has. Older weights know half
// of them: not whether both are of one type.
const sameFeatures = 32

func (h *Heads) loadLabels() error {
	for _, x := range []struct {
		name string
		to   *[]string
		out  int
	}{{"event", &h.kinds, h.event.Out()}, {"slot", &h.slots, h.slot.Out()}} {
		labels, err := h.core.Labels(x.name)
		if err != nil {
			return fmt.Errorf("event/head: %w", err)
		}
		if len(labels) != x.out || x.out%2 == 0 || x.out > 255 {
			return fmt.Errorf("event/head: head %q has %d outputs for %d labels", x.name, x.out, len(labels))
		}
		for i := 1; i < len(labels); i += 2 {
			*x.to = append(*x.to, strings.TrimPrefix(labels[i], "B-"))
		}
	}
	var err error
	if h.statuses, err = h.core.Labels("status"); err != nil {
		return fmt.Errorf("event/head: %w", err)
	}
	if n := len(h.statuses); h.ofEvent.Out() != n || h.ofSlot.Out() != n {
		return fmt.Errorf("event/head: heads of %d and %d outputs for %d statuses", h.ofEvent.Out(), h.ofSlot.Out(), n)
	}
	return nil
}

// Read lends what a reading of an article needs until done is called.
func (h *Heads) Read(d *doc.Doc) (a *Article, done func()) {
	s := h.core.Borrow()
	return &Article{heads: h, d: d, s: s}, func() { h.core.Return(s) }
}
