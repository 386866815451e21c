package read

import (
	"encoding/json"
	"io"

	"readout/record"
	"readout/report"
)

// Printer writes records in one format as they arrive.
type Printer struct {
	Out     io.Writer
	Colour  io.Writer // for the text format
	Format  string
	Parts   report.Parts
	Width   int
	Details bool
	count   int
	first   *record.Record   // json: held back until it is known whether there are more
	kept    []*record.Record // html: all records go on one page
}

// Print writes a record, or holds it back if the format needs all of them.
func (p *Printer) Print(r *record.Record) error {
	p.count++
	switch p.Format {
	case "jsonl":
		return p.json(r, "")
	case "json":
		return p.arrayItem(r)
	case "html":
		p.kept = append(p.kept, r)
		return nil
	case "markdown":
		if err := p.between("\n"); err != nil {
			return err
		}
		return report.Markdown(p.Out, r, p.Parts)
	default:
		if err := p.between("\n\n"); err != nil {
			return err
		}
		return report.Text(p.Colour, r, report.TextOptions{Width: p.Width, Parts: p.Parts, Details: p.Details,
			Hint: "--details"})
	}
}

func (p *Printer) between(s string) error {
	if p.count == 1 {
		return nil
	}
	_, err := io.WriteString(p.Out, s) // it has no colour
	return err
}

// arrayItem writes a single record as an object and several as an array.
func (p *Printer) arrayItem(r *record.Record) error {
	if p.count == 1 {
		p.first = r
		return nil
	}
	if p.count == 2 {
		if _, err := io.WriteString(p.Out, "[\n"); err != nil {
			return err
		}
		if err := p.json(p.first, "  "); err != nil {
			return err
		}
		p.first = nil
	}
	if _, err := io.WriteString(p.Out, ",\n"); err != nil {
		return err
	}
	return p.json(r, "  ")
}

// End writes what was held back and closes the output.
func (p *Printer) End() error {
	switch {
	case p.Format == "html" && len(p.kept) > 0:
		return report.HTML(p.Out, p.kept, p.Parts)
	case p.Format == "json" && p.first != nil:
		return p.json(p.first, "  ")
	case p.Format == "json" && p.count > 1:
		_, err := io.WriteString(p.Out, "]\n")
		return err
	}
	return nil
}

// json does not escape <, > and &, since this is not embedded in a web page.
func (p *Printer) json(r *record.Record, indent string) error {
	pruned := p.Parts.Prune(*r)
	enc := json.NewEncoder(p.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(&pruned)
}
