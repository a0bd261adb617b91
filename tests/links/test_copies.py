"""To hold the finding of copies to edits that wires undergo, and to texts that only share a quotation."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.links.copies import copies
from memcon.model import Report

WIRE = [
    "The president of Kenya received the prime minister of Norway at State House on Tuesday to discuss fishing.",
    "It was the first visit of a Norwegian head of government in eleven years, and she brought nine ministers along.",
    "“We have quarrelled long enough over a fish that neither of us eats,” the president told reporters in the garden.",
    "A loan for the harbour of Mombasa was not mentioned, although officials had promised that it would be signed.",
    "The premier is to travel on to Uganda on Thursday and will return through Cairo at the end of the week.",
    "Opposition leaders, who had asked for a meeting with the guest, waited in vain at the gate of her hotel.",
]
OTHER = [
    "On the loan for Mombasa the two sides kept silent; people near the talks say the interest is in dispute.",
    "Nobody had expected much, and the joint statement, which ran to two paragraphs, did not disappoint the sceptics.",
    "The president was in a good mood all the same and joked with his guest before the cameras.",
    "“We have quarrelled long enough over a fish that neither of us eats,” he said, and she laughed with the others.",
    "On the loan for Mombasa the two sides kept silent; people near the talks say the interest is in dispute.",
]

PAIRS = [
    ("the same text", WIRE, WIRE, True),
    ("another headline", ["Kenya and Norway talk fish", *WIRE], WIRE, True),
    ("the last paragraphs cut off", WIRE, WIRE[:3], True),
    ("an excerpt in a longer text", WIRE[1:4], [*OTHER, *WIRE[1:4]], True),
    ("a dateline and a footer", [f"NAIROBI (Reuters) - {WIRE[0]}", *WIRE[1:], "All rights reserved."], WIRE, True),
    ("lightly edited", [p.replace("prime minister", "premier").replace("Tuesday", "May 7") for p in WIRE], WIRE, True),
    ("set in columns", WIRE, [p.replace(" ", "\n", 3) for p in WIRE], True),
    ("in capitals", WIRE, [p.upper() for p in WIRE], True),
    ("two reports on one event", WIRE, OTHER, False),
    (
        "one quotation in common",
        OTHER,
        WIRE[2:3] + OTHER[:0] + ["It was a remark that will be long remembered."] * 4,
        False,
    ),
    ("two short notes", ["Ministers met in Oslo on Friday."], ["Ministers met in Cairo on Sunday."], False),
    ("one short note in two outlets", ["Ministers met in Oslo on Friday."], ["Ministers met in Oslo on Friday."], True),
    ("nothing at all", [""], [""], False),
]


def grouped(*texts: list[str]) -> dict[str, str]:
    """The copy groups of texts that are named a, b, …"""
    return copies([Report(id=name, text="\n\n".join(t), path=name) for name, t in zip("abcdefgh", texts, strict=False)])


@pytest.mark.parametrize(("new", "left", "right", "same"), PAIRS, ids=[row[0] for row in PAIRS])
def test_copies_are_found(new: str, left: list[str], right: list[str], same: bool) -> None:  # noqa: FBT001
    assert grouped(left, right) == ({"a": "copy:a", "b": "copy:a"} if same else {}), new


def test_a_group_holds_copies_of_copies_and_nothing_else() -> None:
    assert grouped(OTHER, WIRE, WIRE[:4], WIRE[1:]) == dict.fromkeys("bcd", "copy:b")


def test_a_text_in_hundreds_of_outlets_is_one_group() -> None:
    reports = [Report(id=f"{n:04}", text=f"Outlet {n}. " + " ".join(WIRE), path="") for n in range(400)]
    assert set(copies(reports).values()) == {"copy:0000"}


TEXTS = [WIRE, OTHER, WIRE[:4], WIRE[2:], OTHER[1:], [""]]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)))
def test_order_changes_nothing(order: list[int]) -> None:
    reports = [Report(id=f"r{n}", text="\n".join(t), path="") for n, t in enumerate(TEXTS)]
    assert copies([reports[n] for n in order]) == copies(reports)


def test_copies_are_found_among_thousands() -> None:
    random = Random(3)
    words = [f"word{n}" for n in range(4000)]
    texts = [" ".join(random.choices(words, k=300)) for _ in range(2000)]
    texts += [text + " and one more sentence at the end" for text in texts[:500]]
    found = copies([Report(id=f"{n:05}", text=text, path="") for n, text in enumerate(texts)])
    assert len(found) == 1000
