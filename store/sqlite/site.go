package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
)

// Site is a SQLite file for people to look at, in Datasette for instance: plain
// tables with names one can read, foreign keys and a full-text index. It is no
// ledger and cannot be opened as one.
type Site struct {
	path string
	db   *sql.DB
	tx   *sql.Tx
	stmt map[string]*sql.Stmt
}

// siteSchema is written for readers, not for size.
const siteSchema = `
CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT);
CREATE TABLE articles (
  id TEXT PRIMARY KEY, outlet TEXT, headline TEXT, url TEXT, published TEXT, until TEXT, notice TEXT,
  sha256 TEXT,
  text TEXT REFERENCES texts(sha256));
CREATE TABLE people (
  id TEXT PRIMARY KEY, name TEXT, kind TEXT, role TEXT, country TEXT, first TEXT, last TEXT, statements INTEGER,
  utterances INTEGER);
CREATE TABLE utterances (
  id TEXT PRIMARY KEY, speaker TEXT, person TEXT REFERENCES people(id), content TEXT, said TEXT, reports INTEGER,
  outlets INTEGER,  first TEXT REFERENCES articles(id), link TEXT);
CREATE TABLE statements (
  id TEXT PRIMARY KEY, article TEXT REFERENCES articles(id), speaker TEXT, role TEXT, country TEXT, agent TEXT,
  content TEXT, kind TEXT, act TEXT, attitude TEXT, commitment TEXT, status TEXT, said TEXT, cue TEXT, source TEXT,
  audience TEXT, occasion TEXT,
  spans TEXT, score REAL, utterance TEXT REFERENCES utterances(id), link TEXT);
CREATE TABLE speakers (
  statement TEXT REFERENCES statements(id), person TEXT REFERENCES people(id), called TEXT,
  PRIMARY KEY (statement, person));
CREATE TABLE events (id TEXT PRIMARY KEY, name TEXT, type TEXT, status TEXT, time TEXT, place TEXT,
  participants TEXT, reports INTEGER);
CREATE TABLE slots (
  event TEXT REFERENCES events(id), slot TEXT, item TEXT, status TEXT, value TEXT, said_by TEXT, side TEXT,
  said TEXT, published TEXT,
  statement TEXT REFERENCES statements(id), article TEXT REFERENCES articles(id), withdrawn INTEGER, restated INTEGER);
CREATE VIRTUAL TABLE statements_fts USING fts5(content, speaker, content="statements");
CREATE VIRTUAL TABLE texts_fts USING fts5(text, content="texts");
`

// siteIndexes also leaves out references to what is not in the file: the texts of replaced
// versions, the statements that were not asked for.
const siteIndexes = `
INSERT INTO statements_fts(statements_fts) VALUES ('rebuild');
INSERT INTO texts_fts(texts_fts) VALUES ('rebuild');
UPDATE articles SET text = sha256 WHERE sha256 IN (SELECT sha256 FROM texts);
UPDATE slots SET statement = NULL WHERE statement NOT IN (SELECT id FROM statements);
CREATE INDEX articles_text ON articles(text);
CREATE INDEX statements_utterance ON statements(utterance);
CREATE INDEX speakers_person ON speakers(person);
CREATE INDEX utterances_person ON utterances(person, said);
CREATE INDEX statements_speaker ON statements(speaker, said);
CREATE INDEX statements_said ON statements(said);
CREATE INDEX slots_event ON slots(event, said);
`

// NewSite makes the file. There must be none yet.
func NewSite(ctx context.Context, path string) (*Site, error) {
	if _, err := os.Stat(path); err == nil {
		return nil, fmt.Errorf("sqlite: writing %s: %w", path, os.ErrExist)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, wrap("writing "+path, err)
	}
	db.SetMaxOpenConns(1)
	s := &Site{path: path, db: db, stmt: map[string]*sql.Stmt{}}
	if s.tx, err = db.BeginTx(ctx, nil); err == nil {
		_, err = s.tx.ExecContext(ctx, siteSchema)
	}
	if err != nil {
		return nil, errors.Join(wrap("writing "+path, err), db.Close())
	}
	return s, nil
}

// Add adds a row to one of the tables of the schema, its columns in order. A row
// whose key is there already is left alone.
func (s *Site) Add(ctx context.Context, table string, values ...any) error {
	stmt := s.stmt[table]
	if stmt == nil {
		var err error
		q := "INSERT OR IGNORE INTO " + table + " VALUES (?" + strings.Repeat(", ?", len(values)-1) + ")"
		if stmt, err = s.tx.PrepareContext(ctx, q); err != nil {
			return wrap("writing "+s.path, err)
		}
		s.stmt[table] = stmt
	}
	_, err := stmt.ExecContext(ctx, values...)
	return wrap("writing "+s.path, err)
}

// Finish makes the indexes and closes the file.
func (s *Site) Finish(ctx context.Context) error {
	_, err := s.tx.ExecContext(ctx, siteIndexes)
	if err == nil {
		err = s.tx.Commit()
	}
	return wrap("writing "+s.path, errors.Join(err, s.db.Close()))
}

// Abandon closes the file and removes it.
func (s *Site) Abandon() error {
	return errors.Join(s.tx.Rollback(), s.db.Close(), os.Remove(s.path))
}
