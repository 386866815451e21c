"""The scores of events, of their slots and of those who take part, fitted on reports that the weights have not seen.

python -m readout_train.eventscore CORPORA --words W --body B --tool T --annotators PATTERN --threads A,B

Reads annotated reports and threads with the program, and fits logistic models of the evidence that `readout-train events` gives. An event is right if gold
has one of its mentions; a slot, if it is one of the gold event that most of its event's mentions name, with a status of the right group; somebody, if that
event has a participant of that last name. Writes the weights into event/scores.tsv, under its head, and prints over six folds of reports how often scores
come true. Build T and run it a second time: what is known of an event holds the score of its surest slot.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import re
import subprocess

import numpy as np

from .annotations import corpus, load, over
from .corpora import byte_offsets, find

GROUPS = {"held": "held", "planned": "firm", "likely": "firm"} | dict.fromkeys(("possible", "undecided", "declined", "referred"), "open")
WHERE = {"place", "venue"}
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def group(status):
    return GROUPS.get(status, "no")


def last(name):
    words = re.findall(r"[\w’'-]+", name.lower())
    return words[-1].removesuffix("’s").removesuffix("'s") if words else ""


def reports(corpora, annotations, annotators, threads):
    """Of each report its id, text and day, and its events: spans of mentions, slots as kind, span and status, participants; spans in bytes."""

    def row(name, text, published, fold, events, at):
        b = byte_offsets(text)
        return {"id": name, "text": text, "published": published, "fold": fold,
                "events": [{"mentions": [tuple(b[x] for x in at(m)) for m in e["mentions"]], "participants": {last(p) for p in e["participants"]},
                            "slots": [(s["slot"], tuple(b[x] for x in at(s.get("span") or s["quote"])), s["status"]) for s in e["slots"]]} for e in events]}

    for r in load(corpus(f"{corpora}/news/unlabelled.jsonl.gz"), annotations):
        if re.fullmatch(annotators, r["annotator"]):
            yield row(r["id"], r["text"], r["article"].get("published", ""), r["id"], r["events"], lambda span: span)
    for name in threads:
        with open(f"{corpora}/threads/{name}.json", encoding="utf8") as f:
            for a in json.load(f)["articles"]:
                yield row(name + "/" + a["id"], a["text"], a["published"], name, a["events"], lambda quote, a=a: find(a["text"], quote))


def examples(proposed, gold):
    """For each model what is known of one case, by name, and whether it is right."""
    span = lambda p: (p["start"], p["end"])
    for p in proposed:
        votes = collections.Counter(k for m in p["mentions"] for k, e in enumerate(gold) if any(over(span(m), g) for g in e["mentions"]))
        most = max(votes.values(), default=0)
        own = [gold[k] for k, n in votes.items() if n == most]
        yield "event", p["known"], bool(own)
        for s in p["slots"]:
            yield "slot", s["known"], any((k == s["slot"] or {k, s["slot"]} == WHERE) and over(at, span(s["span"])) and group(status) == group(s["status"])
                                          for e in own for k, at, status in e["slots"])
        for q in p["parties"] if own else []:
            yield "party", q["known"], any(last(q["name"]) in e["participants"] for e in own)


def fit(x, y, decay):
    """Logistic regression by Newton's method; decay by weight."""
    w = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(decay), x.T @ (p - y) + decay * w)
    return w


def fitted(name, rows):
    """The lines of the table for one model. Prints how often its scores come true, over six folds. rows: what is known, whether it is right, fold."""
    names = list(dict.fromkeys(k for r in rows for k in r[0]))
    shared = {k for k in names if all(k in r[0] for r in rows)}  # others are kinds
    names = [k for k in names if k in shared] + sorted(k for k in names if k not in shared)
    x = np.array([[r[0].get(k, 0.0) for k in names] for r in rows])
    y = np.array([r[1] for r in rows], float)
    folds = sorted({r[2] for r in rows})
    fold = np.array([folds.index(r[2]) % 6 for r in rows])
    decay = np.maximum(3 * x.var(0), 1e-3)  # alike for all, whatever their unit
    decay[len(shared) :] = 3  # rare kinds stay near the others
    print(f"{name}: {len(y)}, right {100 * y.mean():.1f} %")
    p = np.zeros(len(y))
    for k in range(6):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k], decay)))
    order = np.argsort(-p)
    hits, seen = np.cumsum(y[order]), np.arange(1, len(y) + 1)
    for r in (0.2, 0.4, 0.6, 0.8, 0.9):
        k = int(np.argmax(hits >= r * y.sum()))
        print(f"  precision {100 * hits[k] / seen[k]:.1f} at {100 * r:.0f} % of the right ones, from {p[order[k]]:.2f}")
    print("  scores", "; ".join(f"{a / 10:.1f}: {m.sum()}, {100 * y[m].mean():.0f} %" for a in range(10) for m in [(p >= a / 10) & (p < (a + 1) / 10)] if m.any()))
    for k in names[len(shared) :]:
        m = np.array([k in r[0] for r in rows])
        sure = m & (p >= 0.7)
        print(f"  {k}: {m.sum()}, right {100 * y[m].mean():.0f} %; from 0.7 on {sure.sum()}" + (f", right {100 * y[sure].mean():.0f} %" if sure.any() else ""))
    return [f"{name}\t{k}\t{v:.3g}\n" for k, v in zip(names, fit(x, y, decay))]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpora")
    ap.add_argument("--words", required=True)
    ap.add_argument("--body", required=True)
    ap.add_argument("--tool", required=True, help="the built readout-train")
    ap.add_argument("--annotations", default=HERE + "/annotations/news.jsonl")
    ap.add_argument("--table", default=HERE + "/../event/scores.tsv")
    ap.add_argument("--annotators", default="", help="pattern of the annotators whose reports the weights have not seen")
    ap.add_argument("--threads", default="", help="threads that they have not seen, with commas")
    o = ap.parse_args()
    gold = {r["id"]: r for r in reports(o.corpora, o.annotations, o.annotators, [t for t in o.threads.split(",") if t])}
    lines = "".join(json.dumps({k: r[k] for k in ("id", "text", "published")}) + "\n" for r in gold.values())
    out = subprocess.run([o.tool, "events", "--words", o.words, "--body", o.body], input=lines, stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = collections.defaultdict(list)
    for report in map(json.loads, out.splitlines()):
        g = gold[report["id"]]
        for model, known, ok in examples(report["events"], g["events"]):
            rows[model].append((known, ok, g["fold"]))
    print(len(gold), "reports")
    table = [line for name in ("slot", "event", "party") for line in fitted(name, rows[name])]
    with open(o.table, encoding="utf8") as f:
        head = [line for line in f if line.startswith("#")]
    with open(o.table, "w", encoding="utf8") as f:
        f.writelines(head + table)


if __name__ == "__main__":
    main()
