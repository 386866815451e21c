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

// Kept is Get for an overview, an answer that depends on a large part of the ledger. Overviews are
// computed one at a time and stored in the database, so that they survive a restart and one of a past
// day is computed once. asOf is the last day whose articles the answer depends on; "" is all there are.
// The answer must survive a round trip through JSON.
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

// Overview is Get for an overview that is not stored in the database.
//
// Errors: those of work, and the context's.
func Overview[T any](ctx context.Context, c *Cache, key string, work func(context.Context) (T, error)) (T, error) {
	return Get(ctx, c, key, inTurn(c, work))
}

// Beforehand returns a context in which Kept only makes sure that the database has an answer. The
// answer is not cached in memory, Kept may return the zero value, and that nothing can be written is an
// error.
func Beforehand(ctx context.Context) context.Context {
	return context.WithValue(ctx, beforehand{}, true)
}

type beforehand struct{}

// RefreshKept is Refresh for an overview.
//
// Errors: those of work, and the context's.
func RefreshKept[T any](ctx context.Context, c *Cache, key, asOf string,
	work func(context.Context) (T, error)) (T, error) {
	k := keeper[T]{c, key, asOf, work}
	return Refresh(ctx, c, key, k.answer)
}

// keeper reads and writes one overview in the database.
type keeper[T any] struct {
	c         *Cache
	key, asOf string
	work      func(context.Context) (T, error)
}

// recall loads the overview from the database if it is not in memory. A stale one is treated as if it
// had been in memory all along: it is served while it is refreshed, or not at all.
func (k *keeper[T]) recall(ctx context.Context) {
	k.c.mu.Lock()
	there := k.c.answers[k.key] != nil
	k.c.mu.Unlock()
	if there {
		return
	}
	now := k.c.look(ctx) // before reading: an article that arrives in between makes the answer stale
	o, value, err := k.read(ctx)
	if err != nil {
		return // it is computed instead, and an error of the store shows there
	}
	e := entry{value: value, mark: now, done: time.Unix(o.Made, 0), used: time.Now(), took: o.Took}
	if o.Stale {
		e.mark.arrival = 0
	}
	k.c.put(k.key, &e)
}

// prepare computes the answer if the database does not have it.
func (k *keeper[T]) prepare(ctx context.Context) (none T, err error) {
	if o, err := k.c.l.Store().Overview(ctx, k.name()); err == nil && !o.Stale {
		return none, nil
	}
	return k.answer(ctx)
}

// answer reads the answer, or computes and stores it.
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
			data, err = compress(data)
		}
		if err != nil {
			return value, fmt.Errorf("cache: storing %s: %w", k.key, err)
		}
		o := store.Overview{Name: k.name(), Day: k.day(), Data: data, Made: time.Now().Unix(), Took: took}
		// The answer is good even if it cannot be stored because it was overtaken or nothing can be written.
		err = st.KeepOverview(ctx, o, mark)
		unwritable := errors.Is(err, store.ErrReadOnly) || errors.Is(err, store.ErrLocked) || errors.Is(err, store.ErrFull)
		if errors.Is(err, store.ErrConflict) || unwritable && ctx.Value(beforehand{}) == nil {
			return value, nil
		}
		return value, err
	})(ctx)
}

func (k *keeper[T]) read(ctx context.Context) (o store.Overview, value T, err error) {
	if o, err = k.c.l.Store().Overview(ctx, k.name()); err != nil {
		return o, value, err
	}
	if o.Day != k.day() {
		return o, value, store.ErrNotFound
	}
	data, err := decompress(o.Data)
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

// name returns the key under which this build stores the answer: another build may compute it by
// other rules.
func (k *keeper[T]) name() string { return k.key + " " + k.c.program() }

// program returns an identifier of this build: a hash of its build information, and of the size and
// time of the executable, as development builds have the same build information.
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

// maxKept bounds the decompressed size of a stored answer, which may be damaged.
const maxKept = 256 << 20

// compress compresses an answer for the database.
func compress(data []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.EncodeAll(data, nil), nil
}

// decompress reverses compress.
func decompress(packed []byte) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxKept))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.DecodeAll(packed, nil)
}
