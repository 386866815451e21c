package reports

import (
	"strings"
)

// textEdit is one paragraph of two versions set against each other. Runs are its
// words; Same paragraphs are not shown in full.
type textEdit struct {
	Same bool
	Runs []textRun
}

type textRun struct{ Op, Words string } // Op is "same", "out" or "in"

// maxTable bounds the table of one comparison; longer parts are shown as replaced.
const maxTable = 4_000_000

// compareTexts sets paragraphs against each other, and the words of those that
// differ.
func compareTexts(old, new string) []textEdit {
	var out []textEdit
	ops := longestCommon(paragraphs(old), paragraphs(new))
	for i := 0; i < len(ops); {
		if ops[i].op == "same" {
			out = append(out, textEdit{Same: true, Runs: []textRun{{"same", ops[i].item}}})
			i++
			continue
		}
		var gone, come []string
		for ; i < len(ops) && ops[i].op != "same"; i++ {
			if ops[i].op == "out" {
				gone = append(gone, ops[i].item)
			} else {
				come = append(come, ops[i].item)
			}
		}
		for k := range max(len(gone), len(come)) {
			var x, y []string
			if k < len(gone) {
				x = strings.Fields(gone[k])
			}
			if k < len(come) {
				y = strings.Fields(come[k])
			}
			out = append(out, textEdit{Runs: runs(longestCommon(x, y))})
		}
	}
	return out
}

func paragraphs(s string) []string {
	var out []string
	for par := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(par) != "" {
			out = append(out, par)
		}
	}
	return out
}

func runs(ops []editOp) []textRun {
	var out []textRun
	for _, o := range ops {
		if n := len(out); n > 0 && out[n-1].Op == o.op {
			out[n-1].Words += " " + o.item
			continue
		}
		out = append(out, textRun{o.op, o.item})
	}
	return out
}

type editOp struct{ op, item string }

// longestCommon aligns two lists by their longest common subsequence, after what
// both begin and end with.
func longestCommon(x, y []string) []editOp {
	var head, tail []editOp
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		head = append(head, editOp{"same", x[0]})
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		tail = append(tail, editOp{"same", x[len(x)-1]})
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	n, m := len(x), len(y)
	if n*m > maxTable {
		for _, s := range x {
			head = append(head, editOp{"out", s})
		}
		for _, s := range y {
			head = append(head, editOp{"in", s})
		}
	} else {
		table := make([]int32, (n+1)*(m+1))
		for i := n - 1; i >= 0; i-- {
			for j := m - 1; j >= 0; j-- {
				if x[i] == y[j] {
					table[i*(m+1)+j] = table[(i+1)*(m+1)+j+1] + 1
				} else {
					table[i*(m+1)+j] = max(table[(i+1)*(m+1)+j], table[i*(m+1)+j+1])
				}
			}
		}
		for i, j := 0, 0; i < n || j < m; {
			switch {
			case i < n && j < m && x[i] == y[j]:
				head = append(head, editOp{"same", x[i]})
				i, j = i+1, j+1
			case j == m || i < n && table[(i+1)*(m+1)+j] >= table[i*(m+1)+j+1]:
				head = append(head, editOp{"out", x[i]})
				i++
			default:
				head = append(head, editOp{"in", y[j]})
				j++
			}
		}
	}
	for i := len(tail) - 1; i >= 0; i-- {
		head = append(head, tail[i])
	}
	return head
}
