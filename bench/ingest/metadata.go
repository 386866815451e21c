package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// measureMetadata prints how often headline, date and authors agree with the gold. Authors agree
// if the sets of names are equal; without gold authors, if none are found.
func measureMetadata(sys system, set []page, goldFile string) error {
	if sys.meta == nil {
		return nil
	}
	raw, err := os.ReadFile(goldFile)
	if err != nil {
		return err
	}
	var gold map[string]facts
	if err := json.Unmarshal(raw, &gold); err != nil {
		return err
	}
	var n, headline, date, authors int
	var wrong []string
	for _, p := range set {
		g, ok := gold[p.id]
		if !ok {
			continue
		}
		n++
		f := sys.meta(p.html, p.url)
		if plain(f.Headline) == plain(g.Headline) {
			headline++
		} else {
			wrong = append(wrong, fmt.Sprintf("%.8s headline %q, want %q", p.id, f.Headline, g.Headline))
		}
		if f.Published == g.Published {
			date++
		} else {
			wrong = append(wrong, fmt.Sprintf("%.8s date %q, want %q", p.id, f.Published, g.Published))
		}
		if slices.Equal(names(f.Authors), names(g.Authors)) {
			authors++
		} else {
			wrong = append(wrong, fmt.Sprintf("%.8s authors %q, want %q", p.id, f.Authors, g.Authors))
		}
	}
	fmt.Printf("%-22s headline %d/%d  date %d/%d  authors %d/%d\n", sys.name, headline, n, date, n, authors, n)
	if len(os.Getenv("VERBOSE")) > 0 {
		fmt.Println("  " + strings.Join(wrong, "\n  "))
	}
	return nil
}

func names(list []string) []string {
	var out []string
	for _, s := range list {
		if s = plain(s); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// plain lowercases a string and removes punctuation.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return strings.ContainsRune(" \t\n\u00a0'\"‘’“”.,:;-–—|!?()", r)
	}), " ")
}
