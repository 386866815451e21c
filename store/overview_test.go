package store

import (
	"bytes"
	"testing"
	"time"
)

// TestOverviewSum: every stored field changes the checksum, and where one part ends counts.
func TestOverviewSum(t *testing.T) {
	o := Overview{Name: "cards", Day: 20000, Data: []byte("[]"), Made: 7, Took: time.Second}
	for name, change := range map[string]func(*Overview){
		"name": func(o *Overview) { o.Name = "card" },
		"day":  func(o *Overview) { o.Day++ },
		"data": func(o *Overview) { o.Data = []byte("{}") },
		"made": func(o *Overview) { o.Made++ },
		"took": func(o *Overview) { o.Took++ },
		"both": func(o *Overview) { o.Name, o.Data = "card", []byte("s[]") },
	} {
		c := o
		change(&c)
		if bytes.Equal(c.Sum(), o.Sum()) {
			t.Errorf("another %s has the same checksum", name)
		}
	}
	c := o
	if c.Stale = true; !bytes.Equal(c.Sum(), o.Sum()) {
		t.Error("an overview that became stale fails its checksum")
	}
}
