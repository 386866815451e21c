package archive_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"readout/ledger"
	"readout/ledger/audit"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

// kept returns a ledger with every kind of decision.
func kept(t *testing.T) *ledger.Ledger {
	t.Helper()
	ctx := t.Context()
	l := ledgertest.Open(t, ledgertest.Misread(),
		ledgertest.Meeting("2", "2024-03-02", "KTA", "Jon Alder", "Una Brask", "Ostrella", "2024-03-20", record.Planned),
		ledgertest.Said("3", "2024-03-03", "Piet Solm", "", "", "It rains."))
	page, err := l.Search(ctx, ledger.Query{Text: "booked"})
	if err != nil {
		t.Fatal(err)
	}
	act := record.Deny
	_, err1 := l.Correct(ctx, "Ann", "heard the tape", page.Statements[0].ID, audit.Correction{Act: &act})
	undone, err2 := l.JudgeCard(ctx, "Ann", "c1", "a card", true)
	_, err3 := l.Undo(ctx, "Ann", "no", undone)
	_, err4 := l.TakeDown(ctx, "Ann", "court order", store.Key{Outlet: "NP", Ident: "3"})
	err5 := l.Store().PutFacts(ctx, []store.Fact{{Key: "alder", Name: "Jon Alder", Kind: "person", Role: "mayor",
		Source: "a list of mayors"}})
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func saved(t *testing.T, l *ledger.Ledger) (ledger.Backup, []byte) {
	t.Helper()
	var b bytes.Buffer
	info, err := l.Backup(t.Context(), &b)
	if err != nil {
		t.Fatal(err)
	}
	return info, b.Bytes()
}

// TestBackupAndRestore: a restored ledger is the same as the saved one, including decisions
// and takedowns.
func TestBackupAndRestore(t *testing.T) {
	l := kept(t)
	info, file := saved(t, l)
	if info.Versions != 2 || info.Decisions != 4 || info.Facts != 1 {
		t.Errorf("the backup holds %+v", info)
	}
	again := ledgertest.Open(t)
	got, err := again.Restore(t.Context(), bytes.NewReader(file))
	if err != nil || got != info {
		t.Fatalf("restored %+v, %v; want %+v", got, err, info)
	}
	ledgertest.Verified(t, again)
	for _, ask := range []ledger.Query{{Text: "booked", Acts: []string{record.Deny}}, {Text: "talks"}} {
		ledgertest.One(t, again, ask)
	}
	ledgertest.None(t, again, ledger.Query{Text: "rains"})
	out, err := again.Add(t.Context(), []ledger.Item{{Record: ledgertest.Said("3", "2024-03-03", "Piet Solm", "", "",
		"It rains.")}})
	if err != nil || !out[0].Erased {
		t.Errorf("what was taken down is let in again: %+v, %v", out, err)
	}
	if _, second := saved(t, again); len(second) == 0 {
		t.Error("the restored ledger gives no backup")
	}
	digest, err := again.Digest(t.Context())
	if err != nil || digest != info.Digest {
		t.Errorf("the digest is %s, %v; want %s", digest, err, info.Digest)
	}
	if _, err := again.Restore(t.Context(), bytes.NewReader(file)); err == nil {
		t.Error("a backup is restored into a ledger that is not empty")
	}
}

// TestDigest: the digest reflects every difference except when an article was ingested.
func TestDigest(t *testing.T) {
	digest := func(records ...*record.Record) string {
		t.Helper()
		d, err := ledgertest.Open(t, records...).Digest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	a, b := ledgertest.Said("1", "2024-03-01", "Piet Solm", "", "", "It rains."),
		ledgertest.Said("2", "2024-03-02", "Piet Solm", "", "", "It snows.")
	if digest(a, b) != digest(b, a) {
		t.Error("the digest depends on the order of arrival")
	}
	other := ledgertest.Said("2", "2024-03-02", "Piet Solm", "", "", "It pours.")
	if digest(a, b) == digest(a, other) || digest(a) == digest(a, b) {
		t.Error("the digest is the same for another ledger")
	}
}

// TestDamagedBackup: a truncated or modified backup, or one of another or a newer format, is
// refused.
func TestDamagedBackup(t *testing.T) {
	_, file := saved(t, kept(t))
	z, err := zstd.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	packed := func(b []byte) []byte {
		t.Helper()
		w, err := zstd.NewWriter(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		return w.EncodeAll(b, nil)
	}
	change := func(from, to string) []byte {
		return packed([]byte(strings.Replace(string(plain), from, to, 1)))
	}
	end := len(plain) - 64 // the digest
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"another format":   {change("readout-backup/1", "readout-backup/9"), "not a backup of format"},
		"no backup":        {[]byte("a headline"), ""},
		"nothing":          {nil, "not a backup of format"},
		"cut":              {file[:len(file)/2], ""},
		"without its end":  {packed(plain[:end-3]), "cut short or damaged"},
		"another reason":   {change("court order", "court Order"), "the digest is"},
		"another digest":   {packed(append(plain[:end:end], bytes.Repeat([]byte{'0'}, 64)...)), "the digest is"},
		"an unknown item":  {packed(append(plain[:17:17], 'q', 0)), "kind 'q'"},
		"an endless item":  {packed(append(plain[:17:17], 'v', 255, 255, 255, 255, 127)), "an item of"},
		"an item no JSON":  {packed(append(plain[:17:17], 'v', 1, '[')), "JSON"},
		"a text not whole": {change("hall is booked", "hall was booked"), ""},
	} {
		_, err := ledgertest.Open(t).Restore(t.Context(), bytes.NewReader(c.file))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// TestBackupThatCannotBeWritten: a full disk is an error, not a short backup.
func TestBackupThatCannotBeWritten(t *testing.T) {
	if _, err := kept(t).Backup(t.Context(), full{}); err == nil {
		t.Error("a backup that was not written is reported as made")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("no space left") }
