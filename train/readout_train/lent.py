"""All of training in one run on a GPU that is ours for minutes: python -m readout_train.lent DATA INIT OUT (see README.md).

base: all tasks without the threads; fold K: from base, with the threads of the other folds; final: from base, with all threads. A machine that gives back little at a time
takes several runs: the first without --folds, later ones with --base (the base's files), --folds and --skip-final.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import time

import torch

from .evaluate import evaluate
from .export import body, write
from .net import Switch
from .run import BASE, load_examples, load_half, load_init, mixed, new_model, save_half, train

FOLDS = 5


def fold_of(threads):
    """Thread -> fold, by size: the largest threads first, each to the fold with the fewest articles."""
    count = {}
    for x in threads:
        t = x["id"].split("/")[0]
        count[t] = count.get(t, 0) + 1
    fold, load = {}, [0] * FOLDS
    for t in sorted(count, key=lambda t: (-count[t], t)):
        k = load.index(min(load))
        fold[t] = k
        load[k] += count[t]
    return fold


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data")
    ap.add_argument("init")
    ap.add_argument("out")
    ap.add_argument("--base", nargs="*", help="weights of a base already trained")
    ap.add_argument("--base-epochs", type=int, default=20)
    ap.add_argument("--base-seconds", type=float, default=170)
    ap.add_argument("--last-epochs", type=int, default=7)
    ap.add_argument("--last-share", type=float, default=0.35)
    ap.add_argument("--fold-share", type=float, default=0.1)
    ap.add_argument("--threads", type=float, default=2, help="how often an epoch of folds and final sees threads and own annotation")
    ap.add_argument("--folds", default="", help="numbers of the folds to train as well: 0,1,2,3,4")
    ap.add_argument("--skip-final", action="store_true", help="end after the folds")
    ap.add_argument("--lr", type=float, default=2e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--last-lr", type=float, default=1e-4)
    ap.add_argument("--budget", type=int, default=14000)
    ap.add_argument("--few", type=int)
    ap.add_argument("--workers", type=int, default=12)
    o = ap.parse_args()
    os.makedirs(o.out, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    t0 = time.time()
    say = lambda *a: print(f"[{time.time() - t0:.0f} s]", *a, flush=True)
    torch.manual_seed(1)
    labels, sets, dev = load_examples(o.data)
    if o.few:  # a trial of the whole run
        sets = {k: sorted(v, key=lambda x: x["n"])[: o.few] for k, v in sets.items()}
        dev = {k: sorted(v, key=lambda x: x["n"])[: o.few] for k, v in dev.items()}
    model = new_model(load_init(o.init), labels).to(device)
    say("loaded;", {k: len(v) for k, v in sets.items()}, device)
    times = {"crossner": 2, "annotated": 2}
    base_sets = [(sets[s], times.get(s, 1)) for s in BASE]
    if o.base:
        load_half(model, o.base)
        model.to(device)
    else:
        epoch = mixed(base_sets, 1, o.budget, 99)
        probe = copy.deepcopy(model)
        train(probe, epoch[:12], lr=o.lr, head_lr=o.head_lr, device=device, workers=o.workers, log=1000)
        t = time.time()
        train(probe, epoch[12:52], lr=o.lr, head_lr=o.head_lr, device=device, workers=o.workers, log=1000)
        speed = len(epoch[12:52]) / max(0.5, time.time() - t - 1)
        epochs = max(1, min(o.base_epochs, int(o.base_seconds * speed / len(epoch))))
        say(f"{speed:.1f} batches a second, {len(epoch)} an epoch: {epochs} epochs")
        del probe
        plan = mixed(base_sets, epochs, o.budget, 1)
        train(model, plan, lr=o.lr, head_lr=o.head_lr, device=device, workers=o.workers, log=max(20, len(plan) // 12), seconds=o.base_seconds * 1.3)
        say("base trained")
        layers = lambda k: k.startswith("encoder.layers")
        save_half(model, o.out + "/base-layers-a.npz", lambda k: layers(k) and int(k.split(".")[2]) < 3)
        save_half(model, o.out + "/base-layers-b.npz", lambda k: layers(k) and int(k.split(".")[2]) >= 3)
        save_half(model, o.out + "/base-heads.npz", lambda k: not layers(k))
        for k, v in dev.items():
            say("base", k, evaluate(model, v, device))
    others = [(sets[s], o.fold_share * times.get(s, 1)) for s in BASE if s != "annotated"]
    fold = fold_of(sets["threads"])
    json.dump(fold, open(o.out + "/folds.json", "w"), indent=0)
    for k in [int(x) for x in o.folds.split(",") if x]:
        m = copy.deepcopy(model)
        kept = [x for x in sets["threads"] if fold[x["id"].split("/")[0]] != k]
        plan = mixed(others + [(kept, o.threads), (sets["annotated"], o.threads)], o.last_epochs, o.budget, 10 + k)
        train(m, plan, lr=o.last_lr, head_lr=o.last_lr * 4, device=device, workers=o.workers, quantise_from=0.3, log=max(20, len(plan) // 2))
        Switch.on = True
        say("fold", k, evaluate(m, [x for x in sets["threads"] if fold[x["id"].split("/")[0]] == k], device))
        Switch.on = False
        write(f"{o.out}/fold{k}.bin", "deep", *body({n: v.detach().float().cpu().numpy() for n, v in m.state_dict().items()}, "deep", labels))
    if o.skip_final:
        return
    others = [(sets[s], o.last_share * times.get(s, 1)) for s in BASE if s != "annotated"]
    plan = mixed(others + [(sets["threads"], o.threads), (sets["annotated"], o.threads)], o.last_epochs, o.budget, 20)
    train(model, plan, lr=o.last_lr, head_lr=o.last_lr * 4, device=device, workers=o.workers, quantise_from=0.2, log=max(20, len(plan) // 3))
    say("final trained")
    layers = lambda k: k.startswith("encoder.layers")
    save_half(model, o.out + "/final-layers-a.npz", lambda k: layers(k) and int(k.split(".")[2]) < 3)
    save_half(model, o.out + "/final-layers-b.npz", lambda k: layers(k) and int(k.split(".")[2]) >= 3)
    save_half(model, o.out + "/final-heads.npz", lambda k: not layers(k))
    Switch.on = True
    for k, v in dev.items():
        say("final", k, evaluate(model, v, device))


if __name__ == "__main__":
    main()
