package serve_test

import (
	"net/http"
	"testing"

	"readout/serve"
	"readout/serve/auth"
	"readout/serve/servetest"
)

// TestOnlyWritersWrite asks for the forms without the scope that they need.
func TestOnlyWritersWrite(t *testing.T) {
	k := keyring(t)
	s := servetest.New(t, servetest.Ledger(t), serve.Options{Keys: k})
	for path, need := range map[string]auth.Scope{"/add": auth.Write, "/feeds/manage": auth.Write,
		"/feeds/manage.opml": auth.Write, "/alerts": auth.Write, "/queue": auth.Admin} {
		for _, scope := range []auth.Scope{auth.Read, auth.Write, auth.Admin} {
			secret := token(t, k, path+scope.String(), scope)
			resp, _ := s.Get(t, path, "Authorization", "Bearer "+secret)
			if refused := resp.StatusCode == http.StatusForbidden; refused != (scope < need) {
				t.Errorf("%s with %s: %d", path, scope, resp.StatusCode)
			}
		}
	}
}
