"""To compare the days of many pairs of tellings at once: how near they are, or when the reports on them appeared."""

import numpy as np
from numpy.typing import NDArray

from memcon.links.columns import Columns, Numbers
from memcon.links.facts import MONTH, NEWS_AGE, WEEK

STAY_NEAR = 3  # days between two tellings of one stay, one of which gives its beginning and one its end
SOON, LATER = 1, 3  # days between an event and a report that gives it no day
OWN = 7  # days between a report and the week or month it names, from which on its own day says nothing
SEASON = 130  # days; "in the coming months", "by the end of June"

LEVELS = (
    "no day asked for",
    "a summit's days apart by one",
    "a day of talks beside a summit",
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
    "no day",
    "no day on either side",
)
"""What may be found of the days of two tellings, in the order in which it is asked, save the last."""
TELLINGS = (
    "told on days unknown",
    "told of days of its own",
    "both told of days of their own",
    "told at once",
    "told within days",
    "told at the time",
    "told at another time",
    "both told on one day",
    "both told within days",
    "both told within weeks",
    "both told far apart",
    "days told exactly",
)
"""What the days of publication say of a vague telling beside an exact one, or of two vague ones, and of neither."""


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
        (gap == 1) & told.summits[left] & told.summits[right],
        (gap == 1) & (told.summits[left] ^ told.summits[right]),
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
        (told.width[left] > 0) | (told.width[right] > 0),
    ]
    return np.select(found, list(range(len(found))), len(found)).astype(np.uint8)


def tellings(told: Columns, left: Numbers, right: Numbers) -> NDArray[np.uint8]:
    """For each pair, the index in `TELLINGS` of what the days say on which the reports appeared."""
    vague_left, vague_right = told.vague[left], told.vague[right]
    silent_left, silent_right = vague_left & (told.told[left] == 0), vague_right & (told.told[right] == 0)
    unknown = (silent_left & (told.width[left] == 0)) | (silent_right & (told.width[right] == 0))
    asked = ~(silent_left | silent_right)
    vague, exact = np.where(vague_left, left, right), np.where(vague_left, right, left)
    one, two, planned = asked & (vague_left ^ vague_right), asked & vague_left & vague_right, told.planned[vague]
    away = np.where(planned, told.first[exact] - told.until[vague], told.told[vague] - told.last[exact])
    own = _of_own_days(told)
    near = (told.low[vague] <= told.last[exact]) & (told.first[exact] <= told.high[vague])
    between = np.maximum(told.told[left], told.told[right]) - np.minimum(told.until[left], told.until[right])
    found = [
        unknown,
        one & own[vague],
        two & own[left] & own[right],
        one & near & (away >= 0) & (away <= SOON),
        one & near & (np.abs(away) <= LATER),
        one & near,
        one,
        two & (between <= 0),
        two & (between <= LATER),
        two & (between <= NEWS_AGE),
        two,
    ]
    return np.select(found, list(range(len(found))), len(found)).astype(np.uint8)


def _of_own_days(told: Columns) -> NDArray[np.bool_]:
    """Which tellings name a week or a month so far from their report that the day of the report says nothing more."""
    ahead = np.where(told.planned, told.first - told.until, 0)
    away = np.maximum(ahead, told.told - told.last)
    found: NDArray[np.bool_] = (told.width > 0) & (told.width <= MONTH) & (away > OWN) & (told.told > 0)
    return found
