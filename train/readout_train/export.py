"""Weights as training leaves them to the files that readout embeds: python -m readout_train.export (see README.md)."""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import os
import struct

import numpy as np

from .examples import Labels
from .net import FF, HEADS, PLACES, POSITIONS, QUOTES, SHAPES, WIDTH
from .run import load_examples


def write(path, kind, config, strings, tensors):
    """One file of tensors, as package model reads it."""
    data, entries = bytearray(), []
    for name, a in tensors.items():
        data += b"\0" * (-len(data) % 64)
        entries.append({"name": name, "dtype": {"int8": "i8", "float32": "f32"}[str(a.dtype)], "shape": list(a.shape), "offset": len(data)})
        data += np.ascontiguousarray(a).tobytes()
    header = json.dumps({"kind": kind, "config": config, "strings": strings, "tensors": entries}).encode()
    out = b"READOUTW" + struct.pack("<II", 1, len(header)) + header
    out += b"\0" * (-len(out) % 64) + bytes(data)
    with open(path, "wb") as f:
        f.write(out + hashlib.sha256(out).digest())


def rows8(w):
    """Rows rounded to 8 bits and the scale of each, as net.symmetric8 does."""
    s = (np.abs(w).max(1) / np.float32(127)).astype(np.float32)
    s[s == 0] = 1
    return np.clip(np.rint(w / s[:, None]), -127, 127).astype(np.int8), s


def with_mark(state, cue, ends):
    """Folds a share of the mark of PolNeAR into the biases that read it: of the head of cues, and of that of ends. A reader knows no corpus."""
    state = dict(state)
    mark = state.pop("mark", np.zeros(WIDTH, np.float32))
    for name, share in (("cue.l1", cue), ("att.q1", ends), ("att.k1", ends)):
        w = state[name + ".weight"]
        state[name + ".bias"] = state[name + ".bias"] + share * (w @ np.tile(mark, w.shape[1] // len(mark)))
    return state


def body(state, kind, labels: Labels | None, layers=None):
    """Config, strings and tensors of a network with its heads. state: names of Model's parameters to float32."""
    out = {}
    n = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    n = layers or n
    for k in ("position", "shape", "quote", "place"):
        out[k] = state["encoder." + k]
    out["ln.weight"], out["ln.bias"] = state["encoder.ln.weight"], state["encoder.ln.bias"]
    linear = []
    for k, v in state.items():
        if k.startswith("encoder.layers."):
            if int(k.split(".")[2]) >= n:
                continue
            name = k.replace("encoder.layers.", "layer.")
        elif k.startswith("encoder.") or k in ("table", "mark") or k.startswith("aux."):
            continue
        else:
            name = k
        if name.endswith(".weight") and v.ndim == 2:
            linear.append(name)
            out[name], out[name.removesuffix("weight") + "scale"] = rows8(v)
        else:
            out[name] = v.astype(np.float32)
    config = {"width": WIDTH, "heads": HEADS, "ff": FF, "layers": n, "positions": POSITIONS, "shapes": SHAPES, "quotes": QUOTES, "places": PLACES}
    strings = labels.saved() if labels else {}
    return config, strings, {k: np.asarray(v, np.int8 if np.asarray(v).dtype == np.int8 else np.float32) for k, v in out.items()}


def write_words(path, init, vocabulary):
    """The file of word vectors, with the pieces they are of."""
    z = np.load(init)
    pieces = [x.rstrip("\n") for x in open(vocabulary, encoding="utf8")]
    write(path, "words", {}, {"pieces": pieces}, {"words.weight": z["words.weight"], "words.scale": z["words.scale"].astype(np.float32)})


def load_weights(paths):
    """Names of parameters to float32, of one or more files that training left: the mean of those in several."""
    state, seen = {}, collections.Counter()
    for path in paths:
        z = np.load(path)
        for k in z.files:
            seen[k] += 1
            state[k] = state.get(k, 0) + (z[k].astype(np.float32) - state.get(k, 0)) / seen[k]
    return state


def digest(path):
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def write_manifest(path, files, o):
    """What the weights were made of, for people."""
    _, sets, dev = load_examples(o.data)
    made = {"files": {os.path.basename(f): {"bytes": os.path.getsize(f), "sha256": digest(f)} for f in files}, "pretrained": o.pretrained, "commit": o.commit, "recipe": o.recipe,
            "examples": {"sha256": digest(o.data), "train": {k: {"documents": len(v), "tokens": sum(x["n"] for x in v)} for k, v in sorted(sets.items())}, "dev": sorted(dev)}}
    with open(path, "w", encoding="utf8") as f:
        json.dump(made, f, indent=1, ensure_ascii=False)
        f.write("\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("init", help="the start of training, for its word vectors")
    ap.add_argument("data", help="the examples, for their labels")
    ap.add_argument("vocabulary")
    ap.add_argument("weights", nargs="+", help="weights that training left")
    ap.add_argument("--mark", type=float, nargs=2, default=(0.0, 0.0), metavar=("CUE", "ENDS"),
                    help="how far the heads of cues and of their ends read as PolNeAR's annotators mark: 0 as we do, 1 as they do")
    ap.add_argument("--words", help="file of word vectors to write")
    ap.add_argument("--body", required=True, help="file of layers and heads to write")
    ap.add_argument("--manifest", help="file to write that says what the weights were made of")
    ap.add_argument("--pretrained", default="all-MiniLM-L6-v2 (Apache-2.0)")
    ap.add_argument("--commit", help="of the code that trained them")
    ap.add_argument("--recipe", action="append", help="a command that was run, in order")
    o = ap.parse_args()
    labels, _, _ = load_examples(o.data)
    write(o.body, "deep", *body(with_mark(load_weights(o.weights), *o.mark), "deep", labels))
    if o.words:
        write_words(o.words, o.init, o.vocabulary)
    if o.manifest:
        write_manifest(o.manifest, [f for f in (o.words, o.body) if f], o)


if __name__ == "__main__":
    main()
