package ledger_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/demo"
	"readout/store"
	"readout/store/sqlite"
)

// wholeFile creates an intact ledger in a file, and returns the file's name.
func wholeFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "l.db")
	st, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fillWhole(t, st)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// fillWhole fills a ledger with versions, a correction, a takedown, an undone one and facts.
func fillWhole(t *testing.T, st store.Store) {
	t.Helper()
	ctx := t.Context()
	l := ledger.New(st, ledger.Options{})
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var items []ledger.Item
	for _, r := range records {
		items = append(items, ledger.Item{Record: r})
	}
	added, err := l.Add(ctx, items)
	if err != nil {
		t.Fatal(err)
	}
	gone, err := l.TakeDown(ctx, "Ana", "by order of a court",
		store.Key{Outlet: records[0].Article.Outlet, Ident: records[0].Article.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.TakeDown(ctx, "Ana", "by order of a court",
		store.Key{Outlet: records[5].Article.Outlet, Ident: records[5].Article.URL}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Undo(ctx, "Ana", "another court", gone); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Add(ctx, items[:1]); err != nil {
		t.Fatal(err)
	}
	act := "deny"
	if _, err := l.Correct(ctx, "Ben", "misread", added[2].Version.Row(1).String(),
		audit.Correction{Act: &act}); err != nil {
		t.Fatal(err)
	}
	if err := st.PutFacts(ctx, []store.Fact{{Key: "halden", Name: "Mira Halden", Kind: "person", Role: "minister",
		Source: "a list"}, {Key: "lind", Name: "Ada Lind", Source: "a list"}}); err != nil {
		t.Fatal(err)
	}
	mark, err := st.Mark(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o := store.Overview{Name: "stories", Day: store.Now, Data: []byte("as one likes"), Made: 1, Took: 1}
	if err := st.KeepOverview(ctx, o, mark); err != nil {
		t.Fatal(err)
	}
	v, err := l.Verify(ctx, nil)
	if err != nil || len(v.Problems) > 0 {
		t.Fatalf("a whole ledger: %v, %v", v.Problems, err)
	}
}

// problems opens a file, if possible, and verifies it.
func problems(path string) (found []string, answers string) {
	ctx := context.Background()
	st, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return []string{err.Error()}, ""
	}
	defer st.Close()
	return problemsOf(st)
}

func problemsOf(st store.Store) (found []string, answers string) {
	l := ledger.New(st, ledger.Options{})
	v, err := l.Verify(context.Background(), nil)
	if err != nil {
		return []string{err.Error()}, ""
	}
	for _, p := range v.Problems {
		found = append(found, p.Text)
	}
	if len(found) == 0 {
		answers = answersOf(l)
	}
	return found, answers
}

// answersOf returns a hash of a ledger's answers.
func answersOf(l *ledger.Ledger) string {
	ctx := context.Background()
	h := sha256.New()
	tell := func(v any, err error) { json.NewEncoder(h).Encode([]any{v, fmt.Sprint(err)}) }
	for s, err := range l.Each(ctx, ask.Query{Replaced: true}) {
		tell(s, err)
	}
	for _, q := range []string{"summit", "gas transit", "sanc*", `"Port Cassel"`, "minister"} {
		tell(l.Search(ctx, ask.Query{Text: q, Limit: 1000}))
		tell(l.FindArticles(ctx, ask.Query{Text: q, Limit: 1000}))
	}
	tell(l.AllEvents(ctx, ""))
	tell(l.AllEvents(ctx, "2024-03-14"))
	tell(l.Events(ctx, "summit", ""))
	tell(l.Storylines(ctx, "", "", ""))
	tell(l.PeopleAt(ctx, "Dravitsyn", ""))
	tell(l.Audit(ctx))
	tell(l.Digest(ctx))
	tell(l.Changes(ctx, "2024-03-01", ""))
	return hex.EncodeToString(h.Sum(nil))
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range []string{"-wal", "-shm"} {
		os.Remove(to + side)
	}
	if err := os.WriteFile(to, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// harmless are columns that affect no answer.
var harmless = map[string]string{
	"state.value":          "the key alone says something",
	"state.key":            "an unknown key is not looked at",
	"sqlite_sequence.name": "the next decision's number, which the table itself bounds",
	"sqlite_sequence.seq":  "the same",
	"rewritten.n":          "what is being worked out now is only not kept",
	"overview.stale":       "it is worked out again",
	"overview":             "it is worked out when it is asked for",
}

// TestVerifySeesEdits changes, duplicates or deletes a row of every table in turn: each edit
// is reported, or affects no answer.
func TestVerifySeesEdits(t *testing.T) {
	whole := wholeFile(t)
	_, want := problems(whole)
	path := filepath.Join(t.TempDir(), "edited.db")
	rng := rand.New(rand.NewPCG(1, 2))
	db, err := sql.Open("sqlite", whole)
	if err != nil {
		t.Fatal(err)
	}
	edits := tableEdits(t, db)
	db.Close()
	if len(edits) < 40 {
		t.Fatalf("%d edits: the test looks at the wrong file", len(edits))
	}
	made, told := 0, 0
	for _, e := range edits {
		copyFile(t, whole, path)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		done, err := db.Exec(e.sql, rng.IntN(1<<30))
		db.Close()
		if err != nil || harmless[e.column] != "" { // a constraint refuses it
			continue
		}
		if n, _ := done.RowsAffected(); n == 0 {
			continue
		}
		found, got := problems(path)
		made++
		if len(found) > 0 {
			told++
		}
		if len(found) == 0 && got != want {
			t.Errorf("%s: the ledger answers otherwise, and nothing is told", e.sql)
		} else if len(found) == 0 && !e.mayPass {
			t.Errorf("%s: nothing is told", e.sql)
		}
	}
	t.Logf("%d edits, %d told, the others alter no answer", made, told)
}

// edit is a change of one row, selected by the number.
type edit struct {
	sql, column string
	mayPass     bool // where no answer changes: a shadow of the full-text index
}

func tableEdits(t *testing.T, db *sql.DB) (out []edit) {
	t.Helper()
	rows, err := db.Query(`SELECT m.name, p.name, p.type, p.pk FROM sqlite_master m JOIN pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1, 2`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var tables []string
	keys := map[string]string{}
	for rows.Next() {
		var table, column, kind string
		var pk int
		if err := rows.Scan(&table, &column, &kind, &pk); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(tables, table) {
			tables = append(tables, table)
		}
		if pk == 1 {
			keys[table] = column
		}
		// COL: one more, another byte in the middle, a letter more.
		value := strings.ReplaceAll("CASE typeof(COL) WHEN 'integer' THEN COL + 1 WHEN 'blob' THEN "+
			"CAST(substr(COL, 1, length(COL) / 2) || CASE substr(COL, length(COL) / 2 + 1, 1) WHEN x'5a' THEN x'5b' "+
			"ELSE x'5a' END || substr(COL, length(COL) / 2 + 2) AS BLOB) WHEN 'text' THEN COL || 'x' ELSE 1 END",
			"COL", column)
		shadow := strings.Contains(table, "_index_")
		out = append(out,
			edit{sql: "UPDATE " + table + " SET " + column + " = " + value + " WHERE KEY = (SELECT KEY FROM " +
				table + " LIMIT 1 OFFSET ?1 % max(1, (SELECT count(*) FROM " + table + ")))",
				column: table + "." + column, mayPass: shadow || table == "word" || table == "agent" &&
					(column == "first" || column == "last")})
	}
	for _, table := range tables {
		out = append(out, edit{sql: "DELETE FROM " + table + " WHERE KEY = (SELECT KEY FROM " + table +
			" LIMIT 1 OFFSET ?1 % max(1, (SELECT count(*) FROM " + table + ")))",
			column: table, mayPass: strings.Contains(table, "_index_") || table == "state" || table == "sqlite_sequence" ||
				table == "word" || table == "agent" || table == "article" || table == "reader"})
	}
	for i := range out {
		table, _, _ := strings.Cut(out[i].column, ".")
		key := "rowid"
		if table == "word" || table == "fact" || table == "state" || strings.HasSuffix(table, "_idx") ||
			strings.HasSuffix(table, "_config") {
			key = keys[table]
		}
		out[i].sql = strings.ReplaceAll(out[i].sql, "KEY", key)
	}
	return out
}

// TestVerifySeesRandomBytes changes one used byte anywhere in the file: it is reported, or all
// answers stay the same. READOUT_DAMAGES sets how often.
func TestVerifySeesRandomBytes(t *testing.T) {
	tries := 60
	if testing.Short() {
		tries = 20
	}
	if s := os.Getenv("READOUT_DAMAGES"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		tries = n
	}
	whole := wholeFile(t)
	_, want := problems(whole)
	raw, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	var held []int // most of a small file is room between rows, whose damage alters nothing
	for i, b := range raw {
		if b != 0 {
			held = append(held, i)
		}
	}
	path := filepath.Join(t.TempDir(), "damaged.db")
	rng := rand.New(rand.NewPCG(3, 4))
	told := 0
	for range tries {
		at, with := held[rng.IntN(len(held))], byte(1+rng.IntN(255))
		damaged := slices.Clone(raw)
		damaged[at] ^= with
		for _, side := range []string{"-wal", "-shm"} {
			os.Remove(path + side)
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		found, got := problems(path)
		if len(found) > 0 {
			told++
		} else if got != want {
			t.Errorf("byte %d xor %#x: the ledger answers otherwise, and nothing is told", at, with)
		}
	}
	if told < tries/2 {
		t.Errorf("%d of %d damages were told: the test looks at free pages", told, tries)
	}
	t.Logf("%d of %d bytes hold something; %d changed, %d told, the others alter no answer",
		len(held), len(raw), tries, told)
}

// TestVerifyOfAnEarlierProgram: index entries of records by another reader are counted but not
// compared; those of the program's own reader are compared.
func TestVerifyOfAnEarlierProgram(t *testing.T) {
	path := wholeFile(t)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DELETE FROM event"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for reader, earlier := range map[string]bool{"": false, "gold": false, "another": true} {
		st, err := sqlite.Open(t.Context(), path, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		v, err := ledger.New(st, ledger.Options{Reader: reader}).Verify(t.Context(), nil)
		st.Close()
		if err != nil || (len(v.Problems) == 0) != earlier || (v.Outdated > 0) != earlier {
			t.Errorf("reader %q: %d problems, %d outdated, %v", reader, len(v.Problems), v.Outdated, err)
		}
	}
}
