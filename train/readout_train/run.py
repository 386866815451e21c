"""Training: python -m readout_train.run (see README.md). Saves its state every few minutes and goes on from it."""

from __future__ import annotations

import argparse
import os
import pickle
import random
import time
import zlib

import numpy as np
import torch

from .examples import Labels, batches, collate
from .losses import WEIGHTS, losses
from .net import Encoder, Model, Switch

BASE = ["polnear", "gum", "ewt", "wikigold", "crossner", "gap", "annotated"]


def load_examples(path):
    d = pickle.loads(zlib.decompress(open(path, "rb").read()))
    for part in (d["train"], d["dev"]):
        for x in part.get("polnear", ()):
            x["polnear"] = True  # its annotators mark cues and sources otherwise than we do
    return Labels(saved=d["labels"]), d["train"], d["dev"]


def load_init(path):
    """Words (int8, scale) and float weights, as convert.py writes them."""
    z = np.load(path)
    return {k: torch.from_numpy(z[k]) for k in z.files}


def new_model(init, labels, layers=6, keep=None):
    """A model whose encoder starts from the pretrained layers `keep` (all)."""
    enc = Encoder(init["words.weight"], init["words.scale"], layers)
    model = Model(enc, labels.sizes())
    keep = keep or list(range(layers))
    state = {}
    for k, v in init.items():
        if k.startswith("words."):
            continue
        if k.startswith("layers."):
            i = int(k.split(".")[1])
            if i not in keep:
                continue
            k = k.replace(f"layers.{i}.", f"layers.{keep.index(i)}.")
        state["encoder." + k] = v.float()
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert not [m for m in missing if m.startswith("encoder.layers")], missing
    return model


class Loader(torch.utils.data.Dataset):
    def __init__(self, plan, noise, seed):
        self.plan, self.noise, self.seed = plan, noise, seed

    def __len__(self):
        return len(self.plan)

    def __getitem__(self, i):
        rng = np.random.default_rng((self.seed, i))
        b = collate(self.plan[i], rng, self.noise)
        return {k: torch.from_numpy(v) for k, v in b.items()}


def train(model, plan, *, lr, head_lr, device, quantise_from=1.0, noise=0.06, workers=8, seed=1, log=50, freeze=(), warm=0.06, save=None, seconds=None, start=0, tasks=None):
    """Run over a plan of batches. Rates fall linearly to a fiftieth; from a share of the way on, layers round as in Go."""
    new = lambda k: not k.startswith("encoder.layers") and not k.startswith("encoder.ln")
    params = [(k, p) for k, p in model.named_parameters() if not any(k.startswith(f) for f in freeze)]
    for k, p in model.named_parameters():
        p.requires_grad_(not any(k.startswith(f) for f in freeze))
    groups = []
    for fresh, rate in ((False, lr), (True, head_lr)):
        for decay in (0.01, 0.0):
            g = [p for k, p in params if new(k) == fresh and (p.ndim > 1) == (decay > 0)]
            if g:
                groups.append({"params": g, "lr": rate, "base": rate, "weight_decay": decay})
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=device == "cuda")
    loader = Loader(plan[start:], noise, seed + start)
    data = torch.utils.data.DataLoader(loader, batch_size=None, num_workers=workers, prefetch_factor=8 if workers else None, pin_memory=device == "cuda")
    model.train()
    total, t0, sums, saved = len(plan), time.time(), {}, time.time()
    Switch.on = False
    for step, b in enumerate(data, start):
        Switch.on = step >= quantise_from * total
        b = {k: v.to(device, non_blocking=True) for k, v in b.items()}
        f = min(1.0, (step + 1) / (warm * total)) * max(0.02, 1 - step / total)
        for g in opt.param_groups:
            g["lr"] = g["base"] * f
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            parts = losses(model, b)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items() if tasks is None or k in tasks)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in params], 1.0, error_if_nonfinite=False)
        opt.step()
        for k, v in parts.items():
            s = sums.setdefault(k, [0, 0])
            s[0] += v.detach()
            s[1] += 1
        if (step + 1) % log == 0:
            print(step + 1, "of", total, " ".join(f"{k} {float(a) / c:.3f}" for k, (a, c) in sorted(sums.items())), f"{time.time() - t0:.0f} s", flush=True)
            sums = {}
        if save and time.time() - saved > 180:
            save(step + 1)
            saved = time.time()
        if seconds and time.time() - t0 > seconds:
            print("stopped by the clock at", step + 1, "of", total, flush=True)
            break
    Switch.on = False
    model.eval()
    return model


def mixed(sets, epochs, budget, seed):
    """Batches of several epochs, each epoch in random order over all sets: (examples, times an epoch)."""
    rng, plan = random.Random(seed), []
    for _ in range(epochs):
        epoch = []
        for xs, times in sets:
            n = int(times)
            picked = xs * n + [x for x in xs if rng.random() < times - n]
            epoch += batches(picked, budget, rng)
        rng.shuffle(epoch)
        plan += epoch
    return plan


def save_half(model, path, names=lambda k: True):
    """Float16 weights, for going on or exporting; word vectors are not repeated."""
    np.savez(path, **{k: v.detach().half().cpu().numpy() for k, v in model.state_dict().items() if names(k)})
    print(path, os.path.getsize(path), "bytes", flush=True)


def load_half(model, paths):
    state = {}
    for p in paths:
        z = np.load(p)
        state.update({k: torch.from_numpy(z[k]).float() for k in z.files})
    model.load_state_dict(state, strict=True)
    return model


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data")
    ap.add_argument("init")
    ap.add_argument("out")
    ap.add_argument("--epochs", type=int, default=20)
    ap.add_argument("--budget", type=int, default=14000, help="pieces a batch")
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--workers", type=int, default=8)
    ap.add_argument("--quantise-from", type=float, default=0.75)
    ap.add_argument("--sets", default=",".join(BASE))
    ap.add_argument("--few", type=int, help="take only so many documents of each set")
    ap.add_argument("--seconds", type=float)
    ap.add_argument("--seed", type=int, default=1)
    o = ap.parse_args()
    os.makedirs(o.out, exist_ok=True)
    torch.manual_seed(o.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    labels, sets, _ = load_examples(o.data)
    model = new_model(load_init(o.init), labels).to(device)
    times = {"polnear": 1, "gum": 1, "ewt": 1, "wikigold": 1, "crossner": 2, "gap": 1, "annotated": 2, "threads": 2}
    plan = mixed([(sets[s][: o.few], times[s]) for s in o.sets.split(",")], o.epochs, o.budget, o.seed)
    print(len(plan), "batches on", device, flush=True)
    train(model, plan, lr=o.lr, head_lr=o.head_lr, device=device, quantise_from=o.quantise_from, workers=o.workers, seed=o.seed, seconds=o.seconds)
    save_half(model, o.out + "/model.npz")


if __name__ == "__main__":
    main()
