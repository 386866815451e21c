package source

import (
	"encoding/json"
)

// ldBody is the text of a JSON-LD article.
func ldBody(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		var list []string
		if json.Unmarshal(raw, &list) == nil && len(list) > 0 {
			s = list[0]
			for _, part := range list[1:] {
				s += "\n\n" + part
			}
		}
	}
	return s
}
