package desk

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/export"
	"readout/record"
	"readout/serve/page/frame"
	"readout/store"
)

// Card is a Markdown text shown on the About page: what a model was trained on and
// how well it does.
type Card struct{ Name, Text string }

type aboutPage struct {
	Version  string
	Stats    store.Stats
	Size     string
	Readers  []string // by whom the texts were read
	Codebook [][]string
	Cards    []cardView
	Sure     []string // FactBank's values
}

type cardView struct {
	Name   string
	Blocks []cardBlock
}

// cardBlock is a block of Markdown as far as cards use it: headings, paragraphs,
// lists, tables and code. What it does not know is shown as it is.
type cardBlock struct {
	Kind  string // heading, text, list, table, code
	Text  string
	Items []string
	Rows  [][]string
}

func (p *Pages) about(w http.ResponseWriter, r *http.Request) error {
	v := p.View(r, "About", "about")
	main := aboutPage{Version: p.o.Version, Codebook: rowsOf(export.Codebook()), Sure: record.Commitments[:]}
	var err error
	if main.Stats, err = p.Stats(r.Context()); err != nil {
		return err
	}
	main.Size = frame.Number(int(main.Stats.Bytes >> 20))
	for _, name := range slices.Sorted(maps.Keys(main.Stats.Readers)) {
		main.Readers = append(main.Readers, frame.Number(int(main.Stats.Readers[name]))+" by "+ledger.ShortReader(name))
	}
	for _, c := range p.o.Cards {
		main.Cards = append(main.Cards, cardView{c.Name, blocksOf(c.Text)})
	}
	v.Main = &main
	return p.Show(w, r, "about", v, http.StatusOK)
}

func blocksOf(text string) []cardBlock {
	var out []cardBlock
	for part := range strings.SplitSeq(text, "\n\n") {
		part = strings.Trim(part, "\n")
		switch {
		case strings.TrimSpace(part) == "":
		case strings.HasPrefix(part, "#"):
			head, rest, more := strings.Cut(part, "\n")
			out = append(out, cardBlock{Kind: "heading", Text: strings.TrimLeft(head, "# ")})
			if more {
				out = append(out, cardBlock{Kind: "text", Text: inline(rest)})
			}
		case strings.HasPrefix(part, "|"):
			out = append(out, cardBlock{Kind: "table", Rows: rowsOf(part)})
		case strings.HasPrefix(part, "- "):
			var items []string
			for _, item := range strings.Split(part[2:], "\n- ") {
				items = append(items, inline(item))
			}
			out = append(out, cardBlock{Kind: "list", Items: items})
		case strings.HasPrefix(part, "    "), strings.HasPrefix(part, "```"):
			out = append(out, cardBlock{Kind: "code", Text: strings.Trim(strings.ReplaceAll(part, "```", ""), "\n")})
		default:
			out = append(out, cardBlock{Kind: "text", Text: inline(part)})
		}
	}
	return out
}

// inline drops the signs of emphasis and code, and of links what they lead to: files that are not served here.
func inline(s string) string {
	return strings.NewReplacer("**", "", "`", "", "\n", " ").Replace(link.ReplaceAllString(s, "$1"))
}

var link = regexp.MustCompile(`\[([^\[\]]*)\]\([^()\s]*\)`)

// rowsOf reads a Markdown table, without the line under its head.
func rowsOf(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(strings.TrimSpace(table)) {
		line = strings.Trim(strings.TrimSpace(line), "|")
		if strings.HasPrefix(strings.TrimSpace(line), "---") {
			continue
		}
		var row []string
		for cell := range strings.SplitSeq(line, "|") {
			row = append(row, inline(strings.TrimSpace(cell)))
		}
		out = append(out, row)
	}
	return out
}
