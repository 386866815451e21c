package syntax

import (
	"fmt"
	"sync"

	"readout/doc"
	"readout/model"
)

// Weight files of another kind or version are refused: version changes with the
// features.
const (
	weightsKind    = "syntax"
	weightsVersion = 2
)

// Pass tags, lemmatises and parses with learned models.
type Pass struct {
	lex    *lexicon
	kin    *clusters
	lemmas *lemmatiser
	tagger *tagger
	parser *parser
	free   sync.Pool // of *state
}

// New makes a Pass from a weight file, as Train writes it.
//
// Errors: model.ErrForeign if the weights are damaged or not of this version.
func New(f *model.File) (*Pass, error) {
	if err := f.Require(weightsKind, weightsVersion); err != nil {
		return nil, fmt.Errorf("syntax: loading weights: %w", err)
	}
	t, err := newTagger(f)
	if err != nil {
		return nil, fmt.Errorf("syntax: loading the tagger: %w", err)
	}
	p, err := newParser(f)
	if err != nil {
		return nil, fmt.Errorf("syntax: loading the parser: %w", err)
	}
	kin, err := newClusters(f)
	if err != nil {
		return nil, fmt.Errorf("syntax: loading word clusters: %w", err)
	}
	lex := parseLexicon(lexiconText)
	return &Pass{lex: lex, kin: kin, lemmas: newLemmatiser(lex), tagger: t, parser: p,
		free: sync.Pool{New: func() any { return new(state) }}}, nil
}

// Name is "syntax".
func (p *Pass) Name() string { return "syntax" }

// Needs is the Tokens layer.
func (p *Pass) Needs() doc.Layer { return doc.Tokens }

// Gives is the Tags and Trees layers.
func (p *Pass) Gives() doc.Layer { return doc.Tags | doc.Trees }

// Run tags and parses every sentence. It never fails.
func (p *Pass) Run(d *doc.Doc) error {
	d.Words = make([]doc.Word, len(d.Tokens))
	st := p.free.Get().(*state)
	defer func() {
		if cap(st.words) <= longSentence {
			p.free.Put(st)
		}
	}()
	st.tags = p.tagger.tags
	for _, s := range d.Sentences {
		if s.FirstToken < s.EndToken {
			p.sentence(d, s, st)
		}
	}
	return nil
}

// longSentence is the number of words beyond which a sentence's memory is given back
// rather than kept for the next: a table read as one sentence, not prose.
const longSentence = 1 << 14

func (p *Pass) sentence(d *doc.Doc, s doc.Sentence, st *state) {
	n := s.EndToken - s.FirstToken
	st.reset(n)
	readWords(st.words[1:n+1], p.lex, p.kin, d, s)
	p.tagger.run(st.words[1:n+1], st.pos[1:n+1])
	p.parser.run(st)
	p.parser.name(st)
	for i := 1; i <= n; i++ {
		at := s.FirstToken + i - 1
		t := p.tagger.tags[st.pos[i]]
		w := doc.Word{UPOS: t.upos, XPOS: t.xpos, Lemma: p.lemmas.lemma(d.Form(at), d.LowerForm(at), t), Head: -1, Rel: doc.Root}
		if h := st.head[i]; h != 0 {
			w.Head, w.Rel = int32(s.FirstToken)+h-1, p.parser.rels[st.label[i]]
		}
		d.Words[at] = w
	}
}
