"""To hold engagements that a report sets in a visit to the days of that visit."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

COMING = "President Julius Nyerere will arrive in Lusaka on Thursday for a three-day visit.\n\n"
OPEN_COMING = "President Julius Nyerere will arrive in Lusaka on Thursday.\n\n"
BEGUN = "President Julius Nyerere of Tanzania arrived in Lusaka last Thursday on a visit to Zambia.\n\n"
SINCE = "President Julius Nyerere of Tanzania has been in Zambian territory since last Sunday.\n\n"
ENDED = "President Julius Nyerere of Tanzania left Lusaka last Thursday at the end of a visit to Zambia.\n\n"

ROWS = [
    (COMING, "Mr. Nyerere will hold talks with President Kenneth Kaunda.", "1979-05-10/1979-05-12"),
    (COMING, "During his visit Mr. Nyerere will meet President Samora Machel.", "1979-05-10/1979-05-12"),
    (COMING, "Mr. Nyerere will meet President Jimmy Carter.", "1979-05-07/"),
    (OPEN_COMING, "Mr. Nyerere will hold talks with President Kenneth Kaunda.", "1979-05-10/1979-05-12"),
    (BEGUN, "Upon his arrival Mr. Nyerere was welcomed by President Kenneth Kaunda.", "1979-05-03/1979-05-03"),
    (BEGUN, "During the visit Mr. Nyerere has met President Kenneth Kaunda.", "1979-05-03/1979-05-07"),
    (BEGUN, "On a previous visit Mr. Nyerere had met President Kenneth Kaunda.", "/1979-05-07"),
    (SINCE, "Upon his arrival Mr. Nyerere was welcomed by President Kenneth Kaunda.", "1979-05-06/1979-05-06"),
    (ENDED, "Mr. Nyerere will meet President Kenneth Kaunda.", "1979-05-07/"),
]


@pytest.mark.parametrize(("visit", "sentence", "told"), ROWS)
def test_the_days_of_what_a_visit_holds(visit: str, sentence: str, told: str, known: Reference) -> None:
    report = make(f"{visit}{sentence}\n", Fields(published="1979-05-07"), path="report.txt", place="report.txt")
    found = [
        f"{claim.when.first or ''}/{claim.when.last or ''}"
        for claim in code(report, known).claims
        if claim.family == "engagement" and claim.kind != "visit" and claim.end > len(visit)
    ]
    assert told in found


AGREED = [
    ("In a joint statement following talks in Lusaka on May 3, {} called for calm.", "1979-05-03/1979-05-03"),
    ("{} signed a trade accord after talks on Friday.", "1979-05-04/1979-05-04"),
    ("{}, who met on Friday, signed a trade accord.", "1979-05-06/1979-05-07"),
]


@pytest.mark.parametrize(("sentence", "told"), AGREED)
def test_what_is_agreed_after_talks_has_their_day(sentence: str, told: str, known: Reference) -> None:
    both = "President Julius Nyerere of Tanzania and President Kenneth Kaunda of Zambia"
    report = make(f"{sentence.format(both)}\n", Fields(published="1979-05-07"), path="report.txt", place="report.txt")
    found = [c.when for c in code(report, known).claims if c.kind in ("agreement", "signing")]
    assert [f"{when.first}/{when.last}" for when in found] == [told]
