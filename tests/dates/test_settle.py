"""To hold the dating of undated reports to intervals that contain the truth, and composite ones to their episodes."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from memcon.almanac import Almanac, load_almanac
from memcon.dates import find
from memcon.dates.settle import settle
from memcon.model import Clue, Days, Mention, Page, Post, Report, Section, Span, When

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


class Knows(Struct, frozen=True):
    """What the clues need of a reference, by hand."""

    posts: Mapping[str, tuple[Post, ...]]
    almanac: Almanac
    seen: Mapping[tuple[str, str], tuple[Days, ...]] = {}


POSTS = {
    "person:thatcher": (
        Post("person:thatcher", "prime minister", "GBR", date(1979, 5, 4), date(1990, 11, 28), "t", 2),
    ),
    "person:mitterrand": (Post("person:mitterrand", "president", "FRA", date(1981, 5, 21), date(1995, 5, 17), "t", 1),),
    "person:lee": (Post("person:lee", "president", "KOR", date(2008, 2, 25), date(2013, 2, 25), "t", 1),),
}
KNOWN = Knows(POSTS, load_almanac())


def page(text: str, *, published: date | None = None, url: str | None = None, dateline: str = "") -> Page:
    """A page of one body section."""
    when = When(published, published, "given") if published else When()
    report = Report("r", text, "r.txt", url=url, published=when)
    spans = (Span("r", text.index(dateline), text.index(dateline) + len(dateline)),) if dateline else ()
    return Page(report, (Section(0, len(text), "body"),), datelines=spans)


def holder(text: str, words: str, actor: str, post: str) -> Mention:
    """A mention of somebody with a post."""
    start = text.index(words)
    return Mention(start, start + len(words), 0, 0, 0, words, "person", "name", (), (actor,), None, post)


def settled(told: Page, *mentions: Mention) -> When:
    """When a page was published."""
    return settle(told, find(told.report.text), mentions, KNOWN)[0]


def days(when: When) -> str:
    """An interval as it is written in slots."""
    return f"{when.first or ''}/{when.last or ''}"


def test_a_given_day_is_the_day() -> None:
    when = settled(page("They met on May 3, 2001 in Lima, ministers said.", published=date(2001, 5, 4)))
    assert (days(when), when.basis) == ("2001-05-04/2001-05-04", "given")


def test_a_dateline_with_its_year_is_the_day() -> None:
    text = "Lima, 4 May 2001 (LNA): The two ministers met here and agreed to reopen the border crossing at once."
    when = settled(page(text, dateline="Lima, 4 May 2001 (LNA)"))
    assert (days(when), when.basis) == ("2001-05-04/2001-05-04", "dateline")


def test_an_address_gives_the_day() -> None:
    when = settled(page("The two ministers met again in Lima.", url="https://example.org/2001/05/04/ministers"))
    assert days(when) == "2001-05-03/2001-05-05"


ANNIVERSARY = (
    "The visit coincides with the 50th anniversary of the Treaty of Rome, and the president arrived in the city "
    "this Thursday with his wife."
)


def test_an_anniversary_and_a_weekday_leave_a_few_days() -> None:
    when = settled(page(ANNIVERSARY))
    assert when.first
    assert when.last
    assert date(2007, 3, 20) <= when.first <= when.last <= date(2007, 3, 30)


def test_an_anniversary_of_a_year_that_the_report_states() -> None:
    text = "Next year the two states celebrate the 30th anniversary of their friendship pact, which was signed in 1971."
    assert days(settled(page(text))) == "2000-01-01/2000-12-31"


def test_years_after_a_visit_told_elsewhere_in_the_report() -> None:
    text = (
        "The chancellor recalled the king's 1992 visit to Vienna. He renewed the invitation to the king to come to "
        "Austria next year, four years after his last visit to the country."
    )
    assert days(settled(page(text))) == "1995-01-01/1995-12-31"


def test_a_weekday_with_its_month_day_leaves_few_years() -> None:
    text = "Prime Minister Margaret Thatcher flew to Tbilisi on Wednesday, April 1, and was met by a large crowd there."
    when = settled(page(text), holder(text, "Prime Minister Margaret Thatcher", "person:thatcher", "Prime Minister"))
    assert when.first
    assert when.last
    assert when.first <= date(1987, 4, 1) <= when.last
    assert (when.first.year, when.last.year) == (1981, 1987), "the first of April was a Wednesday in these alone"


def test_terms_of_office_meet() -> None:
    text = "Prime Minister Margaret Thatcher received President Francois Mitterrand in Canterbury."
    mentions = (
        holder(text, "Prime Minister Margaret Thatcher", "person:thatcher", "Prime Minister"),
        holder(text, "President Francois Mitterrand", "person:mitterrand", "President"),
    )
    when = settled(page(text), *mentions)
    assert when.first
    assert when.last
    assert (when.first.year, when.last.year) == (1981, 1990)


def test_a_former_holder_is_told_of_after_the_term() -> None:
    text = "The minister received former Prime Minister Margaret Thatcher."
    when = settled(page(text), holder(text, "Prime Minister Margaret Thatcher", "person:thatcher", "Prime Minister"))
    assert days(when) == "1990-10-19/"


def test_a_numbered_meeting_is_a_lower_bound() -> None:
    text = "The two leaders, who attended the 10th Non-Aligned Movement summit, flew home after the closing session."
    when = settled(page(text))
    assert when.first
    assert date(1992, 8, 25) <= when.first <= date(1992, 9, 6)


def test_less_than_a_year_since_a_stated_month() -> None:
    text = (
        "On Saturday, February 20, the two premiers met. It is less than a year since both tested bombs, in May 1998."
    )
    assert days(settled(page(text))) == "1999-02-20/1999-04-19"


def test_nothing_known_is_unknown() -> None:
    when = settled(page("The two ministers met on Wednesday and will meet again next month."))
    assert (when.first, when.last, when.basis) == (None, None, "none")


COMPOSITE = (
    "The two presidents met in Seoul and agreed to build a port. The host invited his guest to come back in 1997.\n"
    "Both sides praised the talks.\n"
    "Previously the minister attended the 14th Non-Aligned Movement summit in Havana, held there with many guests.\n"
    "He flew home afterwards."
)


def test_clues_that_cannot_meet_split_a_report() -> None:
    told = page(COMPOSITE)
    when, sections = settle(told, find(COMPOSITE), (), KNOWN)
    assert [section.episode for section in sections] == [0, 1]
    assert COMPOSITE[sections[1].start :].startswith("Previously")
    assert "".join(COMPOSITE[s.start : s.end] for s in sections) == COMPOSITE
    assert sections[0].now.last
    assert sections[1].now.first
    assert sections[0].now.last.year == 1997
    assert sections[1].now.first >= date(2006, 9, 10)
    assert when.first == sections[1].now.first, "a report is not older than what it tells"


def test_a_given_day_is_never_split() -> None:
    told = page(COMPOSITE, published=date(2006, 9, 20))
    assert {section.episode for section in settle(told, find(COMPOSITE), (), KNOWN)[1]} == {0}


@pytest.mark.skipif(not SEEDS.exists(), reason=f"the sample reports are not at {SEEDS}")
@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("000", date(2025, 5, 4), date(2025, 5, 14)),
        ("001", date(2025, 5, 4), date(2025, 5, 8)),
        ("002", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_seeds_lie_within(name: str, first: date, last: date) -> None:
    when = settled(page(next(SEEDS.glob(f"{name}*")).read_text(encoding="utf-8")))
    assert when.first
    assert when.last
    assert first <= when.first <= when.last <= last


def test_a_post_seen_outside_the_known_terms_widens_them() -> None:
    text = "Prime Minister Margaret Thatcher received the ambassador in London."
    mention = holder(text, "Prime Minister Margaret Thatcher", "person:thatcher", "Prime Minister")
    undated = Post("person:thatcher", "prime minister", "GBR", None, None, "t", 2)
    posts = {"person:thatcher": (*POSTS["person:thatcher"], undated)}
    told = page(text)
    for seen, last in ((date(1985, 3, 1), date(1990, 12, 18)), (date(1995, 3, 1), date(1997, 2, 28))):
        known = Knows(posts, load_almanac(), {("person:thatcher", "prime minister"): ((seen, seen),)})
        assert settle(told, find(text), (mention,), known)[0].last == last


TWO_SCENES = (
    "The two premiers met in Oslo on Wednesday, June 2, and left without a word. The year coincides with the 50th "
    "anniversary of the founding of NATO.\n"
    "{opening} met for the second time on Monday, March 6, and signed the accord they had refused before. Next year "
    "the two states celebrate the 30th anniversary of their friendship pact, which was signed in 1971."
)


def test_weekdays_of_two_years_split_where_the_scene_moves() -> None:
    text = TWO_SCENES.format(opening="In Helsinki, they")
    when, sections = settle(page(text), find(text), (), KNOWN)
    assert [section.episode for section in sections] == [0, 1]
    assert [days(section.now) for section in sections] == ["1999-06-02/1999-07-30", "2000-03-06/2000-05-03"]
    assert days(when) == "2000-03-06/2000-05-03"


def test_clues_that_cannot_meet_and_do_not_split_leave_the_days_of_both() -> None:
    text = (
        "On Wednesday, June 2, the premiers met in Oslo and on Monday, March 6, they met for the second time in Bonn. "
        "Next year the two states celebrate the 30th anniversary of their friendship pact, which was signed in 1971."
    )
    when, sections = settle(page(text), find(text), (), KNOWN)
    assert [section.episode for section in sections] == [0]
    assert when.first
    assert when.last
    assert when.first <= date(1999, 6, 2)
    assert when.last >= date(2000, 3, 6)


@pytest.mark.parametrize("stretch", ["May 7 to ", "two days later ", "On May 7 they met. ", "Tuesday, May 7\n"])
def test_a_megabyte_of_days_is_settled(stretch: str) -> None:
    told = page(stretch * (1_000_000 // len(stretch)))
    times = find(told.report.text)
    _, sections = settle(told, times, (), KNOWN)
    assert sections[0].start == 0
    assert sections[-1].end == len(told.report.text)


def test_a_day_by_which_a_report_was_published_bounds_it_and_parts_what_it_joins_as_before() -> None:
    told = page(
        "Margaret Thatcher met François Mitterrand on 4 May 1988 and left the next day.\n\nEarlier the two had met in"
        " Paris, on Thursday, 29 May 1986, and signed nothing."
    )
    then = When(None, date(1990, 1, 1), "given", (Clue("fetched", "1990-01-01T00:00:00Z", None, None, (), 3),))
    bounded = replace(told, report=replace(told.report, published=then))
    free, held = (settle(one, find(one.report.text), (), KNOWN) for one in (told, bounded))
    assert [(s.start, s.episode) for s in held[1]] == [(s.start, s.episode) for s in free[1]]
    assert held[0].last is not None
    assert held[0].last <= date(1990, 1, 1)
    bare = replace(bounded, report=replace(bounded.report, text="The two ministers met and parted."))
    when, _ = settle(bare, (), (), KNOWN)
    assert (when.first, when.last, when.basis) == (None, date(1990, 1, 1), "clues")
    assert [clue.words for clue in when.clues] == ["1990-01-01T00:00:00Z"]
