package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model"
)

// rowsCommand is "readout-train rows".
type rowsCommand struct {
	Words string `arg:"" help:"File of word vectors."`
	Body  string `arg:"" help:"File of the layers to run; the lower ones if only the upper ones are trained."`
}

// Help returns the text of "readout-train rows --help".
func (rowsCommand) Help() string {
	return `Reads windows from standard input, all little-endian: the number of pieces (32 bits), their ids (32 bits
each), then one byte each of shape, quotation and place per piece. Writes one row of bfloat16 per piece:
the output of the layers.`
}

// Run processes one window at a time.
func (c *rowsCommand) Run() error {
	net, err := c.load()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	if err := rows(net, bufio.NewReaderSize(os.Stdin, 1<<20), out); err != nil {
		return err
	}
	return out.Flush()
}

func (c *rowsCommand) load() (*encoder.Network, error) {
	var files [2]*model.Tensors
	for i, path := range []string{c.Words, c.Body} {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if files[i], err = model.OpenTensors(raw); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return encoder.Load(files[0], files[1], nil, kernel.Best())
}

// rows writes the rows of every window of in.
//
// Errors: a truncated window, or one that the network cannot take.
func rows(net *encoder.Network, in io.Reader, out io.Writer) error {
	var scratch encoder.Scratch
	var vectors []float32
	for n := 1; ; n++ {
		var count uint32
		if err := binary.Read(in, binary.LittleEndian, &count); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("window %d: %w", n, err)
		}
		if count > encoder.MaxPieces {
			return fmt.Errorf("window %d: %d pieces, more than %d", n, count, encoder.MaxPieces)
		}
		w := encoder.Window{IDs: make([]int32, count), Shape: make([]uint8, count), Quote: make([]uint8, count),
			Place: make([]uint8, count)}
		if err := binary.Read(in, binary.LittleEndian, w.IDs); err != nil {
			return fmt.Errorf("window %d: %w", n, err)
		}
		for _, classes := range [][]uint8{w.Shape, w.Quote, w.Place} {
			if _, err := io.ReadFull(in, classes); err != nil {
				return fmt.Errorf("window %d: %w", n, err)
			}
		}
		var err error
		if vectors, err = net.Forward(context.Background(), vectors[:0], []encoder.Window{w}, &scratch); err != nil {
			return fmt.Errorf("window %d: %w", n, err)
		}
		raw := make([]byte, 0, 2*len(vectors))
		for _, v := range vectors {
			raw = binary.LittleEndian.AppendUint16(raw, bfloat16(v))
		}
		if _, err := out.Write(raw); err != nil {
			return err
		}
	}
}

// bfloat16 returns the upper half of a float32, rounded to nearest even.
func bfloat16(v float32) uint16 {
	bits := math.Float32bits(v)
	return uint16((bits + 0x7FFF + bits>>16&1) >> 16)
}
