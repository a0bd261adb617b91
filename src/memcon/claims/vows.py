"""To draft promises from plain futures: what a state or its spokesman says it will do ("will take part")."""

from collections.abc import Iterator

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.sides import Seen, Side, actor_of, sides
from memcon.claims.speech import voice_at
from memcon.claims.status import status
from memcon.claims.syntax import kids, subjects
from memcon.claims.targets import in_clause, of_nation

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
REPORTED = frozenset({"would", "'d"})
OWN = frozenset({"we", "i"})
OWNERS = frozenset({"my", "our"})


def from_vows(seen: Seen, context: Context) -> Iterator[Draft]:
    """A promise for every verb in the future that says what its subject commits itself to."""
    vows = seen.known.vocabulary.words["acts.vows"]
    for at, token in enumerate(seen.page.tokens):
        if token.tag != "VB" or token.word.lower() not in vows or not _is_future(seen, at, context):
            continue
        who = _speaks_for(seen, at)
        if who:
            whom = next((found for tier in in_clause(seen, at) if (found := _other(tier, who))), [])
            kind = "agreement" if _is_deal(seen, at) else "promise"
            rule = f"verb:{kind}.will_{token.word.lower()}"
            refused = "REJECT" if status(at, context) == "denied" else None
            draft = Draft(kind, at, at, "happened", rule, stage="promised", mode=refused)
            yield replace(draft, who=tuple(who), whom=tuple(whom[:1]))


def _is_deal(seen: Seen, verb: int) -> bool:
    """Whether what is to be done is a deal."""
    return any(
        seen.known.vocabulary.nouns.get(seen.page.tokens[o].lemma) == "agreement" for o in kids(seen.page, verb, "dobj")
    )


def _is_future(seen: Seen, at: int, context: Context) -> bool:
    """Whether a verb stands in the future, said or denied: "will", "would" as reported, "is going to"."""
    page = seen.page
    helpers = {page.tokens[k].lemma for k in kids(page, at, "aux")}
    if helpers & FUTURE:
        return status(at, context) in ("scheduled", "denied")
    if helpers & REPORTED:
        return status(at, context) in ("scheduled", "denied") and voice_at(seen, at).kind != "outlet"
    head = page.tokens[page.tokens[at].head]
    return page.tokens[at].dep == "xcomp" and head.word.lower() == "going" and head.tag == "VBG"


def _speaks_for(seen: Seen, verb: int) -> list[Side]:
    """The state, body or person that commits itself; nobody where somebody else's future is foretold."""
    page = seen.page
    at = page.tokens[verb].head if page.tokens[verb].dep == "xcomp" else verb
    heads = subjects(page, at, seen.known.vocabulary)
    speaker = actor_of(seen, voice_at(seen, verb).speaker)
    mine = [h for h in heads if page.tokens[h].lemma in OWN or _is_mine(seen, h)]
    if mine:
        return [Side(None, None, None, speaker.id, speaker.kind, speaker.country)] if speaker else []
    found = [side for side in sides(seen, heads) or of_nation(seen, heads) if side.key()]
    if speaker is None:
        return found if voice_at(seen, verb).kind == "outlet" else []
    return [side for side in found if side.key() == (speaker.country or speaker.id)]


def _is_mine(seen: Seen, head: int) -> bool:
    """Whether a noun is the speaker's own ("my administration")."""
    return any(seen.page.tokens[k].lemma in OWNERS for k in kids(seen.page, head, "poss"))


def _other(tier: list[Side], who: list[Side]) -> list[Side]:
    """The sides of another country than those that promise."""
    own = {side.key() for side in who}
    return [side for side in tier if side.key() and side.key() not in own]
