"""Sentences composed of events, days and frames: each tells its event, its status and its day."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

import pytest

from memcon.model import Report, When
from memcon.pipeline import code
from memcon.reference import load_reference

PUBLISHED = date(1999, 9, 2)
MINISTER, PRESIDENT = "Norwegian Foreign Minister Knut Solberg", "Peruvian President Alan Garcia"
TALKS = frozenset({"meeting", "negotiation"})
VISIT, CALL = frozenset({"visit"}), frozenset({"call"})
Day = tuple[str, date, date]
Told = tuple[str, str, date | None, date | None, set[str]]
EVENTS = (
    ("a visit to Lima {day} by " + MINISTER, VISIT),
    ("a visit {day} to Lima by " + MINISTER, VISIT),
    ("a visit by " + MINISTER + " to Lima {day}", VISIT),
    ("a visit {day} by " + MINISTER + " to Peru", VISIT),
    ("a trip to Peru {day} by " + MINISTER, VISIT),
    ("talks in Lima {day} between " + MINISTER + " and " + PRESIDENT, TALKS),
    ("a meeting in Geneva {day} between " + MINISTER + " and " + PRESIDENT, TALKS),
    ("a meeting {day} between " + MINISTER + " and " + PRESIDENT, TALKS),
    ("a telephone conversation {day} between " + MINISTER + " and " + PRESIDENT, CALL),
)
PAST = (
    ("last week", date(1999, 8, 22), date(1999, 8, 30)),
    ("on Monday", date(1999, 8, 30), date(1999, 8, 30)),
    ("in July", date(1999, 7, 1), date(1999, 7, 31)),
    ("earlier this week", date(1999, 8, 29), date(1999, 9, 2)),
    ("on Aug. 25", date(1999, 8, 25), date(1999, 8, 25)),
    ("two weeks ago", date(1999, 8, 14), date(1999, 8, 24)),
    ("last month", date(1999, 8, 1), date(1999, 8, 31)),
)
TO_COME = (
    ("next week", date(1999, 9, 5), date(1999, 9, 13)),
    ("on Monday", date(1999, 9, 6), date(1999, 9, 6)),
    ("in October", date(1999, 10, 1), date(1999, 10, 31)),
    ("on Sept. 25", date(1999, 9, 25), date(1999, 9, 25)),
    ("next month", date(1999, 10, 1), date(1999, 10, 31)),
)
TOOK_PLACE = (
    "The announcement followed {event}.",
    "The announcement follows {event}.",
    "The announcement came after {event}.",
    "The announcement comes a day after {event}.",
    "The statement was issued after {event}.",
    "During {event}, the two sides signed a trade agreement.",
    "The accord was reached during {event}.",
    "Relations have improved since {event}.",
    "{Event} ended without agreement.",
    "{Event} failed to end the dispute.",
    "{Event} produced no results, officials said.",
    "The minister was speaking after {event}.",
    "He described {event} as very useful.",
    "Chile protested against {event}.",
    "{Event} angered Chile.",
    "Officials said {event} had been constructive.",
    "The dispute was the main topic of {event}.",
    "The agreement was the result of {event}.",
    "Despite {event}, the dispute goes on.",
    "The move is seen as a response to {event}.",
    "Chilean newspapers criticised {event}.",
)
PLANNED = (
    "The announcement comes ahead of {event}.",
    "The statement was issued before {event}.",
    "Officials are preparing for {event}.",
    "The agreement is to be signed during {event}.",
    "{Event} will focus on trade.",
    "Officials said {event} would focus on trade.",
    "The ministry announced {event}.",
    "The dispute will be the main topic of {event}.",
    "The two sides agreed on {event}.",
    "{Event} will be the first since 1990.",
)
CALLED_OFF = (
    "Peru postponed {event}.",
    "Oslo said {event} had been called off.",
    "{Event} will not take place, officials said.",
    "The ministry announced the cancellation of {event}.",
    "The government has put off {event}.",
)


def told(frame: str, event: str, day: str) -> Iterator[Told]:
    """The engagements of one sentence: kind, status, first and last day, the countries of all who take part."""
    words = event.format(day=day)
    text = frame.format(event=words, Event=words[:1].upper() + words[1:])
    given = When(PUBLISHED, PUBLISHED, "given")
    coded = code(Report(id="case", text=text, path="case.txt", published=given), load_reference())
    lands = {actor.id: actor.country for actor in coded.actors}
    for claim in coded.claims:
        if claim.family == "engagement":
            sides = [s.actor for s in claim.slots if s.part in ("who", "whom", "party") and s.actor]
            yield claim.kind, claim.status, claim.when.first, claim.when.last, {lands[a] or a for a in sides}


def missed(frame: str, days: Sequence[Day], status: str) -> Iterator[tuple[str, str, str, list[Told]]]:
    """What the sentences of a frame should tell and do not, each with the sentence: empty if all is well."""
    for (event, kinds), (day, first, last) in product(EVENTS, days):
        if status != "happened" and "call" in kinds:
            continue  # calls are rarely planned in so many words
        found = list(told(frame, event, day))
        right = [f for f in found if f[0] in kinds and f[1] == status and {"NOR", "PER"} <= f[4]]
        if status != "cancelled":
            right = [f for f in right if f[2] and f[3] and first <= f[2] and f[3] <= last]
        wrong = [f for f in found if status != "happened" and f[0] in kinds and f[1] in ("happened", "ongoing")]
        if not right or wrong:
            yield frame, event, day, found


@pytest.mark.parametrize("frame", TOOK_PLACE)
def test_an_event_that_took_place_is_told_with_its_day(frame: str) -> None:
    assert list(missed(frame, PAST, "happened")) == []


@pytest.mark.parametrize("frame", PLANNED)
def test_an_event_to_come_is_told_as_planned_with_its_day(frame: str) -> None:
    assert list(missed(frame, TO_COME, "scheduled")) == []


@pytest.mark.parametrize("frame", CALLED_OFF)
def test_an_event_called_off_is_never_told_as_held(frame: str) -> None:
    assert list(missed(frame, TO_COME, "cancelled")) == []


EXPECTED = ("is expected to", "is scheduled to", "is due to", "is likely to", "was expected to", "will")
DOINGS = ("take place", "be held", "begin", "open")


@pytest.mark.parametrize("plan", EXPECTED)
def test_what_is_expected_to_take_place_has_its_day(plan: str) -> None:
    wrong = []
    for doing, (day, first, last) in product(DOINGS, TO_COME):
        found = list(told(f"{{Event}} {plan} {doing} {day}.", EVENTS[2][0].replace(" {day}", ""), day))
        days = [
            f for f in found if f[1] in ("scheduled", "possible") and f[2] and f[3] and first <= f[2] and f[3] <= last
        ]
        if not days:
            wrong.append((doing, day, found))
    assert wrong == []


VISITS = {
    "cancelled": ("postponed", "cancelled", "called off", "put off", "delayed", "scrapped over row", "on hold"),
    "scheduled": ("planned", "expected next week", "confirmed"),
    "possible": ("in doubt", "possible"),
}


@pytest.mark.parametrize("status", VISITS)
def test_a_headline_without_its_helping_verb_tells_no_plan_as_held(status: str) -> None:
    wrong = []
    for end, event in product(VISITS[status], ("Norway-Peru talks", "Summit between Norway and Peru")):
        found = list(told(f"{event} {end}\n\nThe border row went on.", "", ""))
        if [f[1] for f in found] != [status]:
            wrong.append((event, end, found))
    assert wrong == []
