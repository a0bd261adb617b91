"""To tell the stated times that may lie behind or ahead, whatever the tense of the verb beside them."""

import re

from memcon.model import Expression

_PLANNED = re.compile(
    r"\b(?:budget|plan(?:s|ned|ning)?|strateg\w+|forecast\w*|foresee\w*|foresaw|foreseen|projected|programmes?|programs?|"
    r"target\w*|to (?:hold|host))\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""A year that a plan is for may lie ahead: "discussed budget planning for 2006"."""
_PLAN = re.compile(
    r"\b(?:agenda|vision|strategy|plan|programme|program|goals?|targets?|budget|draft|olympics|games|"
    r"world cup|elections?)\b",
    re.IGNORECASE,
)
"""Words beside a time that is a plan's: "the 2030 Agenda", "the elections in May"."""
_RECALLED = re.compile(r",? (?:when|while) [^.]{0,20}?\b(?:met|were|was|had|spoke|visited|signed)\b")
"""What was agreed to be held "in August 2001, when they met" may be either the holding or the agreeing."""
_BEFORE = 90


def is_either(told: Expression, tense: str, text: str) -> bool:
    """Whether a stated time says nothing of when the report was written: a plan's year, a day that is recalled."""
    planned = told.form in {"year", "range"} and _PLANNED.search(text[max(0, told.start - _BEFORE) : told.start])
    is_plan = planned or _PLAN.search(text[max(0, told.start - 18) : told.end + 22])
    return bool(is_plan) or (tense == "future" and _RECALLED.match(text, told.end) is not None)
