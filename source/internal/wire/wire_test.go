package wire

import (
	"errors"
	"strings"
	"testing"

	"readout/article"
	"readout/source/internal/input"
	"readout/source/internal/sourcetest"
)

const ostbyNewsML = `<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:opa.example:20210526:harbour" version="2" xml:lang="en">
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:OPA"><name>Ostby Press Agency</name></provider>` +
	`<versionCreated>2021-05-26T12:00:00+02:00</versionCreated>
  <firstCreated>2021-05-26T10:00:00+02:00</firstCreated>PUBSTATUS</itemMeta>
 <contentMeta><urgency>3</urgency><language tag="en"/><headline>Harbour vote put off</headline><by>By Mara Lenz</by>` +
	`</contentMeta>
 <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>` +
	`<title>x</title></head><body>
  <p>OSTBY, May 26 (OPA) &#8212; The council put off its vote, the <b>mayor</b> said.</p><h2>Next</h2><p>It meets in ` +
	`June.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet/></newsItem>
</itemSet></newsMessage>`

func TestNewsML(t *testing.T) {
	for status, want := range map[string]article.Notice{
		`<pubStatus qcode="stat:usable"/>`:                                                    "",
		`<pubStatus qcode="stat:canceled"/>`:                                                  article.Kill,
		`<pubStatus qcode="stat:withheld"/>`:                                                  article.Embargoed,
		`<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>`:                article.Kill,
		`<embargoed>2021-05-27T06:00:00Z</embargoed><pubStatus qcode="stat:usable"/>`:         article.Embargoed,
		`<pubStatus qcode="stat:usable"/><signal qcode="sig:correction"/>`:                    article.Correction,
		`<pubStatus qcode="stat:usable"/><signal qcode="sig:update"/>`:                        article.Update,
		`<pubStatus qcode="stat:usable"/><edNote>CORRECTION: name of the mayor</edNote>`:      article.Correction,
		`<pubStatus qcode="stat:usable"/><edNote>MANDATORY KILL. Please do not use</edNote>`:  article.Kill,
		`<pubStatus qcode="stat:usable"/><edNote>Corrections officer story follows</edNote>`:  "",
		`<pubStatus qcode="stat:canceled"/><signal qcode="sig:update"/><edNote>Adds</edNote>`: article.Kill,
	} {
		list, err := NewsML([]byte(strings.Replace(ostbyNewsML, "PUBSTATUS", status, 1)), input.Hint{})
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %d items, %v", status, len(list), err)
		}
		a := list[0]
		if a.Notice != want {
			t.Errorf("%s: notice %q, want %q", status, a.Notice, want)
		}
		if strings.Contains(status, "<embargoed>") && a.EmbargoUntil != "2021-05-27T06:00:00Z" {
			t.Errorf("embargo until %q", a.EmbargoUntil)
		}
		if a.ID != "urn:newsml:opa.example:20210526:harbour" || a.Urgency != 3 || a.Outlet != "Ostby Press Agency" ||
			a.Published != "2021-05-26T10:00:00+02:00" || a.Updated != "2021-05-26T12:00:00+02:00" {
			t.Errorf("%+v", a)
		}
		if want == article.Kill {
			if !strings.HasPrefix(a.Text, "Harbour vote put off") || strings.Contains(a.Text, "mayor said") {
				t.Errorf("%s: the killed text is kept: %q", status, a.Text)
			}
			continue
		}
		if want := "Harbour vote put off\n\nBy Mara Lenz\n\nOSTBY, May 26 (OPA) — The council put off its vote, the mayor " +
			"said.\n\nNext\n\nIt meets in June."; a.Text != want {
			t.Errorf("text %q", a.Text)
		}
		if a.Dateline == nil || a.Dateline.Place != "OSTBY" {
			t.Errorf("dateline %+v", a.Dateline)
		}
		if broken := sourcetest.CheckBlocks(a); broken != "" {
			t.Error(broken)
		}
	}
}

const ostbyNITF = `<?xml version="1.0"?><nitf><head><title>Harbour vote put off</title>` +
	`<docdata management-status="STATUS"><doc-id id-string="opa-1"/><urgency ed-urg="2"/>` +
	`<date.issue norm="20210526T103000+0200"/><date.release norm="20210527T060000Z"/>EXTRA</docdata></head>
<body><body.head><hedline><hl1>Harbour vote put off until June</hl1><hl2>Fishermen to be heard</hl2></hedline>` +
	`<byline>By <person>Mara Lenz</person></byline><distributor>Ostby Press Agency</distributor><dateline>` +
	`<location>OSTBY</location><story.date norm="20210526"/></dateline></body.head>
<body.content><block><p>The council put off its vote.</p><media media-type="image">` +
	`<media-caption>The old quay.</media-caption></media><p>It meets in June.</p><ul><li>One item</li></ul></block>` +
	`</body.content><body.end><tagline>Editing by Pia Holm</tagline></body.end></body></nitf>`

func TestNITF(t *testing.T) {
	read := func(status, extra string) *article.Article {
		a, err := NITF([]byte(strings.NewReplacer("STATUS", status, "EXTRA", extra).Replace(ostbyNITF)), input.Hint{})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := read("usable", "")
	if want := "Harbour vote put off until June\n\nFishermen to be heard\n\nBy Mara Lenz\n\nOSTBY\n\nThe council put " +
		"off its vote.\n\nIt meets in June.\n\nOne item\n\nEditing by Pia Holm\n\nThe old quay."; a.Text != want {
		t.Errorf("text %q", a.Text)
	}
	if a.Notice != "" || a.EmbargoUntil != "" || a.Urgency != 2 || a.Published != "2021-05-26T10:30:00+02:00" ||
		a.Dateline == nil || a.Cut(a.Dateline.Span) != "OSTBY" || a.Authors[0] != "Mara Lenz" {
		t.Errorf("%+v", a)
	}
	if a := read("embargoed", ""); a.Notice != article.Embargoed || a.EmbargoUntil != "2021-05-27T06:00:00Z" {
		t.Errorf("embargo: %q %q", a.Notice, a.EmbargoUntil)
	}
	if a := read("canceled", ""); a.Notice != article.Kill {
		t.Errorf("kill: %q", a.Notice)
	}
	if a := read("usable", `<correction info="mayor's name" id-string="opa-0"/>`); a.Notice != article.Correction {
		t.Errorf("correction: %q", a.Notice)
	}
}

func TestNinjs(t *testing.T) {
	for name, raw := range map[string]string{
		"1": `{"uri":"urn:opa:1","type":"text","versioncreated":"2021-05-26T12:00:00Z","urgency":4,"language":"en",` +
			`"headline":"Harbour vote put off","byline":"By Mara Lenz","body_html":"<p>The council put off its vote.</p>` +
			`<p>It meets in June.</p>"}`,
		"2": `{"uri":"urn:opa:1","type":"text","versioncreated":"2021-05-26T12:00:00Z","urgency":4,"language":"en",` +
			`"headlines":[{"role":"main","value":"Harbour vote put off"}],"by":"Mara Lenz","bodies":[{"role":"main",` +
			`"contenttype":"text/html","value":"<p>The council put off its vote.</p><p>It meets in June.</p>"}]}`,
		"3": `{"uri":"urn:opa:1","type":"text","versionCreated":"2021-05-26T12:00:00Z","urgency":4,"language":"en",` +
			`"headlines":[{"role":"main","value":"Harbour vote put off"}],"by":"Mara Lenz","bodies":[{` +
			`"contentType":"text/plain",` +
			`"value":"The council put off its vote.\n\nIt meets in June."}]}`,
	} {
		a, err := Ninjs([]byte(raw), input.Hint{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a.ID != "urn:opa:1" || a.Published != "2021-05-26T12:00:00Z" || a.Updated != "" || a.Urgency != 4 ||
			a.Cut(a.Headline) != "Harbour vote put off" ||
			len(a.Authors) != 1 || a.Authors[0] != "Mara Lenz" ||
			!strings.HasSuffix(a.Text, "The council put off its vote.\n\nIt meets in June.") {
			t.Errorf("%s: %+v", name, a)
		}
	}
	for raw, want := range map[string]article.Notice{
		`{"uri":"u","pubstatus":"canceled"}`:                                                             article.Kill,
		`{"uri":"u","pubStatus":"withheld","body_text":"A text."}`:                                       article.Embargoed,
		`{"uri":"u","embargoed":"2021-05-27","body_text":"A text."}`:                                     article.Embargoed,
		`{"uri":"u","ednote":"CORRECTION - first paragraph","body_text":"A text."}`:                      article.Correction,
		`{"uri":"u","headline":"Correction fluid runs out in Ostby","body_text":"A text."}`:              "",
		`{"uri":"u","headline":"UPDATE 2-Harbour vote put off","body_text":"A text."}`:                   article.Update,
		`{"uri":"u","headline":"Embargoed ships lie off Ostby","body_text":"A text."}`:                   "",
		`{"uri":"u","headline":"EMBARGOED UNTIL 0600 GMT: Harbour vote put off","body_text":"A text."}`:  article.Embargoed,
		`{"uri":"u","headline":"CORRECTED-Harbour vote put off until June","body_text":"The vote was."}`: article.Correction,
	} {
		a, err := Ninjs([]byte(raw), input.Hint{})
		if err != nil || a.Notice != want {
			t.Errorf("%s: %+v, %v; want %q", raw, a, err, want)
		}
	}
	for raw, want := range map[string]error{
		`{"uri":"u","type":"picture"}`: input.ErrNoArticle, `{"uri":"u","headline":"x"}`: input.ErrNoArticle,
		`{"a":1}`: ErrNotWire,
		`[]`:      ErrNotWire, `{"uri":"u"`: ErrNotWire,
	} {
		if _, err := Ninjs([]byte(raw), input.Hint{}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", raw, err, want)
		}
	}
}

func FuzzNewsML(f *testing.F) {
	f.Add([]byte(ostbyNewsML))
	f.Add([]byte(ostbyNITF))
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, _ := NewsML(raw, input.Hint{})
		if a, err := NITF(raw, input.Hint{}); err == nil {
			list = append(list, a)
		}
		for _, a := range list {
			if broken := sourcetest.CheckBlocks(a); broken != "" {
				t.Fatal(broken)
			}
		}
	})
}

func FuzzNinjs(f *testing.F) {
	f.Add([]byte(`{"uri":"u","headline":"x","bodies":[{"contenttype":"text/html","value":"<p>a"}]}`))
	f.Add([]byte(`{"uri":"u","versioncreated":1,"urgency":"x","body_text":"a\n\nb","provider":[{"name":["a"]}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if a, err := Ninjs(raw, input.Hint{}); err == nil {
			if broken := sourcetest.CheckBlocks(a); broken != "" {
				t.Fatal(broken)
			}
		}
	})
}

// Text is read wherever in the body the desk put it.
func TestWireTextOutsideParagraphs(t *testing.T) {
	const first, second = "The sluice at Ostby stays shut, warden Nils Aro said.", "It was last opened in May, he said."
	for name, body := range map[string]string{
		"block":            "<block>" + first + "\n\n" + second + "</block>",
		"div":              "<div>" + first + "</div><div>" + second + "</div>",
		"breaks in a p":    "<p>" + first + "<br/>\n<br/>" + second + "</p>",
		"breaks alone":     first + "<br/><br/>" + second,
		"text before a p":  first + "<p>" + second + "</p>",
		"text behind a p":  "<p>" + first + "</p>" + second,
		"pre":              "<pre>" + first + "\n" + second + "</pre>",
		"p in a quotation": "<p>" + first + "</p><bq><block><p>" + second + "</p></block></bq>",
		"unknown element":  "<passage>" + first + "</passage><p>" + second + "</p>",
	} {
		a, err := NITF([]byte("<nitf><body><body.head><hedline><hl1>Sluice</hl1></hedline></body.head>"+
			"<body.content>"+body+"</body.content></body></nitf>"), input.Hint{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(sourcetest.Blocks(a, article.Paragraph), "|"); got != first+"|"+second {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestNITFBylineParts(t *testing.T) {
	a, err := NITF([]byte("<nitf><body><body.head><byline>By <person>Mara Lenz</person><byttl>Staff Writer</byttl>"+
		"</byline></body.head>"+
		"<body.content><p>The sluice at Ostby stays shut.</p></body.content></body></nitf>"), input.Hint{})
	if err != nil || a.Cut(a.Byline) != "By Mara Lenz, Staff Writer" || strings.Join(a.Authors, "|") != "Mara Lenz" {
		t.Errorf("byline %q, authors %q, %v", a.Cut(a.Byline), a.Authors, err)
	}
}

func TestNewsML1(t *testing.T) {
	doc := func(content string) string {
		return `<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>opa.example</ProviderId>` +
			`<PublicIdentifier>urn:opa:7</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20240307T090000Z</FirstCreated>` +
			`<ThisRevisionCreated>20240307T100000Z</ThisRevisionCreated><Status FormalName="Usable"/><Urgency FormalName="3"/>` +
			`</NewsManagement>
<NewsComponent xml:lang="en"><NewsLines><HeadLine>Sluice stays shut</HeadLine><ByLine>Mara Lenz</ByLine>` +
			`<DateLine>OSTBY, March 7</DateLine></NewsLines>
<NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>a picture</DataContent></ContentItem>` +
			`</NewsComponent>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent>` + content + `</DataContent></ContentItem>` +
			`</NewsComponent></NewsComponent></NewsItem></NewsML>`
	}
	for name, content := range map[string]string{
		"nitf":  "<nitf><body><body.content><p>The sluice stays shut, warden Nils Aro said.</p></body.content></body></nitf>",
		"xhtml": "<html><body><p>The sluice stays shut, warden Nils Aro said.</p></body></html>",
		"plain": "The sluice stays shut, warden Nils Aro said.",
	} {
		raw := []byte(doc(content))
		list, err := NewsML(raw, input.Hint{})
		if err != nil || len(list) != 1 {
			t.Errorf("%s: %d articles, %v", name, len(list), err)
			continue
		}
		a := list[0]
		for _, c := range [][2]string{{a.ID, "urn:opa:7"}, {a.Published, "2024-03-07T09:00:00Z"},
			{a.Updated, "2024-03-07T10:00:00Z"}, {a.Outlet, "opa.example"},
			{a.Cut(a.Headline), "Sluice stays shut"},
			{strings.Join(sourcetest.Blocks(a, article.Paragraph), "|"), "The sluice stays shut, warden Nils Aro said."}} {
			if c[0] != c[1] {
				t.Errorf("%s: %q, want %q", name, c[0], c[1])
			}
		}
	}
}
