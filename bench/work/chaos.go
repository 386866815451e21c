package main

func (c *chaos) run() error { return nil }

type chaos struct {
	dir, program, postgres string
	shard, workers         int
	seed                   uint64
}
