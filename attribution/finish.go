package attribution

import (
	"cmp"
	"slices"

	"readout/article"
	"readout/doc"
)

// finish makes full statements of decided attributions, whoever decided them, and
// puts them into d.Statements in text order. Raws without a content or a cue, and
// spans outside the text, are left out.
func (p *Pass) finish(d *doc.Doc, raws []Raw) {
	slices.SortStableFunc(raws, func(a, b Raw) int { return cmp.Compare(start(a), start(b)) })
	d.Statements = make([]doc.Statement, 0, len(raws))
	for _, raw := range raws {
		if len(raw.Cue) == 0 || len(raw.Content) == 0 || !inText(d, raw) {
			continue
		}
		d.Statements = append(d.Statements, doc.Statement{
			Kind: kindOf(d, raw.Content), Source: raw.Source, Cue: raw.Cue, Content: raw.Content, NestedIn: -1, By: raw.By, Score: raw.Score,
		})
	}
}

// start is the first byte of an attribution.
func start(raw Raw) int {
	first := raw.Cue[0].Start
	for _, spans := range [...][]article.Span{raw.Source, raw.Content} {
		if len(spans) > 0 {
			first = min(first, spans[0].Start)
		}
	}
	return first
}

func inText(d *doc.Doc, raw Raw) bool {
	for _, spans := range [...][]article.Span{raw.Source, raw.Cue, raw.Content} {
		for _, sp := range spans {
			if sp.Start < 0 || sp.End > len(d.Text) || sp.Empty() {
				return false
			}
		}
	}
	return true
}

// kindOf decides direct, indirect or mixed by quotation marks alone: by how many of
// the content's words stand inside them.
func kindOf(d *doc.Doc, content []article.Span) doc.StatementKind {
	inside, outside := 0, 0
	for _, sp := range content {
		first, end := d.TokensIn(sp)
		for i := first; i < end; i++ {
			switch {
			case d.Tokens[i].Kind == doc.PunctToken:
			case d.Tokens[i].Quote >= 0:
				inside++
			default:
				outside++
			}
		}
	}
	switch {
	case inside == 0:
		return doc.Indirect
	case outside == 0:
		return doc.Direct
	}
	return doc.Mixed
}
