"""Documents to arrays, and arrays to padded batches."""

from __future__ import annotations

import collections
import random

import numpy as np

from .corpora import EVENT_TYPES, MENTION_KINDS, NAME_KINDS, SLOTS, STATUS, Doc, head_of

CLS, SEP, MASK = 101, 102, 103
CORE_MENTIONS = 450  # most mentions of a document that are chained in training


class Labels:
    """Inventories of labels: tags and relations as the training treebanks have them."""

    def __init__(self, docs: list[Doc] | None = None, saved: dict | None = None):
        if saved:
            self.upos, self.xpos, self.rel = saved["upos"], saved["xpos"], saved["rel"]
        else:
            self.upos = sorted({t[0] for d in docs if d.tags for t in d.tags})
            self.xpos = sorted({t[1] for d in docs if d.tags for t in d.tags})
            self.rel = sorted({t[1] for d in docs if d.trees for t in d.trees})
        self.names = ["O"] + [p + k for k in NAME_KINDS for p in ("B-", "I-")]
        self.mhead = ["O"] + MENTION_KINDS
        self.event = ["O"] + [p + k for k in EVENT_TYPES for p in ("B-", "I-")]
        self.slot = ["O"] + [p + k for k in SLOTS for p in ("B-", "I-")]
        self.status = STATUS

    def sizes(self):
        return {k: len(getattr(self, k)) for k in ("upos", "xpos", "rel", "names", "mhead", "event", "slot", "status")}

    def saved(self):
        return {k: getattr(self, k) for k in ("upos", "xpos", "rel", "names", "mhead", "event", "slot", "status")}


def bio(n, spans, kinds):
    y = np.zeros(n, np.int16)
    for s, e, k in spans:
        i = kinds.index(k)
        y[s:e] = 2 + 2 * i
        y[s] = 1 + 2 * i
    return y


def pair_features(d_forms, sent, ms):
    """Feature 0..15 of each pair of mentions (c asks, t is asked): 1 same words, 2 same head word, 4 a capitalised word shared, 8 same sentence."""
    words = [" ".join(d_forms[s:e]).lower() for s, e, _ in ms]
    heads = [d_forms[h].lower() for _, _, h in ms]
    caps = [{w.lower() for w in d_forms[s:e] if w[:1].isupper() and len(w) > 1} for s, e, _ in ms]
    n = len(ms)
    f = np.zeros((n, n), np.int8)
    for i in range(n):
        for j in range(n):
            f[i, j] = (words[i] == words[j]) + 2 * (heads[i] == heads[j]) + 4 * bool(caps[i] & caps[j]) + 8 * (sent[ms[i][2]] == sent[ms[j][2]])
    return f


def last_name(name):
    w = [x for x in name.replace("’s", "").replace("'s", "").split() if x]
    return w[-1].lower().strip(".,") if w else ""


def example(d: Doc, lab: Labels):
    """The arrays of one document."""
    n = len(d.tokens)
    forms = [d.form(i) for i in range(n)]
    sent = np.zeros(n, np.int32)
    start = 0
    for k, e in enumerate(d.sentences):
        sent[start:e] = k
        start = e
    x = {"id": d.id, "n": n, "pieces": d.pieces, "shape": d.shape, "quote": d.quote, "place": d.place, "windows": d.windows, "sent": sent}
    cap = np.array([s in (2, 3, 4) for s in d.shape])
    x["cap"] = cap
    if d.tags:
        x["upos"] = np.array([lab.upos.index(u) if u in lab.upos else -100 for u, _ in d.tags], np.int16)
        x["xpos"] = np.array([lab.xpos.index(p) if p in lab.xpos else -100 for _, p in d.tags], np.int16)
    if d.trees:
        x["head"] = np.array([h + 1 for h, _ in d.trees], np.int32)
        x["rel"] = np.array([lab.rel.index(r) if r in lab.rel else -100 for _, r in d.trees], np.int16)
    if d.names is not None:
        x["names"], x["names_weight"] = bio(n, d.names, NAME_KINDS), d.names_weight
    if d.mentions is not None:
        y = np.zeros(n, np.int16)
        for _, _, h, k in d.mentions:
            y[h] = 1 + MENTION_KINDS.index(k)
        x["mhead"] = y
        x["mspan"] = np.array([(h, s, e - 1) for s, e, h, k in d.mentions], np.int32).reshape(-1, 3)
    chains = d.chains
    weight = d.chains_weight
    x["chained"] = chains is not None
    if chains is None and d.sources is not None:
        chains, weight = source_chains(d, forms), 1.0
    if chains:
        seen = {}
        for c, ch in enumerate(chains):
            for m in ch:
                seen.setdefault(tuple(m), set()).add(c)
        ms = sorted(seen, key=lambda m: (m[2], m[1] - m[0]))[:CORE_MENTIONS]
        if d.mentions is not None or len(ms) > 1:
            member = [seen[m] for m in ms]
            same = np.array([[bool(a & b) for b in member] for a in member])
            x["cm"] = np.array([(s, e - 1, h) for s, e, h in ms], np.int32)
            x["csame"], x["cfeat"], x["cweight"] = same, pair_features(forms, sent, ms), weight
    if d.statements is not None:
        cue = np.zeros(n, np.int16)
        aux = np.zeros((n, 2), np.int16)
        at = []
        for s in d.statements:
            for a, b in s["cues"]:
                cue[a] = 1
                cue[a + 1 : b] = 2
            for k, role in enumerate(("source", "content")):
                if s[role]:
                    a, b = s[role]
                    aux[a:b, k] = np.maximum(aux[a:b, k], 1)
                    aux[a, k] = 2
            ends = [0 if s[r] is None else (s[r][0] if p == 0 else s[r][1] - 1) + 1 for r in ("source", "content") for p in (0, 1)]
            at.append((s["cue"][0], s["cue"][1] - 1, *ends))
        x["cue"], x["aux"], x["att"] = cue, aux, np.array(at, np.int32).reshape(-1, 6)
    if d.events is not None:
        lay_events(d, x, forms, sent)
    return x


def source_chains(d, forms):
    """Sources that mean one person, with the places where that person is named."""
    chains = {}
    for s, e, who, unnamed in d.sources:
        if len(who) == 1:
            chains.setdefault((who[0].lower(), unnamed), set()).add((s, e, head_of(forms, s, e)))
    for (name, unnamed), ms in chains.items():
        if unnamed:
            continue
        words = name.replace("’s", "").split()
        if not words:
            continue
        for i in range(len(forms)):
            if forms[i].lower() == words[-1] and forms[i][:1].isupper() and not any(s <= i < e for s, e, _ in ms):
                j = i
                while j > 0 and len(words) > 1 and forms[j - 1].lower() in words[:-1]:
                    j -= 1
                ms.add((j, i + 1, i))
    return [sorted(c) for c in chains.values()]


def lay_events(d, x, forms, sent):
    n = x["n"]
    ms = [(s, e, ev["type"], k, ev["status"]) for k, ev in enumerate(d.events) for s, e in ev["mentions"]]
    slots = [(*sl["span"], sl["slot"], k, sl["status"]) for k, ev in enumerate(d.events) for sl in ev["slots"]]
    long = lambda t: t[0] - t[1]
    x["event"] = bio(n, [m[:3] for m in sorted(ms, key=long)], EVENT_TYPES)
    x["slot"] = bio(n, [s[:3] for s in sorted(slots, key=long)], SLOTS)
    ms.sort()
    slots.sort()
    if not ms:
        return
    x["em"] = np.array([(s, e - 1, k, STATUS.index(st)) for s, e, _, k, st in ms], np.int32)
    kinds = np.array([EVENT_TYPES.index(t) for _, _, t, *_ in ms])
    x["efeat"] = pair_features(forms, sent, [(s, e, e - 1) for s, e, *_ in ms]) + 16 * (kinds[:, None] == kinds[None]).astype(np.int8)
    if slots:
        x["sl"] = np.array([(s, e - 1, SLOTS.index(t), k, STATUS.index(st)) for s, e, t, k, st in slots], np.int32)
        x["lfeat"] = np.array([[2 * SLOTS.index(s[2]) + (sent[s[0]] == sent[m[0]]) for m in ms] for s in slots], np.int8)
    cands = capital_runs(forms, x["cap"], x["place"])
    if cands:
        gold = []
        for _, _, _, k, _ in ms:
            who = {last_name(p) for p in d.events[k]["participants"]} - {""}
            gold.append([any(w.lower() in who for w in forms[s:e]) for s, e in cands])
        x["pc"] = np.array([(s, e - 1) for s, e in cands], np.int32)
        x["pgold"] = np.array(gold)
        x["pfeat"] = np.array([[int(sent[m[0]] == sent[c[0]]) for c in cands] for m in ms], np.int8)


class Pool:
    """Last names of people and names of towns, by how many word pieces they have: what can stand for one another.

    A word is one where three in four of its capitalised occurrences in annotated names are. Other words keep their place: a month, a body or "White" is none."""

    def __init__(self, sets, least=0.75):
        counts = collections.defaultdict(lambda: [0, 0, 0])  # of the pieces of a word: all, the last of a person's name, a place's only word
        person, place = (1 + 2 * NAME_KINDS.index(k) for k in ("person", "place"))
        for x in (x for xs in sets.values() for x in xs if "names" in x):
            y = x["names"]
            for t in np.flatnonzero(x["cap"]):
                c = counts[tuple(x["pieces"][t])]
                c[0] += 1
                ends = t + 1 == x["n"] or y[t + 1] != y[t] + (y[t] % 2)
                c[1] += y[t] in (person, person + 1) and ends
                c[2] += y[t] == place and ends
        self.kind, self.words = {}, collections.defaultdict(list)
        for word, (n, *ofs) in sorted(counts.items()):
            for kind, of in enumerate(ofs):
                if of >= least * n:
                    self.kind[word] = (kind, len(word))
                    self.words[kind, len(word)].append(word)

    def renamed(self, x, rng):
        """The pieces of a document's words with its last names and towns exchanged for others, each for one other wherever it stands."""
        words = {tuple(p) for p in x["pieces"]}
        new = {}
        for word in sorted(words & self.kind.keys()):
            other = rng.choice(self.words[self.kind[word]])
            if other not in words:
                words.add(other)
                new[word] = list(other)
        return [new.get(tuple(p), p) if c else p for p, c in zip(x["pieces"], x["cap"])]


def capital_runs(forms, cap, place):
    """Runs of capitalised words: candidates for participants in training."""
    out, i, n = [], 0, len(forms)
    while i < n:
        if cap[i] and len(forms[i]) > 1 and not (place[i] in (1, 2) and forms[i].lower() in ("the", "a", "in", "but", "he", "she", "it", "they", "we", "on", "at", "this")):
            j = i + 1
            while j < n and cap[j] and place[j] not in (1, 2):
                j += 1
            out.append((i, j))
            i = j
        else:
            i += 1
    return out[:250]


def whose(x):
    """Which of the document's names each candidate for participants is a part of: those that end in one word name one."""
    seen = {}
    return np.array([seen.setdefault(tuple(x["pieces"][e]), len(seen)) for _, e in x["pc"]], np.int64)


def collate(xs, rng=None, noise=0.0, pool=None):
    """Padded arrays of a batch. With noise, words are hidden at random, names more often; with a pool, every other document's names are exchanged."""
    b, n = len(xs), max(x["n"] for x in xs)
    wins, first = [], np.zeros((b, n), np.int64)
    for bi, x in enumerate(xs):
        hide = np.zeros(x["n"], bool)
        if noise:
            hide = rng.random(x["n"]) < np.where(x["cap"], 2.5 * noise, noise)
        pieces = pool.renamed(x, random.Random(int(rng.integers(1 << 32)))) if pool and rng.random() < 0.5 else x["pieces"]
        for w0, w1, c0, c1 in x["windows"]:
            ids, sh, qu, pl = [CLS], [0], [0], [0]
            for t in range(w0, w1):
                if c0 <= t < c1:
                    first[bi, t] = len(wins) * 512 + len(ids)
                p = [MASK] if hide[t] else pieces[t]
                ids += p
                sh += [x["shape"][t]] * len(p)
                qu += [x["quote"][t]] * len(p)
                pl += [x["place"][t]] * len(p)
            ids.append(SEP)
            sh.append(0), qu.append(0), pl.append(0)
            wins.append((ids, sh, qu, pl))
    t = max(len(w[0]) for w in wins)
    first = first // 512 * t + first % 512
    out = {"first": first, "lens": np.array([len(w[0]) for w in wins], np.int64)}
    for k, name in enumerate(("ids", "shape", "quote", "place")):
        out[name] = np.array([w[k] + [0] * (t - len(w[k])) for w in wins], np.int64)
    out["mark"] = np.array([x.get("polnear", False) for x in xs], np.float32)
    out["sent"] = pad([x["sent"] for x in xs], n, -1)
    for k in ("upos", "xpos", "names", "mhead", "cue", "event", "slot", "head", "rel"):
        if any(k in x for x in xs):
            out[k] = pad([x.get(k) for x in xs], n, -100)
    if "names" in out:
        out["names_weight"] = np.array([x.get("names_weight", 0.0) for x in xs], np.float32)
    if any("aux" in x for x in xs):
        out["aux"] = np.stack([np.pad(x["aux"], ((0, n - x["n"]), (0, 0)), constant_values=-100) if "aux" in x else np.full((n, 2), -100) for x in xs]).astype(np.int64)
    for k, w in (("mspan", 3), ("cm", 3), ("att", 6), ("em", 4), ("sl", 5), ("pc", 2)):
        if any(k in x for x in xs):
            m = max(len(x[k]) for x in xs if k in x)
            a = np.full((b, max(m, 1), w), -1, np.int64)
            for i, x in enumerate(xs):
                if k in x:
                    a[i, : len(x[k])] = x[k]
            out[k] = a
    for k, fill in (("csame", 0), ("cfeat", 0), ("efeat", 0), ("lfeat", 0), ("pgold", 0), ("pfeat", 0)):
        if any(k in x for x in xs):
            r, c = max(x[k].shape[0] for x in xs if k in x), max(x[k].shape[1] for x in xs if k in x)
            a = np.full((b, r, c), fill, np.int64)
            for i, x in enumerate(xs):
                if k in x:
                    a[i, : x[k].shape[0], : x[k].shape[1]] = x[k]
            out[k] = a
    if "pc" in out:
        out["pwho"] = pad([whose(x) if "pc" in x else np.zeros(0, np.int64) for x in xs], out["pc"].shape[1], -1)
    if "cm" in out:
        out["cweight"] = np.array([x.get("cweight", 0.0) for x in xs], np.float32)
    return out


def pad(rows, n, fill):
    return np.stack([np.pad(r, (0, n - len(r)), constant_values=fill) if r is not None else np.full(n, fill) for r in rows]).astype(np.int64)


def size(x):
    return sum(w[1] - w[0] for w in x["windows"]) * 1.15 + 2 * len(x["windows"])


def batches(xs, budget, rng: random.Random):
    """Batches of documents of like length, at most `budget` pieces each, in random order."""
    order = sorted(xs, key=lambda x: size(x) * (1 + 0.2 * rng.random()))
    out, cur, most = [], [], 0
    for x in order:
        longest = max(most, size(x))
        if cur and longest * (len(cur) + 1) > budget:
            out.append(cur)
            cur, longest = [], size(x)
        cur.append(x)
        most = longest
    if cur:
        out.append(cur)
    rng.shuffle(out)
    return out
