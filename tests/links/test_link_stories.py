"""To hold linking to stories as several outlets tell them: what is one engagement, and what only looks like one."""

import pytest

from memcon.model import Report
from memcon.pipeline import build, code
from memcon.reference import Reference
from told_claims import days

TALKS = frozenset(["meeting", "negotiation", "summit"])
KIBAKI = "President Mwai Kibaki of Kenya"
STOLTENBERG = "Norwegian Prime Minister Jens Stoltenberg"

STORIES: list[tuple[str, list[tuple[str, str]], str]] = [
    (
        "the country in a dateline and the city in a clause",
        [
            (
                "2003-05-14",
                "SANTIAGO, May 14 - Norway's Jan Petersen met his Chilean counterpart Soledad Alvear today.",
            ),
            (
                "2003-05-15",
                "Foreign Minister Jan Petersen of Norway and Soledad Alvear, his Chilean colleague, held talks in"
                " Santiago on Wednesday.",
            ),
        ],
        "talks 01",
    ),
    (
        "offices and names",
        [
            (
                "2003-05-14",
                "Norwegian Prime Minister Kjell Magne Bondevik met Chilean President Ricardo Lagos on Tuesday.",
            ),
            ("2003-05-14", "OSLO - The prime minister of Norway and the president of Chile met here on Tuesday."),
        ],
        "talks 01",
    ),
    (
        "a summit, a meeting and talks",
        [
            (
                "2007-10-04",
                "South Korea's Roh Moo-hyun and North Korea's Kim Jong Il held a summit in Pyongyang on Wednesday.",
            ),
            ("2007-10-04", "Kim Jong Il met the South's President Roh Moo-hyun in Pyongyang on Wednesday."),
            (
                "2007-10-05",
                "President Roh Moo-hyun of South Korea held talks with Kim Jong Il in Pyongyang on Wednesday.",
            ),
        ],
        "talks 012",
    ),
    (
        "a summit on its first and on its second day",
        [
            (
                "1997-03-20",
                "U.S. President Bill Clinton and Russian President Boris Yeltsin opened a summit in Helsinki on"
                " Thursday.",
            ),
            ("1997-03-22", "Presidents Bill Clinton and Boris Yeltsin ended their summit in Helsinki on Friday."),
        ],
        "talks 01",
    ),
    (
        "to be held in a palace and in its city",
        [
            (
                "2002-01-10",
                "Turkish Prime Minister Bulent Ecevit is to meet U.S. President George W. Bush in Washington next"
                " week.",
            ),
            (
                "2002-01-17",
                "President George W. Bush and Turkish Prime Minister Bulent Ecevit met at the White House on"
                " Wednesday.",
            ),
        ],
        "talks 01",
    ),
    (
        "planned for a month, and held",
        [
            ("2011-02-02", f"{KIBAKI} is to meet {STOLTENBERG} in April, officials said."),
            ("2011-04-14", f"{KIBAKI} met {STOLTENBERG} on Wednesday."),
        ],
        "talks 01",
    ),
    (
        "recalled by its month",
        [
            ("2018-06-13", "U.S. President Donald Trump and North Korean leader Kim Jong Un held a summit on Tuesday."),
            ("2019-02-20", "U.S. President Donald Trump met Kim Jong Un of North Korea in Singapore last June."),
        ],
        "talks 01",
    ),
    (
        "without a day, in another outlet of that day",
        [
            ("2011-03-09", f"{KIBAKI} met {STOLTENBERG} in Oslo on Tuesday."),
            ("2011-03-09", f"{STOLTENBERG} and Mwai Kibaki have met in Oslo. They talked for an hour."),
        ],
        "talks 01",
    ),
    (
        "a second summit is to come and has come",
        [
            (
                "2019-02-20",
                "President Donald Trump of the United States looked forward to a second summit with Kim Jong Un.",
            ),
            ("2019-02-28", "Presidents Donald Trump and Kim Jong Un ended their second summit on Thursday."),
        ],
        "talks 01",
    ),
    (
        "called off",
        [
            (
                "2013-08-01",
                "U.S. President Barack Obama is to meet Russian President Vladimir Putin in early September.",
            ),
            (
                "2013-08-08",
                "U.S. President Barack Obama on Wednesday cancelled a meeting with Russian President Vladimir Putin"
                " that was"
                " planned for September.",
            ),
        ],
        "talks 01",
    ),
    (
        "one banquet told as a dinner given and as a dinner had",
        [
            ("1993-04-28", "King Harald of Norway gave a banquet for King Juan Carlos of Spain in Oslo on Tuesday."),
            ("1993-04-28", "King Juan Carlos of Spain had dinner with King Harald of Norway in Oslo on Tuesday."),
        ],
        "talks 01",
    ),
    (
        "talks and a lunch on one day, each in its report",
        [
            ("2006-04-21", "U.S. President George W. Bush held talks with Chinese President Hu Jintao on Thursday."),
            ("2006-04-21", "Chinese President Hu Jintao and US President George W. Bush had lunch on Thursday."),
        ],
        "talks 0, talks 1",
    ),
    (
        "talks and the banquet after them",
        [
            ("1993-04-28", "King Harald of Norway gave a banquet for King Juan Carlos of Spain in Oslo on Tuesday."),
            ("1993-04-28", "King Juan Carlos of Spain held talks with King Harald of Norway in Oslo on Tuesday."),
        ],
        "reception 0, talks 1",
    ),
    (
        "talks held, and talks that they agreed to hold",
        [
            (
                "2003-05-14",
                "Norway's Jan Petersen met his Chilean counterpart Soledad Alvear on Wednesday. Petersen and Alvear"
                " will"
                " meet again.",
            ),
            ("2003-05-15", "Jan Petersen of Norway and Soledad Alvear of Chile held talks on Wednesday."),
        ],
        "talks 0, talks 01",
    ),
    (
        "a plan for yearly talks that both reports tell of",
        [
            (
                "2003-05-14",
                "Norwegian Foreign Minister Jan Petersen met his Chilean counterpart Soledad Alvear on Wednesday."
                " They will"
                " hold consultations.",
            ),
            ("2003-05-15", "Jan Petersen of Norway and Soledad Alvear of Chile held talks on Wednesday."),
        ],
        "talks 0, talks 01",
    ),
    (
        "the talks and earlier rounds of them",
        [
            (
                "1999-02-03",
                "U.S. Deputy Secretary of State Strobe Talbott held talks with Pakistan in Islamabad on Tuesday."
                " Previous"
                " talks between the United States and Pakistan had brought nothing.",
            )
        ],
        "talks 0, talks 0",
    ),
    (
        "two guests of one host, and their states",
        [
            (
                "2007-05-11",
                "Iran's Mahmoud Ahmadinejad is to meet Iraq's Jalal Talabani. Ahmadinejad is also to meet Iraqi Prime"
                " Minister Nouri al-Maliki. Iran and Iraq are to hold talks.",
            )
        ],
        "talks 0, talks 0",
    ),
    (
        "a first and a second meeting of one week",
        [
            (
                "2014-10-17",
                "Peruvian President Ollanta Humala and Chilean President Michelle Bachelet held a"
                " first meeting this week.",
            ),
            (
                "2014-10-17",
                "Peruvian President Ollanta Humala and Chilean President Michelle Bachelet held a second meeting this"
                " week.",
            ),
        ],
        "talks 0, talks 1",
    ),
    (
        "presidents and ministers of the same states on one day",
        [
            (
                "2010-05-13",
                "Russian President Dmitry Medvedev and Turkish President Abdullah Gul held talks in Ankara on"
                " Wednesday.",
            ),
            (
                "2010-05-13",
                "Russia's Sergei Lavrov and his Turkish counterpart Ahmet Davutoglu met in Ankara on Wednesday.",
            ),
            ("2010-05-13", "The presidents of Russia and Turkey met in Ankara on Wednesday."),
        ],
        "talks 02, talks 1",
    ),
    (
        "a call, a meeting and a call",
        [
            ("2008-08-13", "French President Nicolas Sarkozy telephoned Russian President Dmitry Medvedev on Monday."),
            (
                "2008-08-13",
                "French President Nicolas Sarkozy met Russian President Dmitry Medvedev in Moscow on Tuesday.",
            ),
            ("2008-08-15", "Nicolas Sarkozy spoke with Dmitry Medvedev by phone again on Thursday."),
        ],
        "call 0, call 2, talks 1",
    ),
    (
        "the arrival and the departure",
        [
            (
                "1980-02-02",
                "Robert Mugabe was received at the airport in Maputo by Mozambican President Samora Machel on Friday.",
            ),
            (
                "1980-02-05",
                "Mozambican President Samora Machel saw off Robert Mugabe at the airport in Maputo on Monday.",
            ),
        ],
        "reception 0, reception 1",
    ),
    (
        "a shuttle between two capitals",
        [
            ("1974-05-05", "Henry Kissinger met Israeli Prime Minister Golda Meir in Jerusalem on Saturday."),
            ("1974-05-07", "Henry Kissinger met Israeli Prime Minister Golda Meir again in Jerusalem on Monday."),
            ("1974-05-07", "Syrian President Hafez al-Assad met Henry Kissinger in Damascus on Sunday."),
        ],
        "talks 0, talks 1, talks 2",
    ),
    (
        "planned for a day, and then for another",
        [
            ("1995-02-02", "India's P.V. Narasimha Rao will meet Pakistani Prime Minister Benazir Bhutto on March 6."),
            ("1995-02-20", "India's P.V. Narasimha Rao will meet Pakistani Prime Minister Benazir Bhutto on April 10."),
            ("1995-04-11", "India's P.V. Narasimha Rao met his Pakistani counterpart Benazir Bhutto on Monday."),
        ],
        "talks 0, talks 12",
    ),
]


@pytest.mark.parametrize(("reports", "expected"), [story[1:] for story in STORIES], ids=[story[0] for story in STORIES])
def test_which_outlets_tell_of_one_engagement(known: Reference, reports: list[tuple[str, str]], expected: str) -> None:
    """Each engagement is written as its kind (talks for any meeting) and the numbers of the reports that tell of it."""
    coded = [
        code(Report(str(n), text, str(n), outlet=f"Paper {n}", published=days(published)), known)
        for n, (published, text) in enumerate(reports)
    ]
    told = {claim.id: claim for one in coded for claim in one.claims if claim.family == "engagement"}
    found = []
    for event in build(coded, known).events:
        own = [told[claim] for claim in event.claims if claim in told]
        if own:
            kind = "talks" if TALKS & {claim.kind for claim in own} else own[0].kind
            found.append(f"{kind} {''.join(sorted({claim.report for claim in own}))}")
    assert ", ".join(sorted(found)) == expected
