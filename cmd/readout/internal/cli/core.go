package cli

import (
	"os"
	"path/filepath"

	"readout/encoder"
	"readout/encoder/kernel"
)

// OpenCore opens the weight files words.bin and deep.bin of a directory, or returns nil for "".
func OpenCore(dir string) (*encoder.Core, error) {
	if dir == "" {
		return nil, nil
	}
	words, err := os.ReadFile(filepath.Join(dir, "words.bin"))
	if err != nil {
		return nil, err
	}
	body, err := os.ReadFile(filepath.Join(dir, "deep.bin"))
	if err != nil {
		return nil, err
	}
	return encoder.Open(words, body, kernel.Best())
}
