package wire

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"readout/source/internal/input"
	"readout/source/internal/letters"
	"readout/source/internal/xmltree"
)

// The examples and the validation suite that IPTC publishes are not ours to ship.
// READOUT_CORPORA is the directory that holds them, see docs/cards.
func TestNoTextOfTheOfficialSamplesIsLost(t *testing.T) {
	folder := os.Getenv("READOUT_CORPORA")
	if folder == "" {
		t.Skip("READOUT_CORPORA names no folder with IPTC's samples")
	}
	checked := 0
	for _, name := range []string{"newsml-g2.tar.gz", "ninjs.tar.gz", "ninjs-suite.tar.gz"} {
		f, err := os.Open(filepath.Join(folder, "wire", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		for tr := tar.NewReader(z); ; {
			h, err := tr.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(tr)
			if err != nil {
				t.Fatal(err)
			}
			checked += checkSample(t, h.Name, raw)
		}
	}
	if checked < 20 {
		t.Errorf("only %d samples hold text", checked)
	}
}

// checkSample compares a sample's body text with what is read of it. It returns 1 if the
// sample has any, else 0.
func checkSample(t *testing.T, name string, raw []byte) int {
	var versions [][]string
	var got strings.Builder
	switch filepath.Ext(name) {
	case ".xml":
		versions = [][]string{bodyRuns(raw)}
		list, err := NewsML(raw, input.Hint{Name: name})
		if errors.Is(err, ErrNotWire) {
			return 0
		}
		for _, a := range list {
			got.WriteString(a.Text + "\n")
		}
	case ".json":
		versions = jsonBodies(raw)
		a, err := Ninjs(raw, input.Hint{Name: name})
		if errors.Is(err, ErrNotWire) {
			return 0 // of the suite: what must be refused
		}
		if a != nil {
			got.WriteString(a.Text)
		}
	}
	text := letters.Collapse(got.String())
	var lost []string
	for _, runs := range versions {
		before := len(lost)
		for _, run := range runs {
			if run = letters.Collapse(run); strings.ContainsFunc(run, unicode.IsLetter) && !strings.Contains(text, run) {
				lost = append(lost, run)
			}
		}
		if len(lost) == before {
			return min(1, len(runs))
		}
	}
	if len(lost) > 0 {
		t.Errorf("%s: lost of each version: %q", name, lost)
	}
	return min(1, len(lost))
}

// bodyRuns returns the runs of character data in the bodies of a document's text items.
func bodyRuns(raw []byte) []string {
	clean, err := xmltree.Clean(raw, input.Hint{})
	if err != nil {
		return nil
	}
	root, err := xmltree.Parse(clean)
	if err != nil {
		return nil
	}
	var runs []string
	for _, set := range root.All("contentset") {
		for _, x := range set.All("inlinexml") {
			for _, b := range append(x.All("body.content"), x.All("body")...) {
				runs = append(runs, textRuns(b)...)
			}
		}
		if len(runs) > 0 {
			continue // a set holds one text in several forms
		}
		for _, d := range set.All("inlinedata") {
			if !strings.Contains(d.Attr("encoding"), "base64") {
				runs = append(runs, runsOf(d.Raw())...)
			}
		}
	}
	return runs
}

// jsonBodies returns the runs of a ninjs item's body, for each version of it.
func jsonBodies(raw []byte) [][]string {
	var n struct {
		Type   string `json:"type"`
		Text   string `json:"body_text"`
		XHTML  string `json:"body_xhtml"`
		HTML   string `json:"body_html"`
		Bodies []struct {
			Value string `json:"value"`
		} `json:"bodies"`
	}
	if json.Unmarshal(raw, &n) != nil || n.Type != "" && n.Type != "text" {
		return nil
	}
	var versions [][]string
	for _, body := range []string{n.HTML, n.XHTML, n.Text} {
		versions = append(versions, runsOf(body))
	}
	for _, b := range n.Bodies {
		versions = append(versions, runsOf(b.Value))
	}
	return slices.DeleteFunc(versions, func(runs []string) bool { return len(runs) == 0 })
}

// runsOf returns the runs of text of a fragment, and the lines of plain text.
func runsOf(body string) []string {
	clean, err := xmltree.Clean([]byte("<x>"+body+"</x>"), input.Hint{})
	if err != nil {
		return nil
	}
	root, err := xmltree.Parse(clean)
	if err != nil {
		return nil
	}
	var runs []string
	for _, run := range textRuns(root) {
		runs = append(runs, strings.Split(run, "\n")...)
	}
	return slices.DeleteFunc(runs, func(run string) bool { return !strings.ContainsFunc(run, unicode.IsLetter) })
}

// textRuns returns the runs of character data below an element, except for data about it.
func textRuns(e *xmltree.Element) []string {
	var runs []string
	if letters.Collapse(e.Text) != "" {
		runs = append(runs, e.Text)
	}
	for _, c := range e.Children {
		if !xmltree.Data[c.Name] {
			runs = append(runs, textRuns(c)...)
		}
	}
	return runs
}
