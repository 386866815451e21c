"""Corpora to training examples: every text is cut into tokens by readout itself, and labels are laid on those tokens."""

from __future__ import annotations

import bisect
import gzip
import json
import re
import subprocess
from dataclasses import dataclass, field

NAME_KINDS = ["person", "organization", "place", "other"]
MENTION_KINDS = ["person", "organization", "place", "object", "event", "abstract", "time", "other"]
EVENT_TYPES = ["meeting", "visit", "conference", "hearing", "vote", "signing", "ceremony", "protest", "exercise", "deadline", "other"]
SLOTS = ["date", "time", "place", "venue", "participants", "agenda", "document", "press conference", "format", "outcome"]
STATUS = ["held", "planned", "likely", "possible", "undecided", "doubted", "not planned", "ruled out", "postponed", "cancelled", "declined", "referred"]
COLUMN_KINDS = {"PER": "person", "PERSON": "person", "person": "person", "politician": "person",
                "ORG": "organization", "ORGANIZATION": "organization", "organisation": "organization", "politicalparty": "organization",
                "LOC": "place", "LOCATION": "place", "location": "place", "country": "place",
                "MISC": "other", "OTHER": "other", "misc": "other", "event": "other", "election": "other"}
TITLES = set("""mr. mr mrs. mrs ms. ms dr. dr prof. president professor minister prime senator sen. rep. governor judge justice chief vice general captain king
 queen sir lord lady speaker secretary mayor pope prince princess madam doctor director chairman congressman congresswoman foreign deputy miss officer emperor""".split())
INNER = {"of", "-", "&", "de", "van", "von", "der", "for", "the", "'s", "’s", "on"}


@dataclass
class Doc:
    """One text as readout cuts it, with what people marked. Spans are tokens, half-open; a task that nobody marked is None."""

    id: str
    text: str
    tokens: list
    pieces: list
    shape: list
    quote: list
    place: list
    sentences: list
    windows: list
    tags: list | None = None  # (UPOS, XPOS) a token
    trees: list | None = None  # (head or -1, relation) a token
    names: list | None = None  # (first, end, kind)
    names_weight: float = 1.0
    mentions: list | None = None  # (first, end, head, kind): every noun phrase
    chains: list | None = None  # lists of (first, end, head)
    chains_weight: float = 1.0
    statements: list | None = None  # {"cue": (f, e), "source": (f, e) | None, "content": (f, e) | None}
    events: list | None = None  # {"type", "status", "mentions": [(f, e)], "participants": [names], "slots": [{"slot", "span", "status"}]}
    sources: list | None = None  # (first, end, [speaker names])
    starts: list = field(default_factory=list, repr=False)

    def cover(self, start: int, end: int):
        """Tokens that overlap bytes [start, end), or None."""
        if not self.starts:
            self.starts = [s for s, _ in self.tokens]
        i = max(bisect.bisect_right(self.starts, start) - 1, 0)
        while i < len(self.tokens) and self.tokens[i][1] <= start:
            i += 1
        j = bisect.bisect_left(self.starts, end)
        return (i, j) if i < j else None

    def form(self, i: int) -> str:
        s, e = self.tokens[i]
        return self.text.encode()[s:e].decode() if not self.text.isascii() else self.text[s:e]


def lines(path: str):
    op = gzip.open if path.endswith(".gz") else open
    with op(path, "rt", encoding="utf8") as f:
        yield from f


def prepare(tool: str, vocabulary: str, texts: list[dict]) -> list[Doc]:
    """Run readout-train over texts; order is kept."""
    raw = "".join(json.dumps(t, ensure_ascii=False) + "\n" for t in texts)
    out = subprocess.run([tool, "prepare", "--vocabulary", vocabulary], input=raw, capture_output=True, text=True, check=True, encoding="utf8").stdout
    docs = []
    for line in out.splitlines():
        r = json.loads(line)
        docs.append(Doc(r["id"], r["text"], r["tokens"] or [], r["pieces"] or [], r["shape"] or [], r["quote"] or [], r["place"] or [], r["sentences"] or [], r["windows"] or []))
    assert len(docs) == len(texts), (len(docs), len(texts))
    return docs


AFTER_HEAD = set("of in at for from with to on by , who whose which that and".split())


def head_of(forms, s, e):
    """The head word of a phrase, by what follows it: the last word before a preposition, a comma or a clause."""
    for i in range(s + 1, e):
        if forms[i].lower() in AFTER_HEAD:
            return i - 1
    return e - 1


def byte_offsets(text: str) -> list[int]:
    out = [0]
    for ch in text:
        out.append(out[-1] + len(ch.encode("utf8", "surrogatepass")))
    return out


# PolNeAR -------------------------------------------------------------------------------------------------------------------------------------


def runs(words: set[int]):
    out = []
    for i in sorted(words):
        if out and i == out[-1][1]:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return out


def polnear(folder: str, part: str, prep) -> list[Doc]:
    rows = [json.loads(x) for x in lines(f"{folder}/attribution/polnear-{part}.jsonl.gz")]
    docs = prep([{"id": r["id"], "text": r["text"]} for r in rows])
    for d, r in zip(docs, rows):
        d.statements = []
        for a in r["annotations"][0]["attributions"]:
            got = {}
            for role in ("cue", "source", "content"):
                spans = a.get(role + "_bytes")
                if spans is None:
                    b = byte_offsets(r["text"])
                    spans = [(b[s], b[e]) for s, e in a.get(role) or []]
                got[role] = {i for s, e in spans for c in [d.cover(s, e)] if c for i in range(*c)}
            if not got["cue"]:
                continue
            rs = runs(got["cue"])
            cue = max(rs, key=lambda x: x[1] - x[0])
            d.statements.append({"cue": tuple(cue), "cues": rs, **{k: (min(v), max(v) + 1) if v else None for k, v in got.items() if k != "cue"}})
    return docs


def corenlp(folder: str, part: str, docs: list[Doc]):
    """CoreNLP's names and chains of the same articles: silver, by byte offsets."""
    by_id = {d.id: d for d in docs}
    d, sent, names, chains, toks = None, 0, [], [], {}

    def finish():
        if d is None:
            return
        d.names, d.names_weight = sorted({(c[0], c[1], k) for s, e, k in names for c in [d.cover(s, e)] if c}), 0.5
        d.chains, d.chains_weight = [], 0.3
        for chain in chains:
            ms = []
            for s, a, b, h in chain:
                if (s, a) in toks and (s, b - 1) in toks and (s, h) in toks:
                    c, hd = d.cover(toks[s, a][0], toks[s, b - 1][1]), d.cover(*toks[s, h])
                    if c and hd and c[1] - c[0] <= 30:
                        ms.append((c[0], c[1], hd[0]))
            if len(set(ms)) > 1:
                d.chains.append(sorted(set(ms)))

    for line in lines(f"{folder}/attribution/polnear-corenlp-{part}.tsv.gz"):
        line = line.rstrip("\n")
        if line.startswith("# article = "):
            finish()
            d, names, chains, toks, last = by_id.get(line[12:]), [], [], {}, None
        elif line.startswith("# sentence = "):
            sent, last = int(line[13:]), None
        elif line.startswith("# chain = "):
            chains.append([(int(a), int(b), int(c), int(h)) for a, b, c, h in re.findall(r"(\d+):(\d+)-(\d+):(\d+)", line)])
        elif line and line[0] != "#":
            f = line.split("\t")
            if len(f) < 7:
                continue
            s, e = int(f[1]), int(f[2])
            toks[sent, int(f[0])] = (s, e)
            kind = COLUMN_KINDS.get(f[6])
            if kind and last and last[0] == f[6] and names:
                names[-1] = (names[-1][0], e, kind)
            elif kind:
                names.append((s, e, kind))
            last = (f[6],) if kind else None
    finish()


# Universal Dependencies, names in columns ----------------------------------------------------------------------------------------------------


def treebank(path: str, prep, entities: bool) -> list[Doc]:
    """CoNLL-U by document: tags and trees, and with entities also mentions, chains and names as CorefUD marks them."""
    groups, cur = [], None
    for line in lines(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            cur = {"id": line.split("= ")[1], "rows": [], "sentences": [], "paragraphs": []}
            groups.append(cur)
        elif line.startswith("# newpar") and cur["rows"]:
            cur["paragraphs"].append(len(cur["rows"]))
        elif not line:
            if cur and cur["rows"] and (not cur["sentences"] or cur["sentences"][-1] < len(cur["rows"])):
                cur["sentences"].append(len(cur["rows"]))
        elif line[0] != "#":
            f = line.split("\t")
            if "." in f[0]:
                continue
            if "-" in f[0]:
                cur["range"] = (int(f[0].split("-")[1]), "SpaceAfter=No" not in f[9])
                continue
            base = cur["sentences"][-1] if cur["sentences"] else 0
            space = "SpaceAfter=No" not in f[9]
            end, rs = cur.get("range", (0, True))
            if int(f[0]) <= end:
                space = int(f[0]) == end and rs
                if int(f[0]) == end:
                    cur["range"] = (0, True)
            cur["rows"].append((f[1], f[3], f[4], int(f[6]) + base - 1 if f[6] != "0" else -1, f[7], space, f[9]))
    out, texts = [], []
    for g in groups:
        texts.append({"id": g["id"], "words": [r[0] for r in g["rows"]], "space": [r[5] for r in g["rows"]], "sentences": g["sentences"],
                      "paragraphs": sorted(set(g["paragraphs"]) & set(g["sentences"]))})
    for d, g in zip(prep(texts), groups):
        rows = g["rows"]
        assert len(d.tokens) == len(rows), (d.id, len(d.tokens), len(rows))
        d.tags = [(r[1], r[2]) for r in rows]
        d.trees = [(r[3], r[4]) for r in rows]
        if entities:
            mark_entities(d, rows)
        out.append(d)
    return out


def mark_entities(d: Doc, rows):
    opened, found = [], []
    for i, r in enumerate(rows):
        m = re.search(r"Entity=([^|]+)", r[6])
        if not m:
            continue
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", m[1]):
            if part[0] == "(":
                f = part.strip("()").split("-")
                opened.append((f[0], f[1] if len(f) > 1 else "", i, [int(x) - 1 for x in f[5].split(",") if x.isdigit()] if len(f) > 5 else []))
                group = f[0] if part[-1] == ")" else None
            else:
                group = part[:-1]
            if group is not None:
                k = max((k for k, o in enumerate(opened) if o[0] == group), default=None)
                if k is None:
                    continue
                g, kind, first, head = opened.pop(k)
                if "[" not in g:
                    found.append((first, i + 1, first + head[-1] if head and len(head) == 1 else first + (head[0] if head else 0), kind, g, head))
    chains, mentions = {}, {}
    for first, end, head, kind, g, hs in found:
        head = min(head, end - 1)
        chains.setdefault(g, []).append((first, end, head))
        if len(hs) > 1 and any(rows[first + h][1] == "CCONJ" for h in hs if first + h < end):
            continue
        k = kind if kind in MENTION_KINDS else "other"
        if head not in mentions or mentions[head][1] - mentions[head][0] < end - first:
            mentions[head] = (first, end, head, k)
    d.mentions = sorted(mentions.values())
    d.chains = [sorted(set(c)) for c in chains.values()]
    names = []
    proper = lambda i: rows[i][1] == "PROPN"
    inner = lambda i: rows[i][0].lower() in INNER
    for first, end, _, kind, _, hs in found:
        head = first + (hs[0] if hs else 0)
        if head >= end or not proper(head) or kind == "time":
            continue
        a, b = head, head + 1
        while a > first and (proper(a - 1) or inner(a - 1) and a - 2 >= first and proper(a - 2)):
            a -= 1
        while b < end and (proper(b) or inner(b) and b + 1 < end and proper(b + 1) or rows[b][1] == "NUM" and b == end - 1):
            b += 1
        while a < b - 1 and (not proper(a) or kind == "person" and rows[a][0].lower() in TITLES):
            a += 1
        if a == b - 1 and rows[a][0].lower() in TITLES:
            continue
        names.append((a, b, kind if kind in NAME_KINDS[:3] else "other"))
    kept = []
    for n in sorted(set(names), key=lambda n: n[0] - n[1]):
        if not any(o[0] <= n[0] and n[1] <= o[1] for o in kept) and not any(o[0] < n[1] and n[0] < o[1] for o in kept):
            kept.append(n)
    d.names = sorted(kept)


def columns(path: str, prep, name: str) -> list[Doc]:
    """Names in columns; every sentence is a text."""
    texts, names, cur, ns = [], [], "", []
    for line in list(lines(path)) + ["\n"]:
        line = line.rstrip(" \t\r\n")
        if not line:
            if cur:
                texts.append({"id": f"{name}-{len(texts)}", "text": cur, "sentence": True})
                names.append(ns)
            cur, ns = "", []
            continue
        if line.startswith("# "):
            continue
        f = line.split()
        tok, lab = (f[1], f[2]) if len(f) == 5 else (f[0], f[-1])
        if cur:
            cur += " "
        s = len(cur.encode())
        cur += tok
        e = len(cur.encode())
        if lab != "O":
            k = COLUMN_KINDS[lab[2:]]
            if lab[0] == "I" and ns and ns[-1][2] == k and ns[-1][1] + 1 == s:
                ns[-1] = (ns[-1][0], e, k)
            else:
                ns.append((s, e, k))
    docs = prep(texts)
    for d, n in zip(docs, names):
        d.names = [(*c, k) for s, e, k in n for c in [d.cover(s, e)] if c]
    return docs


def gap(path: str, prep) -> list[Doc]:
    """GAP: the pronoun and the name it stands for are one chain; the other name is one of its own."""
    rows = [x.rstrip("\n").split("\t") for x in lines(path)][1:]
    docs = prep([{"id": r[0], "text": r[1], "sentence": True} for r in rows])
    for d, r in zip(docs, rows):
        b = byte_offsets(r[1])
        at = lambda off, s: d.cover(b[int(off)], b[int(off) + len(s)])
        p, x, y = at(r[3], r[2]), at(r[5], r[4]), at(r[8], r[7])
        if not (p and x and y):
            continue
        m = lambda c: (c[0], c[1], c[1] - 1)
        tx, ty = r[6].lower() == "true", r[9].lower() == "true"
        d.chains = [[m(x)] + ([m(p)] if tx else []), [m(y)] + ([m(p)] if ty else [])] + ([[m(p)]] if not tx and not ty else [])
        d.chains_weight = 1.0
    return docs


# Events --------------------------------------------------------------------------------------------------------------------------------------


def whole(words: str):
    """Finds the words where no letter goes on at either end; a mark at an end may touch one."""
    return re.compile((r"(?<!\w)" if words[:1].isalnum() else "") + re.escape(words) + (r"(?!\w)" if words[-1:].isalnum() else ""))


def find(text: str, quote: str, near: str = ""):
    """Code-point span of a quote such as "the talks#2" (the second), or of its first whole-word occurrence in `near`; None where there is none."""
    if near:
        at = text.find(near)
        m = whole(quote).search(near)
        return (at + m.start(), at + m.end()) if at >= 0 and m else None
    m = re.match(r"(.*)#(\d+)$", quote, re.S)
    q, n = (m[1], int(m[2])) if m and quote not in text else (quote, 1)
    at = -1
    for _ in range(n):
        at = text.find(q, at + 1)
        if at < 0:
            return None
    return at, at + len(q)


def lay_events(d: Doc, text: str, events: list, sources: list | None):
    """Lay events on tokens. Spans are code points of the text: those of a quote, or given as `span`."""
    b = byte_offsets(text)

    def span(item):
        c = find(text, item) if isinstance(item, str) else item
        return d.cover(b[c[0]], b[c[1]]) if c else None

    d.events = []
    for e in events:
        ms = sorted({s for q in e["mentions"] for s in [span(q)] if s})
        slots = [{"slot": x["slot"], "span": s, "status": x["status"]} for x in e["slots"] for s in [span(x.get("span") or x["quote"])] if s]
        if ms:
            d.events.append({"type": e["type"], "status": e["status"], "mentions": ms, "participants": e["participants"], "slots": slots})
    if sources is not None:
        d.sources = [(*s, x["speaker"], bool(x.get("unnamed"))) for x in sources for s in [span(x["span"])] if s]


def places(text: str, words: str):
    """Every place of the words as whole words."""
    return [m.span() for m in whole(words).finditer(text)]


def resolve_content(text: str, quote: str):
    """Span of a piece of content; "first words … last words" runs from the one to the next of the other."""
    if " … " in quote and quote not in text:
        first, last = quote.split(" … ", 1)
        a = find(text, first)
        end = text.find(last, a[1]) if a else -1
        return (a[0], end + len(last)) if end >= 0 else None
    return find(text, quote)


def between(a, b):
    return max(b[0] - a[1], a[0] - b[1], 0)


def resolve_statement(text: str, s: dict):
    """Spans of (cue, source or None, content) of one marked statement, or None.

    Cue and source are given as words; those that stand nearest to the content and to each other are meant, unless `near` or "#n" says which."""
    content = [c for q in s["content"] for c in [resolve_content(text, q)] if c]
    if not content:
        return None

    def candidates(words):
        if s.get("near") or re.search(r"#\d+$", words):
            at = find(text, words, s.get("near", ""))
            return [at] if at else []
        return [p for p in places(text, words) if not any(c[0] <= p[0] and p[1] <= c[1] for c in content)] or places(text, words)

    cues, sources = candidates(s["cue"]) if s["cue"] else [], candidates(s["source"]) if s["source"] else []
    if not cues:
        return None
    far = lambda p: min(between(p, c) for c in content)
    cue, source = min(((c, w) for c in cues for w in sources or [None]), key=lambda p: (far(p[0]) + (2 * between(p[0], p[1]) + far(p[1]) / 4 if p[1] else 0), p[0]))
    return cue, source, sorted(content)


def lay_statements(d: Doc, text: str, statements: list):
    """Lay who said what on tokens, those nested in others left out as PolNeAR leaves them; and whom each source means.

    statements: as threads mark them, or with spans of code points.
    """
    b = byte_offsets(text)

    def cover(c):
        return d.cover(b[c[0]], b[c[1]]) if c else None

    d.statements, named = [], []
    for s in statements:
        got = (s["span"]["cue"], s["span"]["source"], s["span"]["content"]) if "span" in s else resolve_statement(text, s)
        if not got:
            continue
        cue, source, content = cover(got[0]), cover(got[1]), [t for c in got[2] for t in [cover(c)] if t]
        if source and s.get("speaker"):
            named.append((*source, s["speaker"], bool(s.get("unnamed"))))
        if cue and content and not s.get("nested"):
            d.statements.append({"cue": cue, "cues": [list(cue)], "source": source, "content": (min(c[0] for c in content), max(c[1] for c in content))})
    if d.sources is None:
        d.sources = named


def thread(path: str, prep) -> list[Doc]:
    t = json.load(open(path, encoding="utf8"))
    docs = prep([{"id": t["thread"] + "/" + a["id"], "text": a["text"]} for a in t["articles"]])
    for d, a in zip(docs, t["articles"]):
        assert d.text == a["text"], d.id
        lay_events(d, a["text"], a["events"], None)
        if "statements" in a:
            lay_statements(d, a["text"], a["statements"])
    return docs


def annotated(rows: list[dict], prep) -> list[Doc]:
    """Our own annotation of news, as annotations.load gives it."""
    docs = prep([{"id": r["id"], "text": r["text"]} for r in rows])
    for d, r in zip(docs, rows):
        lay_events(d, d.text, r["events"], r["sources"])
        if "statements" in r:
            lay_statements(d, d.text, r["statements"])
        b = byte_offsets(d.text)
        if "names" in r:
            d.names = [(*c, k) for s, e, k in r["names"] for c in [d.cover(b[s], b[e])] if c]
        if "chains" in r:
            forms = [d.form(i) for i in range(len(d.tokens))]
            d.chains = [sorted({(*c, head_of(forms, *c)) for s, e in chain for c in [d.cover(b[s], b[e])] if c}) for chain in r["chains"]]
    return docs
