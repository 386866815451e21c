package page

import (
	"strings"
	"testing"

	"readout/source/internal/input"
)

// Text that a button reveals is kept; text hidden for good is not.
func TestTextBehindAButton(t *testing.T) {
	folded := "<h1>Sluice stays shut</h1><p>" + sluiceReport[0] + "</p><div hidden id=more>" +
		paragraphsAs("<p>", "</p>", 1, 5) + "</div><button>Read on</button>"
	a, err := Read([]byte("<html><body><article>"+folded+"</article></body></html>"), input.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sluiceReport {
		if !strings.Contains(a.Text, p) {
			t.Errorf("lost %q", p)
		}
	}
	const offer = "The paper thanks its readers for their patience with the new site, and for their letters about it."
	a, err = Read([]byte("<html><body><article><h1>Sluice stays shut</h1>"+paragraphsAs("<p>", "</p>", 0, 5)+
		"<div hidden><p>"+offer+"</p></div></article></body></html>"), input.Hint{})
	if err != nil || strings.Contains(a.Text, offer) {
		t.Errorf("a hidden notice is read: %v", err)
	}
}

func TestDaysAndAddressesOfOlderTemplates(t *testing.T) {
	head := `<link rel="canonical" href="/news/sluice"><meta property="og:url" content="https://ostby.example/m/sluice">`
	lead := `<h1>Sluice stays shut</h1><p class=meta><abbr class="published" title="2024-03-07T09:00:00+01:00">7 March` +
		`</abbr> <span class=author>Mara Lenz</span></p>`
	a, err := Read([]byte(reportPage(head, lead, "")), input.Hint{})
	if err != nil || a.Published != "2024-03-07T09:00:00+01:00" || a.URL != "https://ostby.example/news/sluice" {
		t.Errorf("%q, %q, %v", a.Published, a.URL, err)
	}
}
