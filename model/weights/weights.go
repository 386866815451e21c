// Package weights embeds the weight files of the learned passes.
//
// Nothing comes in; out go the bytes of each file, as model.Open reads them. The
// one idea: weights are part of the program, so a reading never looks for files.
package weights
