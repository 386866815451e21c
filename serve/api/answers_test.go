package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"readout/serve/auth"
)

var update = flag.Bool("update", false, "write testdata/answers.txtar anew")

// TestAnswers holds whole answers against testdata/answers.txtar, so that a change to
// what programs get is seen in review. A name there is the address, after "csv" where
// the table is asked for.
func TestAnswers(t *testing.T) {
	const name = "testdata/answers.txtar"
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	h, _ := newAPI(t, auth.Read)
	archive := txtar.Parse(raw)
	for i := range archive.Files {
		f := &archive.Files[i]
		target, csv := strings.CutPrefix(f.Name, "csv ")
		accept := "application/json"
		if csv {
			accept = "text/csv"
		}
		res := get(h, Prefix+target, "Accept", accept)
		got := []byte(fmt.Sprintf("%d %s\n", res.StatusCode, res.Header.Get("Content-Type")))
		body := []byte(bodyOf(t, res))
		if !csv {
			var b bytes.Buffer
			if err := json.Indent(&b, body, "", " "); err != nil {
				t.Fatal(err)
			}
			body = b.Bytes()
		}
		if got = append(got, body...); got[len(got)-1] != '\n' {
			got = append(got, '\n')
		}
		if *update {
			f.Data = got
		} else if string(f.Data) != string(got) {
			t.Errorf("%s: (go test -update writes it anew)\n%s", f.Name, got)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestComingEvents: of coming events the first are given, or those of a place, in the order of their days.
func TestComingEvents(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	ask := func(query string) (times []string) {
		t.Helper()
		res := get(h, Prefix+"/v1/events?from=2024-03-01&"+query)
		var list EventList
		if err := json.Unmarshal([]byte(bodyOf(t, res)), &list); err != nil || res.StatusCode != 200 {
			t.Fatalf("%s: status %d, %v", query, res.StatusCode, err)
		}
		for _, d := range list.Events {
			times = append(times, d.Time)
		}
		return times
	}
	all := ask("")
	if len(all) == 0 || !slices.IsSorted(all) {
		t.Fatalf("the coming events are on %v", all)
	}
	if first := ask("limit=1"); !slices.Equal(first, all[:1]) {
		t.Errorf("the first is on %v, of %v", first, all)
	}
	if there := ask("place=Ostrella"); len(there) == 0 || len(there) > len(all) {
		t.Errorf("in Ostrella there are %v, of %v", there, all)
	}
	if none := ask("place=Nowhere"); len(none) != 0 {
		t.Errorf("in no town there are %v", none)
	}
	if none := ask("to=2024-03-02"); len(none) != 0 {
		t.Errorf("before all there are %v", none)
	}
}
