package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"readout/store"
)

// Save is the kind of a decision that saves a search for everybody. It changes nothing that
// the ledger says, and can be undone like any other decision.
const Save = "save"

// SavedSearch is a saved search. Query is the query string of its address.
type SavedSearch struct {
	ID    int64  `json:"id"` // of the decision
	Name  string `json:"name"`
	Query string `json:"query"`
	Who   string `json:"who"`
	At    string `json:"at"`
}

type savedData struct {
	Query string `json:"query"`
}

// maxSaved bounds the length of a saved search's name and query.
const maxSaved = 2000

// SaveSearch saves a search under a name.
//
// Errors: the name or the query is missing or too long.
func (tr *Trail) SaveSearch(ctx context.Context, who, name, query string) (int64, error) {
	if name == "" || query == "" || len(name) > maxSaved || len(query) > maxSaved {
		return 0, errors.New("ledger: saving a search: it needs a name and a query of ordinary length")
	}
	d, err := tr.Draft(Save, who, name, Data{})
	if err != nil {
		return 0, err
	}
	data, err := json.Marshal(savedData{Query: query})
	if err != nil {
		return 0, fmt.Errorf("ledger: saving a search: %w", err)
	}
	d.Data, d.Beside = string(data), true
	return tr.Decide(ctx, d)
}

// SavedSearches lists the saved searches that were not undone, newest first.
func (tr *Trail) SavedSearches(ctx context.Context) ([]SavedSearch, error) {
	all, err := tr.Audit(ctx)
	if err != nil {
		return nil, err
	}
	undone := Undone(all)
	out := []SavedSearch{}
	for _, d := range slices.Backward(all) {
		var data savedData
		if d.Kind != Save || undone[d.ID] > 0 || json.Unmarshal([]byte(d.Data), &data) != nil {
			continue
		}
		out = append(out, SavedSearch{ID: d.ID, Name: d.Why, Query: data.Query, Who: d.Who, At: d.At})
	}
	return out, nil
}

// Undone maps each decision that was undone to the one that undid it.
func Undone(all []store.Decision) map[int64]int64 {
	out := map[int64]int64{}
	for _, d := range all {
		if d.Undoes > 0 {
			out[d.Undoes] = d.ID
		}
	}
	return out
}
