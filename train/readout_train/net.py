"""The encoder and the two building blocks of heads, with the arithmetic of package encoder emulated in training.

Shapes: B documents or windows, T pieces, N tokens, H width.
"""

from __future__ import annotations

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, HEADS, FF, POSITIONS = 384, 12, 1536, 512
SHAPES, QUOTES, PLACES = 9, 4, 4
BUCKETS = 50
APART = 7  # a token's sentence is at least three before that of the cue, two, one, the same, …


class Switch:
    """Whether linear layers round as the Go side does (quantisation-aware training)."""

    on = False


def through(x, q):
    """q in the forward pass, x in the backward pass."""
    return x + (q - x).detach()


def rows7(x):
    """Rows rounded to 7 bits, asymmetric, as encoder/kernel rounds activations."""
    with torch.no_grad():
        f = x.float()
        lo, hi = f.amin(-1, keepdim=True).clamp(max=0), f.amax(-1, keepdim=True).clamp(min=0)
        step = (hi - lo) / 127
        step = torch.where(step == 0, torch.ones_like(step), step)
        inv = 1 / step
        zero = torch.round(-lo * inv)
        q = (torch.round(f * inv) + zero).clamp(0, 127)
        q = (q - zero) * step
    return through(x, q.to(x.dtype))


def symmetric8(x, dim):
    """Rounded to 8 bits, symmetric, with one scale along a dimension."""
    with torch.no_grad():
        f = x.float()
        s = f.abs().amax(dim, keepdim=True) / 127
        s = torch.where(s == 0, torch.ones_like(s), s)
        q = torch.round(f / s).clamp(-127, 127) * s
    return through(x, q.to(x.dtype))


class Linear(nn.Linear):
    def forward(self, x):
        if not Switch.on:
            return super().forward(x)
        return F.linear(rows7(x), symmetric8(self.weight, 1), self.bias)


def gelu(x):
    return F.gelu(x, approximate="tanh")


class Layer(nn.Module):
    def __init__(self, inside=FF):
        super().__init__()
        self.qkv, self.out = Linear(WIDTH, 3 * WIDTH), Linear(WIDTH, WIDTH)
        self.ff1, self.ff2 = Linear(WIDTH, inside), Linear(inside, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def attend(self, x, mask, drop):
        b, t, _ = x.shape
        q, k, v = (y.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for y in self.qkv(x).split(WIDTH, -1))
        if not Switch.on:
            # With dropout of attention there is no fused path on CPUs: half of all time went there.
            ctx = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop if x.is_cuda else 0.0)
            return ctx.transpose(1, 2).reshape(b, t, WIDTH)
        q, k = rows7(q), symmetric8(k, -1)
        with torch.no_grad():
            inside = (mask[:, 0, 0, :] == 0)[:, None, :, None]
        v = symmetric8(torch.where(inside, v, torch.zeros_like(v)), -2)
        s = (q @ k.transpose(-1, -2)).float() / math.sqrt(WIDTH // HEADS) + mask.float()
        e = torch.exp(s - s.amax(-1, keepdim=True).detach())
        with torch.no_grad():
            u = torch.round(e * 127) / 127
        e = through(e, u)
        p = e / e.sum(-1, keepdim=True)
        ctx = F.dropout(p, drop).to(v.dtype) @ v
        return ctx.transpose(1, 2).reshape(b, t, WIDTH)

    def forward(self, x, mask, drop):
        x = self.ln1(x + F.dropout(self.out(self.attend(x, mask, drop)), drop))
        return self.ln2(x + F.dropout(self.ff2(gelu(self.ff1(x))), drop))


class Encoder(nn.Module):
    """Word vectors are int8 by row and stay as they are; all else is trained."""

    def __init__(self, words: torch.Tensor, scale: torch.Tensor, layers: int, inside: int = FF):
        super().__init__()
        self.register_buffer("words", words, persistent=False)
        self.register_buffer("scale", scale, persistent=False)
        self.position, self.shape = nn.Parameter(torch.zeros(POSITIONS, WIDTH)), nn.Parameter(torch.zeros(SHAPES, WIDTH))
        self.quote, self.place = nn.Parameter(torch.zeros(QUOTES, WIDTH)), nn.Parameter(torch.zeros(PLACES, WIDTH))
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(inside) for _ in range(layers))

    def forward(self, ids, shape, quote, place, lens, first):
        """Vectors of tokens: `first` [B, N] points into the flattened pieces of all windows."""
        w, t = ids.shape
        drop = 0.1 if self.training else 0.0
        x = self.words[ids].float() * self.scale[ids][..., None] + self.position[:t] + self.shape[shape] + self.quote[quote] + self.place[place]
        x = F.dropout(self.ln(x), drop)
        mask = torch.zeros(w, 1, 1, t, device=ids.device).masked_fill((torch.arange(t, device=ids.device)[None] >= lens[:, None])[:, None, None], -1e9)
        if torch.is_autocast_enabled():
            x, mask = x.bfloat16(), mask.bfloat16()
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x.reshape(w * t, WIDTH)[first]


def bucket_table():
    out = []
    for a in range(401):
        out.append(a if a < 8 else min(8 + int(math.floor(math.log2(a / 8) * 3 + 1e-9)), 24))
    return torch.tensor(out)


class MLP(nn.Module):
    def __init__(self, i, m, o):
        super().__init__()
        self.l1, self.l2 = Linear(i, m), Linear(m, o)

    def forward(self, x):
        return self.l2(F.dropout(gelu(self.l1(x)), 0.1 if self.training else 0.0))


class Pair(nn.Module):
    """Scores of pairs: q [B, C, iq], k [B, N, ik] -> [B, R, C, N (+ 1: none first)]."""

    def __init__(self, iq, ik, m, d, roles, none=False, dist=False, feats=0):
        super().__init__()
        self.roles, self.d = roles, d
        self.q1, self.q2, self.k1, self.k2, self.kb = Linear(iq, m), Linear(m, roles * d), Linear(ik, m), Linear(m, roles * d), Linear(m, roles)
        self.none = Linear(m, roles) if none else None
        self.dist = nn.Parameter(torch.zeros(roles, BUCKETS)) if dist else None
        self.feat = nn.Parameter(torch.zeros(roles, feats)) if feats else None

    def forward(self, q, k, delta=None, feat=None):
        drop = 0.1 if self.training else 0.0
        b, c, _ = q.shape
        n = k.shape[1]
        gq, gk = F.dropout(gelu(self.q1(q)), drop), F.dropout(gelu(self.k1(k)), drop)
        qq, kk = self.q2(gq).view(b, c, self.roles, self.d), self.k2(gk).view(b, n, self.roles, self.d)
        s = torch.einsum("bcrd,bnrd->brcn", qq, kk).float() / math.sqrt(self.d) + self.kb(gk).float().transpose(1, 2)[:, :, None]
        if self.dist is not None:
            s = s + self.dist[:, delta].transpose(0, 1)
        if self.feat is not None:
            s = s + self.feat[:, feat].transpose(0, 1)
        if self.none is not None:
            s = torch.cat([self.none(gq).float().transpose(1, 2)[..., None], s], -1)
        return s


def buckets(table, delta):
    a = table[delta.abs().clamp(max=400)]
    return torch.where(delta < 0, a, a + 25)


class Model(nn.Module):
    """All heads on one encoder. Tensor names are those of the weight file."""

    def __init__(self, encoder: Encoder, n: dict):
        super().__init__()
        h = WIDTH
        self.encoder = encoder
        self.register_buffer("table", bucket_table(), persistent=False)
        self.upos = n["upos"]
        self.tags = Linear(h, n["upos"] + n["xpos"])
        self.arc, self.rel = Pair(h, h, 256, 192, 1, none=True), MLP(2 * h, 256, n["rel"])
        self.names = MLP(h, 192, n["names"])
        self.mhead, self.mspan = MLP(h, 192, n["mhead"]), Pair(h, h, 192, 64, 2, dist=True)
        self.coref = Pair(3 * h, 3 * h, 384, 256, 1, none=True, dist=True, feats=16)
        self.mark = nn.Parameter(torch.zeros(h))  # what tells the heads of statements that PolNeAR's annotators marked the text
        self.cue, self.att, self.aux = MLP(h, 192, 3), Pair(2 * h, h, 384, 96, 4, none=True, dist=True, feats=APART), Linear(h, 6)
        self.event, self.slot = MLP(h, 192, n["event"]), MLP(h, 192, n["slot"])
        self.same = Pair(2 * h, 2 * h, 256, 128, 1, none=True, dist=True, feats=32)
        self.link = Pair(2 * h, 2 * h, 256, 128, 1, dist=True, feats=20)
        self.party = Pair(2 * h, 2 * h, 256, 96, 1, dist=True, feats=2)
        self.slotstatus, self.eventstatus = MLP(4 * h, 256, n["status"]), MLP(2 * h, 256, n["status"])


def pick(h, idx):
    """h [B, N, H], idx [B, M, K] -> [B, M, K*H]"""
    b, m, k = idx.shape
    return torch.gather(h, 1, idx.reshape(b, m * k, 1).expand(-1, -1, h.shape[-1])).view(b, m, k * h.shape[-1])
