"""Figures of each head alone, the steps before it given: for watching training. What users get is scored on the built program (README.md)."""

from __future__ import annotations

import random

import torch

from .examples import batches, collate
from .losses import ends
from .net import buckets, pick


class F1:
    def __init__(self):
        self.tp = self.p = self.g = 0

    def add(self, pred: set, gold: set):
        self.tp += len(pred & gold)
        self.p += len(pred)
        self.g += len(gold)

    def __float__(self):
        return 200 * self.tp / max(1, self.p + self.g)


def spans(y):
    """Spans (first, end, kind) of BIO labels, an I without its B opening one."""
    out, start, kind = [], None, None
    for i, v in enumerate(list(y) + [0]):
        k = (v - 1) // 2 if v > 0 else None
        if start is not None and (k != kind or v % 2 == 1):
            out.append((start, i, kind))
            start = None
        if k is not None and start is None:
            start, kind = i, k
    return out


def overlaps(pred, gold):
    """One-to-one pairs of overlapping spans of one kind."""
    used, n = set(), 0
    for p in pred:
        for j, g in enumerate(gold):
            if j not in used and p[0] < g[1] and g[0] < p[1] and p[2] == g[2]:
                used.add(j)
                n += 1
                break
    return n


@torch.no_grad()
def evaluate(model, docs, device, budget=20000):
    model.eval()
    c = {}

    def acc(name, good, total):
        a = c.setdefault(name, [0, 0])
        a[0] += int(good)
        a[1] += int(total)

    f = {k: F1() for k in ("names F1", "cue F1")}
    o = {k: [0, 0, 0] for k in ("event overlap F1", "slot overlap F1")}
    for xs in batches(docs, budget, random.Random(1)):
        b = {k: torch.from_numpy(v).to(device) for k, v in collate(xs).items()}
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            h = model.encoder(b["ids"], b["shape"], b["quote"], b["place"], b["lens"], b["first"])
            n = h.shape[1]
            if "upos" in b:
                t = model.tags(h).float()
                for name, gold, y in (("upos", b["upos"], t[..., : model.upos].argmax(-1)), ("xpos", b["xpos"], t[..., model.upos :].argmax(-1))):
                    acc(name, ((y == gold) & (gold >= 0)).sum(), (gold >= 0).sum())
                s = model.arc(h, h)[:, 0]
                apart = (b["sent"][:, :, None] != b["sent"][:, None]) | torch.eye(n, dtype=torch.bool, device=device)[None]
                y = torch.cat([s[..., :1], s[..., 1:].masked_fill(apart, -1e9)], -1).argmax(-1)
                ok = b["head"] >= 0
                hd = torch.gather(h, 1, (y - 1).clamp(min=0)[..., None].expand(-1, -1, h.shape[-1]))
                hd = torch.where((y > 0)[..., None], hd, torch.zeros_like(hd))
                r = model.rel(torch.cat([h, hd], -1)).argmax(-1)
                acc("uas", ((y == b["head"]) & ok).sum(), ok.sum())
                acc("las", ((y == b["head"]) & (r == b["rel"]) & ok).sum(), ok.sum())
            nm, cu = model.names(h).argmax(-1).cpu().numpy(), model.cue(h).argmax(-1).cpu().numpy()
            ev, sl = model.event(h).argmax(-1).cpu().numpy(), model.slot(h).argmax(-1).cpu().numpy()
            for i, x in enumerate(xs):
                if "names" in x:
                    f["names F1"].add(set(spans(nm[i, : x["n"]])), set(spans(x["names"])))
                if "cue" in x:
                    f["cue F1"].add(set(spans(cu[i, : x["n"]])), set(spans(x["cue"])))
                for k, y in (("event", ev), ("slot", sl)):
                    if k in x:
                        p, g = spans(y[i, : x["n"]]), spans(x[k])
                        t = o[k + " overlap F1"]
                        t[0] += overlaps(p, g)
                        t[1] += len(p)
                        t[2] += len(g)
            if "att" in b:
                a = b["att"]
                s = ends(model, h, a, b["sent"])
                y, ok = s.argmax(-1).transpose(1, 2), a[..., 0] >= 0
                acc("source ends", ((y[..., :2] == a[..., 2:4]).all(-1) & ok).sum(), ok.sum())
                acc("content ends", ((y[..., 2:] == a[..., 4:]).all(-1) & ok).sum(), ok.sum())
            if "cm" in b and "csame" in b:
                m = b["cm"]
                i = m.clamp(min=0)
                v = pick(h, i)
                s = model.coref(v, v, buckets(model.table, i[:, None, :, 2] - i[:, :, None, 2]), b["cfeat"])[:, 0]
                present = m[..., 0] >= 0
                k = m.shape[1]
                before = torch.tril(torch.ones(k, k, dtype=torch.bool, device=device), -1)[None] & present[:, None] & present[:, :, None]
                good = b["csame"].bool() & before
                y = torch.cat([s[..., :1], s[..., 1:].masked_fill(~before, -1e9)], -1).argmax(-1)
                right = torch.gather(torch.cat([~good.any(-1, keepdim=True), good], -1), 2, y[..., None])[..., 0]
                acc("antecedent", (right & present & good.any(-1)).sum(), (present & good.any(-1)).sum())
                acc("new", (right & present & ~good.any(-1)).sum(), (present & ~good.any(-1)).sum())
            if "em" in b:
                e = b["em"]
                i = e[..., :2].clamp(min=0)
                vec, present = pick(h, i), e[..., 0] >= 0
                acc("event status", ((model.eventstatus(vec).argmax(-1) == e[..., 3]) & present).sum(), present.sum())
                k = e.shape[1]
                s = model.same(vec, vec, buckets(model.table, i[:, None, :, 0] - i[:, :, None, 0]), b["efeat"])[:, 0]
                before = torch.tril(torch.ones(k, k, dtype=torch.bool, device=device), -1)[None] & present[:, None] & present[:, :, None]
                good = (e[:, :, None, 2] == e[:, None, :, 2]) & before
                y = torch.cat([s[..., :1], s[..., 1:].masked_fill(~before, -1e9)], -1).argmax(-1)
                right = torch.gather(torch.cat([~good.any(-1, keepdim=True), good], -1), 2, y[..., None])[..., 0]
                acc("same event", (right & present).sum(), present.sum())
                if "sl" in b:
                    j, has = b["sl"][..., :2].clamp(min=0), b["sl"][..., 0] >= 0
                    s = model.link(pick(h, j), vec, buckets(model.table, i[:, None, :, 0] - j[:, :, None, 0]), b["lfeat"])[:, 0].masked_fill(~present[:, None], -1e9)
                    y = s.argmax(-1)
                    right = torch.gather(e[..., 2], 1, y) == b["sl"][..., 3]
                    acc("link", (right & has).sum(), has.sum())
                    one = torch.gather(vec, 1, y[..., None].expand(-1, -1, vec.shape[-1]))
                    st = model.slotstatus(torch.cat([pick(h, j), one], -1)).argmax(-1)
                    acc("slot status", ((st == b["sl"][..., 4]) & has).sum(), has.sum())
                if "pc" in b:
                    p = b["pc"]
                    k = p.clamp(min=0)
                    s = model.party(vec, pick(h, k), buckets(model.table, k[:, None, :, 0] - i[:, :, None, 0]), b["pfeat"])[:, 0] > 0
                    ok = present[:, :, None] & (p[:, None, :, 0] >= 0)
                    g = b["pgold"].bool() & ok
                    t = o.setdefault("party F1", [0, 0, 0])
                    t[0] += int((s & g).sum())
                    t[1] += int((s & ok).sum())
                    t[2] += int(g.sum())
    out = {k: round(100 * a / max(1, t), 1) for k, (a, t) in c.items()}
    out |= {k: round(float(v), 1) for k, v in f.items() if v.g}
    out |= {k: round(200 * t[0] / (t[1] + t[2]), 1) for k, t in o.items() if t[2]}
    return out
