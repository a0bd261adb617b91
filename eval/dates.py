"""To write the time expressions found in a set of dated sentences, in the shape that the scorer of dates reads.

Usage: python eval/dates.py CASES.jsonl FOUND.jsonl
A case holds `id`, `text` and `written`; a found row holds `id` and `spans` of `start, end, first, last`.
"""

import json
import sys
from datetime import date
from pathlib import Path

from memcon.dates import read


def found(case: dict[str, str]) -> dict[str, object]:
    """The found row of one case."""
    spans = [
        {"start": start, "end": end, "first": first.isoformat(), "last": last.isoformat()}
        for start, end, first, last in read(case["text"], date.fromisoformat(case["written"]))
    ]
    return {"id": case["id"], "spans": spans}


def main(cases: Path, target: Path) -> None:
    """Read the cases, write the found rows."""
    lines = cases.read_text(encoding="utf-8").splitlines()
    target.write_text("".join(json.dumps(found(json.loads(line))) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
