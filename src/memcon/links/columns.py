"""To lay the days of tellings out in columns, so that millions of pairs are compared at once."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from memcon.links.facts import EXACT, STAY, Facts, reach

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
NEVER, EVER = 0, 10**7
"""Proleptic ordinals that stand for an open beginning and an open end."""


class Columns(Struct, frozen=True):
    """One value for each telling, in their order; all days are proleptic ordinals.

    `first..last` are the days told (`NEVER..EVER` where open), `width` how many, 0 where an end is open; `told..until`
    are when the reports appeared, 0 where unknown; `low..high` is where the telling is to be looked for, 0 where that
    is unknown. `quote` numbers the quotes, -1 for none; `stays` marks what lasts, `planned` what is to come, `vague`
    what is dated to no day, `marked` what tells which of several it is, `summits` what lasts and is seldom met twice in
    a week.
    """

    first: Numbers
    last: Numbers
    width: Numbers
    told: Numbers
    until: Numbers
    low: Numbers
    high: Numbers
    quote: Numbers
    stays: Flags
    planned: Flags
    vague: Flags
    marked: Flags
    summits: Flags


def columns(told: Sequence[Facts]) -> Columns:
    """The columns of tellings."""
    quotes: dict[str, int] = {}
    rows = np.array([_row(one, quotes) for one in told], dtype=np.int32).reshape(len(told), 13)
    first, last, width, begun, until, low, high, quote = (rows[:, n].copy() for n in range(8))
    stays, planned, vague, marked, summits = (rows[:, n] > 0 for n in range(8, 13))
    return Columns(first, last, width, begun, until, low, high, quote, stays, planned, vague, marked, summits)


def _row(one: Facts, quotes: dict[str, int]) -> tuple[int, ...]:
    """The numbers of one telling."""
    days, told = reach(one) or (0, 0), one.told or (0, 0)
    quote = -1 if one.quote is None else quotes.setdefault(one.quote, len(quotes))
    first, last = one.first or NEVER, EVER if one.last is None else one.last
    planned = one.status not in ("done", "going on")
    vague = one.width is None or one.width > (STAY if one.stays else EXACT)
    marked, is_summit = bool(one.nth or one.meal), one.kind == "summit"
    return first, last, one.width or 0, *told, *days, quote, one.stays, planned, vague, marked, is_summit
