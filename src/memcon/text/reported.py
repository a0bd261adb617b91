"""To find what is reported in nobody's marks: clauses under verbs and nouns of saying, "according to", headlines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from memcon.model import Quote
from memcon.text.cues import Cue, is_said
from memcon.text.room import Room, Stretch
from memcon.text.speakers import NOBODY, Speaker, owner, speaker, whose

FEWEST_WORDS = 3
EDGES = frozenset({",", ".", ":", "''", "``", "HYPH", ";"})
THOUGHTS = frozenset({"believe", "think", "hope", "expect", "fear", "anticipate"})
CLOSING = ("”", '"', "’", "'", "»")
HEADLINE = re.compile(r"(?P<who>[^:“”\"?!]{2,60}?):\s+(?P<what>.{8,})")
TRAILING = re.compile(r"(?P<what>.{12,}?)(?:\s[-–—]\s|:\s)(?P<who>[^:“”\"?!.]{2,50})")


class Content(Struct, frozen=True):
    """What was said: its stretches, the characters of the cue, and who said it."""

    stretches: tuple[Stretch, ...]
    cue: Stretch
    who: Speaker


def reported(room: Room, cues: Sequence[Cue]) -> list[Quote]:
    """The reported utterances of a page, one a cue and clause, in order of the text."""
    found = [content for cue in cues for content in _by_verb(room, cue)]
    found += [*_by_noun(room), *_according(room), *_headlines(room)]
    quotes = [_quote(room, kept) for content in found if (kept := _unquoted(room, content)) is not None]
    return _outermost(room, sorted(quotes, key=lambda q: (q.stretches[0][0], -q.stretches[-1][1])))


def _is_thought_told(room: Room, quote: Quote, kept: Sequence[Quote]) -> bool:
    """Whether a verb of thought stands in what another says ("he said that they hope")."""
    at = room.token_at(quote.cue[0]) if quote.cue else 0
    is_thought = room.tokens[at].lemma in THOUGHTS or room.tokens[at].lemma == "agree"
    return is_thought and any(a <= room.tokens[at].start < b for held in kept[-3:] for a, b in held.stretches)


def _outermost(room: Room, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without a second telling of the same words under the same subject ("said … that", "as he said")."""
    kept: list[Quote] = []
    for quote in quotes:
        last = kept[-1] if kept else None
        if kept and quote.cue is not None and _is_thought_told(room, quote, kept):
            continue
        if (
            last is not None
            and last.stretches[-1][1] >= quote.stretches[-1][1]
            and (last.source == quote.source or quote.stretches == last.stretches)
        ):
            continue
        kept.append(quote)
    return kept


def _quote(room: Room, content: Content) -> Quote:
    """A content as a reported quote; the telling runs over its stretches, the cue and the subject."""
    points = [p for stretch in content.stretches for p in stretch] + list(content.cue)
    if content.who.source is not None:
        near = room.page.report.text[min(content.who.source[1], *points) : max(content.who.source[0], min(points))]
        points += list(content.who.source) if "\n" not in near else []
    return Quote(
        start=min(points),
        end=max(points),
        stretches=content.stretches,
        form="reported",
        cue=content.cue,
        speaker=content.who.mention,
        source=content.who.source,
    )


def _unquoted(room: Room, content: Content) -> Content | None:
    """The content where most stands outside marks; else what precedes the marks, if that is a clause; else None."""
    out = []
    for whole in content.stretches:
        led = _after_marks(room, *whole)
        if led is None:
            continue
        start, end = led
        inside = [(max(a, start), min(b, end)) for a, b in _quoted_in(room, start, end)]
        if sum(b - a for a, b in inside) * 2 <= end - start:
            out.append((start, end))
            continue
        ahead = _trimmed(room, room.token_at(start), room.token_at(inside[0][0]) - 1)
        if ahead is not None and len(room.page.report.text[slice(*ahead)].split()) > 2 * FEWEST_WORDS:
            out.append(ahead)
    return Content(tuple(out), content.cue, content.who) if out else None


def _after_marks(room: Room, start: int, end: int) -> Stretch | None:
    """What follows the quotation that a stretch opens with (“…” and raise them); the stretch if it opens with none."""
    opening = next((s for s in _quoted_in(room, start, end) if s[0] <= start + 2), None)
    if opening is None:
        return start, end
    first = room.token_at(opening[1])
    while first < len(room.tokens) and room.tokens[first].tag in (*EDGES, "CC"):
        first += 1
    return _trimmed(room, first, room.token_at(end) - 1)


def _quoted_in(room: Room, start: int, end: int) -> list[Stretch]:
    """The quoted stretches that overlap characters `[start, end)`."""
    first = max(0, bisect_right(room.quoted_starts, start) - 1)
    last = bisect_left(room.quoted_starts, end)
    return [s for s in room.quoted[first:last] if s[0] < end and start < s[1]]


def _trimmed(room: Room, first: int, last: int) -> Stretch | None:
    """The characters of tokens `[first, last]` without "that" and commas at the edges; None when too few are left."""
    while first <= last and (
        room.tokens[first].lemma in ("that", ",", ":", "--", "—", "–") or room.tokens[first].tag in EDGES
    ):
        first += 1
    while last >= first and room.tokens[last].tag in EDGES:
        last -= 1
    if last - first + 1 < FEWEST_WORDS - 1:
        return None
    return _closed(room, room.tokens[first].start, room.tokens[last].end)


def _closed(room: Room, start: int, end: int) -> Stretch:
    """Characters `[start, end)` with the closing mark of a quotation that opens in them and closes right behind."""
    at = bisect_left(room.quoted_starts, end) - 1
    if at >= 0 and room.quoted[at][0] > start and end <= room.quoted[at][1] <= end + 2:
        end = room.quoted[at][1]
        return start, end + (room.page.report.text[end : end + 1] in CLOSING)
    return start, end


def _by_verb(room: Room, cue: Cue) -> Iterator[Content]:
    """What a verb of saying reports, where somebody is its subject."""
    if not is_said(room, cue):
        return
    who = speaker(room, cue)
    is_weak = cue.lemma in room.words.words["says.weak"]
    if is_weak and not cue.is_own and room.tokens[cue.token].tag == "VBG":  # "…, suggesting that": what things show
        return
    if who is None or (who == NOBODY and not _is_unnamed(room, cue)):
        return
    at = room.tokens[cue.token].start, room.tokens[cue.token].end
    stretches = _clause(room, cue) or _aside(room, cue) or _object(room, cue)
    if stretches:
        yield Content(stretches, at, who)


def _is_unnamed(room: Room, cue: Cue) -> bool:
    """Whether a verb without subject still tells of words said by somebody unnamed ("it was announced that")."""
    deeds = room.words.words["says.inner"] - THOUGHTS
    if cue.lemma in deeds or cue.lemma in ("tell", "ask", "call", "describe"):
        return False
    return any(room.tokens[k].dep in ("auxpass", "nsubjpass") for k in room.page.children[cue.token])


def _clause(room: Room, cue: Cue) -> tuple[Stretch, ...]:
    """The clause that a verb reports: its own, or one that the parser hung from an adverbial after the verb."""
    if cue.lemma in room.words.words["says.asking"]:
        return ()
    if cue.lemma in room.words.words["says.clauses"]:
        for clause in room.kids(cue.token, "ccomp"):
            if not _is_question(room, clause) and (span := _side(room, clause, cue)) is not None:
                return (span, *_more(room, cue))
        beyond = _clause_beyond(room, cue)
        if beyond is not None and (span := _side(room, beyond, cue)) is not None:
            return (span,)
    if cue.lemma in room.words.words["says.infinitives"]:
        for clause in room.kids(cue.token, "xcomp", "ccomp"):
            start = min([clause, *room.kids(cue.token, "dobj")])
            span = _trimmed(room, room.left[start], room.right[clause]) if room.left[start] > cue.token else None
            if span is not None:
                return (span,)
    return ()


def _clause_beyond(room: Room, cue: Cue) -> int | None:
    """A "that" clause that the parser hung from an adverbial or a title ("said after the vote that")."""
    for at in range(cue.token + 1, min(room.right[cue.token] + 1, cue.token + 20)):
        token = room.tokens[at]
        if token.tag[:1] == "V" and token.lemma in room.words.words["says.clauses"]:
            return None
        if token.lemma == "that" and token.dep == "mark" and token.head > at:
            return token.head
    return None


def _more(room: Room, cue: Cue) -> Iterator[Stretch]:
    """Clauses that the parser put beside the verb though they go on with what was said ("and the price would fall")."""
    for clause in room.kids(cue.token, "conj"):
        if clause < cue.token or not room.kids(clause, "nsubj", "nsubjpass", "expl"):
            continue
        shifted = any(room.tokens[k].lemma in ("would", "could", "might", "'d", "’d") for k in room.kids(clause, "aux"))
        if (shifted or _has_that(room, clause)) and (
            span := _trimmed(room, room.left[clause], room.right[clause])
        ) is not None:
            yield span


def _has_that(room: Room, clause: int) -> bool:
    return any(room.tokens[k].lemma == "that" for k in room.kids(clause, "mark"))


def _is_question(room: Room, clause: int) -> bool:
    """Whether a clause asks and says nothing ("said whether")."""
    return any(room.tokens[k].lemma in ("whether", "if") for k in room.kids(clause, "mark"))


def _side(room: Room, clause: int, cue: Cue) -> Stretch | None:
    """The characters of a clause on its own side of the verb and its subject."""
    first, last = room.left[clause], _end(room, clause)
    edge = [cue.token] if cue.subject is None else [cue.token, cue.subject]
    if clause > cue.token:
        first = max(first, cue.token + 1)
        if cue.subject is not None and first <= cue.subject < clause and cue.is_own:
            first = room.right[cue.subject] + 1 if room.right[cue.subject] < clause else cue.subject + 1
    else:
        below = [room.left[at] if at == cue.subject and room.right[at] <= cue.token + 40 else at for at in edge]
        last = min(last, *(at - 1 for at in below if at > clause), cue.token - 1)
    return _trimmed(room, first, last)


def _end(room: Room, clause: int) -> int:
    """The last token of a clause without a ", but …" that tells on in the reporter's own tense ("…, but he left")."""
    for k in room.kids(clause, "conj"):
        told_on = room.tokens[k].tag == "VBD" and not room.kids(k, "aux") and room.kids(k, "nsubj")
        buts = [c for c in room.kids(clause, "cc") if room.tokens[c].lemma == "but" and c < k]
        if told_on and buts and not _has_that(room, k):
            return buts[-1] - 1
    return room.right[clause]


def _aside(room: Room, cue: Cue) -> tuple[Stretch, ...]:
    """The clause around "he said" set between commas, or after "as he said"; a stretch on either side."""
    token = room.tokens[cue.token]
    if token.tag not in ("VBD", "VBZ", "VBP", "VBN") or not cue.is_own or cue.subject is None:
        return ()
    is_as = any(room.tokens[k].lemma == "as" for k in room.kids(cue.token, "mark", "advmod"))
    taken = [k for k in room.kids(cue.token, "dobj", "xcomp", "ccomp") if room.tokens[k].lemma not in ("it", "so")]
    if taken or not (is_as or token.dep in ("parataxis", "ccomp", "ROOT", "advcl")):
        return ()
    if (
        token.dep == "ccomp"
        and not is_as
        and (
            cue.lemma in room.words.words["says.inner"]
            or room.tokens[token.head].lemma in room.words.words["says.verbs"]
        )
    ):
        return ()
    first, last = min(room.left[cue.token], room.left[cue.subject], cue.token), max(room.right[cue.token], cue.token)
    if token.dep in ("parataxis", "advcl") or (token.dep == "ccomp" and not is_as):
        head = token.head
        if not is_as and token.dep == "advcl":
            return ()
        before = _trimmed(room, room.left[head], first - 1) if room.left[head] < first else None
        after = _trimmed(room, last + 1, room.right[head]) if last < room.right[head] else None
        return tuple(part for part in (before, after) if part is not None)
    return ()


def _object(room: Room, cue: Cue) -> tuple[Stretch, ...]:
    """The thing said, where it is no clause: what is stressed or denied, what somebody is accused of or called."""
    words = room.words.words
    if room.tokens[cue.token].tag == "VB":  # "had come to thank", "to call for help": a purpose, not a deed
        return ()
    after = [k for k in room.kids(cue.token, "dobj", "prep", "oprd", "xcomp", "attr") if k > cue.token]
    names = {f"{cue.lemma}_{room.tokens[k].lemma}" for k in after if room.tokens[k].dep == "prep"}
    phrases = words["says.phrases"] & names
    objects = [k for k in after if room.tokens[k].dep == "dobj"]
    if phrases:
        preps = [k for k in after if f"{cue.lemma}_{room.tokens[k].lemma}" in phrases]
        first = room.left[objects[0]] if objects else preps[0] + 1
        acts = [k for k in room.kids(cue.token, "xcomp", "advcl", "ccomp") if k > preps[0] and room.kids(k, "aux")]
        span = _trimmed(room, first, max(room.right[k] for k in (preps[0], *acts[:1])))
    elif (
        cue.lemma == "accuse"
        and objects
        and "of" in {room.tokens[t].lemma for t in range(objects[0], room.right[cue.token])}
    ):
        span = _trimmed(room, room.left[objects[0]], room.right[cue.token])
    elif cue.lemma in words["says.names_it"] and (given := _given(room, cue)) is not None:
        span = _trimmed(room, min(room.left[k] for k in (*objects, given)), room.right[given])
    elif cue.lemma in words["says.objects"] and objects and room.tokens[objects[0]].tag[:1] == "N":
        span = _trimmed(
            room, room.left[objects[0]], max(room.right[k] for k in after if room.tokens[k].dep in ("dobj", "prep"))
        )
    else:
        return ()
    return (span,) if span is not None and len(room.page.report.text[slice(*span)].split()) >= FEWEST_WORDS else ()


def _given(room: Room, cue: Cue) -> int | None:
    """What somebody is called ("called the sanctions illegal"): a predicate beside its object or subject."""
    objects = [k for k in room.kids(cue.token, "dobj", "nsubj") if k > cue.token]
    for k in room.kids(cue.token, "oprd", "attr", "acomp", "xcomp", "ccomp"):
        has_object = any(o < k for o in objects) or room.kids(k, "nsubj")
        if k > cue.token and has_object and not room.kids(k, "aux", "mark"):
            return k
    return None


def _by_noun(room: Room) -> Iterator[Content]:
    """What a noun of saying reports in a clause of its own ("his remark that", "issued a warning that")."""
    for at, token in enumerate(room.tokens):
        if token.tag not in ("NN", "NNS") or not room.page.children[at]:
            continue
        clause = next((k for k in room.kids(at, "acl", "ccomp", "relcl") if k > at and _has_that(room, k)), None)
        if clause is None or not room.has("reports", token.word) or room.is_quoted(token.start):
            continue
        who = owner(room, at)
        span = _trimmed(room, max(at + 1, room.left[clause]), room.right[clause])
        if who is not None and span is not None:
            yield Content((span,), (token.start, token.end), who)


def _according(room: Room) -> Iterator[Content]:
    """What stands in a sentence "according to" somebody."""
    for sentence in room.page.sentences:
        for at in range(sentence.first, sentence.last - 2):
            if (
                room.tokens[at].lemma != "according"
                or room.tokens[at + 1].lemma != "to"
                or room.is_quoted(room.tokens[at].start)
            ):
                continue
            subject = next((o for t in (at, at + 1) for o in room.kids(t, "pobj")), None)
            who = None if subject is None else whose(room, subject)
            if subject is None or who is None:
                continue
            below = max(room.right[subject], subject) + 1
            opens = at - sentence.first < 3
            ahead = None if opens else _trimmed(room, sentence.first, at - 1)
            is_aside = (
                below < sentence.last and room.tokens[below].tag == "," and (ahead is None or _is_bare(room, ahead))
            )
            behind = _trimmed(room, below, sentence.last - 1) if opens or is_aside else None
            spans = tuple(span for span in (ahead, behind) if span is not None)
            if spans:
                yield Content(spans, (room.tokens[at].start, room.tokens[at + 1].end), who)


def _is_bare(room: Room, span: Stretch) -> bool:
    """Whether a stretch holds no finite verb ("The minister, according to aides, was furious")."""
    first, last = room.token_at(span[0]), room.token_at(span[1])
    return not any(room.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD") for at in range(first, last))


def _headlines(room: Room) -> Iterator[Content]:
    """A headline's "Minister: talks are over" and "Talks are over - minister"."""
    text = room.page.report.text
    for section in room.page.sections:
        if section.role != "headline":
            continue
        start = section.start
        for line in text[section.start : section.end].splitlines(keepends=True):
            body = line.rstrip()
            for pattern in (HEADLINE, TRAILING):
                found = pattern.fullmatch(body)
                who = None if found is None else _labelled(room, start + found.start("who"), start + found.end("who"))
                if found is not None and who is not None and '"' not in body and "“" not in body:
                    what = start + found.start("what"), start + found.end("what")
                    yield Content((what,), (start + found.start("who"), start + found.end("who")), who)
                    break
            start += len(line)


def _labelled(room: Room, start: int, end: int) -> Speaker | None:
    """Who a headline's label names, where a name, a document or an unnamed source is all of it."""
    first, last = room.token_at(start), room.token_at(end)
    for at in range(first, last):
        index = room.at.get(at)
        if index is None:
            continue
        mention = room.mentions[index]
        is_whole = mention.start - start < 8 and end - mention.end < 3
        return Speaker(index, (mention.start, mention.end)) if is_whole and mention.kind != "place" else None
    if last - first in (1, 2) and any(
        room.has(k, room.tokens[last - 1].word) for k in ("unnamed", "documents", "media")
    ):
        return Speaker(None, (start, end))
    return None
