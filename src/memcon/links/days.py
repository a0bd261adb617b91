"""To compare the days of many pairs of tellings at once: how near they are, or when the reports on them appeared."""

import numpy as np
from numpy.typing import NDArray

from memcon.links.columns import Columns, Flags, Numbers
from memcon.links.facts import MONTH, NEWS_AGE, WEEK

STAY_NEAR = 3  # days between two tellings of one stay, one of which gives its beginning and one its end
AT_ONCE = 2  # days from a deed to a report that gives it no day
SOON = 7  # days by which a plan without a day lies ahead
TOLD_WITHIN = 3
SEASON = 130  # days; "in the coming months", "by the end of June"

LEVELS = (
    "no day asked for",
    "stay near",
    "days apart by one",
    "days apart",
    "same day",
    "same days of a stay",
    "days of one stay",
    "within days",
    "within a week",
    "within two weeks",
    "within a month",
    "within some months",
    "within a wide interval",
    "no day, telling unknown",
    "no day, told at once",
    "no day, told at the time",
    "no day, told at another time",
    "no day, both told within days",
    "no day, both told within weeks",
    "no day, told far apart",
)
"""What may be found of the days of two tellings, in the order in which it is asked, save the first."""


def days(told: Columns, left: Numbers, right: Numbers) -> NDArray[np.uint8]:
    """For each pair, given by its rows, the index of its level in `LEVELS`."""
    gap = np.maximum(told.first[left], told.first[right]) - np.minimum(told.last[left], told.last[right])
    stays = told.stays[left] & told.stays[right]
    dated = (told.width[left] > 0) & (told.width[right] > 0)
    both, widest = told.width[left] + told.width[right] - 1, np.maximum(told.width[left], told.width[right])
    same = (told.first[left] == told.first[right]) & (told.last[left] == told.last[right])
    lasting = dated & stays & (widest <= WEEK)
    found = [
        (told.quote[left] >= 0) & (told.quote[left] == told.quote[right]),
        (gap > 0) & (gap <= STAY_NEAR) & stays,
        gap == 1,
        gap > 1,
        dated & (both == 1),
        lasting & same,
        lasting,
        dated & (both <= 5),
        dated & (both <= WEEK),
        dated & (both <= 2 * WEEK),
        dated & (widest <= MONTH),
        dated & (widest <= SEASON),
        dated,
        *_telling(told, left, right),
    ]
    return np.select(found, list(range(len(found))), len(found)).astype(np.uint8)


def _telling(told: Columns, left: Numbers, right: Numbers) -> list[Flags]:
    """How an undated telling goes with another, by the days on which the reports appeared: the levels from there on."""
    bare_left, bare_right = told.width[left] == 0, told.width[right] == 0
    unknown = (bare_left & (told.told[left] == 0)) | (bare_right & (told.told[right] == 0))
    bare, dated = np.where(bare_left, left, right), np.where(bare_left, right, left)
    one = bare_left ^ bare_right
    after, ahead = told.told[bare] - told.last[dated], told.first[dated] - told.until[bare]
    at_once = np.where(told.planned[bare], (ahead >= -1) & (ahead <= SOON), (after >= -1) & (after <= AT_ONCE))
    near = (told.low[bare] <= told.last[dated]) & (told.first[dated] <= told.high[bare])
    between = np.maximum(told.told[left], told.told[right]) - np.minimum(told.until[left], told.until[right])
    return [unknown, one & near & at_once, one & near, one, between <= TOLD_WITHIN, between <= NEWS_AGE]
