package store

// PackEvent returns the stored form of the parts of an event that have no column.
func PackEvent(e *Event) []byte {
	w := packer{buf: make([]byte, 0, 64)}
	for _, s := range [...]string{e.Type, e.Name, e.Status, e.Place} {
		w.string(s)
	}
	packList(&w, e.Parties, func(p *Party) {
		w.uint(p.Agent)
		w.string(p.Kind)
		w.string(p.Name)
		w.string(p.Country)
		flags := uint64(0)
		if p.Said {
			flags |= 1
		}
		if p.Near {
			flags |= 2
		}
		if p.Unsure {
			flags |= 4
		}
		w.uint(flags)
	})
	packList(&w, e.Slots, func(s *Slot) {
		w.string(s.Slot)
		w.string(s.Value)
		w.string(s.Status)
		w.span(s.Span)
		packList(&w, s.SaidBy, func(i *int) { w.uint(uint64(*i)) })
		w.uint(uint64(s.Statement))
		w.uint(uint64(DayOf(s.SaidOn)))
		w.uint(s.Sentence)
	})
	w.string(e.Words)
	w.string(e.Which)
	w.span(e.Span)
	w.uint(flag(e.Background))
	for i := range e.Slots {
		w.score(e.Slots[i].Score)
		w.uint(flag(e.Slots[i].Background))
	}
	if e.StatusScore != 0 { // none is stored of an older record, whose index entries stay as they were
		w.score(e.StatusScore)
	}
	return w.buf
}

// UnpackEvent fills in what PackEvent stored.
//
// Errors: the bytes are damaged.
func UnpackEvent(e *Event, packed []byte) (err error) {
	defer func() {
		if v := recover(); v != nil {
			if v != errPacked {
				panic(v)
			}
			err = errPacked
		}
	}()
	r := unpacker{s: string(packed)}
	e.Type, e.Name, e.Status, e.Place = r.string(), r.string(), r.string(), r.string()
	e.Parties = unpackList(&r, func(p *Party) {
		p.Agent, p.Kind, p.Name, p.Country = r.uint(), r.string(), r.string(), r.string()
		flags := r.uint()
		p.Said, p.Near, p.Unsure = flags&1 != 0, flags&2 != 0, flags&4 != 0
	})
	e.Slots = unpackList(&r, func(s *Slot) {
		s.Slot, s.Value, s.Status, s.Span = r.string(), r.string(), r.string(), r.span()
		s.SaidBy = unpackList(&r, func(i *int) { *i = int(r.uint()) })
		s.Statement, s.SaidOn, s.Sentence = int(r.uint()), Day(r.uint()).String(), r.uint()
		s.Score = 1
	})
	if r.s == "" { // written before the fields below existed
		return nil
	}
	e.Words, e.Which, e.Span, e.Background = r.string(), r.string(), r.span(), r.uint() != 0
	for i := range e.Slots {
		e.Slots[i].Score, e.Slots[i].Background = r.score(), r.uint() != 0
	}
	if r.s != "" {
		e.StatusScore = r.score()
	}
	return nil
}

func flag(set bool) uint64 {
	if set {
		return 1
	}
	return 0
}
