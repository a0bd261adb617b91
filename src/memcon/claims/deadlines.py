"""To give what is being negotiated the deadline that the next sentences set "the deal" or "the accord"."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from memcon.claims.outlook import Context
from memcon.claims.seen import Seen
from memcon.claims.status import status
from memcon.claims.syntax import is_verb, kids, phrase, sentence_of, surface_subject
from memcon.model import PLANNED, Claim, Expression, Slot

VOICED = ("sought", "discussed", "offered", "promised", "agreed")
DEALS = frozenset({"loan", "agreement", "signing", "aid", "trade"})
REACH = 2
"""So many sentences after an undertaking "the deal" is still that one."""
ENDS = ("stages.agreed", "stages.signed", "stages.fulfilled")


def with_deadlines(
    seen: Seen, claims: Sequence[Claim], times: Mapping[int, Sequence[Expression]], context: Context
) -> list[Claim]:
    """The claims; an undertaking not yet concluded has the time by which "the deal" is to be, as a deadline slot."""
    out = list(claims)
    for verb, told in times.items():
        last = _last_open(seen, out, verb) if _concludes(seen, verb, context) else None
        if last is not None:
            slots = [Slot("deadline", e.words, e.start, e.end) for e in told]
            out[last] = replace(out[last], slots=(*out[last].slots, *slots))
    return out


def _concludes(seen: Seen, verb: int, context: Context) -> bool:
    """Whether a verb says of "the deal" or the like that it is yet to be concluded or carried out."""
    page, words = seen.page, seen.known.vocabulary.words
    if not is_verb(page, verb) or not any(phrase(page, verb) in words[name] for name in ENDS):
        return False
    near = [surface_subject(page, verb, seen.known.vocabulary), *kids(page, verb, "dobj")]
    deals = [k for k in near if k is not None and page.tokens[k].lemma in words["stages.deals"]]
    meant = any(page.tokens[d].lemma in ("the", "this", "that") for k in deals for d in kids(page, k, "det"))
    return meant and status(verb, context) in PLANNED


def _last_open(seen: Seen, claims: Sequence[Claim], verb: int) -> int | None:
    """The index of the last undertaking told shortly before a verb that is still open and has no deadline."""
    page = seen.page
    here = page.sentences.index(sentence_of(page, verb))
    first = page.sentences[max(0, here - REACH)].start
    before = [
        (claim.start, at)
        for at, claim in enumerate(claims)
        if claim.kind in DEALS and first <= claim.start < page.sentences[here].start
    ]
    at = max(before)[1] if before else None
    if at is None or not _is_open(seen, claims[at]) or any(slot.part == "deadline" for slot in claims[at].slots):
        return None
    return at


def _is_open(seen: Seen, claim: Claim) -> bool:
    """Whether an undertaking is still to come, or so far only promised, offered or agreed."""
    words, word = seen.known.vocabulary.words, claim.rule.rpartition(".")[2]
    return claim.status in PLANNED or (claim.status == "happened" and any(word in words[f"stages.{s}"] for s in VOICED))
