"""To read how coders word days, countries, kinds and statuses, and say them as the record does."""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

_MONTHS = {name[:3].casefold(): number for number, name in enumerate(
    "January February March April May June July August September October November December".split(), 1
)}  # fmt: skip
_STATUSES = {"held": "happened", "took place": "happened", "yes": "happened", "occurred": "happened",
             "planned": "scheduled", "announced": "scheduled", "canceled": "cancelled", "no": "cancelled"}  # fmt: skip


def iso_day(words: str) -> str:
    """A day worded with the month's name, or with slashes where only one order can be meant, as YYYY-MM-DD.

    Anything else comes back as it is. ValueError where the words name two days, or none.

    >>> iso_day("7 Dec. 1987"), iso_day("December 7, 1987"), iso_day("1987-12"), iso_day("30/11/1987")
    ('1987-12-07', '1987-12-07', '1987-12', '1987-11-30')
    """
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", words):
        first, second, year = (int(part) for part in found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("it could be two days; write YYYY-MM-DD")
        return str(date(year, *sorted((first, second)))) if first != second or first <= 12 else words
    day_first = re.fullmatch(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})", words)
    month_first = re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", words)
    if not day_first and not month_first:
        return words
    day, month, year_words = day_first.groups() if day_first else [month_first[at] for at in (2, 1, 3)]  # type: ignore[index]
    return str(date(int(year_words), _MONTHS.get(month[:3].casefold(), 0), int(day)))


def countries(words: str) -> str:
    """States as ISO 3166 codes joined by `;`: from a name, a code, or a number of Correlates of War (365 is two).

    What is none comes back as it is.

    >>> countries("USSR"), countries("usa; Cuba"), countries("365"), countries("Ruritania")
    ('SUN', 'USA;CUB', 'RUS;SUN', 'Ruritania')
    """
    known = _codes()
    found = [known.get(one.strip().casefold()) for one in words.split(";")]
    return ";".join(code for codes in found if codes for code in codes) if all(found) else words


def kind(words: str) -> str:
    """A kind of the record's, if the words name just one: 'State visit' is a visit.

    >>> kind("State visit"), kind("Meeting"), kind("junket")
    ('visit', 'meeting', 'junket')
    """
    told = set(re.findall(r"[a-z]+", words.casefold())) & _kinds()
    return told.pop() if len(told) == 1 else words


def status(words: str) -> str:
    """A status of the record's.

    >>> status("Held"), status("planned"), status("denied")
    ('happened', 'scheduled', 'denied')
    """
    return _STATUSES.get(words.casefold(), words)


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    """The codes of each state's names, of its code and of its number."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows("states.csv"):
        for name in (row["id"], row["name"], *row["variants"].split(";")):
            found[name.casefold()].append(row["id"])
    for row in _rows("codes.csv"):
        found[row["cow"]].append(row["country"])
    return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items() if name}


@cache
def _kinds() -> frozenset[str]:
    return frozenset(tomllib.loads((files("memcon") / "data" / "kinds.toml").read_text(encoding="utf-8")))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("memcon") / "data" / name).read_text(encoding="utf-8").splitlines()))
