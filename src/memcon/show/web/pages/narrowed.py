"""To narrow a long list by the values of its columns, and to cut it into pages."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.web import addresses, wording
from memcon.show.web.listing import PAGE

_MOST = 24


class Choice(Struct, frozen=True):
    """A value that a list can be narrowed by: its words, how many rows have it, where a click leads."""

    words: str
    n: int
    url: str
    chosen: bool


class Choices(Struct, frozen=True):
    """The values of one column, those with most rows first."""

    name: str
    choices: tuple[Choice, ...]


class Listed(Struct, frozen=True, kw_only=True):
    """What is asked of a list: the values chosen, how many rows that leaves, which page of them, what else could be."""

    n: int
    asked: Mapping[str, str]
    narrow: tuple[Choices, ...]
    page: int
    pages: int
    before: str
    after: str


class Source(Struct, frozen=True):
    """A list: the page it stands on, SQL that gives its rows, what it can be narrowed by, the order of its rows, and
    how many a page has."""

    path: str
    query: str
    columns: Mapping[str, str]
    order: str
    size: int = PAGE


def narrowed(record: Record, source: Source, query: Mapping[str, str]) -> tuple[Listed, list[Fields]]:
    """What a query asks of a list, and the rows of the page that it asks for."""
    asked = {name: query[name][:160] for name in source.columns if query.get(name)}
    conditions = [_condition(source.columns[name]) for name in asked]
    where, values = " AND ".join(conditions) or "true", list(asked.values())
    n = record.rows(f"SELECT count(*) FROM ({source.query}) WHERE {where}", *values)[0][0]
    pages, given = max(1, -(-n // source.size)), query.get("page", "1")
    page = min(pages, max(1, int(given) if given.isdecimal() and len(given) < 6 else 1))
    rows = record.fields(
        f"SELECT * FROM ({source.query}) WHERE {where} ORDER BY {source.order} LIMIT {source.size} OFFSET ?",
        *values,
        (page - 1) * source.size,
    )

    def url(changed: Mapping[str, str]) -> str:
        return addresses.with_query(source.path, {**asked, **changed})

    listed = Listed(
        n=n,
        asked=asked,
        narrow=tuple(_choices(record, source, name, asked) for name in source.columns),
        page=page,
        pages=pages,
        before=url({"page": str(page - 1)}) if page > 1 else "",
        after=url({"page": str(page + 1)}) if page < pages else "",
    )
    return listed, rows


def _condition(column: str) -> str:
    """A column that has a value; of a list of values, one of them."""
    return f"list_contains({column}, ?)" if column == "countries" else f"CAST({column} AS VARCHAR) = ?"


def _choices(record: Record, source: Source, name: str, asked: Mapping[str, str]) -> Choices:
    """The values of a column among the rows that meet all else that is asked."""
    others = {other: value for other, value in asked.items() if other != name}
    where = " AND ".join(_condition(source.columns[other]) for other in others) or "true"
    column = source.columns[name]
    value = f"unnest({column})" if column == "countries" else f"CAST({column} AS VARCHAR)"
    values: list[Any] = list(others.values())
    found = record.rows(
        f"SELECT v, count(*) AS n FROM (SELECT {value} AS v FROM ({source.query}) WHERE {where})"
        f" WHERE v IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT {_MOST}",
        *values,
    )
    chosen = asked.get(name)
    return Choices(
        name,
        tuple(
            Choice(
                wording.plain(v),
                n,
                addresses.with_query(source.path, {**others, name: "" if v == chosen else v}),
                v == chosen,
            )
            for v, n in found
        ),
    )
