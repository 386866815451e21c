"""Layers that stand in for those of the program's network: fewer of them, and narrower inside. They learn to give the vectors that its layers give, and by the labels what
its heads make of these vectors; the heads, word vectors and positions stay as they are. readout_train.fast makes the weight file.

python -m readout_train.student DATA INIT BASE HIDDEN OUT (see README.md). HIDDEN is a file of bfloat16 rows, one for each piece of each window: the teacher's vectors.
"""

from __future__ import annotations

import argparse
import os
import random
import time

import numpy as np
import torch

from . import losses as L
from .examples import batches, collate
from .net import WIDTH, Encoder
from .run import load_examples, load_init, new_model
from .top import Progress, batch_of, choose, clock, dump, planned


def used_inside(encoder, examples, seed=1, budget=3500):
    """How much each inner unit of each layer adds to the layer's output, by the examples."""
    sums = [torch.zeros(layer.ff2.in_features) for layer in encoder.layers]
    hooks = [layer.ff2.register_forward_pre_hook(lambda m, i, s=s: s.add_(i[0].detach().float().abs().flatten(0, -2).sum(0))) for layer, s in zip(encoder.layers, sums)]
    with torch.no_grad():
        for xs in batches(examples, budget, random.Random(seed)):
            b = {k: torch.from_numpy(v) for k, v in collate(xs).items()}
            encoder(b["ids"], b["shape"], b["quote"], b["place"], b["lens"], b["first"])
    for h in hooks:
        h.remove()
    return [s * layer.ff2.weight.detach().norm(dim=0) for layer, s in zip(encoder.layers, sums)]


def narrowed(encoder, inside, used):
    """An encoder with the inner units that add the most."""
    out = Encoder(encoder.words, encoder.scale, len(encoder.layers), inside)
    w = dict(encoder.state_dict())
    for i, how in enumerate(used):
        keep = how.topk(inside).indices.sort().values
        print(f"layer {i}: {inside} of {len(how)} inner units add {float(how[keep].sum() / how.sum()):.2f}", flush=True)
        for k in ("ff1.weight", "ff1.bias"):
            w[f"layers.{i}.{k}"] = w[f"layers.{i}.{k}"][keep]
        w[f"layers.{i}.ff2.weight"] = w[f"layers.{i}.ff2.weight"][:, keep]
    out.load_state_dict(w)
    return out


def only_layers(model):
    """The parameters of the layers, which alone are trained."""
    out = []
    for k, p in model.named_parameters():
        p.requires_grad_(k.startswith("encoder.layers."))
        if p.requires_grad:
            out.append(p)
    return out


def distance(got, want, ok):
    """The share of the wanted vectors that is missed, squared."""
    return ((got - want)[ok] ** 2).sum() / (want[ok] ** 2).sum()


def student_losses(model, b, hidden, weight):
    """The losses of the heads and that of the vectors ("vectors"), and their sum. hidden [W, T, H]: the teacher's rows."""
    want = hidden.reshape(-1, WIDTH)[b["first"]].float()
    seen = []
    hook = model.encoder.register_forward_hook(lambda m, i, out: seen.append(out))
    parts = L.losses(model, b)
    hook.remove()
    loss = sum(L.WEIGHTS[k] * v for k, v in parts.items())
    ok = b["sent"] >= 0 if "sent" in b else torch.ones(want.shape[:2], dtype=torch.bool)
    parts["vectors"] = distance(seen[0].float(), want, ok)
    return parts, loss + weight * parts["vectors"]


def start_of(init, labels, base, layers, inside, begin, examples):
    """A model with the heads of base, and narrow layers that begin as the lower ones of base, or as those in begin."""
    model = new_model(init, labels, layers=layers)
    own = set(model.state_dict())
    load = lambda path: {k: torch.from_numpy(v).float() for k, v in np.load(path).items() if k in own}
    heads = load(base)
    model.load_state_dict(heads | (load(begin) if begin else {}), strict=False)
    model.eval()
    model.encoder = narrowed(model.encoder, inside, used_inside(model.encoder, examples))
    model.load_state_dict({k: v for k, v in heads.items() if not k.startswith("encoder.layers.")}, strict=False)
    return model


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data")
    ap.add_argument("init", help="word vectors and layers, as restore writes them")
    ap.add_argument("base", help="all weights of the network that is stood in for, as restore writes them")
    ap.add_argument("hidden")
    ap.add_argument("out")
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--inside", type=int, default=576, help="inner units of a layer; those of the program have 1,536")
    ap.add_argument("--begin", help="weights whose lower layers to begin with, in place of base's: as top saved them")
    ap.add_argument("--words", required=True, help="the file of word vectors, words.bin")
    ap.add_argument("--body", required=True, help="the file of layers and heads, deep.bin")
    ap.add_argument("--tool", required=True, help="the built readout-train, which computes the teacher's rows")
    ap.add_argument("--plan", default="polnear:2.5,gum:7,ewt:4,threads:3,annotated:2.2,said:0.4,named:0.8,invented:1.5,wikigold:3,crossner:6,gap:8",
                    help="sets and how often an epoch takes them, as for top")
    ap.add_argument("--hold", default="0", help="the fold of threads that is left out, or all, or none")
    ap.add_argument("--with-statements", action="store_true", help="train on the statements of threads too, which the scorer of threads measures on")
    ap.add_argument("--budget", type=int, default=3500)
    ap.add_argument("--lr", type=float, default=5e-4)
    ap.add_argument("--vectors", type=float, default=10.0, help="what the distance to the teacher's vectors counts beside the losses of the heads")
    ap.add_argument("--until", help="clock HH:MM (UTC) to end at; the rate falls by the clock")
    ap.add_argument("--epochs", type=int, default=1)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=5)
    o = ap.parse_args()
    os.makedirs(o.out, exist_ok=True)
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    labels, sets, _ = load_examples(o.data)
    everything = [x for k in sorted(sets) for x in sets[k]]
    rows = dump(everything, [o.tool, "rows", o.words, o.body], o.hidden)
    print(f"{rows} rows", flush=True)
    memory = torch.from_file(o.hidden, shared=False, size=rows * WIDTH, dtype=torch.bfloat16).view(rows, WIDTH)
    choose(sets, o.hold, not o.with_statements)
    model = start_of(load_init(o.init), labels, o.base, o.layers, o.inside, o.begin, sets["annotated"][:120])
    params = only_layers(model)
    opt = torch.optim.AdamW([{"params": [p for p in params if (p.ndim > 1) == d], "weight_decay": 0.01 if d else 0.0} for d in (True, False)], lr=o.lr, betas=(0.9, 0.98), eps=1e-6)
    plan = planned(sets, o.plan, o.epochs, o.budget, random.Random(o.seed))
    start = time.time()
    end = clock(o.until, start)

    def save():
        np.savez(o.out + "/new.npz", **{k: v.detach().half().numpy() for k, v in model.encoder.layers.state_dict().items()})
        os.replace(o.out + "/new.npz", o.out + "/model.npz")

    progress = Progress(len(plan), save)
    model.train()
    for step, xs in enumerate(plan):
        share = step / len(plan)
        if end:
            share = max(share, (time.time() - start) / (end - start))
            if share >= 1:
                break
        for g in opt.param_groups:
            g["lr"] = o.lr * min(1.0, (step + 1) / 60) * max(0.02, 1 - share)
        b, hidden = batch_of(xs, memory)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts, loss = student_losses(model, b, hidden, o.vectors)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, 1.0)
        opt.step()
        progress.after(step, share, b, parts)
    save()
    print("trained", flush=True)


if __name__ == "__main__":
    main()
