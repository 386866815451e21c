package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"readout/article"
	"readout/doc"
	"readout/entity/rules"
	"readout/model"
	"readout/score"
	"readout/syntax"
	"readout/text"
)

// outWeights opens a weight file of the output folder: models are trained on what
// the models before them will say when they are used.
func (c *trainCommand) outWeights(name string) (*model.File, error) {
	raw, err := os.ReadFile(filepath.Join(c.Out, name))
	if err != nil {
		return nil, err
	}
	return model.Open(raw)
}

// outPasses are the passes that run before package rules.
func (c *trainCommand) outPasses() ([]doc.Pass, error) {
	f, err := c.outWeights("syntax.bin")
	if err != nil {
		return nil, err
	}
	parser, err := syntax.New(f)
	if err != nil {
		return nil, err
	}
	return []doc.Pass{text.New(), parser}, nil
}

// outPeople are the models of package rules.
func (c *trainCommand) outPeople() (o rules.Options, err error) {
	names, err := c.outWeights("names.bin")
	if err != nil {
		return o, err
	}
	if o.Names, err = rules.OpenNames(names); err != nil {
		return o, err
	}
	coref, err := c.outWeights("coref.bin")
	if err != nil {
		return o, err
	}
	o.Coref, err = rules.OpenCoref(coref)
	return o, err
}

// silverEvery is which of PolNeAR's training articles teach names, one in so many: they are CoreNLP's, right nine times in ten, and too many of them
// would outweigh what people marked.
const silverEvery = 4

// marked is a text whose names are marked, and how it becomes an article.
type marked struct {
	score.GoldNames
	inSentences bool // a sentence of its own, without paragraphs
	partial     bool // see rules.NameExample
}

// trainNames trains the name finder on what people marked and on CoreNLP's names
// of news.
func (c *trainCommand) trainNames(data corpora, tell func(string, ...any)) ([]byte, error) {
	var all []marked
	for _, file := range []string{"names/ner-wikigold-train.conll.gz", "names/crossner-politics-train.txt.gz"} {
		golds, err := readCorpus(data, file, func(r io.Reader) ([]score.GoldNames, error) { return score.ReadColumns(r, file) })
		if err != nil {
			return nil, err
		}
		for _, g := range golds {
			all = append(all, marked{GoldNames: g, inSentences: true})
		}
	}
	chains, err := readCorpus(data, "ud/ud-gum-train.conllu.gz", func(r io.Reader) ([]score.GoldChains, error) { return score.ReadChains(r, "") })
	if err != nil {
		return nil, err
	}
	for i := range chains {
		all = append(all, marked{GoldNames: chains[i].Names(), partial: true})
	}
	silver, err := data.silverNames("train")
	if err != nil {
		return nil, err
	}
	for i := range silver {
		if i%silverEvery == 0 {
			all = append(all, marked{GoldNames: silver[i]})
		}
	}
	passes, err := c.outPasses()
	if err != nil {
		return nil, err
	}
	examples := make([]rules.NameExample, len(all))
	if err := each(len(all), func(i int) error {
		d, err := all[i].read(passes)
		if err != nil {
			return err
		}
		examples[i] = rules.NameExample{Doc: d, Partial: all[i].partial}
		for _, n := range all[i].Names {
			examples[i].Names = append(examples[i].Names, doc.Mention{Span: n.Span, Kind: n.Kind})
		}
		return nil
	}); err != nil {
		return nil, err
	}
	tell("%d texts with names", len(examples))
	return rules.TrainNames(examples, rules.TrainOptions{Seed: c.Seed}, func(epoch int, loss float64) { tell("names, epoch %d: loss %.0f", epoch, loss) })
}

func (m *marked) read(passes []doc.Pass) (*doc.Doc, error) {
	a := sentence(m.ID, m.Text)
	if !m.inSentences {
		var err error
		if a, err = plain(m.ID, m.Text, ""); err != nil {
			return nil, err
		}
	}
	return layers(a, passes)
}

// layers runs passes over an article.
func layers(a *article.Article, passes []doc.Pass) (*doc.Doc, error) {
	d := doc.New(a)
	for _, p := range passes {
		if err := p.Run(d); err != nil {
			return nil, fmt.Errorf("%s: pass %s: %w", a.ID, p.Name(), err)
		}
	}
	return d, nil
}

// trainCoref trains the coreference ranker on GUM's chains and on GAP's smaller set
// of pronouns; its larger one is for judging.
func (c *trainCommand) trainCoref(data corpora, tell func(string, ...any)) ([]byte, error) {
	f, err := c.outWeights("names.bin")
	if err != nil {
		return nil, err
	}
	names, err := rules.OpenNames(f)
	if err != nil {
		return nil, err
	}
	passes, err := c.outPasses()
	if err != nil {
		return nil, err
	}
	chains, err := readCorpus(data, "ud/ud-gum-train.conllu.gz", func(r io.Reader) ([]score.GoldChains, error) { return score.ReadChains(r, "") })
	if err != nil {
		return nil, err
	}
	rows, err := readCorpus(data, "coref/gap-validation.tsv.gz", score.ReadGAP)
	if err != nil {
		return nil, err
	}
	examples := make([]rules.ChainExample, len(chains)+len(rows))
	if err := each(len(examples), func(i int) error {
		var err error
		if i < len(chains) {
			examples[i], err = chainExample(&chains[i], passes)
		} else {
			examples[i], err = pronounExample(&rows[i-len(chains)], passes)
		}
		return err
	}); err != nil {
		return nil, err
	}
	tell("%d documents with chains, %d pronouns", len(chains), len(rows))
	return rules.TrainCoref(examples, names, rules.TrainOptions{Seed: c.Seed}, func(epoch int, loss float64) { tell("coref, epoch %d: loss %.0f", epoch, loss) })
}

func chainExample(g *score.GoldChains, passes []doc.Pass) (x rules.ChainExample, err error) {
	a, err := plain(g.ID, g.Text, "")
	if err != nil {
		return x, err
	}
	if x.Doc, err = layers(a, passes); err != nil {
		return x, err
	}
	at := map[int]int{}
	for _, m := range g.Mentions {
		k, ok := at[m.Chain]
		if !ok {
			k = len(x.Chains)
			at[m.Chain] = k
			x.Chains = append(x.Chains, nil)
		}
		x.Chains[k] = append(x.Chains[k], m.Span)
		if !m.Name.Empty() && m.Name != m.Span {
			x.Chains[k] = append(x.Chains[k], m.Name)
		}
	}
	return x, nil
}

func pronounExample(g *score.GAP, passes []doc.Pass) (x rules.ChainExample, err error) {
	if x.Doc, err = layers(sentence(g.ID, g.Text), passes); err != nil {
		return x, err
	}
	x.Pronoun, x.Chains = g.Pronoun, make([][]article.Span, 2)
	for _, name := range []struct {
		span article.Span
		is   bool
	}{{g.A, g.IsA}, {g.B, g.IsB}} {
		chain := 1
		if name.is {
			chain = 0
		}
		x.Chains[chain] = append(x.Chains[chain], name.span)
	}
	return x, nil
}

// each runs a job for every number below n, two at a time, and gives the first error.
func each(n int, job func(i int) error) error {
	const workers = 2
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n && errs[w] == nil; i += workers {
				errs[w] = job(i)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
