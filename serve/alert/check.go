package alert

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/article"
	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/stream"
	"readout/record"
)

// check refuses subscriptions that could never be sent, and sets the defaults of digests.
func (d *Dispatcher) check(s *Subscription) error {
	refuse := func(format string, args ...any) error {
		return fmt.Errorf("alert: %s: %w", fmt.Sprintf(format, args...), ErrRefused)
	}
	if err := d.checkTarget(s); err != nil {
		return refuse("%v", err)
	}
	if err := checkOften(s); err != nil {
		return refuse("%v", err)
	}
	if err := checkConditions(s); err != nil {
		return refuse("%v", err)
	}
	if err := checkKind(s); err != nil {
		return refuse("%v", err)
	}
	return nil
}

// mailTo returns the mail address of a subscription, "" if it is not sent by mail.
func (s *Subscription) mailTo() string {
	to, ok := strings.CutPrefix(s.URL, "mailto:")
	if !ok {
		return ""
	}
	return to
}

func (d *Dispatcher) checkTarget(s *Subscription) error {
	if to := s.mailTo(); to != "" {
		a, err := mail.ParseAddress(to)
		switch {
		case err != nil || a.Address != to:
			return fmt.Errorf("url: %q is not a mail address", to)
		case s.Form != JSON:
			return errors.New("form: not available for mail")
		case d.o.Mail == nil:
			return errors.New("this server sends no mail: its operator must set --smtp")
		}
		return nil
	}
	u, err := url.Parse(s.URL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("url: %q is not an https or http address", s.URL)
	case u.User != nil:
		return errors.New("url: the address must not contain a name and password: the signature proves the sender")
	case s.Form != JSON && s.Form != Chat:
		return fmt.Errorf("form: %q is unknown: omit it, or use %s", s.Form, Chat)
	}
	return nil
}

// morning is the default time of a digest.
const morning = "07:00"

func checkOften(s *Subscription) error {
	if s.Often == "" {
		s.At, s.Zone = "", ""
		return nil
	}
	if s.Often != Daily {
		return fmt.Errorf("often: %q is unknown: omit it, or use %s", s.Often, Daily)
	}
	if s.Form == JSON && s.mailTo() == "" {
		return errors.New("often: webhooks are always sent at once; a digest goes by mail or to a chat")
	}
	if s.At == "" {
		s.At = morning
	}
	if s.Zone == "" {
		s.Zone = "UTC"
	}
	if _, err := time.Parse("15:04", s.At); err != nil {
		return fmt.Errorf("at: %q is not a time of day", s.At)
	}
	if _, err := time.LoadLocation(s.Zone); err != nil || s.Zone == "Local" {
		return fmt.Errorf("zone: there is no time zone %q", s.Zone)
	}
	return nil
}

// checkKind refuses conditions that do not apply to the subscription's kind.
func checkKind(s *Subscription) error {
	statements := s.Query != "" || s.Speaker != "" || len(s.Act) > 0 || len(s.Commitment) > 0
	status := len(s.Slot) > 0 || len(s.Is) > 0
	cards := len(s.Card) > 0 || s.Topic != ""
	switch s.Kind {
	case Statements:
		if status || s.Event != "" || len(s.Notice) > 0 || cards {
			return errors.New("event, slot, is, notice, card and topic are not conditions of statements")
		}
	case Status:
		if statements || s.Person != "" || len(s.Notice) > 0 || cards {
			return errors.New("the conditions of status are event, slot, is and outlet")
		}
	case Articles:
		if statements || s.Person != "" || status || s.Event != "" || cards {
			return errors.New("the conditions of articles are outlet and notice")
		}
	case Cards:
		if statements || status || len(s.Notice) > 0 {
			return errors.New("the conditions of cards are card, person, event, outlet and topic")
		}
	default:
		return fmt.Errorf("kind: %q is not one of cards, statements, status, articles", s.Kind)
	}
	return nil
}

// notices are the kinds of changes of an article.
var notices = [...]string{string(article.Correction), string(article.Update), string(article.Kill),
	string(article.Embargoed), string(article.Paywalled), "edit"}

// checkConditions refuses conditions that no search, event, card or article could ever meet.
func checkConditions(s *Subscription) error {
	q := ledger.Query{Text: s.Query, Speaker: s.Speaker, Person: s.Person, Outlets: s.Outlet, Acts: s.Act,
		Commitments: s.Commitment}
	var kinds []string
	for _, k := range stream.Kinds {
		kinds = append(kinds, string(k))
	}
	return errors.Join(q.Check(), ask.CheckMoment("since", s.Since), ask.CheckName("event", s.Event),
		ask.CheckName("topic", s.Topic),
		ask.CheckWords("slot", s.Slot, record.Slots[:]), ask.CheckWords("is", s.Is, record.Statuses[:]),
		ask.CheckWords("notice", s.Notice, notices[:]),
		ask.CheckWords("card", s.Card, kinds))
}

// nextDigest returns when a digest of what is found now is due.
func nextDigest(s *Subscription, now time.Time) time.Time {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		zone = time.UTC
	}
	at, err := time.Parse("15:04", s.At)
	if err != nil {
		at = time.Time{}
	}
	local := now.In(zone)
	next := time.Date(local.Year(), local.Month(), local.Day(), at.Hour(), at.Minute(), 0, 0, zone)
	if !next.After(now) {
		next = time.Date(local.Year(), local.Month(), local.Day()+1, at.Hour(), at.Minute(), 0, 0, zone)
	}
	return next.UTC()
}

// Of describes in words what a subscription is about.
func (s *Subscription) Of() string {
	head := map[string]string{Statements: "new statements", Status: "any change of an event",
		Articles: "reports corrected, edited or withdrawn", Cards: "what is new"}[s.Kind]
	if len(s.Card) > 0 {
		words := make([]string, len(s.Card))
		for i, k := range s.Card {
			words[i] = strings.ToLower(stream.Kind(k).Words())
		}
		head = strings.Join(words, ", ")
	}
	var parts []string
	add := func(words, value string) {
		if value != "" {
			parts = append(parts, words+value)
		}
	}
	if s.Query != "" {
		add("with the words ", "“"+s.Query+"”")
	}
	if s.Topic != "" {
		add("about ", "“"+s.Topic+"”")
	}
	if s.Kind == Cards {
		add("of ", s.Person)
	} else {
		add("by ", s.Person)
	}
	add("by ", s.Speaker)
	add("", s.Event)
	add("of ", strings.Join(s.Slot, " or "))
	add("now ", strings.Join(s.Is, " or "))
	add("in ", strings.Join(slices.Clone(s.Outlet), " or "))
	add("of the kind ", strings.Join(s.Notice, " or "))
	if len(parts) == 0 {
		return head
	}
	return head + ": " + strings.Join(parts, ", ")
}
