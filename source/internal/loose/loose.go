// Package loose reads JSON as publishers write it: a name where a list of names is meant,
// an object where a string is, a reference where an object is.
//
// In come JSON values; out go strings. What it cannot use it leaves empty, and it refuses
// nothing.
//
// The one idea: the types unmarshal themselves, so that a reader of a format declares its
// fields and says nothing of their forms.
package loose

import (
	"encoding/json"
	"strings"

	"readout/source/internal/tree"
)

// Text is the first string of a property.
type Text string

// UnmarshalJSON takes a string, a number, a boolean, an object with a name or
// @value, or a list of these; what it cannot use it leaves empty.
func (t *Text) UnmarshalJSON(raw []byte) error {
	names := Names{}
	_ = names.UnmarshalJSON(raw)
	if len(names) > 0 {
		*t = Text(names[0])
	}
	return nil
}

// Names are all the strings of a property.
type Names []string

// Ref marks a name that is a reference to another node of the graph.
const Ref = "\x00"

// UnmarshalJSON takes what Text takes, and keeps every one.
func (l *Names) UnmarshalJSON(raw []byte) error {
	l.Take(raw, 0)
	return nil
}

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

// Follow replaces references by the names of the nodes they mean.
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

// Depth is how deep a JSON text nests, without reading it.
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
