package attribution

import (
	"encoding/binary"
	"fmt"

	"readout/model"
)

// Weight files of another kind or version are refused: version changes with the
// features.
const (
	weightsKind    = "attribution"
	weightsVersion = 1
)

// Load makes the models of a weight file, as Train writes it. The file's bytes are
// used in place.
//
// Errors: model.ErrForeign if the weights are damaged or not of this version.
func Load(f *model.File) (*Models, error) {
	if err := f.Require(weightsKind, weightsVersion); err != nil {
		return nil, fmt.Errorf("attribution: loading weights: %w", err)
	}
	l := loader{f: f}
	m := &Models{
		cue:     &model.CRF{Labels: cueLabels, Trans: l.floats("cue", (cueLabels+1)*cueLabels)},
		joint:   &model.CRF{Labels: jointLabels, Column: cueLabels - 1, Trans: l.floats("joint", (jointLabels+1)*jointLabels)},
		source:  l.table("source", 1),
		content: l.table("content", 1),
		judge:   l.table("judge", 1),
	}
	emit := l.table("labels", cueLabels+jointLabels-2)
	tail := l.floats("calibration", 3)
	lemmas := l.bytes("vocabulary")
	if l.err != nil {
		return nil, fmt.Errorf("attribution: loading weights: %w", l.err)
	}
	m.cue.Emit, m.joint.Emit = emit, emit
	m.kernel = kernelOf(m.cue)
	m.calibrate, m.threshold = [2]float32{tail[0], tail[1]}, tail[2]
	hashes := make([]uint32, 0, len(lemmas)/4)
	for ; len(lemmas) >= 4; lemmas = lemmas[4:] {
		hashes = append(hashes, binary.LittleEndian.Uint32(lemmas))
	}
	m.vocab = newVocabulary(hashes)
	return m, nil
}

// encode is the weight file of the models.
func (m *Models) encode(lemmas []uint32) ([]byte, error) {
	w := model.NewWriter(weightsKind, weightsVersion)
	w.Table("labels", m.cue.Emit)
	w.Floats("cue", m.cue.Trans)
	w.Floats("joint", m.joint.Trans)
	w.Table("source", m.source)
	w.Table("content", m.content)
	w.Table("judge", m.judge)
	w.Floats("calibration", []float32{m.calibrate[0], m.calibrate[1], m.threshold})
	var bytes []byte
	for _, h := range lemmas {
		bytes = binary.LittleEndian.AppendUint32(bytes, h)
	}
	w.Bytes("vocabulary", bytes)
	data, err := w.Encode()
	if err != nil {
		return nil, fmt.Errorf("attribution: writing weights: %w", err)
	}
	return data, nil
}

// loader reads sections and keeps the first error.
type loader struct {
	f   *model.File
	err error
}

func (l *loader) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

func (l *loader) table(name string, width int) *model.Table {
	t, err := l.f.Table(name)
	if err != nil {
		l.fail(err)
		return nil
	}
	if t.Width != width {
		l.fail(fmt.Errorf("%w: table %s is %d wide, want %d", model.ErrForeign, name, t.Width, width))
	}
	return t
}

func (l *loader) floats(name string, n int) []float32 {
	x, err := l.f.Floats(name)
	if err != nil {
		l.fail(err)
	} else if len(x) != n {
		l.fail(fmt.Errorf("%w: section %s holds %d numbers, want %d", model.ErrForeign, name, len(x), n))
	}
	return x
}

func (l *loader) bytes(name string) []byte {
	b, err := l.f.Bytes(name)
	if err != nil {
		l.fail(err)
	}
	return b
}

// kernelOf is the kernel of a CRF's table. Its width, labels less one of both CRFs,
// is 8 by construction.
func kernelOf(m *model.CRF) *model.Kernel {
	k, _ := model.NewKernel(m.Emit)
	return k
}
