package xmltree

import "testing"

const wireItem = `<nitf><head><docdata management-status="Usable"/></head><body><body.head><hedline><hl1>Sluice stays
  shut</hl1></hedline><byline>By Nils Aro<byttl>Associated Tide</byttl></byline></body.head>
 <body.content><p>The sluice <b>stays</b> shut.</p><p>The gauge<br/>is read.</p>
 <block><p>The board meets again.</p></block></body.content></body></nitf>`

func TestTree(t *testing.T) {
	root, err := Parse([]byte(wireItem))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"hl1":          "Sluice stays shut",
		"byline":       "By Nils Aro, Associated Tide",
		"body.content": "The sluice stays shut. The gauge is read. The board meets again.",
		"dateline":     "",
	} {
		if got := root.Find(name).Words(); got != want {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
	if got := root.Find("docdata").Attr("Management-Status"); got != "Usable" {
		t.Errorf("the status is %q", got)
	}
	if got := root.Find("docdata").Attr("status") + root.Find("none").Attr("status"); got != "" {
		t.Errorf("an absent attribute is %q", got)
	}
	if got := len(root.All("p")); got != 3 {
		t.Errorf("%d paragraphs, want 3", got)
	}
	if got := root.Find("hl1").Raw(); got != "Sluice stays\n  shut" {
		t.Errorf("as written: %q", got)
	}
}

// TestAllIsOutermost checks that an element nested in another of its name is not found
// separately.
func TestAllIsOutermost(t *testing.T) {
	root, err := Parse([]byte(`<List><item>a<item>b</item></item><x><Item>c</Item></x></List>`))
	if err != nil {
		t.Fatal(err)
	}
	items := root.All("item")
	if len(items) != 2 || items[0].Words() != "ab" || items[1].Words() != "c" {
		t.Errorf("%d items: %q", len(items), root.Words())
	}
}

// TestParseKeepsWhatItHas checks that truncated input keeps what precedes the cut.
func TestParseKeepsWhatItHas(t *testing.T) {
	for in, want := range map[string]string{
		`<a><p>The gauge</p><p>is`:       "The gauge is",
		`<a>The gauge</a></c> is`:        "The gauge is",
		`<a>The gauge</a><a b="</a>`:     "The gauge",
		`<p>The gauge</p><p>is read</p>`: "The gauge is read",
	} {
		root, err := Parse([]byte(in))
		if err != nil {
			t.Errorf("%s: %v", in, err)
		} else if got := root.Words(); got != want {
			t.Errorf("%s says %q, want %q", in, got, want)
		}
	}
	root, err := Parse([]byte(`<a><p>The <i>gauge</b> is</i> read</p><p>Nobody <b>left</p></B><p>Aro said.</p></a>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := root.All("p"); len(got) != 3 || root.Words() != "The gauge is read Nobody left Aro said." {
		t.Errorf("ends of elements that are not open: %q in %d paragraphs", root.Words(), len(got))
	}
	if _, err := Parse([]byte(`<`)); err == nil {
		t.Error("half a tag is read as a document")
	}
}
