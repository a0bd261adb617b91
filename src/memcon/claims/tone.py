"""To mark the outlet's own words that judge a party ("the regime", "so-called", "sister nation"), with its actor."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.seen import Seen, actor_of, countries, from_mention, mention_at
from memcon.claims.sides import named_by, sides
from memcon.claims.speech import voice_at
from memcon.claims.syntax import after_preposition, governors, is_verb, kids, sentence_of, surface_subject
from memcon.model import Claim, Slot

OF_A_NOUN = ("compound", "amod", "nmod", "poss")
NEAR = 400
"""So many characters after an engagement is told "a fraternal encounter" still means it."""


def toned(seen: Seen, claims: Sequence[Claim]) -> list[Claim]:
    """The claims; each judging word of the outlet's is a tone slot of one claim, its target as actor.

    Words inside somebody's utterance are not the outlet's. A word in a sentence that tells nothing goes with the last
    claim about its target; where there is none it is left out.
    """
    out = list(claims)
    for at, target in _judging(seen, out):
        token = seen.page.tokens[at]
        best = _bearer(seen, out, at, target)
        if best is not None and voice_at(seen, at).kind == "outlet":
            slot = Slot("tone", seen.page.shown(token), token.start, token.end, actor=target)
            out[best] = replace(out[best], slots=(*out[best].slots, slot))
    return out


def _bearer(seen: Seen, claims: Sequence[Claim], at: int, target: str) -> int | None:
    """The index of the claim of a word's sentence about the target, else of its first, else of the last told."""
    sentence = sentence_of(seen.page, at)
    here = [i for i, claim in enumerate(claims) if sentence.start <= claim.start < sentence.end]
    about = [i for i, claim in enumerate(claims) if any(_is_of(seen, s, target) for s in claim.slots)]
    first = next((i for i in here if i in about), next(iter(here), None))
    before = [(claims[i].start, i) for i in about if claims[i].start < sentence.start]
    return first if first is not None else max(before)[1] if before else None


def _is_of(seen: Seen, slot: Slot, target: str) -> bool:
    """Whether a slot names the target or somebody of it."""
    held = actor_of(seen, slot.actor)
    return slot.part != "tone" and (slot.actor == target or (held is not None and held.country == target))


def _judging(seen: Seen, claims: Sequence[Claim]) -> Iterator[tuple[int, str]]:
    """Each token that judges a party, and the one actor it is said of."""
    words = seen.known.vocabulary.words
    for at, token in enumerate(seen.page.tokens):
        if token.lemma in words["tone.nouns"] and token.tag[:2] == "NN":
            target = _meant(seen, at)
        elif token.lemma in words["tone.works"] and token.tag[:2] == "NN":
            target = _meant(seen, at) or _made_by(seen, at)
        elif token.word.lower() in words["tone.modifiers"] and token.dep in OF_A_NOUN and token.head != at:
            target = _meant(seen, token.head) if _is_party(seen, token.head) else None
            target = target or _met(seen, token.head, claims)
        else:
            continue
        if target is not None:
            yield at, target


def _made_by(seen: Seen, noun: int) -> str | None:
    """Whose work a judging noun names: that of the subject, or of where it comes from ("a gesture from Lima")."""
    page, words = seen.page, seen.known.vocabulary
    verb = next((g for g in governors(page, noun) if is_verb(page, g)), None)
    head = surface_subject(page, verb, words) if verb is not None else None
    if head is None:
        return None
    own = sides(seen, [head]) or sides(seen, after_preposition(page, head, ("from", "of", "by")))
    found = countries(own)
    return found.pop() if len(found) == 1 else None


def _met(seen: Seen, noun: int, claims: Sequence[Claim]) -> str | None:
    """The state met, where a modifier judges an engagement told shortly before ("a fraternal encounter")."""
    kind = seen.known.vocabulary.nouns.get(seen.page.tokens[noun].lemma, "")
    if kind not in seen.known.vocabulary.kinds or seen.known.vocabulary.kinds[kind].family != "engagement":
        return None
    at = seen.page.tokens[noun].start
    near = [c for c in claims if c.family == "engagement" and 0 <= at - c.start < NEAR]
    last = max(near, key=lambda c: c.start, default=None)
    whom = [actor_of(seen, s.actor) for s in last.slots if s.part == "whom"] if last else []
    found = {actor.country for actor in whom if actor and actor.country}
    return found.pop() if len(found) == 1 else None


def _is_party(seen: Seen, noun: int) -> bool:
    """Whether a noun is a party's name, or a word for one ("nation", "neighbour", "regime")."""
    lemma, words = seen.page.tokens[noun].lemma, seen.known.vocabulary.words
    return mention_at(seen, noun) is not None or lemma in words["tone.parties"] | words["tone.nouns"]


def _meant(seen: Seen, noun: int) -> str | None:
    """The one actor that a noun phrase means: by itself, else by whose or where it is ("the regime in Lima")."""
    mention = mention_at(seen, noun)
    own = from_mention(seen, mention) if mention is not None else []
    owners = [side for k in kids(seen.page, noun, *OF_A_NOUN) for side in named_by(seen, k)]
    beside = [
        s for h in after_preposition(seen.page, noun, ("in", "of")) if mention_at(seen, h) for s in named_by(seen, h)
    ]
    for told in (own, owners, beside):
        actors = {side.actor for side in told if side.actor}
        if len(actors) == 1:
            return actors.pop()
        if len(states := countries(told)) == 1:
            return states.pop()
    return None
