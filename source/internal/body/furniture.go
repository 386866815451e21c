package body

import "bytes"

// furnitureOpenings are the beginnings, in lower case, of lines that publishers insert among
// an article's paragraphs.
var furnitureOpenings = []string{
	"advertisement", "read more", "read also", "also read", "read next", "read this", "related:", "related story",
	"related stories", "related article", "more:", "see also", "see more", "see related", "recommended", "sign up",
	"subscribe", "follow us", "follow @", "click here", "watch:", "watch now", "watch the", "listen:", "share this",
	"share on", "share:", "tweet this", "like us", "download the", "download our", "get the latest", "get our",
	"get breaking", "copyright", "©", "all rights reserved", "filed under", "tags:", "tagged", "topics:", "photo:",
	"photos:", "image:", "image credit", "picture:", "video:", "source:", "loading", "story continues",
	"article continues", "continue reading", "comments", "leave a comment", "view comments", "show comments",
	"join the conversation", "don't miss", "don’t miss", "editor's picks", "most read", "trending", "scroll down", "swipe",
	"sponsored", "promoted", "disclosure:", "support our", "donate", "by signing up", "enter your email", "your email",
	"please enter", "thank you for subscribing", "we use cookies", "this site uses cookies", "this website uses",
	"by continuing", "skip to", "back to top", "print this", "email this", "report a typo", "have a tip", "contact us",
	"you may also like", "you might also like", "more from", "more on ", "posted in", "posted by", "next:", "previous:",
	"advert", "this slideshow requires", "all quotes delayed",
}

// IsFurniture reports whether a chunk is furniture: the publisher's words, not the article's.
func IsFurniture(text []byte, k *Chunk) bool {
	if len(text) > 220 {
		return false
	}
	var buf [48]byte
	n := lowerInto(buf[:], text)
	low := buf[:n]
	for _, o := range furnitureOpenings {
		if len(o) <= n && string(low[:len(o)]) == o {
			// "Sponsored terrorism …" is a sentence; a label is short or linked.
			return len(text) < 40 || k.Link*3 > k.Len() || o[len(o)-1] == ':' || !EndsSentence(text)
		}
	}
	return IsCredit(text) || isContact(low, text) || isDesk(text)
}

// IsCredit reports whether a line ends with a picture credit: "(Image: …)".
func IsCredit(text []byte) bool {
	if !bytes.HasSuffix(text, []byte(")")) {
		return false
	}
	open := bytes.LastIndexByte(text, '(')
	if open < 0 {
		return false
	}
	var buf [16]byte
	low := buf[:lowerInto(buf[:], text[open+1:])]
	for _, w := range []string{"image", "photo", "picture", "pic:", "credit", "getty", "©", "video", "screenshot",
		"screengrab", "source:"} {
		if bytes.HasPrefix(low, []byte(w)) {
			return true
		}
	}
	return false
}

// isContact reports whether a line says how to contact the author.
func isContact(low, text []byte) bool {
	for _, w := range []string{"write to ", "email ", "e-mail ", "reach ", "follow ", "contact "} {
		if bytes.HasPrefix(low, []byte(w)) {
			return bytes.IndexByte(text, '@') > 0 || bytes.Contains(text, []byte("twitter"))
		}
	}
	return false
}

// isDesk reports whether a line is a desk credit: "(Reporting by …; Editing by …)".
func isDesk(text []byte) bool {
	var buf [24]byte
	text = bytes.TrimLeft(text, "(*")
	low := buf[:lowerInto(buf[:], text)]
	for _, w := range []string{"reporting by ", "editing by ", "writing by ", "additional reporting by "} {
		if bytes.HasPrefix(low, []byte(w)) {
			return true
		}
	}
	return false
}

// lowerInto copies the beginning of s to dst in lower case and returns the number of bytes
// copied.
func lowerInto(dst, s []byte) int {
	n := copy(dst, s)
	for i, b := range dst[:n] {
		if b >= 'A' && b <= 'Z' {
			dst[i] = b | 0x20
		}
	}
	return n
}
