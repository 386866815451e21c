package cache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"github.com/klauspost/compress/zstd"

	"readout/store"
)

// Kept is Get for an overview, an answer that looks at a large part of the ledger. One at a time is
// worked out, and the database keeps it beside the records: it outlives the program, and one of a
// past day is worked out once. asOf is the last day whose articles the
// answer looks at; "" is all there are. The answer must come back from JSON as it was.
//
// Errors: those of work, and the context's.
func Kept[T any](ctx context.Context, c *Cache, key, asOf string, work func(context.Context) (T, error)) (T, error) {
	k := keeper[T]{c, key, asOf, work}
	if ctx.Value(beforehand{}) != nil {
		return k.prepare(ctx)
	}
	k.recall(ctx)
	return Get(ctx, c, key, k.answer)
}

// Overview is Get for an overview that the database cannot keep.
//
// Errors: those of work, and the context's.
func Overview[T any](ctx context.Context, c *Cache, key string, work func(context.Context) (T, error)) (T, error) {
	return Get(ctx, c, key, inTurn(c, work))
}

// Beforehand is a context in which Kept only sees to it that the database has an answer: what nobody
// asked for is not held in memory, and the answer that it gives may be empty.
func Beforehand(ctx context.Context) context.Context {
	return context.WithValue(ctx, beforehand{}, true)
}

type beforehand struct{}

// RefreshKept is Refresh for such an answer.
//
// Errors: those of work, and the context's.
func RefreshKept[T any](ctx context.Context, c *Cache, key, asOf string,
	work func(context.Context) (T, error)) (T, error) {
	k := keeper[T]{c, key, asOf, work}
	return Refresh(ctx, c, key, k.answer)
}

// keeper reads and writes one answer in the database.
type keeper[T any] struct {
	c         *Cache
	key, asOf string
	work      func(context.Context) (T, error)
}

// recall takes an answer out of the database where none is in memory. A stale one is served as if
// the program had never ended: while it is refreshed, or not at all.
func (k *keeper[T]) recall(ctx context.Context) {
	k.c.mu.Lock()
	there := k.c.answers[k.key] != nil
	k.c.mu.Unlock()
	if there {
		return
	}
	now := k.c.look(ctx) // before it is read: what comes in between makes it stale
	o, value, err := k.read(ctx)
	if err != nil {
		return // it is worked out, and who needs the store will hear of it
	}
	e := entry{value: value, mark: now, done: time.Unix(o.Made, 0), used: time.Now(), took: o.Took}
	if o.Stale {
		e.mark.arrival = 0
	}
	k.c.put(k.key, &e)
}

// prepare works the answer out where the database does not have it.
func (k *keeper[T]) prepare(ctx context.Context) (none T, err error) {
	if o, err := k.c.l.Store().Overview(ctx, k.name()); err == nil && !o.Stale {
		return none, nil
	}
	return k.answer(ctx)
}

// answer reads the answer, or works it out and keeps it.
func (k *keeper[T]) answer(ctx context.Context) (T, error) {
	if o, value, err := k.read(ctx); err == nil && !o.Stale {
		return value, nil
	}
	return inTurn(k.c, func(ctx context.Context) (T, error) {
		st := k.c.l.Store()
		mark, err := st.Mark(ctx)
		if err != nil {
			var none T
			return none, err
		}
		began := time.Now()
		value, err := k.work(ctx)
		if err != nil {
			return value, err
		}
		took := time.Since(began)
		data, err := json.Marshal(value)
		if err == nil {
			data, err = shrink(data)
		}
		if err != nil {
			return value, fmt.Errorf("cache: keeping %s: %w", k.key, err)
		}
		o := store.Overview{Name: k.name(), Day: k.day(), Data: data, Made: time.Now().Unix(), Took: took}
		// What is not kept, since it holds no longer or nothing can be written, is an answer all the same.
		if err := st.KeepOverview(ctx, o, mark); err != nil && !errors.Is(err, store.ErrConflict) &&
			!errors.Is(err, store.ErrReadOnly) && !errors.Is(err, store.ErrLocked) && !errors.Is(err, store.ErrFull) {
			return value, err
		}
		return value, nil
	})(ctx)
}

func (k *keeper[T]) read(ctx context.Context) (o store.Overview, value T, err error) {
	if o, err = k.c.l.Store().Overview(ctx, k.name()); err != nil {
		return o, value, err
	}
	if o.Day != k.day() {
		return o, value, store.ErrNotFound
	}
	data, err := grow(o.Data)
	if err == nil {
		err = json.Unmarshal(data, &value)
	}
	return o, value, err
}

func (k *keeper[T]) day() store.Day {
	if k.asOf == "" {
		return store.Now
	}
	return store.DayOf(k.asOf)
}

// name is the key under which this program keeps the answer: another program may work it out by
// other rules.
func (k *keeper[T]) name() string { return k.key + " " + k.c.program() }

// program tells programs apart: by what they were built from, and the file where that says too
// little.
func program() string {
	h := sha256.New()
	if info, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprint(h, info)
	}
	if path, err := os.Executable(); err == nil {
		if file, err := os.Stat(path); err == nil {
			fmt.Fprint(h, file.Size(), file.ModTime().UnixNano())
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// maxKept bounds what a damaged answer can grow to.
const maxKept = 256 << 20

// shrink packs an answer for the database.
func shrink(data []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.EncodeAll(data, nil), nil
}

// grow is what was packed.
func grow(packed []byte) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxKept))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.DecodeAll(packed, nil)
}
