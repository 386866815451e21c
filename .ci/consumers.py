"""Opens what `readout export` wrote with the programs that people open it with.

    consumers.py FOLDER

FOLDER holds demo.db and what was written of it: s.csv, s.xlsx, s.parquet, s.ics, s.csl.json,
s.bib, s.jsonl and site.db; and s.conllu of one report. Needs duckdb, datasette, openpyxl,
icalendar, feedparser and conllu of PyPI, pandoc, and readout itself for its feeds.
"""
import csv
import json
import pathlib
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import conllu
import duckdb
import feedparser
import icalendar
import openpyxl

folder = pathlib.Path(sys.argv[1])
rows = list(csv.DictReader(open(folder / "s.csv", encoding="utf-8")))
assert rows, "the CSV is empty"
assert len(open(folder / "s.jsonl", encoding="utf-8").readlines()) == len(rows)

table = duckdb.sql(f"SELECT * FROM '{folder / 's.parquet'}'")
kinds = dict(zip(table.columns, map(str, table.types)))
assert kinds["said"] == kinds["said_on"] == "DATE", kinds
count, known = duckdb.sql(f"SELECT count(*), count(said_on) FROM '{folder / 's.parquet'}'").fetchall()[0]
assert count == len(rows) and known == sum(r["said_on"] != "" for r in rows), (count, known)

sheet = openpyxl.load_workbook(folder / "s.xlsx", read_only=True)["Statements"]
cells = list(sheet.iter_rows(values_only=True))
assert len(cells) == len(rows) + 1 and cells[0][0] == "id" and cells[1][0] == rows[0]["id"]

calendar = icalendar.Calendar.from_ical((folder / "s.ics").read_bytes())
events = list(calendar.walk("VEVENT"))
assert events and all(e["UID"] and e["DTSTART"] for e in events)

for name, kind in (("s.csl.json", "csljson"), ("s.bib", "bibtex")):
    out = subprocess.run(["pandoc", "-f", kind, "-t", "csljson", folder / name], capture_output=True, check=True)
    items = json.loads(out.stdout)
    assert len(items) == len(rows), (name, len(items))
    for item in items:
        assert item["container-title"] and item["title"] and item["issued"]["date-parts"][0][0] > 1900, item

db = sqlite3.connect(folder / "site.db")
assert db.execute("SELECT count(*) FROM statements").fetchone()[0] == len(rows)
assert not db.execute("PRAGMA foreign_key_check").fetchall(), "a row points to none"


def datasette(path):
    """What Datasette answers at a path."""
    command = ["datasette", folder / "site.db", "-m", folder / "site.metadata.json", "--get", path]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


word = next(w for w in rows[0]["content"].split() if w.isalpha() and len(w) > 5)
found = json.loads(datasette(f"/site/statements.json?_search={word}&_shape=array&_labels=on"))
assert found, f"Datasette finds no {word!r}"
assert found[0]["utterance"]["value"] and found[0]["article"]["label"], found[0]
assert found[0]["link"].startswith("https://") and "#:~:text=" in found[0]["link"], found[0]
page = datasette("/site/statements")
assert 'name="_search"' in page and "Who said what" in page and "speaker" in page
assert "/site/utterances/" in page and "/site/articles/" in page and "#:~:text=" in page

people = json.loads(datasette("/site/people.json?_shape=array&_sort_desc=statements"))
assert people and people[0]["statements"] >= people[0]["utterances"] > 0 and people[0]["name"], people[:1]
page = datasette(f"/site/people/{people[0]['id']}")
assert "/site/speakers?person=" in page and "/site/utterances?person=" in page, "no way from a person to the words"
utterances = json.loads(datasette("/site/utterances.json?_shape=array&_sort_desc=reports"))
assert utterances and utterances[0]["reports"] > 1 and utterances[0]["content"], utterances[:1]
texts = json.loads(datasette(f"/site/texts.json?_search={word}&_shape=array"))
assert texts and all(word.lower() in t["text"].lower() for t in texts), f"no text has {word!r}"

# Sentences as treebanks have them: words in order, one root, no circle, the text its words.
sentences = conllu.parse((folder / "s.conllu").read_text(encoding="utf-8"))
assert len(sentences) > 5
for sentence in sentences:
    heads = {token["id"]: token["head"] for token in sentence}
    assert list(heads) == list(range(1, len(heads) + 1)) and list(heads.values()).count(0) == 1, sentence.metadata
    for at in heads:
        steps = 0
        while at:
            at, steps = heads[at], steps + 1
            assert steps <= len(heads), sentence.metadata
    text = "".join(t["form"] + ("" if t["misc"].get("SpaceAfter") == "No" else " ") for t in sentence)
    assert text.strip() == sentence.metadata["text"] and all(t["upos"] and t["lemma"] for t in sentence), sentence.metadata

# The feeds of the server, as feed readers take them.
address = "127.0.0.1:18087"
server = subprocess.Popen(["readout", "serve", "--db", folder / "demo.db", "--listen", address], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def feed(path):
    """What feedparser makes of a feed, once the server is up."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"http://{address}/feeds/{path}") as answer:
                return feedparser.parse(answer.read(), response_headers={"content-type": answer.headers["Content-Type"]})
        except urllib.error.HTTPError:
            raise
        except OSError:
            assert server.poll() is None, "readout serve ended"
            time.sleep(0.5)
    raise AssertionError("readout serve does not answer")


event = db.execute("SELECT id FROM events ORDER BY reports DESC").fetchone()[0]
entries = 0
try:
    for path in (f"search.atom?q={word}", "stream.atom", f"person/{people[0]['id']}.atom", f"event/{event}.atom"):
        got = feed(path)
        assert not got.bozo and got.version == "atom10" and got.feed.title and got.entries, (path, got.get("bozo_exception"), got.version)
        assert len({e.id for e in got.entries}) == len(got.entries), path
        for entry in got.entries:
            assert entry.title and entry.link.startswith("http") and entry.updated_parsed and entry.summary, (path, entry)
        entries += len(got.entries)
finally:
    server.terminate()
    server.wait()

print(f"{len(rows)} statements, {len(events)} events, {len(people)} people, {len(utterances)} utterances, {len(sentences)} sentences, {entries} entries of feeds: "
      "opened by duckdb, openpyxl, icalendar, pandoc, sqlite3, datasette, conllu and feedparser")
