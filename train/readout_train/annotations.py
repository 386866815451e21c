"""Our annotation of news, kept apart from its texts: spans, types and names in the repository, the words in the corpus.

python -m readout_train.annotations pack NEWS OUT FOLDER…     folders of in-*.json and out-*.json to one file of spans
python -m readout_train.annotations invented OUT FOLDER…      reports of our own writing to one file
python -m readout_train.annotations agree NEWS FILE           how far two annotators of the same article agree
"""

from __future__ import annotations

import argparse
import collections
import glob
import gzip
import hashlib
import json
import os

from .corpora import find, resolve_statement, whole


def corpus(path):
    """id -> text, as annotators saw it before cutting: of news with its title before it, of PolNeAR, where that is in the same folder of corpora, as it is."""
    out = {}
    with gzip.open(path, "rt", encoding="utf8") as f:
        for line in f:
            n = json.loads(line)
            t = n["text"]
            out[n["id"]] = (n, t if t.startswith(n["title"][:20]) else n["title"] + "\n\n" + t)
    polnear = os.path.join(os.path.dirname(path), "..", "attribution", "polnear-train.jsonl.gz")
    if os.path.exists(polnear):
        with gzip.open(polnear, "rt", encoding="utf8") as f:
            for line in f:
                n = json.loads(line)
                out[n["id"]] = (n, n["text"])
    return out


def spans_of(text, item):
    at = find(text, item["quote"], item.get("near", ""))
    return list(at) if at else None


def pack_one(a, o, who):
    text = a["text"]
    events = []
    for e in o.get("events", []):
        mentions = [s for q in e["mentions"] for s in [find(text, q)] if s]
        slots = []
        for s in e["slots"]:
            at = spans_of(text, s)
            if at:
                slots.append({"slot": s["slot"], "span": at, "status": s["status"], "said_by": s.get("said_by", []),
                              **({"value": s["value"]} if s["slot"] == "date" or not s.get("value") else {})})
        events.append({"key": e["key"], "type": e["type"], "status": e["status"], "mentions": [list(m) for m in mentions], "participants": e["participants"], "slots": slots})
    sources = [{"span": at, "cue": s.get("cue", ""), "speaker": s.get("speaker") or [], **({"unnamed": True} if s.get("unnamed") else {})}
               for s in o.get("sources", []) for at in [spans_of(text, s)] if at]
    return {"id": a["id"], "annotator": who, "length": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest(), "events": events, "sources": sources}


def pack_statements(a, o):
    out = []
    for s in o["statements"]:
        got = resolve_statement(a["text"], s)
        if got:
            marks = {k: True for k in ("unnamed", "optional", "nested") if s.get(k)}
            out.append({"span": dict(zip(("cue", "source", "content"), got)), "speaker": s.get("speaker") or [], **marks})
    return out


def occurrences(text, quote, inside=""):
    """Spans of a string at word borders; with inside, only the first one in that."""
    if inside:
        at = find(text, quote, inside)
        return [at] if at else []
    return [m.span() for m in whole(quote).finditer(text)]


def pack_names(a, o):
    """Spans of names with their kinds, longest first, none over another."""
    kept = []
    for quote, kind, *inside in sorted(o["names"], key=lambda n: -len(n[0])):
        for s, e in occurrences(a["text"], quote, *inside):
            if not any(over((s, e), k) for k in kept):
                kept.append((s, e, kind))
    return sorted(kept)


def pack_chains(a, o):
    """Spans of the mentions of each chain: numbered ones and such as were added. A numbered one in no chain is a chain of its own."""
    spans = [tuple(s) for s in a["spans"]]
    chains = [[spans[k - 1] for k in chain] for chain in o["chains"]]
    added = [(find(a["text"], m["quote"], m.get("near", "")), m["chain"]) for m in o.get("add", [])]
    for at, chain in added:
        if at:
            chains[chain].append(at)
    listed = {s for c in chains for s in c}
    alone = [[s] for s in spans if s not in listed and not any(at and over(s, at) for at, _ in added)]
    return [sorted(set(c)) for c in chains + alone if c]


def pack(news, out, folders):
    """One row for each annotation of events; statements, names and chains of the same article, which folders of their own may hold, stand in its first row."""
    rows, more = [], {}
    for path in (p for folder in folders for p in sorted(glob.glob(folder + "/out-*.json"))):
        o = json.load(open(path, encoding="utf8"))
        for what, packed in (("statements", pack_statements), ("names", pack_names), ("chains", pack_chains)):
            if what in o:
                with open(path.replace("out-", "in-"), encoding="utf8") as f:
                    more.setdefault(o["id"], {})[what] = packed(json.load(f), o)
    for folder in folders:
        for path in sorted(glob.glob(folder + "/*out-*.json")):
            a = json.load(open(path.replace("out-", "in-"), encoding="utf8"))
            o = json.load(open(path, encoding="utf8"))
            if "events" not in o:
                continue
            assert news[a["id"]][1].startswith(a["text"]), a["id"]
            row = pack_one(a, o, os.path.basename(folder.rstrip("/")))
            rows.append(row | more.pop(a["id"], {}))
    with open(out, "w", encoding="utf8") as f:
        for r in rows:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    if more:
        raise ValueError(f"annotation of articles without events: {sorted(more)[:5]}")
    print(len(rows), "annotations of", len({r["id"] for r in rows}), "articles;", sum(len(r["events"]) for r in rows), "events,",
          sum(len(e["slots"]) for r in rows for e in r["events"]), "slots,", sum(len(r["sources"]) for r in rows), "sources,",
          ", ".join(f"{sum(len(r.get(k, [])) for r in rows)} {k} in {sum(k in r for r in rows)}" for k in ("statements", "names", "chains")))


def pack_invented(out, folders):
    """Reports of our own writing, with their texts."""
    rows = []
    for path in sorted(p for f in folders for p in glob.glob(f + "/out-*.json")):
        with open(path.replace("out-", "in-"), encoding="utf8") as f:
            a = json.load(f)
        with open(path, encoding="utf8") as f:
            o = json.load(f)
        row = pack_one(a, o, "")
        rows.append({"id": a["id"], "published": a["published"], "text": a["text"], "events": row["events"], "sources": row["sources"], "statements": pack_statements(a, o)})
    with open(out, "w", encoding="utf8") as f:
        for r in rows:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    print(len(rows), "invented reports;", sum(len(r["events"]) for r in rows), "events,", sum(len(e["slots"]) for r in rows for e in r["events"]), "slots,",
          sum(len(r["statements"]) for r in rows), "statements")


def load(news, path):
    """Rows with their texts. Raises ValueError where a text is not the annotated one."""
    rows = [json.loads(x) for x in open(path, encoding="utf8")]
    for r in rows:
        r["article"], text = news[r["id"]]
        r["text"] = text[: r["length"]]
        if hashlib.sha256(r["text"].encode()).hexdigest() != r["sha256"]:
            raise ValueError(f"{path}: the text of {r['id']} is not the one that was annotated")
    return rows


def over(a, b):
    return a[0] < b[1] and b[0] < a[1]


def pair(golds, preds, weight):
    """Greedy pairs by falling weight, one to one: gold -> pred."""
    order = sorted(((weight(g, p), -i, -j) for i, g in enumerate(golds) for j, p in enumerate(preds)), reverse=True)
    left, right = {}, set()
    for w, i, j in order:
        if w > 0 and -i not in left and -j not in right:
            left[-i] = -j
            right.add(-j)
    return left


def agree(rows):
    """F1 of one annotator against the other, over articles that two annotated."""
    by = collections.defaultdict(list)
    for r in rows:
        by[r["id"]].append(r)
    n = collections.Counter()
    for two in by.values():
        if len(two) < 2:
            continue
        a, b = two[:2]
        n["articles"] += 1
        em = pair(a["events"], b["events"], lambda g, p: sum(any(over(x, y) for y in p["mentions"]) for x in g["mentions"]))
        n["events"] += len(em)
        n["events of"] += len(a["events"]) + len(b["events"])
        for i, j in em.items():
            n["status"] += a["events"][i]["status"] == b["events"][j]["status"]
            n["type"] += a["events"][i]["type"] == b["events"][j]["type"]
            p, q = ({x.split()[-1].lower() for x in e["participants"] if x.split()} for e in (a["events"][i], b["events"][j]))
            n["participants"] += len(p & q)
            n["participants of"] += len(p) + len(q)
        sa, sb = ([(s, k) for k, e in enumerate(r["events"]) for s in e["slots"]] for r in (a, b))
        sm = pair(sa, sb, lambda g, p: (2 + (em.get(g[1]) == p[1])) * (g[0]["slot"] == p[0]["slot"] and over(g[0]["span"], p[0]["span"])))
        n["slots"] += len(sm)
        n["slots of"] += len(sa) + len(sb)
        for i, j in sm.items():
            same = em.get(sa[i][1]) == sb[j][1]
            n["attached"] += same
            n["status of slots"] += same and sa[i][0]["status"] == sb[j][0]["status"]
        su = pair(a["sources"], b["sources"], lambda g, p: over(g["span"], p["span"]))
        n["sources"] += len(su)
        n["sources of"] += len(a["sources"]) + len(b["sources"])
        last = lambda s: sorted(x.split()[-1].lower() for x in s["speaker"] if x.split())
        n["speakers"] += sum(last(a["sources"][i]) == last(b["sources"][j]) or bool(a["sources"][i].get("unnamed")) and bool(b["sources"][j].get("unnamed")) for i, j in su.items())
    f = lambda k, of: round(200 * n[k] / max(1, n[of]), 1)
    return {"articles": n["articles"], "events F1": f("events", "events of"), "status of matched events": round(100 * n["status"] / max(1, n["events"]), 1),
            "type of matched events": round(100 * n["type"] / max(1, n["events"]), 1), "participants F1": f("participants", "participants of"),
            "slots found F1": f("slots", "slots of"), "attached F1": f("attached", "slots of"), "attached with the very status F1": f("status of slots", "slots of"),
            "sources F1": f("sources", "sources of"), "speaker of matched sources": round(100 * n["speakers"] / max(1, n["sources"]), 1)}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["pack", "invented", "agree"])
    ap.add_argument("news", help="unlabelled.jsonl.gz of the corpora; of invented reports, the file to write")
    ap.add_argument("rest", nargs="+")
    o = ap.parse_args()
    if o.what == "invented":
        pack_invented(o.news, o.rest)
        return
    news = corpus(o.news)
    if o.what == "pack":
        pack(news, o.rest[0], o.rest[1:])
    else:
        print(json.dumps(agree(load(news, o.rest[0])), indent=1))


if __name__ == "__main__":
    main()
