"""The file of fast layers, out of what readout_train.student left: python -m readout_train.fast WORDS BODY FAST WEIGHTS... (see README.md).

They stand in for the layers of BODY: word vectors, positions and heads stay those of WORDS and BODY, whose hashes the file names. Of the weights of several runs it is the mean.
"""

from __future__ import annotations

import argparse
import json
import os

import numpy as np

from .export import body, digest, load_weights, write
from .net import PLACES, POSITIONS, QUOTES, SHAPES
from .restore import read


def hash_of(path):
    """What package model calls the hash of a weight file: SHA-256 of all but the digest at its end."""
    read(path)
    with open(path, "rb") as f:
        return "sha256:" + f.read()[-32:].hex()


def write_fast(path, state, words, deep):
    """state: names of the layers' parameters ("0.qkv.weight") to float32."""
    sizes = {"position": POSITIONS, "shape": SHAPES, "quote": QUOTES, "place": PLACES, "ln.weight": 0, "ln.bias": 0}
    whole = {"encoder." + k: np.zeros(n) for k, n in sizes.items()} | {"encoder.layers." + k: v for k, v in state.items()}
    config, _, tensors = body(whole, "fast", None)
    config["ff"] = len(state["0.ff1.bias"])
    write(path, "fast", config, {"of": [hash_of(words), hash_of(deep)]}, {k: v for k, v in tensors.items() if k.startswith("layer.")})


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("words", help="the file of word vectors, words.bin")
    ap.add_argument("body", help="the file of layers and heads, deep.bin")
    ap.add_argument("fast", help="file to write, fast.bin")
    ap.add_argument("weights", nargs="+", help="what readout_train.student left")
    ap.add_argument("--manifest", help="manifest of the weights to write it into")
    ap.add_argument("--commit", help="of the code that trained it")
    ap.add_argument("--recipe", action="append", help="a command that was run, in order")
    o = ap.parse_args()
    write_fast(o.fast, load_weights(o.weights), o.words, o.body)
    if o.manifest:
        with open(o.manifest, encoding="utf8") as f:
            made = json.load(f)
        name = os.path.basename(o.fast)
        made["files"][name] = {"bytes": os.path.getsize(o.fast), "sha256": digest(o.fast)}
        made["fast"] = {"commit": o.commit, "recipe": o.recipe}
        with open(o.manifest, "w", encoding="utf8") as f:
            json.dump(made, f, indent=1, ensure_ascii=False)
            f.write("\n")


if __name__ == "__main__":
    main()
