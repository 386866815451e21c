package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"readout/source/internal/letters"
	"readout/source/internal/tree"
)

// markWords maps a word of a class, id or itemprop to what it says about an element. The words
// are common to many publishers' templates; none is specific to one site.
var markWords = map[string]Mark{
	"comment": MarkBox, "comments": MarkBox, "disqus": MarkBox, "respond": markWeak, "reply": markWeak, "replies": MarkBad,
	"livefyre": MarkBad, "discussion": MarkBad,
	"related": markWeak, "recommended": markWeak, "recommendation": MarkBad, "recommendations": MarkBad, "recirc": MarkBad,
	"recirculation": MarkBad, "trending": MarkBad, "popular": markWeak, "outbrain": MarkBad, "taboola": MarkBad,
	"readmore": MarkBad, "morefrom": MarkBad, "teaser": markTease, "teasers": markTease, "upnext": MarkBad,
	"sidebar": markWeak, "rail": markWeak, "footer": markWeak, "breadcrumb": MarkBad, "breadcrumbs": MarkBad,
	"nav": MarkBad, "navbar": MarkBad, "navigation": MarkBad, "menu": markWeak, "pagination": MarkBad, "pager": MarkBad,
	"share": markWeak, "sharing": MarkBad, "sharedaddy": MarkBad, "social": markWeak, "addthis": MarkBad,
	"addtoany": MarkBad, "follow": markWeak,
	"likes":      markWeak,
	"newsletter": MarkBox, "newsletters": MarkBox, "subscribe": markWeak, "subscription": markWeak, "signup": MarkBad,
	"optin": MarkBad, "mailchimp": MarkBad, "promo": markWeak, "promotion": markWeak, "promos": markWeak, "cta": markWeak,
	"callout": markWeak, "ad": markWeak, "ads": markWeak, "adslot": markWeak, "advert": markWeak,
	"advertisement": markWeak, "advertising": markWeak, "sponsor": MarkBad, "sponsored": MarkBad, "dfp": MarkBad,
	"adsense": MarkBad, "adunit": MarkBad, "commercial": markWeak, "cookie": MarkBox, "cookies": MarkBox,
	"consent": MarkBox, "gdpr": MarkBox, "dsgvo": MarkBox, "privacy": MarkBox, "slider": markWeak, "modal": MarkBad,
	"popup": MarkBad, "overlay": markWeak, "lightbox": MarkBad, "toast": MarkBad, "tooltip": markWeak, "tags": markWeak,
	"taglist": MarkBad, "hashtags": MarkBad, "copyright": markWeak, "disclaimer": markWeak, "disclosure": markWeak,
	"login": markWeak, "signin": MarkBad, "register": markWeak, "search": markWeak, "searchform": MarkBad,
	"print": markWeak, "skip": MarkBad, "screenreader": MarkBad, "toolbar": markWeak, "widget": markWeak,
	"widgets": markWeak, "bio": markWeak, "aboutauthor": MarkBad, "authorbox": MarkBad, "infobox": markWeak,
	"rating": markWeak, "ratings": markWeak, "poll": markWeak, "quiz": markWeak, "survey": markWeak, "video": markWeak,
	"player": markWeak, "jwplayer": markWeak, "playlist": markWeak, "gallery": markWeak, "slideshow": markWeak,
	"carousel": markWeak, "ticker": markWeak, "marketdata": MarkBad, "hidden": markWeak, "invisible": markWeak,
	"hide": markWeak, "pullquote": MarkBad, "caption": MarkCaption, "credit": MarkCaption, "figcaption": MarkCaption,
	"captions": MarkCaption, "byline": MarkByline, "author": MarkByline, "authors": MarkByline, "timestamp": MarkByline,
	"pubdate": MarkByline, "published": MarkByline, "postdate": MarkByline, "postmeta": MarkByline, "meta": MarkByline,
	"metadata": MarkByline, "paywall": MarkPaywall, "paygate": MarkPaywall, "regwall": MarkPaywall,
	"meteredcontent": MarkPaywall, "piano": MarkPaywall, "articlebody": markBody, "dek": MarkDeck, "deck": MarkDeck,
	"standfirst": MarkDeck, "subheadline": MarkDeck, "subhead": MarkDeck,
	"subtitle": MarkDeck,
}

// markPairs maps two adjacent words of a class that together say what neither says alone.
var markPairs = map[string]Mark{
	"article body": markBody, "article content": markBody, "article text": markBody, "entry content": markBody,
	"post content": markBody, "post body": markBody, "story body": markBody, "story content": markBody,
	"body content": markBody, "content body": markBody, "story text": markBody, "body text": markBody,
	"article copy": markBody, "body copy": markBody, "read more": MarkBad, "more stories": MarkBad, "more from": MarkBad,
	"see also": MarkBad, "up next": MarkBad, "most read": MarkBad, "also like": MarkBad, "sign up": MarkBad,
	"sign in": MarkBad, "log in": MarkBad, "pull quote": MarkBad, "author bio": MarkBad, "about author": MarkBad,
	"author box": MarkBad, "author info": MarkBad, "screen reader": MarkBad, "sr only": MarkBad,
	"visually hidden": MarkBad, "next article": MarkBad, "next post": MarkBad, "prev next": MarkBad,
	"post navigation": MarkBad, "table of": MarkBad, "read next": MarkBad, "top stories": MarkBad, "latest news": MarkBad,
	"story links": MarkBad, "link list": MarkBad, "post tags": MarkBad, "entry tags": MarkBad, "article tags": MarkBad,
	"tag list": MarkBad, "post footer": MarkBad, "entry footer": MarkBad, "post meta": MarkByline,
	"entry meta": MarkByline, "article meta": MarkByline, "image credit": MarkCaption, "image caption": MarkCaption,
	"photo credit": MarkCaption, "wp caption": MarkCaption, "media caption": MarkCaption,
	"subscriber only": MarkPaywall, "pay wall": MarkPaywall,
	"twitter tweet": markPost, "instagram media": markPost, "telegram post": markPost, "tiktok embed": markPost,
	"bluesky embed": markPost, "mastodon embed": markPost, "fb post": markPost, "reddit embed": markPost,
	"truth embed": markPost,
	"tgme widget": markPost,
}

// markOf returns what an element's tag and attributes say about it.
func (c *Chunker) markOf(i int32) Mark {
	p := c.P
	n := &p.Nodes[i]
	var m Mark
	switch n.Tag {
	case atom.A:
		if c.P.Has(i, tree.AttrHref) {
			m = markLink
		}
	case atom.Header, atom.Hgroup:
		m = markHead
	case atom.Footer, atom.Aside, atom.Form:
		m = markWeak
	case atom.Blockquote, atom.Q:
		m = markQuote
	case atom.P:
		m = markParagraph
	case atom.Figcaption:
		m = MarkCaption
	case atom.Figure:
		m = MarkCaption
	case atom.Address:
		m = MarkByline
	}
	for _, a := range p.Attrs[n.Attr:n.Attrs] {
		v := p.Data[a.Start:a.End]
		switch a.Key {
		case tree.AttrHidden:
			m |= markWeak
		case tree.AttrAriaHidden:
			if v == "true" && tree.IsBlock(n.Tag) {
				m |= markAriaHidden
			}
		case tree.AttrStyle:
			if hidesElement(v) {
				m |= markWeak
			}
		case tree.AttrRole:
			switch v {
			case "navigation", "banner", "search", "dialog", "alertdialog", "complementary", "contentinfo", "menu", "menubar",
				"toolbar", "tablist":
				m |= MarkBad
			}
		case tree.AttrItemprop:
			switch v {
			case "articleBody", "reviewBody":
				m |= markBody
			case "author", "datePublished", "dateModified":
				m |= MarkByline
			case "description", "alternativeHeadline":
				m |= MarkDeck
			case "caption":
				m |= MarkCaption
			case "comment":
				m |= MarkBad
			}
		case tree.AttrRel:
			if v == "author" {
				m |= MarkByline
			}
		case tree.AttrClass, tree.AttrID, tree.AttrTestID:
			m |= marksOfName(v)
		}
	}
	switch n.Tag {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.Strong, atom.Em, atom.B, atom.I:
		m &^= MarkBad | MarkBox | markWeak | markTease | MarkByline | MarkDeck | markHead
	case atom.P:
		m &^= MarkBad | MarkBox | markWeak | markTease
	}
	return m
}

// hidesElement reports whether a style attribute hides the element.
func hidesElement(style string) bool {
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

// marksOfName returns the marks of a class or id: of its words, in kebab-case, snake_case or
// camelCase, and of its pairs of words.
func marksOfName(v string) Mark {
	var m Mark
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
				// "has-comments" describes the page, not this element.
				for j < len(v) && v[j] != ' ' {
					j++
				}
				i = j
				continue
			}
		}
		alone, pair := markWords[string(w)], Mark(0)
		if last > 0 {
			pair = markPairs[string(buf[:at+len(word)])]
		}
		if pair&markPost == 0 { // in "tgme_widget", "widget" means nothing
			m |= alone
		}
		m |= pair
		copy(buf[:], w)
		last, i = len(word), j
	}
	return m
}
