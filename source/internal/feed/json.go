package feed

import (
	"cmp"
	"encoding/json"
	"errors"

	"github.com/mmcdole/gofeed"

	"readout/source/internal/input"
	"readout/source/internal/loose"
)

// parseJSONFeed parses a JSON Feed. Fields of another type than the standard requires, above
// all authors, are read as far as possible.
//
// Errors: JSON that is not a feed, or nested too deep.
//
// Source: JSON Feed 1.0 and 1.1.
func parseJSONFeed(text []byte) (*gofeed.Feed, error) {
	if loose.Depth(text) > input.MaxDepth {
		return nil, input.ErrTooDeep
	}
	var feed struct {
		Version  loose.Text        `json:"version"`
		Title    loose.Text        `json:"title"`
		Home     loose.Text        `json:"home_page_url"`
		Language loose.Text        `json:"language"`
		Author   loose.Names       `json:"author"`
		Authors  loose.Names       `json:"authors"`
		Items    []json.RawMessage `json:"items"`
	}
	if err := json.Unmarshal(text, &feed); err != nil {
		return nil, err
	}
	if feed.Version == "" && len(feed.Items) == 0 {
		return nil, errors.New("JSON without version and items")
	}
	f := &gofeed.Feed{FeedType: "json", Title: string(feed.Title), Link: string(feed.Home),
		Language: string(feed.Language)}
	for _, raw := range feed.Items {
		var it struct {
			ID        loose.Text  `json:"id"`
			URL       loose.Text  `json:"url"`
			External  loose.Text  `json:"external_url"`
			Title     loose.Text  `json:"title"`
			Summary   loose.Text  `json:"summary"`
			HTML      any         `json:"content_html"`
			Text      any         `json:"content_text"`
			Published loose.Text  `json:"date_published"`
			Modified  loose.Text  `json:"date_modified"`
			Author    loose.Names `json:"author"`
			Authors   loose.Names `json:"authors"`
		}
		if json.Unmarshal(raw, &it) != nil {
			continue
		}
		markup, _ := it.HTML.(string)
		plain, _ := it.Text.(string)
		item := &gofeed.Item{GUID: string(it.ID), Link: cmp.Or(string(it.URL), string(it.External)), Title: string(it.Title),
			Description: string(it.Summary),
			Content:     cmp.Or(markup, plain), Published: string(it.Published), Updated: string(it.Modified)}
		for _, names := range []loose.Names{it.Authors, it.Author, feed.Authors, feed.Author} {
			if len(item.Authors) == 0 {
				for _, name := range names {
					item.Authors = append(item.Authors, &gofeed.Person{Name: name})
				}
			}
		}
		f.Items = append(f.Items, item)
	}
	return f, nil
}
