//go:build !unix

package readout_test

import "time"

// userTime is not available on this platform.
func userTime() time.Duration { return 0 }
