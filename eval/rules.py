"""To measure how often each rule is right, on claims that were marked by hand, for the clear tier of a record.

python eval/rules.py            print how often each rule is right
python eval/rules.py --write    also write src/memcon/data/rule_precision.json

Marked are claims of official readouts (`marked_claims.csv`: right where kind, status and both sides are), drawn by rule
from those that no quality floor looks at, and the claims of the news gold. Both texts lie beside the repository. A
claim that is no longer made, or made with another status, is left out.
"""

import argparse
import csv
import importlib.util
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from measure import GOLD, READOUTS, ROOT, SHARED, as_pile, build
from memcon.model import Claim, Report, When
from memcon.pipeline import code
from memcon.record.tiers import Precision, Rules, load_rules
from memcon.reference import Reference, load_reference

MARKED = ROOT / "eval" / "marked_claims.csv"
TARGET = ROOT / "src" / "memcon" / "data" / "rule_precision.json"
BASIS = "claims of official readouts marked by hand (eval/marked_claims.csv) and of the news gold, by eval/rules.py"

Judged = tuple[str, bool]
"""The rule of a claim, and whether the claim is right."""


def marked(known: Reference) -> Iterator[Judged]:
    """The claims of readouts that were marked, as they are made now."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with MARKED.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            rows[row["readout"]].append(row)
    for told in map(json.loads, (SHARED / READOUTS).read_text(encoding="utf-8").splitlines()):
        if told["id"] in rows:
            claims = code(_report(told), known).claims
            for row in rows[told["id"]]:
                claim = _met_again(row, claims)
                if claim is not None:
                    yield claim.rule, row["right"] == "1"


def _report(told: Mapping[str, Any]) -> Report:
    """A readout as it was when its claims were marked: headline, summary, text."""
    day = date.fromisoformat(told["date"])
    text = "\n".join(part for part in (told["title"], told.get("summary"), told["text"]) if part)
    name = f"readout-{told['id']}"
    return Report(name, text, name, outlet="readouts", outlet_basis="given", published=When(day, day, "given"))


def _met_again(row: Mapping[str, str], claims: Sequence[Claim]) -> Claim | None:
    """The claim of the kind and status that was marked, where it shares most characters."""
    start, end = int(row["start"]), int(row["end"])
    near = [c for c in claims if (c.kind, c.status) == (row["kind"], row["status"]) and c.start < end and start < c.end]
    return max(near, key=lambda c: (min(c.end, end) - max(c.start, start), c.id), default=None)


def gold(work: Path) -> Iterator[Judged]:
    """The engagements of the news gold: right where one is told with its kind and status, wrong where none is."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score: Any = importlib.util.module_from_spec(spec)
    sys.modules["score"] = score
    spec.loader.exec_module(score)
    path = build([as_pile(SHARED / gold, work / Path(gold).name) for gold in GOLD], work / "record")
    record = score.load_record(path)
    rules = _rules_of(path)
    for name in GOLD:
        _, matches, misses = score.score_engagements(score.read_lines(SHARED / name), record)
        told = {m.claim.claim_id: m for m in matches}
        for claim, match in sorted(told.items()):
            yield rules[claim], match.claim.kind in match.gold.types and score.status_right(match.gold, match.claim)
        yield from ((rules[line.split()[2]], False) for line in misses if line.startswith("EXTRA"))


def _rules_of(record: Path) -> dict[str, str]:
    """The rule of each claim of a record."""
    import memcon  # noqa: PLC0415 — opening a record is needed here alone

    return {str(claim): str(rule) for claim, rule in memcon.open(record).rows("SELECT claim_id, rule FROM claims")}


def measured(work: Path) -> Rules:
    """How often each rule is right; the version is one later where that has changed."""
    counted: dict[str, Counter[bool]] = defaultdict(Counter)
    for rule, right in (*marked(load_reference()), *gold(work)):
        counted[rule][right] += 1
    found = {rule: Precision(n=n.total(), right=n[True]) for rule, n in sorted(counted.items())}
    before = load_rules()
    return Rules(before.version + (found != before.rules), BASIS, before.least, before.enough, found)


def main() -> int:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the package's data file")
    arguments = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print("rules: not measured, the gold (../shared) is not here")
        return 0
    with tempfile.TemporaryDirectory() as work:
        rules = measured(Path(work))
    for rule, one in sorted(rules.rules.items(), key=lambda item: (-item[1].n, item[0])):
        print(f"{rule:45} {one.right:4} of {one.n:4}  {one.right / one.n:.3f}{'  clear' if rules.clears(rule) else ''}")
    if arguments.write:
        TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(rules, order="deterministic"), indent=2) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
