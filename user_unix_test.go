//go:build unix

package readout_test

import (
	"syscall"
	"time"
)

// userTime is what this process has used of its processors so far, which other processes beside it hardly change.
func userTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano())
}
