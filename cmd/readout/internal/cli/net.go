package cli

import (
	"fmt"
	"net/netip"
	"time"

	"readout/source/fetch"
)

// NetFlags are the flags of commands that use the network.
type NetFlags struct {
	UserAgent string        `placeholder:"TEXT" help:"User agent sent to hosts; include your contact address."`
	Allow     []string      `placeholder:"NETWORK" help:"Private networks that may be accessed: 192.168.1.0/24."`
	Delay     time.Duration `default:"1s" help:"Delay between requests to a host; robots.txt may require more."`
}

// FetchOptions returns the options of a client according to the flags.
func (f *NetFlags) FetchOptions() (fetch.Options, error) {
	o := fetch.Options{UserAgent: f.UserAgent, Delay: f.Delay}
	for _, s := range f.Allow {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			return o, fmt.Errorf("--allow: %w", err)
		}
		o.Allow = append(o.Allow, p)
	}
	return o, nil
}

// Client returns a client without an archive.
func (f *NetFlags) Client() (*fetch.Client, error) {
	o, err := f.FetchOptions()
	if err != nil {
		return nil, err
	}
	return fetch.New(o), nil
}
