package inputs

import (
	"errors"
	"fmt"
	"net/url"
	"os"

	"readout/source"
)

// Feeds returns the given feeds and those of an OPML file.
//
// Errors: there are none, one is no address, or the file cannot be read.
func Feeds(feeds []string, opml string) ([]string, error) {
	for _, f := range feeds {
		if u, err := url.Parse(f); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, fmt.Errorf("%q is not the address of a feed: write https://…", f)
		}
	}
	if opml != "" {
		raw, err := os.ReadFile(opml)
		if err != nil {
			return nil, err
		}
		subs, err := source.OPML(raw, source.Hint{Name: opml})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", opml, err)
		}
		for _, s := range subs {
			feeds = append(feeds, s.URL)
		}
	}
	if len(feeds) == 0 {
		return nil, errors.New("nothing to watch: name feeds, or a list of them with --opml")
	}
	return feeds, nil
}
