// Package weights embeds the weight files that every reading runs on.
//
// Nothing comes in; out goes one encoder.Core, opened when it is first asked for
// and shared from then on. A file that is damaged or foreign is an error, which
// every later call repeats.
//
// The one idea: weights are part of the program, so a reading never looks for files.
package weights

import (
	_ "embed"
	"fmt"
	"sync"

	"readout/encoder"
	"readout/encoder/kernel"
)

//go:embed words.bin
var words []byte

//go:embed deep.bin
var deep []byte

// open is called once: the weights are packed for the processor then, and the memory for that is wanted once.
var open = sync.OnceValues(func() (*encoder.Core, error) {
	c, err := encoder.Open(words, deep, kernel.Best())
	if err != nil {
		return nil, fmt.Errorf("weights: opening those of the program: %w", err)
	}
	return c, nil
})

// Core is the encoder with the program's own weights, read-only and shared.
//
// Errors: the program was built with weight files that do not fit.
func Core() (*encoder.Core, error) { return open() }
