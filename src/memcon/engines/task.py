"""To say what an engine is given to do: how reports are coded, where finished shards lie, what bounds the work."""

from collections.abc import Callable, Generator, Iterable
from pathlib import Path

from msgspec import Struct

from memcon.limits import USUAL, Limits
from memcon.model import Coded, Report

Coder = Callable[[Report], Coded]
"""What codes one report."""

Prepare = Callable[[], Coder]
"""What loads all that coding needs and returns the coder; a function of a module, or a partial of one."""


class Cluster(Struct, frozen=True):
    """Where an engine that runs on a cluster finds one, and settings for it: names with their values."""

    master: str = "local[*]"
    settings: tuple[tuple[str, str], ...] = ()


HERE = Cluster()
"""This machine with all its cores."""


class Task(Struct, frozen=True):
    """What an engine is to do with a pile.

    `prepare` is called once in each process that codes. `folder` is there and is the engine's to write in; shards that
    an earlier run finished lie in it. `key` is a hash of all that coding rests on beside the report itself: a shard of
    another key is never taken for one's own. `workers` are processes of this machine (0: this one codes); a `cluster`
    has its own.
    """

    prepare: Prepare
    folder: Path
    key: str = ""
    workers: int = 0
    limits: Limits = USUAL
    cluster: Cluster = HERE


Engine = Callable[[Task, Iterable[Report]], Generator[Path, None, None]]
"""What codes a pile: it takes reports no faster than it codes them, and yields a Parquet part for each finished shard.

The parts are as `memcon.engines.parts` describes, in whatever order they are finished; together they hold each report
that was given, once, those refused on reading too. Whatever goes wrong over a report costs that report alone. Closing
the generator ends all that works for it.
"""
