package export

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"readout/ledger"
	"readout/record"
)

// CalendarOptions configures a calendar. The zero value is the default.
type CalendarOptions struct {
	Name string    // shown by calendar programs; "" is "Readout"
	Now  time.Time // stamps all entries; zero stamps each with its last report, so that no change means the same bytes
}

// Calendar writes dossiers that have a day as iCalendar (RFC 5545), with STATUS from the
// event's status and SEQUENCE from its changes of day and place.
func Calendar(w io.Writer, list []ledger.Dossier, o CalendarOptions) error {
	var b strings.Builder
	line(&b, "BEGIN:VCALENDAR")
	line(&b, "VERSION:2.0")
	line(&b, "PRODID:-//Readout//Ledger//EN")
	name := escape(cmp.Or(o.Name, "Readout"))
	line(&b, "NAME:"+name) // RFC 7986; older programs know only the next one
	line(&b, "X-WR-CALNAME:"+name)
	line(&b, "REFRESH-INTERVAL;VALUE=DURATION:PT1H")
	for i := range list {
		d := &list[i]
		day, err := time.Parse("2006-01-02", d.Time[:min(10, len(d.Time))])
		if err != nil {
			continue // no day is known
		}
		line(&b, "BEGIN:VEVENT")
		line(&b, "UID:"+d.ID+"@readout")
		line(&b, "DTSTAMP:"+stamp(d, o.Now))
		line(&b, "DTSTART;VALUE=DATE:"+day.Format("20060102"))
		line(&b, "DTEND;VALUE=DATE:"+lastDay(d.Time, day).AddDate(0, 0, 1).Format("20060102"))
		line(&b, "SUMMARY:"+escape(summary(d)))
		if d.Place != "" {
			line(&b, "LOCATION:"+escape(d.Place))
		}
		line(&b, "STATUS:"+calendarStatus(d.Status))
		line(&b, fmt.Sprintf("SEQUENCE:%d", d.Sequence))
		line(&b, "DESCRIPTION:"+escape(description(d)))
		if strings.HasPrefix(d.Last.URL, "http") {
			line(&b, "URL:"+d.Last.URL)
		}
		line(&b, "END:VEVENT")
	}
	line(&b, "END:VCALENDAR")
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("export: iCalendar: %w", err)
	}
	return nil
}

// lastDay returns the day on which an event ends: the first one, unless its time is two days
// separated by a slash.
func lastDay(when string, first time.Time) time.Time {
	if _, end, ok := strings.Cut(when, "/"); ok {
		if last, err := time.Parse(time.DateOnly, end); err == nil && last.After(first) {
			return last
		}
	}
	return first
}

// stamp returns the DTSTAMP of an entry.
func stamp(d *ledger.Dossier, now time.Time) string {
	if now.IsZero() {
		now = time.Unix(0, 0)
		for _, layout := range []string{time.RFC3339, time.DateOnly} {
			if t, err := time.Parse(layout, d.Last.Published); err == nil {
				now = t
				break
			}
		}
	}
	return now.UTC().Format("20060102T150405Z")
}

func summary(d *ledger.Dossier) string {
	if len(d.Participants) == 0 {
		return d.Name
	}
	return d.Name + ": " + strings.Join(d.Participants, ", ")
}

// description lists what stands for each slot, and who said so.
func description(d *ledger.Dossier) string {
	var lines []string
	for _, t := range d.Slots {
		if t.Now == nil {
			continue
		}
		s := t.Slot
		if t.Item != "" {
			s += " (" + t.Item + ")"
		}
		s += ": " + t.Now.Status
		if t.Now.Value != "" && t.Now.Value != t.Item {
			s += ", " + t.Now.Value
		}
		if len(t.Now.SaidBy) > 0 {
			s += ", said " + strings.Join(t.Now.SaidBy, ", ")
		}
		if outlet := t.Now.Article.Outlet; outlet != "" {
			s += " (" + outlet + ")"
		}
		if t.Differ {
			s += "; the sides differ"
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// calendarStatus maps a status to iCalendar's coarser ones.
func calendarStatus(status string) string {
	switch status {
	case record.Held, record.Planned:
		return "CONFIRMED"
	case record.RuledOut, record.Postponed, record.Cancelled, record.NotPlanned:
		return "CANCELLED"
	}
	return "TENTATIVE"
}

func escape(s string) string {
	return strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n", "\r", "\\n").Replace(s)
}

// line writes a content line, folded at 75 octets on rune boundaries. It drops control
// characters, which could end the line and start another property.
func line(b *strings.Builder, s string) {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	limit := 75
	for len(s) > limit {
		end := limit
		for end > 0 && !utf8.RuneStart(s[end]) {
			end--
		}
		b.WriteString(s[:end] + "\r\n ")
		s, limit = s[end:], 74
	}
	b.WriteString(s + "\r\n")
}
