package text

import "readout/doc"

// Quote fills d.Quotes and Token.Quote for a doc that already has tokens and sentences, such
// as one from a treebank.
func Quote(d *doc.Doc) {
	all := d.Tokens
	q := quoter{d: d}
	for s := 0; s < len(d.Sentences); {
		first, block := d.Sentences[s].FirstToken, d.Sentences[s].Block
		for s < len(d.Sentences) && d.Sentences[s].Block == block {
			s++
		}
		d.Tokens = all[:d.Sentences[s-1].EndToken]
		q.block(d.Article.Blocks[block].Kind, first)
	}
	q.end()
}
