// Package docs holds the texts of this folder that the program shows.
//
// In comes nothing; out go the cards of models and data, in the order of their
// names. It refuses nothing.
//
// The one idea: the About page of a served ledger says what the reader was trained
// on and how well it does in the very words of the cards, so that the two cannot
// drift apart.
package docs

import (
	"embed"
	"path"
	"strings"
)

//go:embed cards/*.md
var cards embed.FS

// Card is one card, in Markdown. Name is its first heading.
type Card struct{ Name, Text string }

// Cards lists the cards.
func Cards() []Card {
	var out []Card
	list, err := cards.ReadDir("cards")
	if err != nil {
		return nil
	}
	for _, f := range list {
		text, err := cards.ReadFile("cards/" + f.Name())
		if err != nil {
			continue
		}
		c := Card{Name: strings.TrimSuffix(f.Name(), path.Ext(f.Name())), Text: string(text)}
		if head, rest, ok := strings.Cut(c.Text, "\n"); ok && strings.HasPrefix(head, "# ") {
			c.Name, c.Text = strings.TrimPrefix(head, "# "), rest
		}
		out = append(out, c)
	}
	return out
}
