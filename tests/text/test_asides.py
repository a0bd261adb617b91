"""To test that names, titles and days that stand in the way are kept from the parser, and are put back after it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.model import Page, Report
from memcon.reference import Reference, load_reference
from memcon.text.asides import asides, without
from memcon.text.divide import divide
from memcon.text.parse import parse

CUT = [
    ("The President of Kenya, Daniel Otieno, met her.", "The President of Kenya met her."),
    ("Norway's prime minister, Astrid Lunde, flew home.", "Norway's prime minister flew home."),
    ("She met Daniel Otieno, the Kenyan president, in Lima.", "She met Daniel Otieno in Lima."),
    (
        "Astrid Lunde, prime minister of Norway, met Daniel Otieno, Kenya's president, today.",
        "Astrid Lunde met Daniel Otieno today.",
    ),
    ("Lunde Tuesday evening left for Lima.", "Lunde left for Lima."),
    ("Lunde on Tuesday left for Lima.", "Lunde left for Lima."),
    ("The talks were on Friday called off.", "The talks were called off."),
    ("He wound up a visit Sunday to Chile.", "He wound up a visit to Chile."),
    ("He was Monday in Lima.", "He was in Lima."),
    ("Lunde met Otieno, the state news agency reported on Tuesday.", "Lunde met Otieno."),
    (
        "Lunde met Daniel Otieno, the Kenyan president, she told reporters. He left.",
        "Lunde met Daniel Otieno. He left.",
    ),
]
KEPT = [
    "Peru's head of state, Carlos Soto, and Astrid Lunde met.",
    "The ministers of Mali, Niger, and Chad met.",
    "The president, however, was quoted as saying so.",
    "Daniel Otieno, who had met the minister, left.",
    "The premier, King Hussein, and their aides met.",
    "The president said Peru, Chile, and Brazil would meet.",
    "On Monday the president left, and last Friday he was in Lima.",
    "Monday's talks in Oslo on Tuesday were short.",
    "They will meet Monday and Tuesday.",
    "It fell on Bloody Sunday in Derry.",
    "She left Sunday.",
    "After meeting Otieno, Lunde said the talks were useful.",
    "Lunde met Otieno, but officials said.",
]
PIECES = [
    "The President of Kenya",
    ", Daniel Otieno,",
    " met",
    " Astrid Lunde",
    ", the Norwegian premier,",
    ", officials said on Monday.",
    ", he told reporters",
    " in Lima",
    " Monday",
    " on Tuesday",
    " night",
    ",  the  Kenyan president,",
    ",  the state news agency  reported.",
    "  ",
    ".",
]


@pytest.fixture(scope="module")
def known() -> Reference:
    """What memcon knows of the world and of words."""
    return load_reference()


@pytest.mark.parametrize(("text", "left"), CUT)
def test_what_stands_beside_a_title_or_name_is_cut(text: str, left: str, known: Reference) -> None:
    """What the parser is shown reads on without its asides."""
    assert without(text, asides(text, known)) == left


@pytest.mark.parametrize("text", KEPT)
def test_lists_and_clauses_are_kept(text: str, known: Reference) -> None:
    """Further lands, other persons and clauses are no asides."""
    assert asides(text, known) == ()


def _parsed(text: str, known: Reference) -> Page:
    return parse(divide(Report(id="case", text=text, path="case.txt")), known)


def test_an_aside_hangs_from_what_it_stands_beside(known: Reference) -> None:
    """The name is the title's apposition, and the verb the sentence's root."""
    page = _parsed("The Foreign Minister of Norway, Knut Solberg, conferred with her this morning.", known)
    words = [token.word for token in page.tokens]
    name, verb = page.tokens[words.index("Solberg")], page.tokens[words.index("conferred")]
    assert (name.dep, page.tokens[name.head].word) == ("appos", "Minister")
    assert (verb.dep, verb.tag) == ("ROOT", "VBD")


def test_a_sentence_hangs_from_who_says_it(known: Reference) -> None:
    """The verb of saying is the root, with its subject; what it says is its clause."""
    page = _parsed("Lucia Prado called Knut Solberg, the state news agency reported on Tuesday.", known)
    words = [token.word for token in page.tokens]
    called, reported, agency = (page.tokens[words.index(word)] for word in ("called", "reported", "agency"))
    assert (reported.dep, page.tokens[reported.head]) == ("ROOT", reported)
    assert (called.dep, page.tokens[called.head]) == ("ccomp", reported)
    assert (agency.dep, page.tokens[agency.head]) == ("nsubj", reported)
    assert len(page.sentences) == 1


def test_a_day_hangs_from_its_verb(known: Reference) -> None:
    """The day from the verb it stands before or the noun of an event it stands behind, its hour from the day."""
    page = _parsed("Daniel Otieno Tuesday evening ended a visit Sunday to Chile.", known)
    words = [token.word for token in page.tokens]
    heads = {word: page.tokens[token.head].word for word, token in zip(words, page.tokens, strict=True)}
    assert heads["Tuesday"] == "evening"
    assert heads["evening"] == "ended"
    assert heads["Sunday"] == "visit"
    assert heads["Otieno"] == "ended"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9))
def test_every_character_is_read_once(known: Reference, pieces: list[str]) -> None:
    """Whatever the asides, tokens are the text's own words in order, and heads lie in their sentences."""
    text = "".join(pieces)
    page = _parsed(text, known)
    assert [text[t.start : t.end] for t in page.tokens] == [t.word for t in page.tokens]
    assert "".join(t.word for t in page.tokens).replace(" ", "") == text.replace(" ", "")
    for sentence in page.sentences:
        assert all(sentence.first <= page.tokens[k].head < sentence.last for k in range(sentence.first, sentence.last))
