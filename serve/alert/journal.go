package alert

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// line is one entry of the journal: all of it happened, or nothing.
type line struct {
	Subscribe   *subscriber `json:"subscribe,omitempty"`
	Unsubscribe string      `json:"unsubscribe,omitempty"`
	Pause       string      `json:"pause,omitempty"` // id of a subscription
	Why         string      `json:"why,omitempty"`
	Resume      string      `json:"resume,omitempty"`
	Seen        []arrival   `json:"seen,omitempty"` // replaces all earlier ones
	Queue       []*Delivery `json:"queue,omitempty"`
	Change      *Delivery   `json:"change,omitempty"`
	Changes     []*Delivery `json:"changes,omitempty"` // deliveries that were to be sent with the changed one
	Done        string      `json:"done,omitempty"`
	With        []string    `json:"with,omitempty"` // done along with it
}

// arrival is one version that was processed. Arrival numbers can be reused after a takedown,
// so the version's hash is kept as well.
type arrival struct {
	N    int64  `json:"n"`
	Hash string `json:"h"`
}

// journal is an append-only file of lines.
type journal struct {
	file *os.File
	lock io.Closer
	size int64 // of complete lines
	n    int   // lines since it was last compacted
}

// compactAfter is the number of lines after which the journal is compacted.
const compactAfter = 10_000

// apply applies a line to the state. The caller holds d.mu.
func (d *Dispatcher) apply(l *line) {
	if s := l.Subscribe; s != nil {
		if d.subs[s.ID] == nil {
			d.order = append(d.order, s.ID)
		}
		d.subs[s.ID] = s
	}
	if id := l.Unsubscribe; id != "" {
		delete(d.subs, id)
		kept := d.order[:0]
		for _, o := range d.order {
			if o != id {
				kept = append(kept, o)
			}
		}
		d.order = kept
		for k, x := range d.queue {
			if x.Subscription == id {
				delete(d.queue, k)
			}
		}
	}
	if s := d.subs[l.Pause]; s != nil {
		s.Paused = l.Why
	}
	if s := d.subs[l.Resume]; s != nil {
		s.Paused = ""
	}
	if l.Seen != nil {
		d.seen = l.Seen
	}
	for _, x := range l.Queue {
		if d.subs[x.Subscription] != nil {
			d.queue[x.ID] = x
		}
	}
	if x := l.Change; x != nil && d.queue[x.ID] != nil {
		d.queue[x.ID] = x
	}
	for _, x := range l.Changes {
		if d.queue[x.ID] != nil {
			d.queue[x.ID] = x
		}
	}
	if l.Done != "" {
		delete(d.queue, l.Done)
	}
	for _, id := range l.With {
		delete(d.queue, id)
	}
}

// write writes a line to disk and then applies it. The caller holds d.mu.
func (d *Dispatcher) write(l line) error {
	if d.journal.n >= compactAfter {
		if err := d.compact(); err != nil {
			return err
		}
	}
	raw, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("alert: writing the journal: %w", err)
	}
	if err := d.journal.add(append(raw, '\n')); err != nil {
		return fmt.Errorf("alert: writing the journal: %w", err)
	}
	d.apply(&l)
	return nil
}

// add writes a line and syncs it to disk. A partly written line is truncated, so that the next
// one does not merge with it.
func (j *journal) add(raw []byte) error {
	n, err := j.file.WriteAt(raw, j.size)
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		if n > 0 {
			err = errors.Join(err, j.file.Truncate(j.size))
		}
		return err
	}
	j.size += int64(len(raw))
	j.n++
	return nil
}

func (j *journal) close() error { return errors.Join(j.file.Close(), j.lock.Close()) }

// open locks the journal, reads it if it exists, and compacts it.
func (d *Dispatcher) open() error {
	lock, err := lockFile(d.o.Path + ".lock")
	if err != nil {
		return err
	}
	d.journal = &journal{lock: lock}
	f, err := os.Open(d.o.Path)
	if err == nil {
		err = d.read(f)
		f.Close()
	}
	if err == nil || errors.Is(err, os.ErrNotExist) {
		err = d.compact()
	}
	if err != nil {
		d.journal, d.seen, d.order = nil, nil, nil // a partial state must not count as all of it
		clear(d.subs)
		clear(d.queue)
		return errors.Join(err, lock.Close())
	}
	return nil
}

// read replays a journal. A last line without its newline was never acknowledged and is
// ignored; any other unreadable line is damage.
func (d *Dispatcher) read(r io.Reader) error {
	b := bufio.NewReader(r)
	for n := 1; ; n++ {
		raw, err := b.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var l line
		if err := json.Unmarshal(bytes.TrimSpace(raw), &l); err != nil {
			return fmt.Errorf("line %d is damaged: %w", n, err)
		}
		d.apply(&l)
	}
}

// compact writes the state to a new journal, which then replaces the old one. The caller holds
// d.mu, or the desk is not shared yet.
func (d *Dispatcher) compact() error {
	dir := filepath.Dir(d.o.Path)
	os.Remove(d.o.Path + ".new") // left by a program that was killed: we hold the lock
	// Readable only by its owner: it contains the secrets.
	f, err := os.OpenFile(d.o.Path+".new", os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	fail := func(err error) error {
		return errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	var size int64
	put := func(l line) error {
		raw, err := json.Marshal(l)
		if err != nil {
			return err
		}
		n, err := f.Write(append(raw, '\n'))
		size += int64(n)
		return err
	}
	for _, id := range d.order {
		if err := put(line{Subscribe: d.subs[id]}); err != nil {
			return fail(err)
		}
	}
	if len(d.seen) > 0 {
		if err := put(line{Seen: d.seen}); err != nil {
			return fail(err)
		}
	}
	for _, x := range d.queue {
		if err := put(line{Queue: []*Delivery{x}}); err != nil {
			return fail(err)
		}
	}
	if err := f.Sync(); err != nil {
		return fail(err)
	}
	if err := os.Rename(f.Name(), d.o.Path); err != nil {
		return fail(err)
	}
	// The new name must reach the disk, too; not every system can sync a directory.
	if folder, err := os.Open(dir); err == nil {
		folder.Sync()
		folder.Close()
	}
	if d.journal.file != nil {
		d.journal.file.Close()
	}
	d.journal.file, d.journal.size, d.journal.n = f, size, 0
	return nil
}
