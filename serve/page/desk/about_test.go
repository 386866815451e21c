package desk

import (
	"reflect"
	"testing"
)

// TestBlocks: the Markdown of cards, and what it is shown as.
func TestBlocks(t *testing.T) {
	for text, want := range map[string][]cardBlock{
		"# Head\n\nText with **weight**\nand `code`.": {{Kind: "heading", Text: "Head"},
			{Kind: "text", Text: "Text with weight and code."}},
		"## Head\ntext behind it":               {{Kind: "heading", Text: "Head"}, {Kind: "text", Text: "text behind it"}},
		"- one\n- two\n  of two":                {{Kind: "list", Items: []string{"one", "two   of two"}}},
		"| a | b |\n| --- | --- |\n| 1 | `2` |": {{Kind: "table", Rows: [][]string{{"a", "b"}, {"1", "2"}}}},
		"```\nas **it** is\n```":                {{Kind: "code", Text: "as **it** is"}},
		"    as it is\n":                        {{Kind: "code", Text: "    as it is"}},
		"\n\n \n\n":                             nil,
		"see [the `log`](../a/016.md), [1] (b)": {{Kind: "text", Text: "see the log, [1] (b)"}},
		"-no list":                              {{Kind: "text", Text: "-no list"}},
	} {
		if got := blocksOf(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
