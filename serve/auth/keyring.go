package auth

import (
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
)

// Key is one token as the keyring keeps it: the hash, never the token.
type Key struct {
	Name  string `json:"name"` // who it was made for; shown in the audit
	Scope string `json:"scope"`
	Hash  string `json:"hash"` // hex of SHA-256; a token is 256 random bits, which no slower hash makes safer
	Made  string `json:"made"` // RFC 3339
}

// Keyring is the file of tokens. It looks at the file again when it has changed,
// so that a token revoked by the command is refused by a server that runs. It is
// safe for many goroutines.
type Keyring struct {
	path string

	mu   sync.Mutex
	seen time.Time
	size int64
	keys []Key
}

// OpenKeyring opens the file of tokens; one that is not there is empty.
//
// Errors: the file cannot be read or is no keyring.
func OpenKeyring(path string) (*Keyring, error) {
	k := &Keyring{path: path}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k, k.load()
}

// Path is where the keyring is kept.
func (k *Keyring) Path() string { return k.path }

// load reads the file if it is not the one read last.
func (k *Keyring) load() error {
	info, err := os.Stat(k.path)
	if errors.Is(err, fs.ErrNotExist) {
		k.keys, k.seen, k.size = nil, time.Time{}, 0
		return nil
	}
	if err != nil {
		return fmt.Errorf("auth: reading tokens: %w", err)
	}
	if info.ModTime().Equal(k.seen) && info.Size() == k.size {
		return nil
	}
	raw, err := os.ReadFile(k.path)
	if err != nil {
		return fmt.Errorf("auth: reading tokens: %w", err)
	}
	var keys []Key
	if err := json.Unmarshal(raw, &keys); err != nil {
		return fmt.Errorf("auth: %s is not a file of tokens: %w", k.path, err)
	}
	k.keys, k.seen, k.size = keys, info.ModTime(), info.Size()
	return nil
}

// save writes beside the file and renames, so that a reader never sees half of it.
func (k *Keyring) save(keys []Key) error {
	raw, err := json.MarshalIndent(keys, "", "  ")
	if err != nil {
		return fmt.Errorf("auth: writing tokens: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(k.path), ".tokens-*") // mode 0600
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
	k.seen = time.Time{}
	return k.load()
}

// tokenPrefix lets a secret scanner know a token that was committed by mistake.
const tokenPrefix = "readout_"

// Add makes a token for a name. It is given back once and never again.
//
// Errors: the name is empty or taken; the file cannot be written.
func (k *Keyring) Add(name string, scope Scope, now time.Time) (token string, err error) {
	name = strings.TrimSpace(name)
	if name == "" || scope == None {
		return "", errors.New("auth: a token needs a name and a scope")
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(); err != nil {
		return "", err
	}
	if slices.ContainsFunc(k.keys, func(key Key) bool { return key.Name == name }) {
		return "", fmt.Errorf("auth: %s has a token: revoke it first", name)
	}
	var secret [32]byte
	rand.Read(secret[:]) // never fails (crypto/rand, Go 1.24)
	token = tokenPrefix + base64.RawURLEncoding.EncodeToString(secret[:])
	key := Key{Name: name, Scope: scope.String(), Hash: hashOf(token), Made: now.UTC().Format(time.RFC3339)}
	return token, k.save(append(slices.Clone(k.keys), key))
}

// Revoke takes a name's token back.
//
// Errors: there is none.
func (k *Keyring) Revoke(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.load(); err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(k.keys), func(key Key) bool { return key.Name == name })
	if len(left) == len(k.keys) {
		return fmt.Errorf("auth: %s has no token", name)
	}
	return k.save(left)
}

// List gives the tokens' names and scopes, in the order in which they were made.
func (k *Keyring) List() ([]Key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	err := k.load()
	return slices.Clone(k.keys), err
}

// Lookup finds whose token it is. A file that cannot be read lets nobody in.
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
	for _, key := range k.keys { // all of them: the time tells nothing
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
