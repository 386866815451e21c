package postgres

// migrations are run in order, each in its own transaction; the table
// readout_schema counts those done. One that has been released is never edited.
//
// The columns are those of package sqlite. A row's terms are a tsvector that Go
// writes: PostgreSQL's own parsers and dictionaries never see a text, so that both
// databases find the same.
var migrations = []string{`
CREATE TABLE reader (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE article (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, outlet text COLLATE "C" NOT NULL, ident text COLLATE "C" NOT NULL,
  erased bigint NOT NULL DEFAULT 0,
  UNIQUE (outlet, ident));
CREATE TABLE version (
  id bigint PRIMARY KEY,
  article bigint NOT NULL REFERENCES article(id),
  arrival bigint NOT NULL UNIQUE,
  sha256 bytea NOT NULL,
  since text COLLATE "C" NOT NULL, until text COLLATE "C" NOT NULL,
  ingested bigint NOT NULL,
  notice text NOT NULL, headline text NOT NULL,
  reader bigint NOT NULL REFERENCES reader(id),
  statements int NOT NULL, events int NOT NULL);
CREATE INDEX version_article ON version(article);
CREATE TABLE body (id bigint PRIMARY KEY, data bytea NOT NULL);
ALTER TABLE body ALTER COLUMN data SET STORAGE EXTERNAL; -- it is compressed already
CREATE TABLE agent (id bigint PRIMARY KEY, key text COLLATE "C" NOT NULL, first int NOT NULL, last int NOT NULL, data text NOT NULL);
CREATE INDEX agent_key ON agent(key);
CREATE TABLE event (id bigint PRIMARY KEY, time text COLLATE "C" NOT NULL, data bytea NOT NULL, terms tsvector NOT NULL);
CREATE INDEX event_time ON event(time) WHERE time <> '';
CREATE INDEX event_terms ON event USING gin (terms);
CREATE TABLE row_index (id bigint PRIMARY KEY, terms tsvector NOT NULL);
CREATE INDEX row_terms ON row_index USING gin (terms);
CREATE TABLE decision (
  id bigint PRIMARY KEY, at text NOT NULL, who text NOT NULL, kind text NOT NULL,
  undoes bigint NOT NULL, why text NOT NULL, data text NOT NULL);
CREATE TABLE fact (
  key text COLLATE "C" NOT NULL, name text NOT NULL, wikidata text COLLATE "C" NOT NULL, kind text NOT NULL, role text COLLATE "C" NOT NULL,
  country text NOT NULL, since int NOT NULL, until int NOT NULL, source text COLLATE "C" NOT NULL,
  PRIMARY KEY (key, wikidata, role, since, until, source));
CREATE INDEX fact_wikidata ON fact(wikidata);
`}
