package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"readout/serve/auth"
)

// TestAlerts: a subscription is made, listed without its secret, tried out, and
// ended; only who may write sees it.
func TestAlerts(t *testing.T) {
	h, _ := newAPI(t, auth.Write)
	send := func(method, path, body string, status int) string {
		t.Helper()
		r := httptest.NewRequest(method, "http://localhost"+Prefix+"/v1"+path, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Fatalf("%s %s: %d, want %d: %s", method, path, w.Code, status, w.Body)
		}
		return w.Body.String()
	}
	var made Subscribed
	raw := send("POST", "/alerts",
		`{"url": "https://hooks.example/x", "kind": "status", "event": "summit", "slot": ["venue"]}`, 201)
	if err := json.Unmarshal([]byte(raw), &made); err != nil || !strings.HasPrefix(made.Secret, "whsec_") ||
		made.Subscription.By != "tester" || made.Subscription.Since != "2024-04-01" {
		t.Fatalf("%s, %v", raw, err)
	}
	if list := send("GET", "/alerts", "", 200); !strings.Contains(list, made.Subscription.ID) ||
		strings.Contains(list, "whsec_") {
		t.Errorf("the list is %s", list)
	}
	send("POST", "/alerts/"+made.Subscription.ID+"/test", "", 204)
	var waiting DeliveryList
	if err := json.Unmarshal([]byte(send("GET", "/deliveries", "", 200)), &waiting); err != nil ||
		len(waiting.Deliveries) != 1 {
		t.Fatalf("%+v, %v", waiting, err)
	}
	send("POST", "/deliveries/"+waiting.Deliveries[0].ID+"/retry", "", 204)
	send("DELETE", "/deliveries/"+waiting.Deliveries[0].ID, "", 204)
	send("DELETE", "/deliveries/"+waiting.Deliveries[0].ID, "", 404)
	send("DELETE", "/alerts/"+made.Subscription.ID, "", 204)
	send("DELETE", "/alerts/"+made.Subscription.ID, "", 404)
	send("POST", "/alerts", `{"url": "https://hooks.example/x", "kind": "statements", "slot": ["venue"]}`, 422)
	send("POST", "/alerts", `{"url": "file:///etc/passwd", "kind": "statements"}`, 422)
	send("POST", "/alerts", `{"url": "https://hooks.example/x", "kind": "statements", "secret": "x"}`, 422)

	reader, _ := newAPI(t, auth.Read)
	for _, path := range []string{"/alerts", "/deliveries"} {
		if res := get(reader, Prefix+"/v1"+path); res.StatusCode != http.StatusForbidden {
			t.Errorf("a reader sees %s: %d", path, res.StatusCode)
		}
	}
	if res := post(reader, Prefix+"/v1/alerts",
		`{"url": "https://hooks.example/x", "kind": "statements"}`); res.StatusCode != http.StatusForbidden {
		t.Errorf("a reader subscribes: %d", res.StatusCode)
	}
}
