package names

import (
	"slices"

	"readout/article"
	"readout/doc"
	"readout/entity/kb"
)

// dateline reads the places and the agency of the dateline.
func (f *finder) dateline() {
	dl := f.Doc.Article.Dateline
	if dl == nil {
		return
	}
	i, _ := f.Doc.TokensIn(article.Span{Start: dl.Start, End: dl.End})
	for i < len(f.Tok) && f.Doc.Tokens[i].Start < dl.End {
		n := Name{First: int32(i), Kind: doc.Place, Sure: 0.95, By: "entity/dateline"}
		if e := f.Tok[i].Entry; e >= 0 && f.KB.Entry(e).Sort != kb.Adjective {
			n.End, n.Kind = f.Tok[i].End, f.KB.Entry(e).Kind
			n.Wire = n.Kind == doc.Organization
		} else if at, ok := f.StartsWith(i, dl.Agency); ok {
			n.End, n.Kind, n.Wire = int32(at), doc.Organization, true
		} else {
			for _, p := range append(slices.Clone(dl.Places), dl.Place) {
				if at, ok := f.StartsWith(i, p); ok {
					n.End = int32(at)
					break
				}
			}
		}
		if n.End == 0 {
			i++
			continue
		}
		f.add(n)
		if k := len(f.names) - 1; f.names[k].Entry < 0 {
			f.names[k].Entry = f.shouted(i, int(n.End))
		}
		i = int(n.End)
	}
}

// shouted is the entry of a place that a dateline writes in capitals: "MOSCOW"; -1 if the tables have none.
func (f *finder) shouted(i, end int) int32 {
	low := f.Lower(i, end)
	for k := range f.KB.Word(f.Tok[i].Word).Spellings {
		if p := &f.KB.Word(f.Tok[i].Word).Spellings[k]; p.Lower == low {
			return p.Entry
		}
	}
	return -1
}
