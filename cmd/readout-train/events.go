package main

import (
	"context"

	"readout"
	"readout/event"
	"readout/source"
)

// eventsCommand is "readout-train events".
type eventsCommand struct {
	weightFlags `embed:""`
	File        string `arg:"" optional:"" help:"JSON lines to read (standard input)."`
}

// Help returns the text of "readout-train events --help".
func (eventsCommand) Help() string {
	return `Each line is an object with "id", "text" and, where it is known, "published" (YYYY-MM-DD).
The output has the events that the heads propose, with the evidence of their scores;
python -m readout_train.eventscore fits the scores to it. Offsets are bytes.`
}

// dated is a text with its day of publication.
type dated struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Published string `json:"published"`
}

// eventsOf holds the events that the heads propose for one text.
type eventsOf struct {
	ID     string           `json:"id"`
	Events []event.Evidence `json:"events"`
}

// Run writes one line for each line read.
func (c *eventsCommand) Run() error {
	core, err := c.core()
	if err != nil {
		return err
	}
	reader, err := readout.New(readout.Options{Core: core})
	if err != nil {
		return err
	}
	events, err := event.New(core)
	if err != nil {
		return err
	}
	return eachLine(c.File, "events of", func(x *dated) (string, any, error) {
		e, err := proposedEvents(x, reader, events)
		return x.ID, e, err
	})
}

func proposedEvents(x *dated, reader *readout.Reader, events *event.Pass) (*eventsOf, error) {
	a, err := source.Text([]byte(x.Text), source.Hint{Published: x.Published})
	if err != nil {
		return nil, err
	}
	d, err := reader.ReadDoc(context.Background(), a)
	if err != nil {
		return nil, err
	}
	return &eventsOf{x.ID, append([]event.Evidence{}, events.Evidence(d)...)}, nil
}
