package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
)

// Chain is the head of a ledger's hash chain. Everything that is stored and not derived has a
// Link whose hash covers the previous one, so that a missing version, a replaced body or a
// changed decision is detected, whatever caused it. Facts, which have no order, are combined in
// one value.
type Chain struct {
	N     int64
	Hash  [32]byte
	Facts [32]byte
}

// The kinds of link.
const (
	VersionLink  = "v" // Ref is the version, Item its row, Body its packed body
	BodyLink     = "b" // Ref is the version, Body its new body
	ErasedLink   = "x" // Ref is the version that was taken down
	ArticleLink  = "a" // Item is the article's key, Ref the decision that took it down
	DecisionLink = "d" // Ref is the decision
)

// Link is one entry of the chain.
type Link struct {
	N          int64
	Kind       string
	Ref        int64
	Item, Body [32]byte
	Hash       [32]byte
}

// Add appends a link.
func (c *Chain) Add(kind string, ref int64, item, body [32]byte) Link {
	l := Link{N: c.N + 1, Kind: kind, Ref: ref, Item: item, Body: body}
	l.Hash = l.hash(c.Hash)
	c.N, c.Hash = l.N, l.Hash
	return l
}

// AddFact adds a fact to the combined value.
func (c *Chain) AddFact(f *Fact) {
	for i, b := range factItem(f) {
		c.Facts[i] ^= b
	}
}

func (l *Link) hash(before [32]byte) [32]byte {
	return hashParts(before[:], []byte(l.Kind), int64Bytes(l.N), int64Bytes(l.Ref), l.Item[:], l.Body[:])
}

// hashParts hashes parts, each prefixed by its length.
func hashParts(parts ...[]byte) (out [32]byte) {
	h := sha256.New()
	for _, p := range parts {
		h.Write(int64Bytes(int64(len(p))))
		h.Write(p)
	}
	sum(h, &out)
	return out
}

func sum(h hash.Hash, out *[32]byte) { h.Sum(out[:0]) }

func int64Bytes(n int64) []byte { return binary.LittleEndian.AppendUint64(nil, uint64(n)) }

// VersionItem hashes the fields of a version's row that are not derived from its record.
func VersionItem(v *Version) [32]byte {
	return hashParts(int64Bytes(int64(v.ID)), int64Bytes(v.Arrival), []byte(v.Key.Outlet), []byte(v.Key.Ident),
		v.SHA256[:], int64Bytes(v.Ingested))
}

// KeyItem hashes an article's key.
func KeyItem(k Key) [32]byte { return hashParts([]byte(k.Outlet), []byte(k.Ident)) }

// DecisionItem hashes a decision.
func DecisionItem(d *Decision) [32]byte {
	return hashParts(int64Bytes(d.ID), []byte(d.At), []byte(d.Who), []byte(d.Kind), int64Bytes(d.Undoes), []byte(d.Why),
		[]byte(d.Data))
}

func factItem(f *Fact) [32]byte {
	return hashParts([]byte(f.Key), []byte(f.Name), []byte(f.Wikidata), []byte(f.Kind), []byte(f.Role), []byte(f.Country),
		int64Bytes(int64(f.From)), int64Bytes(int64(f.To)), []byte(f.Source))
}

// Prover verifies stored data against the chain. It takes the links in order, then everything
// else, and finally returns what has changed.
type Prover struct {
	end       Chain
	at        Chain
	versions  map[VersionID][2][32]byte // hashes of row and body, from the links
	decisions map[int64][32]byte
	down      map[[32]byte]int64 // keys of articles that were taken down
	undone    map[int64]bool
	problems  []string
}

// NewProver begins a verification against the stored head of the chain.
func NewProver(end Chain) *Prover {
	return &Prover{end: end, versions: map[VersionID][2][32]byte{}, decisions: map[int64][32]byte{},
		down: map[[32]byte]int64{}, undone: map[int64]bool{}}
}

func (p *Prover) problemf(format string, args ...any) {
	const most = 100
	if len(p.problems) < most {
		p.problems = append(p.problems, fmt.Sprintf(format, args...))
	}
}

// Link verifies the next link.
func (p *Prover) Link(l Link) {
	if l.N != p.at.N+1 {
		p.problemf("the chain goes from link %d to %d", p.at.N, l.N)
	} else if l.Hash != l.hash(p.at.Hash) {
		p.problemf("link %d of the chain is not what was stored", l.N)
	}
	p.at.N, p.at.Hash = l.N, l.Hash
	id := VersionID(l.Ref)
	switch l.Kind {
	case VersionLink:
		p.versions[id] = [2][32]byte{l.Item, l.Body}
	case BodyLink:
		p.versions[id] = [2][32]byte{p.versions[id][0], l.Body}
	case ErasedLink:
		delete(p.versions, id)
	case ArticleLink:
		p.down[l.Item] = l.Ref
	case DecisionLink:
		p.decisions[l.Ref] = l.Item
	}
}

// Version verifies a stored version with its packed body.
func (p *Prover) Version(v *Version, packed []byte) {
	want, ok := p.versions[v.ID]
	delete(p.versions, v.ID)
	switch {
	case !ok:
		p.problemf("version %d (%s of %s) was never stored", v.ID, v.Key.Ident, v.Key.Outlet)
	case want[0] != VersionItem(v):
		p.problemf("the row of version %d (%s of %s) is not what was stored", v.ID, v.Key.Ident, v.Key.Outlet)
	case want[1] != BodyItem(packed):
		p.problemf("the body of version %d (%s of %s) is not what was stored", v.ID, v.Key.Ident, v.Key.Outlet)
	}
}

// BodyItem hashes a packed body.
func BodyItem(packed []byte) [32]byte { return sha256.Sum256(packed) }

// Decision verifies a stored decision.
func (p *Prover) Decision(d *Decision) {
	want, ok := p.decisions[d.ID]
	delete(p.decisions, d.ID)
	if !ok || want != DecisionItem(d) {
		p.problemf("decision %d is not what was stored", d.ID)
	}
	p.undone[d.Undoes] = true
}

// Fact adds a stored fact.
func (p *Prover) Fact(f *Fact) { p.at.AddFact(f) }

// Down verifies an article that is marked as taken down. Call it after all calls of Decision.
func (p *Prover) Down(k Key, decision int64) {
	if key := KeyItem(k); p.down[key] != decision || p.undone[decision] {
		p.problemf("%s of %s is marked as taken down by decision %d, which did not", k.Ident, k.Outlet, decision)
	} else {
		delete(p.down, key)
	}
}

// End finishes the verification and returns the problems found.
func (p *Prover) End() []string {
	for _, id := range slices.Sorted(maps.Keys(p.versions)) {
		p.problemf("version %d is gone, and no decision took it down", id)
	}
	for _, id := range slices.Sorted(maps.Keys(p.decisions)) {
		p.problemf("decision %d is gone", id)
	}
	for _, decision := range slices.Sorted(maps.Values(p.down)) {
		if !p.undone[decision] {
			p.problemf("an article that decision %d took down is not marked so", decision)
		}
	}
	if p.at.N != p.end.N || p.at.Hash != p.end.Hash {
		p.problemf("the chain ends at link %d, it was stored up to %d", p.at.N, p.end.N)
	}
	if p.at.Facts != p.end.Facts {
		p.problemf("the facts are not those that were stored")
	}
	return p.problems
}

// Indexed summarizes the index entries of a version, so that a database can be compared with its
// records.
type Indexed struct {
	Rows   uint64 // the terms of its rows, with row and position
	Events uint64 // its events with their terms
	Count  int    // events according to its row
}

// IndexRules is the version of the rules by which ledger/index derives index entries. It must be
// raised when they change; a test enforces this.
const IndexRules = "5"

// AddTerm adds the term at a position of row n.
func (x *Indexed) AddTerm(term string, n, place int) {
	x.Rows += mix(termHash(term), uint64(n), uint64(place))
}

// AddEvent adds an event.
func (x *Indexed) AddEvent(n int, time string, data []byte) {
	x.Events += mix(hash64(time), hash64(string(data)), uint64(n))
}

// AddEventTerm adds a term of event n. Order and repetition do not matter.
func (x *Indexed) AddEventTerm(term string, n int) { x.Events += mix(termHash(term), uint64(n), 1<<40) }

// IndexedOf summarizes the index entries that an entry should have.
func IndexedOf(e *Entry) Indexed {
	x := Indexed{Count: len(e.Events)}
	for _, r := range e.Rows {
		for i, term := range strings.Fields(r.Terms) {
			x.AddTerm(term, r.N, i)
		}
	}
	for i := range e.Events {
		v := &e.Events[i]
		x.AddEvent(v.ID.N(), v.Time, PackEvent(v))
		terms := strings.Fields(v.Terms)
		for k, t := range terms {
			terms[k] = CutTerm(t)
		}
		slices.Sort(terms)
		for _, term := range slices.Compact(terms) {
			x.AddEventTerm(term, v.ID.N())
		}
	}
	return x
}

func termHash(term string) uint64 { return hash64(CutTerm(term)) }

// hash64 is FNV-1a.
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix combines three values, so that sums of results show which values belonged together.
func mix(a, b, c uint64) uint64 {
	h := a ^ b*0x9e3779b97f4a7c15 ^ c*0xc2b2ae3d27d4eb4f
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
