"""Whether a holder of a post is called new."""

import pytest

from memcon.dates.meant import is_new
from memcon.names.match import match
from memcon.names.scan import scan
from memcon.read.fields import Fields, make
from memcon.reference import Reference
from memcon.text.divide import divide
from memcon.text.parse import parse

NEW = (
    "The new French president, Emmanuel Macron, flew to Berlin.",
    "THE NEW FRENCH PRESIDENT, EMMANUEL MACRON, FLEW TO BERLIN.",
    "Emmanuel Macron, the new French president, flew to Berlin.",
    "Germany greeted the newly elected President of Ukraine Volodymyr Zelenskiy.",
    "The new conservative Prime Minister of Greece, Kyriakos Mitsotakis, flew to Paris.",
)
NOT_NEW = (
    "“The sides have yet to find a new date,” Foreign Minister Sergei Lavrov said.",
    'The sides need a new "format," Foreign Minister Sergei Lavrov said.',
    "The sides will look for a new date, Foreign Minister Sergei Lavrov said.",
    "A new round of talks between President Vladimir Putin and his guests began.",
    "There were new demands as President Barack Obama opened the meeting.",
    "New Zealand Prime Minister John Key opened the meeting.",
)


def _called_new(text: str, known: Reference) -> list[bool]:
    page = parse(divide(make(text, Fields(), path="text", place="text")), known)
    return [is_new(text, mention) for mention in match(scan(page, known)) if mention.post]


@pytest.mark.parametrize("text", NEW)
def test_a_holder_who_is_called_new(text: str, known: Reference) -> None:
    assert any(_called_new(text, known))


@pytest.mark.parametrize("text", NOT_NEW)
def test_something_else_that_is_new(text: str, known: Reference) -> None:
    called = _called_new(text, known)
    assert called
    assert not any(called)
