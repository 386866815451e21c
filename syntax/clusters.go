package syntax

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"readout/doc"
	"readout/model"
)

// clusters says of words which class they belong to by the company they keep in
// plain text. Words no treebank has get a place in the model through it.
//
// Shape: an open hash table of 2^n slots, a slot being 24 bits of the word's hash
// above the 8 bits of its class; 0 is an empty slot.
type clusters struct {
	slots []byte
	mask  uint32
}

// newClusters reads the table from a weight file.
func newClusters(f *model.File) (*clusters, error) {
	slots, err := f.Bytes("clusters")
	if err != nil {
		return nil, err
	}
	n := len(slots) / 4
	if n == 0 || len(slots)%4 != 0 || n&(n-1) != 0 {
		return nil, fmt.Errorf("syntax: %w: clusters in %d bytes", model.ErrForeign, len(slots))
	}
	return &clusters{slots: slots, mask: uint32(n - 1)}, nil
}

// longestProbe is how many slots are looked at for a word.
const longestProbe = 16

// of is the class of a word by the hash of its lower case; 0 is a word unknown.
func (c *clusters) of(h model.Hash) uint8 {
	at, print := uint32(h>>32), uint32(h)&^0xff
	for i := range uint32(longestProbe) {
		slot := binary.LittleEndian.Uint32(c.slots[4*((at+i)&c.mask):])
		if slot&^0xff == print || slot == 0 {
			return uint8(slot)
		}
	}
	return 0
}

// Settings of clustering, chosen on EWT and GUM dev.
const (
	clusterClasses = 200
	clusterRounds  = 10
	clusterSeldom  = 4 // a word seen less often has no class
	clusterBits    = 15
)

// buildClusters sorts the words of sentences, given by their hashes.
func buildClusters(sentences [][]model.Hash) []byte {
	count := map[model.Hash]int{}
	for _, s := range sentences {
		for _, h := range s {
			count[h]++
		}
	}
	var words []model.Hash
	for h, n := range count {
		if n >= clusterSeldom {
			words = append(words, h)
		}
	}
	slices.SortFunc(words, func(a, b model.Hash) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	words = words[:min(len(words), 1<<clusterBits*3/4)]
	number := make(map[model.Hash]int32, len(words))
	for i, h := range words {
		number[h] = int32(i)
	}
	text := make([][]int32, len(sentences))
	for i, s := range sentences {
		for _, h := range s {
			if n, ok := number[h]; ok {
				text[i] = append(text[i], n)
			} else {
				text[i] = append(text[i], -1)
			}
		}
	}
	class := model.Cluster(text, len(words), clusterClasses, clusterRounds)
	slots := make([]byte, 4<<clusterBits)
	for i, h := range words {
		at, print := uint32(h>>32), uint32(h)&^0xff
		for probe := range uint32(longestProbe) {
			slot := slots[4*((at+probe)&(1<<clusterBits-1)):]
			if binary.LittleEndian.Uint32(slot) == 0 {
				binary.LittleEndian.PutUint32(slot, print|uint32(class[i]))
				break
			}
		}
	}
	return slots
}

// hashesOf is the words of a document's sentences as clusters know them.
func hashesOf(d *doc.Doc) [][]model.Hash {
	sentences := make([][]model.Hash, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		var hashes []model.Hash
		for i := s.FirstToken; i < s.EndToken; i++ {
			hashes = append(hashes, hashLower(d.LowerForm(i), shapeOf(d.Form(i), d.LowerForm(i))))
		}
		sentences = append(sentences, hashes)
	}
	return sentences
}
