package collect

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"readout/source/fetch"
)

// stateFile stores the state of a watch as JSON. Each save replaces the file.
type stateFile string

// Load reads the state; a missing file is an empty state.
func (f stateFile) Load() (*fetch.State, error) {
	raw, err := os.ReadFile(string(f))
	if errors.Is(err, os.ErrNotExist) {
		return &fetch.State{}, nil
	}
	if err != nil {
		return nil, err
	}
	var s fetch.State
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", string(f), err)
	}
	return &s, nil
}

// Save writes the state atomically.
func (f stateFile) Save(s *fetch.State) error {
	raw, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(string(f)+".new", raw, 0o644); err != nil {
		return err
	}
	return os.Rename(string(f)+".new", string(f))
}
