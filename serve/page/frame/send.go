package frame

import (
	"bytes"
	"net/http"
	"path"

	"readout/ledger/export"
)

// SendCSV answers with a table that is safe to open in a spreadsheet.
func SendCSV(w http.ResponseWriter, name string, rows [][]string) error {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return export.WriteRows(w, rows)
}

// SendAs answers with a table as CSV or XLSX, or with a text as Markdown, by the ending
// of the address.
func SendAs(w http.ResponseWriter, r *http.Request, name string, rows func() [][]string, text func() string) error {
	switch path.Ext(r.URL.Path) {
	case ".csv":
		return SendCSV(w, name+".csv", rows())
	case ".xlsx":
		var b bytes.Buffer
		if err := export.XLSX(&b, name, rows()); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.xlsx"`)
		_, err := w.Write(b.Bytes())
		return err
	case ".md":
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.md"`)
		_, err := w.Write([]byte(text()))
		return err
	}
	return ErrNoPage
}
