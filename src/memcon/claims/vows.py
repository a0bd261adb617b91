"""To draft promises from plain futures: what a state or its spokesman says it will do ("will take part")."""

from collections.abc import Iterator

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.seen import Seen, Side, actor_of
from memcon.claims.sides import sides
from memcon.claims.speech import voice_at
from memcon.claims.status import status
from memcon.claims.syntax import kids, subjects
from memcon.claims.targets import in_clause, is_thing, of_nation

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
REPORTED = frozenset({"would", "'d"})
MOVING = frozenset({"leave", "return", "continue", "proceed"})
OWN = frozenset({"we", "i"})
OWNERS = frozenset({"my", "our"})


def from_vows(seen: Seen, context: Context) -> Iterator[Draft]:
    """A promise for every verb in the future that says what its subject commits itself to."""
    for at, token in enumerate(seen.page.tokens):
        if token.tag != "VB" or not _commits(seen, at) or not _is_future(seen, at, context):
            continue
        who = _speaks_for(seen, at)
        whom = next((found for tier in _named(seen, at) if (found := _other(tier, who))), [])
        if who and (_is_of_state(seen, at, who) or _is_own_act(seen, at, whom)):
            kind = "agreement" if _is_deal(seen, at) else "promise"
            rule = f"verb:{kind}.will_{token.word.lower()}"
            refused = "REJECT" if status(at, context) == "denied" else None
            draft = Draft(kind, at, at, "happened", rule, stage="promised", mode=refused)
            yield replace(draft, who=tuple(who), whom=tuple(whom[:1]))


def _commits(seen: Seen, verb: int) -> bool:
    """Whether a verb's base form says what one commits oneself to, a light verb with its object ("take part")."""
    words, lemma = seen.known.vocabulary.words, seen.page.tokens[verb].word.lower()
    taken = kids(seen.page, verb, "dobj", "nsubj")
    if lemma in MOVING and not kids(seen.page, verb, "dobj", "xcomp"):
        return False  # "will leave for home", not "will leave the treaty"
    light = {f"{lemma}_{seen.page.tokens[k].lemma}" for k in taken}
    return lemma in words["acts.vows"] or bool(light & words["acts.light_vows"])


def _named(seen: Seen, verb: int) -> Iterator[list[Side]]:
    """The sides that the verb's clause names, and those of the verbs coordinated with it."""
    for at in (verb, *kids(seen.page, verb, "conj")):
        yield from in_clause(seen, at)


def _is_of_state(seen: Seen, verb: int, who: list[Side]) -> bool:
    """Whether a state, a body or somebody's government commits itself."""
    organs = seen.known.vocabulary.words["acts.organs"]
    heads = subjects(seen.page, verb, seen.known.vocabulary)
    return all(s.kind != "person" for s in who) or any(seen.page.tokens[h].lemma in organs for h in heads)


def _is_own_act(seen: Seen, verb: int, whom: list[Side]) -> bool:
    """Whether a person's future commits a state: an act of states, or any towards a side that is named."""
    words, lemma = seen.known.vocabulary.words, seen.page.tokens[verb].word.lower()
    is_vague = lemma in words["acts.vague"] and not _is_deal(seen, verb)
    return not is_vague or (bool(whom) and lemma not in ATTENDING)


ATTENDING = frozenset({"attend"})  # of a person an engagement, which is told as such


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
    mine = [h for h in heads if page.tokens[h].lemma in OWN or (_is_mine(seen, h) and not is_thing(seen, h))]
    if mine:
        return [Side(None, None, None, speaker.id, speaker.kind, speaker.country)] if speaker else []
    told = sides(seen, [h for h in heads if not is_thing(seen, h)]) or of_nation(seen, heads)
    found = [side for side in told if side.key() and side.kind != "place"]
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
