"""Counts the tests in what go test -json prints, and prints those that failed or were skipped.

    count.py EVENTS COUNT COVERAGE

Appends a line of counts to COUNT, and go test's lines of coverage to COVERAGE.
"""
import json
import sys

passed = failed = skipped = 0
out = {}
covered = open(sys.argv[3], "a", encoding="utf8")
for line in open(sys.argv[1], encoding="utf8"):
    try:
        e = json.loads(line)
    except ValueError:
        print(line, end="")
        continue
    key = (e.get("Package"), e.get("Test"))
    if e["Action"] == "output":
        out.setdefault(key, []).append(e["Output"])
        if not e.get("Test") and e["Output"].startswith("ok "):
            covered.write(e["Output"])
    elif e["Action"] == "build-output":
        print(e["Output"], end="")
    elif e.get("Test"):
        passed += e["Action"] == "pass"
        skipped += e["Action"] == "skip"
        failed += e["Action"] == "fail"
        if e["Action"] in ("fail", "skip"):
            print("".join(out.get(key, []))[:4000], end="")
    elif e["Action"] == "fail":
        print("".join(out.get(key, []))[:4000], end="")
with open(sys.argv[2], "a", encoding="utf8") as count:
    count.write(f"{passed} passed, {failed} failed, {skipped} skipped\n")
