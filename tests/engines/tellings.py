"""To make reports of one sentence, five of each event, so that a pile of them has to be linked."""

import json
import random
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

LEADERS = (
    "Bill Clinton", "Tony Blair", "Jacques Chirac", "Vladimir Putin", "Jiang Zemin", "Gerhard Schroeder",
    "Atal Behari Vajpayee", "Junichiro Koizumi", "Hosni Mubarak", "Vicente Fox", "Thabo Mbeki", "Fidel Castro",
)  # fmt: skip
TOWNS = ("Geneva", "Vienna", "Oslo", "Lima", "Cairo")
TOLD = (
    "{a} met {b} in {town} on {day}.",
    "{a} and {b} held talks in {town} on {day}.",
    "{a} met with {b} on {day} for talks on {topic}.",
    "{b} received {a} in {town} on {day}.",
    "{a} is to meet {b} in {town} next month.",
)
TOPICS = ("trade", "fisheries", "a new railway", "visas")
FIRST = date(2000, 1, 3)


def tellings(file: Path, reports: int) -> Path:
    """A file of so many reports, one a line, five of each event; always the same for the same number."""
    chance = random.Random(5)
    with file.open("w", encoding="utf-8") as lines:
        for line in islice((line for number in count() for line in _of_one(chance, number)), reports):
            lines.write(json.dumps(line) + "\n")
    return file


def _of_one(chance: random.Random, number: int) -> list[dict[str, str]]:
    """What five outlets tell of one meeting."""
    a, b = chance.sample(LEADERS, 2)
    day = FIRST + timedelta(days=number)
    town, topic = chance.choice(TOWNS), chance.choice(TOPICS)
    told = [text.format(a=a, b=b, town=town, topic=topic, day=f"{day:%A}") for text in TOLD]
    return [
        {"url": f"https://example.org/{number}/{outlet}", "outlet": f"Paper {outlet}", "text": text}
        | {"published": f"{day + timedelta(1)}"}
        for outlet, text in enumerate(told)
    ]
