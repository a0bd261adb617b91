"""To hold a claim in the making: the word that tells it, its parts by grammar, its status."""

from msgspec import Struct

from memcon.claims.seen import Side


class Draft(Struct, frozen=True):
    """One event word with its participants and places, before counterparts are told apart.

    `trigger` is the token that names the event, `carrier` the verb that carries a noun ("held" of "held talks"), else
    the trigger itself; `objects` are token indices of what is signed, lent or promised.
    """

    kind: str
    trigger: int
    carrier: int
    status: str
    rule: str
    who: tuple[Side, ...] = ()
    whom: tuple[Side, ...] = ()
    party: tuple[Side, ...] = ()
    place: tuple[Side, ...] = ()
    objects: tuple[int, ...] = ()
    mode: str | None = None
    stage: str | None = None  # how far an undertaking has come, where a governing word says it
    meant: bool = False  # participants taken over from an earlier telling
    reach: tuple[int, int] | None = None  # the tokens of its place and times, where its word tells of several
    firm: bool = True  # False where the words only name the event and leave its status to an earlier telling

    def participants(self) -> tuple[Side, ...]:
        """All sides."""
        return (*self.who, *self.whom, *self.party)


def are_others(one: Draft, another: Draft) -> bool:
    """Whether two tellings name persons, and none in both: "the minister's visit" is not "the president's"."""
    ours, theirs = ({s.actor for s in d.participants() if s.kind == "person"} for d in (one, another))
    return bool(ours and theirs) and not ours & theirs
