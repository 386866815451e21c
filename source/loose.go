package source

import (
	"encoding/json"
	"strings"
)

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
func (l ldNames) follow(names map[string]string) ldNames {
	var out ldNames
	for _, name := range l {
		if id, isRef := strings.CutPrefix(name, ldRef); isRef {
			name = names[id]
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// jsonDepth is how deep a JSON text nests, without reading it.
func jsonDepth(text []byte) int {
	depth, deepest := 0, 0
	quoted := false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			depth++
			deepest = max(deepest, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return deepest
}
