"""The score of a statement, fitted on PolNeAR's development articles: python -m readout_train.calibrate GOLD EVIDENCE.

GOLD is polnear-dev.jsonl.gz, EVIDENCE what `readout-train evidence` made of its texts. Prints the weights for attribution/score.go, the score at
which F1 is best, precision at some recalls, and how often scores come true, each over five folds of articles.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re

import numpy as np

from .corpora import byte_offsets, lines

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


class Words:
    """The words of a text by the bytes they start at."""

    def __init__(self, text: str):
        b = byte_offsets(text)
        self.at = [b[m.start()] for m in WORD.finditer(text)]

    def within(self, spans):
        out = set()
        for s, e in spans:
            out.update(self.at[bisect.bisect_left(self.at, s) : bisect.bisect_left(self.at, e)])
        return out


def gold_of(row, words):
    out = []
    b = byte_offsets(row["text"])
    for a in row["annotations"][0]["attributions"]:
        out.append({r: words.within(a.get(r + "_bytes") or [(b[s], b[e]) for s, e in a.get(r) or []]) for r in ("cue", "source", "content")})
    return out


def meet(a, b):
    """Whether two sets of words have one in common, or neither has any: a dash is a cue without words."""
    return bool(a & b) or not a and not b


def right(p, gold):
    """Whole, as package score counts it: cues and sources meet, the contents share words with F1 of 0.8."""
    for g in gold:
        n = len(g["content"]) + len(p["content"])
        if meet(g["cue"], p["cue"]) and meet(g["source"], p["source"]):
            if n and 2 * len(g["content"] & p["content"]) >= 0.8 * n:
                return True
    return False


def fit(x, y, decay=0.01):
    """Logistic regression by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        h = (x * (p * (1 - p))[:, None]).T @ x + decay * np.eye(len(w))
        w -= np.linalg.solve(h, x.T @ (p - y) + decay * w)
    return w


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("gold")
    ap.add_argument("evidence")
    o = ap.parse_args()
    gold = {r["id"]: r for r in map(json.loads, lines(o.gold))}
    x, y, fold, total = [], [], [], 0
    for k, e in enumerate(map(json.loads, lines(o.evidence))):
        words = Words(gold[e["id"]]["text"])
        g = gold_of(gold[e["id"]], words)
        total += len(g)
        for p in e["proposed"]:
            spans = {"cue": [p["Cue"]], "source": [p["Source"]] if p["Source"][1] else [], "content": p["Content"]}
            x.append(p["Features"])
            y.append(right({r: words.within(s) for r, s in spans.items()}, g))
            fold.append(k % 5)
    x, y, fold = np.array(x), np.array(y, float), np.array(fold)
    print("weights", np.round(fit(x, y), 3).tolist())
    p = np.zeros(len(y))
    for k in range(5):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    order = np.argsort(-p)
    hits, seen = np.cumsum(y[order]), np.arange(1, len(y) + 1)
    best = int(np.argmax(2 * hits / (seen + total)))
    print(f"best F1 {200 * hits[best] / (seen[best] + total):.1f} at {p[order[best]]:.2f}")
    for r in (0.3, 0.4, 0.5, 0.6):
        if hits[-1] >= r * total:
            n = int(np.argmax(hits >= r * total))
            print(f"precision {100 * hits[n] / seen[n]:.1f} at recall {100 * r:.0f}, from {p[order[n]]:.2f}")
    for a in range(10):
        m = (p >= a / 10) & (p < (a + 1) / 10)
        if m.any():
            print(f"scores of {a / 10:.1f} to {(a + 1) / 10:.1f}: {m.sum()}, right {100 * y[m].mean():.0f} %")


if __name__ == "__main__":
    main()
