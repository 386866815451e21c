package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"testing"
)

// TestXLSX reads the workbook back.
func TestXLSX(t *testing.T) {
	rows := [][]string{{"who", "words"}, {"=1+1", "\"<a> & b\" \x01 Ä"}, {"", " two  spaces "}}
	var b bytes.Buffer
	if err := XLSX(&b, "statements", rows); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Rows []struct {
				Cells []struct {
					Ref  string `xml:"r,attr"`
					Text string `xml:"is>t"`
				} `xml:"c"`
			} `xml:"sheetData>row"`
		}
		if err := xml.Unmarshal(raw, &doc); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		for _, row := range doc.Rows {
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, c.Text)
			}
			got = append(got, cells)
		}
	}
	want := [][]string{rows[0], {"=1+1", "\"<a> & b\" \uFFFD Ä"}, rows[2]}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("read back: %q, want %q", got, want)
	}
	for n, name := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if columnName(n) != name {
			t.Errorf("column %d is %s, want %s", n, columnName(n), name)
		}
	}
}
