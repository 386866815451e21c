"""Readout, spaCy and CoreNLP on the same articles, each on one core, in one run.

    python3 bench/peers/peers.py CORPORA --readout ./readout --spacy PYTHON MODEL --corenlp 'corenlp.jar:models.jar:…'

Reads the first articles of CORPORA/news/unlabelled.jsonl.gz that have 700 to 800 words. Each system reads one article and then all of them, in turns, in a process that is bound
to one core; what the second reading takes more is the time of the other articles, without that of starting. Prints a table in Markdown.

    pip install spacy==3.8.18, and a package with en_core_web_md 3.8, whose directory is MODEL
    mvn dependency:get -Dartifact=edu.stanford.nlp:stanford-corenlp:4.5.10 (and :jar:models)
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

SPACY = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
for doc in nlp.pipe(open(p, encoding="utf8").read() for p in sys.argv[2:]):
    pass
"""
ANNOTATORS = "tokenize,pos,lemma,ner,depparse,coref,quote"


def articles(corpora, count):
    out = []
    with gzip.open(corpora + "/news/unlabelled.jsonl.gz", "rt", encoding="utf8") as f:
        for line in f:
            text = json.loads(line)["text"]
            if 700 <= len(text.split()) <= 800:
                out.append(text)
            if len(out) == count:
                return out
    sys.exit(f"peers: only {len(out)} articles of 700 to 800 words")


def run(command, core):
    """Seconds by the clock and of the processor that a command takes."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS")} | {"GOMAXPROCS": "1", "OMP_NUM_THREADS": "1"}
    start = time.monotonic()
    p = subprocess.Popen(["taskset", "-c", str(core), *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    said = p.stderr.read()
    _, status, used = os.wait4(p.pid, 0)
    if status:
        sys.exit(f"peers: {command[0]} failed: {said.decode()[-2000:]}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpora")
    ap.add_argument("--readout", required=True, help="the built program")
    ap.add_argument("--spacy", nargs=2, metavar=("PYTHON", "MODEL"))
    ap.add_argument("--corenlp", metavar="CLASSPATH")
    ap.add_argument("--articles", type=int, default=20)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--core", type=int, default=0)
    o = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(articles(o.corpora, o.articles)):
            paths.append(f"{folder}/{i:03d}.txt")
            with open(paths[-1], "w", encoding="utf8") as f:
                f.write(text)

        def corenlp(files):
            with open(folder + "/list", "w", encoding="utf8") as f:
                f.write("\n".join(files))
            return ["java", "-Xmx6g", "-XX:+UseSerialGC", "-cp", o.corenlp, "edu.stanford.nlp.pipeline.StanfordCoreNLP", "-annotators", ANNOTATORS, "-threads", "1", "-fileList", folder + "/list",
                    "-outputFormat", "json", "-outputDirectory", folder]

        systems = {"Readout": lambda files: [o.readout, "read", "--format", "jsonl", "--jobs", "1", *files]}
        if o.spacy:
            systems["spaCy"] = lambda files: [o.spacy[0], "-c", SPACY, o.spacy[1], *files]
        if o.corenlp:
            systems["CoreNLP"] = corenlp
        spent = {name: [] for name in systems}
        for _ in range(o.rounds):
            for name, command in systems.items():
                one, all_ = run(command(paths[:1]), o.core), run(command(paths), o.core)
                spent[name].append([(b - a) / (len(paths) - 1) for a, b in zip(one, all_)])
    print("| system | ms an article, by the clock | ms of the processor | articles a second |\n| --- | --- | --- | --- |")
    for name, rounds in spent.items():
        clock, used = (statistics.median(r[k] for r in rounds) for k in (0, 1))
        print(f"| {name} | {1000 * clock:.0f} | {1000 * used:.0f} | {1 / used:.2f} |")


if __name__ == "__main__":
    main()
