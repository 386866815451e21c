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

// HTTPResponse is what a response record holds.
type HTTPResponse struct {
	Status int
	Header []Field
	Body   []byte // its transfer and content encodings undone
}

// Get is the first value of a header field, "" where it is absent.
func (r *HTTPResponse) Get(name string) string {
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// HTTP reads the HTTP message of a response record.
//
// Errors: the record holds none, or its body is packed in a way not known or
// unpacks to more than 64 MB (source.ErrTooLarge). Archives often keep bodies unpacked
// under headers that say otherwise; such a body is taken as it is.
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

// dechunk undoes chunked transfer encoding; not ok where the body is not chunked.
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

// unpack undoes content codings, to at most maxBlock bytes.
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
	return out, nil // a body cut off is still a page's beginning
}

// Article reads the article of a response or resource record. A conversion record
// of plain text, as WET files hold, is read as text: what its markup said is lost, and
// a gap at the beginning says so.
//
// Errors: ErrNotPage for a record that holds no successful HTML response, and
// what HTML and Text give.
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

// withoutMarkup is why a WET file's text begins with a gap.
const withoutMarkup = "plain text of a page: its markup, which tells headline, day, authors and menus apart, " +
	"is not in the archive"

// ErrNotPage says that a record holds no page: a request, a picture, an error.
var ErrNotPage = errors.New("not a page")
