package cache

import (
	"math"
	"reflect"
	"runtime/debug"
)

const (
	// budgetMiB bounds what all entries hold together where GOMEMLIMIT is not set: the rest of
	// a gigabyte is for requests, the database's pages and what is garbage by now.
	budgetMiB = 128
	// budgetPart is the part of GOMEMLIMIT that entries may hold.
	budgetPart = 8
)

// budget is how many bytes all entries may hold together.
func budget() int64 {
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 {
		return limit / budgetPart
	}
	return budgetMiB << 20
}

// sizeOf estimates the bytes that a value holds, those behind its pointers included. Past
// enough it stops counting.
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

// seen is memory that was counted: two fields may point at the same.
type seen struct {
	at uintptr
	t  reflect.Type
}

type sizer struct {
	total, enough int64
	seen          map[seen]bool
}

// again reports whether memory was counted before.
func (s *sizer) again(v reflect.Value) bool {
	key := seen{v.Pointer(), v.Type()}
	if s.seen[key] {
		return true
	}
	s.seen[key] = true
	return false
}

// mapEntry is about what a map needs for an entry beside its key and its value.
const mapEntry = 8

// behind adds what a value points at, beside its own bytes.
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

// items adds what the elements of a slice or an array point at.
func (s *sizer) items(v reflect.Value) {
	if flat(v.Type().Elem()) {
		return
	}
	for i := range v.Len() {
		s.behind(v.Index(i))
	}
}

// flat reports whether values of a type point at nothing.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map, reflect.Struct, reflect.Array,
		reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return false
	}
	return true
}
