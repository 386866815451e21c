"""Training on CPUs: the lower layers stay as they are and are computed once; the upper layers and all heads are trained on what they gave.

python -m readout_train.top DATA INIT HIDDEN OUT (see README.md). HIDDEN is a file of bfloat16 rows, one for each piece of each window.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import random
import struct
import subprocess
import time

import numpy as np
import torch
import torch.nn as nn

from . import losses as L
from .examples import CLS, SEP, Pool, batches, collate
from .export import body, write, write_words
from .lent import FOLDS, fold_of
from .net import PLACES, QUOTES, SHAPES, WIDTH
from .run import load_examples, load_init, new_model


def window_bytes(x, w):
    w0, w1, _, _ = w
    ids, rows = [CLS], [[0], [0], [0]]
    for t in range(w0, w1):
        p = x["pieces"][t]
        ids += p
        for r, name in zip(rows, ("shape", "quote", "place")):
            r += [x[name][t]] * len(p)
    ids.append(SEP)
    for r in rows:
        r.append(0)
    return len(ids), struct.pack("<I", len(ids)) + np.array(ids, "<i4").tobytes() + b"".join(bytes(r) for r in rows)


def dump(examples, command, path):
    """Adds the rows of all windows that the file does not hold yet; each example gets the places and lengths of its windows' rows. Returns how many rows the file has."""
    known, at, chunks, new = {}, 0, [], 0
    if os.path.exists(path + ".index"):
        with open(path + ".index", "rb") as f:
            known, at = pickle.load(f)
    for x in examples:
        x["rows"] = []
        for w in x["windows"]:
            n, raw = window_bytes(x, w)
            key = hashlib.sha1(raw).digest()
            if key not in known:
                known[key] = (at + new, n)
                new += n
                chunks.append(raw)
            x["rows"].append(known[key])
    if chunks:
        with open(path + ".in", "wb") as f:
            f.write(b"".join(chunks))
        with open(path + ".in", "rb") as i, open(path, "r+b" if at else "wb") as o:
            o.seek(at * WIDTH * 2)
            o.truncate()
            subprocess.run(command, stdin=i, stdout=o, check=True)
        os.remove(path + ".in")
        at += new
        with open(path + ".index", "wb") as f:
            pickle.dump((known, at), f)
    assert os.path.getsize(path) == at * WIDTH * 2, (os.path.getsize(path), at)
    return at


class Upper(nn.Module):
    """Stands in for the encoder: rows of the lower layers in, vectors of tokens out."""

    def __init__(self, encoder, first):
        super().__init__()
        self.layers = nn.ModuleList(encoder.layers[first:])
        self.hidden = None

    def forward(self, ids, shape, quote, place, lens, first):
        x = self.hidden
        w, t, _ = x.shape
        drop = 0.1 if self.training else 0.0
        mask = torch.zeros(w, 1, 1, t, dtype=torch.bfloat16).masked_fill((torch.arange(t)[None] >= lens[:, None])[:, None, None], -1e9)
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x.reshape(w * t, WIDTH)[first]


def rows_of(o, start_weights, everything):
    """The rows of the lower layers for all windows, computed once and kept in a file."""
    state = {"encoder." + k: v.float().numpy() for k, v in start_weights.items() if not k.startswith("words.")}
    for k, n in (("shape", SHAPES), ("quote", QUOTES), ("place", PLACES)):
        state.setdefault("encoder." + k, np.zeros((n, WIDTH), np.float32))
    write(o.out + "/lower.bin", "deep", *body(state, "deep", None, o.lower))
    write_words(o.out + "/words.bin", o.init, o.vocabulary)
    rows = dump(everything, [o.tool, "rows", o.out + "/words.bin", o.out + "/lower.bin"], o.hidden)
    print(f"{rows} rows", flush=True)
    return torch.from_file(o.hidden, shared=False, size=rows * WIDTH, dtype=torch.bfloat16).view(rows, WIDTH)


def batch_of(xs, memory, rng=None, noise=0.0, pool=None):
    b = {k: torch.from_numpy(v) for k, v in collate(xs, rng, noise, pool).items()}
    if memory is None:
        return b, None
    rows = [r for x in xs for r in x["rows"]]
    t = b["ids"].shape[1]
    h = torch.zeros(len(rows), t, WIDTH, dtype=torch.bfloat16)
    for i, (at, n) in enumerate(rows):
        h[i, :n] = memory[at : at + n]
    return b, h


def choose(sets, hold, without_statements):
    """Leaves out what is held back, and adds the parts of the annotated reports that a plan may take once more."""
    fold = fold_of(sets["threads"])
    sets["threads"] = [x for x in sets["threads"] if hold not in ("all", str(fold[x["id"].split("/")[0]]))]
    if without_statements:
        for x in sets["threads"]:
            for k in ("cue", "aux", "att"):
                x.pop(k, None)
    sets["said"] = [x for x in sets["annotated"] if "cue" in x]
    sets["named"] = [x for x in sets["annotated"] if "names" in x or x["chained"]]


def planned(sets, plan, epochs, budget, rng):
    """The batches of all epochs, shuffled. plan: "set:times,…"."""
    out = []
    for _ in range(epochs):
        for part in plan.split(","):
            name, times = part.split(":")
            t = float(times)
            while t > 0:
                out += batches([x for x in sets[name] if rng.random() < t], budget, rng)
                t -= 1
    rng.shuffle(out)
    return out


def clock(until, start):
    """The time of HH:MM (UTC) of the day of start, or None without one."""
    if not until:
        return None
    now = time.gmtime(start)
    h, m = map(int, until.split(":"))
    return start + (h * 60 + m - now.tm_hour * 60 - now.tm_min) * 60 - now.tm_sec


class Progress:
    """Prints the mean of each loss every 50 steps, and saves the state every four minutes."""

    def __init__(self, steps, save):
        self.steps, self.save = steps, save
        self.start = self.saved = time.time()
        self.sums, self.pieces = {}, 0

    def after(self, step, share, batch, parts):
        self.pieces += int(batch["lens"].sum())
        for k, v in parts.items():
            s = self.sums.setdefault(k, [0, 0])
            s[0] += float(v.detach())
            s[1] += 1
        if (step + 1) % 50 == 0:
            means = " ".join(f"{k} {a / c:.3f}" for k, (a, c) in sorted(self.sums.items()))
            print(f"{step + 1} of {self.steps} ({share:.2f})", means, f"{self.pieces / (time.time() - self.start):.0f}/s", flush=True)
            self.sums = {}
        if time.time() - self.saved > 240:
            self.save()
            self.saved = time.time()


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data")
    ap.add_argument("init")
    ap.add_argument("hidden")
    ap.add_argument("out")
    ap.add_argument("--lower", type=int, default=3, help="how many layers stay as they are; 0: all are trained, and nothing is kept in HIDDEN")
    ap.add_argument("--tool", required=True, help="the built readout-train, which computes the rows")
    ap.add_argument("--vocabulary", required=True)
    ap.add_argument("--plan", default="polnear:0.7,gum:1.5,ewt:0.8,threads:2,annotated:2.5,wikigold:3,crossner:4,gap:1.5", 
                    help="sets and how often an epoch takes them; said, named: the annotated reports with statements, with names or chains, once more")
    ap.add_argument("--hold", default="0", choices=["all", "none", *map(str, range(FOLDS))], help="the fold of threads that is left out, or all, or none")
    ap.add_argument("--without-statements", action="store_true", help="leave out the statements of threads, which score_said measures on")
    ap.add_argument("--layers", type=int, default=6, help="only so many of the lower layers, for readout_train.student to begin with")
    ap.add_argument("--going-on", help="weights to go on from, as an earlier run saved them")
    ap.add_argument("--budget", type=int, default=3500)
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--head-lr", type=float, default=1.2e-3)
    ap.add_argument("--until", help="clock HH:MM (UTC) to end at; the rates fall by the clock")
    ap.add_argument("--epochs", type=int, default=1)
    ap.add_argument("--noise", type=float, default=0.02, help="share of words hidden from training, capitalised ones two and a half times as often; with --lower 0 alone")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1, help="of dropout and of the order of batches: the mean of two runs that differ in it alone is better than either")
    o = ap.parse_args()
    os.makedirs(o.out, exist_ok=True)
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    labels, sets, dev = load_examples(o.data)
    everything = [x for part in (sets, dev) for k in sorted(part) for x in part[k]]
    start_weights = load_init(o.init)
    memory = rows_of(o, start_weights, everything) if o.lower else None
    choose(sets, o.hold, o.without_statements)
    model = new_model(start_weights, labels, layers=o.layers)
    if o.going_on:
        z = np.load(o.going_on)
        old, own = {k: torch.from_numpy(z[k]).float() for k in z.files}, model.state_dict()
        for k, v in old.items():
            if k.endswith(".feat") and v.shape != own[k].shape:  # a feature with more values than before begins with what it had
                old[k] = v.repeat(1, own[k].shape[1] // v.shape[1])
        missing, unexpected = model.load_state_dict(old, strict=False)
        print("begun anew:", missing, "not used:", unexpected, flush=True)
    whole = model.encoder
    if o.lower:
        model.encoder = Upper(whole, o.lower)
    rng = random.Random(o.seed)
    plan = planned(sets, o.plan, o.epochs, o.budget, rng)
    pool, noise = (None, 0.0) if o.lower else (Pool(sets), o.noise)  # rows that were computed once know one text only
    hidden_words = np.random.default_rng(o.seed)
    new = lambda k: not k.startswith("encoder")
    groups = [{"params": [p for k, p in model.named_parameters() if new(k) == f and (p.ndim > 1) == d], "base": r, "lr": r, "weight_decay": 0.01 if d else 0.0}
              for f, r in ((False, o.lr), (True, o.head_lr)) for d in (True, False)]
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
    start = time.time()
    end = clock(o.until, start)

    def save():
        state = {**{"encoder." + k: v for k, v in whole.state_dict().items()}, **{k: v for k, v in model.state_dict().items() if not k.startswith("encoder.")}}
        np.savez(o.out + "/new.npz", **{k: v.detach().half().numpy() for k, v in state.items()})
        os.replace(o.out + "/new.npz", o.out + "/model.npz")

    progress = Progress(len(plan), save)
    model.train()
    for step, xs in enumerate(plan):
        share = step / len(plan)
        if end:
            share = max(share, (time.time() - start) / (end - start))
            if share >= 1:
                break
        b, hidden = batch_of(xs, memory, hidden_words, noise, pool)
        if o.lower:
            model.encoder.hidden = hidden
        f = min(1.0, (step + 1) / 60) * max(0.02, 1 - share)
        for g in opt.param_groups:
            g["lr"] = g["base"] * f
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = L.losses(model, b)
            loss = sum(L.WEIGHTS[k] * v for k, v in parts.items())
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        progress.after(step, share, b, parts)
    save()
    print("trained", flush=True)


if __name__ == "__main__":
    main()
