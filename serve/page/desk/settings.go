package desk

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"readout/serve/page/frame"
)

// zonesOffered are offered by name; any other of the database may be written.
var zonesOffered = [...]string{"UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Kyiv", "Europe/Moscow",
	"America/New_York", "America/Chicago",
	"America/Los_Angeles", "America/Sao_Paulo", "Africa/Lagos", "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata",
	"Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney"}

// settingsPage is the form of settings.
type settingsPage struct {
	Token, Zone, Lang string
	Size              int
	Zones             []string
	Forms             []frame.DateForm
	Sizes             []int
	Saved             bool
}

func (p *Pages) settingsForm(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "Settings", "settings")
	s := p.Settings(r)
	v.Main = settingsPage{Token: p.FormToken(w, r), Zone: s.Zone, Lang: s.Lang, Size: s.Size, Zones: zonesOffered[:],
		Forms: frame.DateForms[:],
		Sizes: []int{10, 20, 40, 100}, Saved: r.URL.Query().Has("saved")}
	w.Header().Set("Cache-Control", "no-store")
	return p.Show(w, r, "settings", v, http.StatusOK)
}

func (p *Pages) saveSettings(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Form(r)
	if err != nil {
		return err
	}
	q := url.Values{}
	for _, key := range [...]string{"zone", "lang", "size"} {
		q.Set(key, strings.TrimSpace(form.Get(key)))
	}
	if zone := q.Get("zone"); zone == "Local" || len(zone) > 60 {
		return frame.BadForm("there is no time zone " + frame.Clip(60, zone))
	} else if _, err := time.LoadLocation(zone); err != nil {
		return frame.BadForm("there is no time zone " + zone)
	}
	p.SetCookie(w, r, frame.SettingsCookie, q.Encode(), 365*24*time.Hour)
	http.Redirect(w, r, "/settings?saved=1", http.StatusSeeOther)
	return nil
}
