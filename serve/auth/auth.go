// Package auth says who asks and what they may do.
//
// In come requests and the tokens a person made with "readout token add"; out goes
// a Principal in the request's context. It refuses tokens it does not know, and
// keeps only their hashes.
//
// The one idea: there are three scopes, each holding the one before: read asks,
// write adds and corrects, admin takes down. Handlers below a mount ask From or
// Allow and never look at headers or cookies themselves.
package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Scope is what a principal may do. A greater scope holds every lesser one.
type Scope int

// The scopes.
const (
	None  Scope = iota
	Read        // ask anything
	Write       // add articles, correct, save searches, subscribe
	Admin       // take down, see metrics of the process
)

// Scopes lists the names a token can have.
var Scopes = [...]string{"", "read", "write", "admin"}

func (s Scope) String() string {
	if s <= None || int(s) >= len(Scopes) {
		return "none"
	}
	return Scopes[s]
}

// ParseScope reads a scope's name.
func ParseScope(name string) (Scope, error) {
	for i, n := range Scopes {
		if n != "" && n == name {
			return Scope(i), nil
		}
	}
	return None, fmt.Errorf("auth: %q is not a scope: read, write or admin", name)
}

// Principal is who asks. Name goes into the audit. Open tells that the server asks
// nobody for a token, because only this machine can reach it.
type Principal struct {
	Name  string
	Scope Scope
	Open  bool
}

type contextKey struct{}

// With puts a principal into a context.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, contextKey{}, p)
}

// From is who asks; the zero Principal, who may do nothing, where nobody is known.
func From(ctx context.Context) Principal {
	p, _ := ctx.Value(contextKey{}).(Principal)
	return p
}

// The two ways to be refused.
var (
	ErrUnknown   = errors.New("no valid token was given")
	ErrForbidden = errors.New("the token's scope is too small")
)

// Allow reports whether whoever asks has a scope.
//
// Errors: ErrUnknown (answer 401), ErrForbidden (answer 403).
func Allow(ctx context.Context, s Scope) error {
	switch p := From(ctx); {
	case p.Scope >= s:
		return nil
	case p.Scope == None:
		return fmt.Errorf("auth: %s scope: %w", s, ErrUnknown)
	default:
		return fmt.Errorf("auth: %s scope, %s has %s: %w", s, p.Name, p.Scope, ErrForbidden)
	}
}

// Status is the HTTP status of what Allow gives.
func Status(err error) int {
	switch {
	case err == nil:
		return http.StatusOK
	case errors.Is(err, ErrUnknown):
		return http.StatusUnauthorized
	}
	return http.StatusForbidden
}
