package tree

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// treeText returns the text of a page in tree order, without white space, scripts and
// templates.
func treeText(p *Page) string {
	var sb strings.Builder
	for i := int32(0); i < int32(len(p.Nodes)); i++ {
		switch n := &p.Nodes[i]; n.Tag {
		case atom.Script, atom.Style, atom.Noscript, atom.Noframes, atom.Template:
			i = n.End - 1
		case 0:
			sb.WriteString(p.Data[n.Attr:n.Attrs])
		}
	}
	return bare(sb.String())
}

// standardText returns the same for the tree of the standard's algorithm.
func standardText(n *html.Node) string {
	var sb strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			sb.WriteString(n.Data)
		}
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Noframes, atom.Template:
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return bare(sb.String())
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == '\ufffd' {
			return -1
		}
		return r
	}, s)
}

// isLikeTheStandard returns where the texts of the two trees differ, or "".
func isLikeTheStandard(t *testing.T, raw []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		return "" // nested deeper than that parser goes
	}
	b := NewBuilder()
	p := b.Parse(raw)
	for i := range p.Nodes {
		if n := &p.Nodes[i]; n.End <= int32(i) || n.End > int32(len(p.Nodes)) ||
			i > 0 && (n.Parent < 0 || n.Parent >= int32(i) || p.Nodes[n.Parent].End < n.End) {
			t.Fatalf("node %d of %q: %+v is no tree", i, raw, *n)
		}
	}
	if b.deep {
		return "" // that parser keeps open what the standard gives up
	}
	if got, want := treeText(p), standardText(doc); got != want {
		return "read " + got + ", want " + want
	}
	return ""
}

// tagSoups are common markup errors, each with text before, inside and after.
var tagSoups = []string{
	"<button><x-icon></x-icon></button><article>a<p>b",
	"<x-card>a<x-title>b</x-card>c", "<unknown>a</unknown>b</unknown>c",
	"<table>a<tr>b<td>c</td>d</tr>e</table>f", "<table><tr><td>a<table>b<tr><td>c</table>d</td></tr>e",
	"<table><b>a<tr><td>b</b>c</td></tr>d</table>e", "<table><caption>a<tr>b<td>c", "<table><colgroup>a<col>b<tr><td>c",
	"<table><div>a<td>b</div>c</table>d", "<table><table>a</table>b",
	"<table><tbody>a</tbody><tfoot><td>b</tfoot>c</table>", "<table><form>a<td>b</form>c", "<table><p>a<tr>b</p>c",
	"<table></p>a</br>b", "a</td>b</tr>c", "<td>a<td>b", "<p>a<div>b</p>c", "<b>a<p>b</b>c</p>d", "<a>a<div>b</a>c</div>d",
	"<a>a<a>b</a>c", "<ul><li>a<li>b<ul><li>c</ul>d</ul>e", "<dl><dt>a<dd>b<dt>c", "<h1>a<h2>b</h1>c",
	"<form>a<nav>b</form>c</nav>d<form>e", "<select><option>a<div>b<option>c</select>d", "<button>a<button>b</button>c",
	"<svg>a<p>b</svg>c", "<svg><title>a<b>b</title>c</svg>d", "<svg><![CDATA[a<p>b]]></svg>c",
	"<math><mi>a<p>b</mi>c</math>d", "<svg><foreignObject>a<div>b</foreignObject>c</svg>d", "<svg/>a<p>b",
	"<b><p><svg></b><title>a<i>b", "<a><p><math><mi></mi></a><title>a<i>b", "<b><p><i><svg><g></b>a<title>b<i>c",
	"<p><b>a</p>b<svg>c</b><title>d<i>e", "<p><b><i>a</p><math>b</i><mi>c</b>d</math>e",
	"<nobr>a<svg>b<nobr>c<title>d</nobr>e", "<b><i>a<p>b</b><svg>c</i><desc>d</p>e",
	"<b a><b a><b a><b a>a<p>b</b></b></b><svg>c</b><title>d<i>e", "<b><td><svg>a</b><title>b<i>c",
	"<table><tr><td><b>a</td>b<td><svg>c</b><title>d</table><svg>e</b><title>f<i>g",
	"<b>a<object>b</b><svg>c</object></b><title>d<i>e", "<table><p><b>a</p>b<tr>c<td>d</table>e",
	"<a>a<table><a>b<tr><td>c</a>d</table>e", "<p><b><nobr>a</p><table><nobr>b<i>c</table>d",
	"<b><form>a<p>b</form><table>c</b>d", "<table><b><span><p>a</b>b<tr>c", "<b><a><i><u><s><em>a<p>b</b>c</a>d",
	"<li><math><annotation-xml>a</li><title>b</annotation-xml>c", "<head>a<title>b</title>c", "<head><title>a</head>b",
	"a<head>b<body>c</body>d</html>e", "</head>a<body>b", "<title>a</title>b<title>c</title>d",
	"<textarea>a<p>b</textarea>c", "<noscript>a<p>b</noscript>c", "<iframe>a</iframe>b", "<script>a</script>b",
	"<xmp>a<b>b</xmp>c", "<template>a<p>b</template>c", "<template><tr><td>a</template>b", "<object>a<p>b</object>c",
	"a<!-- b -->c<!d>e", "<ruby>a<rt>b<rp>c</ruby>d", "<pre>\na</pre>b", "<plaintext>a<b>b", "<body>a<body class=x>b",
	"<html>a<html lang=en>b", "a\x00b",
}

// wholePage is a page as produced by a publisher's template.
const wholePage = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour vote put off</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour vote put off"}</script></head>
<body class="has-comments"><nav><ul><li><a href="/">Home</a><li><a href="/world">World</a></ul></nav>
<main><article><header><h1>Harbour vote put off</h1><p class="standfirst">The fishermen are to be heard.</p>
<div class="byline">By Mara Lenz <time datetime="2021-05-26">26 May 2021</time></div></header>
<figure><img src="a.jpg"><figcaption>Boats lie at the old quay.</figcaption></figure>
<p>OSTBY, May 26 (OPA) — The council put off its vote, <b>Mayor <i>Tilda Rask</b> said</i> on Wednesday.<p>It ` +
	`meets again
on <a href="/x">16 June</a>.<table><caption>Votes</caption><tr><th>For<td>4<tr><th>Against<td>3</table>
<form action="/letters"><label>Your name <input name=n></label><button>Send</button></form></article></main>
<footer><p>All rights reserved</footer></body></html>`

func TestTreeReadsTextInTheStandardsOrder(t *testing.T) {
	for _, soup := range append(tagSoups, wholePage) {
		if diff := isLikeTheStandard(t, []byte(soup)); diff != "" {
			t.Errorf("%q: %s", soup, diff)
		}
	}
}

// beyondTheParser reports whether golang.org/x/net/html itself deviates from the standard for
// an input, or the input has frames, which are not read here. In that parser a header cell
// does not end a caption ("<table><caption>a<th></th>b"), and a template, a column or another
// part of a table inside a drawing affects what follows ("<svg><desc><template></template>a").
func beyondTheParser(raw []byte) bool {
	low := bytes.ToLower(raw)
	has := func(tags ...string) bool {
		for _, tag := range tags {
			if bytes.Contains(low, []byte("<"+tag)) {
				return true
			}
		}
		return false
	}
	if bytes.Contains(low, []byte("shadowrootmode")) {
		return true // a component's own tree is read here
	}
	return has("frameset") || has("caption") && has("th") ||
		has("svg", "math") && has("template", "table", "tr", "td", "th", "tbody", "tfoot", "caption", "col")
}

func FuzzTree(f *testing.F) {
	for _, soup := range tagSoups {
		f.Add([]byte(soup))
	}
	f.Add([]byte(wholePage))
	f.Fuzz(func(t *testing.T, raw []byte) {
		raw = bytes.ToValidUTF8(raw, nil) // as decoding leaves them
		if beyondTheParser(raw) {
			Parse(raw)
			return
		}
		if diff := isLikeTheStandard(t, raw); diff != "" {
			t.Errorf("%q: %s", raw, diff)
		}
	})
}

// soupTags are the tags that FuzzTagSoup combines.
var soupTags = strings.Fields("a b i nobr p div span h1 h2 ul li dl dt dd table caption colgroup col tbody thead tr " +
	"td th form input button select option " +
	"optgroup textarea title script template body html head br hr img pre object ruby rt rp x-card unknown section " +
	"article nav noscript iframe center font label svg math mi desc")

// soup builds markup from bytes, one tag or text each; each text is unique.
func soup(script []byte) []byte {
	var out []byte
	for i, c := range script {
		switch k := int(c); {
		case k >= 2*len(soupTags):
			out = append(out, " t"...)
			out = append(out, byte('a'+i%26), byte('a'+i/26%26))
		case k%2 == 0:
			out = append(append(append(out, '<'), soupTags[k/2]...), '>')
		default:
			out = append(append(append(out, "</"...), soupTags[k/2]...), '>')
		}
	}
	return out
}

func FuzzTagSoup(f *testing.F) {
	f.Add([]byte{28, 255, 42, 255, 44, 255, 29, 255})
	f.Fuzz(func(t *testing.T, script []byte) {
		raw := soup(script)
		if len(script) > 200 || beyondTheParser(raw) {
			return
		}
		if diff := isLikeTheStandard(t, raw); diff != "" {
			t.Errorf("%s: %s", raw, diff)
		}
	})
}

// TestTagSoup combines tags like FuzzTagSoup, but deterministically.
func TestTagSoup(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 13))
	compared := 0
	for range 6000 {
		script := make([]byte, 2+random.IntN(24))
		for i := range script {
			script[i] = byte(random.IntN(256))
		}
		raw := soup(script)
		if beyondTheParser(raw) {
			continue
		}
		compared++
		if diff := isLikeTheStandard(t, raw); diff != "" {
			t.Fatalf("%s: %s", raw, diff)
		}
	}
	if compared < 2000 {
		t.Errorf("only %d soups were compared", compared)
	}
}
