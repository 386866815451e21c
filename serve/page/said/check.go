package said

import (
	"errors"
	"fmt"
	"net/http"
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

// otherwiseShown bounds the wordings that a check shows beside each other.
const otherwiseShown = 6

// Otherwise are the wordings of the utterance that differ inside.
func (c *checkPage) Otherwise() []ledger.Wording {
	if c.Found.Reports == nil {
		return nil
	}
	list := c.Found.Reports.Otherwise()
	return list[:min(len(list), otherwiseShown)]
}

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
