package main

import (
	"fmt"
	"os"
	"path/filepath"

	"readout/ledger/ledgertest"
	"readout/source/warc"
)

// corpusOptions configures the corpus of the archives: pages of 750 words.
var corpusOptions = ledgertest.Options{Seed: 7, Statements: 24}

// makeArchives writes articles into several archives, and a list of these.
func makeArchives(dir string, files, articles int) (list string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	list = filepath.Join(dir, "list.txt")
	out, err := os.Create(list)
	if err != nil {
		return "", err
	}
	defer out.Close()
	c := ledgertest.New(corpusOptions)
	for i := range files {
		path := filepath.Join(dir, fmt.Sprintf("crawl-%03d.warc.gz", i))
		fmt.Fprintln(out, path)
		if err := makeArchive(c, path, articles*i/files, articles*(i+1)/files); err != nil {
			return "", err
		}
	}
	return list, nil
}

func makeArchive(c *ledgertest.Corpus, path string, from, to int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := warc.NewWriter(f)
	for n := from; n < to; n++ {
		url, page := c.Page(n)
		if err := ledgertest.WritePage(w, url, page); err != nil {
			return err
		}
	}
	return f.Close()
}
