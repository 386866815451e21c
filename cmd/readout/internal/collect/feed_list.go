package collect

import (
	"bytes"
	"cmp"
	"os"

	"readout/source"
)

// feedList holds the followed feeds, in order, with their titles.
type feedList []source.Subscription

func newFeedList(feeds []string) feedList {
	list := make(feedList, 0, len(feeds))
	for _, f := range feeds {
		list = append(list, source.Subscription{Title: f, URL: f})
	}
	return list
}

func (list feedList) name(feed string, channel *source.Channel) {
	for i := range list {
		if list[i].URL == feed {
			list[i].Title, list[i].Site = cmp.Or(channel.Title, feed), channel.URL
		}
	}
}

// save writes the list as OPML.
func (list feedList) save(file string) error {
	var b bytes.Buffer
	if err := source.WriteOPML(&b, "Followed by Readout", list); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}
