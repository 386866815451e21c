package auth

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Key is one token as stored: its hash, never the token.
type Key struct {
	Name  string `json:"name"` // for whom it was made; recorded in the audit
	Scope string `json:"scope"`
	Hash  string `json:"hash"` // SHA-256 in hex; a token is 256 random bits, so a slower hash would add nothing
	Made  string `json:"made"` // RFC 3339
}

// Keyring is the file of tokens. It reads the file at each lookup, so that a running server
// refuses a token as soon as the command has revoked it. Changes are made under a lock between
// processes. It is safe for concurrent use.
type Keyring struct {
	path string

	mu   sync.Mutex
	raw  []byte // what keys was read from
	keys []Key
}

// OpenKeyring opens the file of tokens; a missing file is an empty keyring.
//
// Errors: the file cannot be read or is not a keyring.
func OpenKeyring(path string) (*Keyring, error) {
	k := &Keyring{path: path}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k, k.load()
}

// Path returns the keyring's file name.
func (k *Keyring) Path() string { return k.path }

// load reads the file. Its modification time and size would not show that it has changed:
// two changes can happen within one clock tick and leave the size the same.
func (k *Keyring) load() error {
	raw, err := os.ReadFile(k.path)
	if errors.Is(err, fs.ErrNotExist) {
		k.keys, k.raw = nil, nil
		return nil
	}
	if err != nil {
		return fmt.Errorf("auth: reading tokens: %w", err)
	}
	if k.raw != nil && bytes.Equal(raw, k.raw) {
		return nil
	}
	var keys []Key
	if err := json.Unmarshal(raw, &keys); err != nil {
		return fmt.Errorf("auth: %s is not a file of tokens: %w", k.path, err)
	}
	k.keys, k.raw = keys, raw
	return nil
}

// change reads the keys, lets f derive a new list, and saves it, under the lock. f must not
// modify the list that it gets.
func (k *Keyring) change(f func([]Key) ([]Key, error)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	unlock, err := lockedfile.MutexAt(k.path + ".lock").Lock()
	if err != nil {
		return fmt.Errorf("auth: changing tokens: %w", err)
	}
	defer unlock()
	if err := k.load(); err != nil {
		return err
	}
	keys, err := f(k.keys)
	if err != nil {
		return err
	}
	return k.save(keys)
}

// save writes a temporary file and renames it, so that readers never see half of it. Since the
// lock is held, an existing temporary file was left by a writer that was killed.
func (k *Keyring) save(keys []Key) error {
	raw, err := json.MarshalIndent(keys, "", "  ")
	if err != nil {
		return fmt.Errorf("auth: writing tokens: %w", err)
	}
	os.Remove(k.path + ".new")
	f, err := os.OpenFile(k.path+".new", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("auth: writing tokens: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(raw, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), k.path)
	}
	if err != nil {
		return fmt.Errorf("auth: writing tokens: %w", err)
	}
	// The new name must reach the disk, too; not every system can sync a directory.
	if dir, err := os.Open(filepath.Dir(k.path)); err == nil {
		dir.Sync()
		dir.Close()
	}
	return k.load()
}

// tokenPrefix lets secret scanners recognize a token that was committed by mistake.
const tokenPrefix = "readout_"

// Add makes a token for a name. It is returned once and never again.
//
// Errors: the name is empty or taken; the file cannot be written.
func (k *Keyring) Add(name string, scope Scope, now time.Time) (token string, err error) {
	name = strings.TrimSpace(name)
	if name == "" || scope == None {
		return "", errors.New("auth: a token needs a name and a scope")
	}
	var secret [32]byte
	rand.Read(secret[:]) // never fails (crypto/rand, Go 1.24)
	token = tokenPrefix + base64.RawURLEncoding.EncodeToString(secret[:])
	key := Key{Name: name, Scope: scope.String(), Hash: hashOf(token), Made: now.UTC().Format(time.RFC3339)}
	err = k.change(func(keys []Key) ([]Key, error) {
		if slices.ContainsFunc(keys, func(key Key) bool { return key.Name == name }) {
			return nil, fmt.Errorf("auth: %s has a token: revoke it first", name)
		}
		return append(slices.Clone(keys), key), nil
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// Revoke deletes a name's token.
//
// Errors: there is none.
func (k *Keyring) Revoke(name string) error {
	return k.change(func(keys []Key) ([]Key, error) {
		left := slices.DeleteFunc(slices.Clone(keys), func(key Key) bool { return key.Name == name })
		if len(left) == len(keys) {
			return nil, fmt.Errorf("auth: %s has no token", name)
		}
		return left, nil
	})
}

// List returns the tokens' names and scopes, in order of creation.
func (k *Keyring) List() ([]Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	err := k.load()
	return slices.Clone(k.keys), err
}

// Lookup finds the principal of a token. If the file cannot be read, it finds none.
func (k *Keyring) Lookup(token string) (Principal, bool) {
	if !strings.HasPrefix(token, tokenPrefix) || len(token) > 100 {
		return Principal{}, false
	}
	hash := []byte(hashOf(token))
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.load() != nil {
		return Principal{}, false
	}
	var found Principal
	for _, key := range k.keys { // always all of them, so that timing reveals nothing
		if subtle.ConstantTimeCompare([]byte(key.Hash), hash) == 1 {
			scope, err := ParseScope(key.Scope)
			if err != nil {
				continue
			}
			found = Principal{Name: key.Name, Scope: scope}
		}
	}
	return found, found.Scope > None
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
