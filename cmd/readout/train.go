package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"readout/attribution"
	"readout/doc"
	"readout/entity/rules"
	"readout/score"
	"readout/syntax"
	"readout/text"
	"readout/timex"
)

// trainCommand is "readout train".
type trainCommand struct {
	What []string `arg:"" optional:"" enum:"tagger,parser,names,coref,attribution,all" default:"all" help:"What to train: ${enum}. Tagger and parser are one file and are trained together."`
	Data string   `required:"" placeholder:"DIR" help:"The folder of corpora, as docs/cards describe it."`
	Out  string   `default:"model/weights" placeholder:"DIR" help:"Where the weight files go (${default})."`
	Seed uint64   `default:"1" help:"The same seed and corpora give the same bytes."`
}

// Help is shown by "readout train --help".
func (trainCommand) Help() string {
	return `Trains on the train parts alone. Weights are embedded when the program is built, so build
it again afterwards. 'readout score' says how good they are.`
}

// Run trains in the order in which the models need each other.
func (c *trainCommand) Run(ctx context.Context, t terminal) error {
	data := corpora(c.Data)
	started := time.Now()
	tell := func(format string, args ...any) {
		fmt.Fprintf(t.err, "%6s  %s\n", time.Since(started).Round(time.Second), fmt.Sprintf(format, args...))
	}
	wants := func(names ...string) bool {
		return slices.ContainsFunc(c.What, func(w string) bool { return w == "all" || slices.Contains(names, w) })
	}
	if wants("tagger", "parser") {
		weights, err := trainSyntax(data, c.Seed, tell)
		if err != nil {
			return fmt.Errorf("training the tagger and parser: %w", err)
		}
		if err := c.write("syntax.bin", weights); err != nil {
			return err
		}
		tell("syntax.bin: %d bytes", len(weights))
	}
	for _, step := range []struct {
		name  string
		train func(corpora, func(string, ...any)) ([]byte, error)
	}{{"names", c.trainNames}, {"coref", c.trainCoref}, {"attribution", c.trainAttribution}} {
		if !wants(step.name) {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		weights, err := step.train(data, tell)
		if err != nil {
			return fmt.Errorf("training %s: %w", step.name, err)
		}
		if err := c.write(step.name+".bin", weights); err != nil {
			return err
		}
		tell("%s.bin: %d bytes", step.name, len(weights))
	}
	return nil
}

func (c *trainCommand) write(name string, weights []byte) error {
	path := filepath.Join(c.Out, name)
	if err := os.WriteFile(path+".new", weights, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func trainSyntax(data corpora, seed uint64, tell func(string, ...any)) ([]byte, error) {
	trees, err := data.trees("ud/ud-ewt-train.conllu.gz", "ud/ud-gum-train.conllu.gz")
	if err != nil {
		return nil, err
	}
	golds, err := data.polnear("train")
	if err != nil {
		return nil, err
	}
	var news []*doc.Doc
	for i := range golds {
		d, err := readLayers(&golds[i], text.New())
		if err != nil {
			return nil, err
		}
		news = append(news, d)
	}
	tell("%d trees, %d articles of plain text", len(trees), len(news))
	return syntax.Train(trees, syntax.TrainOptions{Seed: seed, News: news, Progress: func(part string, epoch int, note string) {
		tell("%s, epoch %d: %s", part, epoch, note)
	}})
}

// trainAttribution trains on articles read by the passes that will run before
// attribution when it is used: with the weights that lie in the output folder.
func (c *trainCommand) trainAttribution(data corpora, tell func(string, ...any)) ([]byte, error) {
	passes, err := c.outPasses()
	if err != nil {
		return nil, err
	}
	golds, err := data.polnear("train")
	if err != nil {
		return nil, err
	}
	people, err := c.outPeople()
	if err != nil {
		return nil, err
	}
	passes = append(passes, timex.New(), rules.New(people))
	examples := make([]attribution.Example, len(golds))
	for i := range golds {
		d, err := readLayers(&golds[i], passes...)
		if err != nil {
			return nil, err
		}
		examples[i].Doc = d
		for _, a := range golds[i].Attributions {
			examples[i].Gold = append(examples[i].Gold, attribution.Raw{Source: a.Source, Cue: a.Cue, Content: a.Content})
		}
	}
	tell("%d articles", len(examples))
	return attribution.Train(examples, attribution.TrainOptions{Seed: c.Seed, Workers: 2}, func(done float64, what string) {
		tell("%3.0f %%  %s", 100*done, what)
	})
}

// readLayers runs some passes over a corpus's article.
func readLayers(g *score.GoldArticle, passes ...doc.Pass) (*doc.Doc, error) {
	a, err := plain(g.ID, g.Text, g.Date)
	if err != nil {
		return nil, err
	}
	d := doc.New(a)
	for _, p := range passes {
		if err := p.Run(d); err != nil {
			return nil, fmt.Errorf("%s: pass %s: %w", g.ID, p.Name(), err)
		}
	}
	return d, nil
}
