package check

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// Limits of the house. Exceptions are listed in limits.txt with their own limits.
const (
	maxPackageLines = 2500 // without tests
	maxMethods      = 40   // of one type
	maxColumns      = 120
	maxWords        = 150 // English words in conditions, all packages together
)

// slack is how far a measure may fall below its line in limits.txt before that line must be
// lowered, so that not every commit has to change the table.
var slack = map[string]int{"lines": 200, "mean-lines": 100, "wide": 10, "words": 10, "all-words": 25, "methods": 3}

// allowance is the key of a line of limits.txt.
type allowance struct{ measure, what string }

// readLimits reads limits.txt: a measure, a name and a limit per line.
func readLimits(t *testing.T) map[allowance]int {
	t.Helper()
	raw, err := os.ReadFile("limits.txt")
	if err != nil {
		t.Fatal(err)
	}
	limits := make(map[allowance]int)
	for n, line := range strings.Split(string(raw), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		if len(fields) != 3 {
			t.Fatalf("limits.txt:%d: want a measure, a name and a number: %q", n+1, line)
		}
		limit, err := strconv.Atoi(fields[2])
		if err != nil {
			t.Fatalf("limits.txt:%d: %v", n+1, err)
		}
		key := allowance{fields[0], fields[1]}
		if _, twice := limits[key]; twice {
			t.Fatalf("limits.txt:%d: %s %s stands there twice", n+1, key.measure, key.what)
		}
		limits[key] = limit
	}
	return limits
}

// judge compares measurements with the limit of the house and the exceptions in limits.txt, and
// returns the violations. An exception that is not needed any more is a violation too, so that
// the table only shrinks.
func judge(measure string, limit int, measured map[string]int, limits map[allowance]int) []string {
	var wrong []string
	for _, what := range slices.Sorted(maps.Keys(measured)) {
		n := measured[what]
		allowed, listed := limits[allowance{measure, what}]
		switch {
		case listed && n <= limit:
			text := "%s %s: %d is within %d, take its line out of limits.txt"
			wrong = append(wrong, fmt.Sprintf(text, measure, what, n, limit))
		case listed && n > allowed:
			wrong = append(wrong, fmt.Sprintf("%s %s: %d, and limits.txt allows %d", measure, what, n, allowed))
		case listed && n < allowed-slack[measure]:
			wrong = append(wrong, fmt.Sprintf("%s %s: %d by now, lower its %d in limits.txt", measure, what, n, allowed))
		case !listed && n > limit:
			wrong = append(wrong, fmt.Sprintf("%s %s: %d, at most %d", measure, what, n, limit))
		}
	}
	for key := range limits {
		if _, there := measured[key.what]; key.measure == measure && !there {
			wrong = append(wrong, fmt.Sprintf("%s %s is in limits.txt and no longer in the tree", measure, key.what))
		}
	}
	return wrong
}

func report(t *testing.T, wrong []string) {
	t.Helper()
	for _, w := range wrong {
		t.Error(w)
	}
}

// TestJudge: the table allows what it lists, and only while it is needed.
func TestJudge(t *testing.T) {
	limits := map[allowance]int{
		{"lines", "big"}: 3000, {"lines", "was"}: 3000, {"lines", "gone"}: 3000, {"methods", "T"}: 50,
	}
	for _, test := range []struct {
		name     string
		measured map[string]int
		wrong    int
	}{
		{"within what the table allows", map[string]int{"big": 2990, "was": 2900, "gone": 3000, "small": 2500}, 0},
		{"grew beyond its line", map[string]int{"big": 3001, "was": 2900, "gone": 3000}, 1},
		{"fell below its line", map[string]int{"big": 2799, "was": 2900, "gone": 3000}, 1},
		{"needs its line no more", map[string]int{"big": 2990, "was": 2500, "gone": 3000}, 1},
		{"is not there any more", map[string]int{"big": 2990, "was": 2900}, 1},
		{"over the limit and not listed", map[string]int{"big": 2990, "was": 2900, "gone": 3000, "new": 2501}, 1},
	} {
		if wrong := judge("lines", 2500, test.measured, limits); len(wrong) != test.wrong {
			t.Errorf("%s: %d faults, want %d: %q", test.name, len(wrong), test.wrong, wrong)
		}
	}
}

// TestPackageSize: a package is small enough to keep in mind.
func TestPackageSize(t *testing.T) {
	lines := make(map[string]int)
	for _, f := range sources(t) {
		if !f.test {
			lines[f.dir] += bytes.Count(f.raw, []byte("\n"))
		}
	}
	report(t, judge("lines", maxPackageLines, lines, readLimits(t)))
	total := 0
	for _, n := range lines {
		total += n
	}
	mean := map[string]int{"mean": total / len(lines)}
	report(t, judge("mean-lines", 800, mean, readLimits(t)))
}

// TestMethods: no type does everything.
func TestMethods(t *testing.T) {
	methods := make(map[string]int)
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		for _, decl := range f.ast.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv != nil {
				methods[f.dir+"."+receiver(fn.Recv.List[0].Type)]++
			}
		}
	}
	report(t, judge("methods", maxMethods, methods, readLimits(t)))
}

// receiver returns the name of a method's receiver type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	}
	return "?"
}

// TestColumns: lines have at most 120 columns, counting a tab as one. Lines with a field tag are
// exempt, since Go cannot break a tag.
func TestColumns(t *testing.T) {
	wide := make(map[string]int)
	for _, f := range sources(t) {
		tagged := tagLines(f.raw, f.ast)
		lines := bufio.NewScanner(bytes.NewReader(f.raw))
		lines.Buffer(nil, 1<<20)
		wide[f.dir] += 0
		for n := 1; lines.Scan(); n++ {
			if utf8.RuneCount(lines.Bytes()) > maxColumns && !tagged[n] {
				wide[f.dir]++
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	report(t, judge("wide", 0, wide, readLimits(t)))
}

// tagLines returns the numbers of the lines with field tags.
func tagLines(raw []byte, f *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(f, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && field.Tag != nil {
			lines[1+bytes.Count(raw[:field.Tag.Pos()-f.FileStart], []byte("\n"))] = true
		}
		return true
	})
	return lines
}

// TestPairsOfInts: a range has a type of its own (article.Span for bytes, doc's First and End
// for tokens), whose name says what is counted and which end is open.
func TestPairsOfInts(t *testing.T) {
	pairs := make(map[string]int)
	for _, f := range sources(t) {
		pairs[f.dir] += 0
		if f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if array, ok := n.(*ast.ArrayType); ok {
				size, isLit := array.Len.(*ast.BasicLit)
				elem, isName := array.Elt.(*ast.Ident)
				if isLit && isName && size.Value == "2" && elem.Name == "int" {
					pairs[f.dir]++
				}
			}
			return true
		})
	}
	report(t, judge("pairs", 0, pairs, readLimits(t)))
}

// dialect maps phrases to those of the standard library.
var dialect = map[string]string{"tells whether": "reports whether", "tell whether": "report whether"}

// TestWordsOfTheField: comments use the terms that an engineer would search for.
func TestWordsOfTheField(t *testing.T) {
	for _, f := range sources(t) {
		for _, group := range f.ast.Comments {
			text := strings.ToLower(strings.Join(strings.Fields(group.Text()), " "))
			for wrong, right := range dialect {
				if strings.Contains(text, wrong) {
					t.Errorf("%s: a comment says %q, the standard library's words are %q", f.path, wrong, right)
				}
			}
		}
	}
}

// readsLanguage lists the packages whose words belong in tables: those that read text, and those
// of the ledger that compare words.
var readsLanguage = []string{
	"text", "syntax", "timex", "timex/class", "timex/calendar", "entity", "attribution", "event", "event/words",
	"attribution/act", "attribution/lexicon", "attribution/marks", "attribution/phrase", "attribution/setting",
	"attribution/speaker",
	"event/alike", "event/clause", "event/company", "event/cue", "event/label", "event/mark",
	"event/phrase", "event/title", "event/value", "internal/who", "ledger",
	"ledger/event", "ledger/people", "ledger/stream", "ledger/lexicon", "ledger/index", "ledger/audit", "ledger/statement",
	"ledger/storyline", "ledger/identity", "ledger/dossier", "ledger/quote", "ledger/history", "ledger/position",
	"ledger/archive", "ledger/ask",
	"entity/bind", "entity/class", "entity/kb", "entity/lexical", "entity/phrase", "entity/person", "entity/names",
	"entity/title", "entity/mention", "entity/link", "entity/agree", "entity/coref",
}

// englishWord matches a literal of one or more lowercase words.
var englishWord = regexp.MustCompile(`^[a-z][a-z'’-]*( [a-z'’-]+)*$`)

// TestWordsInConditions counts English words that code compares with: adding a language should
// take new tables and no change of code.
func TestWordsInConditions(t *testing.T) {
	words := make(map[string]int)
	for _, dir := range readsLanguage {
		words[dir] = 0
	}
	for _, f := range sources(t) {
		if !f.test && slices.Contains(readsLanguage, f.dir) {
			words[f.dir] += len(conditionWords(f.ast))
		}
	}
	total := 0
	for _, n := range words {
		total += n
	}
	limits := readLimits(t)
	report(t, judge("words", 0, words, limits))
	report(t, judge("all-words", maxWords, map[string]int{"all": total}, limits))
}

// conditionWords returns the words in the conditions of a file: operands of == and !=, case
// lists, and the conditions of if and for.
func conditionWords(f *ast.File) []string {
	found := make(map[*ast.BasicLit]bool)
	take := func(root ast.Node) {
		ast.Inspect(root, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if text, err := strconv.Unquote(lit.Value); err == nil && englishWord.MatchString(text) {
				found[lit] = true
			}
			return true
		})
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			take(n.Cond)
		case *ast.ForStmt:
			if n.Cond != nil {
				take(n.Cond)
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				take(e)
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				take(n)
			}
		}
		return true
	})
	var out []string
	for lit := range found {
		text, _ := strconv.Unquote(lit.Value)
		out = append(out, text)
	}
	slices.Sort(out)
	return out
}
