"""To have a pile coded by an engine as it is read, each report once, but for what an earlier build knows already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from memcon.decisions.live import given
from memcon.decisions.values import REPORT_FIELDS
from memcon.engines import ENGINES
from memcon.engines.memory import uncollected
from memcon.engines.parts import read_parts
from memcon.engines.task import Task
from memcon.model import Coded, Decision, Report
from memcon.read import Pile
from memcon.record.cache import Kept
from memcon.reference import Reference

Watch = Callable[[Iterable[Path], Callable[[], float | None]], Iterable[Path]]
"""What looks on while reports are coded (a progress bar): it passes on each part; the second tells the share read."""

AsGiven = Callable[[list[Report]], list[Report]]
"""What puts into reports what people decided about them as wholes."""


class Found(Struct, frozen=True):
    """What a pile yielded by report; how many were coded now, in what CPU-seconds, the most bytes of a process."""

    kept: list[Kept]
    fresh: int
    seconds: float
    peak: int


class Source(Struct, frozen=True):
    """Reports as they are read, `share` telling how much of all has been; `kept` is known of them already, by id.

    `as_given` is None where people decided nothing about reports as wholes; else all must be held at once.
    """

    reports: Iterable[Report]
    share: Callable[[], float | None]
    kept: Mapping[str, Kept]
    as_given: AsGiven | None


def deciding(decisions: Sequence[Decision], known: Reference) -> AsGiven | None:
    """What puts decisions about whole reports into effect; None where there are none."""
    if not any(decision.slot in REPORT_FIELDS for decision in decisions):
        return None
    return lambda reports: given(reports, decisions, known)


def code_pile(source: Source, task: Task, engine: str, watch: Watch) -> Found:
    """What each report of a source yielded, coded by an engine where that is not known already."""
    pile, read, old = Pile(), dict[str, Report](), dict[str, Report]()
    fresh = _fresh(_given(pile, source, read), source.kept, old)
    with closing(ENGINES[engine](task, fresh)) as parts:
        finished = list(watch(parts, source.share))
    kept, seconds, peak = [], 0.0, 0
    with uncollected():
        for made in read_parts(finished):
            seconds, peak = seconds + made.seconds, max(peak, made.peak)
            if pile.is_first(made.given):
                kept.append(_placed(pile, read, made.given, made.coded))
    coded = len(kept)
    for report in old.values():
        if pile.is_first(report) and (known := source.kept[report.id].coded):
            kept.append(_placed(pile, read, report, known))
    return Found(kept, coded, seconds, peak)


def _given(pile: Pile, source: Source, read: dict[str, Report]) -> Iterator[Report]:
    """Each report once, as people decided; `read` gets those that they changed, as they were read."""
    met = pile.once(source.reports)
    if source.as_given is None:
        yield from met
        return
    whole = [pile.with_others(report) for report in list(met) if pile.is_first(report)]
    for report, decided in zip(whole, source.as_given(whole), strict=True):
        if decided != report:
            read[report.id] = report
        yield decided


def _fresh(reports: Iterable[Report], kept: Mapping[str, Kept], old: dict[str, Report]) -> Iterator[Report]:
    """The reports that have to be coded; `old` gets the others."""
    for report in reports:
        if is_kept(report, kept):
            old[report.id] = report
        else:
            yield report


def is_kept(report: Report, kept: Mapping[str, Kept]) -> bool:
    """Whether a report was coded before from just what it is given as now."""
    one = kept.get(report.id)
    return one is not None and one.coded is not None and _unplaced(one.given) == _unplaced(report)


def _unplaced(report: Report) -> Report:
    """A report wherever it lies."""
    return replace(report, path="", also=())


def _placed(pile: Pile, read: Mapping[str, Report], report: Report, coded: Coded) -> Kept:
    """What is kept of a report, under the paths at which it lies now."""
    here = pile.with_others(report)
    text = here.text if here.text == coded.report.text else coded.report.text  # held once, though read twice of a part
    moved = replace(coded, report=replace(coded.report, text=text, path=here.path, also=here.also))
    return Kept(pile.with_others(read[report.id]) if report.id in read else here, here, moved)
