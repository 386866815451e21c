package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/article"
	"readout/source"
)

// HTTPResponse is the HTTP response in a response record.
type HTTPResponse struct {
	Status int
	Header []Field
	Body   []byte // with transfer and content encodings decoded
}

// Get returns the first value of a header field, or "" if it is absent.
func (r *HTTPResponse) Get(name string) string {
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// HTTP parses the HTTP response in a response record. Archives often keep decoded bodies under
// headers that say otherwise; such a body is taken as it is.
//
// Errors: the record holds no HTTP response; the body has an unknown encoding, or decodes to
// more than 64 MB (source.ErrTooLarge).
func (rec *Record) HTTP() (*HTTPResponse, error) {
	head, body, ok := bytes.Cut(rec.Block, []byte("\r\n\r\n"))
	if !ok {
		if head, body, ok = bytes.Cut(rec.Block, []byte("\n\n")); !ok {
			head, body = rec.Block, nil
		}
	}
	lines := strings.Split(string(head), "\n")
	proto, rest, _ := strings.Cut(strings.TrimSpace(lines[0]), " ")
	status, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	code, err := strconv.Atoi(status)
	if !strings.HasPrefix(proto, "HTTP/") || err != nil {
		return nil, fmt.Errorf("warc: record %s holds no HTTP response: %.40q", rec.ID, lines[0])
	}
	r := &HTTPResponse{Status: code, Body: body}
	for _, l := range lines[1:] {
		if name, value, ok := strings.Cut(l, ":"); ok && len(r.Header) < 1000 {
			r.Header = append(r.Header, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	if strings.Contains(strings.ToLower(r.Get("Transfer-Encoding")), "chunked") {
		if whole, ok := dechunk(body); ok {
			r.Body = whole
		}
	}
	if r.Body, err = unpack(r.Body, r.Get("Content-Encoding")); err != nil {
		return nil, fmt.Errorf("warc: body of %s: %w", rec.Target, err)
	}
	return r, nil
}

// dechunk decodes chunked transfer encoding. ok is false if the body is not chunked.
func dechunk(body []byte) ([]byte, bool) {
	var out []byte
	for len(body) > 0 {
		line, rest, ok := bytes.Cut(body, []byte("\n"))
		if !ok {
			return out, len(out) > 0
		}
		size, _, _ := strings.Cut(strings.TrimSpace(string(line)), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		if err != nil {
			return out, len(out) > 0
		}
		if n == 0 {
			return out, true
		}
		if int(n) > len(rest) {
			return append(out, rest...), true
		}
		out = append(out, rest[:n]...)
		body = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
	}
	return out, true
}

// unpack decodes content codings, to at most maxBlock bytes.
func unpack(body []byte, encoding string) ([]byte, error) {
	in, err := source.Unpack(bytes.NewReader(body), encoding)
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(in, maxBlock+1))
	if len(out) > maxBlock {
		return nil, source.ErrTooLarge
	}
	if err != nil && len(out) == 0 {
		return nil, err
	}
	return out, nil // a truncated body still holds the beginning of a page
}

// Article reads the article in a response or resource record. A conversion record of plain
// text, as in WET files, is read as text; a gap at its beginning says that the markup is lost.
//
// Errors: ErrNotPage for a record without a successful HTML response, and those of source.HTML
// and source.Text.
func (rec *Record) Article() (*article.Article, error) {
	body, contentType := rec.Block, rec.Field("Content-Type")
	if rec.Type == Conversion && strings.HasPrefix(strings.ToLower(contentType), "text/plain") {
		a, err := source.Text(body, source.Hint{URL: rec.Target, ContentType: contentType})
		if err == nil {
			a.Gaps = append([]article.Gap{{Why: withoutMarkup}}, a.Gaps...)
		}
		return a, err
	}
	if rec.Type == Response {
		r, err := rec.HTTP()
		if err != nil {
			return nil, err
		}
		if r.Status/100 != 2 {
			return nil, fmt.Errorf("warc: %s: HTTP status %d: %w", rec.Target, r.Status, ErrNotPage)
		}
		body, contentType = r.Body, r.Get("Content-Type")
	} else if rec.Type != Resource {
		return nil, fmt.Errorf("warc: %s record: %w", rec.Type, ErrNotPage)
	}
	if mime := strings.ToLower(contentType); mime != "" && !strings.Contains(mime, "html") || len(body) == 0 {
		return nil, fmt.Errorf("warc: %s is %q: %w", rec.Target, contentType, ErrNotPage)
	}
	return source.HTML(body, source.Hint{URL: rec.Target, ContentType: contentType, Today: rec.Date})
}

// withoutMarkup is the reason in the gap at the beginning of a WET file's text.
const withoutMarkup = "plain text of a page: its markup, which tells headline, day, authors and menus apart, " +
	"is not in the archive"

// ErrNotPage is returned for a record that holds no page: a request, a picture, an error.
var ErrNotPage = errors.New("not a page")
