package syntax

import (
	"strings"
	"testing"
)

func TestReadCoNLLURefuses(t *testing.T) {
	for name, text := range map[string]string{
		"too few columns":        "1\tport\tport\n\n",
		"a head that is no word": "1\tport\tport\tNOUN\tNN\t_\t9\troot\t_\t_\n\n",
		"no number":              "1\tport\tport\tNOUN\tNN\t_\tx\troot\t_\t_\n\n",
		"no form":                "1\t\tport\tNOUN\tNN\t_\t0\troot\t_\t_\n\n",
	} {
		if _, err := ReadCoNLLU(strings.NewReader(text)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}
