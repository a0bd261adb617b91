"""To hold division to glued captions, small print, columns, and any text at all, megabytes too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import MONSTERS
from memcon.model import Report
from memcon.text.divide import divide
from told_pages import LAST, LEAD, MORE


def told(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The sections of a text as (role, words)."""
    page = divide(Report(id="r", text=text, path="r.txt", title=title))
    return [(s.role, text[s.start : s.end].strip()) for s in page.sections]


GLUED = [
    (
        "caption in lower case",
        "the premier in NairobiTalks between Kenya and Norway opened on Tuesday in State House.",
        "the premier in Nairobi",
    ),
    (
        "caption ends in a name told again",
        "Ruto and MoeOle Moe, prime minister of Norway, came to Nairobi on Tuesday. Moe was received by the president.",
        None,
    ),
    (
        "caption ends in a longer name told again",
        "Ruto and HalvorsenOle Halvorsen, prime minister of Norway, came to Nairobi on May 7. Halvorsen was received.",
        "Ruto and Halvorsen",
    ),
    (
        "caption by its credit",
        "The two at State House. (AP Photo/Jon Berg)NAIROBI (AP) — Talks opened here on Tuesday morning.",
        "The two at State House. (AP Photo/Jon Berg)",
    ),
    (
        "a name in camel case",
        "The site RiftValley reported on Tuesday that the premier had come to Nairobi for talks on cod.",
        None,
    ),
    (
        "a Scottish name",
        "The envoy Jon MacDonald came to Nairobi on Tuesday for talks on cod and a new harbour. Mac stayed.",
        None,
    ),
]


@pytest.mark.parametrize(("new", "text", "caption"), GLUED, ids=[row[0] for row in GLUED])
def test_a_glued_caption_is_cut_off(new: str, text: str, caption: str | None) -> None:
    found = [words for role, words in told(f"Premier in Nairobi\n\n{text}\n\n{MORE}") if role == "caption"]
    assert found == ([caption] if caption else []), new


OPEN = "The president of Kenya told the prime minister of Norway, who had come for three days, that the harbour would"
INJECTED = [
    ("a headline", "Trawlers seized off Mombasa after a chase", "be ready by May.", "furniture"),
    (
        "a headline after which the sentence goes on in capitals",
        "Trawlers seized off Mombasa",
        "Kisumu will wait.",
        "body",
    ),
    ("a sentence of its own", "Trawlers were seized off Mombasa.", "be ready by May.", "body"),
    ("a name in a list", "Lake Victoria", "and Lake Turkana too.", "body"),
]


@pytest.mark.parametrize(("new", "line", "below", "role"), INJECTED, ids=[row[0] for row in INJECTED])
def test_a_headline_in_the_middle_of_a_sentence_is_furniture(new: str, line: str, below: str, role: str) -> None:
    text = f"Premier in Nairobi\n\n{LEAD}\n\n{OPEN}\n\n{line}\n\n{below} {MORE}"
    assert [found for found, words in told(text) if line in words] == [role], new


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("RVH0417 4 P 0211 KEN /RVH-KK62", "furniture"),
        ("RVH rs/kt/jb", "furniture"),
        ("NNNN", "furniture"),
        ("(END)", "furniture"),
        ("G20 TALKS OPEN", "body"),
        ("A loan and/or a grant", "body"),
    ],
)
def test_an_agency_s_codes_are_furniture(line: str, role: str) -> None:
    assert [found for found, words in told(f"{LEAD}\n\n{MORE}\n\n{line}\n\n{LAST}") if line in words] == [role]


TAILS = [
    (
        "agency credits",
        f"{LAST} (Reporting by Jon Berg; Editing by Ann Kariuki)",
        "(Reporting by Jon Berg; Editing by Ann Kariuki)",
    ),
    ("rights", f"{LAST} Copyright 2004 Rift Valley Herald", "Copyright 2004 Rift Valley Herald"),
    (
        "newsletter and rights",
        f"{LAST} Sign up for Daily Newsletters Copyright © 2019 Herald",
        "Sign up for Daily Newsletters Copyright © 2019 Herald",
    ),
    ("a copyright is talked of", "They signed a copyright 2004 treaty and a loan.", None),
]


@pytest.mark.parametrize(("new", "last", "tail"), TAILS, ids=[row[0] for row in TAILS])
def test_small_print_is_cut_off_the_last_sentence(new: str, last: str, tail: str | None) -> None:
    found = [words for role, words in told(f"{LEAD} {MORE} {last}") if role == "furniture"]
    assert found == ([tail] if tail else []), new


def test_a_given_title_is_the_headline_whatever_its_shape() -> None:
    assert told(f"A loan is signed.\n\n{LEAD}", title="A loan is signed")[0] == ("headline", "A loan is signed.")


def test_a_deck_stands_apart_by_a_wider_gap() -> None:
    text = f"Premier in Nairobi\n\nFishing and a harbour are on the table.\n\n\n{LEAD}\n\n{MORE}"
    assert [role for role, _ in told(text)] == ["headline", "body"]
    assert told(text)[0][1].endswith("on the table.")


WIRE = """KENYA, NORWAY OPEN TALKS ON FISHING
    NAIROBI, May 7 - The president of Kenya received the prime
minister of Norway at State House on Tuesday and discussed with
her the fishing rights that have divided the two countries for
a year.
    The visitor is to travel on to Uganda before the end of the
week, a spokesman said, and will return through Cairo with nine
ministers and their wives.
 REUTER"""


def test_a_wire_in_columns_has_paragraphs() -> None:
    assert [role for role, _ in told(WIRE)] == ["headline", "body", "furniture"]
    assert [role for role, _ in told(WIRE.upper())] == ["headline", "body", "furniture"]


@given(st.text(max_size=400))
def test_any_text_is_covered_in_order(text: str) -> None:
    page = divide(Report(id="r", text=text, path="r.txt"))
    starts = [s.start for s in page.sections]
    assert bool(text) == bool(page.sections)
    assert starts == sorted(set(starts))
    assert "".join(text[s.start : s.end] for s in page.sections) == text


LINES = st.sampled_from(
    [
        *(
            LEAD,
            MORE,
            LAST,
            "Premier in Nairobi",
            "By ANN MOE",
            "USA TODAY",
            "Filed under:",
            "Frequently asked questions",
        ),
        *("Who came?", "NAIROBI (Reuters) -", "(AP Photo/Jon Berg)", "SEE ALSO: More", "* * *", "REUTER", "1964", "—"),
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", " ", "\r\n", "\u2028"]))
def test_any_mixture_of_lines_is_covered_in_order(lines: list[str], joint: str) -> None:
    text = joint.join(lines)
    assert "".join(text[s.start : s.end] for s in divide(Report(id="r", text=text, path="r")).sections) == text


@pytest.mark.parametrize("name", MONSTERS)
def test_megabytes_divide(name: str) -> None:
    page = divide(Report(id="r", text=MONSTERS[name], path="r.txt"))
    assert page.sections


def test_an_empty_text_has_no_sections() -> None:
    assert divide(Report(id="r", text="", path="r.txt")).sections == ()
