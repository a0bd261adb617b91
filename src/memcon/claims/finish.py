"""To fill what a claim says once its days are known: its participants' rank, its stage, its PLOVER type and mode."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from memcon.model import DONE, Actor, Claim, Post
from memcon.reference import Reference

LOWEST = 5
STAGES = ("signed", "agreed", "promised", "offered", "discussed", "sought", "fulfilled")
GIVEN = frozenset({"trade", "aid", "training"})
"""Kinds that a word tells as done rather than agreed ("exchanged prisoners", not "exchanged notes")."""
BY_STATUS = {"scheduled": "promised", "proposed": "sought", "possible": "discussed", "cancelled": "withdrawn"}


def finish(
    claims: Sequence[Claim], known: Reference, *, actors: Mapping[str, Actor], posts: Sequence[Post]
) -> tuple[Claim, ...]:
    """The claims with rank and PLOVER code; `actors` and `posts` are those that the report itself adds."""
    held: dict[str, list[Post]] = {}
    for post in posts:
        held.setdefault(post.actor, []).append(post)
    return tuple(_finished(claim, known, held, actors) for claim in claims)


def _finished(claim: Claim, known: Reference, posts: Mapping[str, list[Post]], actors: Mapping[str, Actor]) -> Claim:
    """One claim with rank, stage and code."""
    stage = (claim.stage or _stage(claim, known)) if claim.family == "undertaking" else None
    rank = _rank(claim, known, posts, actors) if claim.family == "engagement" else None
    code, mode = _plover(claim, stage, known)
    return replace(claim, rank=rank, stage=stage, plover=code, mode=mode)


def _plover(claim: Claim, stage: str | None, known: Reference) -> tuple[str | None, str | None]:
    """PLOVER type and mode by kind, status and stage; the claim's own mode narrows or replaces them."""
    table = known.vocabulary.kinds[claim.kind].plover
    done = claim.status in DONE
    told = table.get(claim.status, "")
    if stage is not None and stage in table and (done or stage == "sought"):  # what is only sought nobody has agreed to
        told = table[stage]
    own = claim.mode or ""
    if own == "none":
        return None, None
    if "/" in own or own.isupper():
        told = own if done or (own == "AGREE" and claim.status == "proposed") else told
    elif own and told.partition("/")[0] == table.get("happened", "").partition("/")[0]:
        told = f"{told.partition('/')[0]}/{own}"
    code, _, mode = told.partition("/")
    return code or None, mode or None


def _stage(claim: Claim, known: Reference) -> str | None:
    """How far an undertaking has come: by its verb where the act took place, else by its status."""
    if claim.status == "denied":
        return "denied"
    if claim.status in BY_STATUS:
        return BY_STATUS[claim.status]
    words = known.vocabulary.words
    word = claim.rule.partition("+")[0].rpartition(".")[2]
    if claim.kind == "invitation":
        return "agreed" if word == "accept" else "offered"
    stages = ("fulfilled", *STAGES) if claim.kind in GIVEN else STAGES
    told = next((stage for stage in stages if word in words[f"stages.{stage}"]), None)
    return told or ("promised" if claim.kind == "promise" else None)


def _rank(claim: Claim, known: Reference, posts: Mapping[str, list[Post]], actors: Mapping[str, Actor]) -> int | None:
    """The highest participant's rank on the lower side; None when no side names a person whose post is known."""
    best: dict[str, int] = {}
    for slot in claim.slots:
        if slot.part not in ("who", "whom", "party") or slot.actor is None:
            continue
        actor = actors.get(slot.actor) or known.actors.get(slot.actor)
        rank = _rank_of(slot.actor, claim, [*posts.get(slot.actor, ()), *known.posts.get(slot.actor, ())])
        if actor is not None and rank is not None:
            side = actor.country or actor.id
            best[side] = min(rank, best.get(side, LOWEST))
    return max(best.values(), default=None)


def _rank_of(actor: str, claim: Claim, posts: Sequence[Post]) -> int | None:
    """A person's rank by the post held on the claim's days; by any post stated where none is dated."""
    held = [p.rank for p in posts if p.actor == actor and _holds(p, claim.when.first, claim.when.last)]
    return min(held, default=None)


def _holds(post: Post, first: date | None, last: date | None) -> bool:
    """Whether a post's term meets an interval, open ends reaching as far as they may."""
    return not (post.first and last and post.first > last) and not (post.last and first and post.last < first)
