"""To ask a served record all that its description allows, and much that it does not: schemathesis with all its checks.

Run by itself it serves the sample pile and asks 2,000 times and more: `python tests/fuzz_api.py [CASES]`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from memcon.record.record import open_record
from memcon.show.made import sample
from memcon.show.make import Work, make_record
from served import serving

EVERY = 100
"""Cases for each of the twenty operations in the long run: 2,000, and those at the bounds of each schema besides."""


def fuzz(
    base: str, place: Path, *options: str, there: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """What schemathesis finds of the record served at `base`; `there` are values of parts of paths that are there."""
    place.mkdir(parents=True, exist_ok=True)
    refused = ["[checks.negative_data_rejection]", 'expected-statuses = ["400", "404", "405", "414"]']
    lines = [*refused, "[parameters]", *(f'"path.{name}" = "{value}"' for name, value in (there or {}).items())]
    (place / "schemathesis.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run = (Path(sys.executable).with_name("st"), "run", f"{base}/openapi.json", "--checks", "all", "--seed", "1")
    command = [*map(str, run), "--no-color", "--continue-on-failure", "--request-timeout", "60", *options]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


def found_in(record: Path) -> dict[str, str]:
    """An event, a report, two states and a person of a record."""
    told = open_record(record)
    ((event,),) = told.rows("SELECT event_id FROM happenings ORDER BY n_reports DESC, event_id LIMIT 1")
    ((report,),) = told.rows("SELECT report_id FROM reports WHERE outcome = 'coded' ORDER BY report_id LIMIT 1")
    person = "SELECT actor_id FROM names WHERE actor_id LIKE 'person:%' GROUP BY ALL ORDER BY sum(n) DESC, 1 LIMIT 1"
    ((actor,),) = told.rows(person)
    named = {"event": event.partition(":")[2], "report": report, "kind": "person", "actor": actor.partition(":")[2]}
    return {**named, "countries": "SUN-USA"}


def main() -> int:
    """Both runs: with parts of paths that are there, and with any."""
    cases = sys.argv[1] if sys.argv[1:] else str(EVERY)
    with tempfile.TemporaryDirectory() as place:
        record = Path(place) / "record"
        make_record(sample(), record, Work())
        server = serving(record)
        base = next(server).base
        runs = [
            fuzz(base, Path(place) / "there", "--max-examples", cases, there=found_in(record)),
            fuzz(base, Path(place) / "any", "--max-examples", cases),
        ]
        next(server, None)
    for one in runs:
        print("\n".join(line[:300] for line in one.stdout.splitlines()), one.stderr)
    return max(one.returncode for one in runs)


if __name__ == "__main__":
    sys.exit(main())
