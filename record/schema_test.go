package record_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"readout/record"
)

var update = flag.Bool("update", false, "write docs/record.schema.json anew from the types")

const schemaFile = "../docs/record.schema.json"

// TestSchema compares the published JSON Schema with the Go types.
func TestSchema(t *testing.T) {
	schema, err := jsonschema.For[record.Record](nil)
	if err != nil {
		t.Fatal(err)
	}
	schema.Schema = "https://json-schema.org/draft/2020-12/schema"
	schema.Title = "What Readout asserts about one article, " + record.Schema
	want, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s does not say what the types say; run 'go test ./record -run TestSchema -update'", schemaFile)
	}
}

// TestSchemaRefuses checks that the schema rejects invalid records.
func TestSchemaRefuses(t *testing.T) {
	raw, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var empty record.Record
	empty.Entities, empty.Times = []record.Entity{}, []record.Time{}
	empty.Statements, empty.Events, empty.Gaps = []record.Statement{}, []record.Event{}, []record.Gap{}
	empty.Article.Blocks = []record.Block{}
	ok, err := json.Marshal(empty)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		json  string
		valid bool
	}{
		"an empty record":      {string(ok), true},
		"no article":           {`{"schema":"readout/1"}`, false},
		"a field of no record": {`{"schema":"readout/1","quotes":[]}`, false},
	} {
		var v any
		if err := json.Unmarshal([]byte(c.json), &v); err != nil {
			t.Fatal(err)
		}
		if err := resolved.Validate(v); (err == nil) != c.valid {
			t.Errorf("%s: Validate gives %v, want valid %v", name, err, c.valid)
		}
	}
}
