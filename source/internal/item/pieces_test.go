package item

import (
	"slices"
	"testing"

	"readout/article"
	"readout/source/internal/xmltree"
)

const (
	para    = article.Paragraph
	heading = article.Heading
)

// TestMarkupPieces checks that no text is lost because of its element, and that separate
// blocks are not merged.
func TestMarkupPieces(t *testing.T) {
	for body, want := range map[string][]Piece{
		`<p>The gauge <b>is</b> read.</p><p>Aro said so.</p>`: {{para, "The gauge is read."}, {para, "Aro said so."}},
		`Bare text<p>and more</p>behind`:                      {{para, "Bare text"}, {para, "and more"}, {para, "behind"}},
		`<strange>The gauge</strange> is read`:                {{para, "The gauge is read"}},
		`<hl2>Next</hl2><p>The gauge</p>`:                     {{heading, "Next"}, {para, "The gauge"}},
		`<hl2><p>Next</p></hl2>`:                              {{heading, "Next"}},
		`<media><media-caption><p>The lock</p></media-caption></media>`: {
			{article.Caption, "The lock"}},
		`<ul><li>One</li><li>Two</li></ul>`:            {{article.List, "One"}, {article.List, "Two"}},
		`<script>x()</script><p>The gauge</p>`:         {{para, "The gauge"}},
		`<p>The gauge<br/>is read</p>`:                 {{para, "The gauge is read"}},
		`<p>The gauge<br/><br/>is read</p>`:            {{para, "The gauge"}, {para, "is read"}},
		`<p>The gauge<br/> <br/>is read</p>`:           {{para, "The gauge"}, {para, "is read"}},
		`<p>The<br/>gauge<br/>is read</p>`:             {{para, "The gauge is read"}},
		"<div>The gauge\n\nis read</div>":              {{para, "The gauge"}, {para, "is read"}},
		"<p>The gauge\n\nis read</p>":                  {{para, "The gauge is read"}}, // a source's line ends
		"<pre>The gauge is read.\n\nAro left.\n</pre>": {{para, "The gauge is read."}, {para, "Aro left."}},
		"<ul><li>The gauge\n\nis read</li></ul>":       {{article.List, "The gauge is read"}},
		"<hl2>The gauge\n\nis read</hl2>":              {{heading, "The gauge is read"}},
		`<p> </p>`:                                     nil,
	} {
		root, err := xmltree.Parse([]byte("<body>" + body + "</body>"))
		if err != nil {
			t.Fatal(err)
		}
		if got := MarkupPieces(root); !slices.Equal(got, want) {
			t.Errorf("%s:\n%q, want\n%q", body, got, want)
		}
	}
}

func TestHTMLPieces(t *testing.T) {
	got := HTMLPieces("<h2>Next</h2><p>The gauge <i>is</i> read.</p><ul><li>One.</li></ul>" +
		"<figure><figcaption>The lock.</figcaption></figure><script>x()</script>")
	want := []Piece{{heading, "Next"}, {para, "The gauge is read."}, {article.List, "One."},
		{article.Caption, "The lock."}}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPlainPieces checks that empty lines separate paragraphs, and that without them wrapped
// lines are joined.
func TestPlainPieces(t *testing.T) {
	const wrapped = "The sluice at Ostby stays shut until the gauge is read, the warden\n" +
		"Nils Aro said on Thursday after a meeting of the board of the lock, and\n" +
		"went home."
	for text, want := range map[string][]string{
		"The gauge\nis read.\n\nAro\tleft.\n": {"The gauge is read.", "Aro left."},
		"The gauge.\n \t \n\n\nAro left.":     {"The gauge.", "Aro left."},
		"\n\nThe gauge is read.\n\n":          {"The gauge is read."},
		wrapped: {"The sluice at Ostby stays shut until the gauge is read, the warden Nils Aro said on Thursday after " +
			"a meeting of the board of the lock, and went home."},
		"": nil,
	} {
		var got []string
		for _, p := range PlainPieces(text) {
			got = append(got, p.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestAsHTML checks that plain text is escaped, HTML is unchanged, and HTML escaped once too
// often is unescaped.
func TestAsHTML(t *testing.T) {
	for in, want := range map[string]string{
		"<p>The gauge</p>":                   "<p>The gauge</p>",
		"<b>The gauge</b> is read":           "<b>The gauge</b> is read",
		"&lt;p&gt;The gauge&lt;/p&gt;":       "<p>The gauge</p>",
		"&lt;br /&gt;The gauge":              "<br />The gauge",
		"Lenz & Ask, 3 < 5 and 7 > 5":        "<p>Lenz &amp; Ask, 3 &lt; 5 and 7 &gt; 5</p>",
		"The gauge.\n\nAro left.":            "<p>The gauge.</p><p>Aro left.</p>",
		"Use &lt;em&gt; for stress, he said": "<p>Use &amp;lt;em&amp;gt; for stress, he said</p>",
		"a <":                                "<p>a &lt;</p>",
		"<!-- note --> The gauge":            "<!-- note --> The gauge",
	} {
		if got := AsHTML(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
