package export

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The fixed parts of a workbook with one sheet (ECMA-376, part 1).
var xlsxParts = [...][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ` +
		`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels",
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ` +
			`Target="xl/workbook.xml"/></Relationships>`},
	{"xl/_rels/workbook.xml.rels",
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" ` +
			`Target="worksheets/sheet1.xml"/></Relationships>`},
}

const (
	// maxCell is the maximum number of characters in a cell, maxSheet that of a sheet's name.
	maxCell  = 32_767
	maxSheet = 31
)

// XLSX writes a table as a workbook with one sheet. Every cell is text, so that nothing is
// taken for a formula or a date.
func XLSX(w io.Writer, name string, rows [][]string) error {
	z := zip.NewWriter(w)
	put := func(path, body string) error {
		part, err := z.Create(path)
		if err == nil {
			_, err = io.WriteString(part, xml.Header+body)
		}
		return err
	}
	for _, part := range xlsxParts {
		if err := put(part[0], part[1]); err != nil {
			return fmt.Errorf("export: XLSX: %w", err)
		}
	}
	err := put("xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" `+
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="`+
		xlsxText(name[:min(len(name), maxSheet)])+
		`" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	if err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	if err := put("xl/worksheets/sheet1.xml", sheet(rows)); err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	return nil
}

func sheet(rows [][]string) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for i, row := range rows {
		b.WriteString(`<row r="` + strconv.Itoa(i+1) + `">`)
		for k, cell := range row {
			b.WriteString(`<c r="` + columnName(k) + strconv.Itoa(i+1) + `" t="inlineStr"><is><t xml:space="preserve">` +
				xlsxText(cell) + `</t></is></c>`)
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// columnName returns the name of a column, counted from 0: A to Z, AA and so on.
func columnName(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func xlsxText(s string) string {
	if utf8.RuneCountInString(s) > maxCell {
		s = string([]rune(s)[:maxCell])
	}
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return b.String()
}
