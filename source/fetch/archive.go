package fetch

import (
	"bytes"
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"time"

	"readout/source/warc"
)

// writeWARC writes a request and its response to the archive, as they were on the wire except
// for the transfer encoding.
func (c *Client) writeWARC(req *http.Request, a *answer, asked time.Time) error {
	if c.warc == nil {
		return nil
	}
	date := asked.UTC().Format(time.RFC3339)
	target := req.URL.String()
	response := &warc.Record{Type: warc.Response, Target: target, Date: date,
		Fields: []warc.Field{{Name: "Content-Type", Value: "application/http;msgtype=response"}}, Block: a.message()}
	if a.status == http.StatusNotModified {
		response.Type = warc.Revisit
		response.Fields = append(response.Fields,
			warc.Field{Name: "WARC-Profile", Value: "http://netpreserve.org/warc/1.1/revisit/server-not-modified"})
	}
	if a.ip != "" {
		response.Fields = append(response.Fields, warc.Field{Name: "WARC-IP-Address", Value: a.ip})
	}
	if a.cut != "" {
		response.Fields = append(response.Fields, warc.Field{Name: "WARC-Truncated", Value: a.cut})
	}
	var sent bytes.Buffer
	fmt.Fprintf(&sent, "GET %s HTTP/1.1\r\nHost: %s\r\n", req.URL.RequestURI(), req.URL.Host)
	writeHeader(&sent, req.Header)
	request := &warc.Record{Type: warc.Request, Target: target, Date: date,
		Fields: []warc.Field{{Name: "Content-Type", Value: "application/http;msgtype=request"}}, Block: sent.Bytes()}

	c.archive.Lock()
	defer c.archive.Unlock()
	for _, rec := range []*warc.Record{response, request} {
		if err := c.warc.Write(rec); err != nil {
			return fmt.Errorf("archiving %s: %w", target, err)
		}
	}
	return nil
}

// message returns an answer as an HTTP message.
func (a *answer) message() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %d %s\r\n", firstOf(strings.ReplaceAll(a.proto, "HTTP/2.0", "HTTP/2"), "HTTP/1.1"), a.status,
		http.StatusText(a.status))
	h := a.header.Clone()
	h.Del("Transfer-Encoding")
	h.Set("Content-Length", strconv.Itoa(len(a.packed)))
	writeHeader(&b, h)
	b.Write(a.packed)
	return b.Bytes()
}

// writeHeader writes header fields sorted by name, and the empty line after them.
func writeHeader(b *bytes.Buffer, h http.Header) {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	sort.Strings(names)
	clean := strings.NewReplacer("\r", " ", "\n", " ")
	for _, name := range names {
		for _, v := range h[name] {
			fmt.Fprintf(b, "%s: %s\r\n", name, clean.Replace(v))
		}
	}
	b.WriteString("\r\n")
}
