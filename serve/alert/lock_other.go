//go:build !unix

package alert

import (
	"io"
	"os"
)

// lockFile keeps the file open: these systems do not let another program remove or replace it
// meanwhile, but two servers that share a journal are not detected.
func lockFile(path string) (io.Closer, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}
