"""To tell the stated times that may lie behind or ahead, whatever the tense of the verb beside them."""

import re

from memcon.model import Expression

_PLANNED = re.compile(
    r"\b(?:budget|plan(?:s|ned|ning)?|strateg\w+|forecast\w*|foresee\w*|foresaw|foreseen|projected|programmes?|programs?|"
    r"target\w*|to (?:hold|host))\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""A year that a plan is for may lie ahead: "discussed budget planning for 2006"."""
_RECALLED = re.compile(r",? (?:when|while) [^.]{0,20}?\b(?:met|were|was|had|spoke|visited|signed)\b")
"""What was agreed to be held "in August 2001, when they met" may be either the holding or the agreeing."""
_BEFORE = 90


def is_either(told: Expression, tense: str, text: str) -> bool:
    """Whether a stated time says nothing of when the report was written: a plan's year, a day that is recalled."""
    planned = told.form in {"year", "range"} and _PLANNED.search(text[max(0, told.start - _BEFORE) : told.start])
    return bool(planned) or (tense == "future" and _RECALLED.match(text, told.end) is not None)
