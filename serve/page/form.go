package page

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

	"readout/serve/auth"
)

// Forms carry a token that only a page of this server could have got: the time and
// an HMAC over it and a cookie of the browser's own. The server in front of pages
// refuses other sites' requests by their headers already; this holds for browsers
// that send none.
const (
	formCookie = "readout_form"
	formLasts  = 12 * time.Hour
)

func (p *pages) formToken(w http.ResponseWriter, r *http.Request) string {
	id := ""
	if c, err := r.Cookie(formCookie); err == nil && len(c.Value) == 26 {
		id = c.Value
	} else {
		id = rand.Text()
		http.SetCookie(w, &http.Cookie{Name: formCookie, Value: id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
	}
	// Of ten minutes, so that a page with a form stays the same page for as long.
	at := strconv.FormatInt(p.o.Now().Truncate(10*time.Minute).Unix(), 36)
	return at + "." + p.sign(at, id)
}

func (p *pages) sign(at, id string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(at + "|" + id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// form reads a form that was sent, if it carries its token.
//
// Errors: errStale; the form cannot be read.
func (p *pages) form(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("%w: %w", errBadForm, err)
	}
	at, mac, ok := strings.Cut(r.PostForm.Get("token"), ".")
	c, err := r.Cookie(formCookie)
	if !ok || err != nil || !hmac.Equal([]byte(mac), []byte(p.sign(at, c.Value))) {
		return nil, errStale
	}
	made, err := strconv.ParseInt(at, 36, 64)
	if age := p.o.Now().Sub(time.Unix(made, 0)); err != nil || age > formLasts || age < -time.Minute {
		return nil, errStale
	}
	return r.PostForm, nil
}

// signInPage asks for a token.
type signInPage struct {
	Token, To string
	Wrong     bool
	Who       auth.Principal
}

func (p *pages) signInForm(w http.ResponseWriter, r *http.Request) error {
	return p.showSignIn(w, r, localPath(r.URL.Query().Get("to")), false)
}

func (p *pages) showSignIn(w http.ResponseWriter, r *http.Request, to string, wrong bool) error {
	v := p.view(r, "Sign in", "")
	v.Main = signInPage{Token: p.formToken(w, r), To: to, Wrong: wrong, Who: v.Who}
	w.Header().Set("Cache-Control", "no-store")
	status := http.StatusOK
	if wrong {
		status = http.StatusUnauthorized
	}
	return p.show(w, r, "sign-in", v, status)
}

// localPath keeps a redirect on this server.
func localPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

func (p *pages) signIn(w http.ResponseWriter, r *http.Request) error {
	form, err := p.form(r)
	if err != nil {
		return err
	}
	to := localPath(form.Get("to"))
	token := strings.TrimSpace(form.Get("key"))
	if p.o.Keys == nil {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
	if _, ok := p.o.Keys.Lookup(token); !ok {
		return p.showSignIn(w, r, to, true)
	}
	http.SetCookie(w, &http.Cookie{Name: p.o.Cookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil || p.o.Secure,
		MaxAge: 30 * 24 * 3600})
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (p *pages) signOut(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.form(r); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: p.o.Cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}
