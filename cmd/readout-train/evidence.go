package main

import (
	"readout/article"
	"readout/attribution"
	"readout/doc"
	"readout/encoder"
	"readout/source"
	"readout/text"
)

// evidenceCommand is "readout-train evidence".
type evidenceCommand struct {
	weightFlags `embed:""`
	File        string `arg:"" optional:"" help:"JSON lines to read (standard input)."`
}

// Help returns the text of "readout-train evidence --help".
func (evidenceCommand) Help() string {
	return `Each line is an object with "id" and "text". The output has all attributions that the heads
propose, before any is dropped, with the features of their score;
python -m readout_train.calibrate fits the score to them. Offsets are bytes.`
}

// evidenceOf holds the attributions that the heads propose for one text.
type evidenceOf struct {
	ID       string     `json:"id"`
	Proposed []proposal `json:"proposed"`
}

// proposal is attribution.Evidence for the training project, in bytes.
type proposal struct {
	Cue, Source pair // the source may be empty
	Content     []pair
	Features    []float64
}

// Run writes one line for each line read.
func (c *evidenceCommand) Run() error {
	encode, heads, err := c.open()
	if err != nil {
		return err
	}
	return eachLine(c.File, "evidence of", func(x *input) (string, any, error) {
		a, err := source.Text([]byte(x.Text), source.Hint{})
		if err != nil {
			return x.ID, nil, err
		}
		e, err := evidence(a, encode, heads)
		return x.ID, evidenceOf{ID: x.ID, Proposed: e}, err
	})
}

func (c *evidenceCommand) open() (*encoder.Pass, *attribution.Pass, error) {
	core, err := c.core()
	if err != nil {
		return nil, nil, err
	}
	heads, err := attribution.New(core)
	return encoder.NewPass(core), heads, err
}

func evidence(a *article.Article, encode *encoder.Pass, heads *attribution.Pass) ([]proposal, error) {
	d := doc.New(a)
	for _, p := range []doc.Pass{text.New(), encode} {
		if err := p.Run(d); err != nil {
			return nil, err
		}
	}
	out := []proposal{}
	for _, e := range heads.Evidence(d) {
		p := proposal{Cue: pair(e.Cue), Source: pair(e.Source), Features: e.Features[:]}
		for _, sp := range e.Content {
			p.Content = append(p.Content, pair(sp))
		}
		out = append(out, p)
	}
	return out, nil
}
