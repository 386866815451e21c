package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"readout/store"
)

// Judge is the kind of a decision that says whether a card of the stream is right. It changes
// nothing that an article says, and can be undone like any other decision.
const Judge = "judge"

// Judgement is somebody's verdict on one card of the stream.
type Judgement struct {
	ID    int64  `json:"id"` // of the decision
	Card  string `json:"card"`
	Title string `json:"title"`
	Right bool   `json:"right"`
	Who   string `json:"who"`
	At    string `json:"at"`
}

type judgedData struct {
	Card  string `json:"card"`
	Right bool   `json:"right"`
}

// JudgeCard records whether somebody found a card right or wrong. title is the card's title,
// for the audit.
//
// Errors: the card or the title is missing or too long.
func (tr *Trail) JudgeCard(ctx context.Context, who, card, title string, right bool) (int64, error) {
	if card == "" || title == "" || len(card) > maxSaved || len(title) > maxSaved {
		return 0, errors.New("ledger: judging a card: it needs a card and its title, of ordinary length")
	}
	d, err := tr.Draft(Judge, who, title, Data{})
	if err != nil {
		return 0, err
	}
	data, err := json.Marshal(judgedData{card, right})
	if err != nil {
		return 0, fmt.Errorf("ledger: judging a card: %w", err)
	}
	d.Data, d.Beside = string(data), true
	return tr.Decide(ctx, d)
}

// Judgements returns the latest verdict on each card, without those that were undone.
func (tr *Trail) Judgements(ctx context.Context) (map[string]Judgement, error) {
	all, err := tr.Audit(ctx)
	if err != nil {
		return nil, err
	}
	undone := Undone(all)
	out := map[string]Judgement{}
	for _, d := range all {
		if j, ok := JudgementOf(d); ok && undone[d.ID] == 0 {
			out[j.Card] = j
		}
	}
	return out, nil
}

// JudgementOf reads a decision of kind Judge.
func JudgementOf(d store.Decision) (Judgement, bool) {
	var data judgedData
	if d.Kind != Judge || json.Unmarshal([]byte(d.Data), &data) != nil {
		return Judgement{}, false
	}
	return Judgement{ID: d.ID, Card: data.Card, Title: d.Why, Right: data.Right, Who: d.Who, At: d.At}, true
}
