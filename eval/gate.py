"""To refuse a change that makes memcon worse: figures are compared with floors that only rise.

python eval/gate.py            measure and compare (exit status 1 where a floor is broken)
python eval/gate.py --update   also raise the floors to what was measured; never lowers one
python eval/gate.py --readme   also write the table of figures into README.md
"""

import argparse
import math
import sys
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

from measure import ROOT, SHARED, Figures, MeasureError, fingerprint, gold_files, measure

FLOORS = ROOT / "eval" / "floors.json"
README = ROOT / "README.md"
EPSILON = 0.0005
"""Floors are kept to three digits."""
BEGIN, END = "<!-- accuracy: written by `python eval/gate.py --readme` -->", "<!-- end of accuracy -->"


class Floors(Struct, frozen=True):
    """What a figure must reach (`floors`) or may not pass (`ceilings`), on gold of the fingerprint `gold`."""

    gold: str
    floors: dict[str, float]
    ceilings: dict[str, float]


def read_floors(path: Path) -> Floors:
    """The floors of a file; raises msgspec.ValidationError naming the key that is wrong."""
    return msgspec.json.decode(path.read_bytes(), type=Floors)


def breaches(floors: Floors, figures: Figures) -> list[str]:
    """Each floor that is broken, in words; a figure that is no longer measured breaks its floor."""
    told = []
    for name, floor in floors.floors.items():
        if figures.get(name, -math.inf) < floor - EPSILON:
            told.append(f"{name}: {_shown(figures.get(name))}, the floor is {floor:.3f}")
    for name, ceiling in floors.ceilings.items():
        if figures.get(name, math.inf) > ceiling + EPSILON:
            told.append(f"{name}: {_shown(figures.get(name))}, the ceiling is {ceiling:g}")
    return told


def raised(floors: Floors, figures: Figures) -> Floors:
    """The floors moved up, and the ceilings down, to the figures; ValueError where one would have to give way."""
    broken = breaches(floors, figures)
    if broken:
        raise ValueError("floors only rise; mend the change instead:\n" + "\n".join(broken))
    return Floors(
        gold=floors.gold,
        floors={name: max(old, math.floor(figures[name] * 1000) / 1000) for name, old in floors.floors.items()},
        ceilings={name: min(old, figures[name]) for name, old in floors.ceilings.items()},
    )


def table(floors: Floors, figures: Figures) -> str:
    """The figures that have a floor or a ceiling, as a Markdown table."""
    rows = [f"| {name} | {figures[name]:.3f} | ≥ {floor:.3f} |" for name, floor in floors.floors.items()]
    rows += [f"| {name} | {figures[name]:g} | ≤ {ceiling:g} |" for name, ceiling in floors.ceilings.items()]
    return "\n".join(["| measure | figure | kept |", "|---|--:|--:|", *rows])


def with_table(page: str, told: str) -> str:
    """A page with the table between its marks; raises ValueError where the marks are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md: expected the lines {BEGIN} and {END}; put them where the table belongs")
    return f"{before}{BEGIN}\n\n{told}\n\n{END}{after}"


def _shown(figure: float | None) -> str:
    return "not measured" if figure is None else f"{figure:.3f}"


def run(arguments: argparse.Namespace) -> int:
    """Measure and compare; 0 where all floors hold."""
    floors = read_floors(FLOORS)
    gold = fingerprint(gold_files())
    if arguments.update:
        floors = msgspec.structs.replace(floors, gold=gold)
    if gold != floors.gold:
        print(f"gate: the gold has changed ({gold}, the floors are for {floors.gold}); look, then --update")
        return 1
    with tempfile.TemporaryDirectory() as work:
        figures = measure(Path(work))
    broken = breaches(floors, figures)
    print("quality floors", *(broken or ["all kept"]), sep="\n  ")
    if arguments.update and not broken:
        floors = raised(floors, figures)
        FLOORS.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=2) + b"\n")
    if arguments.readme:
        README.write_text(with_table(README.read_text(encoding="utf-8"), table(floors, figures)), encoding="utf-8")
    return 1 if broken else 0


def main() -> int:
    """Read the command line and run; a clone without the gold says so and passes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--readme", action="store_true", help="write the table of figures into README.md")
    arguments = parser.parse_args()
    if not (SHARED / "gold").is_dir():
        print("quality floors: not measured, the gold (../shared) is not here")
        return 0
    try:
        return run(arguments)
    except MeasureError as why:
        print(f"gate: {why}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
