"""To measure how narrowly texts are dated that hold a clue to their day, by marks made by hand.

python eval/clued.py      the shares of each draw, and with --ids the days told of each marked text
"""

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from holds import ROOT, Figures, published, readout, undated
from memcon.reference import load_reference

MARKS = ROOT / "eval" / "dating_clues.csv"
READOUTS = ROOT.parent / "shared" / "data" / "kremlin" / "diplomatic.jsonl"


class Mark(Struct, frozen=True):
    """What was marked of one text: the draw that it is of, its id, and the kinds of clue that it holds, if any."""

    draw: str
    id: str
    clues: tuple[str, ...]


def marks(path: Path) -> list[Mark]:
    """The marks of a file, whose first lines may be remarks."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Mark(row["draw"], row["id"], tuple(filter(None, row["clues"].split("|")))) for row in csv.DictReader(lines)]


def texts(path: Path) -> dict[str, tuple[str, date]]:
    """Each readout's text, headline first, and day, by id."""
    rows = (json.loads(row) for row in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: readout(row) for row in rows}


def clued(marked: Sequence[Mark], held: Mapping[str, tuple[str, date]]) -> Figures:
    """By draw the number of texts that hold a clue, and how the days told of them hold (see `holds.undated`)."""
    known = load_reference()
    found: Figures = {}
    for draw in dict.fromkeys(mark.draw for mark in marked):
        own = [held[mark.id] for mark in marked if mark.draw == draw and mark.clues]
        found[f"clued.{draw}.texts"] = len(own)
        found |= {f"clued.{draw}.{key}": value for key, value in undated(own, known).items()}
    return found


def main() -> None:
    """Print the shares, or the days of each text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ids", action="store_true", help="the days told of each marked text")
    arguments = parser.parse_args()
    if not READOUTS.is_file():
        print("dating clues: not measured, the readouts (../shared) are not here")
        return
    marked, held = marks(MARKS), texts(READOUTS)
    for mark in marked if arguments.ids else ():
        when = published(held[mark.id][0], load_reference())
        print(mark.draw, mark.id, ", ".join(mark.clues) or "-", f"{when.first}..{when.last}", held[mark.id][1])
    for name, figure in clued(marked, held).items():
        print(f"{name}  {figure:.3f}")


if __name__ == "__main__":
    main()
