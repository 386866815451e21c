package kb

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// WikidataLabels reads from a Wikidata JSON dump the names of its offices and countries: the
// English label of an office, the ISO 3166 code of a country, by Wikidata id. open opens the
// dump from its start. It is read twice, first for the ids of people's offices (P39) and
// countries (P27), then for their labels.
//
// Errors: open's and the reader's.
func WikidataLabels(open func() (io.ReadCloser, error)) (map[string]string, error) {
	wanted := map[string]bool{}
	err := eachEntity(open, func(e *wikidataEntity) {
		if !e.isHuman() {
			return
		}
		for _, property := range [...]string{"P39", "P27"} {
			for i := range e.Claims[property] {
				wanted[e.Claims[property][i].Mainsnak.item()] = true
			}
		}
	})
	if err != nil {
		return nil, err
	}
	labels := map[string]string{}
	err = eachEntity(open, func(e *wikidataEntity) {
		if !wanted[e.ID] {
			return
		}
		if name := e.Labels["en"].Value; name != "" {
			labels[e.ID] = name
		}
		for i := range e.Claims["P297"] {
			if code := e.Claims["P297"][i].Mainsnak.text(); code != "" {
				labels[e.ID] = code
			}
		}
	})
	return labels, err
}

// eachEntity visits the entities of a dump. It skips lines that are not entities.
func eachEntity(open func() (io.ReadCloser, error), visit func(*wikidataEntity)) error {
	f, err := open()
	if err != nil {
		return fmt.Errorf("kb: reading labels: %w", err)
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		var e wikidataEntity
		if json.Unmarshal([]byte(strings.TrimRight(strings.TrimSpace(string(line)), ",")), &e) == nil {
			visit(&e)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("kb: reading labels: %w", err)
		}
	}
}

// ReadLabels reads a table of ids and names: on each line an id, a tab or comma, and a name.
//
// Errors: an invalid line; the reader's.
func ReadLabels(r io.Reader) (map[string]string, error) {
	labels := map[string]string{}
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" {
			continue
		}
		at := strings.IndexAny(line, "\t,")
		if at < 2 || line[0] != 'Q' || strings.Trim(line[1:at], "0123456789") != "" {
			return nil, fmt.Errorf("kb: reading labels: line %d is no id with a name: %q", n, line)
		}
		labels[line[:at]] = strings.Trim(strings.TrimSpace(line[at+1:]), `"`)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("kb: reading labels: %w", err)
	}
	return labels, nil
}
