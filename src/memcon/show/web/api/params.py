"""To say what the query of an address may hold, and to refuse what it may not."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from msgspec import Struct
from starlette.requests import Request

from memcon.show.web.listing import MOST, ORDERS, PAGE
from memcon.vocabulary import FAMILIES, STATUSES, load_vocabulary

DAY = {"type": "string", "format": "date"}
SUPPORTS = ("corroborated", "several_outlets", "same_source", "single_source", "contested")


class Param(Struct, frozen=True):
    """What stands in a query: its name, what it asks, and the JSON schema of its value."""

    name: str
    words: str
    schema: Mapping[str, Any]


class Refused(Exception):  # noqa: N818 — read as a sentence: "raises Refused"
    """A query that asks what cannot be asked; the message says what was expected."""


@cache
def filters() -> tuple[Param, ...]:
    """What events can be narrowed by."""
    kinds = sorted(load_vocabulary().kinds)
    families = [family for family in FAMILIES if family != "statement"]
    return (
        Param("family", "Events of this family of kinds.", one_of(families)),
        Param("kind", "Events of this kind.", one_of(kinds)),
        Param("status", "Events of this status.", one_of(STATUSES)),
        Param("support", "Events supported so.", one_of(SUPPORTS)),
        Param("rank", "The rank of the highest on the lower side: 1 is a head of state.", number(1, 5)),
        Param("year", "Events that begin in this year.", number(1, 9999)),
        Param("outlet", "Events told by this outlet; `not stated` for reports that name none.", text(80)),
        Param("from", "Events that can lie on or after this day.", DAY),
        Param("to", "Events that can lie on or before this day.", DAY),
    )


def one_of(words: Sequence[str]) -> Mapping[str, Any]:
    """The schema of one of some words."""
    return {"type": "string", "enum": list(words)}


def number(least: int, most: int) -> Mapping[str, Any]:
    """The schema of a whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def text(longest: int) -> Mapping[str, Any]:
    """The schema of words of so many characters at most."""
    return {"type": "string", "maxLength": longest}


ORDER = Param("order", "Newest or oldest first, or those told by most reports first.", one_of(sorted(ORDERS)))
PAGED = (
    Param("limit", f"Rows at a time, {PAGE} if not given.", number(1, MOST)),
    Param("page", "Which of the pages, from 1; the last where there are fewer.", number(1, 9_999_999)),
    Param(
        "cursor", "Where to go on: what `next` of the answer before holds.", {**text(80), "pattern": "^[A-Za-z0-9_-]+$"}
    ),
)
DYAD = Param(
    "dyad",
    "Events of a state, or of two, by their codes.",
    {"type": "string", "pattern": "^[A-Z]{3}(-[A-Z]{3})?$"},
)


def checked(params: Sequence[Param], request: Request) -> dict[str, str]:
    """What a query asks, by name; raises Refused for what is unknown, given twice or no value of its schema."""
    given = request.query_params.multi_items()
    known = {param.name: param for param in params}
    asked: dict[str, str] = {}
    for name, value in given:
        if name not in known:
            raise Refused(f"{name}: not asked here; ask for {', '.join(known) or 'nothing'}")
        if name in asked:
            raise Refused(f"{name}: given twice; give it once")
        asked[name] = _value(known[name], value)
    return asked


def _value(param: Param, value: str) -> str:
    """The value as pages read it; raises Refused where it is none of its schema."""
    schema = param.schema
    if "enum" in schema and value not in schema["enum"]:
        raise Refused(f"{param.name}: {value[:40]!r} is none of {', '.join(schema['enum'])}")
    if schema["type"] == "integer":
        if not re.fullmatch(r"-?\d{1,9}", value, re.ASCII) or not schema["minimum"] <= int(value) <= schema["maximum"]:
            raise Refused(f"{param.name}: write a whole number from {schema['minimum']} to {schema['maximum']}")
        return str(int(value))
    if schema.get("format") == "date" and not _is_day(value):
        raise Refused(f"{param.name}: write a day as YYYY-MM-DD")
    if len(value) > schema.get("maxLength", len(value)):
        raise Refused(f"{param.name}: longer than {schema['maxLength']} characters")
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value, re.ASCII):
        raise Refused(f"{param.name}: {value[:40]!r} does not match {schema['pattern']}")
    return value


def _is_day(value: str) -> bool:
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) is not None and date.fromisoformat(value) is not None
    except ValueError:
        return False
