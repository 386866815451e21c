package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/outlet"
)

// OutletIn names an outlet.
type OutletIn struct {
	Name string `json:"name" jsonschema:"the outlet, as answers name it"`
	AsOf string `json:"as_of,omitempty" jsonschema:"what stood at the end of that day"`
}

// OutletOut is whom an outlet quotes, and what it does with words.
type OutletOut struct {
	Name     string         `json:"name"`
	Read     int            `json:"read" jsonschema:"its newest statements, which the counts are of"`
	Speakers []Voice        `json:"speakers" jsonschema:"whom it quotes, the most first"`
	Compared int            `json:"compared" jsonschema:"wordings of utterances that others report too"`
	Wordings map[string]int `json:"wordings" jsonschema:"how many of those are identical with the fullest wording, trimmed, elided, bracketed, merged, reworded, altered"`
	Altered  []Quote        `json:"altered" jsonschema:"words inside are others than in the fullest wording; no verdict on who is right"`
	Restated []Quote        `json:"restated" jsonschema:"words that the outlet had printed before"`
}

// Voice is somebody whom an outlet quotes.
type Voice struct {
	Name       string `json:"name"`
	Statements int    `json:"statements"`
}

func (o *OutletOut) tell(b *strings.Builder) {
	fmt.Fprintf(b, "%s: the newest %s; %s compared with those of others.\n", plain(o.Name),
		counted(o.Read, "statement"), counted(o.Compared, "wording"))
	for _, d := range outlet.Differences() {
		if n := o.Wordings[string(d)]; n > 0 {
			fmt.Fprintf(b, "  %d %s\n", n, d)
		}
	}
	for _, v := range o.Speakers {
		fmt.Fprintf(b, "%s of %s\n", counted(v.Statements, "statement"), plain(v.Name))
	}
	for i := range o.Altered {
		b.WriteString("[altered] ")
		o.Altered[i].tell(b)
	}
	for i := range o.Restated {
		b.WriteString("[restated] ")
		o.Restated[i].tell(b)
	}
}

func (t *tools) outlet(ctx context.Context, in OutletIn) (*OutletOut, error) {
	if err := ask.CheckAsOf(in.AsOf); err != nil {
		return nil, err
	}
	p, err := outlet.Of(ctx, t.l, in.Name, in.AsOf)
	if errors.Is(err, ask.ErrUnknown) {
		return nil, question(fmt.Sprintf("no article of an outlet %q is in this ledger", in.Name))
	}
	if err != nil {
		return nil, err
	}
	out := &OutletOut{Name: p.Name, Read: p.Read, Compared: p.Compared, Speakers: []Voice{}, Wordings: map[string]int{},
		Altered: t.quotes(p.Altered), Restated: t.quotes(p.Restated)}
	for _, v := range p.Speakers {
		out.Speakers = append(out.Speakers, Voice{v.Name, v.Statements})
	}
	for _, w := range p.Wordings {
		out.Wordings[string(w.Difference)] = w.Count
	}
	return out, nil
}

// quotes are the statements of wordings, as many as an answer holds.
func (t *tools) quotes(list []ledger.Wording) []Quote {
	out := []Quote{}
	for i := range list[:min(len(list), maxLimit)] {
		out = append(out, t.quote(&list[i].Statement))
	}
	return out
}
