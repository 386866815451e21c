package fetch_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"time"

	"readout/source/fetch"
)

// robots.txt is obeyed. Private networks are refused unless Allow lists them, as it does here
// for this test site on the local machine.
func ExampleClient_Get() {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /drafts\n")
			return
		}
		fmt.Fprint(w, "<p>The talks ended.</p>")
	}))
	defer site.Close()

	client := fetch.New(fetch.Options{
		UserAgent: "ExampleBot/1.0 (+https://post.example/bot)",
		Allow:     []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Delay:     time.Millisecond,
	})
	defer client.Close()
	ctx := context.Background()
	if page, err := client.Get(ctx, site.URL+"/talks"); err == nil {
		fmt.Println(page.Status, string(page.Body))
	}
	if _, err := client.Get(ctx, site.URL+"/drafts/1"); err != nil {
		fmt.Println("refused")
	}

	guarded := fetch.New(fetch.Options{})
	defer guarded.Close()
	if _, err := guarded.Get(ctx, site.URL+"/talks"); err != nil {
		fmt.Println("refused")
	}
	// Output:
	// 200 <p>The talks ended.</p>
	// refused
	// refused
}
