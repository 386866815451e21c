package browser

import (
	"testing"

	"readout/serve/servetest"
)

// schemes are light and dark at each width: all ways by which axe looks at a page.
func schemes() []look {
	var out []look
	for _, width := range []int64{390, 900, 1440} {
		out = append(out, look{width, false, true}, look{width, true, true})
	}
	return out
}

// TestAxe looks at a page of each kind of both demonstrations by axe, at each width, in
// one scheme of colours or, with READOUT_BROWSER=all, in both.
func TestAxe(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a browser and a minute")
	}
	ctx, axe := browser(t), axeSource(t)
	for _, on := range servetest.Demonstrations() {
		t.Run(on.Name, func(t *testing.T) {
			s, how := on.Open(t), on.Walk
			how.Most = 12 // enough to meet each kind
			var list []visit
			count := map[string]int{}
			for n, p := range s.Crawl(t, how) {
				if count[p.Kind]++; count[p.Kind] > 1 {
					continue
				}
				for k, way := range schemes() {
					if servetest.EveryPage() || (k/2+k+n)%2 == 0 {
						list = append(list, visit{p, way, axe})
					}
				}
			}
			lookAt(t, s, ctx, list)
			t.Logf("%d kinds of pages, %d looks", len(count), len(list))
		})
	}
}
