"""To test which state's press an outlet belongs to, and that bare posts in it are that state's."""

from datetime import date

import pytest

from memcon.model import Report, When
from memcon.names.match import match
from memcon.names.press import press_state
from memcon.names.scan import scan
from memcon.names.settle import settle
from memcon.reference import Reference
from memcon.text.divide import divide
from memcon.text.parse import parse

OUTLETS = [
    ("Xinhua", "CHN"),
    ("XINHUA", "CHN"),
    ("Granma (Havana)", "CUB"),
    # a state, people or capital in the name
    ("Norwegian News Bureau", "NOR"),
    ("The Lima Courier", "PER"),
    ("Radio New Zealand", "NZL"),
    # the longer name counts
    ("Interfax-Ukraine", "UKR"),
    ("Interfax", "RUS"),
    # an agency for all the world is nobody's press, whoever prints it
    ("Dawn / Reuters", None),
    # a language is no state
    ("Mountain English Service", None),
    # two states in one name say neither
    ("Kenya and Uganda Gazette", None),
    ("The Mountain Gazette", None),
    (None, None),
]


@pytest.mark.parametrize(("outlet", "state"), OUTLETS)
def test_the_state_of_an_outlet(outlet: str | None, state: str | None, known: Reference) -> None:
    assert press_state(outlet, known) == state


BARE = [
    ("President Ramiro Quispe arrived in Oslo on Monday.", "President Ramiro Quispe", "PER"),
    ("The Foreign Minister left for Oslo.", "The Foreign Minister", "PER"),
    # where the report is dated goes before whose paper it is
    ("OSLO, May 7 - Foreign Minister Knut Berg spoke.", "Foreign Minister Knut Berg", "NOR"),
    # a post that anybody's may be
    ("Spokesman Knut Berg spoke of salt.", "Spokesman Knut Berg", None),
    # a post told with its state keeps it
    ("Norwegian Foreign Minister Knut Berg spoke.", "Norwegian Foreign Minister Knut Berg", "NOR"),
]


@pytest.mark.parametrize(("text", "words", "state"), BARE)
def test_a_bare_post_is_of_the_outlets_home(text: str, words: str, state: str | None, known: Reference) -> None:
    day = date(2005, 5, 9)
    report = Report("r", text, "r.txt", outlet="The Lima Courier", outlet_basis="given")
    page = parse(divide(report), known)
    seen = scan(page, known)
    mentions, actors, _ = settle(seen, match(seen), When(day, day, "given"))
    countries = {actor.id: actor.country for actor in (*known.actors.values(), *actors)}
    found = next(mention for mention in mentions if mention.words == words)
    assert (countries[found.actors[0]] if found.actors else found.country) == state
