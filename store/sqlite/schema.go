package sqlite

import (
	"readout/store"
	"readout/store/query"
)

// migrations are run in order, each in its own transaction; PRAGMA user_version
// counts those done. One that has been released is never edited.
//
// Merging eight segments at a time instead of four spares a third of the merging and
// costs searches nothing that was measured (300,000 articles, docs/benchmarks/ledger.md).
//
// row_index holds no text of its own: content=” keeps postings only, and a row is
// taken out by giving its words again, which are made from the record.
var migrations = []string{`
CREATE TABLE reader (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE article (
  id INTEGER PRIMARY KEY, outlet TEXT NOT NULL, ident TEXT NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0,  -- the decision that took it down
  UNIQUE (outlet, ident));
CREATE TABLE version (
  id INTEGER PRIMARY KEY,             -- day << 20 | number within the day
  article INTEGER NOT NULL REFERENCES article(id),
  arrival INTEGER NOT NULL UNIQUE,
  sha256 BLOB NOT NULL,
  since TEXT NOT NULL, until TEXT NOT NULL,
  ingested INTEGER NOT NULL,
  notice TEXT NOT NULL, headline TEXT NOT NULL,
  reader INTEGER NOT NULL REFERENCES reader(id),
  statements INTEGER NOT NULL, events INTEGER NOT NULL);
CREATE INDEX version_article ON version(article);
CREATE TABLE body (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE agent (id INTEGER PRIMARY KEY, key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  data TEXT NOT NULL);
CREATE INDEX agent_key ON agent(key);
CREATE TABLE event (id INTEGER PRIMARY KEY, time TEXT NOT NULL, data BLOB NOT NULL);
CREATE INDEX event_time ON event(time) WHERE time <> '';
CREATE VIRTUAL TABLE event_index USING fts5(terms, content='', columnsize=0, tokenize="ascii tokenchars '@%&#~'");
CREATE VIRTUAL TABLE row_index USING fts5(terms, content='', columnsize=0, tokenize="ascii tokenchars '@%&#~'");
INSERT INTO row_index(row_index, rank) VALUES ('hashsize', 16000000);
INSERT INTO row_index(row_index, rank) VALUES ('automerge', 8);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID; -- every word of row_index, to find those with a prefix
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
  undoes INTEGER NOT NULL, why TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE fact (
  key TEXT NOT NULL, name TEXT NOT NULL, wikidata TEXT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
  country TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (key, wikidata, role, since, until, source)) WITHOUT ROWID;
CREATE INDEX fact_wikidata ON fact(wikidata);
`, `
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID; -- see replaced
`, `
-- see store.Chain
CREATE TABLE link (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER NOT NULL, item BLOB NOT NULL,
  body BLOB NOT NULL, hash BLOB NOT NULL);
-- the end of the chain
CREATE TABLE chain (one INTEGER PRIMARY KEY CHECK (one = 1), n INTEGER NOT NULL, hash BLOB NOT NULL,
  facts BLOB NOT NULL);
-- a proof of the days: nothing else would tell that they are not what was seen
ALTER TABLE agent ADD COLUMN proof INTEGER NOT NULL DEFAULT 0;
UPDATE agent SET proof = first * 1000003 + last;
`, `
-- see indexes: what is in the ledger by now, earlier rules wrote
INSERT INTO state SELECT 'indexes',
  CASE WHEN EXISTS (SELECT 1 FROM version) THEN '1' ELSE '` + store.IndexRules + `' END;
`, query.Overviews, `
-- a dossier looks up hundreds of keys, each of them in every segment
INSERT INTO event_index(event_index, rank) VALUES ('automerge', 2);
`}

// indexes is the key of state that says by which rules the terms in the indexes were made. To take terms out, an
// index without texts is told them once more, and by other rules they would be others.
const indexes = "indexes"

// replaced is the key of state that is there while pages of the indexes may hold
// words of readings that were replaced, marked as gone.
const replaced = "replaced"
