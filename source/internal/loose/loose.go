// Package loose decodes JSON as publishers write it: a name instead of a list of names, an
// object instead of a string, a reference instead of an object.
//
// The input is JSON values; the output is strings. Unusable values are left empty; nothing is
// refused.
//
// The one idea: the types unmarshal themselves, so a format's reader declares its fields and
// does not handle their variants.
package loose

import (
	"encoding/json"
	"strings"

	"readout/source/internal/tree"
)

// Text is the first string of a property.
type Text string

// UnmarshalJSON accepts a string, a number, a boolean, an object with a name or @value, or a
// list of these; anything else leaves t empty.
func (t *Text) UnmarshalJSON(raw []byte) error {
	names := Names{}
	_ = names.UnmarshalJSON(raw)
	if len(names) > 0 {
		*t = Text(names[0])
	}
	return nil
}

// Names holds all the strings of a property.
type Names []string

// Ref is the prefix of a name that refers to another node of the graph.
const Ref = "\x00"

// UnmarshalJSON accepts what Text accepts, and keeps every string.
func (l *Names) UnmarshalJSON(raw []byte) error {
	l.Take(raw, 0)
	return nil
}

// Take appends the strings of a value, down to a limited depth.
func (l *Names) Take(raw []byte, depth int) {
	s := strings.TrimSpace(string(raw))
	if s == "" || depth > 3 || len(*l) >= 50 {
		return
	}
	switch s[0] {
	case '"':
		var v string
		if json.Unmarshal(raw, &v) == nil {
			if v = tree.PlainText(v); v != "" {
				*l = append(*l, v)
			}
		}
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return
		}
		for _, e := range list {
			l.Take(e, depth+1)
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
		l.Take(o.Name, depth+1)
		l.Take(o.Value, depth+1)
		if len(*l) == before && o.ID != "" {
			*l = append(*l, Ref+o.ID)
		}
	case 'n':
	default:
		*l = append(*l, s) // true, false, a number
	}
}

// Follow replaces references by the names of the nodes they refer to.
func (l Names) Follow(names map[string]string) Names {
	var out Names
	for _, name := range l {
		if id, isRef := strings.CutPrefix(name, Ref); isRef {
			name = names[id]
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// Depth returns how deep a JSON text is nested, without decoding it.
func Depth(text []byte) int {
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
