"""To hold datelines to a table of openings in the styles of the world's press."""

import pytest

from memcon.model import Report
from memcon.text.divide import divide

REST = " The two foreign ministers met on Tuesday and agreed to open a second border crossing before the winter."

DATELINES = [
    ("agency in brackets", "WASHINGTON (AP) -"),
    ("wide dash", "WASHINGTON (AP) —"),
    ("two places", "SEOUL/HANOI (Reuters) -"),
    ("place alone, wide dash", "WASHINGTON –"),
    ("place alone, two hyphens", "HAMBURG --"),
    ("place alone, colon", "NEW DELHI:"),
    ("state in small letters", "BUDAPEST, Hungary —"),
    ("American state", "WASHINGTON, D.C. —"),
    ("day and wide dash", "MOSCOW, Dec. 8 —"),
    ("day, agency, two hyphens", "BEIJING, June 5 (Xinhua) --"),
    ("day before month", "LONDON, 8 July 2005 —"),
    ("place in small letters with day and agency", "Moscow, 25 January 2022 (TDI):"),
    ("place in small letters with day", "Havana, May 7 (ACN)"),
    ("agency alone", "(Reuters) -"),
    ("agency alone with its city", "Tehran (Tasnim) –"),
    ("Russian agency", "MOSCOW, January 22. /TASS/."),
    ("Russian agency, full stops", "MOSCOW. March 5. INTERFAX -"),
    ("agency unbracketed", "TEHRAN, May 7, IRNA –"),
    ("weekday", "ANKARA, Tuesday, May 7 (Anadolu) -"),
    ("a long place", "RIO DE JANEIRO, Brazil, June 14 (UPI) --"),
    ("day alone with agency", "Dec. 8 (UPI) --"),
    ("underscore of old wires", "WASHINGTON (AP) _"),
    ("agency in small letters", "Berlin (dpa) -"),
    ("agency glued to the sentence", "(CNN)"),
    ("place and agency without a mark", "Washington (CNN)"),
    ("label of a monitoring service", "[Translated text] Beijing, June 5 (XINHUA) --"),
    ("agency unbracketed after a day", "MOSCOW, May 5 TASS -"),
    ("a place in small letters, dash", "Pretoria -"),
    ("a town that is known, colon", "New Delhi:"),
    ("day and full stop", "NEW DELHI, Aug. 12."),
    ("a town in capitals, no mark", "NAIROBI"),
    ("a town of two words, no mark", "NEW DELHI"),
    ("two towns in capitals, no mark", "MOSCOW/PARIS"),
    ("a place with particles", "Santiago de Cuba, July 26 (ACN) –"),
]

NONE = [
    "The president met the premier on May 7 - a Tuesday.",
    "Putin: the talks went well.",
    "Otieno: The talks went well, and we will go on talking until we agree on what is to be done about the border.",
    "Otieno - The President of Kenya, now in Lima - said that the two would go on talking until they agreed.",
    "Mr. Obama (a Democrat) - who met the premier - was pleased.",
    "Speaking on Tuesday, May 7 — the anniversary — the premier thanked her hosts.",
    "In Moscow, the two ministers - both new in office - met for the first time.",
    "May 7 was a busy day for the premier.",
    "European Union: what the talks will settle and what they will leave.",
    "U.S. officials - two of them - told reporters that the talks had failed.",
    "ROYAL WELCOME: Kenya rolls out the carpet\n",
    "The Nairobi Press Corporation (AP) President said that talks had failed.",
    "NATO allies met on Tuesday.",
    "NATO Secretary-General Jens Stoltenberg met the president of Kenya on Tuesday and praised the talks in Nairobi.",
    "PARIS Talks fail\n",
    "UNESCO The United Nations' body for culture met on Tuesday in the capital of Kenya, and agreed on what to save.",
    "A week later (in Geneva) - and again in May - the two met.",
]


def datelines(text: str) -> list[str]:
    """The words of a text's datelines."""
    return [text[d.start : d.end] for d in divide(Report(id="r", text=text, path="r.txt")).datelines]


@pytest.mark.parametrize(("new", "words"), DATELINES, ids=[row[0] for row in DATELINES])
def test_datelines_are_found_with_their_closing_mark(new: str, words: str) -> None:
    assert datelines(words + REST) == [words], new
    assert datelines(f"Ministers agree on a crossing\n\nBy ANN MOE\n\n{words}{REST}") == [words], new


@pytest.mark.parametrize("opening", NONE)
def test_other_openings_are_no_datelines(opening: str) -> None:
    assert datelines(opening + REST) == []


def test_a_wire_in_capitals_needs_a_day_or_an_agency() -> None:
    assert datelines(("WASHINGTON, MARCH 5 -" + REST).upper()) == ["WASHINGTON, MARCH 5 -"]
    assert datelines(("WASHINGTON (AP) --" + REST).upper()) == ["WASHINGTON (AP) --"]
    assert datelines(("THE PRESIDENT -" + REST).upper()) == []


def test_a_transcript_in_capitals_has_speakers_not_datelines() -> None:
    assert datelines(f"RUTO: Welcome to Nairobi.\nMOE: Thank you.\nRUTO: Let us begin.\n{REST}") == []


def test_a_second_story_has_its_own_dateline() -> None:
    text = f"NAIROBI, May 7 (Reuters) -{REST}\n\nOSLO, May 9 (Reuters) -{REST}"
    assert datelines(text) == ["NAIROBI, May 7 (Reuters) -", "OSLO, May 9 (Reuters) -"]


def test_a_labelled_dateline_is_one() -> None:
    assert datelines(f"DATELINE=NAIROBI\n\n{REST}") == ["DATELINE=NAIROBI"]
