"""To answer questions put to a record: events by who, when, how sure; and read-only SQL that can touch nothing else."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import duckdb

from memcon.record.record import Fields, Record, attach, listed

Condition = tuple[str, list[Any]]
"""A condition of SQL over the view `happenings` as `h`, and the values of its `?`."""

_WORDS = {
    "status": "happened ongoing scheduled proposed possible cancelled denied".split(),
    "support": "corroborated several_outlets same_source single_source contested".split(),
    "family": "engagement undertaking stance measure statement".split(),
}
_ORDER = 'coalesce(h."first", h."last") NULLS LAST, h."last", h.kind, h.event_id'


class NotAQuery(ValueError):  # noqa: N818 — read as a sentence: "raises NotAQuery"
    """What was given is no query that only reads; the message says what to do."""


def events(record: Record, asked: Mapping[str, str | None]) -> list[Fields]:
    """The events that meet all that is asked, by day, as rows of the view `happenings`.

    dyad (RUS-CUB, or one country), since and until (YYYY, YYYY-MM or a day), status, support, kind and family (several
    with commas), place, who (part of a name), words (of a telling). Without kind or family, statements
    are left out. ValueError says what was expected.
    """
    if unknown := sorted(asked.keys() - FILTERS.keys()):
        raise ValueError(f"cannot ask for {', '.join(unknown)}; ask for {', '.join(FILTERS)}")
    conditions = [FILTERS[name](record, given) for name, given in asked.items() if given is not None]
    if not asked.get("kind") and not asked.get("family"):
        conditions.append(("h.family <> 'statement'", []))
    where = " AND ".join(f"({condition})" for condition, _ in conditions) or "true"
    values = [value for _, used in conditions for value in used]
    return record.fields(f"SELECT h.* FROM happenings h WHERE {where} ORDER BY {_ORDER}", *values)


def _dyad(record: Record, given: str) -> Condition:
    """Events with all the countries told, by code or name, joined by a hyphen, a comma or a slash."""
    codes = _codes(record)
    for cut in [None, *re.finditer(r"\s*[-–,/]\s*", given)]:
        parts = [given] if cut is None else [given[: cut.start()], given[cut.end() :]]
        found = [codes.get(part.strip().casefold()) for part in parts]
        if all(found):
            return "list_has_all(h.countries, ?)", [found]
    there = sorted(set(codes.values()))
    raise ValueError(f"dyad {given!r}: write two countries as RUS-CUB; this record has {', '.join(there[:40])}")


def _codes(record: Record) -> dict[str, str]:
    """The code of each country of the record, by its code and by the names of its state, in small letters."""
    query = """
        SELECT n.name, a.country FROM names n JOIN actors a USING (actor_id)
        WHERE a.kind = 'state' AND a.country IS NOT NULL
        UNION SELECT name, country FROM actors WHERE kind = 'state' AND country IS NOT NULL
        UNION SELECT country, country FROM actors WHERE country IS NOT NULL
    """
    return {name.casefold(): code for name, code in record.rows(query)}


def _since(_: Record, given: str) -> Condition:
    """Events that can lie on or after a day."""
    return 'coalesce(h."last" >= ?, h."first" IS NOT NULL)', [_day(given, "since")[0]]


def _until(_: Record, given: str) -> Condition:
    """Events that can lie on or before a day."""
    return 'coalesce(h."first" <= ?, h."last" IS NOT NULL)', [_day(given, "until")[1]]


def _day(given: str, name: str) -> tuple[date, date]:
    """The first and the last day of YYYY, YYYY-MM or YYYY-MM-DD."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", given.strip())
    try:
        if not match:
            raise ValueError(given)
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        return first, date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    except ValueError as why:
        raise ValueError(f"{name} {given!r}: write YYYY, YYYY-MM or YYYY-MM-DD") from why


def _one_of(column: str) -> Callable[[Record, str], Condition]:
    """What asks that a column hold one of the words told, with commas between them."""

    def asks(_: Record, given: str) -> Condition:
        words = [word.strip() for word in given.split(",") if word.strip()]
        if bad := [word for word in words if word not in _WORDS[column]]:
            raise ValueError(f"{column} cannot be {bad[0]!r}; write one of {', '.join(_WORDS[column])}")
        return f"h.{column} IN (SELECT unnest(?))", [words]

    return asks


def _kind(record: Record, given: str) -> Condition:
    words = [word.strip() for word in given.split(",") if word.strip()]
    there = {row[0] for row in record.rows("SELECT DISTINCT kind FROM claims")}
    if bad := [word for word in words if word not in there]:
        raise ValueError(f"kind {bad[0]!r}: no claim of this record is of it; there are {', '.join(sorted(there))}")
    return "h.kind IN (SELECT unnest(?))", [words]


def _place(_: Record, given: str) -> Condition:
    return "contains(lower(strip_accents(h.place)), lower(strip_accents(?)))", [given]


def _who(_: Record, given: str) -> Condition:
    named = "SELECT event_id FROM participants WHERE contains(lower(strip_accents(name)), lower(strip_accents(?)))"
    return f"h.event_id IN ({named})", [given]


def _words(_: Record, given: str) -> Condition:
    clause = 'substr(r.text, t."start" + 1, t."end" - t."start")'
    told = f"SELECT event_id FROM tellings t JOIN reports r USING (report_id) WHERE contains(lower({clause}), lower(?))"
    return f"h.event_id IN ({told})", [given]


FILTERS: dict[str, Callable[[Record, str], Condition]] = {
    "dyad": _dyad,
    "since": _since,
    "until": _until,
    "status": _one_of("status"),
    "support": _one_of("support"),
    "kind": _kind,
    "family": _one_of("family"),
    "place": _place,
    "who": _who,
    "words": _words,
}
"""What can be asked, each with what makes a condition of it."""


def select(record: Record, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of one query over a record's tables and views; NotAQuery for what does more than read.

    It runs on a connection that can open no file but the record's and no address, and whose settings are locked.
    """
    with duckdb.connect() as db:
        attach(db, listed(record.path), record.tier)
        try:
            statements = db.extract_statements(query)
        except duckdb.Error as why:
            raise NotAQuery(f"no SQL that can be read: {why}") from why
        if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
            raise NotAQuery(
                "give one query that only reads (SELECT, FROM, WITH, DESCRIBE or SUMMARIZE); nothing was run"
            )
        db.execute(f"SET allowed_directories = ['{str(record.path.absolute()).replace(chr(39), chr(39) * 2)}']")
        for setting in (
            "enable_external_access = false",
            "python_enable_replacements = false",
            "lock_configuration = true",
        ):
            db.execute(f"SET {setting}")
        try:
            found = db.execute(query)
            return [column[0] for column in found.description or []], found.fetchall()
        except duckdb.Error as why:
            raise NotAQuery(str(why)) from why
