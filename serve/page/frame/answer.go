package frame

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/serve/alert"
	"readout/serve/auth"
)

// NotFound takes an id that is none for one that names nothing.
func NotFound(err error) error {
	if strings.Contains(err.Error(), "is not the id of") {
		return fmt.Errorf("%w: %w", ask.ErrUnknown, err)
	}
	return err
}

// Refused takes what the ledger says against a change for the reader's to mend.
func Refused(err error) error { return fmt.Errorf("%w: %w", ErrBadForm, err) }

// The errors a page can end in, besides the ledger's.
var (
	ErrNoPage  = errors.New("there is no such page")
	ErrBadForm = errors.New("the form is not complete")
	errStale   = errors.New("the form has expired: go back, load the page again and repeat")
)

// Show renders a page. It is rendered whole before the first byte goes out, so that
// a page is never cut short, and carries an ETag.
func (p *Frame) Show(w http.ResponseWriter, r *http.Request, name string, v *View, status int) error {
	set, err := p.templates(p.Settings(r))
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	t := set[name]
	if t == nil {
		return fmt.Errorf("page: no template %q", name)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return fmt.Errorf("page: rendering %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if status != http.StatusOK {
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		w.Write(b.Bytes())
		return nil
	}
	answer(w, r, b.Bytes())
	return nil
}

// answer sends a body with its ETag, or 304 where the reader has it.
func answer(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := sha256.Sum256(body)
	w.Header().Set("ETag", `W/"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "private, no-cache")
	}
	w.Header().Add("Vary", "Cookie")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// retryAfter is when to ask again, in seconds: what took too long is computed further meanwhile.
const retryAfter = "10"

// Fail shows an error as a page.
func (p *Frame) Fail(w http.ResponseWriter, r *http.Request, err error) {
	err = Asked(err)
	status, text := http.StatusInternalServerError, "Something went wrong here. The server's log says what."
	switch {
	case errors.Is(err, ErrNoPage):
		status, text = http.StatusNotFound, "There is no such page."
	case errors.Is(err, ask.ErrUnknown):
		status, text = http.StatusNotFound, "The ledger holds nothing of that name or number. It may have been taken down, "+
			"or this may be another ledger than the one the link was made for."
	case errors.Is(err, auth.ErrUnknown), errors.Is(err, auth.ErrForbidden):
		status, text = auth.Status(err), err.Error()
	case errors.Is(err, ErrBadAsk):
		status, text = http.StatusBadRequest, badAsk(err)
	case errors.Is(err, ErrBadForm), errors.Is(err, errStale):
		status, text = http.StatusBadRequest, err.Error()
	case errors.Is(err, alert.ErrBusy):
		status = http.StatusServiceUnavailable
		text = "Another server on this ledger sends the alerts. Ask that one, or try again later."
	case errors.Is(err, context.DeadlineExceeded):
		status, text = http.StatusServiceUnavailable, "This took too long. Ask for less, or try again."
	case errors.Is(err, context.Canceled):
		return // nobody waits for it
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	if status >= 500 {
		p.o.Log.ErrorContext(r.Context(), "page", "path", r.URL.Path, "request", w.Header().Get("X-Request-Id"), "error", err)
	}
	v := p.View(r, http.StatusText(status), "")
	v.Main = struct {
		Status  int
		Text    string
		Request string
	}{status, text, w.Header().Get("X-Request-Id")}
	if err := p.Show(w, r, "error", v, status); err != nil {
		http.Error(w, text, status)
	}
}

// BadForm is ErrBadForm with what is wrong in it.
func BadForm(why string) error { return fmt.Errorf("%w: %s", ErrBadForm, why) }

// ErrBadAsk is wrapped around what the ledger says of a question it cannot read.
var ErrBadAsk = errors.New("this question cannot be read")

// badAsk tells a reader what is wrong with a question.
func badAsk(err error) string {
	var fault *ledger.Fault
	if errors.As(err, &fault) {
		return stream.Capital(fault.Plain()) + "."
	}
	return err.Error()
}

// Asked takes what the ledger says of a question for the reader's to mend, unless
// it is the store's or the clock's.
func Asked(err error) error {
	var fault *ledger.Fault
	switch {
	case errors.As(err, &fault):
		return fmt.Errorf("%w: %w", ErrBadAsk, fault)
	case errors.Is(err, ledger.ErrCursor):
		return fmt.Errorf("%w: %w", ErrBadAsk, err)
	}
	return err
}
