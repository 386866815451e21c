package page

import (
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"

	"readout/ledger/stream"
)

// settings are how a reader wants pages. They stand in a cookie: nobody's are kept.
type settings struct {
	zone string // of clock times, a name of the IANA database
	lang string // of dates
	size int    // cards and statements of a page
}

const (
	settingsCookie = "readout_settings"
	defaultSize    = 40
	maxSize        = 100
)

// dateForm is how a language writes days. Months are the names in dates; "" in long
// stands for the month.
type dateForm struct {
	Code, Name string
	day, month string // with %d, %m and %y
	months     string
}

var dateForms = [...]dateForm{
	{"en", "English: 7 March 2024", "%d %m %y", "%m %y", "January February March April May June July August September October November December"},
	{"en-US", "English (US): March 7, 2024", "%m %d, %y", "%m %y", "January February March April May June July August September October November December"},
	{"de", "Deutsch: 7. März 2024", "%d. %m %y", "%m %y", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"},
	{"fr", "Français : 7 mars 2024", "%d %m %y", "%m %y", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	{"es", "Español: 7 de marzo de 2024", "%d de %m de %y", "%m de %y", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	{"pl", "Polski: 7 marca 2024", "%d %m %y", "%m %y", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"},
	{"iso", "ISO 8601: 2024-03-07", "", "", ""},
}

// zonesOffered are offered by name; any other of the database may be written.
var zonesOffered = [...]string{"UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Kyiv", "Europe/Moscow", "America/New_York", "America/Chicago",
	"America/Los_Angeles", "America/Sao_Paulo", "Africa/Lagos", "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney"}

// settings reads a reader's cookie; what it does not say, or says wrongly, is as
// pages are without it.
func (p *pages) settings(r *http.Request) settings {
	out := settings{zone: "UTC", lang: "en", size: defaultSize}
	c, err := r.Cookie(settingsCookie)
	if err != nil {
		return out
	}
	q, err := url.ParseQuery(c.Value)
	if err != nil {
		return out
	}
	if zone := q.Get("zone"); zone != "" && len(zone) < 60 && zone != "Local" {
		if _, err := time.LoadLocation(zone); err == nil {
			out.zone = zone
		}
	}
	for _, f := range dateForms {
		if f.Code == q.Get("lang") {
			out.lang = f.Code
		}
	}
	if n, err := strconv.Atoi(q.Get("size")); err == nil && n >= 10 && n <= maxSize {
		out.size = n
	}
	return out
}

func (s settings) form() dateForm {
	for _, f := range dateForms {
		if f.Code == s.lang {
			return f
		}
	}
	return dateForms[0]
}

// functions are the functions of templates, with dates and times as a reader wants them.
func (s settings) functions() template.FuncMap {
	out := template.FuncMap{}
	for name, f := range functions {
		out[name] = f
	}
	zone, err := time.LoadLocation(s.zone)
	if err != nil {
		zone = time.UTC
	}
	form := s.form()
	out["date"] = func(v string) string { return form.write(inZone(v, zone), false) }
	out["short"] = func(v string) string { return form.write(inZone(v, zone), true) }
	out["on"] = func(v string) string { return form.on(inZone(v, zone)) }
	out["moment"] = func(v string) string {
		t, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return form.write(v, false)
		}
		t = t.In(zone)
		return form.write(t.Format(time.DateOnly), false) + ", " + t.Format("15:04 MST")
	}
	out["clock"] = func(v string) string {
		t, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return ""
		}
		return t.In(zone).Format("15:04")
	}
	return out
}

// inZone is the day of a moment in a zone; what is no moment stays.
func inZone(v string, zone *time.Location) string {
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		return t.In(zone).Format(time.DateOnly)
	}
	return v
}

// on is write with the English word before it that the time asks for.
func (f dateForm) on(v string) string {
	if before, ok := strings.CutSuffix(stream.On(v), stream.LongDate(v)); ok {
		return before + f.write(v, false)
	}
	return f.write(v, false)
}

// write writes a day or a month; what is neither as the English form does.
func (f dateForm) write(v string, short bool) string {
	if f.Code == "en" || f.Code == "" {
		if short {
			return shortDate(v)
		}
		return stream.LongDate(v)
	}
	if f.Code == "iso" {
		return v
	}
	pattern, layout := f.day, time.DateOnly
	if len(v) == len("2006-01") {
		pattern, layout = f.month, "2006-01"
	}
	t, err := time.Parse(layout, v[:min(len(v), len(layout))])
	if err != nil {
		return stream.LongDate(v) // a time of day, a week, a year
	}
	month := strings.Fields(f.months)[t.Month()-1]
	if short && len([]rune(month)) > 4 {
		month = string([]rune(month)[:3])
		if f.Code != "en-US" {
			month += "."
		}
	}
	return strings.NewReplacer("%d", strconv.Itoa(t.Day()), "%m", month, "%y", strconv.Itoa(t.Year())).Replace(pattern)
}

// settingsPage is the form of settings.
type settingsPage struct {
	Token, Zone, Lang string
	Size              int
	Zones             []string
	Forms             []dateForm
	Sizes             []int
	Saved             bool
}

func (p *pages) settingsForm(w http.ResponseWriter, r *http.Request) error {
	v := p.view(r, "Settings", "settings")
	s := p.settings(r)
	v.Main = settingsPage{Token: p.formToken(w, r), Zone: s.zone, Lang: s.lang, Size: s.size, Zones: zonesOffered[:], Forms: dateForms[:],
		Sizes: []int{10, 20, 40, 100}, Saved: r.URL.Query().Has("saved")}
	w.Header().Set("Cache-Control", "no-store")
	return p.show(w, r, "settings", v, http.StatusOK)
}

func (p *pages) saveSettings(w http.ResponseWriter, r *http.Request) error {
	form, err := p.form(r)
	if err != nil {
		return err
	}
	q := url.Values{}
	for _, key := range [...]string{"zone", "lang", "size"} {
		q.Set(key, strings.TrimSpace(form.Get(key)))
	}
	if zone := q.Get("zone"); zone == "Local" || len(zone) > 60 {
		return badForm("there is no time zone " + clip(60, zone))
	} else if _, err := time.LoadLocation(zone); err != nil {
		return badForm("there is no time zone " + zone)
	}
	p.setCookie(w, r, settingsCookie, q.Encode(), 365*24*time.Hour)
	http.Redirect(w, r, "/settings?saved=1", http.StatusSeeOther)
	return nil
}

// setCookie keeps something in a reader's browser: for this server only, and over HTTPS
// only where it is served so.
func (p *pages) setCookie(w http.ResponseWriter, r *http.Request, name, value string, lasts time.Duration) {
	if !httpguts.ValidHeaderFieldValue(value) {
		return
	}
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil || p.o.Secure,
		MaxAge: int(lasts / time.Second)})
}
