package source

import (
	"cmp"
	"encoding/json"
	"errors"

	"github.com/mmcdole/gofeed"
)

// parseJSONFeed reads a JSON Feed. Fields that are of another type than the standard
// says, authors above all, are read as far as they can be.
//
// Errors: JSON that is no feed, or nested deeper than any.
//
// Source: JSON Feed 1.0 and 1.1.
func parseJSONFeed(text []byte) (*gofeed.Feed, error) {
	if jsonDepth(text) > maxDepth {
		return nil, ErrTooDeep
	}
	var feed struct {
		Version  ldText            `json:"version"`
		Title    ldText            `json:"title"`
		Home     ldText            `json:"home_page_url"`
		Language ldText            `json:"language"`
		Author   ldNames           `json:"author"`
		Authors  ldNames           `json:"authors"`
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
			ID        ldText  `json:"id"`
			URL       ldText  `json:"url"`
			External  ldText  `json:"external_url"`
			Title     ldText  `json:"title"`
			Summary   ldText  `json:"summary"`
			HTML      any     `json:"content_html"`
			Text      any     `json:"content_text"`
			Published ldText  `json:"date_published"`
			Modified  ldText  `json:"date_modified"`
			Author    ldNames `json:"author"`
			Authors   ldNames `json:"authors"`
		}
		if json.Unmarshal(raw, &it) != nil {
			continue
		}
		markup, _ := it.HTML.(string)
		plain, _ := it.Text.(string)
		item := &gofeed.Item{GUID: string(it.ID), Link: cmp.Or(string(it.URL), string(it.External)), Title: string(it.Title),
			Description: string(it.Summary),
			Content:     cmp.Or(markup, plain), Published: string(it.Published), Updated: string(it.Modified)}
		for _, names := range []ldNames{it.Authors, it.Author, feed.Authors, feed.Author} {
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
