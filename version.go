package readout

// Version names what this reader reads with: a hash of the sources and tables of every
// package it is made of, comments and tests apart, and of its weights. It changes
// whenever a record of the same bytes may change, so that old records are found and
// read again. go generate writes it, and a test holds it.
const Version = "68acf127c168"
