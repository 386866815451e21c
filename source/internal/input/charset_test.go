package input

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

const (
	latin = "Harbour to stay open\n\nARLEN, March 5 (Meridian) — “The harbour will stay open,” Mira Halden told " +
		"reporters on Wednesday.\n"
	cyrillic = "АРЛЕН, 5 марта. Министр сообщил, что переговоры состоятся в среду. \"Мы готовы\", сказал он журналистам.\n"
	kanji    = "外相は水曜日、記者団に「準備はできている」と述べた。会談は来月に行われる。\n"
)

// utf16Bytes encodes a text in UTF-16, with or without a byte order mark.
func utf16Bytes(s string, big, mark bool) []byte {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var out []byte
	for _, u := range units {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// TestCharacterSets checks that the same text comes out of every character set.
func TestCharacterSets(t *testing.T) {
	encode := func(cm *charmap.Charmap, s string) []byte {
		b, err := cm.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(strings.Repeat(kanji, 3)))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"utf-8":                 {[]byte(latin), latin},
		"utf-8 with a mark":     {[]byte("\ufeff" + latin), latin},
		"windows-1252":          {encode(charmap.Windows1252, latin), latin},
		"windows-1251":          {encode(charmap.Windows1251, cyrillic), cyrillic},
		"koi8-r":                {encode(charmap.KOI8R, strings.Repeat(cyrillic, 3)), strings.Repeat(cyrillic, 3)},
		"shift-jis":             {sjis, strings.Repeat(kanji, 3)},
		"utf-16 le with a mark": {utf16Bytes(latin, false, true), latin},
		"utf-16 be with a mark": {utf16Bytes(latin, true, true), latin},
		"utf-16 le without":     {utf16Bytes(latin, false, false), latin},
		"utf-16 be without":     {utf16Bytes(latin, true, false), latin},
		"utf-16 le, Cyrillic":   {utf16Bytes(cyrillic, false, false), cyrillic},
		"utf-16 be, Cyrillic":   {utf16Bytes(cyrillic, true, false), cyrillic},
		"utf-8 with a broken byte": {[]byte(strings.Replace(latin, "harbour", "harb\xffour", 1)),
			strings.Replace(latin, "harbour", "harb\ufffdour", 1)},
	} {
		text, _, err := Decode(c.raw, "")
		if err != nil || text != c.want {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		stream, err := io.ReadAll(Reader(bytes.NewReader(c.raw), Hint{}))
		if err != nil || strings.ToValidUTF8(string(stream), "\ufffd") != c.want {
			t.Errorf("%s, as a stream: %q, %v", name, stream, err)
		}
	}
}

func FuzzDecodePage(f *testing.F) {
	f.Add([]byte("<html><head><meta charset=\"koi8-r\"><title>x</title>"), "text/html; charset=koi8-r")
	f.Add([]byte("\xff\xfe<\x00p\x00"), "")
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		_, _ = DecodePage(raw, Hint{ContentType: contentType})
	})
}
