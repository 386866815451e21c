// Package archive maintains the stored data of a ledger: it backs up and restores, verifies
// what is stored, rereads it with another reader, and takes articles down.
//
// Only articles, decisions and facts are kept; all rows are derived from them again.
package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/record"
	"readout/store"
)

// A backup is one zstd stream: a line that names the format, then items that consist of a
// letter, a length and bytes: "v" a version, "d" a decision, "f" a fact, as JSON, and at the
// end "e" with the digest. It restores into either database.
const backupFormat = "readout-backup/1\n"

// maxItem bounds the size of one item when a backup is read.
const maxItem = 1 << 30

// Backup says what a backup contains.
type Backup struct {
	Versions  int    `json:"versions"`
	Decisions int    `json:"decisions"`
	Facts     int    `json:"facts"`
	Digest    string `json:"digest"`
}

// digest is the sum of the hashes of items, so that their order does not matter.
type digest [4]uint64

func (d *digest) add(kind byte, data []byte) {
	h := sha256.New()
	h.Write([]byte{kind})
	h.Write(data)
	sum := h.Sum(nil)
	for i := range d {
		d[i] += binary.BigEndian.Uint64(sum[8*i:])
	}
}

// String returns the digest in hexadecimal.
func (d *digest) String() string {
	var b [32]byte
	for i, x := range d {
		binary.BigEndian.PutUint64(b[8*i:], x)
	}
	return hex.EncodeToString(b[:])
}

// backupVersion is a version as stored in a backup, without anything that depends on the order
// of arrival.
type backupVersion struct {
	Ingested int64          `json:"ingested"`
	Record   *record.Record `json:"record"`
	Raw      []byte         `json:"raw,omitempty"`
}

// Store is the part of a store that an Archive needs.
type Store interface {
	Put(ctx context.Context, entries []store.Entry) ([]store.Outcome, error)
	Replace(ctx context.Context, changes ...store.Change) (int64, error)
	Erase(ctx context.Context, old []store.Entry, d store.Decision) (int64, error)
	Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error)
	Agents(ctx context.Context, f store.AgentFilter) ([]store.Agent, error)
	Decide(ctx context.Context, d store.Decision) (int64, error)
	PutFacts(ctx context.Context, facts []store.Fact) error
	Dump(ctx context.Context, visit store.Visitor) error
	Check(ctx context.Context) error
	Indexed(ctx context.Context, visit func(store.VersionID, store.Indexed) error) error
	Stats(ctx context.Context) (store.Stats, error)
}

// Archive maintains the stored data of a ledger.
type Archive struct {
	st    Store
	trail *audit.Trail

	reader string // version of the program's reader; "" compares all rows
}

// New returns the archive of a store, for a program with the given reader version.
func New(st Store, trail *audit.Trail, reader string) *Archive { return &Archive{st, trail, reader} }

// Digest returns the digest of everything that is not derived; two ledgers with the same
// digest give the same answers. It does not cover when articles were ingested.
func (ar *Archive) Digest(ctx context.Context) (string, error) {
	b, err := ar.dump(ctx, nil)
	return b.Digest, err
}

// Backup writes a snapshot of the whole ledger; others may go on adding meanwhile.
func (ar *Archive) Backup(ctx context.Context, w io.Writer) (Backup, error) {
	z, err := zstd.NewWriter(w)
	if err != nil {
		return Backup{}, fmt.Errorf("ledger: backing up: %w", err)
	}
	if _, err := io.WriteString(z, backupFormat); err != nil {
		return Backup{}, errors.Join(fmt.Errorf("ledger: backing up: %w", err), z.Close())
	}
	b, err := ar.dump(ctx, z)
	if err == nil {
		err = writeItem(z, 'e', []byte(b.Digest))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		return b, fmt.Errorf("ledger: backing up: %w", err)
	}
	return b, nil
}

func (ar *Archive) dump(ctx context.Context, w io.Writer) (Backup, error) {
	var b Backup
	var d digest
	item := func(kind byte, hashed, whole any) error {
		data, err := json.Marshal(hashed)
		if err != nil {
			return err
		}
		d.add(kind, data)
		if w == nil {
			return nil
		}
		if data, err = json.Marshal(whole); err != nil {
			return err
		}
		return writeItem(w, kind, data)
	}
	err := ar.st.Dump(ctx, store.Visitor{
		Version: func(v store.Version) error {
			b.Versions++
			bv := backupVersion{Record: v.Body.Record, Raw: v.Body.Raw}
			whole := bv
			whole.Ingested = v.Ingested
			return item('v', bv, whole)
		},
		Decision: func(x store.Decision) error { b.Decisions++; return item('d', x, x) },
		Fact:     func(x store.Fact) error { b.Facts++; return item('f', x, x) },
	})
	if err != nil {
		return b, fmt.Errorf("ledger: reading everything: %w", err)
	}
	b.Digest = d.String()
	return b, nil
}

func writeItem(w io.Writer, kind byte, data []byte) error {
	head := binary.AppendUvarint([]byte{kind}, uint64(len(data)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(data)
	return err
}

// notBackup is the error of a file that does not begin as a backup does. That it is not compressed says no more
// than that; any other error of reading it is kept.
func notBackup(err error) error {
	said := fmt.Errorf("it is not a backup of format %s", strings.TrimSpace(backupFormat))
	if err == nil || errors.Is(err, zstd.ErrMagicMismatch) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) {
		return said
	}
	return fmt.Errorf("%w: %w", said, err)
}

// restoreBatch is how many articles are restored in one transaction.
const restoreBatch = 500

// Restore fills an empty ledger from a backup and verifies the digest before it returns nil.
//
// Errors: the ledger is not empty; the backup is damaged, truncated, or of a newer format.
func (ar *Archive) Restore(ctx context.Context, r io.Reader) (Backup, error) {
	var b Backup
	fail := func(err error) (Backup, error) { return b, fmt.Errorf("ledger: restoring: %w", err) }
	s, err := ar.st.Stats(ctx)
	if err != nil {
		return fail(err)
	}
	if s.Versions+s.Decisions > 0 {
		return fail(errors.New("the ledger is not empty"))
	}
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(maxItem))
	if err != nil {
		return fail(err)
	}
	defer z.Close()
	in := bufio.NewReaderSize(z, 1<<20)
	head := make([]byte, len(backupFormat))
	if _, err := io.ReadFull(in, head); err != nil || string(head) != backupFormat {
		return fail(notBackup(err))
	}
	var entries []store.Entry
	var facts []store.Fact
	flush := func(limit int) error {
		if len(entries) > limit {
			if _, err := ar.st.Put(ctx, entries); err != nil {
				return err
			}
			entries = entries[:0]
		}
		if len(facts) > limit {
			if err := ar.st.PutFacts(ctx, facts); err != nil {
				return err
			}
			facts = facts[:0]
		}
		return nil
	}
	for {
		kind, data, err := readItem(in)
		if err != nil {
			return fail(fmt.Errorf("the backup is cut short or damaged: %w", err))
		}
		switch kind {
		case 'v':
			var v backupVersion
			if err := json.Unmarshal(data, &v); err != nil {
				return fail(err)
			}
			e, err := index.Prepare(v.Record, v.Raw, v.Ingested)
			if err != nil {
				return fail(err)
			}
			entries = append(entries, e)
			b.Versions++
		case 'd':
			var d store.Decision
			if err := json.Unmarshal(data, &d); err != nil {
				return fail(err)
			}
			if err := ar.restoreDecision(ctx, d, flush); err != nil {
				return fail(err)
			}
			b.Decisions++
		case 'f':
			var f store.Fact
			if err := json.Unmarshal(data, &f); err != nil {
				return fail(err)
			}
			facts = append(facts, f)
			b.Facts++
		case 'e':
			if err := flush(0); err != nil {
				return fail(err)
			}
			b.Digest = string(data)
			have, err := ar.Digest(ctx)
			if err != nil {
				return fail(err)
			}
			if have != b.Digest {
				return fail(fmt.Errorf("the digest is %s, the backup's is %s", have, b.Digest))
			}
			return b, nil
		default:
			return fail(fmt.Errorf("an item of kind %q: %w", kind, store.ErrNewer))
		}
		if err := flush(restoreBatch - 1); err != nil {
			return fail(err)
		}
	}
}

// restoreDecision writes a decision under its original number. Pending articles are written
// first, since a takedown keeps out articles that are added after it.
func (ar *Archive) restoreDecision(ctx context.Context, d store.Decision, flush func(int) error) error {
	if err := flush(0); err != nil {
		return err
	}
	var data audit.Data
	var gone []store.Entry
	if d.Kind == audit.Takedown {
		if err := json.Unmarshal([]byte(d.Data), &data); err != nil {
			return err
		}
		for _, t := range data.Tombstones {
			gone = append(gone, store.Entry{Version: store.Version{ID: -1, Key: store.Key{Outlet: t.Outlet, Ident: t.Ident}}})
		}
	}
	a, err := ar.trail.Standing(ctx)
	if err != nil {
		return err
	}
	corrects := audit.ChangesText(d.Kind) || d.Kind == audit.Undo &&
		slices.ContainsFunc(a.All, func(o store.Decision) bool { return o.ID == d.Undoes && audit.ChangesText(o.Kind) })
	var id int64
	switch {
	case gone != nil:
		id, err = ar.st.Erase(ctx, gone, d)
	case corrects: // its rows change too
		id, err = ar.trail.DecideText(ctx, d)
	default:
		id, err = ar.st.Decide(ctx, d)
	}
	if err == nil && id != d.ID {
		err = fmt.Errorf("decision %d came to be number %d", d.ID, id)
	}
	return err
}

func readItem(r *bufio.Reader) (kind byte, data []byte, err error) {
	if kind, err = r.ReadByte(); err != nil {
		return 0, nil, err
	}
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return 0, nil, err
	}
	if n > maxItem {
		return 0, nil, fmt.Errorf("an item of %d bytes", n)
	}
	data = make([]byte, n)
	_, err = io.ReadFull(r, data)
	return kind, data, err
}
