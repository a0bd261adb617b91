"""To build records while processes are killed, disks fill and clocks jump: nothing may be lost, nothing may differ.

PYTHONPATH=tests python -m engines.faults [--kills 200] [--seed N]     the long form, half an hour; scripts/soak runs it
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from memcon.record.record import digest, open_record

RUN = "import sys; from memcon.show.cli import main; main(sys.argv[1:])"
"""What runs the command line in a fresh process."""

LIGHT = "from engines.light import run; run()"
"""The same with a coder that takes next to nothing, so that more can go wrong in less time."""

JUMPING = """
import random, time
real, chance = time.time, random.Random(1)
time.time = lambda: real() + chance.uniform(-1e6, 1e6)
"""
"""What makes the clock of every process jump by days, as `sitecustomize`."""

MEETINGS = (
    "{} of Norway met {} of Peru in {} on {}.",
    "{} received {} in {} on {} for talks on fisheries.",
    "{} told reporters that {} would visit {} after {}.",
    "{} signed an agreement on copper with {} in {} on {}.",
)
LEADERS = [f"{title} {first} {last}" for title in ("Foreign Minister", "President", "Prime Minister")
           for first in ("Kari", "Luis", "Ada", "Jon") for last in ("Berg", "Rojas", "Lind", "Mora")]  # fmt: skip
TOWNS, DAYS = ("Oslo", "Lima", "Bergen", "Cusco"), ("Monday", "Tuesday", "Wednesday", "Friday", "Sunday")


class Wrong(Exception):  # noqa: N818 — read as a sentence: "raises Wrong"
    """A promise was broken; the message says which."""


def pile(file: Path, reports: int, sentences: int = 12, seed: int = 7) -> Path:
    """A file of made reports, one a line, always the same for the same numbers."""
    chance = random.Random(seed)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(reports):
            told = [
                chance.choice(MEETINGS).format(*chance.sample(LEADERS, 2), chance.choice(TOWNS), chance.choice(DAYS))
                for _ in range(sentences)
            ]
            day = f"2003-{number % 12 + 1:02}-{number % 28 + 1:02}"
            outlet = f"Outlet {number % 9}"
            line = {
                "id": str(number),
                "outlet": outlet,
                "published": day,
                "text": f"Report {number}. " + " ".join(told),
            }
            lines.write(json.dumps(line) + "\n")
    return file


def start(given: Path, out: Path, *options: str, run: str = RUN, folder: Path | None = None) -> subprocess.Popen[str]:
    """A build begun in a process of its own; `folder` holds what its processes import first."""
    places = [folder, Path(__file__).parents[1], Path(__file__).parents[2] / "src"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, filter(None, places)))}
    command = [sys.executable, "-c", run, "build", str(given), "-o", str(out), "--quiet", *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment)


def ended(build: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit status of a build and what it said on standard error."""
    _, told = build.communicate()
    return build.returncode, told


def sound(given: Path, out: Path, *options: str, run: str = RUN, folder: Path | None = None) -> str:
    """The digest of an undisturbed build."""
    code, told = ended(start(given, out, *options, run=run, folder=folder))
    check(code == 0, f"a build that nobody disturbed ended with {code}: {told}")
    return digest(open_record(out))


def check(holds: object, promise: str) -> None:
    """Raise Wrong where a promise does not hold."""
    if not holds:
        raise Wrong(promise)


def workers(build: subprocess.Popen[str]) -> list[int]:
    """The ids of the processes that a build has started."""
    try:
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in children]


def kill(process: int) -> bool:
    """Whether a process could be killed."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def until(holds: Callable[[], object], build: subprocess.Popen[str]) -> bool:
    """Wait until something holds; whether it did before the build ended."""
    while not holds():
        if build.poll() is not None:
            return False
        time.sleep(0.002)
    return True


def left_beside(out: Path) -> list[str]:
    """What stands beside a record that should not be there once it is built."""
    return [entry.name for entry in out.parent.iterdir() if entry.name.startswith(f".{out.name}.")]


@contextmanager
def small_disk(work: Path, size: str) -> Iterator[Path | None]:
    """A file system in memory of that size; None where none may be mounted."""
    place = work / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def full_disk(work: Path) -> str:
    """A disk that fills over a build, has room again, then cannot be written at all."""
    given, old = pile(work / "large.jsonl", 400), pile(work / "small.jsonl", 5)
    whole = sound(given, work / "undisturbed")
    with small_disk(work, "600k") as disk:
        if disk is None:
            return "no file system could be mounted here; not tried"
        out = disk / "record"
        before = sound(old, out)
        code, told = ended(start(given, out))
        check((code, told.count("\n")) == (1, 1), f"a full disk ended a build with {code}: {told}")
        check("No space left on device" in told, f"a full disk was told as: {told}")
        check(digest(open_record(out)) == before, "the old record was harmed by a full disk")
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        code, told = ended(start(given, out))
        check((code, told.count("\n")) == (1, 1), f"a read-only disk ended a build with {code}: {told}")
        check(digest(open_record(out)) == before, "the old record was harmed on a read-only disk")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        check(sound(given, out) == whole, "the build differs after the disk had room again")
        check(left_beside(out) == [], f"left behind: {left_beside(out)}")
    return "told in one line each, the old record whole, the next build identical"


def limited_files(work: Path) -> str:
    """Files that may not grow beyond some size (as under `ulimit -f`)."""
    given, old = pile(work / "larger.jsonl", 400), pile(work / "smaller.jsonl", 5)
    out = work / "limited"
    before = sound(old, out, run=LIGHT)
    bounded = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000)); " + LIGHT
    code, told = ended(start(given, out, run=bounded))
    check((code, told.count("\n")) == (1, 1), f"a limit on files ended a build with {code}: {told}")
    check("File too large" in told, f"a limit on files was told as: {told}")
    check(digest(open_record(out)) == before, "the old record was harmed by a limit on files")
    return "told in one line, the old record whole"


def two_at_once(work: Path) -> str:
    """Two builds into one folder."""
    given = pile(work / "twice.jsonl", 400)
    whole, out = sound(given, work / "once", run=LIGHT), work / "twice"
    first = start(given, out, run=LIGHT)
    check(until((work / ".twice.work" / "lock").exists, first), "the first build ended too soon")
    code, told = ended(start(given, out, run=LIGHT))
    check(code == 1 and "another build is at work" in told, f"a second build ended with {code}: {told}")
    check(ended(first) == (0, ""), "the first build was harmed by the second")
    check(digest(open_record(out)) == whole, "the first build differs")
    return "the second refused, the first identical"


def eater(work: Path) -> str:
    """A text over which a worker asks for more memory than it may have."""
    given = pile(work / "eater.jsonl", 300)
    with given.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "eater", "text": pile_text(1_900)}) + "\n")
    code, told = ended(start(given, work / "eaten", "--limit", "memory=700MB"))
    check(code == 0, f"a worker that ate memory ended the build: {told}")
    lost = [(row["path"].split("#")[-1], row["problem"]) for row in open_record(work / "eaten").reports
            if row["outcome"] != "coded"]  # fmt: skip
    check([path for path, _ in lost] == ["eater"], f"lost: {lost}")
    check("more than 700,000,000 bytes of memory" in str(lost[0][1]), f"told as: {lost[0][1]}")
    return "that report alone failed, with the reason"


def pile_text(sentences: int) -> str:
    """One long made text."""
    chance = random.Random(3)
    told = (chance.choice(MEETINGS).format(*chance.sample(LEADERS, 2), "Oslo", "Monday") for _ in range(sentences))
    return " ".join(told)


def jumping(folder: Path) -> Path:
    """A folder that makes the clock of every process jump that imports from it first."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(JUMPING)
    return folder


def jumping_clock(work: Path) -> str:
    """A clock that jumps by days at every look."""
    given = pile(work / "clock.jsonl", 400)
    whole = sound(given, work / "steady", run=LIGHT)
    jumped = sound(given, work / "jumped", run=LIGHT, folder=jumping(work / "jumping"))
    check(jumped == whole, "the build differs when the clock jumps")
    return "identical"


def main() -> int:
    """Run every fault and print what came of it."""
    from engines.kills import kills  # noqa: PLC0415 — it rests on this file

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        for number, fault in enumerate((full_disk, limited_files, two_at_once, eater, jumping_clock)):
            work = Path(made, str(number))
            work.mkdir()
            print(f"{fault.__name__}: {fault(work)}", flush=True)
        for number, run in ((given.kills * 4 // 5, LIGHT), (given.kills // 5, RUN)):
            work = Path(made, f"kills-{number}")
            work.mkdir()
            done, met = kills(number, random.Random(given.seed), work, run)
            coder = "a light coder" if run == LIGHT else "the coder itself"
            print(f"kills: {number} processes killed over {done} builds with {coder}, each ended identical", flush=True)
            print("  " + ", ".join(f"{stage} {n}" for stage, n in sorted(met.items())))
    print(f"{(time.monotonic() - begun) / 60:.0f} minutes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
