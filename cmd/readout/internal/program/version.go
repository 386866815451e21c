// Package program implements the commands about the program itself: version, doctor, completion
// and man.
//
// They take the command table and print a page, a script or a list of problems. None needs a
// ledger.
package program

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"readout"
	"readout/cmd/readout/internal/cli"
)

// Version is "readout version".
type Version struct{}

// Run prints release, commit, reader and machine.
func (Version) Run(t cli.Terminal) error {
	_, err := fmt.Fprint(t.Out, VersionText())
	return err
}

// VersionText returns the output of "readout version", one fact per line.
func VersionText() string {
	release, commit := "unreleased", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			release = v
		}
		var at, dirty string
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = s.Value
			case "vcs.time":
				at = " of " + s.Value
			case "vcs.modified":
				if s.Value == "true" {
					dirty = ", changed since"
				}
			}
		}
		commit += at + dirty
	}
	var b strings.Builder
	for _, line := range [...][2]string{{"release", release}, {"commit", commit}, {"reader", readout.Version},
		{"go", runtime.Version()},
		{"machine", runtime.GOOS + "/" + runtime.GOARCH}} {
		fmt.Fprintf(&b, "%-8s %s\n", line[0], line[1])
	}
	return b.String()
}
