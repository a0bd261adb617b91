"""To hold once what many coded reports have in common: their words, ids and days take most of the memory of a pile."""

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import force_setattr

from memcon.model import Claim, Coded, Report, When

Value = TypeVar("Value")

_REPORT = ("id", "path", "outlet", "outlet_basis", "title", "language", "url", "outcome", "author")
_CLAIM = ("report", "kind", "family", "status", "rule", "stage", "form", "format", "place", "plover", "mode")
_SLOT = ("part", "words", "start", "end", "actor", "value")
_LINK = ("left", "right", "relation", "judgement", "score", "why", "judge")


class Shared:
    """What is held already: of equal values the first that was met."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.held: dict[object, object] = {}

    def coded(self, coded: Coded) -> None:
        """Give a report that nobody else holds yet (it was just decoded) those of its values that are held already."""
        self.report(coded.report)
        for section in coded.sections:
            self._put(section, "role")
            self._when(section.now)
        for claim in coded.claims:
            self._claim(claim)
        for link in coded.links:
            self._put(link, *_LINK)
        force_setattr(coded, "actors", tuple([self._one(actor) for actor in coded.actors]))
        force_setattr(coded, "names", tuple([self._one(name) for name in coded.names]))
        force_setattr(coded, "posts", tuple([self._one(post) for post in coded.posts]))

    def report(self, report: Report) -> None:
        """The same of a report as it was given."""
        self._put(report, *_REPORT)
        self._when(report.published)

    def _claim(self, claim: Claim) -> None:
        self._put(claim, *_CLAIM, "voice")
        self._when(claim.when)
        for slot in claim.slots:
            self._put(slot, *_SLOT)

    def _when(self, when: When) -> None:
        self._put(when, "first", "last", "basis")
        for clue in when.clues:
            self._put(clue, "rule", "words", "days")

    def _put(self, struct: Struct, *fields: str) -> None:
        """Give a struct those values that are held already."""
        held = self.held
        for field in fields:
            value = getattr(struct, field)
            if value is not None:
                force_setattr(struct, field, held.setdefault(value, value))

    def _one(self, value: Value) -> Value:
        return self.held.setdefault(value, value)  # type: ignore[return-value]  # equal, so of its kind
