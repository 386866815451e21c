package weights

import _ "embed"

//go:embed attribution.bin
var attribution []byte

// Attribution is the weight file of package attribution. It must not be changed.
func Attribution() []byte { return attribution }
