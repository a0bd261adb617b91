"""To show what a change does to coding: the claims gained, lost and changed between two records, or two revisions.

python eval/differ.py OLD NEW                          two records
python eval/differ.py --revisions main HEAD PATH...    the records that two revisions build of the same paths
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
from msgspec import Struct

ROOT = Path(__file__).parent.parent
COMPARED = ("kind", "status", "stage", "days", "place", "voice", "slots")

CLAIMS = """
SELECT c.report_id, any_value(r.path), c.start, c."end", c.kind, c.status, c.stage,
       concat(c.first, '..', c.last) AS days, c.place, c.voice,
       coalesce(string_agg(concat(s.part, '=', coalesce(s.words, s.actor_id)), ', ' ORDER BY s.part, s.start), ''),
       any_value(substr(r.text, c.start + 1, c."end" - c.start))
FROM read_parquet('{record}/claims/*.parquet') c
JOIN read_parquet('{record}/reports/*.parquet') r USING (report_id)
LEFT JOIN read_parquet('{record}/slots/*.parquet') s USING (claim_id)
GROUP BY c.claim_id, c.report_id, c.start, c."end", c.kind, c.status, c.stage, c.first, c.last, c.place, c.voice
ORDER BY c.report_id, c.start, c."end", c.kind, c.claim_id
"""


class Told(Struct, frozen=True):
    """A claim as it is compared, with the report and clause that tell it."""

    report: str
    path: str
    start: int
    end: int
    kind: str
    status: str
    stage: str | None
    days: str
    place: str | None
    voice: str | None
    slots: str
    clause: str


class Difference(Struct, frozen=True):
    """What one record tells and another does not; `changed` pairs the old telling with the new."""

    gained: tuple[Told, ...]
    lost: tuple[Told, ...]
    changed: tuple[tuple[Told, Told], ...]
    same: int


def read_claims(record: Path) -> dict[str, list[Told]]:
    """The claims of a record by report; raises duckdb.Error where it is none."""
    held: dict[str, list[Told]] = defaultdict(list)
    with duckdb.connect() as db:
        for row in db.execute(CLAIMS.format(record=str(record).replace("'", "''"))).fetchall():
            held[row[0]].append(Told(*row))
    return held


def compare(old: dict[str, list[Told]], new: dict[str, list[Told]]) -> Difference:
    """The difference of two records' claims, report by report."""
    gained: list[Told] = []
    lost: list[Told] = []
    changed: list[tuple[Told, Told]] = []
    same = 0
    for report in sorted({*old, *new}):
        before, after = list(old.get(report, ())), list(new.get(report, ()))
        for claim in [claim for claim in before if claim in after]:
            before.remove(claim)
            after.remove(claim)
            same += 1
        for claim, partner in tuple(_pairs(before, after)):
            before.remove(claim)
            after.remove(partner)
            changed.append((claim, partner))
        lost += before
        gained += after
    return Difference(tuple(gained), tuple(lost), tuple(changed), same)


def _pairs(before: Sequence[Told], after: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Tellings whose clauses overlap, each used once: those of the same kind first, then those that changed kind."""
    old, new = list(before), list(after)
    for same_kind in (True, False):
        for claim in tuple(old):
            fits = (one for one in new if _overlap(claim, one) and (one.kind == claim.kind) == same_kind)
            if partner := next(fits, None):
                old.remove(claim)
                new.remove(partner)
                yield claim, partner


def _overlap(one: Told, other: Told) -> bool:
    return one.start < other.end and other.start < one.end


def shown(difference: Difference) -> Iterator[str]:
    """The difference as lines: a count, then each claim with its clause."""
    gained, lost, changed = (len(part) for part in (difference.gained, difference.lost, difference.changed))
    yield f"{gained} gained, {lost} lost, {changed} changed, {difference.same} the same"
    for mark, claims in (("+", difference.gained), ("-", difference.lost)):
        for claim in claims:
            yield f"{mark} {claim.path}  {claim.kind} {claim.status} {claim.days}  {claim.slots}"
            yield f"    {' '.join(claim.clause.split())}"
    for old, new in difference.changed:
        yield f"~ {old.path}  {new.kind}"
        yield f"    {' '.join(new.clause.split())}"
        for field in COMPARED:
            if getattr(old, field) != getattr(new, field):
                yield f"    {field}: {getattr(old, field)} → {getattr(new, field)}"


def build_at(revision: str, paths: Sequence[Path], work: Path) -> Path:
    """The record that a revision of this repository builds of the paths, with the packages installed here."""
    tree, record = work / f"tree-{len(list(work.iterdir()))}", work / f"record-{len(list(work.iterdir()))}"
    subprocess.run(["git", "-C", ROOT, "worktree", "add", "--quiet", "--detach", tree, revision], check=True)
    try:
        command = ["-c", "from memcon.show.cli import main; main()", "build", "--quiet", "-o", str(record)]
        environment = os.environ | {"PYTHONPATH": str(tree / "src")}
        subprocess.run([sys.executable, *command, *map(str, paths)], check=True, env=environment)
    finally:
        subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)
    return record


def main() -> int:
    """Read the command line and print the difference; 2 where a record cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--revisions", nargs=2, metavar=("OLD", "NEW"), help="build with these revisions")
    parser.add_argument("paths", nargs="+", type=Path, help="two records; with --revisions, what to build")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        records = arguments.paths
        if arguments.revisions:
            paths = [path.absolute() for path in arguments.paths]
            records = [build_at(revision, paths, Path(work)) for revision in arguments.revisions]
        if len(records) != 2:
            parser.error("give two records")
        try:
            old, new = (read_claims(record) for record in records)
        except duckdb.Error as why:
            print(f"differ: {why}", file=sys.stderr)
            return 2
    print(*shown(compare(old, new)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
