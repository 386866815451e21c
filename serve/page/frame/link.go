package frame

import (
	"net/url"
	"slices"
)

// FacetValue is a value that a list can be narrowed by, with the address that does so.
type FacetValue struct {
	Label  string
	Count  int
	To     string
	Chosen bool
}

// With adds a value to a parameter; a cursor is set, as there is one only.
func With(form url.Values, key, value string) url.Values {
	out := url.Values{}
	for k, vs := range form {
		out[k] = slices.Clone(vs)
	}
	if key == "cursor" {
		out.Set(key, value)
	} else {
		out.Add(key, value)
	}
	return out
}

// Without takes one value of a parameter out, or with "" all of them.
func Without(form url.Values, key, value string) url.Values {
	out := With(form, key, "")
	out[key] = slices.DeleteFunc(out[key], func(s string) bool { return value == "" || s == value || s == "" })
	if len(out[key]) == 0 {
		delete(out, key)
	}
	return out
}
