package readout

// Version is a hash of the sources and tables of every package of the reader, without comments
// and tests, and of its weights. It changes whenever a record of the same bytes may change, so
// that old records can be found and read again. go generate writes it, and a test checks it.
const Version = "fb28255b40eb"
