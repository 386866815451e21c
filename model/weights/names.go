package weights

import _ "embed"

//go:embed names.bin
var names []byte

//go:embed coref.bin
var coref []byte

// Names is the weight file of package entity's name finder. It must not be changed.
func Names() []byte { return names }

// Coref is the weight file of package entity's coreference ranker. It must not be
// changed.
func Coref() []byte { return coref }
