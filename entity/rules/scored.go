package rules

import (
	"strings"

	"readout/doc"
	"readout/model"
)

// Names lists the bare names of a read document as corpora of names mark them: no
// title, no article, and an adjective or people of a country as Other, neither
// person nor place. It is for scoring; passes read d.Mentions.
func (p *Pass) Names(d *doc.Doc) []doc.Mention {
	var out []doc.Mention
	end := 0
	for _, m := range d.Mentions {
		if m.Name.Empty() || m.Name.Start < end {
			continue
		}
		end = m.Name.End
		m.Span = m.Name
		if m.Kind == doc.Place {
			if e := p.kb.spelt(d.Cut(m.Name)); e != nil && (e.sort == adjective || e.sort == nationals) {
				m.Kind = doc.Other
			}
		}
		out = append(out, m)
	}
	return out
}

// spelt is the entry of a spelling, nil if the tables have none.
func (k *knowledge) spelt(text string) *entry {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	for _, ph := range k.words[k.find(model.HashString(first))].phrases {
		if ph.text == text {
			return &k.entries[ph.entry]
		}
	}
	return nil
}
