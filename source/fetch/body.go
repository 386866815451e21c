package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"readout/source"
)

// readBody reads a body as sent and decodes it, each up to its own size limit. When a limit is
// exceeded, what was read stays in the answer, for the archive.
func (c *Client) readBody(a *answer, body io.Reader) error {
	packed, err := io.ReadAll(io.LimitReader(body, c.o.MaxPacked+1))
	a.packed = packed
	switch {
	case int64(len(packed)) > c.o.MaxPacked:
		a.packed, a.cut = packed[:c.o.MaxPacked], "length"
		return fmt.Errorf("more than %d bytes sent: %w", c.o.MaxPacked, ErrTooLarge)
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded):
		a.cut = "time"
		return err
	case err != nil:
		a.cut = "disconnect"
		return err
	}
	in, err := source.Unpack(bytes.NewReader(packed), a.header.Get("Content-Encoding"))
	if err != nil {
		return err
	}
	a.body, err = c.unpack(in, int64(len(packed)))
	return err
}

// unpack decodes a body until it ends or exceeds the size limit or the ratio.
func (c *Client) unpack(in io.Reader, packed int64) ([]byte, error) {
	limit, why := c.o.MaxBody, ErrTooLarge
	if most := max(1<<20, packed*c.o.MaxRatio); most < limit {
		limit, why = most, ErrRatio
	}
	out, err := io.ReadAll(io.LimitReader(in, limit+1))
	if int64(len(out)) > limit {
		return nil, fmt.Errorf("%d bytes decode to more than %d: %w", packed, limit, why)
	}
	if err != nil {
		return nil, fmt.Errorf("decoding: %w", err)
	}
	return out, nil
}
