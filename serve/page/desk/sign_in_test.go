package desk_test

import (
	"net/url"
	"path/filepath"
	"testing"

	"readout/serve/auth"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestSignIn: a token that is known is kept in a cookie, another is not.
func TestSignIn(t *testing.T) {
	keys, err := auth.OpenKeyring(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	token, err := keys.Add("Ann", auth.Write, pagetest.Noon)
	if err != nil {
		t.Fatal(err)
	}
	s := pagetest.New(t, page.Options{Keys: keys, Cookie: "key"})
	s.Who = auth.Principal{}
	s.Holds(t, "/sign-in?to=/people", `value="/people"`)
	if status, _, body := s.Post(t, "/sign-in", "/sign-in", url.Values{"key": {"made up"}}); status != 401 ||
		s.Cookie("key") != "" {
		t.Errorf("a token that nobody has answers %d: %s", status, body)
	}
	for to, want := range map[string]string{"/people?q=a": "/people?q=a", "https://evil.example/": "/",
		"//evil.example": "/"} {
		status, leads, _ := s.Post(t, "/sign-in", "/sign-in", url.Values{"key": {" " + token + "\n"}, "to": {to}})
		if status != 303 || leads != want || s.Cookie("key") != token {
			t.Errorf("signing in answers %d, leads to %s, keeps %q", status, leads, s.Cookie("key"))
		}
	}
	s.Who = auth.Principal{Name: "Ann", Scope: auth.Write}
	s.Holds(t, "/sign-in", "Signed in as Ann")
	if status, leads, _ := s.Post(t, "/sign-in", "/sign-out", url.Values{}); status != 303 || leads != "/sign-in" ||
		s.Cookie("key") != "" {
		t.Errorf("signing out answers %d, leads to %s, keeps %q", status, leads, s.Cookie("key"))
	}
	if status, _, _ := s.Post(t, "/sign-in", "/sign-out", url.Values{"token": {"made.up"}}); status != 400 {
		t.Errorf("signing out by a form of another site answers %d", status)
	}
}
