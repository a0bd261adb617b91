"""To hold engagements of the press to the days that a careful reader gives them, told on Wednesday, 9 March 2005."""

import pytest

from memcon.pipeline import code
from memcon.read.fields import Fields, make
from memcon.reference import Reference

CHIRAC, MUBARAK = "French President Jacques Chirac", "Egyptian President Hosni Mubarak"
RICE = "Secretary of State Condoleezza Rice"

ROWS = [
    # day and month in digits, in the order that its verb allows
    ("meeting", f"{CHIRAC} met {MUBARAK} in Paris on 6/3/2005.", "2005-03-06/2005-03-06"),
    ("meeting", f"{CHIRAC} met {MUBARAK} in Paris on 3/6/2005.", "2005-03-06/2005-03-06"),
    ("meeting", f"{CHIRAC} will meet {MUBARAK} in Paris on 4/10/2005.", "2005-04-10/2005-04-10"),
    # the day of an account is not the day of what it tells of
    ("meeting", f"{CHIRAC} told parliament on Monday of his talks with {MUBARAK}.", "2005-03-06/2005-03-07"),
    ("meeting", f"{CHIRAC} briefed the cabinet on Monday about his meeting with {MUBARAK}.", "2005-03-06/2005-03-07"),
    ("visit", f"{CHIRAC} on Monday defended his visit to Egypt.", "2005-03-06/2005-03-07"),
    ("meeting", f"{CHIRAC} spoke on Monday of his meeting with {MUBARAK} last week.", "2005-02-28/2005-03-06"),
    # what is ruled out lies ahead
    ("meeting", f"{CHIRAC} will not meet {MUBARAK}.", "2005-03-09/"),
    ("meeting", f"There will be no meeting between {CHIRAC} and {MUBARAK}.", "2005-03-09/"),
    ("meeting", f"{CHIRAC} has no plans to meet {MUBARAK}.", "2005-03-09/"),
    ("meeting", f"{CHIRAC} did not meet {MUBARAK}.", "/2005-03-09"),
    # half a month
    ("visit", f"{CHIRAC} will visit Egypt in the second half of April.", "2005-04-16/2005-04-30"),
    ("visit", f"{CHIRAC} visited Egypt in the first half of February.", "2005-02-01/2005-02-14"),
    # the present of a month ahead, however far off
    ("visit", f"{CHIRAC} visits Egypt in October.", "2005-10-01/2005-10-31"),
    # a weekday of a programme whose first day is far off
    (
        "signing",
        f"The talks of {CHIRAC} with {MUBARAK} begin in Cairo on Wednesday, March 30. They are to sign a treaty on "
        "Friday.",
        "2005-04-01/2005-04-01",
    ),
    # what took place before a summit does not lend it its day
    ("summit", f"{CHIRAC} met {RICE} on Monday, before his summit with {MUBARAK}.", "2005-03-09/"),
    # a lead that looks back tells no news
    ("meeting", f"{CHIRAC} recently held talks with {MUBARAK}.", "2004-12-09/2005-03-09"),
    ("meeting", f"{CHIRAC} once met {MUBARAK} in Paris.", "/2005-03-09"),
    ("meeting", f"{CHIRAC} spoke in Paris. Since then he has held talks with {MUBARAK}.", "/2005-03-09"),
    # a day of what came before or after
    ("meeting", f"Before leaving Paris on Sunday, {MUBARAK} met {CHIRAC}.", "2005-03-05/2005-03-06"),
    ("reception", f"Shortly after his arrival on Sunday, {CHIRAC} was received by {MUBARAK}.", "2005-03-06/2005-03-07"),
    ("meeting", f"{CHIRAC} returned on Monday from Egypt, where he met {MUBARAK}.", "2005-03-05/2005-03-07"),
    ("meeting", f"{CHIRAC} flew to Egypt on Monday, where he met {MUBARAK}.", "2005-03-07/2005-03-07"),
    ("meeting", f"{CHIRAC} spent the weekend in Cairo, where he met {MUBARAK}.", "2005-03-05/2005-03-06"),
    (
        "meeting",
        f"The talks of {CHIRAC} with {MUBARAK} on Monday followed talks in Paris on Friday between Chirac and {RICE}.",
        "2005-03-04/2005-03-04",
    ),
    # the day for which something was planned that is off
    (
        "visit",
        f"{CHIRAC} has called off a trip to Egypt. He was scheduled to visit Cairo at the end of February.",
        "2005-02-15/2005-02-28",
    ),
    (
        "visit",
        f"Israel said that a visit by {CHIRAC} had been put off. It had said the visit would take place from "
        "Sunday to Tuesday.",
        "2005-03-13/2005-03-15",
    ),
    (
        "visit",
        f"{CHIRAC} has called off a trip to Egypt. The Gaullist was due to arrive in Cairo on Saturday.",
        "2005-03-12/2005-03-12",
    ),
    ("visit", f"{CHIRAC} has put off a trip to Egypt. He was due to arrive on Sunday.", "2005-03-13/2005-03-13"),
    ("visit", f"{CHIRAC} has put off a trip to Egypt. He was due to arrive on Tuesday.", "2005-03-08/2005-03-08"),
    (
        "visit",
        f"A visit by {CHIRAC} to Egypt planned for later this month has been called off.",
        "2005-03-09/2005-03-31",
    ),
    (
        "meeting",
        f"{CHIRAC} has put off a trip to Egypt next week. He had been expected to meet {MUBARAK}.",
        "2005-03-14/2005-03-20",
    ),
    # what is to come is told by its distance
    ("meeting", f"{CHIRAC} visited Egypt just days before he is to meet {RICE}.", "2005-03-09/2005-03-23"),
    ("meeting", f"{CHIRAC} visited Egypt only weeks before he is to meet {RICE}.", "2005-03-14/2005-05-10"),
    ("meeting", f"{CHIRAC} visited Egypt two days before he is to meet {RICE}.", "2005-03-10/2005-03-11"),
    # a day behind an aside, and beside a title
    (
        "visit",
        f"{CHIRAC} visited Egypt, now the largest market of all, in November to praise it.",
        "2004-11-01/2004-11-30",
    ),
    (
        "meeting",
        f"{CHIRAC} will send on Monday Prime Minister Raffarin to Egypt for talks with {MUBARAK}.",
        "2005-03-14/2005-03-14",
    ),
    # a day set off by commas, a month before its event
    ("visit", f"{CHIRAC} paid a visit to Egypt, March 3-5, and praised it.", "2005-03-03/2005-03-05"),
    ("visit", f"{CHIRAC} will travel to the April summit in Cairo.", "2005-04-01/2005-04-30"),
    # a journey and what it was for, on one weekday behind both
    ("visit", f"{RICE} arrived in Cairo for talks with {MUBARAK} on Sunday.", "2005-03-05/2005-03-06"),
    ("meeting", f"{RICE} arrived in Cairo for talks with {MUBARAK} on Sunday.", "2005-03-06/2005-03-06"),
    ("meeting", f"{RICE} will arrive in Cairo for talks with {MUBARAK} on Sunday.", "2005-03-13/2005-03-13"),
    # just ahead of an event whose day is told
    (
        "meeting",
        f"{CHIRAC} met {MUBARAK} in Paris on the eve of a conference which opened on Monday.",
        "2005-03-06/2005-03-06",
    ),
    (
        "meeting",
        f"{CHIRAC} met {MUBARAK} in Paris ahead of a conference that began on Monday.",
        "2005-03-05/2005-03-07",
    ),
    # one whose visit is told from its first day to its last
    (
        "meeting",
        f"{CHIRAC} visited Egypt from February 20 to 22. During the visit he held talks with {MUBARAK}.",
        "2005-02-20/2005-02-22",
    ),
    # a day written short in the middle of a sentence
    ("meeting", f"{CHIRAC} met {MUBARAK} on Mon. in Paris.", "2005-03-07/2005-03-07"),
    # an event taken up by the sentence behind it
    (
        "meeting",
        f"{CHIRAC} met {RICE} on Monday. The meeting came a day after talks between {RICE} and {MUBARAK}.",
        "2005-03-06/2005-03-06",
    ),
    # at once
    ("call", f"{CHIRAC} said he would phone {MUBARAK} as soon as he landed in Paris.", "2005-03-09/2005-03-10"),
    # officials and what one of them is to do
    (
        "meeting",
        f"Two senior French officials flew to Egypt on Tuesday. {CHIRAC} is to meet {MUBARAK}.",
        "2005-03-09/2005-03-10",
    ),
    # a distance from an event whose day follows it
    (
        "meeting",
        f"{CHIRAC} will meet {MUBARAK} one day before the Cairo Forum opening March 27th.",
        "2005-03-26/2005-03-26",
    ),
    (
        "meeting",
        f"{CHIRAC} met {MUBARAK} two days before the conference which began on Monday.",
        "2005-03-05/2005-03-05",
    ),
    # the day on which something is expected to take place or be held
    ("summit", "A summit between Egypt and France is expected to take place in Paris in May.", "2005-05-01/2005-05-31"),
    (
        "meeting",
        f"A meeting between {CHIRAC} and {MUBARAK} is scheduled to be held on April 4.",
        "2005-04-04/2005-04-04",
    ),
    # two months that "or" joins
    ("visit", f"{CHIRAC} is to visit Egypt in late May or early June.", "2005-05-16/2005-06-15"),
    # the day of a visit, not that of the word given of it
    (
        "visit",
        f"{CHIRAC} on Monday announced the postponement of a visit to Egypt due to begin on Friday.",
        "2005-03-11/2005-03-11",
    ),
    # what somebody has come to prepare is not of the day of the coming
    ("summit", f"{CHIRAC} arrived in Cairo on Tuesday to prepare a summit between Egypt and France.", "2005-03-09/"),
    # a day behind "here"
    (
        "meeting",
        "CAIRO, March 9 - The French ambassador was summoned to the Foreign Ministry here on Monday.",
        "2005-03-07/2005-03-07",
    ),
    # a day that the parser draws into the name behind it
    ("meeting", f"On Friday Chirac, the French president, will meet {MUBARAK}.", "2005-03-11/2005-03-11"),
    # the month for which a gathering deep in a phrase is scheduled
    (
        "meeting",
        f"{MUBARAK} will attend a meeting of ministers of the Arab League scheduled for May in Tunis.",
        "2005-05-01/2005-05-31",
    ),
    # days of a visit that lie ahead by a week and behind by a year, and whose verb tells neither
    (
        "visit",
        f"The envoy described the trip of {CHIRAC} to Egypt on March 16-17 as a success.",
        "2005-03-16/2005-03-17",
    ),
    ("visit", f"{CHIRAC} paid a visit to Egypt on March 16.", "2004-03-16/2004-03-16"),
]


@pytest.mark.parametrize(("kind", "sentence", "told"), ROWS)
def test_the_days_of_the_last_engagement_told(kind: str, sentence: str, told: str, known: Reference) -> None:
    report = make(f"{sentence}\n", Fields(published="2005-03-09"), path="report.txt", place="report.txt")
    found = [claim for claim in code(report, known).claims if claim.kind == kind]
    assert found, "the sentence tells no such claim"
    when = max(found, key=lambda claim: claim.end).when
    assert f"{when.first or ''}/{when.last or ''}" == told
