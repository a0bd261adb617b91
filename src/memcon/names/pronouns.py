"""To find whom a pronoun means: the last fitting person, subjects before others, by sex, clause and quotation."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from memcon.model import Mention
from memcon.names.pairs import SUBJECTS, clause_of
from memcon.names.plural import they
from memcon.names.scan import Scan

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
LATE = 120
"""So many mentions back a plural pronoun is read; a report may have thousands."""
BACK = 4
"""So many sentences back a pronoun finds its person."""
SCENE = 2.0
"""How much less readily a pronoun means somebody of the scene before."""


class Speech(Struct, frozen=True):
    """For each token the number of the quotation it stands in, 0 outside."""

    inside: tuple[int, ...]


class Said(Struct, frozen=True):
    """What helps to choose: each person's sex, quotations, whom the pronoun cannot mean, and the next mentions."""

    sexes: dict[str, str]
    speech: Speech
    barred: frozenset[str]
    ahead: tuple[Mention, ...] = ()


def speech(scan: Scan) -> Speech:
    """Which tokens stand within quotation marks; a straight mark opens and closes in turn, a new line closes."""
    inside, number, is_open = [], 0, False
    tokens, text = scan.page.tokens, scan.page.report.text
    for at, token in enumerate(tokens):
        if is_open and at and "\n\n" in text[tokens[at - 1].end : token.start]:
            is_open = False
        closes = token.word in ("”", "''") or (token.word in ('"', "``") and is_open)
        if token.word in ("“", '"', "``") and not is_open:
            is_open, number = True, number + 1
            inside.append(number)
            continue
        inside.append(number if is_open else 0)
        if closes:
            is_open = False
    return Speech(tuple(inside))


def antecedent(scan: Scan, told: Sequence[Mention], mention: Mention, *, known: Said) -> tuple[tuple[str, ...], str]:
    """The actors a pronoun means, and the rule; nothing where no person fits."""
    word, sexes, speech = scan.words[mention.first], known.sexes, known.speech
    if word not in MALE and word not in FEMALE:
        quoted = speech.inside[mention.head]
        late = told[-LATE:]
        heard = [m for m in late if speech.inside[m.head] == quoted] if quoted else late
        return they(scan, heard, mention, ahead=known.ahead, barred=known.barred)
    sex = "m" if word in MALE else "f"
    coming = _coming(scan, told, mention, known=known) or _subject_to_come(scan, told, mention, known=known)
    if coming is not None and coming not in known.barred and sexes.get(coming, sex) == sex:
        return (coming,), "pronoun, whom its sentence names next"
    best, chosen = 0.0, ""
    for before in reversed(told):
        distance = scan.sentence[mention.first] - scan.sentence[before.head]
        if distance > BACK:
            break
        if before.kind != "person" or len(before.actors) != 1 or not before.actors[0].startswith("person:"):
            continue
        if sexes.get(before.actors[0], sex) != sex:
            continue
        if before.actors[0] in known.barred:
            continue
        score = _salience(scan, before, mention, distance=distance, speech=speech)
        if before.actors[0] not in sexes:
            score -= 0.5
        if score > best:
            best, chosen = score, before.actors[0]
    return ((chosen,), "pronoun, last subject that fits") if chosen else ((), "")


def _coming(scan: Scan, told: Sequence[Mention], mention: Mention, *, known: Said) -> str | None:
    """Whom a possessive at the head of its sentence means, where this is "for" whom the sentence goes on to be told.

    "The week was as full as his days at home for the premier": nobody before it in its sentence can be meant.
    """
    tokens, here = scan.page.tokens, scan.sentence[mention.first]
    if tokens[mention.head].tag != "PRP$" or any(_persons_of(scan, told, here)):
        return None
    later = [m for m in known.ahead if m.kind == "person" and m.role == "name" and scan.sentence[m.head] == here]
    if not later or len(later[0].actors) != 1:
        return None
    above = tokens[later[0].head].head
    is_for = tokens[later[0].head].dep == "pobj" and scan.words[above] == "for"
    is_own = tokens[above].head == clause_of(scan, mention.head)
    return later[0].actors[0] if is_for and is_own else None


def _subject_to_come(scan: Scan, told: Sequence[Mention], mention: Mention, *, known: Said) -> str | None:
    """Whom a possessive or a subject in a phrase before its sentence's own subject means: that subject.

    "After her talks with X, Y told reporters"; "When he arrived in Lima, Y said".
    """
    tokens, here = scan.page.tokens, scan.sentence[mention.first]
    verb, is_own = clause_of(scan, mention.head), tokens[mention.head].tag == "PRP$"
    if tokens[verb].dep == "advcl" and tokens[verb].head > verb:
        is_own, verb = is_own or tokens[mention.head].dep in SUBJECTS, tokens[verb].head
    if not is_own or verb < mention.head:
        return None
    if any(tokens[m.head].dep in SUBJECTS for m in _persons_of(scan, told, here)):
        return None
    for m in known.ahead:
        if m.head < verb and tokens[m.head].head == verb and tokens[m.head].dep in SUBJECTS:
            is_named = m.kind == "person" and m.role == "name" and len(m.actors) == 1
            return m.actors[0] if is_named and scan.sentence[m.head] == here else None
    return None


def _persons_of(scan: Scan, told: Sequence[Mention], sentence: int) -> Iterator[Mention]:
    """The persons told of in a sentence that is the last one told of, or comes after it; the last first."""
    late = takewhile(lambda mention: scan.sentence[mention.head] >= sentence, reversed(told))
    return (m for m in late if m.kind == "person" and scan.sentence[m.head] == sentence)


def _salience(scan: Scan, before: Mention, mention: Mention, *, distance: int, speech: Speech) -> float:
    """How readily a person told of is meant by a later pronoun; not above 0 where it cannot be."""
    tokens = scan.page.tokens
    here, there = tokens[mention.head], tokens[before.head]
    quoted = speech.inside[mention.head]
    if quoted and not speech.inside[before.head] and _speaks(scan, before, mention):
        return 0.0  # a speaker does not call himself "he"
    is_object = here.dep in ("dobj", "pobj", "iobj", "dative")
    if (
        distance == 0
        and is_object
        and clause_of(scan, mention.head) == clause_of(scan, before.head)
        and there.dep in SUBJECTS
    ):
        return 0.0
    if distance == 0 and before.head in _below(scan, mention.head):
        return 0.0
    score = 4.0 - distance - (SCENE if _is_scene_apart(scan, before, mention) else 0.0)
    if there.dep in SUBJECTS or _leads_subject(scan, before.head):
        score += 2.0 if here.dep in SUBJECTS or here.tag == "PRP$" else 1.0
        if _is_main(scan, before.head):
            score += 0.5
        if distance == 0 and _governs(scan, before, mention):
            score += 1.0
    if there.dep == "poss":
        score -= 0.5
    if here.tag == "PRP$" and distance == 0 and clause_of(scan, mention.head) == clause_of(scan, before.head):
        score += 0.5
    return score + (0.3 if before.role == "pronoun" else 0.0)


def _is_scene_apart(scan: Scan, before: Mention, mention: Mention) -> bool:
    """Whether blank lines in a row, as between the scenes of a story, part a person from a pronoun."""
    return "\n\n\n" in scan.page.report.text[before.end : mention.start]


def _speaks(scan: Scan, before: Mention, mention: Mention) -> bool:
    """Whether a person is the subject of the words around a quotation in its own sentence."""
    same = abs(scan.sentence[before.head] - scan.sentence[mention.head]) <= 1
    return same and scan.page.tokens[before.head].dep in SUBJECTS


def _below(scan: Scan, head: int) -> set[int]:
    """A pronoun's own noun phrase."""
    tokens = scan.page.tokens
    noun = tokens[head].head if tokens[head].tag == "PRP$" else head
    return {noun} if tokens[noun].tag[:1] == "N" else set()


def _governs(scan: Scan, before: Mention, mention: Mention) -> bool:
    """Whether a person is the subject of the nearest clause above a pronoun's that has one: "said that A may go to
    Lima, where *he* would"."""
    tokens, verb = scan.page.tokens, clause_of(scan, mention.head)
    while tokens[verb].head != verb:
        verb = tokens[verb].head
        subjects = [k for k in scan.page.children[verb] if tokens[k].dep in SUBJECTS]
        if subjects:
            return before.head in subjects
    return False


def _leads_subject(scan: Scan, at: int) -> bool:
    """Whether a token stands in apposition to, or is joined to, a subject."""
    token = scan.page.tokens[at]
    return token.dep in ("appos", "conj", "compound", "nmod") and scan.page.tokens[token.head].dep in SUBJECTS


def _is_main(scan: Scan, at: int) -> bool:
    """Whether a subject's verb is its sentence's root."""
    verb = scan.page.tokens[clause_of(scan, at)]
    return verb.dep == "ROOT"
