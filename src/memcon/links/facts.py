"""To read from a claim what can be compared: sides, persons, days, place, format and object, with twins made one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct

from memcon.links.counted import is_meal, is_talks, nth, ordinal
from memcon.links.weights import Weights
from memcon.model import Actor, Claim, Report, When

PARTICIPANTS = ("who", "whom", "party")
OBJECTS = ("object", "topic", "venue")
COMPARED = frozenset([*PARTICIPANTS, *OBJECTS, "amount", "quote", "occasion"])
STATUS = {
    "happened": "done",
    "ongoing": "going on",
    "scheduled": "planned",
    "proposed": "planned",
    "possible": "planned",
    "cancelled": "off",
    "denied": "off",
}
EXACT, WEEK, MONTH = 3, 10, 45  # days; a claim no wider than these is dated to a day, a week, a month
STAY = 21  # days; visits and conferences last, so that a long interval is not a vague one
NEWS_AGE, PLAN_AHEAD = 14, 90  # days before a report that its undated deeds lie in, and after it for its undated plans
NEWS_OLD = 3  # days by which a deed told as news, without a day, may be older than it seems
_STATE = re.compile(r"[A-Z]{3}")


class Parties(Struct, frozen=True):
    """Who takes part in a claim, shared by all claims that name the same.

    `sides` maps each side (a country, or an actor without one) to its persons; `who` and `whom` hold sides. `loose` are
    the words of participants whom nobody knows, `called` those of the names of the known; `persons` those of all sides.
    """

    sides: Mapping[str, frozenset[str]]
    who: frozenset[str]
    whom: frozenset[str]
    loose: frozenset[str]
    called: frozenset[str]
    persons: frozenset[str]


class Facts(Struct, frozen=True):
    """What one claim, or several that say the same, tells for a comparison.

    `ids` are the claims', the earliest first. Days are proleptic ordinals, None where open; `told` is when the reports
    appeared. `nth` is which of several engagements is told (1 the first, `AGAIN` a further one, `MORE` one beside any
    other, 0 where nothing says so), `ordinal` the number in these words ("a second round": 2, else 0), `meal` whether
    the parties ate together, `is_talks` whether the words say that they talked, `start` where in its report.
    """

    ids: tuple[str, ...]
    reports: tuple[str, ...]
    kind: str
    group: str
    status: str
    parties: Parties
    first: int | None
    last: int | None
    told: tuple[int, int] | None
    place: str | None
    country: str | None
    format: str | None
    rank: int | None
    objects: frozenset[str]
    amount: str | None
    quote: str | None
    stays: bool
    nth: int
    ordinal: int
    meal: bool
    is_talks: bool
    start: int

    @property
    def width(self) -> int | None:
        """How many days the interval holds; None where an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    @property
    def sides(self) -> Mapping[str, frozenset[str]]:
        """Each side with its persons."""
        return self.parties.sides

    @property
    def who(self) -> frozenset[str]:
        """The sides that lead."""
        return self.parties.who

    @property
    def whom(self) -> frozenset[str]:
        """The sides that are led."""
        return self.parties.whom

    @property
    def loose(self) -> frozenset[str]:
        """Words of participants whom nobody knows."""
        return self.parties.loose

    @property
    def called(self) -> frozenset[str]:
        """Words of the names of those who are known."""
        return self.parties.called

    @property
    def persons(self) -> frozenset[str]:
        """All persons of all sides."""
        return self.parties.persons

    @property
    def is_bare(self) -> bool:
        """Whether neither a day nor a second party is told."""
        return self.width is None and len(self.sides) + bool(self.loose) < 2


Key = tuple[object, ...]


def vagueness(kind: str, when: When, weights: Weights) -> int:
    """How vaguely a claim is dated: 0 to a day (or a stay's days), 1 to a week, 2 to a month, 3 wider or not at all."""
    if when.first is None or when.last is None:
        return 3
    width = (when.last - when.first).days + 1
    exact = STAY if kind in weights.stays else EXACT
    vague = sum(width > limit for limit in (exact, max(exact, WEEK), MONTH))
    return max(vague, 1) if when.basis == "inferred" else vague


def standing(claim: Claim, weights: Weights) -> int:
    """In which turn a claim is placed: its vagueness, and one later where fewer than two parties are known."""
    parties = {slot.actor or slot.words for slot in claim.slots if slot.part in PARTICIPANTS}
    vague = vagueness(claim.kind, claim.when, weights)
    return max(vague, 1) if len(parties) < 2 and not _quote(claim) else vague


def told_day(claim: Claim, weights: Weights) -> int:
    """The ordinal of the day that is told of what happens on one day; 0 where no single day is, or it is inferred."""
    when = claim.when
    is_exact = when.first is not None and when.first == when.last and when.basis != "inferred"
    return when.first.toordinal() if when.first and is_exact and claim.kind not in weights.stays else 0


def signature(claim: Claim, weights: Weights) -> Key:
    """What claims that say the same have in common; one not dated to the day is like none of another report."""
    slots = [
        (s.part, s.actor or "", s.value or "", "" if s.actor and s.part in PARTICIPANTS else fold(s.words))
        for s in claim.slots
        if s.part in COMPARED
    ]
    own = "" if vagueness(claim.kind, claim.when, weights) == 0 else claim.report
    told = (claim.kind, claim.status, claim.place, claim.format, claim.rank, claim.stage)
    speaker = claim.voice.speaker if claim.kind == "statement" else None
    return (*told, is_talks(claim), claim.when.first, claim.when.last, speaker, own, *sorted(slots))


def terms(claim: Claim, weights: Weights) -> bytes:
    """Sixteen bytes that stand for the signature of a claim, the same in every run."""
    return blake2b(repr(signature(claim, weights)).encode(), digest_size=16).digest()


def gather(
    claims: Iterable[Claim], reports: Sequence[Report], actors: Mapping[str, Actor], weights: Weights
) -> list[Facts]:
    """The facts of all claims that can be compared, claims that say the same as one, in the claims' order."""
    told = tellings(reports)
    twins: dict[bytes, list[Claim]] = {}
    for claim in claims:
        if is_compared(claim, weights):
            twins.setdefault(terms(claim, weights), []).append(claim)
    reader = Reader(actors, weights)
    return [reader.read(same, told.get(same[0].report)) for same in twins.values()]


def is_compared(claim: Claim, weights: Weights) -> bool:
    """Whether a claim tells what can be compared."""
    return claim.family in weights.families or bool(_quote(claim))


def tellings(reports: Sequence[Report]) -> dict[str, tuple[int, int] | None]:
    """The days in which each report appeared, where they are known to a month."""
    return {report.id: _telling(report.published) for report in reports}


def facts(claim: Claim, actors: Mapping[str, Actor], weights: Weights) -> Facts:
    """The facts of one claim by itself."""
    return Reader(actors, weights).read([claim], None)


class Reader:
    """What reads the facts of claims, and keeps what many of them share: who takes part."""

    def __init__(self, actors: Mapping[str, Actor], weights: Weights) -> None:
        self.actors, self.weights = actors, weights
        self.known: dict[tuple[tuple[str, str | None, str | None], ...], Parties] = {}

    def read(self, twins: Sequence[Claim], told: tuple[int, int] | None) -> Facts:
        """The facts of claims that say the same, in reports that appeared on the days `told`."""
        claim, ate = twins[0], is_meal(twins[0])
        told = told or _now(claim)
        first, last = _narrowed(claim, told)
        return Facts(
            ids=tuple([twin.id for twin in twins]),
            reports=tuple([twin.report for twin in twins]),
            kind=claim.kind,
            group=self.weights.group("meeting" if ate and claim.kind == "reception" else claim.kind),
            status=STATUS.get(claim.status, "done"),
            parties=self._parties(claim),
            first=first,
            last=last,
            told=told,
            place=claim.place,
            country=_country(claim.place, self.actors),
            format=claim.format,
            rank=claim.rank,
            objects=_objects(claim, self.weights),
            amount=next((s.value or fold(s.words) for s in claim.slots if s.part == "amount"), None),
            quote=_quote(claim),
            stays=claim.kind in self.weights.stays,
            nth=nth(claim),
            ordinal=ordinal(claim),
            meal=ate,
            is_talks=is_talks(claim),
            start=claim.start,
        )

    def _parties(self, claim: Claim) -> Parties:
        """Who takes part in a claim, read once for all claims whose slots name the same."""
        slots = tuple([(s.part, s.actor, s.words) for s in claim.slots if s.part in PARTICIPANTS])
        if slots not in self.known:
            sides, loose = _sides(slots, self.actors, self.weights)
            persons = frozenset().union(*sides.values())
            called = [self.actors[p].name if p in self.actors else p for p in persons]
            self.known[slots] = Parties(
                sides=sides,
                who=frozenset(_side(actor, self.actors)[0] for part, actor, _ in slots if part == "who" and actor),
                whom=frozenset(_side(actor, self.actors)[0] for part, actor, _ in slots if part == "whom" and actor),
                loose=loose,
                called=frozenset(word for name in called for word in fold(name).split()),
                persons=persons,
            )
        return self.known[slots]


def _sides(
    slots: Sequence[tuple[str, str | None, str | None]], actors: Mapping[str, Actor], weights: Weights
) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Each side of a claim with its persons, and the words of participants whom nobody knows.

    People told by their country alone ("Norwegian shipowners") count as a person of that side: they are not the state.
    """
    sides: dict[str, set[str]] = {}
    loose: set[str] = set()
    for _, actor, words in slots:
        if actor is None:
            loose |= set(fold(words).split())
            continue
        side, person = _side(actor, actors)
        if person is None and _is_people(words, weights):
            person = f"people:{fold(words)}"
        sides.setdefault(side, set()).update([person] if person else [])
    return {side: frozenset(sides[side]) for side in sorted(sides)}, frozenset(loose)


def _side(actor: str, actors: Mapping[str, Actor]) -> tuple[str, str | None]:
    """The side that an actor stands on (its country, else itself), and the actor where it is a person."""
    if _STATE.fullmatch(actor):
        return actor, None
    known = actors.get(actor)
    is_person = known.kind == "person" if known else actor.startswith("person:")
    return (known.country if known and known.country else actor), actor if is_person else None


def _is_people(words: str | None, weights: Weights) -> bool:
    """Whether the words for a state end in a common noun that is none of those for a state."""
    last = (words or "").split()[-1:]
    return bool(last) and last[0].islower() and last[0].isalpha() and last[0] not in weights.state_words


def _country(place: str | None, actors: Mapping[str, Actor]) -> str | None:
    """The country that a place lies in, itself if it is one; None where that is unknown."""
    if place is None or _STATE.fullmatch(place):
        return place
    known = actors.get(place)
    return known.country if known else None


def _objects(claim: Claim, weights: Weights) -> frozenset[str]:
    """The words that tell one agreement, gift or ceremony from another."""
    if claim.kind not in weights.told_by_object:
        return frozenset()
    parts = (*OBJECTS, "cue")
    words = {w for s in claim.slots if s.part in parts for w in fold(s.words).split()}
    return frozenset(w for w in words - weights.plain_words if len(w) > 3)


def _quote(claim: Claim) -> str | None:
    """The folded words of a statement together with its speaker; None where either is missing or the words are few."""
    if claim.kind != "statement":
        return None
    words = " ".join(fold(s.words) for s in claim.slots if s.part == "quote")
    speaker = claim.voice.speaker or next((s.actor for s in claim.slots if s.part == "speaker"), None)
    return f"{speaker}: {words}" if speaker and words.count(" ") >= 5 else None


@lru_cache(maxsize=100_000)
def fold(text: str | None) -> str:
    """Lower case, no accents, every run of other characters one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", (text or "").lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))


def _ordinal(day: date | None) -> int | None:
    """A day's proleptic ordinal."""
    return day.toordinal() if day else None


def _earliest(when: When) -> int | None:
    """The first day a claim can mean; news told without a day of its own may be some days older than its report."""
    if when.first is None or when.basis != "inferred" or when.last is None:
        return _ordinal(when.first)
    return when.first.toordinal() - NEWS_OLD


def _now(claim: Claim) -> tuple[int, int] | None:
    """When a claim was told, where its open interval says so: deeds are told up to that day, plans from it on."""
    done, first, last = STATUS.get(claim.status) == "done", claim.when.first, claim.when.last
    day = last if done and first is None else first if not done and last is None else None
    return (day.toordinal(), day.toordinal()) if day else None


def _narrowed(claim: Claim, told: tuple[int, int] | None) -> tuple[int | None, int | None]:
    """The days of a claim, less those that its report could not tell of: deeds to come and plans gone by."""
    first, last = _earliest(claim.when), _ordinal(claim.when.last)
    if told is None or first is None or last is None or last - first < EXACT:
        return first, last
    if STATUS.get(claim.status) == "done" and first <= told[1] + 1:
        last = min(last, told[1] + 1)
    elif STATUS.get(claim.status) == "planned" and last >= told[0] - 1:
        first = max(first, told[0] - 1)
    return first, last


def _telling(when: When) -> tuple[int, int] | None:
    """The days in which a report appeared, where they are known to a month."""
    if when.first is None or when.last is None or (when.last - when.first).days >= MONTH:
        return None
    return when.first.toordinal(), when.last.toordinal()


def reach(told: Facts) -> tuple[int, int] | None:
    """The days in which a claim is to be looked for: its own, or those around its report where it has none."""
    if told.first is not None and told.last is not None:
        pad = 3 if told.stays else 0
        return told.first - pad, told.last + pad
    if told.told is None:
        return None
    ahead = told.status not in ("done", "going on")
    low, high = (told.told[0] - 1, told.told[1] + PLAN_AHEAD) if ahead else (told.told[0] - NEWS_AGE, told.told[1] + 1)
    low, high = max(low, told.first or low), min(high, told.last or high)
    return (low, high) if low <= high else None


def gap(left: Facts, right: Facts) -> int:
    """Days between the end of the earlier and the beginning of the later; 0 or less where they meet or are open."""
    first = max(left.first or 0, right.first or 0)
    last = min(left.last or 10**7, right.last or 10**7)
    return first - last
