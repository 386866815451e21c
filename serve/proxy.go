package serve

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// forwardedHeaders are what proxies add to what they pass on.
var forwardedHeaders = [...]string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip",
	"Via"}

// forwarded reports whether a request came through a proxy, as far as it can be seen.
// A proxy without settings of its own may add nothing, but speak HTTP/1.0, which no
// browser does.
func forwarded(r *http.Request) bool {
	return !r.ProtoAtLeast(1, 1) || slices.ContainsFunc(forwardedHeaders[:], func(name string) bool {
		return len(r.Header.Values(name)) > 0
	})
}

// peer is the address at the other end of the connection.
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

// client is the address that a request comes from. What proxies say of it is taken
// from the nearest to the farthest, as long as each that says so is trusted: whatever
// stands before the first that is not may be made up.
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

// fromHere refuses what came through a proxy where nobody is asked for a token: the
// connection is from this machine, but whoever asks need not be.
func (s *Server) fromHere(next http.Handler) http.Handler {
	if s.o.Keys != nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if forwarded(r) {
			s.metrics.refused.WithLabelValues("forwarded").Inc()
			s.fail(w, r, http.StatusForbidden, "This came through a proxy, and the server asks nobody for a token. Make one "+
				"with 'readout token add' first.")
			return
		}
		next.ServeHTTP(w, r)
	})
}
