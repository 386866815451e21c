package desk

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/serve/auth"
	"readout/serve/intake"
	"readout/serve/page/frame"
	"readout/serve/page/reports"
)

// addPage is the form that takes an article, and what became of the last one.
type addPage struct {
	Token   string
	Fetches bool
	Reads   bool
	Form    url.Values
	Refused string // why the last one was not taken
}

// addedPage is what was taken in.
type addedPage struct {
	Taken  []intake.Taken
	People [][]ledger.Speaker // who speaks in each
}

const (
	// maxAdded bounds a paste or file, in bytes, and addInMemory what of a form is kept in
	// memory and not on the disk.
	maxAdded    = 8 << 20
	addInMemory = 10 << 20
)

func (p *Pages) addForm(w http.ResponseWriter, r *http.Request) error {
	if err := auth.Allow(r.Context(), auth.Write); err != nil {
		return err
	}
	q := r.URL.Query()
	return p.showAdd(w, r, url.Values{"url": {q.Get("url")}, "outlet": {q.Get("outlet")}}, "")
}

func (p *Pages) showAdd(w http.ResponseWriter, r *http.Request, form url.Values, refused string) error {
	v := p.View(r, "Add an article", "add")
	v.Main = addPage{Token: p.FormToken(w, r), Fetches: p.o.Intake.Fetches(), Reads: p.o.Intake.Reads(), Form: form,
		Refused: refused}
	w.Header().Set("Cache-Control", "no-store")
	status := http.StatusOK
	if refused != "" {
		status = http.StatusUnprocessableEntity
	}
	return p.Show(w, r, "add", v, status)
}

// add takes an article from the form: pasted, by its address, or as a file.
func (p *Pages) add(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseMultipartForm(addInMemory); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return frame.BadForm("it cannot be read, or is too large")
	}
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	get := func(key string) string { return strings.TrimSpace(form.Get(key)) }
	s := intake.Submission{Content: strings.ReplaceAll(get("text"), "\r\n", "\n"), URL: get("url"), Outlet: get("outlet"),
		Published: get("published")}
	if file, head, err := r.FormFile("file"); err == nil {
		defer file.Close()
		raw, err := io.ReadAll(io.LimitReader(file, maxAdded+1))
		if err != nil || len(raw) > maxAdded {
			return frame.BadForm("the file cannot be read, or is too large")
		}
		if len(raw) > 0 {
			s.Content = string(raw)
			if s.URL == "" && s.Outlet == "" {
				s.Outlet = strings.TrimSpace(head.Filename)
			}
		}
	}
	taken, err := p.o.Intake.Take(r.Context(), s)
	if why, ok := refusedBecause(err); ok {
		return p.showAdd(w, r, form, why)
	}
	if err != nil {
		return err
	}
	v := p.View(r, "Added", "add")
	main := addedPage{Taken: taken}
	for i := range taken {
		var who []ledger.Speaker
		for _, c := range reports.CountSpeakers(taken[i].Text.Statements) {
			who = append(who, c.Speaker)
		}
		main.People = append(main.People, who)
	}
	v.Main = &main
	w.Header().Set("Cache-Control", "no-store")
	return p.Show(w, r, "added", v, http.StatusOK)
}

// refusedBecause says in a sentence why an article was not taken, and whether that is
// what happened.
func refusedBecause(err error) (string, bool) {
	for _, is := range [...]error{intake.ErrNoReader, intake.ErrNoFetch, intake.ErrEmpty, intake.ErrAddress,
		intake.ErrRefused, intake.ErrFailed,
		intake.ErrNone, intake.ErrUnread, intake.ErrUnkept, intake.ErrErased} {
		if errors.Is(err, is) {
			return stream.Capital(fmt.Sprint(err)) + ".", true
		}
	}
	return "", false
}
