package frame

import (
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"readout/ledger/stream"
)

// Settings are how a reader wants pages. They stand in a cookie: nobody's are kept.
type Settings struct {
	Zone string // of clock times, a name of the IANA database
	Lang string // of dates
	Size int    // cards and statements of a page
}

const (
	SettingsCookie = "readout_settings"
	defaultSize    = 40
	maxSize        = 100
)

// DateForm is how a language writes days. Months are the names in dates; "" in long
// stands for the month.
type DateForm struct {
	Code, Name string
	day, month string // with %d, %m and %y
	months     string
}

// DateForms are the ways to write days that a reader can choose from.
var DateForms = [...]DateForm{
	{"en", "English: 7 March 2024", "%d %m %y", "%m %y",
		"January February March April May June July August September October November December"},
	{"en-US", "English (US): March 7, 2024", "%m %d, %y", "%m %y",
		"January February March April May June July August September October November December"},
	{"de", "Deutsch: 7. März 2024", "%d. %m %y", "%m %y",
		"Januar Februar März April Mai Juni Juli August September Oktober November Dezember"},
	{"fr", "Français : 7 mars 2024", "%d %m %y", "%m %y",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	{"es", "Español: 7 de marzo de 2024", "%d de %m de %y", "%m de %y",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	{"pl", "Polski: 7 marca 2024", "%d %m %y", "%m %y",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"},
	{"iso", "ISO 8601: 2024-03-07", "", "", ""},
}

// unset is what pages are like without a cookie.
var unset = Settings{Zone: "UTC", Lang: "en", Size: defaultSize}

// Settings reads a reader's cookie; what it does not say, or says wrongly, is as
// pages are without it.
func (p *Frame) Settings(r *http.Request) Settings {
	out := unset
	c, err := r.Cookie(SettingsCookie)
	if err != nil {
		return out
	}
	q, err := url.ParseQuery(c.Value)
	if err != nil {
		return out
	}
	if zone := q.Get("zone"); zone != "" && len(zone) < 60 && zone != "Local" {
		if _, err := time.LoadLocation(zone); err == nil {
			out.Zone = zone
		}
	}
	for _, f := range DateForms {
		if f.Code == q.Get("lang") {
			out.Lang = f.Code
		}
	}
	if n, err := strconv.Atoi(q.Get("size")); err == nil && n >= 10 && n <= maxSize {
		out.Size = n
	}
	return out
}

func (s Settings) form() DateForm {
	for _, f := range DateForms {
		if f.Code == s.Lang {
			return f
		}
	}
	return DateForms[0]
}

// functions are the functions of templates, those of other packages too, with dates and times as a reader wants them.
func (s Settings) functions(more template.FuncMap) template.FuncMap {
	out := maps.Clone(functions)
	maps.Copy(out, more)
	zone, err := time.LoadLocation(s.Zone)
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
func (f DateForm) on(v string) string {
	if before, ok := strings.CutSuffix(stream.On(v), stream.LongDate(v)); ok {
		return before + f.write(v, false)
	}
	return f.write(v, false)
}

// write writes a day or a month; what is neither as the English form does.
func (f DateForm) write(v string, short bool) string {
	if f.Code == "en" || f.Code == "" {
		if short {
			return ShortDate(v)
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
