package loose

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestNames checks that names are read from every form of a property.
func TestNames(t *testing.T) {
	for raw, want := range map[string][]string{
		`"Mara Lenz"`:                      {"Mara Lenz"},
		`" Lenz &amp; Ask "`:               {"Lenz & Ask"},
		`["Mara Lenz","Jon Ask"]`:          {"Mara Lenz", "Jon Ask"},
		`{"name":"Mara Lenz","@id":"#p1"}`: {"Mara Lenz"},
		`{"@value":"Mara Lenz"}`:           {"Mara Lenz"},
		`{"name":["Mara Lenz",null,""]}`:   {"Mara Lenz"},
		`{"@id":"#p1"}`:                    {Ref + "#p1"},
		`[{"name":"Mara Lenz"},"Jon Ask"]`: {"Mara Lenz", "Jon Ask"},
		`false`:                            {"false"},
		`7`:                                {"7"},
		`null`:                             nil,
		`""`:                               nil,
		`{"url":"/mara"}`:                  nil,
		`[[["Mara Lenz"]]]`:                {"Mara Lenz"},
		`[[[["Mara Lenz"]]]]`:              nil, // nobody nests a name so deep
	} {
		var got Names
		if err := json.Unmarshal([]byte(raw), &got); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v; want %q", raw, got, err, want)
		}
	}
	var many Names
	if err := json.Unmarshal([]byte(`["x"`+strings.Repeat(`,"x"`, 999)+`]`), &many); err != nil || len(many) != 50 {
		t.Errorf("of a thousand names %d are kept, want 50; %v", len(many), err)
	}
}

// TestText checks that the first string of a property is kept, and the old value if there is
// none.
func TestText(t *testing.T) {
	for raw, want := range map[string]Text{
		`"Sluice stays shut"`:                             "Sluice stays shut",
		`["Sluice stays shut","Short"]`:                   "Sluice stays shut",
		`{"@value":"Sluice stays shut","@language":"en"}`: "Sluice stays shut",
		`null`:                                "as before",
		`{}`:                                  "as before",
		`[]`:                                  "as before",
		"\"The tide \\u2013 as <b>told</b>\"": "The tide – as told",
	} {
		got := Text("as before")
		if err := json.Unmarshal([]byte(raw), &got); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", raw, got, err, want)
		}
	}
}

// TestFollow checks that a reference is replaced by the name of its node, and a dangling one
// dropped.
func TestFollow(t *testing.T) {
	in := Names{Ref + "#p1", "Jon Ask", Ref + "#gone"}
	got := in.Follow(map[string]string{"#p1": "Mara Lenz"})
	if want := (Names{"Mara Lenz", "Jon Ask"}); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDepth(t *testing.T) {
	for text, want := range map[string]int{
		``:                         0,
		`"a"`:                      0,
		`{"a":[1,{"b":2}],"c":{}}`: 3,
		`{"a":"[[[[ { {"}`:         1, // brackets in a string
		`{"a":"\"[[["}`:            1, // behind an escaped quotation mark
		`[[],[],[]]`:               2, // side by side
	} {
		if got := Depth([]byte(text)); got != want {
			t.Errorf("%s: %d deep, want %d", text, got, want)
		}
	}
}
