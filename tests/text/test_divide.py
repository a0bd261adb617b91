"""To hold division to a table of pages: what is headline, article, caption, questions and small print."""

import pytest

from memcon.model import Report
from memcon.text.divide import divide
from told_pages import LEAD, MORE

# Each row: what is new in it, and the page as (role, paragraph); paragraphs are set apart by blank lines.
PAGES: list[tuple[str, list[tuple[str, str]]]] = [
    ("an article alone is body", [("body", LEAD), ("body", MORE)]),
    (
        "one line without a full stop is still an article",
        [("body", "Norway's premier met Kenya's president in Nairobi")],
    ),
    ("a headline in title case", [("headline", "Kenya Hosts Norwegian Premier"), ("body", LEAD), ("body", MORE)]),
    ("a headline in sentence case", [("headline", "Kenya hosts Norway's premier for talks"), ("body", LEAD)]),
    ("a headline in capitals", [("headline", "KENYA HOSTS NORWAY'S PREMIER"), ("body", LEAD)]),
    ("a headline that asks", [("headline", "Can Norway and Kenya settle their fishing row?"), ("body", LEAD)]),
    ("a headline that quotes", [("headline", "Talks with Norway were 'frank', says Kenya"), ("body", LEAD)]),
    ("a headline with a colon", [("headline", "Kenya: Norway's premier is welcome"), ("body", LEAD)]),
    ("a headline ends in initials", [("headline", "Kenya sends its foreign minister to the U.S."), ("body", LEAD)]),
    (
        "a deck without full stop",
        [("headline", "Premier in Nairobi"), ("headline", "Fishing tops the talks"), ("body", LEAD)],
    ),
    ("a first sentence is no headline", [("body", "Kenya's president met Norway's premier."), ("body", MORE)]),
    ("a quotation first is no headline", [("body", "“We are friends,” the president said on Monday."), ("body", MORE)]),
    ("a label above the headline", [("furniture", "World"), ("headline", "Premier in Nairobi"), ("body", LEAD)]),
    (
        "a crumb above the headline",
        [("furniture", "Home » Africa"), ("headline", "Premier in Nairobi"), ("body", LEAD)],
    ),
    ("a byline below it", [("headline", "Premier in Nairobi"), ("furniture", "By ANN KARIUKI"), ("body", LEAD)]),
    ("a byline with a post", [("furniture", "By Ann Kariuki and Jon Berg in Nairobi"), ("body", LEAD)]),
    (
        "a byline without a name",
        [("headline", "Premier in Nairobi"), ("furniture", "By our diplomatic editor"), ("body", LEAD)],
    ),
    ("By opens a sentence too", [("body", "By Friday the two sides had signed."), ("body", LEAD)]),
    (
        "names signed by an outlet below",
        [("furniture", "Ann Kariuki and Jon Berg"), ("furniture", "USA TODAY"), ("body", LEAD)],
    ),
    ("names and outlet on one line", [("furniture", "Ann Kariuki and Jon Berg / USA TODAY"), ("body", LEAD)]),
    (
        "a stamp below the headline",
        [("headline", "Premier in Nairobi"), ("furniture", "Updated: 7 May 2019 12:30"), ("body", LEAD)],
    ),
    (
        "a day alone below the headline",
        [("headline", "Premier in Nairobi"), ("furniture", "Tuesday, May 7, 2019"), ("body", LEAD)],
    ),
    (
        "a byline with its post on the next line",
        [("furniture", "By ANN KARIUKI"), ("furniture", "AP Diplomatic Writer"), ("body", LEAD)],
    ),
    ("an address to write to", [("body", LEAD), ("furniture", "Write to Ann Kariuki at akariuki@example.org")]),
    ("agencies relied on", [("body", LEAD), ("furniture", "Based on reporting by Reuters and AFP")]),
    (
        "a caption behind its source",
        [("body", LEAD), ("caption", "Image copyright Reuters Image caption The premier arrives"), ("body", MORE)],
    ),
    ("a dateline opens the article", [("headline", "Premier in Nairobi"), ("body", f"NAIROBI (Reuters) - {LEAD}")]),
    ("a short dateline paragraph is no headline", [("body", "NAIROBI, May 7 - Talks opened here"), ("body", LEAD)]),
    (
        "rights at the end",
        [("body", LEAD), ("furniture", "Copyright © 2019 The Rift Valley Herald. All rights reserved.")],
    ),
    (
        "an agency's notice",
        [("body", LEAD), ("furniture", "This material may not be published, broadcast, rewritten or redistributed.")],
    ),
    ("a contributor with a bullet", [("body", LEAD), ("furniture", "⦁ Jon Berg contributed to this report.")]),
    ("contributors named", [("body", LEAD), ("furniture", "Contributing: Jon Berg and Ann Kariuki")]),
    ("an agency's credits", [("body", LEAD), ("furniture", "(Reporting by Jon Berg; Editing by Ann Kariuki)")]),
    ("a newsletter", [("body", LEAD), ("furniture", "Sign up for our morning newsletter"), ("body", MORE)]),
    ("a menu at the end", [("body", LEAD), ("furniture", "Subscribe | Contact us | Privacy")]),
    (
        "a comment form",
        [("body", LEAD), ("furniture", "Leave a Reply"), ("furniture", "Your email address will not be published.")],
    ),
    (
        "an outlet's words about itself after the page has ended",
        [
            ("body", LEAD),
            ("furniture", "Filed under:"),
            ("furniture", "Rift Valley Desk"),
            ("furniture", "We report on lakes and rivers."),
        ],
    ),
    (
        "a second story after a page's end",
        [("body", LEAD), ("furniture", "Leave a Reply"), ("body", " ".join([MORE] * 4))],
    ),
    (
        "a share bar above the article ends nothing",
        [("furniture", "Share this article"), ("headline", "Premier in Nairobi"), ("body", LEAD)],
    ),
    ("a pointer to another story", [("body", LEAD), ("furniture", "SEE ALSO: Norway drops its claim"), ("body", MORE)]),
    (
        "a pointer with a glued colon",
        [("body", LEAD), ("furniture", "Kenya and Norway:What the talks will settle"), ("body", MORE)],
    ),
    (
        "a list of other stories",
        [
            ("body", LEAD),
            ("furniture", "More coverage of the visit:"),
            ("furniture", "Norway's premier arrives in Nairobi"),
            ("furniture", "'I will come back,' she says"),
            ("body", MORE),
        ],
    ),
    ("more than is no list", [("body", LEAD), ("body", "More than nine ministers came:"), ("body", MORE)]),
    (
        "a video's label",
        [("body", LEAD), ("furniture", "Play Video 1:25 The premier arrives – video report"), ("body", MORE)],
    ),
    ("a crosshead stays with the article", [("body", LEAD), ("body", "'No quick deal'"), ("body", MORE)]),
    ("a wire's last word", [("body", LEAD), ("furniture", "REUTER")]),
    ("an old wire's number", [("body", LEAD), ("furniture", "AP-NY-06-05-89 0812EDT")]),
    (
        "a broadcaster's script",
        [
            ("furniture", "NUMBER=2-19999"),
            ("headline", "TITLE=KENYA / NORWAY (L-ONLY)"),
            ("furniture", "TEXT:"),
            ("body", LEAD),
        ],
    ),
    (
        "a caption with its credit",
        [
            ("body", LEAD),
            ("caption", "The premier at State House in Nairobi, May 7, 2019. REUTERS/Ann Kariuki"),
            ("body", MORE),
        ],
    ),
    (
        "a caption in brackets",
        [("body", LEAD), ("caption", "Ann Moe waves on arrival. (AP Photo/Jon Berg)"), ("body", MORE)],
    ),
    ("a caption that is announced", [("caption", "Photo: Ann Moe at State House"), ("body", LEAD)]),
    (
        "a caption that tells sides",
        [("body", LEAD), ("caption", "Ann Moe (L) shakes hands with her host (R) on Tuesday."), ("body", MORE)],
    ),
    (
        "questions under a heading",
        [
            ("body", LEAD),
            ("questions", "Frequently asked questions about the visit"),
            ("questions", "Why did the premier come?"),
            ("questions", "She came to settle a quarrel over fishing."),
            ("questions", "Who received her?"),
            ("questions", "The president of Kenya received her at State House."),
            ("furniture", "Filed under:"),
            ("furniture", "Rift Valley Desk"),
        ],
    ),
    (
        "questions without a heading",
        [
            ("body", LEAD),
            ("questions", "Why does the harbour matter?"),
            ("questions", "It is the only deep one for five hundred miles."),
            ("questions", "What happens next?"),
            ("questions", "The premier goes to Uganda."),
        ],
    ),
    (
        "the article goes on after the answers",
        [
            ("body", LEAD),
            ("questions", "Questions and answers"),
            ("questions", "Who came?"),
            ("questions", "Norway's premier."),
            ("body", MORE),
        ],
    ),
    ("one question is rhetoric", [("body", LEAD), ("body", "And what did they agree?"), ("body", "Nothing at all.")]),
    (
        "an interview is the article",
        [
            ("body", LEAD),
            ("body", "Did you reach an agreement?"),
            ("body", "We did not, and I regret it."),
            ("body", "Will you meet again?"),
            ("body", "I hope so."),
        ],
    ),
    (
        "a transcript is the article",
        [
            ("headline", "Meeting with the Prime Minister of Norway"),
            ("body", "President of Kenya: Madam Prime Minister, welcome to Nairobi!"),
            ("body", "Prime Minister of Norway: Thank you, Mr President. It is good to be here."),
        ],
    ),
    (
        "history by its era",
        [("body", LEAD), ("background", "During the Cold War, Norway gave Kenya large loans."), ("body", MORE)],
    ),
    (
        "history by its years, and what goes on from it",
        [
            ("body", f"{LEAD} The visit was agreed in 2018."),
            ("background", "In 1964 Norway opened an embassy in Nairobi and began to build roads."),
            ("background", "But the roads were given up in 1975, when the money ran out."),
            ("body", MORE),
        ],
    ),
    (
        "a recent year is not history",
        [("body", f"{LEAD} It was agreed in 2018."), ("body", "In 2016 the two countries fell out over cod.")],
    ),
    (
        "history with a present day is body",
        [("body", LEAD), ("body", "During the Cold War nobody came, but on Tuesday the premier did.")],
    ),
]


# Sentences of an article that begin like furniture.
SENTENCES = [
    "Reporting by state media suggests that the president met the premier on Monday.",
    "Supported by Norway, Kenya opened talks with its neighbours on Friday.",
    "Copyright law was the main subject when the two ministers met in Oslo.",
    "Most popular among the guests was the foreign minister, who spoke with nine of them.",
    "By Tuesday the two presidents had met three times.",
    "More from habit than hope, the two sides met again in May.",
    "Also on the programme of the visit was a wreath-laying at the tomb of the unknown soldier.",
    "Related talks between the two navies opened in Mombasa.",
    "Sharing a table with the premier, the president offered to sign up for the pact.",
    "Photographs were taken, but no statement was made after the talks.",
    "Comment on the talks was refused by both governments on Tuesday.",
    "Both sides said that an agreement can be reached at the next summit.",
    "World leaders met in Nairobi on Tuesday.",
    "News of the visit reached Oslo on Monday.",
    "Join us in the fight against hunger, the president told his guest.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_opens_like_furniture_is_body(sentence: str) -> None:
    assert told(f"{LEAD}\n\n{sentence}\n\n{MORE}") == [("body", f"{LEAD}\n\n{sentence}\n\n{MORE}")]


def told(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The sections of a text as (role, words)."""
    page = divide(Report(id="r", text=text, path="r.txt", title=title))
    return [(s.role, text[s.start : s.end].strip()) for s in page.sections]


def merged(page: list[tuple[str, str]], joint: str = "\n\n") -> list[tuple[str, str]]:
    """Neighbouring paragraphs of one role as one section."""
    out: list[tuple[str, str]] = []
    for role, words in page:
        if out and out[-1][0] == role:
            out[-1] = (role, out[-1][1] + joint + words)
        else:
            out.append((role, words))
    return out


@pytest.mark.parametrize(("new", "page"), PAGES, ids=[row[0] for row in PAGES])
def test_pages_are_divided(new: str, page: list[tuple[str, str]]) -> None:
    assert told("\n\n".join(words for _, words in page)) == merged(page), new


@pytest.mark.parametrize(("new", "page"), PAGES, ids=[row[0] for row in PAGES])
def test_single_line_breaks_divide_alike(new: str, page: list[tuple[str, str]]) -> None:
    assert told("\n".join(words for _, words in page)) == merged(page, "\n"), new
