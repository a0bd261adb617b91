"""To read and write one value of a claim or report by name, as people name it in a decision."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from memcon.model import Actor, Claim, Clue, Decision, Report, Slot, When
from memcon.reference import Reference
from memcon.spelling import fold

WORDS = {
    "status": "happened ongoing scheduled proposed possible cancelled denied".split(),
    "stage": "sought discussed offered promised agreed signed fulfilled withdrawn denied".split(),
    "form": "direct reported mixed".split(),
    "rank": "1 2 3 4 5".split(),
}
"""The words that a field may hold."""

PARTICIPANTS = ("who", "whom", "party")
PARTS = (*PARTICIPANTS, "object", "amount", "deadline", "day", "topic", "venue")
FIELDS = ("status", "stage", "form", "format", "rank", "kind", "when", "place", "speaker", *PARTS)
"""What can be set of a claim."""

REPORT_FIELDS = ("published", "outlet")
"""What can be set of a report: it is then coded as if that had come with it."""

ACTOR_SLOT, WORDS_SLOT = "actor", "words"
"""The slots of decisions that are about actors, and about words of which no claim is to be made."""


def checked(slot: str | None, value: str | None, actors: Mapping[str, Actor], known: Reference) -> str:
    """The value as it is stored (days as `first/last`, actors by id); ValueError says what was expected instead."""
    if slot not in FIELDS + REPORT_FIELDS:
        raise ValueError(
            f"{slot!r} cannot be set; a claim has {', '.join(FIELDS)}, a report {', '.join(REPORT_FIELDS)}"
        )
    given = (value or "").strip()
    if slot in WORDS and given not in WORDS[slot]:
        raise ValueError(f"{slot} cannot be {given!r}; write one of {', '.join(WORDS[slot])}")
    if slot == "kind" and given not in known.vocabulary.kinds:
        raise ValueError(f"kind cannot be {given!r}; write one of {', '.join(sorted(known.vocabulary.kinds))}")
    if slot in ("when", "published", "deadline", "day"):
        return _interval(given)
    if slot in ("place", "speaker", *PARTICIPANTS) and given:
        return ";".join(_actor(name.strip(), actors) for name in given.split(";"))
    return given


def told(claim: Claim, slot: str) -> str:
    """What a claim says under a name, as text; empty for nothing."""
    if slot in PARTICIPANTS:
        return ";".join(s.actor or s.words or "" for s in claim.slots if s.part == slot)
    if slot in PARTS:
        return next((s.value or s.words or "" for s in claim.slots if s.part == slot), "")
    if slot == "when":
        return shown(claim.when)
    value = claim.voice.speaker if slot == "speaker" else getattr(claim, slot)
    return "" if value is None else str(value)


def shown(when: When) -> str:
    """Days as `first/last`, an open end empty; nothing for unknown days."""
    return f"{when.first or ''}/{when.last or ''}" if when.first or when.last else ""


def changed(claim: Claim, decision: Decision, text: str, known: Reference) -> Claim:
    """The claim with the decided value, which `checked` has passed, and a rule that says a person decided."""
    slot, value = str(decision.slot), str(decision.value or "")
    rule = claim.rule if claim.rule.endswith("+decided") else f"{claim.rule}+decided"
    if slot in PARTS:
        words = [_slot(slot, one, claim, text) for one in value.split(";") if one]
        kept = tuple(s for s in claim.slots if s.part != slot)
        return replace(claim, slots=(*words, *kept), rule=rule)
    if slot == "when":
        return replace(claim, when=decided_days(decision), rule=rule)
    if slot == "speaker":
        return replace(claim, voice=replace(claim.voice, speaker=value or None), rule=rule)
    if slot == "kind":
        return replace(claim, kind=value, family=known.vocabulary.kinds[value].family, rule=rule)
    if slot == "status":
        return replace(claim, status=value, stage=None, rule=rule)
    return replace(claim, **{slot: (int(value) if slot == "rank" else value) or None}, rule=rule)


def decided_days(decision: Decision) -> When:
    """The days that a person decided on, with who and why as their only clue."""
    first, last = days(str(decision.value or ""))
    mask = ((first or date.min, last or date.max),)
    clue = Clue(f"decided by {decision.by or 'a person'}: {decision.why}", "", None, None, mask, 3)
    return When(first, last, "stated", (clue,))


def decided_report(report: Report, decision: Decision) -> Report:
    """The report with the decided day of publication or outlet, as if it had come with it."""
    if decision.slot == "outlet":
        return replace(report, outlet=str(decision.value or "") or None, outlet_basis="given")
    return replace(report, published=replace(decided_days(decision), basis="given"))


def days(value: str) -> tuple[date | None, date | None]:
    """The ends of `first/last`, either of which may be empty; ValueError where one is no day."""
    first, _, last = value.partition("/")
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _interval(given: str) -> str:
    """A day or an interval as `first/last`."""
    if not given:
        return ""
    try:
        first, last = days(given if "/" in given else f"{given}/{given}")
    except ValueError as why:
        raise ValueError(f"{given!r} is no day; write YYYY-MM-DD, or YYYY-MM-DD/YYYY-MM-DD") from why
    if first and last and last < first:
        raise ValueError(f"{given!r} ends before it begins; swap the two days")
    return f"{first or ''}/{last or ''}"


def _actor(name: str, actors: Mapping[str, Actor]) -> str:
    """The id of the one actor of that id or name."""
    if name in actors:
        return name
    found = sorted(a.id for a in actors.values() if fold(a.name) == fold(name))
    if len(found) == 1:
        return found[0]
    told = f"several are called so: {', '.join(found[:5])}" if found else "list those there are with the table actors"
    raise ValueError(f"{name!r} is no actor of this record; {told}")


def _slot(part: str, value: str, claim: Claim, text: str) -> Slot:
    """A slot with its words where the claim's clause has them."""
    if part in PARTICIPANTS:
        return Slot(part, actor=value)
    at = text.find(value, claim.start, claim.end)
    return Slot(part, value, at, at + len(value)) if at >= 0 else Slot(part, value=value)
