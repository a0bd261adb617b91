"""To tell which decisions still stand, and to apply those about whole reports before they are coded."""

from collections.abc import Iterator, Mapping, Sequence

from memcon.decisions.anchor import places
from memcon.decisions.values import REPORT_FIELDS, checked, decided_report, shown
from memcon.model import Decision, Outcome, Report
from memcon.reference import Reference

OPS = ("set", "reject", "add", "accept", "merge", "split", "same_as", "different", "undo")


def standing(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Outcome]]:
    """The decisions that nobody undid, in their order, and the outcomes of the others. An undo can be undone."""
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.op == "undo" and decision.id not in undone:
            undone.add(str(decision.value))
    rest = [d for d in decisions if d.id not in undone and d.op != "undo"]
    gone = [Outcome(d, "undone") for d in decisions if d.id in undone and d.op != "undo"]
    return rest, gone


def given(reports: Sequence[Report], decisions: Sequence[Decision], known: Reference) -> list[Report]:
    """The reports as read, with the day of publication and the outlet that people decided on."""
    by_id = {report.id: report for report in reports}
    for report, decision in _about_reports(by_id, standing(decisions)[0], known):
        by_id[report] = decided_report(by_id[report], decision)
    return [by_id[report.id] for report in reports]


def _about_reports(
    reports: Mapping[str, Report], decisions: Sequence[Decision], known: Reference
) -> Iterator[tuple[str, Decision]]:
    """Each decision about a report as a whole that can be applied, with the report."""
    for decision in decisions:
        if decision.slot in REPORT_FIELDS and _trouble(decision, known) is None:
            for place in places(decision.target, reports):
                yield place.report, decision
                break


def report_outcomes(reports: Mapping[str, Report], decisions: Sequence[Decision], known: Reference) -> list[Outcome]:
    """What became of the decisions about whole reports; `reports` are as coded, the decisions applied."""
    found: dict[tuple[str, str | None], int] = {}
    outcomes: list[Outcome] = []
    for decision in (d for d in decisions if d.slot in REPORT_FIELDS):
        place = next(iter(places(decision.target, reports)), None)
        trouble = _trouble(decision, known)
        if place is None or trouble:
            outcomes.append(Outcome(decision, "lost", note=trouble or "the report is not in the pile"))
            continue
        earlier = found.get((place.report, decision.slot))
        if earlier is not None:
            outcomes[earlier] = Outcome(outcomes[earlier].decision, "superseded", note=f"by {decision.id}")
        found[place.report, decision.slot] = len(outcomes)
        now = reports[place.report]
        says = shown(now.published) if decision.slot == "published" else now.outlet or ""
        outcomes.append(Outcome(decision, "moved" if place.moved else "applied", machine_is=says, note=place.moved))
    return outcomes


def _trouble(decision: Decision, known: Reference) -> str | None:
    """What is wrong with the value of a decision about a report; None for nothing."""
    try:
        checked(decision.slot, str(decision.value or ""), {}, known)
    except ValueError as why:
        return str(why)
    return None
