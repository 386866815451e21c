package meta

import (
	"encoding/json"
	"slices"
	"strings"

	"readout/source/internal/letters"
	"readout/source/internal/loose"
)

// ldNode holds the properties that are read of a JSON-LD object. Publishers write most
// properties as a string, an object or a list of either; loose.Text and loose.Names accept all
// of these.
//
// Source: schema.org NewsArticle; JSON-LD 1.1 for @graph.
type ldNode struct {
	Type          loose.Names       `json:"@type"`
	ID            string            `json:"@id"`
	Page          loose.Names       `json:"mainEntityOfPage"`
	Body          json.RawMessage   `json:"articleBody"`
	Graph         []json.RawMessage `json:"@graph"`
	MainEntity    json.RawMessage   `json:"mainEntity"`
	Headline      loose.Text        `json:"headline"`
	Name          loose.Text        `json:"name"`
	Description   loose.Text        `json:"description"`
	Published     loose.Text        `json:"datePublished"`
	Modified      loose.Text        `json:"dateModified"`
	Author        ldPeople          `json:"author"`
	Creator       ldPeople          `json:"creator"`
	Publisher     loose.Names       `json:"publisher"`
	Language      loose.Text        `json:"inLanguage"`
	URL           loose.Text        `json:"url"`
	Accessible    loose.Text        `json:"isAccessibleForFree"`
	ArticleHeader loose.Text        `json:"alternativeHeadline"`
}

// ldPeople holds the names in an author property. Organizations count only if it names nobody
// else.
type ldPeople struct{ loose.Names }

// UnmarshalJSON accepts what loose.Names accepts.
func (l *ldPeople) UnmarshalJSON(raw []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		l.Take(raw, 0)
		return nil
	}
	var people loose.Names
	for _, e := range list {
		var o struct {
			Type loose.Names `json:"@type"`
		}
		l.Take(e, 1)
		_ = json.Unmarshal(e, &o) // a plain string has no type
		if !slices.ContainsFunc(o.Type, func(t string) bool { return strings.HasSuffix(t, "Organization") }) {
			people.Take(e, 1)
		}
	}
	if len(people) > 0 {
		l.Names = people
	}
	return nil
}

// isArticle reports whether one of a node's types is that of an article.
func (n *ldNode) isArticle() bool {
	for _, t := range n.Type {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || strings.HasSuffix(t, "Report") {
			return true
		}
	}
	return false
}

// ldGraph collects the nodes of all JSON-LD scripts of a page.
type ldGraph struct {
	articles []*ldNode
	names    map[string]string // node names by @id
	nodes    int
}

// maxLD is the maximum number of nodes read per page.
const maxLD = 400

// add parses one script.
func (g *ldGraph) add(script string, depth int) {
	// Templates put comments and CDATA marks around the value and a semicolon after it.
	if _, section, found := strings.Cut(script, "<![CDATA["); found {
		script = strings.TrimSuffix(strings.TrimSpace(section), "]]>")
	}
	open, end := strings.IndexAny(script, "{["), strings.LastIndexAny(script, "}]")
	if open < 0 || end < open || depth > 4 {
		return
	}
	script = script[open : end+1]
	raw := []byte(script)
	if !json.Valid(raw) {
		raw = repairJSON(raw)
	}
	if script[0] == '[' {
		var list []json.RawMessage
		_ = json.Unmarshal(raw, &list)
		g.addAll(list, depth)
		return
	}
	var n ldNode
	if g.nodes++; g.nodes > maxLD || json.Unmarshal(raw, &n) != nil {
		return
	}
	if n.ID != "" && n.Name != "" {
		if g.names == nil {
			g.names = make(map[string]string)
		}
		g.names[n.ID] = string(n.Name)
	}
	if n.isArticle() {
		g.articles = append(g.articles, &n)
	}
	g.addAll(n.Graph, depth)
	if len(n.MainEntity) > 0 {
		g.add(string(n.MainEntity), depth+1)
	}
}

func (g *ldGraph) addAll(list []json.RawMessage, depth int) {
	for _, e := range list[:min(len(list), maxLD)] {
		g.add(string(e), depth+1)
	}
}

// ownArticle returns the node of the page's own article: the one that matches the page's URL
// or title best, else the first, unless the articles form a list.
func (g *ldGraph) ownArticle(address string, titles []string) *ldNode {
	const list = 3
	var best *ldNode
	most := 0.0
	for _, n := range g.articles {
		score := 0.0
		for _, u := range append([]string{string(n.URL), n.ID}, n.Page...) {
			if u = strings.TrimPrefix(u, loose.Ref); address != "" && sameAddress(u, address) {
				score = 2
			}
		}
		for _, t := range titles {
			if t != "" && n.Headline != "" {
				score = max(score, letters.Shared(string(n.Headline), t))
			}
		}
		if best == nil || score > most {
			best, most = n, score
		}
	}
	if best == nil || len(g.articles) > list && most < 0.5 {
		return nil
	}
	best.Author.Names, best.Creator.Names = best.Author.Follow(g.names), best.Creator.Follow(g.names)
	best.Publisher = best.Publisher.Follow(g.names)
	return best
}

// sameAddress reports whether two URLs are the same except for scheme, fragment and trailing
// slash.
func sameAddress(a, b string) bool {
	bare := func(s string) string {
		s, _, _ = strings.Cut(s, "#")
		s = strings.TrimPrefix(strings.TrimPrefix(s, "http:"), "https:")
		return strings.TrimSuffix(s, "/")
	}
	return a != "" && bare(a) == bare(b)
}

// repairJSON repairs the most common template errors: control characters inside strings, stray
// backslashes, and commas before a closing bracket.
func repairJSON(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	quoted := false
	for i := 0; i < len(raw); i++ {
		b := raw[i]
		switch {
		case b == '\\' && quoted && i+1 < len(raw):
			if strings.IndexByte(`"\/bfnrtu`, raw[i+1]) < 0 {
				out = append(out, '\\', '\\') // \x is not an escape: a stray backslash
				continue
			}
			out = append(out, b, raw[i+1])
			i++
			continue
		case b == '"':
			quoted = !quoted
		case quoted && b < ' ':
			b = ' '
		case !quoted && (b == '}' || b == ']'):
			k := len(out)
			for k > 0 && (out[k-1] == ' ' || out[k-1] == '\n' || out[k-1] == '\t' || out[k-1] == '\r') {
				k--
			}
			if k > 0 && out[k-1] == ',' {
				out = out[:k-1]
			}
		}
		out = append(out, b)
	}
	return out
}

// body returns the text of a JSON-LD article, written as one string or as one per paragraph.
func body(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var list []string
	_ = json.Unmarshal(raw, &list)
	return strings.Join(list, "\n\n")
}
