//go:build unix

package readout_test

import (
	"syscall"
	"time"
)

// userTime returns the processor time that this process has used so far, which other processes
// hardly affect.
func userTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano())
}
