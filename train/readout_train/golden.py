"""What the heads say of a few invented texts, by the training side: python -m readout_train.golden (see README.md).

The Go side must say the same of them, but for roundings: golden_test.go.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os

import torch

from .corpora import prepare
from .examples import collate, example
from .export import load_weights, with_mark
from .net import Switch
from .run import load_examples, load_init, new_model

HEADS = ("tags", "names", "mhead", "cue", "event", "slot")
VECTORS = 16  # tokens of each text whose vectors are kept


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("init")
    ap.add_argument("data")
    ap.add_argument("vocabulary")
    ap.add_argument("weights", help="as a run saved them")
    ap.add_argument("out")
    ap.add_argument("texts", nargs="+")
    ap.add_argument("--mark", type=float, nargs=2, default=(0.0, 0.0), metavar=("CUE", "ENDS"), help="as export was told")
    ap.add_argument("--tool", required=True, help="the built readout-train")
    o = ap.parse_args()
    labels, _, _ = load_examples(o.data)
    model = new_model(load_init(o.init), labels)
    model.load_state_dict({k: torch.from_numpy(v) for k, v in with_mark(load_weights([o.weights]), *o.mark).items()}, strict=False)
    model.eval()
    Switch.on = True
    texts = []
    for path in o.texts:
        with open(path, encoding="utf8") as f:
            texts.append({"id": os.path.basename(path), "text": f.read()})
    out = []
    for d in prepare(o.tool, o.vocabulary, texts):
        b = {k: torch.from_numpy(v) for k, v in collate([example(d, labels)]).items()}
        with torch.no_grad():
            h = model.encoder(b["ids"], b["shape"], b["quote"], b["place"], b["lens"], b["first"])
            said = {k: getattr(model, k)(h)[0] for k in HEADS}
        said["tags"] = said["tags"][:, : model.upos]
        v = h[0, :VECTORS].numpy()
        out.append({"text": d.id, "sha256": hashlib.sha256(d.text.encode()).hexdigest(), "tokens": len(d.tokens), "heads": {k: x.argmax(-1).tolist() for k, x in said.items()},
                    "vectors": base64.b64encode(v.astype("<f2").tobytes()).decode()})
    with open(o.out, "w", encoding="utf8") as f:
        f.write('{"texts": [\n' + ",\n".join(json.dumps(x, separators=(",", ":")) for x in out) + "\n]}\n")
    print(o.out, len(out), "texts,", sum(x["tokens"] for x in out), "tokens")


if __name__ == "__main__":
    main()
