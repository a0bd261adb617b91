"""To make a web archive of news pages out of sentences of our own, any number of them, the same for the same number."""

import gzip
from datetime import date, timedelta
from pathlib import Path
from random import Random

FIRST = date(2009, 3, 2)
DAYS = 4_000
COUNTRIES = (
    ("Norway", "Norwegian", "Oslo"), ("Portugal", "Portuguese", "Lisbon"), ("Kenya", "Kenyan", "Nairobi"),
    ("Peru", "Peruvian", "Lima"), ("Vietnam", "Vietnamese", "Hanoi"), ("Jordan", "Jordanian", "Amman"),
    ("Finland", "Finnish", "Helsinki"), ("Ghana", "Ghanaian", "Accra"), ("Chile", "Chilean", "Santiago"),
    ("Mongolia", "Mongolian", "Ulaanbaatar"), ("Nepal", "Nepalese", "Kathmandu"), ("Poland", "Polish", "Warsaw"),
)  # fmt: skip
GIVEN = "Arvid Bela Carla Dario Edda Farid Gerda Hugo Ines Jonas Katja Luis Marta Nadim Olga Pavel".split()
FAMILY = "Brandvik Calloway Deveraux Estrela Fontaine Garrone Halvorsen Ilmari Jurado Kestner Lindqvist Morales".split()
POSTS = ("President", "Prime Minister", "Foreign Minister", "Trade Minister")
TOLD = (
    "{post} {a} of {A} met {postb} {b} of {B} in {place} on {weekday}.",
    "{a} and {b} held talks for two hours at the government palace, the {adjective} foreign ministry said.",
    "“We have agreed to open a new chapter,” {a} told reporters after the meeting.",
    "{b} said that the two countries would sign an agreement on {matter} before the end of the year.",
    "{post} {a} will travel to {placeb} on {later} for a two-day official visit.",
    "The two ministers signed a memorandum on {matter} on {weekday}.",
    "{A} promised {B} a loan of {sum} million dollars for {matter}.",
    "{a} spoke by telephone with {b} on {weekday} and invited {b} to {place}.",
    "A meeting planned for last week had been called off after the {adjective} side asked for more time.",
    "{b} laid a wreath at the memorial to the fallen and was received by the mayor of {place}.",
    "According to the spokeswoman of the ministry, {A} expects {B} to lift the duties on {matter}.",
    "It was the first visit of a {adjectiveb} {lower} to {A} in {years} years.",
    "“Nobody should doubt our patience,” said {b}, who denied that the talks had failed.",
)
BESIDE = (
    (
        "Fishermen of the outer harbour", "Traders at the grain exchange", "Residents of the old quarter", "The museum",
        "Economists at the university", "The railway company", "Teachers of the district", "A choir from the coast",
        "Farmers along the river", "The city council", "Drivers of night buses", "The new library", "Two engineers",
        "Owners of small shops", "The weather service", "Nurses of the northern hospital", "Builders of wooden boats",
        "The youth orchestra", "Growers of early potatoes", "Guides in the mountains",
    ),
    (
        "expect", "remember", "complain about", "wrote about", "have no explanation for", "were surprised by",
        "asked for", "will soon show", "still wait for", "describe", "were paid for", "prepare for", "measured",
        "learned of", "do not trust", "argue about",
    ),
    (
        "cheaper tickets", "a cold spring", "the noise of the road", "two hundred drawings", "longer evenings",
        "a second bridge", "the price of diesel", "clean water", "an empty warehouse", "the old tramway",
        "better catches", "a festival of lanterns", "late trains", "new roofs", "the smell of the tannery",
        "a record harvest", "fewer visitors", "stronger nets", "the closed cinema", "deeper wells",
    ),
    (
        "after a week of storms", "before the holidays", "in spite of the rain", "for the third year", "without hope",
        "at the edge of town", "since the mill closed", "more than any other year", "as the days grow longer",
        "with little money", "near the lighthouse", "until the ice melts", "on most mornings", "far from the capital",
    ),
)  # fmt: skip
"""What a sentence beside the point is made of: who, does, what, and when or how."""
MATTERS = ("fisheries", "rail transport", "visas", "solar energy", "customs", "higher education", "grain storage")
MENU = "".join(
    f'<li><a href="/{word}">{word.title()}</a></li>' for word in "world politics business sport arts".split()
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title} | The {paper}</title>'
    '<meta property="og:site_name" content="The {paper}"><meta property="article:published_time" content="{day}">'
    "<style>body{{margin:0}}</style></head><body><header><nav><ul>{menu}</ul></nav></header><main><article>"
    "<h1>{title}</h1>{body}</article><aside><h2>Most read</h2><ul>{menu}</ul></aside></main>"
    "<footer><p>About us. Contact. Terms of use.</p></footer></body></html>"
)
PAPERS = ("Harbour Courier", "Northern Ledger", "Daily Meridian", "Evening Standard-Bearer", "Lake Herald")


def write_crawl(file: Path, pages: int) -> None:
    """A packed web archive of so many pages, some 300 words each, spread over eleven years."""
    random = Random(pages)
    with file.open("wb") as out:
        for number in range(pages):
            out.write(gzip.compress(_record(number, _page(random)), compresslevel=1))


def _record(number: int, page: bytes) -> bytes:
    """A response of an archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper{number % 5}.example/{number}\r\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _page(random: Random) -> bytes:
    """A page of one story in ten paragraphs, half of what it says beside the point."""
    (one, adjective, place), (other, adjective_b, place_b) = random.sample(COUNTRIES, 2)
    day = FIRST + timedelta(days=random.randrange(DAYS))
    post, post_b = random.sample(POSTS, 2)
    words = {
        "a": f"{random.choice(GIVEN)} {random.choice(FAMILY)}", "b": f"{random.choice(GIVEN)} {random.choice(FAMILY)}",
        "A": one, "B": other, "adjective": adjective, "adjectiveb": adjective_b, "place": place, "placeb": place_b,
        "post": post, "postb": post_b, "lower": post_b.lower(), "weekday": f"{day - timedelta(days=1):%A}",
        "later": f"{day + timedelta(days=9):%B} {(day + timedelta(days=9)).day}", "matter": random.choice(MATTERS),
        "sum": random.randrange(2, 90), "years": random.randrange(3, 20),
    }  # fmt: skip
    told = [TOLD[0], *random.sample(TOLD[1:], 9)]
    sentences = [line.format(**words) for line in told] + [_beside(random) for _ in range(9)]
    opening, rest = sentences[0], sentences[1:]
    random.shuffle(rest)
    paragraphs = [
        f"{place.upper()}, {day:%B} {day.day} — {opening}",
        *(" ".join(rest[n : n + 2]) for n in range(0, 18, 2)),
    ]
    title = f"{words['a']} and {words['b']} meet in {place}"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return PAGE.format(title=title, paper=random.choice(PAPERS), day=day, menu=MENU, body=body).encode()


def _beside(random: Random) -> str:
    """A sentence beside the point."""
    return " ".join(random.choice(part) for part in BESIDE) + "."
