"""A line in capitals is shown to the parser as it would be written elsewhere: names, titles and days with capitals."""

import pytest

from memcon.reference import Reference, load_reference
from memcon.text.capitals import restore_case
from memcon.text.dictionary import is_inflected_verb, parts_of_speech

LINES = [
    "President Daniel Otieno smiled as he emerged from the talks",
    "Kenyan President Daniel Otieno next week begins a tour of Asia",
    "talks with his counterpart, Grace Wanjiru, in Nairobi on Tuesday",
    "the minister, who met his counterpart, said nothing of the visit",
    "Secretary of State John Harlow flew into Lima on Monday",
    "the summit was planned for May but may be put off to June 20",
    "the visit in March began as the crowds march on the palace",
    "NATO and OPEC ministers told us that they met the US envoy",
    "Otieno left as soon as Prime Minister Astrid Lunde arrived; Lunde met Otieno",
    "Mr Kim Yo-Jong and Ms Lunde spoke in Lima",
]


@pytest.fixture(scope="module")
def known() -> Reference:
    """What memcon knows of the world and of words."""
    return load_reference()


@pytest.mark.parametrize("line", LINES)
def test_capitals_are_restored_character_for_character(line: str, known: Reference) -> None:
    """All of a sentence's capitals come back, but for its own start, and nothing else."""
    restored = restore_case(line.upper() + ".", known)
    assert restored[1:] == line[1:] + "."


def test_words_are_told_from_names() -> None:
    """A dictionary has the words of English in all their forms, and hardly a name of a person."""
    assert parts_of_speech("wanjiru") == frozenset()
    assert "verb" in parts_of_speech("smiled")
    assert is_inflected_verb("smiled")
    assert not is_inflected_verb("reed")
