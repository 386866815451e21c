package said

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/quote"
	"readout/serve/page/frame"
)

// checkPage is a quotation and what the ledger knows of it.
type checkPage struct {
	Words, By string
	Found     *ledger.Quotation
}

// Otherwise are the reports of the utterance whose words inside it are others than the
// fullest wording's, and that one first: where nobody altered anything, none.
func (c *checkPage) Otherwise() []ledger.Wording {
	u := c.Found.Reports
	if u == nil {
		return nil
	}
	var out []ledger.Wording
	for _, m := range u.Members {
		if m.Statement.ID == u.Reference.ID {
			out = slices.Insert(out, 0, m)
		} else if m.Difference == ledger.Altered {
			out = append(out, m)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out[:min(len(out), otherwiseShown)]
}

// otherwiseShown bounds the wordings that a check shows beside each other.
const otherwiseShown = 6

// check answers whether somebody said something in these words.
func (p *Pages) check(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Check a quotation", "check")
	main := checkPage{Words: strings.TrimSpace(r.URL.Query().Get("words")), By: strings.TrimSpace(r.URL.Query().Get("by"))}
	if main.Words != "" {
		q, err := p.Ledger.CheckQuotation(r.Context(), ledger.Claim{Words: main.Words, By: main.By, AsOf: v.AsOf, Limit: 8})
		if errors.Is(err, quote.ErrNoWords) {
			return fmt.Errorf("%w: %w", frame.ErrBadAsk, err)
		}
		if err != nil {
			return err
		}
		main.Found = &q
	}
	v.Main = &main
	return p.Show(w, r, "check", v, http.StatusOK)
}
