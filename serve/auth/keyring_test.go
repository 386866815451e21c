package auth

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

func TestKeyring(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	k, err := OpenKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := k.Lookup("readout_x"); ok {
		t.Error("an empty keyring knows a token")
	}
	token, err := k.Add("Ana", Write, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Add("Ana", Read, noon); err == nil {
		t.Error("one name has two tokens")
	}
	if _, err := k.Add(" ", Read, noon); err == nil {
		t.Error("a token without a name was made")
	}
	raw, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(raw), token) {
		t.Errorf("the file holds the token itself: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file can be read by others: %v, %v", info.Mode(), err)
	}
	// Another process has the file open, as a server has while a command changes it.
	other, err := OpenKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := other.Lookup(token); !ok || p.Name != "Ana" || p.Scope != Write || p.Open {
		t.Errorf("looked up: %+v, %v", p, ok)
	}
	for _, wrong := range []string{"", "readout_", token + "x", strings.ToUpper(token), token[:len(token)-1],
		strings.Repeat("readout_", 1000)} {
		if _, ok := other.Lookup(wrong); ok {
			t.Errorf("%.60q is taken for a token", wrong)
		}
	}
	if err := k.Revoke("Ana"); err != nil {
		t.Fatal(err)
	}
	if _, ok := other.Lookup(token); ok {
		t.Error("a revoked token is still good")
	}
	if err := k.Revoke("Ana"); err == nil {
		t.Error("a token was revoked twice")
	}
}

func TestKeyringDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(path, []byte("not a keyring"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenKeyring(path); err == nil {
		t.Error("a damaged file was opened")
	}
}

func TestAllow(t *testing.T) {
	ctx := context.Background()
	if err := Allow(ctx, Read); !errors.Is(err, ErrUnknown) || Status(err) != 401 {
		t.Errorf("nobody: %v", err)
	}
	if err := Allow(ctx, None); err != nil {
		t.Errorf("what anybody may: %v", err)
	}
	ctx = With(ctx, Principal{Name: "Ana", Scope: Write})
	if err := Allow(ctx, Admin); !errors.Is(err, ErrForbidden) || Status(err) != 403 {
		t.Errorf("write for admin: %v", err)
	}
	for _, s := range []Scope{Read, Write} {
		if err := Allow(ctx, s); err != nil {
			t.Errorf("write for %s: %v", s, err)
		}
	}
	for _, name := range []string{"", "none", "root"} {
		if _, err := ParseScope(name); err == nil {
			t.Errorf("%q is taken for a scope", name)
		}
	}
}

// TestKeyringManyWriters changes one file from sixteen keyrings at once, as sixteen
// processes do: no change is lost, and none that was taken back comes again.
func TestKeyringManyWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	reader, err := OpenKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	var old []string // tokens that the writers take back
	for i := range 16 {
		token, err := reader.Add(fmt.Sprint("old ", i), Read, noon)
		if err != nil {
			t.Fatal(err)
		}
		old = append(old, token)
	}
	var wg sync.WaitGroup
	made := make([][]string, 16)
	for i := range 16 {
		wg.Go(func() {
			k, err := OpenKeyring(path)
			if err != nil {
				t.Error(err)
				return
			}
			for n := range 4 {
				token, err := k.Add(fmt.Sprint("new ", i, " ", n), Write, noon)
				if err != nil {
					t.Error(err)
				}
				made[i] = append(made[i], token)
				if n == 1 {
					if err := k.Revoke(fmt.Sprint("old ", i)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	for i := range old {
		if p, ok := reader.Lookup(old[i]); ok {
			t.Errorf("the token of %s, taken back, is still good", p.Name)
		}
		for n, token := range made[i] {
			if p, ok := reader.Lookup(token); !ok || p.Name != fmt.Sprint("new ", i, " ", n) {
				t.Errorf("token %d of writer %d is lost", n, i)
			}
		}
	}
}

// TestKeyringSeesEveryChange swaps one token for another of the same length within one
// tick of the file's clock.
func TestKeyringSeesEveryChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	writer, _ := OpenKeyring(path)
	reader, _ := OpenKeyring(path)
	first, err := writer.Add("Ana", Read, noon)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := reader.Lookup(first); !ok {
		t.Fatal("the token is not known")
	}
	if err := writer.Revoke("Ana"); err != nil {
		t.Fatal(err)
	}
	if _, err := writer.Add("Ben", Read, noon); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if _, ok := reader.Lookup(first); ok {
		t.Error("a revoked token is still good")
	}
}

// TestKeyringAfterAKill: what a killed writer left stops no other, and is not kept.
func TestKeyringAfterAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(path+".new", []byte("[{"), 0o644); err != nil {
		t.Fatal(err)
	}
	k, err := OpenKeyring(path)
	if err != nil {
		t.Fatal(err)
	}
	token, err := k.Add("Ana", Read, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := k.Lookup(token); !ok {
		t.Error("the token is not known")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the tokens are open to others: %v %v", info.Mode(), err)
	}
	if _, err := os.Stat(path + ".new"); err == nil {
		t.Error("what the killed writer left is there")
	}
}
