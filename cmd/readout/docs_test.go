package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
)

// repository is the root of the tree, relative to this package.
const repository = "../.."

// docFiles returns the README and all pages of docs.
func docFiles(t *testing.T) map[string]string {
	t.Helper()
	files := make(map[string]string)
	read := func(path string) {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(strings.TrimPrefix(path, repository+string(filepath.Separator)))] = string(raw)
	}
	read(filepath.Join(repository, "README.md"))
	err := filepath.WalkDir(filepath.Join(repository, "docs"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".md") {
			read(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func testParser(t *testing.T) *kong.Kong {
	t.Helper()
	more, err := options()
	if err != nil {
		t.Fatal(err)
	}
	silent := cli.Terminal{Out: io.Discard, Err: io.Discard}
	parser, err := cli.NewParser(t.Context(), &commands{}, silent, func(int) {}, more...)
	if err != nil {
		t.Fatal(err)
	}
	return parser
}

// flagNames collects all flags of all commands, with dashes.
func flagNames(node *kong.Node, into map[string]bool) {
	for _, f := range node.Flags {
		into["--"+f.Name] = true
		if f.Tag.Negatable != "" {
			into["--no-"+f.Name] = true
		}
	}
	for _, child := range node.Children {
		flagNames(child, into)
	}
}

var flagInText = regexp.MustCompile(`(?:^|[\s` + "`" + `(\[])(--[a-z][a-z0-9-]*)`)

// TestFlagsInDocsExist: every flag in the README and docs is a flag of some command.
func TestFlagsInDocsExist(t *testing.T) {
	known := map[string]bool{"--help": true}
	flagNames(testParser(t).Model.Node, known)
	for name, text := range docFiles(t) {
		for _, found := range flagInText.FindAllStringSubmatch(text, -1) {
			if !known[found[1]] {
				t.Errorf("%s names %s, which no command takes", name, found[1])
			}
		}
	}
}

var (
	shellBlock  = regexp.MustCompile("(?s)```sh\n(.*?)```")
	commandSpan = regexp.MustCompile("`readout ([a-z]+)")
)

// commandLines returns the arguments of the readout calls in the shell blocks of a text, without
// what precedes a pipe and without redirections.
func commandLines(text string) [][]string {
	var out [][]string
	for _, block := range shellBlock.FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(block[1]) {
			line = strings.TrimSpace(line)
			if _, after, piped := strings.Cut(line, " | "); piped && strings.HasPrefix(after, "readout ") {
				line = after
			}
			if words := shellWords(line); len(words) > 0 && words[0] == "readout" {
				out = append(out, words[1:])
			} else if len(words) > 2 && words[0] == "go" && words[1] == "run" && words[2] == "./cmd/readout" {
				out = append(out, words[3:])
			}
		}
	}
	return out
}

// shellWords splits a line into words, up to a comment, a pipe or a redirection.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	var quote rune
	open := false
	for _, r := range line + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, open = r, true
		case r == ' ':
			if open || word.Len() > 0 {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		case (r == '#' || r == '|' || r == '<' || r == '>') && word.Len() == 0 && !open:
			return words
		default:
			word.WriteRune(r)
		}
	}
	return words
}

// TestCommandsInDocsParse: every command line of a shell block, and every command named in the
// text, is valid.
func TestCommandsInDocsParse(t *testing.T) {
	names := make(map[string]bool)
	for _, child := range testParser(t).Model.Children {
		names[child.Name] = true
	}
	lines := 0
	for name, text := range docFiles(t) {
		for _, words := range commandLines(text) {
			lines++
			if _, err := testParser(t).Parse(words); err != nil {
				t.Errorf("%s: readout %s: %v", name, strings.Join(words, " "), err)
			}
		}
		for _, found := range commandSpan.FindAllStringSubmatch(text, -1) {
			if !names[found[1]] {
				t.Errorf("%s names `readout %s`, which is no command", name, found[1])
			}
		}
	}
	if lines < 10 {
		t.Errorf("only %d command lines were found", lines)
	}
}

// TestGuideRuns runs the commands of the guides to reading and sources that need no network, in
// a directory with the files they name.
func TestGuideRuns(t *testing.T) {
	report, err := os.ReadFile(filepath.Join(repository, "ledger", "demo", "04-kta-summit-agreed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	files := docFiles(t)
	dir := t.TempDir()
	article := strings.ReplaceAll(string(report), "\n", " ")
	for name, content := range map[string]string{
		"report.txt": string(report), "reports/one.txt": string(report),
		"page.html": "<!DOCTYPE html><html><head><title>A page</title></head><body><article><h1>A page that holds an " +
			"article</h1><p>" + article + "</p></article></body></html>",
		"articles.jsonl": `{"text":"The talks will go on, Oskar Lind said."}` + "\n",
		"articles.csv":   "title,text\nTalks,\"The talks will go on, Oskar Lind said.\"\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := clitest.NewNewsSite(t)
	archive := clitest.Local("fetch", s.URL+"/harbour", "--out", filepath.Join(dir, "archive.warc.gz"))
	if _, errs, status := command(t, t.Context(), "", archive...); status != cli.ExitOK {
		t.Fatal(errs)
	}
	t.Chdir(dir)
	ran := 0
	for _, page := range []string{"docs/guide/reading.md", "docs/guide/sources.md"} {
		for _, words := range commandLines(files[page]) {
			if words[0] != "read" || strings.Contains(strings.Join(words, " "), "://") {
				continue // commands that use the network have their own tests
			}
			ran++
			if out, errs, status := command(t, t.Context(), string(report), words...); status != cli.ExitOK || len(out) == 0 {
				t.Errorf("%s: readout %s: status %d, %s", page, strings.Join(words, " "), status, errs)
			}
		}
	}
	if ran < 12 {
		t.Errorf("only %d commands of the guide were run", ran)
	}
}
