package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"
)

func tensors(t testing.TB) []byte {
	t.Helper()
	w := NewTensorWriter("deep", map[string]int{"layers": 6}, map[string][]string{"labels": {"O", "B-cue"}})
	w.Int8("a.weight", []int8{1, -2, 3, -127, 5, 6}, 2, 3)
	w.Float32("a.scale", []float32{.5, -.25}, 2)
	data, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTensorsKeepWhatWasWritten(t *testing.T) {
	data := tensors(t)
	for shift := range 4 { // at an odd address the floats are copied
		shifted := append(make([]byte, shift, shift+len(data)), data...)[shift:]
		f, err := OpenTensors(shifted)
		if err != nil {
			t.Fatal(err)
		}
		weight, err := f.Int8("a.weight", 2, 3)
		if err != nil || !slices.Equal(weight, []int8{1, -2, 3, -127, 5, 6}) {
			t.Errorf("weight %v, %v", weight, err)
		}
		scale, err := f.Float32("a.scale", -1)
		if err != nil || !slices.Equal(scale, []float32{.5, -.25}) {
			t.Errorf("scale %v, %v", scale, err)
		}
		if n, err := f.Config("layers"); err != nil || n != 6 {
			t.Errorf("layers %d, %v", n, err)
		}
		if s, err := f.Strings("labels"); err != nil || !slices.Equal(s, []string{"O", "B-cue"}) {
			t.Errorf("labels %v, %v", s, err)
		}
		if f.Kind() != "deep" || !f.Has("a.scale") || f.Has("b") || !slices.Equal(f.Shape("a.weight"), []int{2, 3}) ||
			f.Type("a.weight") != "i8" || f.Type("b") != "" || f.Shape("b") != nil || len(f.Hash()) != 71 {
			t.Errorf("%s: %v %v %s", f.Kind(), f.Shape("a.weight"), f.Shape("b"), f.Hash())
		}
	}
}

// seal returns a file with the given header and data region.
func seal(header string, data []byte) []byte {
	out := []byte(tensorMagic + "\x01\x00\x00\x00\x00\x00\x00\x00")
	binary.LittleEndian.PutUint32(out[12:], uint32(len(header)))
	out = append(out, header...)
	out = append(out, make([]byte, alignTensor(len(out))-len(out))...)
	return sealed(append(out, data...))
}

func sealed(body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(slices.Clone(body), sum[:]...)
}

func TestTensorsRefuse(t *testing.T) {
	good := tensors(t)
	change := func(at int) []byte {
		b := slices.Clone(good)
		b[at] ^= 1
		return b
	}
	reseal := func(at int, value byte) []byte {
		b := slices.Clone(good[:len(good)-sha256.Size])
		b[at] = value
		return sealed(b)
	}
	one := func(entry string) []byte {
		return seal(`{"kind":"deep","tensors":[`+entry+`]}`, make([]byte, 192))
	}
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":      {nil, "not a tensor file"},
		"foreign":      {bytes.Repeat([]byte("news"), 100), "not a tensor file"},
		"cut":          {good[:len(good)-1], "damaged"},
		"bit of data":  {change(len(good) - 40), "damaged"},
		"bit of hash":  {change(len(good) - 1), "damaged"},
		"version":      {reseal(8, 2), "version 2"},
		"long header":  {reseal(15, 0x7f), "ends after the file"},
		"no JSON":      {reseal(16, '['), "reading the header"},
		"type":         {one(`{"name":"a","dtype":"f64","shape":[1],"offset":0}`), "f64"},
		"no size":      {one(`{"name":"a","dtype":"i8","shape":[0],"offset":0}`), "shape [0]"},
		"below":        {one(`{"name":"a","dtype":"i8","shape":[-1],"offset":0}`), "shape [-1]"},
		"huge":         {one(`{"name":"a","dtype":"i8","shape":[4294967296,4294967296],"offset":0}`), "shape"},
		"past the end": {one(`{"name":"a","dtype":"f32","shape":[49],"offset":0}`), "ends after"},
		"begins past":  {one(`{"name":"a","dtype":"i8","shape":[1],"offset":6400}`), "ends after"},
		"before":       {one(`{"name":"a","dtype":"i8","shape":[1],"offset":-64}`), "offset -64"},
		"not aligned":  {one(`{"name":"a","dtype":"i8","shape":[1],"offset":4}`), "offset 4"},
		"two of a name": {one(`{"name":"a","dtype":"i8","shape":[1],"offset":0},` +
			`{"name":"a","dtype":"i8","shape":[1],"offset":64}`), "duplicate tensor"},
		"overlap": {one(`{"name":"a","dtype":"i8","shape":[65],"offset":0},` +
			`{"name":"b","dtype":"i8","shape":[1],"offset":64}`), "overlap"},
	} {
		if _, err := OpenTensors(test.data); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

func TestTensorsOfAnotherShape(t *testing.T) {
	w := NewTensorWriter("deep", nil, nil)
	w.Int8("a", []int8{1, 2}, 2)
	w.Float32("b", []float32{1, float32(math.NaN())}, 2)
	w.Float32("c", []float32{float32(math.Inf(1))}, 1)
	data, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := OpenTensors(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"another size":  second(f.Int8("a", 3)),
		"another rank":  second(f.Int8("a", 1, 2)),
		"another type":  second(f.Float32("a", 2)),
		"not there":     second(f.Int8("d", 2)),
		"not a number":  second(f.Float32("b", 2)),
		"infinite":      second(f.Float32("c", 1)),
		"number absent": second(f.Config("layers")),
		"list absent":   second(f.Strings("pieces")),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), "model: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// FuzzOpenTensors checks that any header and data give an error or tensors that can be read to
// the end.
func FuzzOpenTensors(f *testing.F) {
	good := tensors(f)
	size := binary.LittleEndian.Uint32(good[12:])
	f.Add(string(good[16:16+size]), good[alignTensor(16+int(size)):len(good)-sha256.Size])
	f.Fuzz(func(t *testing.T, header string, data []byte) {
		file, err := OpenTensors(seal(header, data))
		if err != nil {
			return
		}
		for name := range file.index {
			shape := file.Shape(name)
			ints, err1 := file.Int8(name, shape...)
			floats, err2 := file.Float32(name, shape...)
			if err1 != nil && err2 != nil && !strings.Contains(err2.Error(), "holds") {
				t.Errorf("%q is neither: %v, %v", name, err1, err2)
			}
			for range ints {
			}
			var sum float32
			for _, v := range floats {
				sum += v
			}
			_ = sum
		}
		_, _ = OpenTensors(data)
	})
}
