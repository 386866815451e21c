package feed

import (
	"slices"
	"strings"
	"testing"

	"readout/source/internal/input"
)

// lines are the paragraphs of an item.
var lines = []string{
	"The sluice at Ostby stays shut, warden Nils Aro said on Monday.",
	"“We wait for the gauge,” Aro told reporters at the lock.",
	"The ferry to Holm will not sail before it is read, the office said.",
}

// rssOf returns a feed with one item.
func rssOf(item string) string {
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>` +
		`<title>Ostby Post</title><link>https://ostby.example/</link><item><title>Sluice shut</title>` +
		item + `</item></channel></rss>`
}

func TestWholeTextInADescription(t *testing.T) {
	drawn := "<description><![CDATA[" + strings.Join(lines, "<br/><br/>") + "]]></description>"
	empty := "<description>\n" + strings.Join(lines, "\n\n") + "</description>"
	note := `<p>The post <a href="x">Sluice shut</a> appeared first on <a href="y">Ostby Post</a>.</p>`
	marked := "<content:encoded><![CDATA[<p>" + strings.Join(lines, "</p><p>") + "</p>" + note + "]]></content:encoded>"
	for name, c := range map[string]struct {
		item  string
		whole bool
	}{
		"drawn lines": {drawn, true}, "empty lines": {empty, true}, "a program's note": {marked, true},
		"cut off":              {marked, true},
		"a summary and a note": {"<description><![CDATA[<p>" + lines[0] + "</p>" + note + "]]></description>", false},
	} {
		ch, err := Read([]byte(rssOf(c.item)), input.Hint{})
		if name == "cut off" {
			whole := rssOf(c.item)
			ch, err = Read([]byte(whole[:strings.Index(whole, "</item>")]), input.Hint{})
		}
		if err != nil || len(ch.Entries) != 1 || (ch.Entries[0].Content != "") != c.whole {
			t.Errorf("%s: %+v, %v", name, ch, err)
			continue
		}
		if !c.whole {
			continue
		}
		a, err := ch.Entries[0].Article(input.Hint{})
		if err != nil || strings.Contains(a.Text, "first on") {
			t.Errorf("%s: %+v, %v", name, a, err)
			continue
		}
		for _, line := range lines {
			if !strings.Contains(a.Text, line+"\n") && !strings.HasSuffix(a.Text, line) {
				t.Errorf("%s: %q is no paragraph of %q", name, line, a.Text)
			}
		}
	}
}

func TestItemsTakeFromTheirFeed(t *testing.T) {
	item := "<link>/news/sluice</link><pubDate>Thu, 07 Mar 2924 09:00:00 GMT</pubDate>"
	ch, err := Read([]byte(rssOf(item)), input.Hint{})
	if err != nil || ch.Entries[0].URL != "https://ostby.example/news/sluice" || ch.Entries[0].Published != "" {
		t.Errorf("%+v, %v", ch, err)
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><title>Ostby Post</title><id>u</id>` +
		`<author><name>Mara Lenz</name></author><entry><title>Sluice shut</title><id>1</id>` +
		`<updated>2024-03-07T09:00:00Z</updated></entry>` +
		`<entry><title>Ferry</title><id>2</id><author><name>Olav Brenn</name></author></entry></feed>`
	ch, err = Read([]byte(atom), input.Hint{})
	if err != nil || len(ch.Entries) != 2 || !slices.Equal(ch.Entries[0].Authors, []string{"Mara Lenz"}) ||
		!slices.Equal(ch.Entries[1].Authors, []string{"Olav Brenn"}) {
		t.Errorf("%+v, %v", ch, err)
	}
}
