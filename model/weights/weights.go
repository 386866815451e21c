// Package weights embeds the program's weight files.
//
// There is no input; the output is one encoder.Core for each of two networks, opened on the first
// call and shared from then on. If a file is damaged or foreign, every call returns the same error.
//
// The one idea: weights are part of the program, so reading an article never looks for files.
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

//go:embed fast.bin
var fast []byte

// Each runs once, because it packs the weights for the processor, and that memory should exist
// only once.
var openDeep, openFast = opened(nil), opened(fast)

func opened(layers []byte) func() (*encoder.Core, error) {
	return sync.OnceValues(func() (*encoder.Core, error) {
		c, err := encoder.Open(words, deep, layers, kernel.Best())
		if err != nil {
			return nil, fmt.Errorf("weights: opening the embedded weights: %w", err)
		}
		return c, nil
	})
}

// Deep returns the encoder with the embedded weights, read-only and shared.
//
// Errors: the embedded weight files do not match each other or the program.
func Deep() (*encoder.Core, error) { return openDeep() }

// Fast is Deep with fewer and narrower layers, which stand in for those of Deep.
func Fast() (*encoder.Core, error) { return openFast() }
