package source

import (
	"encoding/json"
	"strings"
)

// ldNode is what is read of a JSON-LD object. Publishers write most properties
// as a string, an object or a list of either; ldText and ldNames take them all.
//
// Source: schema.org NewsArticle; JSON-LD 1.1 for @graph.
type ldNode struct {
	Type          ldText            `json:"@type"`
	Graph         []json.RawMessage `json:"@graph"`
	MainEntity    json.RawMessage   `json:"mainEntity"`
	Headline      ldText            `json:"headline"`
	Name          ldText            `json:"name"`
	Description   ldText            `json:"description"`
	Published     ldText            `json:"datePublished"`
	Modified      ldText            `json:"dateModified"`
	Author        ldNames           `json:"author"`
	Creator       ldNames           `json:"creator"`
	Publisher     ldNames           `json:"publisher"`
	Language      ldText            `json:"inLanguage"`
	URL           ldText            `json:"url"`
	Accessible    ldText            `json:"isAccessibleForFree"`
	ArticleHeader ldText            `json:"alternativeHeadline"`
}

// ldText is the first string of a property.
type ldText string

// UnmarshalJSON takes a string, a number, a boolean, an object with a name or
// @value, or a list of these; what it cannot use it leaves empty.
func (t *ldText) UnmarshalJSON(raw []byte) error {
	names := ldNames{}
	_ = names.UnmarshalJSON(raw)
	if len(names) > 0 {
		*t = ldText(names[0])
	}
	return nil
}

// ldNames are all the strings of a property.
type ldNames []string

// ldRef marks a name that is a reference to another node of the graph.
const ldRef = "\x00"

// UnmarshalJSON takes what ldText takes, and keeps every one.
func (l *ldNames) UnmarshalJSON(raw []byte) error {
	l.take(raw, 0)
	return nil
}

func (l *ldNames) take(raw []byte, depth int) {
	s := strings.TrimSpace(string(raw))
	if s == "" || depth > 3 || len(*l) >= 50 {
		return
	}
	switch s[0] {
	case '"':
		var v string
		if json.Unmarshal(raw, &v) == nil {
			if v = plainText(v); v != "" {
				*l = append(*l, v)
			}
		}
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return
		}
		for _, e := range list {
			l.take(e, depth+1)
		}
	case '{':
		var o struct {
			Name  json.RawMessage `json:"name"`
			Value json.RawMessage `json:"@value"`
			ID    string          `json:"@id"`
		}
		if json.Unmarshal(raw, &o) != nil {
			return
		}
		before := len(*l)
		l.take(o.Name, depth+1)
		l.take(o.Value, depth+1)
		if len(*l) == before && o.ID != "" {
			*l = append(*l, ldRef+o.ID)
		}
	case 'n':
	default:
		*l = append(*l, s) // true, false, a number
	}
}

// follow replaces references by the names of the nodes they mean.
func (l ldNames) follow(graph []json.RawMessage) ldNames {
	var out ldNames
	for _, name := range l {
		id, isRef := strings.CutPrefix(name, ldRef)
		if !isRef {
			out = append(out, name)
			continue
		}
		for _, raw := range graph[:min(len(graph), 100)] {
			var n struct {
				ID   string `json:"@id"`
				Name ldText `json:"name"`
			}
			if json.Unmarshal(raw, &n) == nil && n.ID == id && n.Name != "" {
				out = append(out, string(n.Name))
				break
			}
		}
	}
	return out
}

// isArticle tells whether a node describes an article.
func (n *ldNode) isArticle() bool {
	t := string(n.Type)
	return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || strings.HasSuffix(t, "Report") ||
		t == "LiveBlogPosting" || t == "ReviewNewsArticle"
}

// findLD gives the article of one JSON-LD script, or nil.
func findLD(script string, depth int) *ldNode {
	script = strings.TrimSpace(script)
	script = strings.TrimPrefix(strings.TrimSuffix(script, "-->"), "<!--")
	script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(script), "//<![CDATA["), "//]]>"))
	script = strings.TrimRight(script, "; \n\t")
	if script == "" || depth > 4 {
		return nil
	}
	raw := []byte(script)
	if !json.Valid(raw) {
		raw = mendJSON(raw)
	}
	if script[0] == '[' {
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return nil
		}
		return firstLD(list, depth)
	}
	var n ldNode
	if json.Unmarshal(raw, &n) != nil {
		return nil
	}
	if n.isArticle() {
		return &n
	}
	if found := firstLD(n.Graph, depth); found != nil {
		found.Author, found.Creator = found.Author.follow(n.Graph), found.Creator.follow(n.Graph)
		found.Publisher = found.Publisher.follow(n.Graph)
		return found
	}
	if len(n.MainEntity) > 0 {
		return findLD(string(n.MainEntity), depth+1)
	}
	return nil
}

func firstLD(list []json.RawMessage, depth int) *ldNode {
	for _, e := range list[:min(len(list), 100)] {
		if found := findLD(string(e), depth+1); found != nil {
			return found
		}
	}
	return nil
}

// mendJSON makes valid what templates most often break: control characters
// inside strings, and commas before a closing bracket.
func mendJSON(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	quoted := false
	for i := 0; i < len(raw); i++ {
		b := raw[i]
		switch {
		case b == '\\' && quoted && i+1 < len(raw):
			if strings.IndexByte(`"\/bfnrtu`, raw[i+1]) < 0 {
				out = append(out, '\\', '\\') // \x is no escape: a stray backslash
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
