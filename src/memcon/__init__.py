"""To turn a pile of press reports into a record of diplomatic engagement: `build` makes one, `open` reads one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memcon.limits import Limits
    from memcon.record.record import Record

__all__ = ["build", "open"]


def build(
    paths: str | Path | Sequence[str | Path],
    out: str | Path | None = None,
    *,
    actors: str | Path | None = None,
    workers: int = 0,
    limits: "Limits | None" = None,
) -> "Record":
    """The record of the reports under `paths`, written to `out`; without it to a new temporary folder, `rec.path`.

    `limits` (`memcon.limits.Limits`) move how large an input may be and how long a report may take.
    Workers are fresh processes: a script that wants them calls this under `if __name__ == "__main__":`. With none this
    process codes, and a report that ends it ends the build; the next build codes that report in a process of its own.
    """
    from tempfile import mkdtemp  # noqa: PLC0415 — imports wait until asked for, so that `import memcon` is instant

    from memcon.limits import USUAL  # noqa: PLC0415
    from memcon.show.make import Work, make_record  # noqa: PLC0415

    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    place = Path(out) if out is not None else Path(mkdtemp(prefix="memcon-")) / "record"
    return make_record(given, place, Work(Path(actors) if actors else None, workers, limits=limits or USUAL))


def open(path: str | Path) -> "Record":
    """The record at `path`; raises NotARecord with what to do."""
    from memcon.record.record import open_record  # noqa: PLC0415

    return open_record(Path(path))
