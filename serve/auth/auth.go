// Package auth says who makes a request and what they may do.
//
// In come requests and tokens made with "readout token add"; out goes a Principal in the
// request's context. It refuses unknown tokens, and stores only their hashes.
//
// The one idea: there are three scopes, each including the previous one: read queries, write
// adds and corrects, admin takes down. Handlers below a mount call From or Allow and never
// look at headers or cookies themselves.
package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Scope is what a principal may do. Each scope includes the lesser ones.
type Scope int

// The scopes.
const (
	None  Scope = iota
	Read        // query anything
	Write       // add articles, correct, save searches, subscribe
	Admin       // take down, manage the job queue
)

// Scopes lists the names of scopes a token can have.
var Scopes = [...]string{"", "read", "write", "admin"}

func (s Scope) String() string {
	if s <= None || int(s) >= len(Scopes) {
		return "none"
	}
	return Scopes[s]
}

// ParseScope parses a scope's name.
func ParseScope(name string) (Scope, error) {
	for i, n := range Scopes {
		if n != "" && n == name {
			return Scope(i), nil
		}
	}
	return None, fmt.Errorf("auth: %q is not a scope: read, write or admin", name)
}

// Principal is who makes a request. Name is recorded in the audit. Open means that the server
// requires no tokens, because only this machine can reach it.
type Principal struct {
	Name  string
	Scope Scope
	Open  bool
}

type contextKey struct{}

// With adds a principal to a context.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, contextKey{}, p)
}

// From returns the principal, or the zero Principal, who may do nothing, if there is none.
func From(ctx context.Context) Principal {
	p, _ := ctx.Value(contextKey{}).(Principal)
	return p
}

// The two kinds of refusal.
var (
	ErrUnknown   = errors.New("no valid token was given")
	ErrForbidden = errors.New("the token's scope is too small")
)

// Allow checks that the principal has a scope.
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

// Status returns the HTTP status for an error from Allow.
func Status(err error) int {
	switch {
	case err == nil:
		return http.StatusOK
	case errors.Is(err, ErrUnknown):
		return http.StatusUnauthorized
	}
	return http.StatusForbidden
}
