// Package desk is the pages of those who run a ledger and of a reader's own matters: adding
// articles, feeds and the queue of jobs, alerts, settings, signing in, and about.
//
// In come forms; out go jobs, alerts, cookies and pages. It refuses who may not write, and
// what this server was started without.
//
// The one idea: what a server may lack (a queue, alerts, keys) is an interface or nil, and
// a page says when it is not there.
package desk

import (
	"readout/serve/auth"
	"readout/serve/intake"
	"readout/serve/page/frame"
)

// Options for New: what the server was started with.
type Options struct {
	Intake *intake.Intake // takes articles in
	Alerts Alerts         // nil: no alerts are made here
	Jobs   Jobs           // nil: no feeds are followed from here
	Keys   *auth.Keyring  // nil: nobody signs in
	// Cookie is the name of the cookie that holds a signed-in browser's token.
	Cookie  string
	Secure  bool // cookies go over HTTPS only
	Version string
	// Cards are Markdown texts for the About page.
	Cards []Card
}

// Pages answers requests for the pages of this package.
type Pages struct {
	*frame.Frame
	o Options
}

// New makes the pages.
func New(f *frame.Frame, o Options) *Pages { return &Pages{Frame: f, o: o} }

// Routes are the addresses that it answers.
func (p *Pages) Routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /settings", Show: p.settingsForm},
		{Pattern: "POST /settings", Show: p.saveSettings},
		{Pattern: "GET /add", Show: p.addForm},
		{Pattern: "POST /add", Show: p.add},
		{Pattern: "GET /feeds/manage", Show: p.feedsManage},
		{Pattern: "POST /feeds/manage", Show: p.feedsChange},
		{Pattern: "GET /feeds/manage.opml", Show: p.feedsOPML},
		{Pattern: "GET /alerts", Show: p.alerts},
		{Pattern: "POST /alerts", Show: p.alertsChange},
		{Pattern: "GET /unsubscribe", Show: p.unsubscribeForm},
		{Pattern: "POST /unsubscribe", Show: p.unsubscribe},
		{Pattern: "GET /queue", Show: p.queue},
		{Pattern: "POST /queue", Show: p.queueChange},
		{Pattern: "GET /about", Show: p.about},
		{Pattern: "GET /sign-in", Show: p.signInForm},
		{Pattern: "POST /sign-in", Show: p.signIn},
		{Pattern: "POST /sign-out", Show: p.signOut},
	}
}
