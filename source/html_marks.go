package source

import (
	"strings"

	"golang.org/x/net/html/atom"

	"readout/source/internal/letters"
	"readout/source/internal/tree"
)

// markWords says what a word of a class, id or itemprop tells about an element.
// The words are those that publishers' templates share; none belongs to one site.
var markWords = map[string]mark{
	"comment": markBox, "comments": markBox, "disqus": markBox, "respond": markWeak, "reply": markWeak, "replies": markBad,
	"livefyre": markBad, "discussion": markBad,
	"related": markWeak, "recommended": markWeak, "recommendation": markBad, "recommendations": markBad, "recirc": markBad,
	"recirculation": markBad, "trending": markBad, "popular": markWeak, "outbrain": markBad, "taboola": markBad,
	"readmore": markBad, "morefrom": markBad, "teaser": markTease, "teasers": markTease, "upnext": markBad,
	"sidebar": markWeak, "rail": markWeak, "footer": markWeak, "breadcrumb": markBad, "breadcrumbs": markBad,
	"nav": markBad, "navbar": markBad, "navigation": markBad, "menu": markWeak, "pagination": markBad, "pager": markBad,
	"share": markWeak, "sharing": markBad, "sharedaddy": markBad, "social": markWeak, "addthis": markBad,
	"addtoany": markBad, "follow": markWeak,
	"likes":      markWeak,
	"newsletter": markBox, "newsletters": markBox, "subscribe": markWeak, "subscription": markWeak, "signup": markBad,
	"optin": markBad, "mailchimp": markBad, "promo": markWeak, "promotion": markWeak, "promos": markWeak, "cta": markWeak,
	"callout": markWeak, "ad": markWeak, "ads": markWeak, "adslot": markWeak, "advert": markWeak,
	"advertisement": markWeak, "advertising": markWeak, "sponsor": markBad, "sponsored": markBad, "dfp": markBad,
	"adsense": markBad, "adunit": markBad, "commercial": markWeak, "cookie": markBox, "cookies": markBox,
	"consent": markBox, "gdpr": markBox, "dsgvo": markBox, "privacy": markBox, "slider": markWeak, "modal": markBad,
	"popup": markBad, "overlay": markWeak, "lightbox": markBad, "toast": markBad, "tooltip": markWeak, "tags": markWeak,
	"taglist": markBad, "hashtags": markBad, "copyright": markWeak, "disclaimer": markWeak, "disclosure": markWeak,
	"login": markWeak, "signin": markBad, "register": markWeak, "search": markWeak, "searchform": markBad,
	"print": markWeak, "skip": markBad, "screenreader": markBad, "toolbar": markWeak, "widget": markWeak,
	"widgets": markWeak, "bio": markWeak, "aboutauthor": markBad, "authorbox": markBad, "infobox": markWeak,
	"rating": markWeak, "ratings": markWeak, "poll": markWeak, "quiz": markWeak, "survey": markWeak, "video": markWeak,
	"player": markWeak, "jwplayer": markWeak, "playlist": markWeak, "gallery": markWeak, "slideshow": markWeak,
	"carousel": markWeak, "ticker": markWeak, "marketdata": markBad, "hidden": markWeak, "invisible": markWeak,
	"hide": markWeak, "pullquote": markBad, "caption": markCaption, "credit": markCaption, "figcaption": markCaption,
	"captions": markCaption, "byline": markByline, "author": markByline, "authors": markByline, "timestamp": markByline,
	"pubdate": markByline, "published": markByline, "postdate": markByline, "postmeta": markByline, "meta": markByline,
	"metadata": markByline, "paywall": markPaywall, "paygate": markPaywall, "regwall": markPaywall,
	"meteredcontent": markPaywall, "piano": markPaywall, "articlebody": markBody, "dek": markDeck, "deck": markDeck,
	"standfirst": markDeck, "subheadline": markDeck, "subhead": markDeck,
	"subtitle": markDeck,
}

// markPairs are two neighbouring words of a class that say what neither says alone.
var markPairs = map[string]mark{
	"article body": markBody, "article content": markBody, "article text": markBody, "entry content": markBody,
	"post content": markBody, "post body": markBody, "story body": markBody, "story content": markBody,
	"body content": markBody, "content body": markBody, "story text": markBody, "body text": markBody,
	"article copy": markBody, "body copy": markBody, "read more": markBad, "more stories": markBad, "more from": markBad,
	"see also": markBad, "up next": markBad, "most read": markBad, "also like": markBad, "sign up": markBad,
	"sign in": markBad, "log in": markBad, "pull quote": markBad, "author bio": markBad, "about author": markBad,
	"author box": markBad, "author info": markBad, "screen reader": markBad, "sr only": markBad,
	"visually hidden": markBad, "next article": markBad, "next post": markBad, "prev next": markBad,
	"post navigation": markBad, "table of": markBad, "read next": markBad, "top stories": markBad, "latest news": markBad,
	"story links": markBad, "link list": markBad, "post tags": markBad, "entry tags": markBad, "article tags": markBad,
	"tag list": markBad, "post footer": markBad, "entry footer": markBad, "post meta": markByline,
	"entry meta": markByline, "article meta": markByline, "image credit": markCaption, "image caption": markCaption,
	"photo credit": markCaption, "wp caption": markCaption, "media caption": markCaption,
	"subscriber only": markPaywall, "pay wall": markPaywall,
	"twitter tweet": markPost, "instagram media": markPost, "telegram post": markPost, "tiktok embed": markPost,
	"bluesky embed": markPost, "mastodon embed": markPost, "fb post": markPost, "reddit embed": markPost,
	"truth embed": markPost,
	"tgme widget": markPost,
}

// markOf is what an element's tag and attributes say about it.
func (c *chunker) markOf(i int32) mark {
	p := c.p
	n := &p.Nodes[i]
	var m mark
	switch n.Tag {
	case atom.A:
		if c.p.Has(i, tree.AttrHref) {
			m = markLink
		}
	case atom.Header, atom.Hgroup:
		m = markHead
	case atom.Footer, atom.Aside, atom.Form:
		m = markWeak
	case atom.Blockquote, atom.Q:
		m = markQuote
	case atom.P:
		m = markOpener
	case atom.Figcaption:
		m = markCaption
	case atom.Figure:
		m = markCaption
	case atom.Address:
		m = markByline
	}
	for _, a := range p.Attrs[n.Attr:n.Attrs] {
		v := p.Data[a.Start:a.End]
		switch a.Key {
		case tree.AttrHidden:
			m |= markDrop
		case tree.AttrAriaHidden:
			if v == "true" && tree.IsBlock(n.Tag) {
				m |= markVeil
			}
		case tree.AttrStyle:
			if hidesItself(v) {
				m |= markWeak
			}
		case tree.AttrRole:
			switch v {
			case "navigation", "banner", "search", "dialog", "alertdialog", "complementary", "contentinfo", "menu", "menubar",
				"toolbar", "tablist":
				m |= markBad
			}
		case tree.AttrItemprop:
			switch v {
			case "articleBody", "reviewBody":
				m |= markBody
			case "author", "datePublished", "dateModified":
				m |= markByline
			case "description", "alternativeHeadline":
				m |= markDeck
			case "caption":
				m |= markCaption
			case "comment":
				m |= markBad
			}
		case tree.AttrRel:
			if v == "author" {
				m |= markByline
			}
		case tree.AttrClass, tree.AttrID, tree.AttrTestID:
			m |= marksOfName(v)
		}
	}
	switch n.Tag {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.Strong, atom.Em, atom.B, atom.I:
		m &^= markBad | markBox | markWeak | markTease | markByline | markDeck | markHead
	case atom.P:
		m &^= markBad | markBox | markWeak | markTease
	}
	return m
}

// hidesItself reports whether a style attribute takes the element off the page.
func hidesItself(style string) bool {
	for {
		k := strings.Index(style, "none")
		if k < 0 {
			k = strings.Index(style, "hidden")
			if k < 0 {
				return false
			}
			return strings.HasSuffix(strings.TrimRight(style[:k], ": "), "visibility")
		}
		if strings.HasSuffix(strings.TrimRight(style[:k], ": "), "display") {
			return true
		}
		style = style[k+4:]
	}
}

// marksOfName reads a class or id: its words, in any of kebab-case, snake_case
// and camelCase, and its pairs of words.
func marksOfName(v string) mark {
	var m mark
	var buf [64]byte // the last two words, "one two"
	last := 0        // length of the previous word in buf, 0 if none
	for i := 0; i < len(v); {
		if v[i] == ' ' || v[i] == '\n' || v[i] == '\t' {
			last = 0
			i++
			continue
		}
		if !letters.IsLetter(v[i]) {
			i++
			continue
		}
		j := i + 1
		for j < len(v) && letters.IsLetter(v[j]) && (v[j] >= 'a' || v[j-1] < 'a') {
			j++
		}
		word := v[i:j]
		if len(word) > 30 {
			last, i = 0, j
			continue
		}
		first := last == 0
		at := 0
		if last > 0 {
			buf[last] = ' '
			at = last + 1
		}
		for k := range len(word) {
			buf[at+k] = word[k] | 0x20
		}
		w := buf[at : at+len(word)]
		if first {
			switch string(w) {
			case "has", "no", "with", "js", "is", "not", "without", "enable", "enabled", "show", "hide":
				// "has-comments" says something about the page, not about this element.
				for j < len(v) && v[j] != ' ' {
					j++
				}
				i = j
				continue
			}
		}
		alone, pair := markWords[string(w)], mark(0)
		if last > 0 {
			pair = markPairs[string(buf[:at+len(word)])]
		}
		if pair&markPost == 0 { // "widget" says nothing in "tgme_widget"
			m |= alone
		}
		m |= pair
		copy(buf[:], w)
		last, i = len(word), j
	}
	return m
}
