package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
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
