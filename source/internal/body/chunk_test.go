package body

import (
	"fmt"
	"slices"
	"testing"

	"readout/source/internal/tree"
)

// TestChunks checks where blocks begin and end, and how white space is collapsed.
func TestChunks(t *testing.T) {
	for html, want := range map[string][]string{
		"<p>The gauge\n  <b>is</b>&nbsp;read.</p><p>Aro left.</p>":  {"The gauge is read.", "Aro left."},
		"<div>The gauge<p>is read</p>today</div>":                   {"The gauge", "is read", "today"},
		"<p>The gauge<br>is read</p>":                               {"The gauge is read"},
		"<p>The gauge<br><br>is read</p>":                           {"The gauge", "is read"},
		"<p>The gauge<br> <br>is read</p>":                          {"The gauge", "is read"},
		"<pre>The gauge\n\nis\nread</pre>":                          {"The gauge", "is read"},
		"<p>The gauge\n\nis read</p>":                               {"The gauge is read"},
		"<p>har\u00adbour \u200bvote\u2060s\u0085on</p>":            {"harbour votes on"},
		"<p>The</p><script>x()</script><nav>Home</nav><p>gauge</p>": {"The", "gauge"},
		"<p>The <button>Share</button>gauge</p>":                    {"The gauge"},
		"<p>The <span class=tooltip>a measure</span>gauge</p>":      {"The gauge"},
		"<p>The <strong class=tooltip>new</strong> gauge</p>":       {"The new gauge"},
		"<ruby>港<rt>みなと</rt></ruby>":                                {"港"},
		"<table><tr><td>High<td>4.1</table>":                        {"High", "4.1"},
		"<p> \n </p>":                                               nil,
	} {
		c := ChunksOf(tree.Parse([]byte("<body>" + html)))
		var got []string
		for i := range c.Chunks {
			got = append(got, c.Str(&c.Chunks[i]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", html, got, want)
		}
	}
}

// TestChunkKinds checks the kind of a chunk by its enclosing elements.
func TestChunkKinds(t *testing.T) {
	for html, want := range map[string]Kind{
		"<h1>x</h1>": Title, "<h3>x</h3>": Heading, "<ul><li>x</ul>": List, "<dl><dd>x</dl>": List,
		"<table><td>x</table>": Cell, "<figure><figcaption>x</figcaption></figure>": Caption, "<p>x</p>": Plain,
		"<ul><li><p>x</p></ul>": List, "<h2><span>x</span></h2>": Heading, "<ul><li><section>x</section></ul>": Plain,
	} {
		if c := ChunksOf(tree.Parse([]byte("<body>" + html))); len(c.Chunks) != 1 || c.Chunks[0].Kind != want {
			t.Errorf("%s: %+v, want the kind %d", html, c.Chunks, want)
		}
	}
}

// TestChunkLinks checks the amount of link text; a link without href does not count.
func TestChunkLinks(t *testing.T) {
	for html, want := range map[string]string{
		"<p><a href=/x>gauge</a></p>":                    "[5]",
		"<p>The <a href=/x>gauge</a> is read</p>":        "[6]", // with the space before it
		"<p>The <a name=x>gauge</a></p>":                 "[0]",
		"<a href=/x><p>gauge</p></a><p>read</p>":         "[5 0]",
		"<p><a href=/x>gauge</a></p><p>The gauge</p>":    "[5 0]",
		"<p><a href=/x>The <b>gauge</b></a> is read</p>": "[9]",
		"<p>gauge</p>": "[0]",
	} {
		var got []int32
		for _, k := range ChunksOf(tree.Parse([]byte("<body>" + html))).Chunks {
			got = append(got, k.Link)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v bytes of links, want %s", html, got, want)
		}
	}
}

// TestChunksInto checks that reused memory does not leak into the next page.
func TestChunksInto(t *testing.T) {
	old := ChunksOf(tree.Parse([]byte("<body><div class=comments><p>The first page.</p><p>Of two.</p></div>")))
	p := tree.Parse([]byte("<body><div><p>The second.</p></div>"))
	got, want := ChunksInto(old, p), ChunksOf(p)
	if !slices.Equal(got.Chunks, want.Chunks) || string(got.text) != string(want.text) ||
		!slices.Equal(got.own, want.own) {
		t.Errorf("%+v, want %+v", got.Chunks, want.Chunks)
	}
}

// TestNames checks the marks of class names, including words that only look alike.
func TestNames(t *testing.T) {
	for class, want := range map[string]Mark{
		"comments": MarkBox, "commentary": 0, "has-comments": 0, "page has-comments": 0, "no-js comments": MarkBox,
		"relatedArticles": markWeak, "related_articles": markWeak, "unrelated": 0, "RELATED": markWeak,
		"ad": markWeak, "ad-slot": markWeak, "ads": markWeak, "header": 0, "download": 0, "adSlot": markWeak,
		"article-body": markBody, "articleBody": markBody, "article body": 0, "body": 0, "article": 0,
		"entry__content": markBody, "content-entry": 0, "read-more": MarkBad, "read more": 0,
		"twitter-tweet": markPost, "tgme_widget": markPost, "widget": markWeak, "tweet": 0,
		"photo-credit": MarkCaption, "byline": MarkByline, "bylines": 0, "paywall": MarkPaywall, "": 0,
	} {
		if got := marksOfName(class); got != want {
			t.Errorf("class %q is marked %b, want %b", class, got, want)
		}
	}
}

func TestHiddenByStyle(t *testing.T) {
	for style, want := range map[string]bool{
		"display:none": true, "display: none;color:red": true, "visibility: hidden": true,
		"float:none": false, "list-style:none; display : none": true, "display:block": false,
		"overflow:hidden": false, "": false,
	} {
		if hidesElement(style) != want {
			t.Errorf("style %q hides: %v", style, !want)
		}
	}
}
