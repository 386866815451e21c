package report

import (
	"fmt"
	"io"
	"strings"

	"readout/record"
)

// Markdown writes a record as CommonMark: headings, quotations and lists.
//
// Errors: only those of w.
func Markdown(w io.Writer, r *record.Record, parts Parts) error {
	v := NewView(r)
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", escapeMarkdown(v.Title))
	if notice := v.Notice(); notice != "" {
		fmt.Fprintf(&b, "**%s**\n\n", escapeMarkdown(notice))
	}
	if r.Article.Deck != nil {
		fmt.Fprintf(&b, "%s\n\n", escapeMarkdown(v.Words(*r.Article.Deck)))
	}
	fmt.Fprintf(&b, "%s\n", escapeMarkdown(v.Source()))
	if parts.Statements && len(v.Speakers) > 0 {
		b.WriteString("\n## Who said what\n")
		for _, sp := range v.Speakers {
			fmt.Fprintf(&b, "\n### %s\n", escapeMarkdown(sp.Name))
			if len(sp.Roles) > 0 {
				fmt.Fprintf(&b, "\n%s\n", escapeMarkdown(strings.Join(sp.Roles, "; ")))
			}
			for _, s := range sp.Statements {
				fmt.Fprintf(&b, "\n> %s\n\n", escapeMarkdown(v.Words(s.Content...)))
				fmt.Fprintf(&b, "%s, line %d: %s\n", s.ID, v.LineOf(s), escapeMarkdown(strings.Join(v.notes(s), " · ")))
			}
		}
	}
	if parts.Events && len(v.Events) > 0 {
		b.WriteString("\n## What is planned, open and ruled out\n")
		for _, e := range v.Events {
			if !e.Sure() {
				continue
			}
			fmt.Fprintf(&b, "\n### %s: %s %s\n\n", escapeMarkdown(e.Name), e.Status, e.Time)
			for _, s := range e.Told {
				fmt.Fprintf(&b, "- **%s** %s: %s", s.Status, s.Slot, escapeMarkdown(orWords(v, s)))
				if who := v.Names(s.SaidBy); who != "" {
					fmt.Fprintf(&b, " (%s)", escapeMarkdown(who))
				}
				fmt.Fprintf(&b, ", line %d\n", v.Line(s.Span.Start))
			}
		}
	}
	if parts.Times && len(r.Times) > 0 {
		b.WriteString("\n## Days and times named\n\n")
		for _, t := range r.Times {
			fmt.Fprintf(&b, "- %s: %s\n", escapeMarkdown(v.Words(t.Span)), t.Value)
		}
	}
	if parts.Entities && len(r.Entities) > 0 {
		b.WriteString("\n## Who and what is named\n\n")
		for _, e := range r.Entities {
			fmt.Fprintf(&b, "- %s (%s), %s\n", escapeMarkdown(e.Name), e.Kind, count(len(e.Mentions), "mention"))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// orWords returns the value of a slot, or its words if it has no value.
func orWords(v *View, s record.Slot) string {
	if s.Value != "" {
		return s.Value
	}
	return v.Words(s.Span)
}

// escapeMarkdown escapes markup characters in s.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("\\`*_{}[]<>#+!|~&", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
