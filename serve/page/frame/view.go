package frame

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/serve/auth"
)

// View is what every template gets.
type View struct {
	Title   string // of the document, without the site's name
	Section string // the entry of the navigation that is marked
	AsOf    string // the day looked back to, or ""
	Today   string
	Who     auth.Principal
	SignIn  bool // readers sign in here
	Style   string
	Script  string
	Feed    string // an Atom feed of what this page shows, or ""
	Path    string
	Here    string  // the page's own address, without as_of
	Asked   []Param // the query of Here, for a form that changes the day only
	Query   string  // in the search box of the masthead
	Main    any     // what the page's own template shows
}

// Param is a parameter of an address, for a form that keeps it.
type Param struct{ Name, Value string }

// To gives an address on this site that keeps the day looked back to. Parts that
// come from outside go in as arguments and are escaped.
func (v *View) To(format string, parts ...any) string { return Address(v.AsOf, format, parts...) }

// Unnamed stands in an address for an outlet without a name.
const Unnamed = "-"

// Address fills a format's %s and %d, escaped for the path or, after a question
// mark, for the query.
func Address(asOf, format string, parts ...any) string {
	to := format
	if len(parts) > 0 {
		var b strings.Builder
		query := false
		for i := 0; i < len(format); i++ {
			switch c := format[i]; {
			case c == '%' && i+1 < len(format) && (format[i+1] == 's' || format[i+1] == 'd') && len(parts) > 0:
				switch value := fmt.Sprint(parts[0]); {
				case query:
					b.WriteString(url.QueryEscape(value))
				case value == "":
					b.WriteString(Unnamed)
				default:
					b.WriteString(url.PathEscape(value))
				}
				parts = parts[1:]
				i++
			default:
				query = query || c == '?'
				b.WriteByte(c)
			}
		}
		to = b.String()
	}
	if asOf == "" {
		return to
	}
	to, anchor, hasAnchor := strings.Cut(to, "#")
	sep := "?"
	if strings.Contains(to, "?") {
		sep = "&"
	}
	to += sep + "as_of=" + url.QueryEscape(asOf)
	if hasAnchor {
		to += "#" + anchor
	}
	return to
}

// AsOf is the day a request looks back to; what is no day is taken as none.
func AsOf(r *http.Request) string {
	day := r.URL.Query().Get("as_of")
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

// View makes what every page of a request shares.
func (p *Frame) View(r *http.Request, title, section string) *View {
	v := &View{Title: title, Section: section, AsOf: AsOf(r), Who: auth.From(r.Context()), SignIn: p.o.SignIn,
		Style: p.o.Asset("style.css"), Script: p.o.Asset("page.js")}
	v.Today = p.Today(r.Context(), v.AsOf)
	q := r.URL.Query()
	q.Del("as_of")
	v.Path, v.Here = r.URL.EscapedPath(), r.URL.EscapedPath()
	if enc := q.Encode(); enc != "" {
		v.Here += "?" + enc
	}
	for _, name := range slices.Sorted(maps.Keys(q)) {
		for _, value := range q[name] {
			v.Asked = append(v.Asked, Param{name, value})
		}
	}
	return v
}

// At is the address of a quote's words in their article.
func (v *View) At(q *stream.Quote) string {
	if q.Span.Empty() {
		return v.To("/article/%s", q.Article.ID)
	}
	return v.To("/article/%s?at=%d-%d", q.Article.ID, q.Span.Start, q.Span.End) + "#at"
}

// SentenceAt is the address of the sentence that carries a slot's entry.
func SentenceAt(v *View, e *ledger.SlotEntry) string {
	return v.To("/article/%s?at=%d-%d", e.Article.ID, e.Span.Start, e.Span.End) + "#at"
}

// Sentence is SentenceAt for templates.
func (v *View) Sentence(e *ledger.SlotEntry) string { return SentenceAt(v, e) }

// Mark is the address of a statement's words in its article: "v7.s3" is
// /article/v7#s3.
func (v *View) Mark(s *ledger.Statement) string {
	article, n, _ := strings.Cut(s.ID, ".")
	return v.To("/article/%s#%s", article, n)
}
