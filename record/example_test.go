package record_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"readout/record"
)

// A record is JSON; every claim in it is a range of bytes of the text it includes.
func ExampleRecord() {
	raw := []byte(`{
		"schema": "readout/1",
		"article": {
			"text": "“It is over,” Anna Dalmer said.",
			"sha256": "4726d55d9e4306067226e800731fe87c814305ed7cfee4734b5e75ff0f3be7fb"
		},
		"statements": [{
			"id": "s1", "kind": "direct",
			"source": [{"start": 18, "end": 29}],
			"cue": [{"start": 30, "end": 34}],
			"content": [{"start": 0, "end": 17}]
		}]
	}`)
	var r record.Record
	if err := json.Unmarshal(raw, &r); err != nil {
		fmt.Println(err)
		return
	}
	said := r.Statements[0].Content[0]
	fmt.Println(r.Article.Text[said.Start:said.End])
	fmt.Println("broken promises:", r.Check())

	r.Article.Text = strings.Replace(r.Article.Text, "over", "lost", 1)
	fmt.Println("after a change of the text:", r.Check() != nil)
	// Output:
	// “It is over,”
	// broken promises: <nil>
	// after a change of the text: true
}

// A commitment in plain words, without FactBank's scale.
func ExampleSure() {
	fmt.Println(record.Sure(record.CertainPlus))
	fmt.Println(record.Sure(record.PossibleMinus))
	// Output:
	// certain
	// possibly not
}
