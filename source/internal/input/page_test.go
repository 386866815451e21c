package input

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

func TestCharsetIn(t *testing.T) {
	for in, want := range map[string]string{
		"text/html; charset=KOI8-R":                       "koi8-r",
		`text/html; charset="iso-8859-2"; q=1`:            "iso-8859-2",
		"text/html;charset = windows-1252":                "windows-1252",
		"text/html":                                       "",
		"text/html; charset":                              "",
		"text/html; charsets, a study":                    "",
		`<meta charset='utf-8' lang=en`:                   "utf-8",
		`<meta content="text/html; charset=gb18030">`:     "gb18030",
		`<meta http-equiv=x content=text/html;charset=a>`: "a",
	} {
		if got := CharsetIn(in); got != want {
			t.Errorf("%s names %q, want %q", in, got, want)
		}
	}
}

func TestCharsetInPage(t *testing.T) {
	far := strings.Repeat(" ", 5000)
	for in, want := range map[string]string{
		`<?xml version="1.0" encoding="iso-8859-2"?><html>`:                  "iso-8859-2",
		`<?xml version='1.0' encoding='iso-8859-2' standalone='yes'?><html>`: "iso-8859-2",
		`<?xml version="1.0"?><html><meta charset=koi8-r>`:                   "koi8-r",
		`<html><meta name=viewport content=wide><META CHARSET=koi8-r>`:       "koi8-r",
		`<html><p>The charset=koi8-r is what we like</p>`:                    "",
		`<html><meta charset=koi8-r`:                                         "",
		"<html>" + far + "<meta charset=koi8-r>":                             "",
	} {
		if got := CharsetInPage([]byte(in)); got != want {
			t.Errorf("%.70s names %q, want %q", in, got, want)
		}
	}
}

// TestDecodePage checks that the bytes decide, and that declarations only break ties, the
// header's before the page's.
func TestDecodePage(t *testing.T) {
	const body = "<p>Čapek told the Ostby Post so.</p>"
	latin2, err := charmap.ISO8859_2.NewEncoder().String(body)
	if err != nil {
		t.Fatal(err)
	}
	jis, err := japanese.ISO2022JP.NewEncoder().String(kanji)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw, contentType, want string
	}{
		"UTF-8, declared as Latin": {body, "text/html; charset=iso-8859-1", body},
		"UTF-8 with a mark":        {"\ufeff" + body, "", body},
		"by the header": {"<meta charset=iso-8859-1>" + latin2, "text/html; charset=iso-8859-2",
			"<meta charset=iso-8859-1>" + body},
		"by the page": {"<meta charset=iso-8859-2>" + latin2, "text/html",
			"<meta charset=iso-8859-2>" + body},
		"escapes, ASCII on the wire": {jis, "text/html; charset=ISO-2022-JP", kanji},
	} {
		got, err := DecodePage([]byte(c.raw), Hint{ContentType: c.contentType})
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// TestDecodeRefuses checks that binary input is refused, but not text with a stray control
// character.
func TestDecodeRefuses(t *testing.T) {
	picture := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), bytes.Repeat([]byte{0, 1, 2, 250, 7, 3}, 50)...)
	for name, c := range map[string]struct {
		raw  string
		want error
	}{
		"nothing":                    {"", ErrEmpty},
		"a mark and nothing":         {"\xff\xfe", ErrEmpty},
		"a picture":                  {string(picture), ErrBinary},
		"control characters":         {"The gauge\x01\x02\x03\x04", ErrBinary},
		"a form feed and an escape":  {"The gauge\f is\x1b read", nil},
		"one control character":      {"The gauge is read in the morning\x01, warden Nils Aro said.", nil},
		"one zero byte in long text": {strings.Repeat("The gauge is read. ", 20) + "\x00", nil},
	} {
		if _, _, err := Decode([]byte(c.raw), ""); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for raw, want := range map[string]error{"": ErrEmpty, string(picture): ErrBinary, "<p>The gauge": nil} {
		if _, err := DecodePage([]byte(raw), Hint{}); !errors.Is(err, want) {
			t.Errorf("%.20q as a page: %v, want %v", raw, err, want)
		}
	}
	if _, err := DecodePage([]byte("caf\xe9"), Hint{Charset: "iso-2022-none"}); err == nil {
		t.Error("a page in a character set of no name is read")
	}
}

// TestMacQuotes checks quotation marks of Mac OS Roman against the same bytes as letters.
func TestMacQuotes(t *testing.T) {
	const said = "\xd2The quay stays,\xd3 she said. It\xd5s late."
	if got, charset, err := Decode([]byte(said), ""); err != nil || got != "“The quay stays,” she said. It’s late." {
		t.Errorf("%q in %s, %v", got, charset, err)
	}
	const latin = "El Ni\xf1o y la \xd3pera de \xd3scar"
	if got, charset, err := Decode([]byte(latin), ""); err != nil || charset == "macintosh" {
		t.Errorf("%q in %s, %v", got, charset, err)
	}
}

// TestReaderAtItsSample checks a character that spans the end of the sample.
func TestReaderAtItsSample(t *testing.T) {
	for _, tail := range []string{"é", "—", "😀", "x"} {
		for short := range 4 {
			text := strings.Repeat("a", Sample-short) + tail + " and on"
			got, err := io.ReadAll(Reader(strings.NewReader(text), Hint{Charset: "windows-1252"}))
			if err != nil || string(got) != text {
				t.Errorf("%q, %d bytes before the end: %.30q, %v", tail, short, got[Sample-short:], err)
			}
		}
	}
}

// TestReaderByHint checks that a stream that is not UTF-8 is decoded with the caller's
// character set.
func TestReaderByHint(t *testing.T) {
	raw, err := charmap.KOI8U.NewEncoder().String("Порт")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(Reader(strings.NewReader(raw), Hint{Charset: "koi8-u"}))
	if err != nil || string(got) != "Порт" {
		t.Errorf("%q, %v", got, err)
	}
}
