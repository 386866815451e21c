package warc_test

import (
	"bytes"
	"errors"
	"fmt"

	"readout/source/warc"
)

// An archive is written record by record and read as a stream. Damage is an error of its own
// type, and reading resumes after it.
func ExampleRead() {
	const text = "The foreign ministry in Lorvik spoke on Thursday of what is to be signed next week."
	var archive bytes.Buffer
	w := warc.NewWriter(&archive)
	for _, name := range []string{"talks", "treaty"} {
		err := w.Write(&warc.Record{
			Type:   warc.Response,
			Target: "https://post.example/" + name,
			Date:   "2024-03-07T18:30:00Z",
			Fields: []warc.Field{{Name: "Content-Type", Value: "application/http; msgtype=response"}},
			Block: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" +
				"<article><h1>On the " + name + "</h1><p>" + text + "</p></article>"),
		})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	for rec, err := range warc.Read(&archive) {
		if damage := (*warc.Damage)(nil); errors.As(err, &damage) {
			fmt.Println("damaged:", damage)
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		a, err := rec.Article()
		if errors.Is(err, warc.ErrNotPage) {
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(rec.Target, "-", a.Cut(a.Headline))
	}
	// Output:
	// https://post.example/talks - On the talks
	// https://post.example/treaty - On the treaty
}
