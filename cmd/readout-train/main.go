// Command readout-train prepares input for the training project in train/ (Python): it reads
// texts and gold tokens exactly as readout does, so that the encoder is trained on what it will
// see.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"readout/article"
	"readout/doc"
	"readout/encoder"
	"readout/encoder/kernel"
	"readout/source"
	"readout/text"
)

type program struct {
	Rows     rowsCommand     `cmd:"" help:"Run layers over windows, as input for training the upper layers."`
	Prepare  prepareCommand  `cmd:"" help:"Split texts into tokens, word pieces and windows, as JSON lines."`
	Evidence evidenceCommand `cmd:"" help:"Print the attributions that the heads propose, as JSON lines."`
	Events   eventsCommand   `cmd:"" help:"Print the events that the heads propose, as JSON lines."`
}

func main() {
	var p program
	ctx := kong.Parse(&p, kong.Name("readout-train"),
		kong.Description("Prepares the input of train/ as readout reads it."))
	ctx.FatalIfErrorf(ctx.Run())
}

// prepareCommand is "readout-train prepare".
type prepareCommand struct {
	Vocabulary string `required:"" placeholder:"FILE" help:"The encoder's word pieces, one per line, in the order of their ids."`
	File       string `arg:"" optional:"" help:"JSON lines to read (standard input)."`
}

// Help returns the text of "readout-train prepare --help".
func (prepareCommand) Help() string {
	return `Each line is an object with "id" and either "text" (with "sentence" true: one paragraph),
or gold "words" with "space" (whether white space follows each word), "sentences"
and "paragraphs" (the index of the word after each).
Offsets in the output are bytes of the text that it repeats.`
}

// input is one text to prepare.
type input struct {
	ID         string   `json:"id"`
	Text       string   `json:"text"`
	Sentence   bool     `json:"sentence"`
	Words      []string `json:"words"`
	Space      []bool   `json:"space"`
	Sentences  []int    `json:"sentences"`
	Paragraphs []int    `json:"paragraphs"`
}

// prepared is the input of the encoder for a text.
//
// Shape: all fields but Sentences, Windows and Quotes have one element per token.
type prepared struct {
	ID        string    `json:"id"`
	Text      string    `json:"text"`
	Tokens    []pair    `json:"tokens"` // bytes
	Pieces    [][]int32 `json:"pieces"`
	Shape     []int     `json:"shape"`
	Quote     []int     `json:"quote"`
	Place     []int     `json:"place"`
	Sentences []int     `json:"sentences"` // end of each, in tokens
	Windows   [][4]int  `json:"windows"`   // first, end, first and end of the core
	Quotes    [][]pair  `json:"quotes"`    // parts of each quotation, in tokens
}

// pair is a half-open range, an array of two numbers in JSON.
type pair article.Span

// MarshalJSON returns [start, end].
func (p pair) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "[%d,%d]", p.Start, p.End), nil }

// Run prepares each line.
func (c *prepareCommand) Run() error {
	v, err := readVocabulary(c.Vocabulary)
	if err != nil {
		return err
	}
	return eachLine(c.File, "preparing", func(x *input) (string, any, error) {
		p, err := prepare(v, x)
		return x.ID, p, err
	})
}

// eachLine decodes JSON lines of a file, or of standard input where it is "", and writes what is
// made of each as one line. doing names in errors what failed; make gives the text's id.
func eachLine[T any](file, doing string, make func(*T) (id string, made any, err error)) error {
	in := io.Reader(os.Stdin)
	if file != "" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	out := bufio.NewWriter(os.Stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	dec := json.NewDecoder(bufio.NewReader(in))
	for n := 1; ; n++ {
		x := new(T)
		if err := dec.Decode(x); errors.Is(err, io.EOF) {
			return out.Flush()
		} else if err != nil {
			return fmt.Errorf("%s text %d: %w", doing, n, err)
		}
		id, made, err := make(x)
		if err != nil {
			return fmt.Errorf("%s %s: %w", doing, id, err)
		}
		if err := enc.Encode(made); err != nil {
			return err
		}
	}
}

// weightFlags are the files of weights of a command.
type weightFlags struct {
	Words string `required:"" placeholder:"FILE" help:"Weight file of the word vectors."`
	Body  string `required:"" placeholder:"FILE" help:"Weight file of the layers and heads."`
	Fast  string `placeholder:"FILE" help:"Weight file of fast layers to use in place of the body's."`
}

func (f *weightFlags) core() (*encoder.Core, error) {
	var files [3][]byte
	for i, name := range [...]string{f.Words, f.Body, f.Fast} {
		if name == "" {
			continue
		}
		var err error
		if files[i], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return encoder.Open(files[0], files[1], files[2], kernel.Best())
}

func readVocabulary(path string) (*encoder.Vocabulary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var pieces []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		pieces = append(pieces, lines.Text())
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading the vocabulary: %w", err)
	}
	return encoder.NewVocabulary(pieces)
}

func prepare(v *encoder.Vocabulary, x *input) (*prepared, error) {
	d, err := document(x)
	if err != nil {
		return nil, err
	}
	in := encoder.NewInputs(v, d)
	p := &prepared{ID: x.ID, Text: d.Text}
	start := int32(0)
	for i, t := range d.Tokens {
		p.Tokens = append(p.Tokens, pair(t.Span))
		p.Pieces = append(p.Pieces, in.Pieces[start:in.Ends[i]])
		start = in.Ends[i]
		p.Shape = append(p.Shape, int(in.Shape[i]))
		p.Quote = append(p.Quote, int(in.Quote[i]))
		p.Place = append(p.Place, int(in.Place[i]))
	}
	for _, s := range d.Sentences {
		p.Sentences = append(p.Sentences, s.EndToken)
	}
	for _, c := range encoder.Cuts(in, d) {
		p.Windows = append(p.Windows, [4]int{c.First, c.End, c.CoreFirst, c.CoreEnd})
	}
	for i := range d.Quotes {
		var parts []pair
		for _, part := range d.Quotes[i].Parts {
			first, end := d.TokensIn(part)
			parts = append(parts, pair{Start: first, End: end})
		}
		p.Quotes = append(p.Quotes, parts)
	}
	return p, nil
}

// document returns a text with its Tokens and Quotes layers.
func document(x *input) (*doc.Doc, error) {
	if x.Words != nil {
		return goldTokens(x)
	}
	a := &article.Article{ID: x.ID, Language: "en", Text: x.Text}
	if !x.Sentence {
		var err error
		if a, err = source.Text([]byte(x.Text), source.Hint{ID: x.ID, Language: "en"}); err != nil {
			return nil, err
		}
	}
	d := doc.New(a)
	if err := text.New().Run(d); err != nil {
		return nil, err
	}
	return d, nil
}

// goldTokens builds a document from the words of a treebank, with one block per paragraph.
func goldTokens(x *input) (*doc.Doc, error) {
	if len(x.Space) != len(x.Words) {
		return nil, fmt.Errorf("%d words, %d spaces", len(x.Words), len(x.Space))
	}
	var b []byte
	var tokens []doc.Token
	a := &article.Article{ID: x.ID, Language: "en"}
	paragraph, from := 0, 0
	for i, w := range x.Words {
		if w == "" {
			return nil, fmt.Errorf("word %d is empty", i)
		}
		tokens = append(tokens, doc.Token{Span: article.Span{Start: len(b), End: len(b) + len(w)}, Kind: doc.KindOf(w),
			Quote: -1, SpaceBefore: i == 0 || x.Space[i-1]})
		b = append(b, w...)
		last := paragraph < len(x.Paragraphs) && i+1 == x.Paragraphs[paragraph]
		if last || i+1 == len(x.Words) {
			a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: from, End: len(b)}})
			b = append(b, "\n\n"...)
			from = len(b)
			paragraph++
		} else if x.Space[i] {
			b = append(b, ' ')
		}
	}
	a.Text = strings.TrimSuffix(string(b), "\n\n")
	d := doc.New(a)
	d.Tokens = tokens
	first, block := 0, 0
	for _, end := range x.Sentences {
		if end <= first || end > len(tokens) {
			return nil, fmt.Errorf("a sentence ends at word %d after one that ends at %d", end, first)
		}
		for tokens[first].Start >= a.Blocks[block].End {
			block++
		}
		for t := first; t < end; t++ {
			d.Tokens[t].Sentence = int32(len(d.Sentences))
		}
		d.Sentences = append(d.Sentences, doc.Sentence{Span: d.SpanOf(first, end), FirstToken: first, EndToken: end,
			Block: block})
		first = end
	}
	if first != len(tokens) {
		return nil, fmt.Errorf("the last sentence ends at word %d of %d", first, len(tokens))
	}
	text.Quote(d)
	return d, nil
}
