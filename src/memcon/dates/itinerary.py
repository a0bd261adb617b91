"""To read the weekdays of a programme against its first day: "begin on Wednesday, May 30. They dine on Thursday"."""

import re
from collections.abc import Sequence
from datetime import timedelta

from memcon.dates.resolve import resolve
from memcon.model import Expression, Page, When

_AWAY = timedelta(6)
"""A day farther off than this a bare weekday no longer names by itself."""
_REACH = 700
"""So many characters on from the day of a programme its weekdays are told."""
_WITH_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.IGNORECASE)


def programme_days(page: Page, times: Sequence[Expression]) -> dict[int, When]:
    """By its first character each bare weekday told soon after a day to come that names its own weekday: that day."""
    found: dict[int, When] = {}
    for section in page.sections:
        base: When | None = None
        until = section.start
        for told in (e for e in times if section.start <= e.start < section.end):
            if told.form == "day" and _WITH_WEEKDAY.search(page.report.text, max(0, told.start - 12), told.end):
                when = resolve(told, section.now, tense="future")
                is_far = when.first and section.now.last and when.first - section.now.last > _AWAY
                base, until = (when, told.end + _REACH) if is_far and when.first == when.last else (None, told.end)
            elif told.form == "weekday" and base is not None and told.start < until:
                found[told.start], until = base, told.end + _REACH
    return found
