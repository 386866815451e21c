package export

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// sheetRows is how many rows a sheet may have, and sheetCell how many characters a
// cell.
//
// Source: Excel's specifications and limits.
const (
	sheetRows = 1 << 20
	sheetCell = 32767
)

// XLSX writes the table of CSV as an Excel workbook of one sheet: the header stays
// in sight and filters, every cell is text, so that nothing in it is taken for a
// formula, and scores are numbers.
//
// Errors: more statements than a sheet has rows.
func XLSX(w io.Writer, list Statements, o Options) error {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Statements"
	if err := f.SetSheetName(f.GetSheetName(0), sheet); err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	n := 1
	write := func(cells []any) error {
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil || n > sheetRows {
			return fmt.Errorf("export: XLSX: more than %d rows: narrow it with --from and --to", sheetRows)
		}
		n++
		return out.SetRow(at, cells)
	}
	var cells []any
	for _, name := range Header() {
		cells = append(cells, name)
	}
	if err := write(cells); err != nil {
		return err
	}
	for s, err := range list {
		if err != nil {
			return fmt.Errorf("export: XLSX: %w", err)
		}
		r := RowOf(&s, o)
		cells = cells[:0]
		for _, cell := range r.cells() {
			cells = append(cells, cutCell(cell))
		}
		cells[len(cells)-1] = r.Score
		if err := write(cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	last, err := excelize.CoordinatesToCellName(len(columns), max(n-1, 1))
	if err == nil {
		err = f.AutoFilter(sheet, "A1:"+last, nil)
	}
	if err == nil {
		err = f.Write(w)
	}
	if err != nil {
		return fmt.Errorf("export: XLSX: %w", err)
	}
	return nil
}

// cutCell is a cell's text as far as a cell can hold it.
func cutCell(s string) string {
	if r := []rune(s); len(s) > sheetCell && len(r) > sheetCell {
		return string(r[:sheetCell-1]) + "…"
	}
	return s
}
