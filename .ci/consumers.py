"""Opens what `readout export` wrote with the programs that people open it with.

    consumers.py FOLDER

FOLDER holds s.csv, s.xlsx, s.parquet, s.ics, s.csl.json, s.bib, s.jsonl and site.db of one
ledger. Needs duckdb, datasette, openpyxl and icalendar of PyPI, and pandoc.
"""
import csv
import json
import pathlib
import sqlite3
import subprocess
import sys

import duckdb
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
word = next(w for w in rows[0]["content"].split() if w.isalpha() and len(w) > 5)
found = subprocess.run(["datasette", folder / "site.db", "-m", folder / "site.metadata.json", "--get", f"/site/statements.json?_search={word}&_shape=array"],
                       capture_output=True, check=True)
assert json.loads(found.stdout), f"Datasette finds no {word!r}"
page = subprocess.run(["datasette", folder / "site.db", "-m", folder / "site.metadata.json", "--get", "/site/statements"], capture_output=True, check=True, text=True).stdout
assert 'name="_search"' in page and "Who said what" in page and "speaker" in page
print(f"{len(rows)} statements, {len(events)} events: opened by duckdb, openpyxl, icalendar, pandoc, sqlite3 and datasette")
