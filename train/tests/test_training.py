"""Labels fall on the right tokens, batches are padded as heads expect, and a few steps on tiny data lower the loss."""

import json
import os
import struct
import time

import numpy as np
import pytest
import torch

from readout_train import annotations, calibrate, eventscore, export, fast, net, restore, student
from readout_train.annotations import agree
from readout_train.corpora import NAME_KINDS, Doc, find, lay_events, lay_statements, resolve_statement, runs
from readout_train.evaluate import spans
from readout_train.examples import Labels, Pool, batches, collate, example, head_of, pair_features
from readout_train.losses import WEIGHTS, losses, parties
from readout_train.net import Encoder, Model, Switch
from readout_train.top import choose, clock, planned

TEXT = "Mara Lind said the talks will be held in Ostmark on Friday . She expects no deal ."
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def small(text=TEXT):
    """A document of one-piece words parted by spaces."""
    tokens, at = [], 0
    for w in text.split():
        tokens.append([at, at + len(w)])
        at += len(w) + 1
    n = len(tokens)
    end = text.split().index(".") + 1
    return Doc("d", text, tokens, [[4 + i % 40] for i in range(n)], [2 if w[0].isupper() else 1 for w in text.split()], [0] * n, [2] + [0] * (n - 1), [end, n], [[0, n, 0, n]])


def document():
    d = small()
    d.tags = [("NOUN", "NN")] * len(d.tokens)
    d.trees = [(-1, "root")] + [(0, "dep")] * (d.sentences[0] - 1) + [(-1, "root")] + [(d.sentences[0], "dep")] * (len(d.tokens) - d.sentences[0] - 1)
    d.names = [(0, 2, "person"), (9, 10, "place")]
    d.mentions = [(0, 2, 1, "person"), (13, 14, 13, "person")]
    d.chains = [[(0, 2, 1), (13, 14, 13)]]
    d.statements = [{"cue": (2, 3), "cues": [[2, 3]], "source": (0, 2), "content": (3, 12)}]
    lay_events(d, TEXT, [{"type": "meeting", "status": "planned", "mentions": ["the talks"], "participants": ["Mara Lind"],
                          "slots": [{"slot": "place", "quote": "Ostmark", "status": "planned"}, {"slot": "date", "quote": "Friday", "status": "planned"}]}], None)
    return d


@pytest.fixture
def model():
    torch.manual_seed(1)
    labels = Labels([document()])
    return Model(Encoder(torch.randint(-127, 127, (200, net.WIDTH), dtype=torch.int8), torch.full((200,), 0.001), 1), labels.sizes()), labels


def tensors(xs):
    return {k: torch.from_numpy(v) for k, v in collate(xs).items()}


def test_quotes_are_found_by_number():
    assert find("the talks and the talks", "the talks#2") == (14, 23)
    assert find("he said, then he left", "he", "then he") == (14, 16)
    assert find("nothing", "talks") is None


def test_labels_fall_on_tokens():
    d = document()
    x = example(d, Labels([d]))
    assert [d.form(i) for i in range(3, 5)] == ["the", "talks"]
    assert list(x["event"][3:5]) == [1, 2]
    assert x["att"].tolist() == [[2, 2, 1, 2, 4, 12]]
    assert d.form(x["sl"][0][0]) == "Ostmark" and d.form(x["sl"][1][0]) == "Friday"
    assert x["pgold"].any() and not x["pgold"].all()
    assert spans(x["names"]) == [(0, 2, 0), (9, 10, 2)]


def test_statements_of_threads_are_laid_on_tokens():
    d = small()
    said = {"content": ["the talks will be held in Ostmark on Friday"], "source": "Mara Lind", "cue": "said", "speaker": ["Mara Lind"], "kind": "indirect"}
    lay_statements(d, TEXT, [said, {**said, "cue": "expects", "source": "She", "content": ["no deal"], "nested": True}])
    assert d.statements == [{"cue": (2, 3), "cues": [[2, 3]], "source": (0, 2), "content": (3, 12)}]
    assert d.sources == [(0, 2, ["Mara Lind"], False), (13, 14, ["Mara Lind"], False)]


def test_heads_of_phrases():
    for phrase, head in (("a senior official in the ministry", "official"), ("Mara Lind", "Lind"), ("the mayor , a farmer", "mayor"), ("he", "he")):
        forms = phrase.split()
        assert forms[head_of(forms, 0, len(forms))] == head


def test_runs_join_neighbours():
    assert runs({1, 2, 5}) == [[1, 3], [5, 6]]


def test_pair_features_count_what_they_say():
    f = pair_features(["The", "Talks", "the", "talks"], [0, 0, 1, 1], [(0, 2, 1), (2, 4, 3)])
    assert f[0, 1] == 1 + 2 and f[0, 0] == 1 + 2 + 4 + 8


def test_batches_keep_every_document():
    import random

    xs = [dict(id=i, windows=[[0, 10 * (i + 1), 0, 10 * (i + 1)]]) for i in range(9)]
    out = batches(xs, 120, random.Random(1))
    assert sorted(x["id"] for b in out for x in b) == list(range(9))


def named(words, names, first):
    """An example of one-piece words, the first of which has number `first`."""
    d = small(words)
    d.pieces = [[first + i] for i in range(len(d.tokens))]
    d.names = names
    return example(d, Labels([d]))


def test_names_are_exchanged_for_names_of_their_kind():
    import random

    one = named("Mara Lind left Ostmark .", [(0, 2, "person"), (3, 4, "place")], 10)
    two = named("Jon Orr left Varn .", [(0, 2, "person"), (3, 4, "place")], 30)
    pool = Pool({"news": [one, two]})
    assert pool.kind == {(11,): (0, 1), (13,): (1, 1), (31,): (0, 1), (33,): (1, 1)}
    both = dict(one, pieces=one["pieces"][:4] + [[11]], cap=np.array([True, True, False, True, False]))
    seen = {tuple(p[0] for p in pool.renamed(both, random.Random(k))) for k in range(20)}
    assert seen == {(10, last, 12, town, 11) for last in (11, 31) for town in (13, 33)}  # what is not capitalised is no name
    words = collate([one], np.random.default_rng(2), 0.0, pool)["ids"]
    assert words.shape == (1, 7) and {10, 12, 14} < set(words[0].tolist())


def test_training_lowers_every_loss(model):
    model, labels = model
    b = tensors([example(document(), labels)] * 2)
    opt = torch.optim.AdamW(model.parameters(), lr=2e-3)
    before = {k: float(v.detach()) for k, v in losses(model, b).items()}
    assert set(before) == set(WEIGHTS)
    for _ in range(30):
        opt.zero_grad()
        sum(losses(model, b).values()).backward()
        opt.step()
    model.eval()
    after = {k: float(v.detach()) for k, v in losses(model, b).items()}
    worse = {k for k in before if before[k] > 1e-3 and after[k] >= before[k]}
    assert not worse, {k: (before[k], after[k]) for k in worse}


def test_rounding_is_near_and_passes_gradients(model):
    model, labels = model
    model.eval()
    b = tensors([example(document(), labels)])
    args = [b[k] for k in ("ids", "shape", "quote", "place", "lens", "first")]
    plain = model.encoder(*args)
    try:
        Switch.on = True
        rounded = model.encoder(*args)
    finally:
        Switch.on = False
    assert torch.nn.functional.cosine_similarity(plain, rounded, -1).min() > 0.99
    assert not torch.equal(plain, rounded)
    rounded.sum().backward()
    assert model.encoder.layers[0].ff1.weight.grad.abs().sum() > 0


def test_weight_file_holds_what_was_written(tmp_path, model):
    model, labels = model
    state = {k: v.detach().numpy() for k, v in model.state_dict().items()}
    path = tmp_path / "deep.bin"
    export.write(path, "deep", *export.body(state, "deep", labels))
    raw = path.read_bytes()
    assert raw[:8] == b"READOUTW"
    (n,) = struct.unpack("<I", raw[12:16])
    header = json.loads(raw[16 : 16 + n])
    data = raw[(16 + n + 63) // 64 * 64 : -32]
    by = {t["name"]: t for t in header["tensors"]}
    t = by["cue.l1.weight"]
    w = np.frombuffer(data, np.int8, np.prod(t["shape"]), t["offset"]).reshape(t["shape"])
    s = by["cue.l1.scale"]
    scale = np.frombuffer(data, np.float32, s["shape"][0], s["offset"])
    assert np.abs(w * scale[:, None] - state["cue.l1.weight"]).max() <= scale.max() / 2 + 1e-7
    assert "aux.weight" not in by and "mark" not in by and header["strings"]["upos"] == ["NOUN"]


def test_weights_of_several_runs_are_averaged(tmp_path):
    np.savez(tmp_path / "a.npz", both=np.array([1.0, 2.0]), one=np.array([5.0]))
    np.savez(tmp_path / "b.npz", both=np.array([3.0, 6.0]))
    got = export.load_weights([tmp_path / "a.npz", tmp_path / "b.npz"])
    assert got["both"].tolist() == [2.0, 4.0] and got["one"].tolist() == [5.0] and got["both"].dtype == np.float32


def test_training_goes_on_from_weight_files(tmp_path, model):
    model, labels = model
    state = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    first, second = tmp_path / "deep.bin", tmp_path / "again.bin"
    export.write(first, "deep", *export.body(state, "deep", labels))
    strings, tensors = restore.read(first)
    back = restore.floats(tensors)
    own = {k for k in model.state_dict() if k != "mark" and k != "table" and not k.startswith("aux.")}
    assert set(back) == own and strings == labels.saved()
    assert all(back[k].shape == tuple(v.shape) for k, v in model.state_dict().items() if k in own)
    export.write(second, "deep", *export.body(back, "deep", labels))
    assert first.read_bytes() == second.read_bytes()
    first.write_bytes(first.read_bytes()[:-1])
    with pytest.raises(SystemExit, match="no whole weight file"):
        restore.read(first)


def test_a_student_learns_what_the_teacher_gives(model, tmp_path):
    model, labels = model
    xs = [example(document(), labels)]
    b = tensors(xs)
    heads = {k: v.clone() for k, v in model.state_dict().items() if not k.startswith("encoder.")}
    teacher = model.encoder
    teacher.eval()
    with torch.no_grad():
        whole = teacher(b["ids"], b["shape"], b["quote"], b["place"], b["lens"], torch.arange(b["ids"].numel()).view(b["ids"].shape))
    hidden = whole.view(*b["ids"].shape, net.WIDTH).bfloat16()
    used = student.used_inside(teacher, xs)
    assert [len(u) for u in used] == [net.FF]
    model.encoder = student.narrowed(teacher, 64, used)
    assert model.encoder.layers[0].ff1.weight.shape == (64, net.WIDTH)
    kept = used[0].topk(64).indices.sort().values
    assert torch.equal(model.encoder.layers[0].ff2.weight, teacher.layers[0].ff2.weight[:, kept])
    params = student.only_layers(model)
    opt = torch.optim.AdamW(params, lr=1e-3)
    far = lambda: float(student.student_losses(model, b, hidden, 10.0)[0]["vectors"].detach())
    before = far()
    for _ in range(30):
        parts, loss = student.student_losses(model, b, hidden, 10.0)
        opt.zero_grad()
        loss.backward()
        opt.step()
    assert set(parts) == set(WEIGHTS) | {"vectors"}
    assert far() < 0.7 * before
    assert all(torch.equal(v, heads[k]) for k, v in model.state_dict().items() if k in heads)
    assert torch.equal(model.encoder.position, teacher.position)
    np.savez(tmp_path / "model.npz", **{k: v.detach().half().numpy() for k, v in model.encoder.layers.state_dict().items()})
    for name, kind in (("words", "words"), ("deep", "deep")):
        export.write(tmp_path / (name + ".bin"), kind, {}, {}, {"a": np.zeros(1, np.float32)})
    out = tmp_path / "fast.bin"
    fast.write_fast(out, export.load_weights([tmp_path / "model.npz"]), tmp_path / "words.bin", tmp_path / "deep.bin")
    strings, tensors_ = restore.read(out)
    assert strings["of"] == ["sha256:" + (tmp_path / (n + ".bin")).read_bytes()[-32:].hex() for n in ("words", "deep")]
    assert set(tensors_) == {k for k in export.body({k: v.detach().numpy() for k, v in model.state_dict().items()}, "deep", labels)[2] if k.startswith("layer.")}
    assert tensors_["layer.0.ff1.weight"].shape == (64, net.WIDTH) and b'"ff": 64' in out.read_bytes()[:400]


def test_only_so_much_is_planned():
    import random

    sets = {name: [dict(id=f"{name}{i}", windows=[[0, 10, 0, 10]]) for i in range(10)] for name in ("news", "threads")}
    plan = planned(sets, "news:2,threads:0.5", 2, 100, random.Random(1))
    taken = [x["id"][:-1] for b in plan for x in b]
    assert taken.count("news") == 40 and 4 <= taken.count("threads") <= 16
    start = 1_900_000_000.0
    now = time.gmtime(start)
    assert clock(f"{now.tm_hour}:{now.tm_min}", start) == start - now.tm_sec and clock(None, start) is None


def test_what_is_held_back_is_left_out():
    threads = [{"id": f"{t}/{i}", "cue": 1, "aux": 1, "att": 1} for t in "abcdefgh" for i in range(3)]
    news = [{"id": "n1", "cue": 1, "chained": False}, {"id": "n2", "names": 1, "chained": False}, {"id": "n3", "chained": True}]
    sets = {"threads": [dict(x) for x in threads], "annotated": news}
    choose(sets, "0", True)
    assert 0 < len(sets["threads"]) < len(threads) and all(set(x) == {"id"} for x in sets["threads"])
    assert [x["id"] for x in sets["said"]] == ["n1"] and [x["id"] for x in sets["named"]] == ["n2", "n3"]
    sets["threads"] = threads
    choose(sets, "all", False)
    assert sets["threads"] == []


def test_two_equal_annotations_agree():
    e = {"key": "k", "type": "meeting", "status": "held", "mentions": [[0, 3]], "participants": ["Ana Korl"], "slots": [{"slot": "date", "span": [4, 9], "status": "held"}]}
    row = {"id": "a", "events": [e], "sources": [{"span": [0, 3], "speaker": ["Ana Korl"]}]}
    out = agree([row, row])
    assert out["events F1"] == out["slots found F1"] == out["participants F1"] == 100.0
    other = {**row, "events": [{**e, "mentions": [[50, 55]]}]}
    assert agree([row, other])["attached F1"] == 0.0


def test_annotations_hold_no_text():
    path = os.path.join(os.path.dirname(__file__), "..", "annotations", "news.jsonl")
    for line in open(path, encoding="utf8"):
        r = json.loads(line)
        assert set(r) - {"statements", "names", "chains"} == {"id", "annotator", "length", "sha256", "events", "sources"}
        assert all(isinstance(a, int) and isinstance(b, int) and kind in NAME_KINDS for a, b, kind in r.get("names", []))
        assert all(isinstance(a, int) and isinstance(b, int) for chain in r.get("chains", []) for a, b in chain)
        assert max((len(v) for e in r["events"] for s in e["slots"] for v in [s.get("value", "")]), default=0) < 40


def test_score_of_statements():
    words = calibrate.Words("Mara Lind said: “Café” is late.")
    row = {"text": "Mara Lind said: “Café” is late.", "annotations": [{"attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[16, 30]]}]}]}
    gold = calibrate.gold_of(row, words)
    p = {"source": words.within([(0, 9)]), "cue": words.within([(10, 14)]), "content": words.within([(18, 36)])}
    assert calibrate.right(p, gold)
    assert not calibrate.right({**p, "source": set()}, gold)
    assert not calibrate.right({**p, "content": set(list(p["content"])[:1])}, gold)
    x = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]] * 20)
    w = calibrate.fit(x, np.array([0.0, 0, 1, 1] * 20))
    assert w[1] > 1 and abs(w[0]) < 0.1


def test_what_is_found_is_judged_by_the_gold_event_of_most_mentions():
    gold = [{"mentions": [(0, 5), (20, 25)], "participants": {"orr"}, "slots": [("place", (30, 36), "planned")]},
            {"mentions": [(50, 55)], "participants": {"vask"}, "slots": [("date", (60, 66), "held")]}]
    span = lambda s, e: {"start": s, "end": e}
    slot = lambda kind, at, status: {"slot": kind, "span": span(*at), "status": status, "known": {kind: 1}}
    found = [{"mentions": [span(0, 5), span(21, 25), span(50, 55)], "known": {"n": 3},
              "slots": [slot("venue", (31, 36), "likely"), slot("venue", (31, 36), "held"), slot("date", (60, 66), "held")],
              "parties": [{"name": "Ana Orr", "known": {}}, {"name": "Vask", "known": {}}]},
             {"mentions": [span(80, 85)], "known": {"n": 1}, "slots": [slot("place", (30, 36), "planned")], "parties": [{"name": "Orr", "known": {}}]}]
    got = [(model, ok) for model, _, ok in eventscore.examples(found, gold)]
    assert got == [("event", True), ("slot", True), ("slot", False), ("slot", False), ("party", True), ("party", False), ("event", False), ("slot", False)]


def test_scores_of_events_follow_what_is_known(capsys):
    rows = [({"always": 1, "near": float(i % 4 > 0), "date" if i % 2 else "place": 1}, i % 4 > 0, f"r{i % 12}") for i in range(240)]
    table = [line.split("\t") for line in eventscore.fitted("slot", rows)]
    assert [t[:2] for t in table] == [["slot", k] for k in ("always", "near", "date", "place")]
    assert float(table[1][2]) > 2 and abs(float(table[3][2])) < 1
    assert "slot: 240, right 75.0 %" in capsys.readouterr().out


def test_a_statement_stands_where_its_content_is():
    text = "Lind said the ferry sails. The mayor said that Orr said nothing. “We wait,” she said, “until noon.”"
    at = lambda got: [text[a:b] for a, b in ([got[0]] + ([got[1]] if got[1] else []) + got[2])] + [got[0][0]]
    got = resolve_statement(text, {"content": ["that Orr said nothing"], "source": "The mayor", "cue": "said"})
    assert at(got) == ["said", "The mayor", "that Orr said nothing", text.index("said that")]
    got = resolve_statement(text, {"content": ["nothing"], "source": "Orr", "cue": "said"})
    assert at(got) == ["said", "Orr", "nothing", text.index("said nothing")]
    got = resolve_statement(text, {"content": ["“We … wait,”", "“until noon.”"], "source": "she", "cue": "said"})
    assert at(got) == ["said", "she", "“We wait,”", "“until noon.”", text.index("said, “until")]
    assert resolve_statement(text, {"content": ["never written"], "source": "", "cue": "said"}) is None


def test_names_and_chains_are_packed_as_spans():
    text = "Mara Lind left. Lind said she was late, and Lind Bank lent her a car."
    names = {"names": [["Mara Lind", "person"], ["Lind", "person"], ["Lind Bank", "organization"]]}
    assert annotations.pack_names({"text": text}, names) == [(0, 9, "person"), (16, 20, "person"), (44, 53, "organization")]
    a = {"text": text, "spans": [[0, 9], [16, 20], [26, 29], [44, 53], [59, 62]]}
    o = {"chains": [[1, 2, 3]], "add": [{"quote": "her", "near": "lent her", "chain": 0}]}
    assert annotations.pack_chains(a, o) == [[(0, 9), (16, 20), (26, 29), (59, 62)], [(44, 53)]]


def test_the_mark_is_a_bias_of_what_reads_it():
    rng = np.random.default_rng(3)
    state = {"mark": rng.normal(size=export.WIDTH).astype(np.float32)}
    for name, width in (("cue.l1", 1), ("att.q1", 2), ("att.k1", 1)):
        state[name + ".weight"] = rng.normal(size=(5, width * export.WIDTH)).astype(np.float32)
        state[name + ".bias"] = np.zeros(5, np.float32)
    x = rng.normal(size=export.WIDTH).astype(np.float32)
    out = export.with_mark(state, 0.5, 1.0)
    assert "mark" not in out
    want = state["cue.l1.weight"] @ (x + 0.5 * state["mark"])
    assert np.allclose(out["cue.l1.weight"] @ x + out["cue.l1.bias"], want, atol=1e-3)
    want = state["att.q1.weight"] @ np.tile(x + state["mark"], 2)
    assert np.allclose(out["att.q1.weight"] @ np.tile(x, 2) + out["att.q1.bias"], want, atol=1e-3)


def test_a_name_takes_part_by_its_surest_mention():
    scores = torch.tensor([[[-9.0, 9.0, -9.0], [-9.0, -9.0, -9.0]]])
    gold = torch.tensor([[[True, True, False], [True, True, False]]])
    one, other = torch.tensor([[0, 0]]), torch.tensor([[0, 0, 1]])
    assert parties(scores, gold, one, other) < 1e-3
    assert parties(-scores, gold, one, other) > 0.01
    assert parties(scores, gold, torch.tensor([[-1, -1]]), other) == 0
