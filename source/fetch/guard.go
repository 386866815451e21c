package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http/httptrace"
	"net/netip"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// guard is a dialer that refuses loopback, private, link-local, metadata and reserved
// addresses. It checks the address of the connection itself, after every DNS lookup, so DNS
// rebinding does not bypass it.
type guard struct {
	dialer net.Dialer
	lookup func(ctx context.Context, host string) ([]netip.Addr, error)
}

func newGuard(allow []netip.Prefix, lookup func(context.Context, string) ([]netip.Addr, error)) *guard {
	var v4, v6 []netip.Prefix
	for _, p := range allow {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	safe := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
	g := &guard{lookup: lookup}
	g.dialer = net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second,
		Control: func(network, address string, conn syscall.RawConn) error {
			if err := safe.Safe(network, address, conn); err != nil {
				return fmt.Errorf("%w: %w", ErrForbidden, err)
			}
			return nil
		}}
	return g
}

// Guarded returns a DialContext for another HTTP client that refuses what a Client refuses:
// loopback, private, link-local, metadata and reserved addresses, except those in allow,
// checked after every DNS lookup.
func Guarded(allow []netip.Prefix) func(ctx context.Context, network, address string) (net.Conn, error) {
	return newGuard(allow, nil).dial
}

// dial connects to a host given by name or IP address.
func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if g.lookup == nil {
		return g.dialer.DialContext(ctx, network, address)
	}
	name, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return g.dialer.DialContext(ctx, network, address)
	}
	found, err := g.lookup(ctx, name)
	if err != nil {
		return nil, err
	}
	err = fmt.Errorf("%s has no address", name)
	for _, ip := range found {
		var conn net.Conn
		if conn, err = g.dialer.DialContext(ctx, network, net.JoinHostPort(ip.String(), port)); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

// traceIP returns a context that records the IP address a request was sent to.
func traceIP(ctx context.Context) (context.Context, *string) {
	var ip string
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if host, _, err := net.SplitHostPort(info.Conn.RemoteAddr().String()); err == nil {
			ip = host
		}
	}}), &ip
}
