package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"

	"readout/cmd/readout/internal/cli"
	"readout/ledger/ledgertest"
	"readout/source/warc"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"readout": main,
	})
}

// command runs a command line of the whole program.
func command(t *testing.T, ctx context.Context, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(ctx, args, cli.Terminal{In: strings.NewReader(stdin), Raw: &out, Out: &out, Err: &errs})
	return out.String(), errs.String(), status
}

// TestScripts runs commands as a user does: testdata/script has the command lines and the
// expected results.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: writeOddInputs,
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil // root may read every file
			}
			return false, fmt.Errorf("there is no condition %q", name)
		}})
}

// writeOddInputs writes inputs that a script file cannot contain to the directory odd: binary
// data, other character sets, and very long texts.
func writeOddInputs(env *testscript.Env) error {
	const report = "ARLEN, March 5 (Meridian) - “The harbour will stay open,” Mira Halden told reporters on Wednesday.\n"
	const russian = "АРЛЕН, 5 марта. Министр сообщил, что переговоры состоятся в среду. Мы готовы, сказал он " +
		"журналистам.\n"
	windows, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		return err
	}
	archive, err := onePageWithout(report)
	if err != nil {
		return err
	}
	wide := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(report)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	var packed bytes.Buffer
	gz := gzip.NewWriter(&packed)
	if _, err := io.WriteString(gz, report); err != nil {
		return err
	}
	if err := gz.Close(); err != nil {
		return err
	}
	files := map[string]string{
		"empty.txt":        "",
		"spaces.txt":       " \n\t\r\n",
		"zeros.txt":        strings.Repeat("\x00", 4096),
		"picture.txt":      "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x02\x03\x04\x05\x06\x07\x08",
		"cut.txt.gz":       packed.String()[:20],
		"broken.txt":       strings.Replace(report, "harbour", "harb\xffour", 1),
		"windows-1251.txt": windows,
		"utf-16.txt":       string(wide),
		"report.txt.gz":    packed.String(),
		"marks.txt":        strings.Repeat("\"", 2_000),
		"opening.txt":      strings.Repeat("“", 2_000),
		"report.txt":       report,
		"pages.warc":       archive,
	}
	if !testing.Short() {
		files["line.txt"] = strings.Repeat(strings.Repeat("x", 5000)+" ", 10<<10) // 50 MiB
	}
	dir := filepath.Join(env.WorkDir, "odd")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// onePageWithout returns an archive of two pages, one of them without an article.
func onePageWithout(report string) (string, error) {
	var b bytes.Buffer
	w := warc.NewWriter(&b)
	for path, page := range map[string]string{
		"report": "<html><body><article><h1>Harbour stays open</h1><p>" + report + "</p></article></body></html>",
		"list":   `<html><body><ul><li><a href="/report">Harbour stays open</a></li></ul></body></html>`,
	} {
		if err := ledgertest.WritePage(w, "https://a.example/"+path, []byte(page)); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}
