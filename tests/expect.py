"""To read golden expectations, written in words, and to say how a coded report falls short of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from memcon.model import Claim, Coded, Slot, When

GOLDEN = Path(__file__).parent / "golden"
SIDES = ("who", "whom", "party", "company")
PLACES = ("place", "venue")
SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.?!][”\"]?\s+|\n", re.IGNORECASE)


class Expected(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One claim as a reader would note it; every field but `kind` may be left out, `|` parts alternatives.

    `sides` are names, words or country codes, each met by a participant of its own; `who` and `whom` name the part as
    well. `words` stand in the sentence that tells it. The claim's days must hold the true `day` (or lie in it, where it
    is an interval), however wide they are, and lie `within` what the clause allows. `gap` is the reason why the claim
    is not found yet.
    """

    kind: str
    status: str | None = None
    stage: str | None = None
    format: str | None = None
    sides: tuple[str, ...] = ()
    who: str | None = None
    whom: str | None = None
    words: str | None = None
    day: str | None = None
    within: str | None = None
    place: str | None = None
    speaker: str | None = None
    why: str | None = None
    gap: str | None = None


class Published(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When the report must be held to be published: an interval around `contains`, within `within`."""

    contains: str | None = None
    within: str | None = None
    basis: str | None = None
    episodes: int = 1
    gap: str | None = None


class Golden(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one report must yield, and what it must not."""

    about: str
    published: Published | None = None
    claim: tuple[Expected, ...] = ()
    must_not: tuple[Expected, ...] = ()


def read_golden(path: Path) -> Golden:
    """The expectations of one `claims.toml`; raises msgspec.ValidationError naming the key that is wrong."""
    return msgspec.toml.decode(path.read_bytes(), type=Golden)


def days(words: str) -> tuple[date, date]:
    """'2003-03-14' or '2003-03-01/2003-03-31' as first and last day."""
    first, _, last = words.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def fold(text: str | None) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def holds(when: When, words: str) -> bool:
    """Whether `when` may be the true day or days: it holds them all, or lies in them. Unknown holds nothing."""
    first, last = days(words)
    around = (when.first is None or when.first <= first) and (when.last is None or when.last >= last)
    return bool(when.first or when.last) and (around or lies_within(when, words))


def lies_within(when: When, words: str) -> bool:
    """Whether both ends of `when` are known and lie in the interval."""
    first, last = days(words)
    return bool(when.first and when.last and first <= when.first <= when.last <= last)


def meeting(expected: Expected, coded: Coded) -> Iterator[Claim]:
    """The claims of the report that meet the expectation in full."""
    return (claim for claim in coded.claims if not shortfalls(expected, claim, coded))


def shortfalls(expected: Expected, claim: Claim, coded: Coded) -> list[str]:
    """What the claim lacks of the expectation, one word each; empty if it meets it."""
    held = {
        "kind": claim.kind in expected.kind.split("|"),
        "status": _one_of(expected.status, claim.status),
        "stage": _one_of(expected.stage, claim.stage),
        "format": _one_of(expected.format, claim.format),
        "sides": _all_met(expected.sides, [s for s in claim.slots if s.part in SIDES], coded),
        "who": _met(expected.who, claim, ("who", "party"), coded),
        "whom": _met(expected.whom, claim, ("whom", "party"), coded),
        "words": expected.words is None or fold(expected.words) in fold(sentence(claim, coded.report.text)),
        "day": expected.day is None or holds(claim.when, expected.day),
        "within": expected.within is None or lies_within(claim.when, expected.within),
        "place": _met(expected.place, claim, PLACES, coded) or _is_named(expected.place, claim.place, coded),
        "speaker": expected.speaker is None or _is_named(expected.speaker, claim.voice.speaker, coded),
    }
    return [name for name, holds in held.items() if not holds]


def sentence(claim: Claim, text: str) -> str:
    """The claim's clause with what stands before and after it in its sentence."""
    before = text[: claim.start]
    begun = max((stop.end() for stop in SENTENCE_END.finditer(before)), default=0)
    stop = SENTENCE_END.search(text, max(claim.end - 1, claim.start))
    return text[begun : stop.end() if stop else len(text)]


def nearest(expected: Expected, coded: Coded) -> str:
    """The claims that come nearest to the expectation and what they lack, as lines of text for a failing test."""
    ranked = sorted(coded.claims, key=lambda claim: len(shortfalls(expected, claim, coded)))
    lines = [f"{'+'.join(shortfalls(expected, claim, coded))} not met by {told(claim, coded)}" for claim in ranked[:4]]
    return "\n".join([f"expected {wanted(expected)}", *lines])


def wanted(expected: Expected) -> str:
    """An expectation as one line, without what it leaves open."""
    parts = msgspec.structs.asdict(expected)
    return ", ".join(f"{key}={value}" for key, value in parts.items() if value)


def told(claim: Claim, coded: Coded) -> str:
    """A claim as one line."""
    slots = ", ".join(f"{slot.part}={slot.words or _name(slot.actor, coded)}" for slot in claim.slots)
    clause = " ".join(coded.report.text[claim.start : claim.end].split())
    return f"{claim.kind} {claim.status} {claim.when.first}..{claim.when.last} ({slots}): {clause[:120]}"


def _one_of(alternatives: str | None, value: str | None) -> bool:
    return alternatives is None or value in alternatives.split("|")


def _all_met(sides: Iterable[str], slots: list[Slot], coded: Coded) -> bool:
    """Whether every side is met by a slot of its own (greedy: sides of one golden claim never share words)."""
    left = list(slots)
    for side in sides:
        found = next((slot for slot in left if _is_meant(side, slot, coded)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _met(side: str | None, claim: Claim, parts: tuple[str, ...], coded: Coded) -> bool:
    return side is None or any(_is_meant(side, slot, coded) for slot in claim.slots if slot.part in parts)


def _is_meant(side: str, slot: Slot, coded: Coded) -> bool:
    """Whether a slot's words or its actor's name or country are one of the alternatives."""
    return any(fold(one) in fold(slot.words) for one in side.split("|")) or _is_named(side, slot.actor, coded)


def _is_named(side: str | None, actor_id: str | None, coded: Coded) -> bool:
    actor = next((one for one in coded.actors if one.id == actor_id), None)
    if side is None or actor is None:
        return side is None
    return any(fold(one) in fold(actor.name) or one == actor.country for one in side.split("|"))


def _name(actor_id: str | None, coded: Coded) -> str | None:
    return next((actor.name for actor in coded.actors if actor.id == actor_id), actor_id)
