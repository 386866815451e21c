package workers

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/store"
	"readout/work"
)

// payload is the body of a notification about new versions.
type payload struct {
	Versions []payloadVersion `json:"versions"`
}

type payloadVersion struct {
	ID         string `json:"id"`
	Outlet     string `json:"outlet"`
	URL        string `json:"url"`
	Headline   string `json:"headline"`
	Published  string `json:"published"`
	Notice     string `json:"notice,omitempty"`
	Statements int    `json:"statements"`
}

// relate returns one notification about new versions per address.
func relate(ctx context.Context, l *ledger.Ledger, to []string, ids []store.VersionID) ([]work.Notice, error) {
	vs, err := l.Store().Versions(ctx, store.VersionFilter{IDs: ids})
	if err != nil {
		return nil, err
	}
	var all payload
	for _, v := range vs {
		all.Versions = append(all.Versions, payloadVersion{ID: fmt.Sprintf("v%d", v.ID), Outlet: v.Key.Outlet,
			URL: v.Key.Ident, Headline: v.Headline, Published: v.Since, Notice: v.Notice, Statements: v.Count})
	}
	body, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	var out []work.Notice
	for _, address := range to {
		out = append(out, work.Notice{To: address, ID: hex.EncodeToString(sum[:16]), Body: body})
	}
	return out, nil
}

// post sends a notification. Receivers detect repetitions by X-Readout-Id.
func post(ctx context.Context, n work.Notice, key []byte) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.To, bytes.NewReader(n.Body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Readout-Id", n.ID)
	if len(key) > 0 {
		mac := hmac.New(sha256.New, key)
		mac.Write(n.Body)
		req.Header.Set("X-Readout-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !slices.Contains([]int{200, 201, 202, 204}, resp.StatusCode) {
		return fmt.Errorf("%s answered %s", strings.TrimSpace(n.To), resp.Status)
	}
	return nil
}
