"""The loss of every head on one batch. A head whose task nobody marked in the batch costs nothing."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from .corpora import SLOTS, STATUS
from .net import APART, buckets, pick

WEIGHTS = {"tags": 0.6, "arc": 0.8, "rel": 0.4, "names": 1.5, "mhead": 0.8, "mspan": 0.3, "coref": 1.2, "cue": 3.0, "aux": 0.4, "att": 1.2,
           "event": 3.0, "slot": 3.0, "same": 2.0, "link": 1.5, "slotstatus": 0.8, "eventstatus": 0.8, "party": 0.6}


def ce(logits, gold, weight=None, damp=300):
    """Cross-entropy by label; a batch with few labels weighs little."""
    ok = gold >= 0
    count = ok.sum()
    loss = F.cross_entropy(logits.float().reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=-100, reduction="none")
    if weight is not None:
        loss = loss * weight.reshape(-1)
    return loss.sum() / (count + damp)


# What a status counts: rare ones more, but less than by the root of their rarity, which made held and planned rarer than they are.
STATUS_WEIGHT = {"held": 0.7, "planned": 0.7, "possible": 1.1, "likely": 1.3, "ruled out": 1.4, "cancelled": 1.6, "undecided": 1.8, "doubted": 1.9,
                 "postponed": 2.0, "not planned": 2.2, "declined": 2.2, "referred": 2.2}
# What a token of a slot counts: kinds that stand in other words each time are missed most.
SLOT_WEIGHT = {"agenda": 1.6, "outcome": 1.6, "participants": 1.6, "document": 1.6, "press conference": 2.0}


def slot_weight(gold):
    w = torch.tensor([1.0] + [SLOT_WEIGHT.get(s, 1.0) for s in SLOTS for _ in "BI"], device=gold.device)
    return w[gold.clamp(min=0)]


def status_weight(gold):
    w = torch.tensor([STATUS_WEIGHT[s] for s in STATUS], device=gold.device)
    return w[gold.clamp(min=0)]


def marginal(scores, good, ok):
    """-log of the share of the good among all. scores [..., K] with -inf outside; rows where ok."""
    num = torch.logsumexp(scores.masked_fill(~good, -1e9), -1)
    den = torch.logsumexp(scores, -1)
    ok = ok & good.any(-1)
    return ((den - num) * ok).sum() / (ok.sum() + 5)


def antecedents(scores, same, present, weight):
    """Marginal likelihood of antecedents: scores [B, M, M+1] (none first), mentions in text order."""
    b, m, _ = scores.shape
    before = torch.tril(torch.ones(m, m, dtype=torch.bool, device=scores.device), -1)[None] & present[:, None, :] & present[:, :, None]
    good = same.bool() & before
    none = ~good.any(-1, keepdim=True)
    allowed = torch.cat([torch.ones_like(none), before], -1)
    s = scores.masked_fill(~allowed, -1e9)
    num = torch.logsumexp(s.masked_fill(~torch.cat([none, good], -1), -1e9), -1)
    loss = (torch.logsumexp(s, -1) - num) * present * weight[:, None]
    return loss.sum() / (present.sum() + 20)


def parties(scores, gold, event, who):
    """An event and a name are as much a pair as their surest mentions.

    scores and gold [B, mentions of events, mentions of names]; event and who: whose mention each is, -1 for none."""
    ok = (event[:, :, None] >= 0) & (who[:, None] >= 0)
    names = int(who.max()) + 1
    pairs = (int(event.max()) + 1) * names
    if pairs <= 0:
        return scores.sum() * 0
    at = torch.where(ok, event[:, :, None] * names + who[:, None], pairs).flatten(1)
    best = torch.full((len(scores), pairs + 1), -1e4, device=scores.device).scatter_reduce(1, at, scores.float().flatten(1), "amax")[:, :-1]
    takes = torch.zeros(len(scores), pairs + 1, device=scores.device).scatter_reduce(1, at, gold.float().flatten(1), "amax")[:, :-1]
    there = torch.zeros(len(scores), pairs + 1, device=scores.device).scatter(1, at, 1.0)[:, :-1]
    loss = F.binary_cross_entropy_with_logits(best, takes, reduction="none") * there
    return 4 * loss.sum() / (there.sum() + 100)


def ends(model, h, cues, sent):
    """Scores of the ends of each cue's source and content: [B, 4, cues, 1 + N], none first. cues [B, cues, 2 or more]: first and last token, -1 where there is none."""
    i = cues.clamp(min=0)
    where = torch.arange(h.shape[1], device=h.device)
    apart = sent[:, None] - torch.gather(sent, 1, i[..., 0])[..., None]
    s = model.att(pick(h, i[..., :2]), h, buckets(model.table, where[None, None] - i[..., :1]), apart.clamp(-(APART // 2), APART // 2) + APART // 2)
    inside = sent[:, None, None] >= 0
    return s.masked_fill(~torch.cat([torch.ones_like(inside[..., :1]), inside], -1), -1e9)


def losses(model, b):
    """Name to loss for a batch of tensors, as examples.collate makes them."""
    h = model.encoder(b["ids"], b["shape"], b["quote"], b["place"], b["lens"], b["first"])
    n = h.shape[1]
    where = torch.arange(n, device=h.device)
    out = {}
    if "upos" in b:
        u = model.upos
        t = model.tags(h)
        out["tags"] = ce(t[..., :u], b["upos"]) + ce(t[..., u:], b["xpos"])
        rows = (b["head"] >= 0).any(1)
        hh, head, sent = h[rows], b["head"][rows], b["sent"][rows]
        s = model.arc(hh, hh)[:, 0]
        apart = (sent[:, :, None] != sent[:, None]) | torch.eye(n, dtype=torch.bool, device=h.device)[None]
        s = torch.cat([s[..., :1], s[..., 1:].masked_fill(apart, -1e9)], -1)
        out["arc"] = ce(s, head)
        at = (head - 1).clamp(min=0)
        hd = torch.gather(hh, 1, at[..., None].expand(-1, -1, hh.shape[-1]))
        hd = torch.where((head > 0)[..., None], hd, torch.zeros_like(hd))
        out["rel"] = ce(model.rel(torch.cat([hh, hd], -1)), b["rel"][rows])
    if "names" in b:
        out["names"] = ce(model.names(h), b["names"], b["names_weight"][:, None].expand(-1, n))
    if "mhead" in b:
        out["mhead"] = ce(model.mhead(h), b["mhead"])
    if "mspan" in b:
        m = b["mspan"]
        i = m.clamp(min=0)
        s = model.mspan(pick(h, i[..., :1]), h, buckets(model.table, where[None, None] - i[..., :1]))
        s = s.masked_fill((b["sent"][:, None, None] != torch.gather(b["sent"], 1, i[..., 0])[:, None, :, None]), -1e9)
        out["mspan"] = ce(s[:, 0], torch.where(m[..., 1] >= 0, m[..., 1], -100)) + ce(s[:, 1], torch.where(m[..., 2] >= 0, m[..., 2], -100))
    if "cm" in b:
        m = b["cm"]
        i = m.clamp(min=0)
        v = pick(h, i)
        delta = i[:, None, :, 2] - i[:, :, None, 2]
        s = model.coref(v, v, buckets(model.table, delta), b["cfeat"])[:, 0]
        out["coref"] = antecedents(s, b["csame"], m[..., 0] >= 0, b["cweight"])
    said = h + b["mark"][:, None, None] * model.mark.to(h.dtype)
    if "cue" in b:
        out["cue"] = ce(model.cue(said), b["cue"])
        a = model.aux(said)
        out["aux"] = ce(a[..., :3], b["aux"][..., 0]) + ce(a[..., 3:], b["aux"][..., 1])
    if "att" in b:
        c = b["att"]
        s = ends(model, said, c, b["sent"])
        gold = torch.where(c[..., :1] >= 0, c[..., 2:], -100).transpose(1, 2)
        out["att"] = ce(s, gold, damp=30)
    if "event" in b:
        out["event"], out["slot"] = ce(model.event(h), b["event"]), ce(model.slot(h), b["slot"], slot_weight(b["slot"]))
    if "em" in b:
        e = b["em"]
        i = e[..., :2].clamp(min=0)
        ev = pick(h, i)
        present = e[..., 0] >= 0
        same = (e[:, :, None, 2] == e[:, None, :, 2]) & present[:, None]
        s = model.same(ev, ev, buckets(model.table, i[:, None, :, 0] - i[:, :, None, 0]), b["efeat"])[:, 0]
        out["same"] = antecedents(s, same, present, torch.ones(len(s), device=h.device))
        out["eventstatus"] = ce(model.eventstatus(ev), torch.where(present, e[..., 3], -100), status_weight(e[..., 3]), damp=30)
        if "sl" in b:
            sl = b["sl"]
            j = sl[..., :2].clamp(min=0)
            sv = pick(h, j)
            has = sl[..., 0] >= 0
            s = model.link(sv, ev, buckets(model.table, i[:, None, :, 0] - j[:, :, None, 0]), b["lfeat"])[:, 0]
            s = s.masked_fill(~present[:, None], -1e9)
            good = (sl[:, :, None, 3] == e[:, None, :, 2]) & present[:, None]
            out["link"] = marginal(s, good, has)
            near = (i[:, None, :, 0] - j[:, :, None, 0]).abs().float().masked_fill(~good, 1e9).argmin(-1)
            one = torch.gather(ev, 1, near[..., None].expand(-1, -1, ev.shape[-1]))
            out["slotstatus"] = ce(model.slotstatus(torch.cat([sv, one], -1)), torch.where(has, sl[..., 4], -100), status_weight(sl[..., 4]), damp=30)
        if "pc" in b:
            p = b["pc"]
            k = p.clamp(min=0)
            s = model.party(ev, pick(h, k), buckets(model.table, k[:, None, :, 0] - i[:, :, None, 0]), b["pfeat"])[:, 0]
            out["party"] = parties(s, b["pgold"], e[..., 2], b["pwho"])
    return out
