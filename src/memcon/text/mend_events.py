"""Tokens as parsed to tokens with an event's sides hung from it, behind its day ("a visit last week by A")."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_clauses import TITLES
from memcon.vocabulary import Vocabulary

_TALKS = frozenset({"between", "among", "with"})
SIDES = {
    "visit": frozenset({"by", "to", "from", "of"}),
    "meeting": _TALKS | {"by"},
    "negotiation": _TALKS,
    "summit": _TALKS,
    "call": _TALKS | {"by", "from", "to"},
    "message": frozenset({"from", "to", "by"}),
}
"""Prepositions before the sides of an event, by its kind."""
NAMES = frozenset({"NNP", "NNPS"})
CLOSING = frozenset(', ; : ( ) -- — – " “ ” and or but that who which'.split())
WHEN = frozenset(
    "week month year weekend day ago earlier later yesterday today tomorrow morning afternoon evening night".split()
)
DAYS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec.""".split()
)
FARTHEST = 16
"""So many words of place, day and another side at most stand between an event and its side."""


def mended_events(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, the preposition of an event's side that the parser hangs from what stands around the event."""
    token = tokens[at]
    if token.dep == "npadvmod" and token.lemma in WHEN and token.head > at + 1 and tokens[at + 1].word == ",":
        _give_opening(tokens, sentence, at, words)
    if token.dep == "conj" and token.tag[:2] == "NN" and token.lemma in words.nouns:
        _join_event(tokens, sentence, at, words)
    if token.tag not in ("IN", "TO") or token.dep not in ("prep", "agent", "dative") or at - sentence.first < 2:
        return
    noun = _event_before(tokens, sentence, at, words)
    if noun is None or token.lemma not in SIDES[words.nouns[tokens[noun].lemma]]:
        return
    if token.lemma == "of" and not _is_of_person(tokens, sentence, at):
        return
    if token.head != noun and not _is_of_verb(tokens, sentence, at, noun, words):
        _hang(tokens, at, noun)
    if tokens[at].head == noun and token.lemma in _TALKS:
        _give_second(tokens, sentence, at)


def _give_opening(tokens: list[Token], sentence: Sentence, day: int, words: Vocabulary) -> None:
    """To the event that opens a sentence the day at its end: "Despite a visit by A this week, the row goes on"."""
    opens = tokens[sentence.first]
    if opens.dep not in ("prep", "advcl") or opens.head != tokens[day].head or opens.tag not in ("IN", "VBG"):
        return
    for k in range(day - 1, sentence.first, -1):
        if tokens[k].word in CLOSING or tokens[k].tag in ("VBD", "VBZ"):
            return
        is_event = tokens[k].tag[:2] == "NN" and tokens[k].lemma in words.nouns
        if is_event or (tokens[k].tag == "VBG" and tokens[k].lemma in words.frames):
            tokens[day] = replace(tokens[day], head=k)  # "After meeting A last month, B said"
            return


def _is_of_person(tokens: Sequence[Token], sentence: Sentence, of: int) -> bool:
    """Whether "of" leads to somebody with a title: "a visit to Lima of Prime Minister A", not "to the city of Lima"."""
    named = next((k for k in range(of + 1, sentence.last) if tokens[k].head == of and tokens[k].dep == "pobj"), of)
    return any(t.word in TITLES for t in tokens[of + 1 : named])


def _join_event(tokens: list[Token], sentence: Sentence, second: int, words: Vocabulary) -> None:
    """To an event the one joined to it behind its side: "confirmed a visit by A, and his own trip to Lima"."""
    first = tokens[second].head
    if tokens[first].tag[:1] == "V":  # the parser joins it to the verb
        told = [k for k in range(first, second) if tokens[k].head == first and tokens[k].dep == "dobj"]
        if told and tokens[told[-1]].lemma in words.nouns:
            tokens[second] = replace(tokens[second], head=told[-1])
        return
    if tokens[first].tag not in NAMES or not any(tokens[k].dep == "poss" for k in range(first, second)):
        return
    while tokens[first].lemma not in words.nouns and tokens[first].dep in ("pobj", "prep", "conj", "agent"):
        first = tokens[first].head
    if tokens[first].lemma in words.nouns and sentence.first <= first < second:
        tokens[second] = replace(tokens[second], head=first)


def _hang(tokens: list[Token], at: int, noun: int) -> None:
    """Hang a side, and the words of place and day before it that hang from the same word, from its event."""
    above = tokens[at].head
    tokens[at] = replace(tokens[at], head=noun, dep="prep")
    for k in range(noun + 1, at):
        if tokens[k].head == above and tokens[k].dep in ("prep", "npadvmod", "advmod"):
            tokens[k] = replace(tokens[k], head=noun)


def _give_second(tokens: list[Token], sentence: Sentence, between: int) -> None:
    """To the first of two sides the second, joined to what is above: "talks next week between A and B were"."""
    first = next((k for k in range(between + 1, sentence.last) if tokens[k].head == between), None)
    joint = next((k for k in range(between, sentence.last) if tokens[k].head == first and tokens[k].dep == "cc"), None)
    if first is None or joint is None:
        return
    second = next((k for k in range(joint + 1, sentence.last) if tokens[k].dep == "conj"), None)
    if second is not None and tokens[second].head < between and tokens[second].tag in NAMES:
        tokens[second] = replace(tokens[second], head=first)


def _event_before(tokens: Sequence[Token], sentence: Sentence, at: int, words: Vocabulary) -> int | None:
    """The event before a preposition with nothing between but its place, and last a day or another of its sides."""
    for noun in range(at - 1, max(sentence.first, at - FARTHEST) - 1, -1):
        token = tokens[noun]
        if token.tag[:2] == "NN" and token.tag not in NAMES and words.nouns.get(token.lemma) in SIDES:
            return noun if _is_of_day(tokens[at - 1]) or _has_side(tokens, noun, at, words) else None
        if token.tag[:1] == "V" or token.tag == "MD" or token.word in CLOSING:
            return None
    return None


def _is_of_day(token: Token) -> bool:
    """Whether a word can be the last one of a day or span."""
    return token.lemma in WHEN or token.word in DAYS or token.tag == "CD"


def _has_side(tokens: Sequence[Token], noun: int, at: int, words: Vocabulary) -> bool:
    """Whether a side of an event ends just before a token, and words of a day stand between too."""
    sides = SIDES[words.nouns[tokens[noun].lemma]]
    told = any(tokens[k].head == noun and tokens[k].lemma in sides for k in range(noun + 1, at - 1))
    return told and tokens[at - 1].tag in NAMES and any(_is_of_day(t) for t in tokens[noun + 1 : at - 1])


def _is_of_verb(tokens: Sequence[Token], sentence: Sentence, at: int, noun: int, words: Vocabulary) -> bool:
    """Whether the side is rather the verb's own: who did what is told passively, or whom its subject met or went to."""
    above = tokens[tokens[at].head]
    if tokens[at].head >= noun or above.tag[:1] != "V":
        return False
    below = [t for t in tokens[sentence.first : at] if t.head == tokens[at].head]
    if tokens[at].lemma == "by":
        is_passive = above.tag == "VBN" and not any(t.lemma == "have" and t.dep == "aux" for t in below)
        is_anybody = any(t.head == noun and t.word.lower() in ("a", "an") for t in tokens[sentence.first : noun])
        return is_passive and not (is_anybody and words.nouns[tokens[noun].lemma] == "visit")
    if tokens[at].lemma not in ("with", "to", "from") or _has_side(tokens, noun, at, words):
        return False
    moves = any(frame.kind in SIDES for frame in words.frames.get(above.lemma, ()) if above.lemma != "be")
    return moves and not any(t.dep == "dobj" for t in below)
