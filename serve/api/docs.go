package api

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.gohtml
var docsTemplate string

//go:embed docs.css
var docsCSS []byte

// described is one route as the page shows it.
type described struct {
	Method, Path, ID, Summary, About string
	Write                            bool
	Parameters                       []describedField
	Body                             []describedField
	Answers                          []string // media types
	Answer                           string   // name of the schema
	Example                          string   // an address to try
}

type describedField struct {
	Name, Type, Doc string
	Required        bool
}

type describedSchema struct {
	Name   string
	Fields []describedField
}

// docsPage renders the document as one page without scripts: huma's own page would load them
// from another host.
func docsPage(o *huma.OpenAPI) ([]byte, error) {
	t, err := template.New("docs").Parse(docsTemplate)
	if err != nil {
		return nil, err
	}
	type group struct {
		Name   string
		Routes []described
	}
	var groups []*group
	for _, tag := range o.Tags {
		groups = append(groups, &group{Name: tag.Name})
	}
	var paths []string
	for path := range o.Paths {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		item := o.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
			if op == nil {
				continue
			}
			d := describe(o, op)
			for _, g := range groups {
				if g.Name == op.Tags[0] {
					g.Routes = append(g.Routes, d)
				}
			}
		}
	}
	groups = slices.DeleteFunc(groups, func(g *group) bool { return len(g.Routes) == 0 })
	var schemas []describedSchema
	all := o.Components.Schemas.Map()
	for name, s := range all {
		if fields := fieldsOf(o, s); len(fields) > 0 {
			schemas = append(schemas, describedSchema{name, fields})
		}
	}
	slices.SortFunc(schemas, func(x, y describedSchema) int { return strings.Compare(x.Name, y.Name) })
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{"Info": o.Info, "Groups": groups, "Schemas": schemas,
		"Document": Prefix + "/v1/openapi.json", "Style": Prefix + "/docs.css"})
	return b.Bytes(), err
}

func describe(o *huma.OpenAPI, op *huma.Operation) described {
	d := described{Method: op.Method, Path: op.Path, ID: op.OperationID, Summary: op.Summary, About: op.Description,
		Write: op.Method != "GET"}
	var query []string
	example := op.Path
	for _, p := range op.Parameters {
		d.Parameters = append(d.Parameters, describedField{Name: p.Name, Type: typeName(o, p.Schema), Doc: p.Description,
			Required: p.Required})
		value := exampleOf(p)
		if p.In == "path" {
			example = strings.Replace(example, "{"+p.Name+"}", value, 1)
		} else if p.Required && value != "" {
			query = append(query, p.Name+"="+template.URLQueryEscaper(value))
		}
	}
	if len(query) > 0 {
		example += "?" + strings.Join(query, "&")
	}
	if op.Method == "GET" {
		d.Example = example
	}
	if op.RequestBody != nil {
		if m := op.RequestBody.Content["application/json"]; m != nil {
			d.Body = fieldsOf(o, m.Schema)
		}
	}
	for code, r := range op.Responses {
		if !strings.HasPrefix(code, "2") {
			continue
		}
		for kind, m := range r.Content {
			d.Answers = append(d.Answers, kind)
			if kind == "application/json" {
				d.Answer = typeName(o, m.Schema)
			}
		}
	}
	slices.Sort(d.Answers)
	return d
}

func exampleOf(p *huma.Param) string {
	if s, ok := p.Example.(string); ok {
		return s
	}
	if p.Schema != nil && len(p.Schema.Examples) > 0 {
		if s, ok := p.Schema.Examples[0].(string); ok {
			return s
		}
	}
	return ""
}

func resolved(o *huma.OpenAPI, s *huma.Schema) *huma.Schema {
	if s != nil && s.Ref != "" {
		return o.Components.Schemas.SchemaFromRef(s.Ref)
	}
	return s
}

func fieldsOf(o *huma.OpenAPI, s *huma.Schema) []describedField {
	s = resolved(o, s)
	if s == nil {
		return nil
	}
	var names []string
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	fields := make([]describedField, len(names))
	for i, name := range names {
		p := s.Properties[name]
		fields[i] = describedField{Name: name, Type: typeName(o, p), Doc: p.Description,
			Required: slices.Contains(s.Required, name)}
	}
	return fields
}

func typeName(o *huma.OpenAPI, s *huma.Schema) string {
	switch {
	case s == nil:
		return "any"
	case s.Ref != "":
		return s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
	case len(s.OneOf) > 0:
		return typeName(o, s.OneOf[0]) + " or null"
	case s.Type == "array":
		return "list of " + typeName(o, s.Items)
	case len(s.Enum) > 0:
		var values []string
		for _, v := range s.Enum {
			if text, ok := v.(string); ok {
				values = append(values, text)
			}
		}
		return strings.Join(values, " | ")
	case s.Type == "":
		return "any"
	}
	return s.Type
}
