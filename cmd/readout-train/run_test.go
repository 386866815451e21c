package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file writes a temporary file.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// written returns what a command writes to standard output.
func written(t *testing.T, run func() error) (string, error) {
	t.Helper()
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	was := os.Stdout
	os.Stdout = out
	err = run()
	os.Stdout = was
	raw, err2 := os.ReadFile(out.Name())
	if err2 != nil {
		t.Fatal(err2)
	}
	return string(raw), err
}

// TestPrepareRun: one output line per input line, tokenized with the vocabulary of the file.
func TestPrepareRun(t *testing.T) {
	pieces := file(t, "pieces", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\ntalks\n.\n")
	lines := file(t, "texts",
		`{"id":"a","text":"The talks."}`+"\n"+`{"id":"b","text":"The lock & more.","sentence":true}`+"\n")
	out, err := written(t, (&prepareCommand{Vocabulary: pieces, File: lines}).Run)
	if err != nil {
		t.Fatal(err)
	}
	var got []struct {
		ID, Text string
		Pieces   [][]int32
	}
	if err := json.Unmarshal([]byte("["+strings.Join(strings.Split(strings.TrimSpace(out), "\n"), ",")+"]"),
		&got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].ID != "a" || got[1].Text != "The lock & more." || len(got[0].Pieces) != 3 ||
		got[0].Pieces[1][0] != 5 || got[1].Pieces[1][0] != 1 {
		t.Errorf("%+v", got)
	}
	if !strings.Contains(out, `"tokens":[[0,3],[4,9],[9,10]]`) || !strings.Contains(out, "lock & more") {
		t.Errorf("written as %s", out)
	}
	for name, c := range map[string]prepareCommand{
		"no vocabulary": {Vocabulary: lines + ".none", File: lines}, "no texts": {Vocabulary: pieces,
			File: lines + ".none"},
		"no JSON":    {Vocabulary: pieces, File: file(t, "bad", "{")},
		"an unknown": {Vocabulary: pieces, File: file(t, "bad", `{"id":"c","words":["a"],"sentences":[2]}`)},
	} {
		if _, err := written(t, c.Run); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestEvidenceRun: the proposals of the program's own heads, with offsets into the text.
func TestEvidenceRun(t *testing.T) {
	weights := func(name string) string { return filepath.Join("..", "..", "model", "weights", name) }
	const text = "Warden Nils Aro said on Thursday that the sluice at Ostby would stay shut."
	line, err := json.Marshal(input{ID: "a", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	c := evidenceCommand{weightFlags{Words: weights("words.bin"), Body: weights("deep.bin")},
		file(t, "texts", string(line))}
	out, err := written(t, c.Run)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		ID       string
		Proposed []struct {
			Cue, Source [2]int
			Content     [][2]int
			Features    []float64
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.ID != "a" || len(got.Proposed) == 0 {
		t.Fatalf("%s, %v", out, err)
	}
	p := got.Proposed[0]
	if text[p.Cue[0]:p.Cue[1]] != "said" || !strings.Contains(text[p.Source[0]:p.Source[1]], "Aro") ||
		len(p.Content) == 0 || !strings.Contains(text[p.Content[0][0]:p.Content[0][1]], "stay shut") ||
		len(p.Features) == 0 {
		t.Errorf("%+v", p)
	}
	c.File = file(t, "texts", `{"id":"b","text":""}`)
	if _, err := written(t, c.Run); err == nil || !strings.Contains(err.Error(), "evidence of b") {
		t.Errorf("an empty text: %v", err)
	}
	c.Body = c.Words
	if _, err := written(t, c.Run); err == nil {
		t.Error("word vectors were taken for layers")
	}
}

// TestEventsRun: the events of the program's own heads, with offsets into the text.
func TestEventsRun(t *testing.T) {
	weights := func(name string) string { return filepath.Join("..", "..", "model", "weights", name) }
	const text = "Prime Minister Lena Tverdahl will meet President Andrei Volsunov in Ostrella on March 28, " +
		"her office said."
	line, err := json.Marshal(dated{ID: "a", Text: text, Published: "2031-03-11"})
	if err != nil {
		t.Fatal(err)
	}
	c := eventsCommand{weightFlags{Words: weights("words.bin"), Body: weights("deep.bin")}, file(t, "texts", string(line))}
	out, err := written(t, c.Run)
	if err != nil {
		t.Fatal(err)
	}
	var got eventsOf
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.ID != "a" || len(got.Events) != 1 {
		t.Fatalf("%s, %v", out, err)
	}
	e := got.Events[0]
	if m := e.Mentions[0]; !strings.Contains(text[m.Start:m.End], "meet") || e.Known["always"] != 1 {
		t.Errorf("%+v", e)
	}
	if len(e.Slots) != 2 || !strings.HasSuffix(text[e.Slots[0].Span.Start:e.Slots[0].Span.End], "Ostrella") ||
		e.Slots[0].Slot != "place" ||
		e.Slots[1].Known["date"] != 1 || len(e.Parties) != 2 || e.Parties[0].Known["person"] != 1 {
		t.Errorf("%+v", e)
	}
	c.Fast = weights("fast.bin")
	if quick, err := written(t, c.Run); err != nil || quick == out || !strings.Contains(quick, `"id":"a"`) {
		t.Errorf("with fast layers: %s, %v", quick, err)
	}
	c.File = file(t, "texts", `{"id":"b","text":""}`)
	if _, err := written(t, c.Run); err == nil || !strings.Contains(err.Error(), "events of b") {
		t.Errorf("an empty text: %v", err)
	}
	for _, bad := range []eventsCommand{{weightFlags{Words: c.Words, Body: c.Words}, c.File},
		{weightFlags{Words: "none", Body: c.Body}, c.File}, {c.weightFlags, "none"}, {c.weightFlags, file(t, "bad", "{")},
		{weightFlags{Words: c.Words, Body: c.Body, Fast: c.Body}, c.File}} {
		if _, err := written(t, bad.Run); err == nil {
			t.Errorf("%+v: no error", bad)
		}
	}
}
