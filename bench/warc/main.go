// Command warc generates a large archive of invented pages, and measures how fast and with how
// much memory its records are read.
//
//	go run ./warc -make /tmp/big.warc.gz -size 1000
//	go run ./warc -read /tmp/big.warc.gz
//	go run ./warc -read /tmp/big.warc.gz -articles
//	go run ./warc -read /tmp/big.warc.gz -cut 123456789
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/klauspost/compress/zstd"

	"readout/source/warc"
)

func main() {
	makeFile := flag.String("make", "", "archive to make; .zst for zstd, otherwise gzip per record")
	size := flag.Int("size", 1000, "its size in MB")
	read := flag.String("read", "", "archive to read")
	articles := flag.Bool("articles", false, "also read each record's article")
	cut := flag.Int64("cut", 0, "drop 1000 bytes at this offset")
	flag.Parse()
	log.SetFlags(0)
	runtime.GOMAXPROCS(1)
	var err error
	switch {
	case *makeFile != "":
		err = makeArchive(*makeFile, int64(*size)*1e6)
	case *read != "":
		err = readArchive(*read, *articles, *cut)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal("warc: ", err)
	}
}

// counter counts the bytes written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

func makeArchive(name string, size int64) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	buffered := bufio.NewWriterSize(f, 1<<20)
	c := &counter{w: buffered}
	write := warc.NewWriter(c).Write
	if strings.HasSuffix(name, ".zst") {
		enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return err
		}
		write = func(rec *warc.Record) error {
			head := fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Length: %d\r\n\r\n", rec.Type, rec.Target, rec.Date, len(rec.Block))
			_, err := c.Write(enc.EncodeAll([]byte(head+string(rec.Block)+"\r\n\r\n"), nil))
			return err
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	words := vocabulary(r)
	n := 0
	for ; c.n < size; n++ {
		rec := &warc.Record{Type: warc.Response, Target: fmt.Sprintf("https://news%d.ostby.example/2021/05/26/%d", n%50, n), Date: "2021-05-26T10:00:00Z",
			Block: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(r, words, n))}
		if err := write(rec); err != nil {
			return err
		}
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	fmt.Printf("made %s: %d records, %.1f MB\n", name, n, float64(c.n)/1e6)
	return f.Close()
}

// vocabulary returns invented words; the first ones are used most.
func vocabulary(r *rand.Rand) []string {
	const on, in = "bcdfghjklmnprstvw", "aeiou"
	words := make([]string, 20000)
	for i := range words {
		var sb strings.Builder
		for range 1 + r.IntN(4) {
			sb.WriteByte(on[r.IntN(len(on))])
			sb.WriteByte(in[r.IntN(len(in))])
			if r.IntN(3) == 0 {
				sb.WriteByte(on[r.IntN(len(on))])
			}
		}
		words[i] = sb.String()
	}
	return words
}

// page returns about 60 kB of HTML with an article of 700 words.
func page(r *rand.Rand, words []string, n int) string {
	var sb strings.Builder
	word := func() string {
		f := r.Float64()
		return words[int(f*f*f*float64(len(words)))]
	}
	fmt.Fprintf(&sb, "<!DOCTYPE html><html lang=en><head><title>Item %d %s</title><script>", n, word())
	for range 300 {
		fmt.Fprintf(&sb, "window.%s=window.%s||{};%s.push({id:%d,key:\"%x\"});", word(), word(), word(), r.IntN(1e6), r.Uint64())
	}
	sb.WriteString("</script></head><body><nav><ul>")
	for range 120 {
		fmt.Fprintf(&sb, "<li class=\"nav-item menu-item-%d\"><a href=\"/%s/%s\">%s %s</a></li>\n", r.IntN(9000), word(), word(), word(), word())
	}
	fmt.Fprintf(&sb, "</ul></nav><main><article><h1>%s %s %s %d</h1><div class=\"article-body\">", word(), word(), word(), n)
	for range 22 {
		sb.WriteString("<p>")
		for range 32 {
			sb.WriteString(word() + " ")
		}
		sb.WriteString("said, on Wednesday.</p>\n")
	}
	sb.WriteString("</div></article></main><aside class=\"related\">")
	for range 150 {
		fmt.Fprintf(&sb, "<div class=\"card card--%d\"><a href=\"/%d/%s-%s-%s\"><img src=\"https://img.ostby.example/%x.jpg\" alt=\"%s\"><h3>%s %s %s</h3></a></div>\n",
			r.IntN(40), r.IntN(1e6), word(), word(), word(), r.Uint64(), word(), word(), word(), word())
	}
	sb.WriteString("</aside></body></html>")
	return sb.String()
}

func readArchive(name string, articles bool, cut int64) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	var in io.Reader = f
	if cut > 0 {
		rest, err := os.Open(name)
		if err != nil {
			return err
		}
		defer rest.Close()
		if _, err := rest.Seek(cut+1000, io.SeekStart); err != nil {
			return err
		}
		in = io.MultiReader(io.LimitReader(f, cut), rest)
	}
	start := time.Now()
	records, read, failed := 0, 0, 0
	var plain int64
	for rec, err := range warc.Read(in) {
		var damage *warc.Damage
		if errors.As(err, &damage) {
			fmt.Println(damage)
			continue
		}
		if err != nil {
			return err
		}
		records++
		plain += int64(len(rec.Block))
		if articles && rec.Type == warc.Response {
			if _, err := rec.Article(); err != nil {
				failed++
			} else {
				read++
			}
		}
	}
	took := time.Since(start)
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return err
	}
	cpu := time.Duration(use.Utime.Nano() + use.Stime.Nano())
	fmt.Printf("%d records, %.0f MB compressed, %.0f MB plain in %.1f s (CPU %.1f s): %.1f MB/s compressed, %.1f by CPU; %d articles, %d failed, %.0f/s by CPU; max RSS %d MB\n",
		records, float64(info.Size())/1e6, float64(plain)/1e6, took.Seconds(), cpu.Seconds(), float64(info.Size())/1e6/took.Seconds(), float64(info.Size())/1e6/cpu.Seconds(),
		read, failed, float64(read)/cpu.Seconds(), use.Maxrss/1024)
	return nil
}
