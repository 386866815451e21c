"""MiniLM as its package ships it to the start of training: python -m readout_train.convert MINILM OUT.npz VOCABULARY.txt"""

import json
import sys

import numpy as np
from safetensors.numpy import load_file


def main():
    folder, out, vocabulary = sys.argv[1:4]
    sd = {k.removeprefix("bert."): v.astype(np.float32) for k, v in load_file(folder + "/model.safetensors").items()}
    words = sd["embeddings.word_embeddings.weight"]
    scale = np.abs(words).max(1) / 127
    scale[scale == 0] = 1
    z = {"words.weight": np.clip(np.rint(words / scale[:, None]), -127, 127).astype(np.int8), "words.scale": scale.astype(np.float32)}
    z["position"] = sd["embeddings.position_embeddings.weight"] + sd["embeddings.token_type_embeddings.weight"][0]
    for k in ("weight", "bias"):
        z["ln." + k] = sd["embeddings.LayerNorm." + k]
    i = 0
    while f"encoder.layer.{i}.output.dense.weight" in sd:
        p, q = f"encoder.layer.{i}.", f"layers.{i}."
        for k in ("weight", "bias"):
            z[q + "qkv." + k] = np.concatenate([sd[p + f"attention.self.{r}.{k}"] for r in ("query", "key", "value")])
            z[q + "out." + k] = sd[p + "attention.output.dense." + k]
            z[q + "ln1." + k] = sd[p + "attention.output.LayerNorm." + k]
            z[q + "ff1." + k] = sd[p + "intermediate.dense." + k]
            z[q + "ff2." + k] = sd[p + "output.dense." + k]
            z[q + "ln2." + k] = sd[p + "output.LayerNorm." + k]
        i += 1
    z = {k: v.astype(np.float16) if v.dtype == np.float32 and k != "words.scale" else v for k, v in z.items()}
    np.savez(out, **z)
    v = json.load(open(folder + "/tokenizer.json", encoding="utf8"))["model"]["vocab"]
    open(vocabulary, "w", encoding="utf8").write("\n".join(sorted(v, key=v.get)) + "\n")


if __name__ == "__main__":
    main()
