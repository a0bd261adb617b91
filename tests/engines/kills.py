"""To kill builds and their workers at random in every stage, and to hold what they end with to an undisturbed build."""

import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import TypeVar

from engines.faults import check, ended, kill, left_beside, pile, sound, start, until, workers
from memcon.record.record import digest, open_record

Value = TypeVar("Value")

WORKER = "coding, a worker"
STAGES = {WORKER: 12, "starting": 1, "coding": 2, "linking": 2, "writing": 2, "swapping": 1, "deriving": 1}
"""The stages of a build, with how often each is to be struck: a worker, else the build itself."""

SOONEST, LATEST = 0.0, 0.4
"""Seconds after a stage has begun at which it is struck; a build that is past it by then goes free."""

A_BUILD = 4, 12
"""The fewest and the most kills that one build has to stand."""

NOTED = "from engines.kills import noted; noted(); "
"""What has a build note its stage, before what runs it."""

PLACE = "-o"


def noted() -> None:
    """Have each stage of this build note its name beside the record when it begins, and derive the pages' tables."""
    from memcon.record import store  # noqa: PLC0415 — workers import this file, and need none of these
    from memcon.show import cli, make  # noqa: PLC0415

    for module, name, stage in (
        (make, "code_pile", "coding"), (make, "build", "linking"), (make, "write", "writing"),
        (store, "swap", "swapping"),
    ):  # fmt: skip
        vars(module)[name] = noting(vars(module)[name], stage)
    vars(cli)["tell"] = deriving(vars(cli)["tell"])


def noting(does: Callable[..., Value], stage: str) -> Callable[..., Value]:
    """What does the same, and notes first that a stage has begun."""

    def told(*given: object, **named: object) -> Value:
        note = stage_of(Path(sys.argv[sys.argv.index(PLACE) + 1]))
        note.write_text(stage)
        return does(*given, **named)

    return told


def deriving(tell: Callable[..., None]) -> Callable[..., None]:
    """What tells of a record that was built, and derives first what the pages ask for."""

    def told(*given: object, **named: object) -> None:
        from memcon.record.ready import ready  # noqa: PLC0415

        noting(ready, "deriving")(Path(sys.argv[sys.argv.index(PLACE) + 1]))
        tell(*given, **named)

    return told


def stage_of(out: Path) -> Path:
    """The file that names the stage of a build."""
    return out.with_name(f"{out.name}.stage")


def struck(build: "Popen[str]", out: Path, chance: random.Random) -> str | None:
    """Kill a build or one of its workers in a stage chosen at random; which it was, None where it had ended before."""
    aim, note = chance.choices(list(STAGES), list(STAGES.values()))[0], stage_of(out)
    if not until(lambda: coders(build) if aim == WORKER else stage(note) == aim, build):
        return None
    time.sleep(chance.uniform(SOONEST, LATEST) * (0.01 if aim == "swapping" else 1))
    at, there = stage(note), coders(build) if aim == WORKER else []
    if build.poll() is None and kill(chance.choice(there or [build.pid])):
        return WORKER if there else at
    return None


def coders(build: "Popen[str]") -> list[int]:
    """The workers of a build, without what keeps track of its resources."""
    return [worker for worker in workers(build) if b"spawn_main" in command(worker)]


def command(process: int) -> bytes:
    """The command line of a process; nothing of one that is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def stage(note: Path) -> str:
    """The stage that a build noted last."""
    try:
        return note.read_text() or "starting"
    except FileNotFoundError:
        return "starting"


def kills(number: int, chance: random.Random, work: Path, run: str) -> tuple[int, Counter[str]]:
    """Build again and again while workers and builds are killed at random, until `number` were.

    The builds that ended, and how many kills met each stage. Every other build replaces a record of another pile, which
    must stand whole until the new one is in its place.
    """
    given, old = pile(work / "pile.jsonl", 400), pile(work / "old.jsonl", 5)
    before, whole = sound(old, work / "before", run=run), sound(given, work / "whole", run=run)
    rows = open_record(work / "whole").run["counts"]["reports"]
    done, met = 0, Counter[str]()
    while met.total() < number:
        out = work / f"record-{done}"
        if done % 2:
            shutil.copytree(work / "before", out)
        ends, left = False, chance.randint(*A_BUILD)
        while not ends:
            stage_of(out).unlink(missing_ok=True)
            build = start(given, out, run=NOTED + run)
            while left and met.total() < number and (at := struck(build, out, chance)):
                met[at] += 1
                left -= 1
            code, told = ended(build)
            check(code in (0, -9) or "in a row ended over no report" in told, f"a disturbed build told: {told}")
            if done % 2 or out.exists():
                check(digest(open_record(out)) in (before, whole), "what stands is no whole record")
            ends = code == 0
        record = open_record(out)
        check(digest(record) == whole, f"build {done} differs after {met.total()} kills")
        check(record.run["outcomes"] == {"coded": rows}, f"not every input is accounted for: {record.run['outcomes']}")
        check(left_beside(out) == [], f"left behind: {left_beside(out)}")
        done += 1
        print(f"  {done} builds ended identical, {met.total()} processes killed: {json.dumps(met)}", flush=True)
    return done, met
