"""To build the tables of states, of the seats that stand for their governments, and of bodies."""

import csv
import re
from itertools import chain

from sources import EDITORS, FACTBOOK, GEONAMES, OURS, countries, factbook, write

# Territories that are no party to diplomacy under their own name, or whose name is a common word.
LEFT_OUT = {"ATA", "UMI", "HMD", "BVT", "SGS", "IOT", "ATF", "SJM", "ANT", "CCK", "CXR", "NFK", "PCN", "TKL"}


def split(text: str) -> list[str]:
    """The values of a `;`-separated cell."""
    return [v.strip() for v in text.split(";") if v.strip()]


def unique(values: list[str]) -> list[str]:
    """Values without repeats, in order."""
    return list(dict.fromkeys(v for v in values if v))


def ours() -> dict[str, dict[str, str]]:
    """The editors' rows by alpha-3; a second row of a state adds to its people."""
    with (OURS / "states.csv").open(encoding="utf-8", newline="") as file:
        rows: dict[str, dict[str, str]] = {}
        for row in csv.DictReader(file):
            if row["id"] in rows:
                rows[row["id"]]["people"] += ";" + row["people"]
            else:
                rows[row["id"]] = row
        return rows


def people(noun: str) -> list[str]:
    """Plurals of a Factbook noun: "Cuban(s)", "Motswana (singular), Batswana (plural)"."""
    found = [m.group(1) + m.group(2) for m in re.finditer(r"([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?)\((s|men)\)", noun)]
    return [f for f in found if f]


def adjectives(text: str) -> list[str]:
    """The adjectives of a Factbook cell: "Barbadian or Bajan (colloquial)"."""
    bare = re.sub(r"\([^)]*\)", "", text)
    return [a.strip() for a in re.split(r"[;,]| or ", bare) if re.fullmatch(r"[A-Z][\w'’ -]+", a.strip())]


def build_states() -> None:
    """`states.csv`: one row a state, present or former, with names, demonyms, capital and the post of its leader."""
    book = {row["id"]: row for row in factbook()}
    mine, geo = ours(), countries()
    taken = {w for row in mine.values() for k in ("name", "variants", "adjectives", "people") for w in split(row[k])}
    rows = [state(id, mine.get(id), book.get(id), geo.get(id)) for id in sorted({*mine, *geo} - LEFT_OUT)]
    rows = [row if row[0] in mine else without(row, taken) for row in rows]
    columns = ("id", "name", "variants", "adjectives", "people", "capital", "leader", "source")
    write("states.csv", columns, rows)


def state(
    id: str, mine: dict[str, str] | None, book: dict[str, str] | None, geo: dict[str, str] | None
) -> tuple[object, ...]:
    """One row of `states.csv`; the editors' words come first."""
    name = mine["name"] if mine else geo["name"]
    long = re.split(r";| \(", book["long"])[0] if book else ""
    names = unique([*(split(mine["variants"]) if mine else []), *((book["short"], long) if book else ())])
    names = [n for n in names if n != name and "(" not in n and "," not in n and n != "The Dominican"]
    adjective = split(mine["adjectives"]) if mine else adjectives(book["adjective"] if book else "")
    plural = split(mine["people"]) if mine else people(book["noun"] if book else "")
    capital = mine["capital"] if mine else (geo or {}).get("capital", "")
    leader = mine["leader"] if mine else "president"
    sources = unique([FACTBOOK if book else "", EDITORS if mine else "", "" if book or mine else GEONAMES])
    cells = (";".join(names), ";".join(unique(adjective)), ";".join(unique(plural)))
    return (id, name, *cells, capital, leader, "; ".join(sources))


def without(row: tuple[object, ...], taken: set[str]) -> tuple[object, ...]:
    """A row without the variants and demonyms that an earlier or an editors' row claims (Aruba is no "Dutch" state)."""
    kept = [";".join(w for w in split(str(cell)) if w not in taken) for cell in row[2:5]]
    taken |= {w for cell in kept for w in split(cell)}
    return (*row[:2], *kept, *row[5:])


def build_metonyms() -> None:
    """`metonyms.csv`: seats and ministries whose name stands for a government."""
    with (OURS / "metonyms.csv").open(encoding="utf-8", newline="") as file:
        write("metonyms.csv", ("words", "state", "kind", "source"), [tuple(r.values()) for r in csv.DictReader(file)])


def build_former() -> None:
    """`former.csv`: the state that a present one was part of, from the first day to the one it was no more."""
    with (OURS / "former.csv").open(encoding="utf-8", newline="") as file:
        rows = [(*row.values(), EDITORS) for row in csv.DictReader(file)]
    write("former.csv", ("state", "former", "first", "until", "source"), rows)


def build_bodies() -> None:
    """`bodies.csv`: international bodies, parliaments, parties and movements."""
    with (OURS / "bodies.csv").open(encoding="utf-8", newline="") as file:
        rows = [(f"body:{r['id']}", r["name"], r["variants"], r["country"], EDITORS) for r in csv.DictReader(file)]
    write("bodies.csv", ("id", "name", "variants", "country", "source"), rows)


if __name__ == "__main__":
    for build in chain((build_states, build_metonyms, build_former, build_bodies)):
        build()
