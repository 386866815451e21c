package page

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/sourcetest"
)

// The paragraphs of an invented report.
var sluiceReport = []string{
	"The sluice at Ostby stays shut until the gauge is read, warden Nils Aro said on Thursday after a meeting of the " +
		"board.",
	"“We do not open what we cannot close,” Aro told reporters at the lock, and went home.",
	"The board meets again in a fortnight, and nobody expects that the gauge will be read by then.",
	"A spokesman for the ferry company, Jens Holm, said that it would wait for the reading as well.",
	"The sluice was last opened in May, when the water stood higher than in any year before.",
}

// paragraphsAs returns the report's paragraphs between two pieces of markup.
func paragraphsAs(open, end string, from, to int) string {
	var sb strings.Builder
	for _, p := range sluiceReport[from:to] {
		sb.WriteString(open + p + end)
	}
	return sb.String()
}

// No template loses a paragraph of the text or merges two into one.
func TestNoParagraphIsLost(t *testing.T) {
	const h1 = "<h1>Sluice stays shut</h1>"
	p := func(from, to int) string { return paragraphsAs("<p>", "</p>", from, to) }
	linked := "<p><a href=/live>" + sluiceReport[0] + "</a></p><p><a href=/b>" + sluiceReport[1] + "</a></p>"
	for name, body := range map[string]string{
		"an opening in wrappers": h1 + "<div class=a><div class=b>" + p(0, 1) +
			"</div></div><div class=slot>Advert</div><div class=c>" + p(1, 5) + "</div>",
		"an opening called a teaser": h1 + "<div class=teaser-content><section>" + p(0, 1) +
			"</section></div><div class=rest><section>" + p(1, 5) + "</section></div>",
		"divisions before a division": h1 + paragraphsAs("<div>", "</div>", 0, 2) + "<div>" +
			paragraphsAs("<div>", "</div>", 2, 5) + "</div>",
		"sections": h1 + "<div class=sec><div>" + p(0, 2) +
			"</div></div><div class=sec><h2>What the company says</h2><div>" + p(2, 5) + "</div></div>",
		"a last section": h1 + "<div class=sec><div>" + p(0, 3) + "</div></div><div class=sec><div>" + p(3, 5) +
			"</div></div>",
		"components":            "<article>" + h1 + paragraphsAs("<text-block>", "</text-block>", 0, 5) + "</article>",
		"components with icons": "<button><x-icon></x-icon></button><article>" + h1 + p(0, 5) + "</article>",
		"words in components": "<article>" + h1 + strings.ReplaceAll(p(0, 5), "Aro", "<x-name>Aro</x-name>") +
			"</article>",
		"a linked sentence": "<article>" + h1 + p(0, 1) + "<p><a href=/live>" + sluiceReport[1] + "</a></p>" +
			p(2, 5) + "</article>",
		"two linked sentences first": "<article>" + h1 + linked + p(2, 5) + "</article>",
		"an opening in the header": "<header>" + h1 + "<p class=x>" + sluiceReport[0] + "</p></header><section>" +
			p(1, 5) + "</section>",
		"bare text before a division": "<div>" + h1 + sluiceReport[0] + "<div>" + p(1, 5) + "</div></div>",
		"a component's own tree": "<news-text><template shadowrootmode=open><article>" + h1 + p(0, 5) +
			"</article></template></news-text>",
		"a preformatted text": h1 + "<pre>\n" + strings.Join(sluiceReport, "\n\n") + "\n</pre>",
		"a part to unfold": "<article>" + h1 + p(0, 2) + "<div aria-hidden=true>" + p(2, 3) + "</div>" + p(3, 5) +
			"</article>",
		"a wrapper with a column": "<div class='page right-sidebar'><div>" + h1 + p(0, 5) + "</div><aside>" +
			strings.Repeat("<p>Walks along the water are what our readers like best in spring, they wrote.</p>", 12) +
			"</aside></div>",
		"a body that reads on": h1 + "<div class='entry-content entry-content-read-more'>" + p(0, 5) + "</div>",
		"bare text":            h1 + "<div>" + strings.Join(sluiceReport, "<br><br>") + "</div>",
		"noscript":             "<div id=app></div><noscript><article>" + h1 + p(0, 5) + "</article></noscript>",
	} {
		a, err := Read([]byte(`<html><head><title>Sluice stays shut | Ostby Post</title><meta `+
			`property="og:type" content="article"></head><body>`+body+"</body></html>"), input.Hint{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(sourcetest.Blocks(a, article.Paragraph), "|"); got != strings.Join(sluiceReport, "|") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A page without visible text may hold its text in data.
func TestTextInData(t *testing.T) {
	text := strings.Join(sluiceReport, "\n\n")
	quoted := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	var blocksOf []map[string]string
	for _, p := range sluiceReport {
		blocksOf = append(blocksOf, map[string]string{"type": "text", "content": p})
	}
	for name, head := range map[string]string{
		"JSON-LD": `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Sluice stays ` +
			`shut","articleBody":` + quoted(text) + `}</script>`,
		"state as HTML": `<script id="__NEXT_DATA__" type="application/json">{"props":{"post":{"title":"Sluice","body":` +
			quoted(paragraphsAs("<p>", "</p>", 0, 5)) + `}}}</script>`,
		"state in parts": `<script>window.__STATE__ = {"story":{"tags":["a","b"],"elements":` + quoted(blocksOf) +
			`}};</script>`,
	} {
		a, err := Read([]byte("<html><head><title>Sluice stays shut</title>"+head+"</head><body><div id=root></div></body>"+
			"</html>"), input.Hint{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := strings.Join(sourcetest.Blocks(a, article.Paragraph), "|"); got != strings.Join(sluiceReport, "|") ||
			a.Cut(a.Headline) != "Sluice stays shut" {
			t.Errorf("%s: %q: %q", name, a.Cut(a.Headline), got)
		}
	}
}

// What is beside an article is not part of it, whatever its class.
func TestWhatIsNoText(t *testing.T) {
	const other = "The ten best walks along the water, as our readers chose them this spring."
	report := paragraphsAs("<p>", "</p>", 0, 5)
	for name, body := range map[string]string{
		"cards": "<article><h1>Sluice stays shut</h1>" + report +
			"<div class=x><div class=y><a href=/a><h4>Ten walks</h4></a><p>" + other +
			"</p></div><div class=y><h4><a href=/b>More walks</a></h4><p>" + other + "</p></div></div></article>",
		"an AMP advert": "<article><h1>Sluice stays shut</h1><amp-ad><div>" + other + "</div></amp-ad>" + report +
			"</article>",
		"a consent box": "<article><h1>Sluice stays shut</h1>" + report + "</article><div class=consent><p>" + other +
			"</p></div>",
	} {
		a, err := Read([]byte("<html><body>"+body+"</body></html>"), input.Hint{})
		if err != nil || strings.Contains(a.Text, other) || len(sourcetest.Blocks(a, article.Paragraph)) != 5 {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	for name, body := range map[string]string{
		"consent": "<h1>Your privacy</h1><p>We and our partners store and read information on your device, such as " +
			"cookies, to show personalised advertising.</p><p>You can change your choice at any time in the settings, or " +
			"withdraw it.</p>",
		"a front": strings.Repeat("<div class=y><h3><a href=/a>Ten walks</a></h3><p>"+other+"</p></div>", 8),
	} {
		if a, err := Read([]byte("<html><body>"+body+"</body></html>"), input.Hint{}); !errors.Is(err, input.ErrNoArticle) {
			t.Errorf("%s is read as %+v, %v", name, a, err)
		}
	}
}

func TestQuotedPostsAreText(t *testing.T) {
	const post = "Nobody asked the wardens. The gauge has been broken since the autumn, and everybody at the lock " +
		"knows it."
	for _, class := range []string{"twitter-tweet", "instagram-media", "telegram-post", "tgme_widget_message"} {
		a, err := Read([]byte("<html><body><article><h1>Sluice stays shut</h1>"+paragraphsAs("<p>", "</p>", 0, 2)+
			`<div class="video-container"><blockquote class="`+class+`"><p>`+post+"</p><p>— Jens Holm (@holm) March 7, "+
			"2024</p></blockquote></div>"+paragraphsAs("<p>", "</p>", 2, 5)+"</article></body></html>"), input.Hint{})
		if err != nil || !strings.Contains(a.Text, post) {
			t.Errorf("%s: %+v, %v", class, a, err)
		}
	}
}

// Text that reads like an article but is left out is reported as a gap at its position.
// Notices to the reader, and sentences that the text already has, are not.
func TestWhatIsLeftOutIsAGap(t *testing.T) {
	const (
		h1    = "<h1>Sluice stays shut</h1>"
		aside = "The lock keeper of Ostby, Maren Holt, said that nobody had asked her before the board met, and that she " +
			"would have told them what the gauge showed on that day."
	)
	text := paragraphsAs("<p>", "</p>", 0, 5)
	for name, c := range map[string]struct{ body, after, why string }{
		"beside the container": {h1 + "<div class=text>" + text + "</div><div class=extra><p>" + aside + "</p></div>",
			sluiceReport[4],
			"apart on the page: paragraphs left out: 1, from “The lock keeper of Ostby, Maren Holt, said …”"},
		"a box in the text": {"<article>" + h1 + paragraphsAs("<p>", "</p>", 0, 2) + "<div class=infobox><p>" + aside +
			"</p><p>" + aside + "</p></div>" +
			paragraphsAs("<p>", "</p>", 2, 5) + "</article>", sluiceReport[1],
			"in a box among the text: paragraphs left out: 2, from “The lock keeper of Ostby, Maren Holt, said …”"},
		"nothing": {h1 + "<div class=text>" + text + "</div>", "", ""},
		"a notice": {h1 + "<div class=text>" + text +
			"</div><div class=extra><p>If you have seen the gauge yourself, write to us, and we print what you saw, with your " +
			"name or without it, on the page that follows.</p></div>", "", ""},
		"cookies": {h1 + "<div class=text>" + text +
			"</div><div class=extra><p>This paper keeps cookies, and so do its partners, to measure advertising and to " +
			"remember the settings that were chosen before on the same device.</p></div>", "", ""},
		"comments": {h1 + "<div class=text>" + text + "</div><div class=comments><p>" + aside + "</p></div>", "", ""},
		"a pull quotation": {"<article>" + h1 + paragraphsAs("<p>", "</p>", 0, 3) + "<div class=pullquote><p>“" +
			sluiceReport[4] + " " + sluiceReport[3] + "”</p></div>" + paragraphsAs("<p>", "</p>", 3, 5) + "</article>", "", ""},
	} {
		a, err := Read([]byte(`<html><head><title>Sluice stays shut</title><meta property="og:type" content="article">`+
			`</head><body>`+c.body+"</body></html>"), input.Hint{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		switch {
		case c.why == "" && len(a.Gaps) > 0:
			t.Errorf("%s: %v", name, a.Gaps)
		case c.why != "" && (len(a.Gaps) != 1 || a.Gaps[0].Why != c.why || !a.Gaps[0].Empty() ||
			!strings.HasSuffix(a.Text[:a.Gaps[0].Start], c.after)):
			t.Errorf("%s: %v in %q", name, a.Gaps, a.Text)
		}
	}
}

// A paragraph at either end of the text is kept even without a full stop; a byline, a date, a
// headline and a pointer to another page are not.
func TestParagraphsThatNothingEnds(t *testing.T) {
	for line, want := range map[string]bool{
		"Measured by: Nils Aro, depth: 2.40 metres, at the old lock":    true,
		"(Graphic: the water at Ostby since the spring of 2019 - here)": true,
		"By Maren Holt and Jens Holm, Staff Writers of the Ostby Post":  false,
		"Posted on Thursday, May 16, 2019 at 10:25 in the morning":      false,
		"Ostby Council Keeps Old Sluice Shut Until Gauge Has Been Read": false,
		"The gauge": false,
		"<a href=/gauge>all we know of the gauge at Ostby and its keeper</a>": false,
	} {
		for _, body := range []string{"<p>" + line + "</p>" + paragraphsAs("<p>", "</p>", 0, 5),
			paragraphsAs("<p>", "</p>", 0, 5) + "<p>" + line + "</p>"} {
			a, err := Read([]byte("<html><head><title>Sluice stays shut</title></head><body><h1>Sluice stays shut</h1>"+
				"<div>"+body+"</div></body></html>"), input.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Contains(sourcetest.Blocks(a, article.Paragraph), line); got != want {
				t.Errorf("%q kept: %v, want %v", line, got, want)
			}
		}
	}
	pointer := "More of the old sluice at the lock: https://ostby.example/sluice"
	a, err := Read([]byte("<html><body><h1>Sluice stays shut</h1><div>"+paragraphsAs("<p>", "</p>", 0,
		5)+"<p>"+pointer+"</p></div></body></html>"), input.Hint{})
	if err != nil || slices.Contains(sourcetest.Blocks(a, article.Paragraph), pointer) {
		t.Errorf("a pointer to another page is in %v, %v", sourcetest.Blocks(a, article.Paragraph), err)
	}
}
