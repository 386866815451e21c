package weights

import _ "embed"

//go:embed syntax.bin
var syntax []byte

// Syntax is the weight file of package syntax. It must not be changed.
func Syntax() []byte { return syntax }
