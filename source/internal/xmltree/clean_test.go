package xmltree

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"readout/source/internal/input"
)

// TestClean checks that malformed XML is repaired and correct XML is unchanged.
func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		`<p>Lenz &amp; Ask &lt;3</p>`:                             `<p>Lenz &amp; Ask &lt;3</p>`,
		`<p>Lenz & Ask</p>`:                                       `<p>Lenz &amp; Ask</p>`,
		`<p>fish&chips; at five</p>`:                              `<p>fish&amp;chips; at five</p>`,
		`<p>caf&eacute;&nbsp;&#8211;&#x2014;</p>`:                 "<p>café\u00a0–—</p>",
		`<p>&#60;b&#62; &#38;amp; &#34;</p>`:                      `<p>&lt;b> &amp;amp; &quot;</p>`,
		`<p>&AMP; &LT;</p>`:                                       `<p>&amp; &lt;</p>`,
		`<p title="Lenz & Ask&mdash;two">x</p>`:                   `<p title="Lenz &amp; Ask—two">x</p>`,
		"<p>The gauge\x0b\n\tis read, and nobody\x1f knows.</p>":  "<p>The gauge\n\tis read, and nobody knows.</p>",
		"<p title=\"a\x01b\">\uffff.</p>":                         `<p title="ab">.</p>`,
		"\n\n <?xml version=\"1.0\"?><p>x</p>":                    `<p>x</p>`,
		"Warning: out of disk\n<?xml version=\"1.0\"?><p/>":       `<p/>`,
		"\ufeff<p>x</p>":                                          `<p>x</p>`,
		"<!DOCTYPE a [<!ENTITY big \"&lol;&lol;\">]><p>&big;</p>": `<p>&amp;big;</p>`,
		"<!doctype nitf><p>x</p>":                                 `<p>x</p>`,
		`<p><![CDATA[Lenz & Ask <b>]]></p>`:                       `<p><![CDATA[Lenz & Ask <b>]]></p>`,
		"<p><![CDATA[a\x02b]]></p>":                               `<p><![CDATA[ab]]></p>`,
		`<p>x<!-- > & --></p>`:                                    `<p>x<!-- > & --></p>`,
		`<p>a & b; c</p>`:                                         `<p>a &amp; b; c</p>`,
	} {
		got, err := Clean([]byte(in), input.Hint{})
		if err != nil || string(got) != want {
			t.Errorf("%q became %q, %v; want %q", in, got, err, want)
		}
	}
}

// TestCleanCharset checks the order of precedence: the caller, the header, the declaration.
func TestCleanCharset(t *testing.T) {
	const text = "<p>Čapek</p>"
	latin2, err := charmap.ISO8859_2.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw  string
		hint input.Hint
	}{
		"by the caller":      {latin2, input.Hint{Charset: "iso-8859-2", ContentType: "text/xml; charset=iso-8859-1"}},
		"by the header":      {latin2, input.Hint{ContentType: "text/xml; charset=iso-8859-2"}},
		"by the declaration": {`<?xml version="1.0" encoding="iso-8859-2"?>` + latin2, input.Hint{}},
	} {
		if got, err := Clean([]byte(c.raw), c.hint); err != nil || string(got) != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// TestCleanRefuses checks input that is too deep, too long or empty, and input just within the
// limit.
func TestCleanRefuses(t *testing.T) {
	nested := func(n int) []byte {
		return []byte(strings.Repeat("<a>", n) + "x" + strings.Repeat("</a>", n))
	}
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"as deep as may be":    {nested(input.MaxDepth), nil},
		"one deeper":           {nested(input.MaxDepth + 1), input.ErrTooDeep},
		"many closed elements": {[]byte(strings.Repeat("<br/><a></a>", 300)), nil},
		"too long":             {make([]byte, MaxXML+1), input.ErrTooLarge},
		"no text":              {[]byte("<p>\x00\x01\x02\x03</p>"), input.ErrBinary},
		"nothing":              {nil, input.ErrEmpty},
	} {
		if _, err := Clean(c.raw, input.Hint{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	_, err := Read("feed", nil, input.Hint{Name: "news.xml"})
	if !errors.Is(err, input.ErrEmpty) || !strings.Contains(err.Error(), "feed news.xml") {
		t.Errorf("the error %v does not name the feed", err)
	}
}

// TestMarkupAt checks where a piece of markup ends, and how it changes the depth.
func TestMarkupAt(t *testing.T) {
	for in, want := range map[string]struct {
		markup string
		change int
	}{
		`<p>x`:                            {`<p>`, 1},
		`</p>x`:                           {`</p>`, -1},
		`<br/>x`:                          {`<br/>`, 0},
		`<a title="1 > 0">x`:              {`<a title="1 > 0">`, 1},
		`<a title='"'>x`:                  {`<a title='"'>`, 1},
		`<!-- <p> -->x`:                   {`<!-- <p> -->`, 0},
		`<![CDATA[ <p> ]]>x`:              {`<![CDATA[ <p> ]]>`, 0},
		`<?go <p> ?>x`:                    {`<?go <p> ?>`, 0},
		`<!DOCTYPE a [<!ENTITY b "c">]>x`: {`<!DOCTYPE a [<!ENTITY b "c">]>`, 0},
		`<!DOCTYPE a>x]>`:                 {`<!DOCTYPE a>`, 0},
		`<!-- never closed`:               {`<!-- never closed`, 0},
		`<p never closed`:                 {`<p never closed`, 0},
		`<!DOCTYPE a [`:                   {`<!DOCTYPE a [`, 0},
	} {
		n, change := MarkupAt(in)
		if in[:n] != want.markup || change != want.change {
			t.Errorf("%q: %q changes the depth by %d, want %q by %d", in, in[:n], change, want.markup, want.change)
		}
	}
}
