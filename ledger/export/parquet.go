package export

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
)

// parquetGroup is the number of rows in a row group.
const parquetGroup = 50_000

// parquetDays are the columns of type DATE, null if no day is known.
var parquetDays = map[string]bool{"said": true, "said_on": true}

// parquetNulls are the columns that are null where CSV has an empty cell.
var parquetNulls = map[string]bool{"until": true, "published": true}

// parquetRow is Row with its days as dates.
var parquetRow = func() reflect.Type {
	fields := reflect.VisibleFields(reflect.TypeFor[Row]())
	for i := range fields {
		f := &fields[i]
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		switch {
		case parquetDays[name]:
			f.Type, f.Tag = reflect.TypeFor[*int32](), reflect.StructTag(`parquet:"`+name+`,date"`)
		case parquetNulls[name]:
			f.Type = reflect.TypeFor[*string]()
		}
		f.Index, f.Offset = nil, 0
	}
	return reflect.StructOf(fields)
}()

// Parquet writes a table compressed with zstd. Its columns are those of CSV, with days as DATE
// and unknown days null.
func Parquet(w io.Writer, list Statements, o Options) error {
	p := parquet.NewWriter(w, parquet.SchemaOf(reflect.New(parquetRow).Interface()),
		parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(parquetGroup),
		parquet.CreatedBy("readout", "1", ""), parquet.KeyValueMetadata("codebook", Codebook()))
	for s, err := range list {
		if err != nil {
			return fmt.Errorf("export: Parquet: %w", err)
		}
		r := RowOf(&s, o)
		if err := p.Write(r.forParquet()); err != nil {
			return fmt.Errorf("export: Parquet: %w", err)
		}
	}
	if err := p.Close(); err != nil {
		return fmt.Errorf("export: Parquet: %w", err)
	}
	return nil
}

// forParquet converts a row to a value of parquetRow.
func (r *Row) forParquet() any {
	from, to := reflect.ValueOf(r).Elem(), reflect.New(parquetRow)
	for i := range from.NumField() {
		field := to.Elem().Field(i)
		switch v := from.Field(i); field.Interface().(type) {
		case *int32:
			if t, err := time.Parse(time.DateOnly, v.String()[:min(len(v.String()), len(time.DateOnly))]); err == nil {
				days := int32(t.Unix() / (24 * 60 * 60))
				field.Set(reflect.ValueOf(&days))
			}
		case *string:
			if s := v.String(); s != "" {
				field.Set(reflect.ValueOf(&s))
			}
		default:
			field.Set(v)
		}
	}
	return to.Interface()
}
