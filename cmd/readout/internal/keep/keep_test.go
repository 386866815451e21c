package keep_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/ask"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/collect"
	"readout/cmd/readout/internal/keep"
)

// table is the command line of these tests: the commands of this package, and others that fill
// and show a ledger.
type table struct {
	Verify  keep.Verify  `cmd:""`
	Reread  keep.Reread  `cmd:""`
	Backup  keep.Backup  `cmd:""`
	Restore keep.Restore `cmd:""`
	Stats   keep.Stats   `cmd:""`
	KB      keep.KB      `cmd:"" name:"kb"`
	Export  keep.Export  `cmd:""`
	Add     collect.Add  `cmd:""`
	Person  ask.Person   `cmd:""`
}

func newTable() any { return new(table) }

// write writes files into a new directory, which it returns.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestStatsAndVerify counts and verifies a ledger, now and as of a past day.
func TestStatsAndVerify(t *testing.T) {
	db := "--db=" + clitest.Ledger(t)
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"stats", db}, Out: []string{"articles ", "statements ", "bytes "}},
		{Args: []string{"stats", "--as-of", "2024-03-05", db}, Out: []string{"articles     3\n",
			"last day     2024-03-05\n"}},
		{Args: []string{"stats", "--format", "csv", db}, Out: []string{"what,count\narticles,"}},
		{Args: []string{"verify", db}, Out: []string{"Read again: ",
			"Every text has its hash, and every anchor cuts out its words."}},
		{Args: []string{"verify", "--format", "csv", db}, Out: []string{"problem\n"}},
	})
}

// TestBackup: a backup is complete, is not overwritten, and restores into another ledger.
func TestBackup(t *testing.T) {
	db, dir := clitest.Ledger(t), t.TempDir()
	saved, again := filepath.Join(dir, "saved"), "--db="+filepath.Join(dir, "again.db")
	other := filepath.Join(write(t, map[string]string{"other": "no backup\n"}), "other")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"backup", "--db", db, saved}, Out: []string{" versions, ", " in " + saved + ", digest "}},
		{Args: []string{"backup", "--db", db, saved}, Status: cli.ExitBad, Err: []string{saved + " already exists"}},
		{Args: []string{"backup", "--db", db, filepath.Join(dir, "none", "saved")}, Status: cli.ExitBad,
			Err: []string{"no such file or directory"}},
		{Args: []string{"restore", again, saved}, Out: []string{" restored, digest "}},
		{Args: []string{"restore", again, saved}, Status: cli.ExitBad, Err: []string{"readout: "}},
		{Args: []string{"restore", again, filepath.Join(dir, "none")}, Status: cli.ExitBad, Err: []string{"no such file"}},
		{Args: []string{"restore", "--db", filepath.Join(dir, "other.db"), other}, Status: cli.ExitBad,
			Err: []string{"readout: " + other + ": restoring: it is not a backup of format readout-backup/1\n"}},
		{Args: []string{"verify", again}, Out: []string{"Every text has its hash"}},
	})
	if list, err := os.ReadDir(dir); err != nil || strings.Contains(strings.Join(names(list), " "), ".backup-") ||
		strings.Contains(strings.Join(names(list), " "), "other.db") {
		t.Errorf("left behind: %v, %v", names(list), err)
	}
}

func names(list []os.DirEntry) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = e.Name()
	}
	return out
}

// TestExport writes every format, and rejects what a format does not support.
func TestExport(t *testing.T) {
	db, dir := "--db="+clitest.Ledger(t), t.TempDir()
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"export", db}, Out: []string{`"content"`}},
		{Args: []string{"export", "--as", "csv", "transit", db}, Out: []string{"speaker", "transit"}},
		{Args: []string{"export", "--as", "calendar", db}, Out: []string{"BEGIN:VEVENT", "END:VCALENDAR"}},
		{Args: []string{"export", "--as", "annotation", db}, Out: []string{"TextPositionSelector"}},
		{Args: []string{"export", "--as", "jsonld", db}, Out: []string{`"@type":"Quotation"`, `"@type":"Event"`}},
		{Args: []string{"export", "--as", "jsonld", "transit", db}, Out: []string{`"@type":"Quotation"`}},
		{Args: []string{"export", "--as", "csl", db}, Out: []string{"container-title"}},
		{Args: []string{"export", "--as", "bibtex", db}, Out: []string{"@"}},
		{Args: []string{"export", "--as", "codebook"}, Out: []string{"content"}},
		{Args: []string{"export", "--as", "xlsx", "-o", filepath.Join(dir, "s.xlsx"), db}},
		{Args: []string{"export", "--as", "parquet", "-o", filepath.Join(dir, "s.parquet"), db}},
		{Args: []string{"export", "--as", "sqlite", "-o", filepath.Join(dir, "site.db"), db}},
		{Args: []string{"export", "--as", "brat", "-o", filepath.Join(dir, "brat"), db}},
		{Args: []string{"export", "--as", "sqlite", db}, Status: cli.ExitBad, Err: []string{"needs --out FILE"}},
		{Args: []string{"export", "--as", "brat", db}, Status: cli.ExitBad, Err: []string{"needs --out FOLDER"}},
		{Args: []string{"export", "--as", "brat", "-o", dir, "--text-free", db}, Status: cli.ExitBad,
			Err: []string{"useless without the texts"}},
		{Args: []string{"export", "--as", "brat", "-o", dir, "gas", db}, Status: cli.ExitBad,
			Err: []string{"not with a search"}},
		{Args: []string{"export", "--as", "annotation", "gas", db}, Status: cli.ExitBad, Err: []string{"not with a search"}},
		{Args: []string{"export", "--db", filepath.Join(dir, "none.db")}, Status: cli.ExitBad,
			Err: []string{"there is no ledger"}},
	})
	for _, name := range []string{"s.xlsx", "s.parquet", "site.db", "site.metadata.json"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 100 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	list, err := os.ReadDir(filepath.Join(dir, "brat"))
	if err != nil || len(list) < 40 || len(list)%2 != 0 {
		t.Errorf("%d files of standoff, %v", len(list), err)
	}
}

// TestExportOfADamagedLedger: a damaged article is reported at the end, and all others are
// exported.
func TestExportOfADamagedLedger(t *testing.T) {
	path := clitest.Ledger(t)
	whole, _, _ := clitest.Run(t.Context(), new(table), "", "export", "--db", path)
	damage(t, path)
	out, errs, status := clitest.Run(t.Context(), new(table), "", "export", "--db", path)
	n := strings.Count(whole, "\n")
	if status != cli.ExitSome || strings.Count(errs, "readout: ") != 1 || strings.Count(out, "\n") >= n ||
		strings.Count(out, "\n") < n*8/10 {
		t.Errorf("status %d, %d of %d statements\n%s", status, strings.Count(out, "\n"), n, errs)
	}
	out, _, status = clitest.Run(t.Context(), new(table), "", "verify", "--db", path)
	if status != cli.ExitSome || strings.Contains(out, "Every text has its hash") {
		t.Errorf("verify: status %d\n%s", status, out)
	}
}

// TestKB imports who held which office, from both formats.
func TestKB(t *testing.T) {
	const dump = "[\n" + `{"id":"Q900","labels":{"en":{"value":"Mira Halden"}},"claims":{` +
		`"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],` +
		`"P39":[{"rank":"normal","mainsnak":{"datavalue":{"value":{"id":"Q901"}}},` +
		`"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2030-01-02T00:00:00Z"}}}]}}]}},` + "\n" +
		`{"id":"Q901","labels":{"en":{"value":"Foreign Minister of Vestria"}},"claims":{}}` + "\n]\n"
	dir := write(t, map[string]string{"dump.json": dump, "names.tsv": "Q901\tForeign Minister\n", "bad.tsv": "none\n",
		"popolo.json": `{"persons":[{"id":"p1","name":"Oskar Lind"}],` +
			`"memberships":[{"person_id":"p1","role":"mayor","start_date":"2029"}]}`})
	at := func(name string) string { return filepath.Join(dir, name) }
	db := "--db=" + at("l.db")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"kb", "import", at("dump.json"), db},
			Out: []string{"2 entities read, 1 people and 1 facts kept, 0 broken"}},
		{Args: []string{"kb", "import", at("dump.json"), "--labels", at("names.tsv"), "--format", "json", db},
			Out: []string{`"facts": 1`}},
		{Args: []string{"kb", "import", "-", db}, Stdin: dump, Out: []string{"2 entities read"}},
		{Args: []string{"kb", "import", at("popolo.json"), "--as", "popolo", "--format", "csv", db},
			Out: []string{"entities,people,facts,broken\n2,1,1,0\n"}},
		{Args: []string{"kb", "import", at("dump.json"), "--labels", at("bad.tsv"), db}, Status: cli.ExitBad,
			Err: []string{"bad.tsv", "line 1 is no id with a name"}},
		{Args: []string{"kb", "import", at("dump.json"), "--labels", at("none.tsv"), db}, Status: cli.ExitBad,
			Err: []string{"none.tsv"}},
		{Args: []string{"kb", "import", at("bad.tsv"), db}, Status: cli.ExitBad,
			Err: []string{"1 line read, and all of it is broken"}},
		{Args: []string{"kb", "import", at("none.json"), db}, Status: cli.ExitBad, Err: []string{"none.json"}},
		{Args: []string{"kb", "import", at("names.tsv"), "--as", "popolo", db}, Status: cli.ExitBad,
			Err: []string{"readout: "}},
	})
}

// TestReread: the current reader gives the same result again, in the process and as jobs.
func TestReread(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Harbour to stay open\n\nARLEN, March 5, 2031 (Meridian) - \"The harbour " +
		"will stay open,\" Vestrian Foreign Minister Mira Halden told reporters on Wednesday.\n"})
	db := "--db=" + filepath.Join(dir, "l.db")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"add", filepath.Join(dir, "a.txt"), db}, Err: []string{"1 added"}},
		{Args: []string{"reread", db}, Out: []string{"0 articles read again"}},
		{Args: []string{"reread", "--all", db}, Out: []string{"1 article read again, 0 of them to another record."}},
		{Args: []string{"reread", "--all", "--jobs", db},
			Out: []string{"1 article read again, 0 of them to another record."}},
		{Args: []string{"reread", "--all", "--format", "csv", db}, Out: []string{"what,fate,differs,outlet"}},
	})
}

// damage makes the record of one article unreadable.
func damage(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const one = "SELECT id FROM version WHERE until = '' AND statements > 2 ORDER BY id LIMIT 1 OFFSET 3"
	if _, err := db.Exec("UPDATE body SET data = x'0102030405060708' WHERE id = (" + one + ")"); err != nil {
		t.Fatal(err)
	}
}
