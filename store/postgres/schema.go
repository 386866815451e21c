package postgres

import "readout/store/query"

// migrations are run in order, each in its own transaction; the table
// readout_schema counts those done. One that has been released is never edited.
//
// The tables are those of package sqlite, but for what rows are found by. Here
// body.terms holds the terms of all rows of a version, a line a row, and the index
// is over the terms of all of them together, each once: PostgreSQL says which
// articles may hold a hit, and Go which rows are one. An index over each row takes
// three times the room and, having no order, reads all hits of a common word to
// give the newest.
//
// PostgreSQL's own parsers and dictionaries never see a text, so that both
// databases find the same. Keys go into the index without their last letter, which
// stands there as a word: a million of them that many articles share take a tenth
// of the room of thirty million, and the rows tell them apart. The cost keeps the
// planner from working terms out that the index has. Terms of more than 900,000
// bytes are too many for a tsvector: such an article is looked through every time.
var migrations = []string{`
CREATE TABLE reader (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE article (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, outlet text COLLATE "C" NOT NULL, ident text COLLATE "C" NOT NULL,
  erased bigint NOT NULL DEFAULT 0,
  UNIQUE (outlet, ident));
CREATE TABLE version (
  id bigint PRIMARY KEY,
  article bigint NOT NULL,
  arrival bigint NOT NULL UNIQUE,
  sha256 bytea NOT NULL,
  since text COLLATE "C" NOT NULL, until text COLLATE "C" NOT NULL,
  ingested bigint NOT NULL,
  notice text NOT NULL, headline text NOT NULL,
  reader bigint NOT NULL,
  statements int NOT NULL, events int NOT NULL);
CREATE INDEX version_article ON version(article);
CREATE TABLE body (id bigint PRIMARY KEY, data bytea NOT NULL, terms text NOT NULL);
ALTER TABLE body ALTER COLUMN data SET STORAGE EXTERNAL; -- it is compressed already
-- compressed where the server has it
DO $$ BEGIN ALTER TABLE body ALTER COLUMN terms SET COMPRESSION lz4; EXCEPTION WHEN OTHERS THEN NULL; END $$;
CREATE FUNCTION readout_terms(terms text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100000 AS $$
BEGIN
  IF octet_length(terms) > 900000 THEN
    RETURN array_to_tsvector(ARRAY['!']);
  END IF;
  RETURN array_to_tsvector(array_remove(string_to_array(translate(terms, E'\n/', '  '), ' '), ''));
END $$;
CREATE INDEX body_terms ON body USING gin (readout_terms(terms));
CREATE TABLE agent (id bigint PRIMARY KEY, key text COLLATE "C" NOT NULL, first int NOT NULL, last int NOT NULL,
  data text NOT NULL);
CREATE INDEX agent_key ON agent(key);
CREATE TABLE event (id bigint PRIMARY KEY, time text COLLATE "C" NOT NULL, data bytea NOT NULL,
  terms tsvector NOT NULL);
CREATE INDEX event_time ON event(time) WHERE time <> '';
CREATE INDEX event_terms ON event USING gin (terms);
CREATE TABLE decision (
  id bigint PRIMARY KEY, at text NOT NULL, who text NOT NULL, kind text NOT NULL,
  undoes bigint NOT NULL, why text NOT NULL, data text NOT NULL);
CREATE TABLE fact (
  key text COLLATE "C" NOT NULL, name text NOT NULL, wikidata text COLLATE "C" NOT NULL, kind text NOT NULL,
  role text COLLATE "C" NOT NULL,
  country text NOT NULL, since int NOT NULL, until int NOT NULL, source text COLLATE "C" NOT NULL,
  PRIMARY KEY (key, wikidata, role, since, until, source));
CREATE INDEX fact_wikidata ON fact(wikidata);
`, `
CREATE TABLE day (day int PRIMARY KEY, next int NOT NULL); -- the next number within a day
INSERT INTO day SELECT id >> 20, max(id & 1048575) + 1 FROM version GROUP BY 1;
`, `
-- see store.Chain
CREATE TABLE link (n bigint PRIMARY KEY, kind text NOT NULL, ref bigint NOT NULL, item bytea NOT NULL,
  body bytea NOT NULL, hash bytea NOT NULL);
-- the end of the chain
CREATE TABLE chain (one int PRIMARY KEY CHECK (one = 1), n bigint NOT NULL, hash bytea NOT NULL, facts bytea NOT NULL);
-- a proof of the days: nothing else would tell that they are not what was seen
ALTER TABLE agent ADD COLUMN proof bigint NOT NULL DEFAULT 0;
UPDATE agent SET proof = first::bigint * 1000003 + last;
`, query.Overviews}
