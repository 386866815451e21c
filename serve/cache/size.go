package cache

import (
	"math"
	"reflect"
	"runtime/debug"
)

const (
	// budgetMiB bounds the size of all entries together if GOMEMLIMIT is not set: the rest of a
	// gigabyte is for requests, the database's pages and garbage.
	budgetMiB = 128
	// budgetPart: entries may take this fraction of GOMEMLIMIT.
	budgetPart = 8
)

// budget returns the maximum size of all entries together, in bytes.
func budget() int64 {
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 {
		return limit / budgetPart
	}
	return budgetMiB << 20
}

// sizeOf estimates the size of a value in bytes, including everything its pointers lead to. It stops
// counting once it exceeds enough.
func sizeOf(value any, enough int64) int64 {
	if value == nil {
		return 0
	}
	s := sizer{enough: enough, seen: map[seen]bool{}}
	v := reflect.ValueOf(value)
	s.total = int64(v.Type().Size())
	s.behind(v)
	return s.total
}

// seen identifies memory that has been counted, since pointers may be shared.
type seen struct {
	at uintptr
	t  reflect.Type
}

type sizer struct {
	total, enough int64
	seen          map[seen]bool
}

// again reports whether the memory that v points to was counted before.
func (s *sizer) again(v reflect.Value) bool {
	key := seen{v.Pointer(), v.Type()}
	if s.seen[key] {
		return true
	}
	s.seen[key] = true
	return false
}

// mapEntry is the approximate overhead of a map entry, in bytes.
const mapEntry = 8

// behind adds the size of everything a value points to, but not its own size.
func (s *sizer) behind(v reflect.Value) {
	if s.total > s.enough {
		return
	}
	switch v.Kind() {
	case reflect.String:
		s.total += int64(v.Len())
	case reflect.Pointer:
		if !v.IsNil() && !s.again(v) {
			s.total += int64(v.Type().Elem().Size())
			s.behind(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			s.total += int64(v.Elem().Type().Size())
			s.behind(v.Elem())
		}
	case reflect.Slice:
		if !v.IsNil() && !s.again(v) {
			s.total += int64(v.Cap()) * int64(v.Type().Elem().Size())
			s.items(v)
		}
	case reflect.Array:
		s.items(v)
	case reflect.Struct:
		for i := range v.NumField() {
			s.behind(v.Field(i))
		}
	case reflect.Map:
		if v.IsNil() || s.again(v) {
			return
		}
		t := v.Type()
		s.total += int64(v.Len()) * int64(t.Key().Size()+t.Elem().Size()+mapEntry)
		for it := v.MapRange(); it.Next(); {
			s.behind(it.Key())
			s.behind(it.Value())
		}
	}
}

// items adds the size of everything the elements of a slice or array point to.
func (s *sizer) items(v reflect.Value) {
	if flat(v.Type().Elem()) {
		return
	}
	for i := range v.Len() {
		s.behind(v.Index(i))
	}
}

// flat reports whether values of a type contain no pointers.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map, reflect.Struct, reflect.Array,
		reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return false
	}
	return true
}
