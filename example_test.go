package readout_test

import (
	"context"
	"fmt"
	"strings"

	"readout"
	"readout/source"
)

// Read one report and print who said what: every span cuts its words out of the text.
func ExampleReader_Read() {
	raw := "LORVIK, March 7 (KTA) — “We will sign the treaty in Lorvik,” Foreign Minister Anna Dalmer said.\n"
	a, err := source.Text([]byte(raw), source.Hint{Published: "2024-03-07"})
	if err != nil {
		fmt.Println(err)
		return
	}
	reader, err := readout.New(readout.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := reader.Read(context.Background(), a)
	if err != nil {
		fmt.Println(err)
		return
	}
	names := make(map[string]string)
	for _, e := range r.Entities {
		names[e.ID] = e.Name
	}
	for _, s := range r.Statements {
		var speakers []string
		for _, id := range s.Speakers {
			speakers = append(speakers, names[id])
		}
		fmt.Printf("%s (%s): %s\n", strings.Join(speakers, ", "), s.Kind, a.Cut(s.Content[0]))
	}
	// Output:
	// Anna Dalmer (direct): “We will sign the treaty in Lorvik,”
}
