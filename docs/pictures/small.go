//go:build ignore

// Command small writes a PNG with at most 96 colours, the most frequent ones: a
// picture of a page needs no more.
package main

import (
	"cmp"
	"image"
	"image/color"
	"image/png"
	"log"
	"os"
	"slices"
)

func main() {
	in, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	picture, err := png.Decode(in)
	if err != nil {
		log.Fatal(err)
	}
	counts := map[color.RGBA]int{}
	b := picture.Bounds()
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA) }
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			counts[at(x, y)]++
		}
	}
	// Of colours next to each other only the most frequent is taken.
	var all []color.RGBA
	for c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(x, y color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x.R, y.R), cmp.Compare(x.G, y.G), cmp.Compare(x.B, y.B))
	})
	var palette color.Palette
	for _, c := range all {
		near := slices.ContainsFunc(palette, func(o color.Color) bool {
			p := o.(color.RGBA)
			return abs(p.R, c.R)+abs(p.G, c.G)+abs(p.B, c.B) < 18
		})
		if !near {
			palette = append(palette, c)
		}
		if len(palette) == 96 {
			break
		}
	}
	out := image.NewPaletted(b, palette)
	index := map[color.RGBA]uint8{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := at(x, y)
			i, ok := index[c]
			if !ok {
				i = uint8(palette.Index(c))
				index[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	f, err := os.Create(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(f, out); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

func abs(x, y uint8) int { return max(int(x), int(y)) - min(int(x), int(y)) }
