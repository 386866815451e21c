package export

import (
	"reflect"
	"strings"
)

// column is one column of the tables, as described by the tags of Row.
type column struct{ name, kind, doc string }

var columns = func() []column {
	var out []column
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Row]()) {
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		out = append(out, column{name, f.Type.String(), f.Tag.Get("doc")})
	}
	return out
}()

// Codebook describes the columns of CSV and Parquet exports, in Markdown. Every Parquet file
// also contains it, as the metadata "codebook".
func Codebook() string {
	var b strings.Builder
	b.WriteString("| column | type | meaning |\n| --- | --- | --- |\n")
	for _, c := range columns {
		b.WriteString("| " + c.name + " | " + c.kind + " | " + c.doc + " |\n")
	}
	return b.String()
}
