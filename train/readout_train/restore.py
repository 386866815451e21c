"""Weights to go on from, out of the weight files in the program: python -m readout_train.restore WORDS BODY INIT WEIGHTS VOCABULARY (see README.md).

What an earlier run saved in floats need not be kept: 8 bits by row are close enough to begin with.
The mark of PolNeAR's annotators is in the biases for good, so a new one begins at zero.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct

import numpy as np

KINDS = {"i8": np.int8, "f32": np.float32}


def read(path):
    """Strings and tensors of a file that export.write wrote."""
    with open(path, "rb") as f:
        raw = f.read()
    data, digest = raw[:-32], raw[-32:]
    if raw[:8] != b"READOUTW" or hashlib.sha256(data).digest() != digest:
        raise SystemExit(f"{path}: no whole weight file")
    version, n = struct.unpack("<II", data[8:16])
    if version != 1:
        raise SystemExit(f"{path}: version {version}, not 1")
    header = json.loads(data[16 : 16 + n])
    start = 16 + n + -(16 + n) % 64
    tensors = {}
    for e in header["tensors"]:
        kind, size = np.dtype(KINDS[e["dtype"]]), int(np.prod(e["shape"]))
        tensors[e["name"]] = np.frombuffer(data, kind, size, start + e["offset"]).reshape(e["shape"])
    return header["strings"], tensors


def floats(tensors):
    """Names of Model's parameters to float32: the inverse of export.body, but for what it leaves out."""
    state = {}
    for name, a in tensors.items():
        if name.endswith(".scale"):
            continue
        scale = tensors.get(name.removesuffix("weight") + "scale") if a.dtype == np.int8 else None
        if scale is not None:
            a = a.astype(np.float32) * scale[:, None]
        if name.startswith("layer."):
            name = name.replace("layer.", "encoder.layers.")
        elif name in ("position", "shape", "quote", "place", "ln.weight", "ln.bias"):
            name = "encoder." + name
        state[name] = a.astype(np.float32)
    return state


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("words", help="the file of word vectors, words.bin")
    ap.add_argument("body", help="the file of layers and heads, deep.bin")
    ap.add_argument("init", help="file of initial weights to write, as convert writes it")
    ap.add_argument("weights", help="file of weights to write, for --going-on")
    ap.add_argument("vocabulary", help="file of word pieces to write")
    o = ap.parse_args()
    strings, words = read(o.words)
    with open(o.vocabulary, "w", encoding="utf8") as f:
        f.writelines(p + "\n" for p in strings["pieces"])
    _, tensors = read(o.body)
    state = floats(tensors)
    np.savez(o.weights, **state)
    np.savez(o.init, **words, **{k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")})


if __name__ == "__main__":
    main()
