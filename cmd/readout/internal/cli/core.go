package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"readout"
	"readout/encoder"
	"readout/encoder/kernel"
	"readout/ledger"
)

// ReaderFlags are the flags of every command that reads articles.
type ReaderFlags struct {
	Model readout.Model `env:"READOUT_MODEL" enum:"deep,fast" default:"deep" help:"The network that reads: deep is more exact, fast takes half of its time or less (${env}, ${default})."`
}

// Reader returns a reader with the chosen network.
func (f *ReaderFlags) Reader(o readout.Options) (*readout.Reader, error) {
	o.Model = f.Model
	return readout.New(o)
}

// TellOthers tells on standard error if the ledger to which articles will be added holds some that
// another model read: a dossier weighs what both found by scores that differ. A ledger that cannot be
// asked is left to the command to report.
func (f *ReaderFlags) TellOthers(ctx context.Context, t Terminal, l *ledger.Ledger) {
	s, err := l.Store().Stats(ctx)
	if err != nil {
		return
	}
	own, n := cmp.Or(f.Model, readout.Deep), 0
	var other readout.Model
	for name, count := range s.Readers {
		if m := readout.ModelOf(name); m != own {
			other, n = m, n+int(count)
		}
	}
	if n > 0 {
		fmt.Fprintf(t.Err, "readout: --model %s read %s of this ledger, and --model %s reads what is new: "+
			"'readout reread --model %[3]s --write' reads all with one model.\n", other, Counted(n, "text"), own)
	}
}

// WeightFlags are those of commands that may read with weights of a directory.
type WeightFlags struct {
	ReaderFlags `embed:""`
	Weights     string `placeholder:"DIR" help:"Use words.bin and deep.bin (and fast.bin) in this directory instead of the built-in weights."`
}

// Reader returns a reader with the chosen network and weights.
func (f *WeightFlags) Reader(o readout.Options) (*readout.Reader, error) {
	var err error
	if o.Core, err = f.core(); err != nil {
		return nil, err
	}
	return f.ReaderFlags.Reader(o)
}

// core opens the weight files of the directory, or returns nil if none is given.
func (f *WeightFlags) core() (*encoder.Core, error) {
	if f.Weights == "" {
		return nil, nil
	}
	var files [3][]byte
	for i, name := range [...]string{"words.bin", "deep.bin", "fast.bin"} {
		if name == "fast.bin" && f.Model != readout.Fast {
			break
		}
		var err error
		if files[i], err = os.ReadFile(filepath.Join(f.Weights, name)); err != nil {
			return nil, err
		}
	}
	return encoder.Open(files[0], files[1], files[2], kernel.Best())
}
