package scoring

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"readout/article"
	"readout/score"
	"readout/source"
	"readout/syntax"
)

// corpora is a directory of public corpora, laid out as described in docs/cards.
type corpora string

// open opens a gzip file in the directory.
func (c corpora) open(name string) (io.ReadCloser, error) {
	f, err := os.Open(filepath.Join(string(c), filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}

// readCorpus opens a file in the directory and parses it.
func readCorpus[T any](c corpora, name string, parse func(io.Reader) (T, error)) (T, error) {
	var none T
	f, err := c.open(name)
	if err != nil {
		return none, err
	}
	defer f.Close()
	got, err := parse(f)
	if err != nil {
		return none, fmt.Errorf("%s: %w", name, err)
	}
	return got, nil
}

// trees reads treebanks, one after the other.
func (c corpora) trees(names ...string) ([]syntax.Tree, error) {
	var all []syntax.Tree
	for _, name := range names {
		t, err := readCorpus(c, name, syntax.ReadCoNLLU)
		if err != nil {
			return nil, err
		}
		all = append(all, t...)
	}
	return all, nil
}

func (c corpora) polnear(part string) ([]score.GoldArticle, error) {
	return readCorpus(c, "attribution/polnear-"+part+".jsonl.gz", score.ReadPolNeAR)
}

// silverNames reads the names that CoreNLP found in PolNeAR's articles.
func (c corpora) silverNames(part string) ([]score.GoldNames, error) {
	articles, err := c.polnear(part)
	if err != nil {
		return nil, err
	}
	texts := make(map[string]string, len(articles))
	for i := range articles {
		texts[articles[i].ID] = articles[i].Text
	}
	return readCorpus(c, "attribution/polnear-corenlp-"+part+".tsv.gz", func(r io.Reader) ([]score.GoldNames, error) {
		return score.ReadCoreNLPNames(r, func(id string) string { return texts[id] })
	})
}

// timeML reads a set of TempEval-3.
func (c corpora) timeML(part string) ([]*score.TimeML, error) {
	return readCorpus(c, "timex/tempeval3-"+part+".tar.gz", func(r io.Reader) ([]*score.TimeML, error) {
		var out []*score.TimeML
		for tr := tar.NewReader(r); ; {
			h, err := tr.Next()
			if errors.Is(err, io.EOF) {
				return out, nil
			}
			if err != nil {
				return nil, err
			}
			if !strings.HasSuffix(h.Name, ".tml") {
				continue
			}
			raw, err := io.ReadAll(tr)
			if err != nil {
				return nil, err
			}
			m, err := score.ReadTimeML(raw)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", h.Name, err)
			}
			out = append(out, m)
		}
	})
}

// plain returns the text of a corpus as an article. A text without paragraphs becomes one
// paragraph.
func plain(id, text, published string) (*article.Article, error) {
	a, err := source.Text([]byte(text), source.Hint{ID: id, Published: published})
	if err != nil {
		return nil, err
	}
	if a.Text != text {
		return nil, fmt.Errorf("%s: reading changed the text, so its spans no longer match", id)
	}
	return a, nil
}

// sentence returns a single sentence of a corpus as an article.
func sentence(id, text string) *article.Article {
	return &article.Article{ID: id, Language: "en", Text: text,
		Blocks: []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(text)}}}}
}
