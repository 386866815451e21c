package dossier

import (
	"errors"
	"slices"
	"sync"
)

// maxParts is how many parts of one question are looked up side by side: as many as a store has readers by default.
const maxParts = 4

// minPart is how many keys or reports are worth a part of their own.
const minPart = 32

// inParts splits a list into parts and does something with each, side by side; a panic in one is one here.
//
// Errors: those of the parts.
func inParts[T any](list []T, do func(part int, of []T) error) error {
	parts := slices.Collect(slices.Chunk(list, max(minPart, (len(list)+maxParts-1)/maxParts)))
	errs, panics := make([]error, len(parts)), make([]any, len(parts))
	var all sync.WaitGroup
	for i, of := range parts {
		all.Go(func() {
			defer func() { panics[i] = recover() }()
			errs[i] = do(i, of)
		})
	}
	all.Wait()
	for _, p := range panics {
		if p != nil {
			panic(p)
		}
	}
	return errors.Join(errs...)
}
