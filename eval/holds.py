"""To measure how often the days that memcon tells hold the true ones: of reports without a date, and of engagements.

python eval/holds.py      the figures, as the gate takes them
"""

import importlib.util
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import duckdb

from memcon.dates.find import find
from memcon.dates.settle import settle
from memcon.model import When
from memcon.names.match import match
from memcon.names.scan import scan
from memcon.read.fields import Fields, make
from memcon.reference import Reference, load_reference
from memcon.text.divide import divide
from memcon.text.parse import parse

Figures = dict[str, float]
ROOT = Path(__file__).parent.parent
OWN = ROOT / "tests" / "dates" / "undated" / "reports.toml"
WEEK, YEAR = timedelta(7), timedelta(366)
EVERY = 8


def undated(texts: Iterable[tuple[str, date]], known: Reference) -> Figures:
    """Of texts whose day of publication is withheld: `holds`, the share of intervals given that hold it (an open end
    reaches as far as it may), and the shares of texts that got one of at most a year, or a week."""
    given, held, wide = 0, 0, []
    total = 0
    for text, truth in texts:
        when = published(text, known)
        total += 1
        given += when.basis != "none"
        held += when.basis != "none" and (when.first or date.min) <= truth <= (when.last or date.max)
        wide += [when.last - when.first] if when.first and when.last else []
    year, week = sum(one <= YEAR for one in wide), sum(one <= WEEK for one in wide)
    return {"holds": held / max(given, 1), "within_a_year": year / max(total, 1), "within_a_week": week / max(total, 1)}


def published(text: str, known: Reference) -> When:
    """When a text was published, from nothing but its words."""
    page = parse(divide(make(text, Fields(), path="text", place="text")), known)
    return settle(page, find(page.report.text), match(scan(page, known)), known)[0]


def readouts(path: Path, every: int) -> Iterator[tuple[str, date]]:
    """Each `every`-th official readout, headline first, and its day."""
    for row in path.read_text(encoding="utf-8").splitlines()[::every]:
        yield readout(json.loads(row))


def readout(row: dict[str, str]) -> tuple[str, date]:
    """The text of a readout, headline first, and its day."""
    return "\n".join(filter(None, (row["title"], row["summary"], row["text"]))), date.fromisoformat(row["date"])


def reports(path: Path) -> Iterator[tuple[str, date]]:
    """The texts of gold reports and their days."""
    for row in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(row)
        yield one["text"], date.fromisoformat(one["published"])


def own() -> Iterator[tuple[str, date]]:
    """The project's own undated reports on public history, and a day on which each may have been printed."""
    for row in tomllib.loads(OWN.read_text(encoding="utf-8"))["report"]:
        yield row["text"].strip() + "\n", date.fromisoformat(str(row["written"]))


def engagements(gold: Path, record: Path, scorer: Path) -> Figures:
    """Of marked engagements that were found: `holds`, the share of told intervals that share a day with the marked one
    (an open end reaches as far as it may), and `closed`, the share told without an open end."""
    score = _module(scorer)
    rows = score.read_lines(gold)
    matches = score.best_by_gold(score.score_engagements(rows, score.load_record(record))[1]).values()
    days = _days(record)
    told = [(days[m.claim.claim_id], m.gold.days) for m in matches if m.gold.days and m.claim.kind != "invitation"]
    held = [any(_meet(when, one) for one in marked) for when, marked in told]
    closed = [None not in when for when, _ in told]
    return {"holds": sum(held) / max(len(held), 1), "closed": sum(closed) / max(len(closed), 1)}


def _meet(when: tuple[date | None, date | None], marked: tuple[date, date]) -> bool:
    """Whether two intervals share a day."""
    return (when[0] or date.min) <= marked[1] and marked[0] <= (when[1] or date.max)


def _days(record: Path) -> dict[str, tuple[date | None, date | None]]:
    """The first and last day of each claim."""
    with duckdb.connect() as base:
        rows = base.execute(
            "SELECT claim_id, first, last FROM read_parquet(?)", [str(record / "claims" / "*.parquet")]
        ).fetchall()
    return {claim: (first, last) for claim, first, last in rows}


def _module(path: Path) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path}: expected the scorer; check out the gold beside the repository")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def publications(shared: Path, *, every: int) -> Figures:
    """How the days of undated texts hold: the project's own always, the rest where the gold lies beside."""
    known = load_reference()
    sets = {"own": own()}
    if (shared / "gold").is_dir():
        sets["news"] = reports(shared / "gold" / "news.jsonl")
        sets["readouts"] = readouts(shared / "data" / "kremlin" / "diplomatic.jsonl", every)
    told = {name: undated(texts, known) for name, texts in sets.items()}
    return {f"undated.{name}.{key}": value for name, figures in told.items() for key, value in figures.items()}


def main() -> None:
    """Print what can be measured."""
    for name, figure in publications(ROOT.parent / "shared", every=EVERY).items():
        print(f"{name}  {figure:.3f}")


if __name__ == "__main__":
    main()
