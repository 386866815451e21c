package cards

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"readout/ledger/stream"
	"readout/serve/page/frame"
)

const (
	// liveEvery is how often it is looked for what is new while somebody listens.
	liveEvery = 700 * time.Millisecond
	// liveBeat keeps connections through proxies open.
	liveBeat = 25 * time.Second
	// liveMost bounds who listens at one time.
	liveMost = 500
	// liveCards bounds the ids of one message.
	liveCards = 60
)

// live tells of new cards as they come: server-sent events, each with the ids of the
// newest cards that the conditions in the address take.
func (p *Pages) live(w http.ResponseWriter, r *http.Request) error {
	if p.listening.Add(1) > liveMost {
		p.listening.Add(-1)
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many listen", http.StatusServiceUnavailable)
		return nil
	}
	defer p.listening.Add(-1)
	ctx := r.Context()
	pick, err := stream.NewFilter(ctx, p.Ledger, r.URL.Query())
	if err != nil {
		return frame.Asked(err)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	flush := http.NewResponseController(w)
	tick, beat := time.NewTicker(liveEvery), time.NewTicker(liveBeat)
	defer tick.Stop()
	defer beat.Stop()
	for was := ""; ; {
		if now := p.Cache.Revision(ctx); now != was {
			was = now
			kept, err := p.Kept(ctx, p.Today(ctx, ""), "", true)
			if err != nil {
				return nil // the answer has begun; the browser asks again
			}
			judged, err := p.Ledger.Judgements(ctx)
			if err != nil {
				return nil
			}
			ids := []string{}
			for i := range kept.Cards {
				j, ok := judged[kept.Cards[i].ID]
				if len(ids) < liveCards && pick.Takes(&kept.Cards[i]) && (!ok || j.Right) {
					ids = append(ids, kept.Cards[i].ID)
				}
			}
			data, err := json.Marshal(ids)
			if err != nil {
				return nil
			}
			fmt.Fprintf(w, "data: %s\n\n", data)
			if flush.Flush() != nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
			fmt.Fprint(w, ": \n\n")
			if flush.Flush() != nil {
				return nil
			}
		case <-tick.C:
		}
	}
}
