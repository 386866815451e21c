package weights_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model/weights"
)

// TestCores checks that the embedded files match each other and hold every head that reading
// uses.
func TestCores(t *testing.T) {
	for name, open := range map[string]func() (*encoder.Core, error){"deep": weights.Deep, "fast": weights.Fast} {
		c, err := open()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := open(); err != nil || again != c {
			t.Errorf("%s: a second core: %p, %v", name, again, err)
		}
		for _, head := range []string{"tags", "arc", "rel", "names", "mhead", "mspan", "coref", "cue", "att", "event",
			"slot", "same", "link", "slotstatus", "eventstatus", "party"} {
			if !c.Has(head) {
				t.Errorf("%s: no head %q", name, head)
			}
		}
		if strings.HasPrefix(c.Hash(), "fast ") != (name == "fast") {
			t.Errorf("%s has the hash %s", name, c.Hash())
		}
	}
}

// TestFastRefuses: a file of fast layers that is damaged, cut or of another sort is told, not read.
func TestFastRefuses(t *testing.T) {
	file := func(name string) []byte {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	words, deep, fast := file("words.bin"), file("deep.bin"), file("fast.bin")
	damaged := slices.Clone(fast)
	damaged[len(fast)/2] ^= 1
	for want, layers := range map[string][]byte{
		"damaged":           damaged,
		"SHA-256 mismatch":  fast[:len(fast)-1],
		"not a tensor file": {},
		`file kind "words"`: words,
		`file kind "deep"`:  deep,
	} {
		_, err := encoder.Open(words, deep, layers, kernel.Best())
		if err == nil || !strings.HasPrefix(err.Error(), "encoder: fast layers: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q: %v", want, err)
		}
	}
}

// most is how many bytes all weight files may have together: they are in every binary.
const most = 32_000_000

// TestManifest checks that the manifest is of the embedded files, and that they are not too
// large.
func TestManifest(t *testing.T) {
	raw, err := os.ReadFile("manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Files map[string]struct {
			Bytes  int    `json:"bytes"`
			SHA256 string `json:"sha256"`
		} `json:"files"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Files) != 3 {
		t.Errorf("the manifest has %d files", len(m.Files))
	}
	sum := 0
	for name, f := range m.Files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum += len(b)
		if hash := sha256.Sum256(b); f.Bytes != len(b) || f.SHA256 != hex.EncodeToString(hash[:]) {
			t.Errorf("%s has %d bytes and the hash %x, the manifest says %d and %s", name, len(b), hash, f.Bytes, f.SHA256)
		}
	}
	if sum > most {
		t.Errorf("all weights have %d bytes, more than %d", sum, most)
	}
}
