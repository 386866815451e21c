package source

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"readout/source/internal/input"
)

// maxCodings is the maximum number of content codings of one body.
const maxCodings = 4

// maxWindow limits the memory that one zstd frame may request.
const maxWindow = 64 << 20

var gzipMagic = []byte{0x1f, 0x8b}

// Unpack decodes the content codings of a body, from the last to the first. In archives and
// behind caches the header is often wrong, so the bytes decide: a body that is not encoded as
// the header says is returned as it is, and gzip that no header mentions is decompressed too.
// The caller must limit the size of the output.
//
// Errors: an encoded body that is damaged at its beginning; too many codings.
//
// Source: RFC 9110 section 8.4; RFC 1950 to 1952, 7932 and 8878 for the codings.
func Unpack(body io.Reader, encoding string) (io.Reader, error) {
	in := bufio.NewReader(body)
	codings := strings.Split(strings.ToLower(encoding), ",")
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("source: %d content codings: %w", len(codings), input.ErrTooLarge)
	}
	for i := len(codings) - 1; i >= 0; i-- {
		plain, err := decodeOne(in, strings.TrimSpace(codings[i]))
		if err != nil {
			return nil, fmt.Errorf("source: unpacking %s: %w", codings[i], err)
		}
		if plain != in {
			in = bufio.NewReader(plain)
		}
	}
	if head, _ := in.Peek(2); bytes.Equal(head, gzipMagic) {
		plain, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("source: unpacking gzip: %w", err)
		}
		return plain, nil
	}
	return in, nil
}

// decodeOne decodes one coding. It returns in itself if the bytes are not encoded that way.
func decodeOne(in *bufio.Reader, coding string) (io.Reader, error) {
	head, _ := in.Peek(512)
	switch coding {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(head, gzipMagic) {
			return gzip.NewReader(in)
		}
	case "deflate":
		switch {
		case len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 && !looksLikeText(head):
			return zlib.NewReader(in)
		case !looksLikeText(head): // raw deflate, without the zlib header that the name implies
			return flate.NewReader(in), nil
		}
	case "zstd":
		if bytes.HasPrefix(head, zstdMagic) {
			dec, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxWindow))
			if err != nil {
				return nil, err
			}
			return dec, nil
		}
	case "br":
		if !looksLikeText(head) {
			return brotli.NewReader(in), nil
		}
	}
	return in, nil
}

// looksLikeText reports whether head, the beginning of a body, is free of control characters.
func looksLikeText(head []byte) bool {
	for _, b := range head {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			return false
		}
	}
	return true
}
