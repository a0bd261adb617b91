"""Meetings of one pair on several days or occasions stay apart, whatever one report leaves untold."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from memcon.links.restates import restates
from memcon.model import Report, Slot
from memcon.pipeline import build, code
from memcon.reference import Reference
from told_claims import ACTORS, claim, days

KIBAKI = "President Mwai Kibaki of Kenya met Norwegian Prime Minister Jens Stoltenberg"
HUMALA = "Peruvian President Ollanta Humala"
BACHELET = "Chilean President Michelle Bachelet"

PILES: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    (
        "two days of one visit, each in its report",
        [
            ("2011-03-09", f"OSLO, March 9 (Wire) — {KIBAKI} in Oslo on Tuesday."),
            ("2011-03-10", f"OSLO, March 10 (Wire) — {KIBAKI} again on Wednesday."),
        ],
        ["0", "1"],
    ),
    (
        "two meetings of one day in one report",
        [("2011-03-09", f"{KIBAKI} on Tuesday morning. Kibaki and Stoltenberg held another meeting in the afternoon.")],
        ["0", "0"],
    ),
    (
        "talks and a meal in one report",
        [("2011-03-09", f"{KIBAKI} on Tuesday. Kibaki and Stoltenberg had dinner on Tuesday at a farm.")],
        ["0", "0"],
    ),
    (
        "the same meal in two reports",
        [
            (
                "2011-03-09",
                "Mwai Kibaki of Kenya had dinner with Norwegian Prime Minister Jens Stoltenberg on Tuesday.",
            ),
            ("2011-03-09", "Kenya's Mwai Kibaki and Norwegian Prime Minister Jens Stoltenberg met on Tuesday."),
        ],
        ["01"],
    ),
    (
        "a call and a meeting in one week",
        [
            ("2015-06-03", f"{HUMALA} spoke by telephone with {BACHELET} on Tuesday."),
            ("2015-06-06", f"SANTIAGO, June 6 (Wire) — {HUMALA} met {BACHELET} in Santiago on Friday."),
            ("2015-06-07", f"{HUMALA} met {BACHELET} this week."),
        ],
        ["0", "12"],
    ),
    (
        "a week with two meetings",
        [
            ("2015-06-03", f"{HUMALA} met {BACHELET} on Monday."),
            ("2015-06-05", f"{HUMALA} met {BACHELET} on Thursday."),
            ("2015-06-06", f"{HUMALA} and {BACHELET} held talks on Thursday."),
        ],
        ["0", "12"],
    ),
    (
        "yearly talks",
        [
            ("2014-10-24", f"{HUMALA} met {BACHELET} in Lima for their yearly talks on Thursday."),
            ("2015-10-23", f"{HUMALA} met {BACHELET} in Lima for their yearly talks on Thursday."),
        ],
        ["0", "1"],
    ),
    (
        "two ministers at one conference",
        [
            (
                "2010-09-22",
                "Japanese Foreign Minister Seiji Maehara met Hillary Clinton of the United States on Tuesday.",
            ),
            (
                "2010-09-22",
                "Japanese Foreign Minister Seiji Maehara met his Australian counterpart Kevin Rudd on Tuesday.",
            ),
        ],
        ["0", "1"],
    ),
    (
        "three sides and two of them on one day",
        [
            ("2008-09-16", "The leaders of Kenya, Uganda and Norway met in Nairobi on Monday."),
            ("2008-09-16", "The leaders of Kenya and Norway met in Nairobi on Monday."),
        ],
        ["0", "1"],
    ),
    (
        "a day unknown next to a later one",
        [
            ("2015-04-02", f"{HUMALA} met {BACHELET}."),
            ("2015-04-10", f"{HUMALA} met {BACHELET} on Thursday."),
        ],
        ["0", "1"],
    ),
    (
        "a reception and the banquet of the next day",
        [
            ("2015-07-25", f"{HUMALA} welcomed {BACHELET} in Lima on Thursday."),
            ("2015-07-26", f"{HUMALA} gave a banquet for {BACHELET} in Lima on Friday."),
        ],
        ["0", "1"],
    ),
    (
        "the first of two summits, told of beside the second",
        [
            ("2015-02-28", f"{HUMALA} and {BACHELET} ended their second summit in Lima on Friday."),
            ("2014-06-13", f"{HUMALA} met {BACHELET} in Santiago on Thursday."),
            (
                "2015-03-01",
                f"{HUMALA} met {BACHELET} in Lima on Friday. The two first met in Santiago in June last year.",
            ),
        ],
        ["02", "12"],
    ),
    (
        "a meeting planned and the last one",
        [
            (
                "2015-05-15",
                f"{HUMALA} met {BACHELET} in Lima last week. Humala and Bachelet will meet again next week.",
            ),
            ("2015-05-21", f"{HUMALA} met {BACHELET} on Wednesday."),
        ],
        ["0", "01"],
    ),
    (
        "a meeting and the one on its eve",
        [
            (
                "2015-05-15",
                f"{HUMALA} met {BACHELET} on Thursday. Humala and Bachelet had also met on Wednesday evening.",
            )
        ],
        ["0", "0"],
    ),
    (
        "a visit of May told in September",
        [
            ("2015-05-07", f"{HUMALA} visited Chile on Wednesday."),
            ("2015-09-02", f"{HUMALA} visited Chile on Tuesday. Humala visited Chile in May."),
        ],
        ["01", "1"],
    ),
]


@pytest.mark.parametrize(("reports", "expected"), [pile[1:] for pile in PILES], ids=[pile[0] for pile in PILES])
def test_which_reports_tell_of_one_engagement(
    known: Reference, reports: Sequence[tuple[str, str]], expected: list[str]
) -> None:
    """Each event is written as the numbers of the reports that tell of it."""
    coded = [
        code(Report(str(n), text, str(n), published=days(published)), known)
        for n, (published, text) in enumerate(reports)
    ]
    engaged = {c.id: c.report for one in coded for c in one.claims if c.family == "engagement"}
    told = [
        sorted({engaged[claim] for claim in event.claims if claim in engaged}) for event in build(coded, known).events
    ]
    assert sorted("".join(one) for one in told if one) == expected


MARKS = {
    "nothing is said": ("", "", 1),
    "the later is another": ("", "again", 2),
    "the earlier was another, the later is the same": ("again", "", 1),
    "another after the first": ("first meeting", "another meeting", 2),
    "two ordinals": ("first round", "second round", 2),
    "one ordinal": ("", "second summit", 1),
    "a second one": ("", "a second meeting", 2),
    "a meal and talks": ("dinner", "", 2),
    "two tellings of a meal": ("lunch", "luncheon", 1),
}


@pytest.mark.parametrize(("earlier", "later", "told"), MARKS.values(), ids=MARKS)
def test_how_many_engagements_one_report_tells(earlier: str, later: str, told: int) -> None:
    claims = [claim(f"a | meeting | happened | ruto moe | 2019-05-0{6 + n}/2019-05-07", n=n) for n in (0, 1)]
    marked = [
        replace(one, slots=(*one.slots, Slot("occasion", words, 0, len(words)))) if words else one
        for one, words in zip(claims, (earlier, later), strict=True)
    ]
    assert len(restates(marked, ACTORS)) == 2 - told
