package frame

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"readout/serve/auth"
)

// nameCookie remembers what name somebody gave on a machine where nobody signs in.
const nameCookie = "readout_name"

// Who is whose name goes into the audit: the token's, or the name given where
// nobody signs in.
func (p *Frame) Who(w http.ResponseWriter, r *http.Request, form url.Values) string {
	who := auth.From(r.Context())
	if !who.Open {
		return who.Name
	}
	name := strings.TrimSpace(form.Get("who"))
	if !form.Has("who") { // a form that does not ask: as whoever gave a name before, or as the machine's user
		name, _ = p.Writer(r, &View{Who: who})
		return name
	}
	p.SetCookie(w, r, nameCookie, url.QueryEscape(Clip(100, name)), 365*24*time.Hour)
	return name
}

// Writer is whose name a form goes under, and whether it asks for one: where nobody signs
// in it does, and knows the name given before.
func (p *Frame) Writer(r *http.Request, v *View) (name string, asks bool) {
	if c, err := r.Cookie(nameCookie); err == nil && v.Who.Open {
		if name, err := url.QueryUnescape(c.Value); err == nil && name != "" {
			return name, true
		}
	}
	return v.Who.Name, v.Who.Open
}

// Forms carry a token that only a page of this server could have got: the time and
// an HMAC over it and a cookie of the browser's own. The server in front of pages
// refuses other sites' requests by their headers already; this holds for browsers
// that send none.
const (
	formCookie = "readout_form"
	formLasts  = 12 * time.Hour
)

// FormToken is the token for a form on a page that is about to be shown.
func (p *Frame) FormToken(w http.ResponseWriter, r *http.Request) string {
	id := ""
	if c, err := r.Cookie(formCookie); err == nil && len(c.Value) == 26 {
		id = c.Value
	} else {
		id = rand.Text()
		http.SetCookie(w, &http.Cookie{Name: formCookie, Value: id, Path: "/", HttpOnly: true,
			SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
	}
	// Of ten minutes, so that a page with a form stays the same page for as long.
	at := strconv.FormatInt(p.Now().Truncate(10*time.Minute).Unix(), 36)
	return at + "." + p.sign(at, id)
}

func (p *Frame) sign(at, id string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(at + "|" + id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// Form reads a form that was sent, if it carries its token.
//
// Errors: errStale; the form cannot be read.
func (p *Frame) Form(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadForm, err)
	}
	at, mac, ok := strings.Cut(r.PostForm.Get("token"), ".")
	c, err := r.Cookie(formCookie)
	if !ok || err != nil || !hmac.Equal([]byte(mac), []byte(p.sign(at, c.Value))) {
		return nil, errStale
	}
	made, err := strconv.ParseInt(at, 36, 64)
	if age := p.Now().Sub(time.Unix(made, 0)); err != nil || age > formLasts || age < -time.Minute {
		return nil, errStale
	}
	return r.PostForm, nil
}

// LocalPath keeps a redirect on this server.
func LocalPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

// SetCookie keeps something in a reader's browser: for this server only, and over HTTPS
// only where it is served so.
func (p *Frame) SetCookie(w http.ResponseWriter, r *http.Request, name, value string, lasts time.Duration) {
	if !httpguts.ValidHeaderFieldValue(value) {
		return
	}
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: r.TLS != nil || p.o.Secure,
		MaxAge: int(lasts / time.Second)})
}
