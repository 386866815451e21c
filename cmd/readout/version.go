package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"readout"
)

// versionCommand is "readout version".
type versionCommand struct{}

// Run prints which program this is: release, commit, reader and machine.
func (versionCommand) Run(t terminal) error {
	_, err := fmt.Fprint(t.out, versionText())
	return err
}

// versionText is what "readout version" prints, a fact a line.
func versionText() string {
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
