package input

import "testing"

// TestResolve checks that a reference that does not lead to a page yields the base URL.
func TestResolve(t *testing.T) {
	const page = "https://ostby.example/news/2021/vote?from=home"
	for _, c := range []struct{ base, ref, want string }{
		{page, "/harbour", "https://ostby.example/harbour"},
		{page, "quay", "https://ostby.example/news/2021/quay"},
		{page, "//post.example/quay", "https://post.example/quay"},
		{page, "https://post.example/quay", "https://post.example/quay"},
		{page, "", page},
		{page, "javascript:alert(1)", page},
		{page, "mailto:desk@ostby.example", page},
		{page, "https://post.example/%zz", page},
		{"", "https://post.example/quay", "https://post.example/quay"},
		{"", "/harbour", ""},
		{"https://ostby.example/%zz", "/harbour", "https://ostby.example/%zz"},
		{"file:///tmp/a.html", "/harbour", "file:///tmp/a.html"},
	} {
		if got := Resolve(c.base, c.ref); got != c.want {
			t.Errorf("%q against %q is %q, want %q", c.ref, c.base, got, c.want)
		}
	}
}

func TestLanguageTag(t *testing.T) {
	for in, want := range map[string]string{
		"en": "en", "EN-us": "en-US", "en_US": "en-US", "zh-hans-cn": "zh-Hans-CN", "es-419": "es-419", " de ": "de",
		"en, fr": "en", "fil": "fil",
		"": "", "x": "", "English": "", "engl-ish": "", "en US": "", "en-US-x-ostby": "", "é": "",
	} {
		if got := LanguageTag(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
