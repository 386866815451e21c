package fetch_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"

	"readout/source/fetch"
)

// TestGuarded: another client's connections are refused as a Client's are, except to what is allowed.
func TestGuarded(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := fetch.Guarded(nil)(context.Background(), "tcp", l.Addr().String()); !errors.Is(err, fetch.ErrForbidden) {
		t.Errorf("a loopback address: %v", err)
	}
	allow := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	conn, err := fetch.Guarded(allow)(context.Background(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

// TestSitemapsOfNoAddress: what is no address has no sitemaps.
func TestSitemapsOfNoAddress(t *testing.T) {
	c := fetch.New(fetch.Options{})
	defer c.Close()
	if _, err := c.Sitemaps(t.Context(), "not an address"); err == nil {
		t.Error("no error")
	}
}
