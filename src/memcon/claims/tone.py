"""To mark the outlet's own words that judge a party ("the regime", "so-called", "sister nation"), with its actor."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.sides import Seen, countries, from_mention, mention_at, named_by
from memcon.claims.speech import voice_at
from memcon.claims.syntax import after_preposition, kids, sentence_of
from memcon.model import Claim, Slot

OF_A_NOUN = ("compound", "amod", "nmod", "poss")


def toned(seen: Seen, claims: Sequence[Claim]) -> list[Claim]:
    """The claims; each judging word of the outlet's is a tone slot of one claim of its sentence, its target as actor.

    Words inside somebody's utterance are not the outlet's. A word in a sentence that tells nothing is left out.
    """
    out = list(claims)
    for at, target in _judging(seen):
        token = seen.page.tokens[at]
        sentence = sentence_of(seen.page, at)
        here = [i for i, claim in enumerate(out) if sentence.start <= claim.start < sentence.end]
        if here and voice_at(seen, at).kind == "outlet":
            best = next((i for i in here if any(s.actor == target for s in out[i].slots)), here[0])
            slot = Slot("tone", token.word, token.start, token.end, actor=target)
            out[best] = replace(out[best], slots=(*out[best].slots, slot))
    return out


def _judging(seen: Seen) -> Iterator[tuple[int, str]]:
    """Each token that judges a party, and the one actor it is said of."""
    words = seen.known.vocabulary.words
    for at, token in enumerate(seen.page.tokens):
        if token.lemma in words["tone.nouns"] and token.tag[:2] == "NN":
            target = _meant(seen, at)
        elif token.word.lower() in words["tone.modifiers"] and token.dep in OF_A_NOUN and token.head != at:
            target = _meant(seen, token.head) if _is_party(seen, token.head) else None
        else:
            continue
        if target is not None:
            yield at, target


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
    for sides in (own, owners, beside):
        actors = {side.actor for side in sides if side.actor}
        if len(actors) == 1:
            return actors.pop()
        if len(states := countries(sides)) == 1:
            return states.pop()
    return None
