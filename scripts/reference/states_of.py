"""To tell the alpha-3 code of a country as each source writes it."""

import csv
import re
from functools import cache

from sources import DATA, OURS

from memcon.spelling import fold

IRREGULAR = {
    "china republic of": "TWN", "republic of china": "TWN", "congo brazzaville": "COG", "congo republic of": "COG",
    "congo republic of the": "COG", "korea": "KOR", "korea north": "PRK", "korea south": "KOR", "west bank": "PSE",
    "democratic republic of the congo": "COD", "muscat & oman": "OMN", "the dominican": "DOM", "drc": "COD",
    "china peoples republic of": "CHN", "germany federal republic of": "DEU", "bosnian federation": "BIH",
    "serbia montenegro": "SCG", "ussr": "SUN",
}  # fmt: skip


@cache
def _reign_codes() -> dict[str, str]:
    """Correlates-of-War abbreviations, which REIGN uses, to alpha-3."""
    with (OURS / "reign_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["reign"]: row["id"] for row in csv.DictReader(file)}


@cache
def _states() -> dict[str, str]:
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as file:
        return {fold(n): r["id"] for r in csv.DictReader(file) for n in (r["name"], *r["variants"].split(";")) if n}


def country_of(words: str) -> str | None:
    """Alpha-3 of a country as the US sources write it ("Korea, North"); None if unknown."""
    whole, bare = fold(words).replace(",", ""), fold(re.sub(r"\(.*", "", words)).replace(",", "")
    for key in (whole, bare, fold(words).split(",")[0]):
        found = IRREGULAR.get(key) or _states().get(key)
        if found:
            return found
    return None


def reign_country(code: str, start: str) -> str | None:
    """Alpha-3 of a Correlates-of-War code; Russia before 1992 is the Soviet Union, Serbia follows Yugoslavia."""
    if code == "RUS" and start < "1991-08":
        return "SUN"
    if code == "YUG" and start > "2006-06":
        return "SRB"
    return _reign_codes().get(code)


@cache
def demonyms() -> dict[str, str]:
    """Folded adjectives of states."""
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as file:
        return {fold(a): r["id"] for r in csv.DictReader(file) for a in r["adjectives"].split(";") if a}
