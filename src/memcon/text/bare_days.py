"""To keep from the parser a day of the week that no preposition leads, and to hang it from its verb after the parse.

To the parser the day is a part of the name before it ("Lunde Tuesday left"), or parts a noun from what belongs to it
("wound up a visit Sunday to Chile").
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from memcon.almanac import load_words
from memcon.text.rows import OUTSIDE, Aside, Row

HOURS = ("morning", "afternoon", "evening", "night")
LED = frozenset(
    """a an after and as at before between black bloody by during each early easter every for from good her his holy in
    its last late like mid my next of on or our over palm past previous same since that the their this through till to
    until with your""".split()
)
"""Words before a day that take it for themselves, or make another name of it."""
AUXILIARIES = frozenset({"is", "was", "were", "has", "had", "will", "would", "may"})
WHERE = frozenset({"in", "to", "at", "from", "of", "for", "into"})
HIGHEST = 8


def bare_days(text: str, verbs: Container[str]) -> Iterator[Aside]:
    """The bare days of a text within their clauses, with the blank before each, and with the hour told.

    So is a day that parts a subject from its verb (`verbs` are their forms): "Lunde on Monday left".
    """
    if "day" not in text:
        return
    for found in _pattern().finditer(text):
        before, led = found["before"], found["on"]
        if before.lower() in LED or before.endswith(("'s", "’s", "s'", "s’", ".")):
            continue
        if not led or before in AUXILIARIES or (found["next"] in verbs and found["led"] not in WHERE):
            yield Aside(found.end("before"), found.end("day"), "day")


@cache
def _pattern() -> re.Pattern[str]:
    """A day after a word and before one in small letters."""
    days, hours = "|".join(sorted(name.capitalize() for name in load_words()["weekday"])), "|".join(HOURS)
    return re.compile(
        rf"(?:\b(?P<led>[a-z]+) )?\b(?P<before>(?!on\b)[\w’'-]+)(?P<day>(?P<on> on)? (?:{days})\b(?: (?:{hours})\b)?)"
        rf" (?!{hours}|and |or |to \d|through |at \d|when |as |after |before |that |which |who )(?P<next>[a-z]+)"
    )


def day_head(rows: Sequence[Row], at: int, nouns: Container[str]) -> int:
    """From which token a day hangs that stands behind token `at`: the noun of an event there, else the verb above."""
    if rows[at].tag == "NN" and rows[at].word.lower() in nouns:
        return at
    climbed = at
    for _ in range(HIGHEST):
        if (rows[climbed].tag[:2] == "VB" and rows[climbed].dep[:3] != "aux") or rows[climbed].word == "due":
            return climbed
        climbed += rows[climbed].head
    return climbed


def day_rows(words: Sequence[tuple[int, str]], aside: Aside) -> list[Row]:
    """The rows of a day from its tokens (offset from the blank before, word): "on" leads it, an hour ends it."""
    found = [(at, word) for at, word in words if word.strip()]
    leads = found[0][1] == "on"
    rows = []
    for k, (at, word) in enumerate(found):
        away = len(found) - 1 - k  # to the last word
        if leads and k == 0:
            tag, dep, head = "IN", "prep", 0
        elif away:
            tag, dep, head = "NNP", "compound", away
        else:
            tag, dep, head = (
                ("NNP" if word.istitle() else "NN"),
                ("pobj" if leads else "npadvmod"),
                (-k if leads else 0),
            )
        start = aside.start + at
        rows.append(Row(start, start + len(word), word, tag, dep, head, OUTSIDE, "", opens=False))
    return rows
