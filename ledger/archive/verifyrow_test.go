package archive

import (
	"testing"

	"readout/store"
)

// TestSameAgent: roles that differ only in case are the same agent's.
func TestSameAgent(t *testing.T) {
	a := store.Agent{Kind: "person", Name: "Mira Halden", Roles: []string{"Minister for Ports"}}
	for name, c := range map[string]struct {
		other store.Agent
		same  bool
	}{
		"case":         {store.Agent{Kind: "person", Name: "Mira Halden", Roles: []string{"minister for ports"}}, true},
		"another role": {store.Agent{Kind: "person", Name: "Mira Halden", Roles: []string{"Minister for Roads"}}, false},
		"another name": {store.Agent{Kind: "person", Name: "Mira Holden", Roles: []string{"Minister for Ports"}}, false},
	} {
		if got := sameAgent(&a, &c.other); got != c.same || got != (store.AgentID(a) == store.AgentID(c.other)) {
			t.Errorf("%s: the same: %t", name, got)
		}
	}
}
