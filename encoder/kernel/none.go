//go:build (!amd64 && !arm64) || purego

package kernel

// Paths returns the paths of this processor, slowest first.
func Paths() []Path { return []Path{Plain} }

func (p Path) mul(dst []float32, stride int, r *Rows, m *Matrix) { mulPlain(dst, stride, r, m) }
