"""To work out the views of a record once, each in the order in which it rests on others, as tables that need no memory.

A view of views is computed anew wherever it is named: of 80,000 events that took 12 GB and nine minutes for an export.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import chain, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from memcon.record.record import VIEW_FILES, attach_tables, listed

MEMORY = "400MB"
"""What the engine may hold; beyond it, it uses the disk."""


@cache
def _statements() -> Mapping[str, str]:
    """What makes each view and macro of a record, by its name, in order."""
    text = "".join(
        resources.files("memcon.record").joinpath(file).read_text(encoding="utf-8")
        for file in (*VIEW_FILES, "trips.sql", "exports.sql")
    )
    with duckdb.connect() as db:
        made = [statement.query for statement in db.extract_statements(text)]
    return {re.findall(r"^CREATE (?:VIEW|MACRO) (\w+)", query, re.MULTILINE)[0]: query for query in made}


@cache
def _rests_on(name: str) -> tuple[str, ...]:
    """The views and macros that one is made from, directly or not, in the order in which they are made; itself last."""
    query = _statements()[name]
    used = set(re.findall(r"\b(?:FROM|JOIN) (\w+)\b|\b(\w+)\(", query))
    before = takewhile(lambda one: one != name, _statements())
    named = [one for one in before if {(one, ""), ("", one)} & used]
    return tuple(dict.fromkeys([*chain.from_iterable(map(_rests_on, named)), name]))


class WorkedOut:
    """The tables and views of a record on a connection of its own; `need` makes a view known, worked out on disk."""

    def __init__(self, path: Path, tier: str) -> None:
        """Opens the record at `path`, or a tier of it; what is worked out lies in a folder that goes when this does."""
        self._folder = TemporaryDirectory(prefix="memcon-views-", ignore_cleanup_errors=True)
        place = Path(self._folder.name)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": str(place / "spilled"),
        }
        self.db = duckdb.connect(place / "views.db", config=config)
        attach_tables(self.db, listed(path), tier)
        self._known: set[str] = set()

    def need(self, name: str) -> None:
        """Make a view known with all that it rests on; these are worked out, it is a view over them."""
        if name not in _statements():
            return
        for one in _rests_on(name):
            if one not in self._known:
                made = _statements()[one]
                self.db.execute(made if one == name else made.replace(f"CREATE VIEW {one}", f"CREATE TABLE {one}", 1))
                self._known.add(one)
