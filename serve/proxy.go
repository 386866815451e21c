package serve

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// forwardedHeaders are the headers that proxies add.
var forwardedHeaders = [...]string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip",
	"Via"}

// forwarded reports whether a request visibly came through a proxy. A proxy in its default
// configuration may add no header but use HTTP/1.0, which no browser does.
func forwarded(r *http.Request) bool {
	return !r.ProtoAtLeast(1, 1) || slices.ContainsFunc(forwardedHeaders[:], func(name string) bool {
		return len(r.Header.Values(name)) > 0
	})
}

// peer returns the address at the other end of the connection.
func peer(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, _ := netip.ParseAddr(host)
	return addr.Unmap().WithZone("")
}

func (s *Server) trusted(a netip.Addr) bool {
	return a.IsValid() && slices.ContainsFunc(s.o.TrustProxy, func(p netip.Prefix) bool { return p.Contains(a) })
}

// client returns the address from which a request comes. It follows the proxies' headers from
// the nearest hop to the farthest as long as each reporting hop is trusted: anything before
// the first untrusted one may be forged.
func (s *Server) client(r *http.Request) netip.Addr {
	at := peer(r)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for len(hops) > 0 && s.trusted(at) {
		hop := strings.TrimSpace(hops[len(hops)-1])
		hops = hops[:len(hops)-1]
		addr, err := netip.ParseAddr(strings.Trim(hop, "[]"))
		if err != nil {
			if with, err2 := netip.ParseAddrPort(hop); err2 == nil {
				addr, err = with.Addr(), nil
			}
		}
		if err != nil {
			break
		}
		at = addr.Unmap().WithZone("")
	}
	return at
}

// secure reports whether a request came over HTTPS, at least as far as the proxy.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.https || s.trusted(peer(r)) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// refuseProxied refuses requests that came through a proxy if the server requires no tokens: the
// connection is from this machine, but the client may not be.
func (s *Server) refuseProxied(next http.Handler) http.Handler {
	if s.o.Keys != nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if forwarded(r) {
			s.metrics.refused.WithLabelValues("forwarded").Inc()
			s.fail(w, r, http.StatusForbidden, "This came through a proxy, and the server requires no tokens. Make one "+
				"with 'readout token add' first.")
			return
		}
		next.ServeHTTP(w, r)
	})
}
