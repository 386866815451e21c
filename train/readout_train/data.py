"""All corpora in one file of examples: python -m readout_train.data (see README.md)."""

from __future__ import annotations

import argparse
import glob
import json
import os
import pickle
import zlib

from .annotations import corpus, load
from .corpora import annotated, columns, corenlp, gap, polnear, prepare, thread, treebank
from .examples import Labels, example


def gather(corpora: str, tool: str, vocabulary: str, annotations: str, say=print):
    def prep(texts):
        return prepare(tool, vocabulary, texts)

    train, dev = {}, {}
    p = polnear(corpora, "train", prep)
    corenlp(corpora, "train", p)
    train["polnear"] = p
    dev["polnear"] = polnear(corpora, "dev", prep)
    for name, entities in (("gum", True), ("ewt", False)):
        train[name] = treebank(f"{corpora}/ud/ud-{name}-train.conllu.gz", prep, entities)
        dev[name] = treebank(f"{corpora}/ud/ud-{name}-dev.conllu.gz", prep, entities)
    for name, file in (("wikigold", "ner-wikigold-{}.conll.gz"), ("crossner", "crossner-politics-{}.txt.gz")):
        train[name] = columns(f"{corpora}/names/{file.format('train')}", prep, name)
        dev[name] = columns(f"{corpora}/names/{file.format('dev')}", prep, name)
    train["gap"] = gap(f"{corpora}/coref/gap-validation.tsv.gz", prep)
    train["threads"] = [d for path in sorted(glob.glob(f"{corpora}/threads/*.json")) for d in thread(path, prep)]
    train["annotated"] = annotated(load(corpus(f"{corpora}/news/unlabelled.jsonl.gz"), annotations), prep)
    with open(os.path.join(os.path.dirname(annotations), "invented.jsonl"), encoding="utf8") as f:
        train["invented"] = annotated([json.loads(x) for x in f], prep)
    for k, v in train.items():
        say(f"{k}: {len(v)} documents, {sum(len(d.tokens) for d in v)} tokens")
    return train, dev


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("corpora")
    ap.add_argument("out", help="file of examples")
    ap.add_argument("--tool", required=True, help="the built readout-train")
    ap.add_argument("--vocabulary", required=True)
    ap.add_argument("--annotations", default=os.path.join(os.path.dirname(__file__), "..", "annotations", "news.jsonl"), help="our own annotation of the news corpus")
    o = ap.parse_args()
    train, dev = gather(o.corpora, o.tool, o.vocabulary, o.annotations)
    labels = Labels([d for ds in train.values() for d in ds])
    examples = {part: {k: [example(d, labels) for d in v if d.tokens] for k, v in sets.items()} for part, sets in (("train", train), ("dev", dev))}
    raw = zlib.compress(pickle.dumps({"labels": labels.saved(), **examples}, protocol=5), 6)
    with open(o.out + ".new", "wb") as f:
        f.write(raw)
    os.replace(o.out + ".new", o.out)
    print(f"{o.out}: {len(raw)} bytes")


if __name__ == "__main__":
    main()
