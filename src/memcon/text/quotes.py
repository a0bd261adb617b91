"""A page and its mentions to the utterances in it, direct, reported and mixed, each with its cue and its speaker."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from memcon.model import Mention, Page, Quote
from memcon.text.marks import Stretch, quoted
from memcon.vocabulary import Vocabulary

SUBJECTS = ("nsubj", "nsubjpass")
FEWEST_WORDS = 4  # a shorter quotation is a phrase within somebody's sentence, or scare quotes
WANTED = ("person", "state", "body")


class Cue(Struct, frozen=True):
    """A verb of saying outside quotation marks, its sentence, and its subject's token (None where it has none)."""

    token: int
    sentence: int
    subject: int | None


class Room(Struct, frozen=True):
    """A page with what the search for speakers needs of it."""

    page: Page
    mentions: Sequence[Mention]
    words: Vocabulary
    cues: tuple[Cue, ...]
    utterances: tuple[tuple[Stretch, ...], ...]


def find(page: Page, mentions: Sequence[Mention], words: Vocabulary) -> tuple[Quote, ...]:
    """Every utterance of the page in order of the text; inscriptions, titles and scare quotes are none."""
    utterances = tuple(
        parts
        for parts in quoted(page.report.text)
        if any(s.start <= parts[0][0] < s.end and s.role != "furniture" for s in page.sections)
    )
    inside = [stretch for parts in utterances for stretch in parts]
    room = Room(page, mentions, words, tuple(_cues(page, words, inside)), utterances)
    direct = _with_last_speaker(room, _merged([q for parts in utterances if (q := _direct(room, parts))]))
    reported = [q for cue in room.cues if (q := _reported(room, cue))] + list(_according(room))
    return tuple(sorted([*direct, *reported], key=lambda q: (q.stretches[0], q.form)))


def _cues(page: Page, words: Vocabulary, inside: Sequence[Stretch]) -> Iterator[Cue]:
    """The verbs of saying that stand outside quotation marks."""
    spans = iter(sorted(inside))
    span = next(spans, None)
    for index, sentence in enumerate(page.sentences):
        for at in range(sentence.first, sentence.last):
            token = page.tokens[at]
            while span is not None and span[1] <= token.start:
                span = next(spans, None)
            if (
                token.tag[:1] != "V"
                or token.lemma not in words.words["says.verbs"]
                or (span and span[0] <= token.start)
            ):
                continue
            yield Cue(at, index, _subject(page, at))


def _subject(page: Page, verb: int) -> int | None:
    """The subject of a verb of saying, its own, or that of the verb it follows ("…, he said, adding")."""
    at = verb
    for _ in range(6):
        own = [k for k in page.children[at] if page.tokens[k].dep in SUBJECTS]
        if own:
            return _antecedent(page, own[0])
        if page.tokens[at].dep == "acl" or (page.tokens[at].dep == "relcl" and page.tokens[at].tag == "VBG"):
            return page.tokens[at].head
        if page.tokens[at].head == at or page.tokens[at].dep not in (
            "conj",
            "advcl",
            "xcomp",
            "ccomp",
            "pcomp",
            "dep",
            "parataxis",
        ):
            return None
        at = page.tokens[at].head
    return None


def _antecedent(page: Page, head: int) -> int:
    """What "who" stands for."""
    token = page.tokens[head]
    verb = page.tokens[token.head]
    return verb.head if token.lemma in ("who", "which", "that") and verb.dep == "relcl" else head


def _direct(room: Room, parts: tuple[Stretch, ...]) -> Quote | None:
    """A direct or mixed utterance, or None for words in marks that nobody is said to have spoken."""
    start, end = parts[0][0], parts[-1][1]
    words = sum(len(room.page.report.text[a:b].split()) for a, b in parts)
    cue = _nearest_cue(room, start, end)
    sentence = _is_sentence(room, parts)
    whole = sentence and words >= (2 if cue else FEWEST_WORDS)
    if cue is None and not whole:
        return None
    speaker, source = _speaker(room, cue)
    form = "direct" if whole or words > 2 * FEWEST_WORDS else "mixed"
    return Quote(*_telling(room, start, end, cue), parts, form, _span(room, cue), speaker, source)


def _is_sentence(room: Room, parts: tuple[Stretch, ...]) -> bool:
    """Whether quoted words are an utterance of their own: they open with a capital or close with a stop."""
    text = room.page.report.text
    first, last = text[parts[0][0] : parts[0][1]].strip(), text[parts[-1][0] : parts[-1][1]].strip()
    return first[:1].isupper() or last[-1:] in (".", "!", "?", ",") or first.startswith(("…", "...", "["))


def _nearest_cue(room: Room, start: int, end: int) -> Cue | None:
    """The verb of saying that frames a quotation: the nearest in its paragraph, one after it before one ahead."""
    text, best = room.page.report.text, None
    for cue in room.cues:
        token = room.page.tokens[cue.token]
        gap = token.start - end if token.start >= end else start - token.end
        between = text[end : token.start] if token.start >= end else text[token.end : start]
        if gap < 0 or "\n" in between or gap > 300:
            continue
        stops = sum(between.count(mark) for mark in (". ", "! ", "? "))
        before = token.start < start
        score = (stops > 1, stops + (before and stops > 0), gap if not before else gap + 5)
        if best is None or score < best[0]:
            best = (score, cue)
    return best[1] if best and best[0][1] <= 1 else None


def _speaker(room: Room, cue: Cue | None) -> tuple[int | None, Stretch | None]:
    """The mention that is a cue's subject, and the characters of the subject."""
    if cue is None or cue.subject is None:
        return None, None
    token = room.page.tokens[cue.subject]
    for index, mention in enumerate(room.mentions):
        if mention.first <= cue.subject < mention.last and mention.kind in WANTED:
            return index, (mention.start, mention.end)
    return None, (token.start, token.end)


def _span(room: Room, cue: Cue | None) -> Stretch | None:
    """The characters of a cue."""
    if cue is None:
        return None
    token = room.page.tokens[cue.token]
    return token.start, token.end


def _telling(room: Room, start: int, end: int, cue: Cue | None) -> Stretch:
    """The characters from a quotation to its cue's subject, whichever comes first."""
    points = [start, end]
    if cue is not None:
        for at in (cue.token, cue.subject):
            if at is not None:
                points += [room.page.tokens[at].start, room.page.tokens[at].end]
    return min(points), max(points)


def _merged(quotes: list[Quote]) -> list[Quote]:
    """Stretches that one "he said" splits, as one utterance."""
    out: list[Quote] = []
    for quote in quotes:
        if (
            out
            and quote.cue is not None
            and quote.cue == out[-1].cue
            and out[-1].stretches[-1][1] <= quote.cue[0] <= quote.stretches[0][0]
        ):
            held = out.pop()
            out.append(replace(held, end=max(held.end, quote.end), stretches=held.stretches + quote.stretches))
        else:
            out.append(quote)
    return out


def _with_last_speaker(room: Room, quotes: list[Quote]) -> list[Quote]:
    """A whole quotation without a cue of its own goes to who spoke in the paragraph before; else it stays open."""
    text, out = room.page.report.text, quotes[:1]
    for before, quote in pairwise(quotes):
        held = out[-1] if out else before
        near = text[held.end : quote.start].count("\n\n") <= 1 and quote.start - held.end < 400
        if quote.cue is None and (held.speaker is not None or held.source) and near:
            out.append(replace(quote, speaker=held.speaker, source=held.source))
        else:
            out.append(quote)
    return out


def _reported(room: Room, cue: Cue) -> Quote | None:
    """The clause that a verb of saying reports without marks, where somebody is its subject."""
    page = room.page
    clause = next(
        (k for k in page.children[cue.token] if page.tokens[k].dep == "ccomp" and page.tokens[k].tag[:1] in "VMNJ"),
        None,
    )
    if clause is None or cue.subject is None:
        return None
    span = _content(page, clause, cue)
    if span is None or any(
        a < span[1] and span[0] < b for parts in room.utterances for a, b in parts if (b - a) * 2 > span[1] - span[0]
    ):
        return None
    speaker, source = _speaker(room, cue)
    return Quote(*_telling(room, *span, cue), (span,), "reported", _span(room, cue), speaker, source)


def _content(page: Page, clause: int, cue: Cue) -> Stretch | None:
    """The characters of a reported clause, on one side of its cue."""
    tokens = sorted(_subtree(page, clause))
    side = [t for t in tokens if (t > cue.token) == (clause > cue.token)]
    while side and page.tokens[side[0]].lemma in ("that", ",", ":"):
        side = side[1:]
    while side and page.tokens[side[-1]].tag in (",", ".", ":", "''"):
        side = side[:-1]
    return (page.tokens[side[0]].start, page.tokens[side[-1]].end) if len(side) > 1 else None


def _subtree(page: Page, top: int) -> Iterator[int]:
    """A token and all below it."""
    stack = [top]
    while stack:
        at = stack.pop()
        yield at
        stack += page.children[at]


def _according(room: Room) -> Iterator[Quote]:
    """What stands in a sentence "according to" somebody."""
    page = room.page
    for sentence in page.sentences:
        for at in range(sentence.first, sentence.last - 2):
            if page.tokens[at].lemma != "according" or page.tokens[at + 1].lemma != "to":
                continue
            subject = next((o for t in (at, at + 1) for o in page.children[t] if page.tokens[o].dep == "pobj"), None)
            if subject is None:
                continue
            below = max(_subtree(page, subject)) + 1
            first, last = (below, sentence.last) if at - sentence.first < 3 else (sentence.first, at)
            while first < last and page.tokens[first].tag in (",", ":"):
                first += 1
            while last > first and page.tokens[last - 1].tag in (",", ".", ":"):
                last -= 1
            if last - first > 2:
                speaker, source = _speaker(room, Cue(at, 0, subject))
                span = (page.tokens[first].start, page.tokens[last - 1].end)
                cue = (page.tokens[at].start, page.tokens[at + 1].end)
                yield Quote(sentence.start, sentence.end, (span,), "reported", cue, speaker, source)
