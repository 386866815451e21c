package scoring_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/clitest"
	"readout/cmd/readout/internal/scoring"
)

// table is the command line of these tests.
type table struct {
	Score scoring.Command `cmd:""`
}

func newTable() any { return new(table) }

// quay is a document of a treebank, with a chain of two mentions and one attribution.
const quay = `# newdoc id = GUM_news_quay
# newpar
# sent_id = GUM_news_quay-1
# text = The mayor says it's shut.
1	The	the	DET	DT	_	2	det	2:det	Discourse=attribution-positive:1->2:0:syn|Entity=(1-person-new-n-cf1-2-coref
2	mayor	mayor	NOUN	NN	_	3	nsubj	3:nsubj	Entity=1)
3	says	say	VERB	VBZ	_	0	root	0:root	_
4-5	it's	_	_	_	_	_	_	_	Discourse=ROOT:2:0
4	it	it	PRON	PRP	_	6	nsubj	6:nsubj	_
5	's	be	AUX	VBZ	_	6	cop	6:cop	_
6	shut	shut	ADJ	JJ	_	3	ccomp	3:ccomp	SpaceAfter=No
7	.	.	PUNCT	.	_	3	punct	3:punct	_

# sent_id = GUM_news_quay-2
# text = She called Ilse Korvin.
1	She	she	PRON	PRP	_	2	nsubj	2:nsubj	Entity=(1-person-giv-n-cf1-1-ana)
2	called	call	VERB	VBD	_	0	root	0:root	_
3	Ilse	Ilse	PROPN	NNP	_	2	obj	2:obj	Entity=(2-person-new-n-cf2-1-sgl-Ilse_Korvin
4	Korvin	Korvin	PROPN	NNP	_	3	flat	3:flat	Entity=2)|SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	2:punct	_

`

const polnear = `{"id": "a1", "publisher": "Gazette", "date": "2031-03-05", "text": "“The harbour will stay ` +
	`open,” Mira Halden ` +
	`told reporters on Wednesday.\n\nNobody else spoke, it seems.", "annotations": [{"attributions": [` +
	`{"source": [[30, 41]], "cue": [[42, 46]], "content": [[0, 29]]},` +
	`{"source": [[72, 78]], "cue": [[94, 99]], "content": [[79, 89]]}]}]}` + "\n"

const coreNLP = "# article = a1\n1\t33\t37\tMira\tMira\tNNP\tPERSON\t2\tcompound\n"

const gap = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" +
	"development-1\tIlse Korvin met Oskar Lind, and she thanked him.\tshe\t32\tIlse Korvin\t0\tTRUE\tOskar " +
	"Lind\t16\tFALSE\thttp://x\n"

const timeML = `<TimeML><DOCID>q1</DOCID><DCT><TIMEX3 type="DATE" value="2031-03-07">March 7</TIMEX3></DCT>` +
	`<TEXT>The boats met <TIMEX3 type="DATE" value="2031-03-06">on Thursday</TIMEX3> for ` +
	`<TIMEX3 type="DURATION" value="PT2H">two hours</TIMEX3>, as every <TIMEX3 type="DATE" ` +
	`value="1999">harvest</TIMEX3>.` +
	`</TEXT></TimeML>`

// zipped compresses a file of the corpora.
func zipped(t *testing.T, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tarred returns a tar of one file, and another one that is ignored.
func tarred(t *testing.T, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range [][2]string{{"README", "about it"}, {name, content}} {
		if err := w.WriteHeader(&tar.Header{Name: f[0], Mode: 0o644, Size: int64(len(f[1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// corpora creates a directory of tiny invented corpora. changes replace files; an empty one
// removes it.
func corpora(t *testing.T, changes map[string][]byte) string {
	t.Helper()
	thread, err := os.ReadFile("../../../../score/thread/testdata/thread.json")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"ud/ud-gum-dev.conllu.gz":                zipped(t, []byte(quay)),
		"ud/ud-ewt-dev.conllu.gz":                zipped(t, []byte(strings.ReplaceAll(quay, "GUM_news_quay", "weblog-quay"))),
		"attribution/polnear-dev.jsonl.gz":       zipped(t, []byte(polnear)),
		"attribution/polnear-corenlp-dev.tsv.gz": zipped(t, []byte(coreNLP)),
		"coref/gap-development.tsv.gz":           zipped(t, []byte(gap)),
		"timex/tempeval3-dev.tar.gz":             zipped(t, tarred(t, "q1.tml", timeML)),
		"names/ner-wikigold-dev.conll.gz":        zipped(t, []byte("Arlen B-LOC\nBay I-LOC\nis O\nnear O\n")),
		"threads/thread.json":                    thread,
	}
	for name, content := range changes {
		files[name] = content
	}
	dir := t.TempDir()
	for name, content := range files {
		if len(content) == 0 {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestScore scores all tasks on tiny corpora. Whether their contents are found is certain; a set
// that is missing in the directory is reported.
func TestScore(t *testing.T) {
	dir := corpora(t, nil)
	records := filepath.Join(t.TempDir(), "records.jsonl")
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"score", "attribution", "--errors", "1", "--predict", records, "--data", dir},
			Out: []string{"PolNeAR dev, 1 articles\n", "token  source", "whole  all ",
				"whole  direct    P 100.0  R 100.0",
				"with a score of 0.", "seems"}},
		{Args: []string{"score", "domain", "--data", dir},
			Out: []string{"GUM dev, news and interviews, 1 documents", "either part by half", "content placed"}},
		{Args: []string{"score", "trees", "--data", dir}, Out: []string{"UD English EWT dev, gold tokens",
			"UD English GUM dev"}},
		{Args: []string{"score", "names", "--data", dir}, Out: []string{"GUM news, dev", "PolNeAR against",
			"Universal NER, EWT dev: not in the directory", "Wikigold, dev", "CrossNER politics dev: not in the directory"}},
		{Args: []string{"score", "coref", "--data", dir}, Out: []string{"GUM dev, news and interviews, without singletons",
			"PolNeAR dev: somebody is two people in 0 of 1 articles", "GAP development"}},
		{Args: []string{"score", "times", "--errors", "1", "--data", dir}, Out: []string{"q1, of 2031-03-07\n",
			`"harvest" DATE 1999`, "TempEval-3 dev, 1 articles: strict F1 "}},
		{Args: []string{"score", "dossiers", "--errors", "2", "--data", dir}, Out: []string{"gold threads, 1\n", "gold ",
			"checks right",
			"heads right", "noisy gold ", "read "}},
	})
	if raw, err := os.ReadFile(records); err != nil || !strings.Contains(string(raw), `"schema"`) {
		t.Errorf("the records: %v, %.200s", err, raw)
	}
}

// TestScoreAll scores in a fixed order, whatever order is requested.
func TestScoreAll(t *testing.T) {
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"score", "times", "trees", "--data", corpora(t, nil)}, Out: []string{"UD English EWT", "TempEval-3"}},
		{Args: []string{"score", "--data", corpora(t, nil)}, Out: []string{"UD English EWT", "GUM news", "GAP",
			"TempEval-3", "PolNeAR dev, 1",
			"either part", "gold threads"}},
	})
}

// TestScoreRefuses names the file that is missing or malformed.
func TestScoreRefuses(t *testing.T) {
	for _, c := range []struct {
		what, file string
		content    []byte
		want       string
	}{
		{"attribution", "attribution/polnear-dev.jsonl.gz", nil, "scoring attribution: open "},
		{"attribution", "attribution/polnear-dev.jsonl.gz", []byte("not packed"), "attribution/polnear-dev.jsonl.gz: gzip"},
		{"attribution", "attribution/polnear-dev.jsonl.gz", zipped(t, []byte("{")), "attribution/polnear-dev.jsonl.gz: "},
		{"attribution", "attribution/polnear-dev.jsonl.gz",
			zipped(t, []byte(strings.Replace(polnear, `"text": "`, `"text": "\ufeff`, 1))), "reading changed the text"},
		{"domain", "ud/ud-gum-dev.conllu.gz", nil, "scoring domain: open "},
		{"trees", "ud/ud-ewt-dev.conllu.gz", nil, "scoring trees: open "},
		{"names", "names/ner-wikigold-dev.conll.gz", zipped(t, []byte("Ilse B-wizard\n")), "ner-wikigold-dev.conll.gz: "},
		{"coref", "ud/ud-gum-dev.conllu.gz", nil, "scoring coref: open "},
		{"coref", "coref/gap-development.tsv.gz", nil, "scoring coref: open "},
		{"times", "timex/tempeval3-dev.tar.gz", nil, "scoring times: open "},
		{"times", "timex/tempeval3-dev.tar.gz", zipped(t, tarred(t, "q1.tml", "<TimeML>")), "q1.tml: "},
		{"times", "timex/tempeval3-dev.tar.gz", zipped(t, []byte("no tar at all, and too short")), "tempeval3-dev.tar.gz: "},
		{"dossiers", "threads/thread.json", nil, "has no threads"},
		{"dossiers", "threads/thread.json", []byte("{"), "thread.json: "},
	} {
		out, errs, status := clitest.Run(t.Context(), new(table), "", "score", c.what, "--data",
			corpora(t, map[string][]byte{c.file: c.content}))
		if status != cli.ExitBad || !strings.Contains(errs, c.want) {
			t.Errorf("%s without %s: status %d, %q, want %q\n%s", c.what, c.file, status, errs, c.want, out)
		}
	}
	clitest.Check(t, newTable, []clitest.Case{
		{Args: []string{"score", "music", "--data", "."}, Status: cli.ExitBad, Err: []string{"must be one of"}},
		{Args: []string{"score", "times"}, Status: cli.ExitBad, Err: []string{"missing flags: --data"}},
		{Args: []string{"score", "times", "--data", ".", "--weights", "none"}, Status: cli.ExitBad,
			Err: []string{"words.bin"}},
	})
}
