"""To tell the time that an invitation is for from the day on which it was voiced."""

from collections.abc import Iterator, Mapping, Sequence

from memcon.claims.draft import Draft
from memcon.claims.syntax import kids
from memcon.claims.times import bound
from memcon.model import Expression, Page

BELOW = ("xcomp", "advcl", "acl", "ccomp", "relcl", "conj")
HELD = ("dobj", "prep", "pobj")
VOICED = "time"
"""The part of an expression that tells when an invitation was voiced."""


def of_invitation(
    page: Page, draft: Draft, own: Sequence[Expression], times: Mapping[int, Sequence[Expression]]
) -> list[tuple[str, Expression]]:
    """The expressions of an invitation with their parts: `day` or `deadline` is what it is for, `time` its own day.

    What belongs to the infinitive ("to visit Lima next year") is asked for; what stands before the verb or between it
    and the infinitive is when it was voiced, as is a bare weekday in a tale of the past.
    """
    verbs = list(_infinitives(page, draft.trigger, draft.carrier))
    asked = {e.start: e for at in verbs for k in _with_held(page, at) for e in times.get(k, ())}
    begin = min((page.tokens[at].start for at in verbs), default=0)
    after = page.tokens[draft.trigger].end
    told = [(e.start >= (begin if verbs else after), e) for e in own if e.start not in asked]
    told += [(True, e) for e in asked.values()]
    return [(_part(page, draft, e, is_asked=is_asked), e) for is_asked, e in told]


def _part(page: Page, draft: Draft, told: Expression, *, is_asked: bool) -> str:
    """The part of one expression; a bare weekday is when a past invitation was voiced."""
    past = page.tokens[draft.carrier].tag in ("VBD", "VBN")
    if not is_asked or (told.form == "weekday" and past and told.parts[1:2] == (None,)):
        return VOICED
    part = bound(page.report.text, told)
    return part if part == "deadline" else "day"


def _infinitives(page: Page, *heads: int) -> Iterator[int]:
    """The infinitives that say what somebody is invited to, below the verb, the noun or whom it invites."""
    near = [k for at in dict.fromkeys(heads) for k in (at, *kids(page, at, *HELD))]
    for at in dict.fromkeys(near):
        for verb in kids(page, at, *BELOW):
            if any(page.tokens[k].tag == "TO" for k in page.children[verb]):
                yield verb
                yield from kids(page, verb, "conj", "xcomp")


def _with_held(page: Page, verb: int) -> list[int]:
    """A verb and the nouns it holds: "to pay a visit to Lima next year"."""
    return [verb, *kids(page, verb, "dobj"), *(o for k in kids(page, verb, "prep") for o in kids(page, k, "pobj"))]
