//go:build arm64 && !purego

package kernel

import "golang.org/x/sys/cpu"

// Paths returns the paths of this processor, slowest first.
func Paths() []Path {
	paths := []Path{Plain}
	if cpu.ARM64.HasASIMDDP {
		paths = append(paths, SDOT)
	}
	return paths
}

// dotsNEON computes the dot products of four rows with the sixteen columns of a panel, for
// steps groups of sixteen inputs; width is the row stride.
//
//go:noescape
func dotsNEON(acc *[4][Lanes]int32, rows *uint8, width int, panel *int8, steps int)

func (p Path) mul(dst []float32, stride int, r *Rows, m *Matrix) {
	if p == Plain {
		mulPlain(dst, stride, r, m)
		return
	}
	rows, width := 4, r.width
	if r.n < rows {
		rows, width = 1, 0 // the same row four times
	}
	var acc [4][Lanes]int32
	for o := 0; o < m.out; o += Lanes {
		for n := 0; n < r.n; n += rows {
			first := min(n, r.n-rows)
			dotsNEON(&acc, &r.data[first*r.width], width, &m.data[o*m.in], m.in/Lanes)
			for i := range rows {
				m.finish(dst[(first+i)*stride+o:], &acc[i], o, r.step[first+i], r.zero[first+i])
			}
		}
	}
}
