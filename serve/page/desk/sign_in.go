package desk

import (
	"net/http"
	"strings"

	"readout/serve/auth"
	"readout/serve/page/frame"
)

// signInPage asks for a token.
type signInPage struct {
	Token, To string
	Wrong     bool
	Who       auth.Principal
}

func (p *Pages) signInForm(w http.ResponseWriter, r *http.Request) error {
	return p.showSignIn(w, r, frame.LocalPath(r.URL.Query().Get("to")), false)
}

func (p *Pages) showSignIn(w http.ResponseWriter, r *http.Request, to string, wrong bool) error {
	v := p.View(r, "Sign in", "")
	v.Main = signInPage{Token: p.FormToken(w, r), To: to, Wrong: wrong, Who: v.Who}
	w.Header().Set("Cache-Control", "no-store")
	status := http.StatusOK
	if wrong {
		status = http.StatusUnauthorized
	}
	return p.Show(w, r, "sign-in", v, status)
}

func (p *Pages) signIn(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	to := frame.LocalPath(form.Get("to"))
	token := strings.TrimSpace(form.Get("key"))
	if p.o.Keys == nil {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
	if _, ok := p.o.Keys.Lookup(token); !ok {
		return p.showSignIn(w, r, to, true)
	}
	http.SetCookie(w, &http.Cookie{Name: p.o.Cookie, Value: token, Path: "/", HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil || p.o.Secure,
		MaxAge: 30 * 24 * 3600})
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (p *Pages) signOut(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.Form(r); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: p.o.Cookie, Path: "/", MaxAge: -1, HttpOnly: true,
		SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}
