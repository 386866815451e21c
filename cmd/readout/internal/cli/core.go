package cli

import (
	"os"
	"path/filepath"

	"readout/encoder"
	"readout/encoder/kernel"
)

// OpenCore opens the weight files of a folder, words.bin and deep.bin; nil where no folder is named.
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
