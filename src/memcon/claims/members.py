"""To tell that the members of a body of states come together: "EU ministers met", "an OPEC meeting opens in Vienna"."""

from collections.abc import Sequence

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen, Side
from memcon.claims.sides import is_of_people, sides
from memcon.claims.syntax import after_preposition, governors, kids, preposition

GATHER = frozenset({"meet", "gather", "convene", "reconvene", "meeting", "gathering", "talk"})
TOGETHER = frozenset({"verb:meeting.meet", "verb:meeting.gather", "verb:meeting.convene", "verb:meeting.reconvene"})
AT_TABLE = frozenset({"meeting", "negotiation"})
BESIDE = frozenset({"before", "after", "ahead_of", "prior_to", "during", "until", "since", "following"})
TOLD = frozenset({"scheduled", "cancelled", "denied"})
"""What is said of a meeting itself; "at the meeting" of a body alone only names it."""


def is_of_club(seen: Seen, draft: Draft, where: Sequence[Side]) -> bool:
    """Whether a body of states meets, whose members are the sides, and it is told where or if it does."""
    clubs = seen.known.vocabulary.words["bodies.clubs"]
    sides = draft.participants()
    is_noun = draft.rule.startswith("noun")
    is_subject = seen.page.tokens[draft.trigger].dep in ("nsubj", "nsubjpass")
    told_of = draft.kind == "summit" and draft.status in ("cancelled", "denied") and is_subject
    if (draft.kind not in AT_TABLE and not told_of) or not (is_noun or draft.rule in TOGETHER) or not sides:
        return False
    if is_noun and _only_dates(seen, draft.trigger):
        return False
    return (
        all(side.actor in clubs for side in sides) and draft.firm and (draft.status in TOLD or _is_placed(draft, where))
    )


def _only_dates(seen: Seen, noun: int) -> bool:
    """Whether a known meeting only says when something else takes place ("spoke ahead of the summit")."""
    page = seen.page
    known = any(page.tokens[k].lemma in ("the", "this") for k in kids(page, noun, "det"))
    return known and page.tokens[noun].dep == "pobj" and preposition(page, page.tokens[noun].head) in BESIDE


def _is_placed(draft: Draft, where: Sequence[Side]) -> bool:
    """Whether a meeting that took place is told with its place."""
    return draft.status in ("happened", "ongoing") and bool(where)


def of_region(seen: Seen, head: int) -> list[Side]:
    """The body of the region whose leaders or ministers a plural noun names ("Arab foreign ministers")."""
    page, bodies = seen.page, dict(pair.split("=") for pair in seen.known.vocabulary.words["bodies.regions"])
    if page.tokens[head].tag != "NNS" or not is_of_people(seen, head):
        return []
    for at in sorted(kids(page, head, "amod", "compound", "nmod")):
        before = page.tokens[at - 1].lemma.lower() if at else ""
        word = page.tokens[at].lemma.lower()
        wide = bodies.get(f"{before}_{word}")
        body = wide or (bodies.get(word) if page.tokens[at].word[:1].isupper() else None)
        if body:
            start, end = page.tokens[at - 1 if wide else at].start, page.tokens[head].end
            return [Side(page.report.text[start:end], start, end, body, "body", None, at)]
    within = sides(seen, after_preposition(page, head, ("of", "from")))  # "the foreign ministers of ASEAN"
    return [side for side in within if side.kind == "body" and side.country is None]


def is_of_members(seen: Seen, draft: Draft) -> bool:
    """Whether those who come together are the members of a body of states ("EU foreign ministers met")."""
    gathers = draft.rule.rpartition(".")[2] in GATHER
    bodies = [s for s in (*draft.who, *draft.party) if s.kind == "body" and s.country is None and s.head is not None]
    return (
        gathers
        and draft.status != "possible"
        and any(_stands_for_members(seen, s.head) for s in bodies if s.head is not None)
    )


def _stands_for_members(seen: Seen, body: int) -> bool:
    """Whether a body only qualifies its members ("ministers of the bloc", "OPEC ministers")."""
    page = seen.page
    above = [g for g in governors(page, body) if page.tokens[g].tag[:1] == "N"]
    if len(above) > 1 and seen.known.names.get(page.tokens[above[0]].lemma) is None and above[0] not in seen.at:
        above = above[1:] if page.tokens[above[0]].tag == "NN" else above  # "leaders of the NATO alliance"
    return bool(above) and page.tokens[above[0]].tag == "NNS" and is_of_people(seen, above[0])
