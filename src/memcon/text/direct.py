"""To tell which words between marks somebody said, in what form, and who: by grammar, else by who spoke last."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from memcon.model import Mention, Quote
from memcon.text.around import MARKS, Place, places
from memcon.text.cues import FAR, Cue, is_said
from memcon.text.paragraphs import paragraphs
from memcon.text.room import Room, Stretch
from memcon.text.set_off import WORD, count, is_name, is_title, is_whole
from memcon.text.speakers import NOBODY, Speaker, owner, speaker, subjects_before, whose

FEWEST_WORDS = 4  # fewer words that nobody is said to have spoken are a phrase or scare quotes
LONG = 8  # words; a longer fragment is an utterance of its own
SEX = {"he": "m", "she": "f"}
POINTING = re.compile(r"(?:that|this|those|these|so|such|thus|the words)\b", re.IGNORECASE)


class Found(Struct, frozen=True):
    """Who an utterance is put in the mouth of, and by which cue (token), if by any."""

    who: Speaker
    cue: int | None = None


class Last(Struct, frozen=True):
    """Who spoke last: until which character, in which paragraph."""

    who: Speaker
    end: int
    paragraph: int


def direct(
    room: Room, cues: Sequence[Cue], utterances: Sequence[tuple[Stretch, ...]], told: Sequence[Quote]
) -> list[Quote]:
    """The direct and mixed quotes among the utterances, and `told`, the reported ones; "he" is who spoke last."""
    lines = [(p.start, p.end) for p in paragraphs(room.page.report.text)]
    starts = [start for start, _ in lines]
    by_token = {cue.token: cue for cue in cues}
    tokens = [cue.token for cue in cues]
    heard = sorted(told, key=lambda q: (q.end, q.start))
    out: list[Quote] = []
    last: Last | None = None
    at = 0
    for place in places(room, utterances, lines):
        while at < len(heard) and heard[at].end <= place.parts[0][0]:
            paragraph = bisect_right(starts, heard[at].end) - 1
            heard[at] = _settled(room, heard[at], paragraph, last)
            last, at = _later(heard[at], paragraph, last), at + 1
        quote = _quote(room, place, [by_token[t] for t in _within(room, tokens, place)], last)
        if quote is not None:
            out.append(quote)
            last = _later(quote, bisect_right(starts, place.parts[-1][0]) - 1, last)
    for i in range(at, len(heard)):
        paragraph = bisect_right(starts, heard[i].end) - 1
        heard[i] = _settled(room, heard[i], paragraph, last)
        last = _later(heard[i], paragraph, last)
    return [*_merged(out), *heard]


def _settled(room: Room, quote: Quote, paragraph: int, last: Last | None) -> Quote:
    """A reported quote with the person that its "he" stands for."""
    who = _known(room, Speaker(quote.speaker, quote.source), paragraph, last)
    return replace(quote, speaker=who.mention, source=who.source)


def _later(quote: Quote, paragraph: int, last: Last | None) -> Last | None:
    """Who spoke last once a quote is heard."""
    if (quote.speaker is None and quote.source is None) or (last is not None and last.end > quote.end):
        return last
    return Last(Speaker(quote.speaker, quote.source), quote.end, paragraph)


def _within(room: Room, tokens: Sequence[int], place: Place) -> Sequence[int]:
    """The cue tokens in the sentences around an utterance."""
    first, last = room.token_at(place.before[0]), room.token_at(place.after[1])
    return tokens[bisect_left(tokens, first) : bisect_left(tokens, last)]


def _quote(room: Room, place: Place, cues: Sequence[Cue], last: Last | None) -> Quote | None:
    """An utterance with who said it, None where the marks only set off a title, an inscription or a phrase."""
    whole = is_whole(room, place.parts)
    words = count(room, place.parts)
    if is_name(room, place):
        return None
    if any(_is_borne(room, cue) for cue in cues):
        return None
    found = _by_grammar(room, place, cues, whole=whole)
    if found is None:
        goes_on = _goes_on(room, place, last)
        if not whole or (not goes_on and (words < FEWEST_WORDS or is_title(room, place.parts))):
            return None
        found = Found(_by_context(room, place, last))
    found = Found(_known(room, found.who, place.paragraph, last), found.cue)
    points = [place.parts[0][0], place.parts[-1][1]]
    cue = None
    if found.cue is not None:
        cue = room.tokens[found.cue].start, room.tokens[found.cue].end
        points += cue
        if found.who.source is not None and abs(found.who.source[0] - cue[0]) < 300:
            points += found.who.source
    form = "direct" if whole or words > LONG else "mixed"
    return Quote(min(points), max(points), place.parts, form, cue, found.who.mention, found.who.source)


def _by_grammar(room: Room, place: Place, cues: Sequence[Cue], *, whole: bool) -> Found | None:
    """Who says an utterance by the words around it: "…, he said", then what governs it, then "he said: …"."""
    after = [c for c in cues if place.after[0] <= room.tokens[c.token].start < place.after[1]]
    before = [c for c in cues if place.before[0] <= room.tokens[c.token].start < place.before[1]]
    for cue in after[:1]:
        if _is_right_after(room, place, cue) and (found := _said(room, cue)) is not None:
            return found
    if any(_asks_whether(room, c.token) for c in before[-1:]):
        return None
    found = _by_source(room, place) or _governing(room, place, [*before, *after])
    if found is not None:
        return found
    order = _leading(room, place, before, whole=whole)
    order += after[:1] if whole or (after and _is_close(room, place, after[0])) else []
    for cue in order:
        if (found := _said(room, cue)) is not None:
            return found if found.who != NOBODY else _shared(room, cue, before)
    return _by_noun(room, place) or (_by_subject(room, place) if whole else None)


def _is_borne(room: Room, cue: Cue) -> bool:
    """Whether a plaque, a banner or the like "says" something."""
    return cue.subject is not None and cue.subject not in room.at and room.has("bearers", room.tokens[cue.subject].word)


def _said(room: Room, cue: Cue) -> Found | None:
    """A cue's speaker, None where its subject is a thing."""
    who = speaker(room, cue)
    if who == NOBODY:
        after = next(
            (room.at[t] for t in range(cue.token + 1, min(cue.token + 4, len(room.tokens))) if t in room.at), None
        )
        if after is not None and room.tokens[cue.token].tag in ("VBD", "VBZ") and room.mentions[after].kind == "person":
            who = Speaker(after, (room.mentions[after].start, room.mentions[after].end))
    return None if who is None else Found(who, cue.token)


def _shared(room: Room, cue: Cue, before: Sequence[Cue]) -> Found:
    """A cue without subject with the speaker of the cue before it ("he said …, but added")."""
    earlier = [found for c in before if c.token < cue.token and (found := _said(room, c)) is not None]
    return Found(earlier[-1].who if earlier else NOBODY, cue.token)


def _is_right_after(room: Room, place: Place, cue: Cue) -> bool:
    """Whether a cue and its own subject follow the closing mark at once."""
    if not cue.is_own or cue.subject is None:
        return _is_close(room, place, cue) and room.tokens[cue.token].tag in ("VBD", "VBZ") and cue.subject is None
    mention = room.mention(cue.subject)
    first = mention.start if mention is not None else room.tokens[min(room.left[cue.subject], cue.subject)].start
    between = room.page.report.text[place.after[0] : min(first, room.tokens[cue.token].start)]
    return (
        first >= place.after[0] and len(WORD.findall(between)) <= 2 and not re.search(r"\b(?:and|but|while)\b", between)
    )


def _is_close(room: Room, place: Place, cue: Cue) -> bool:
    """Whether at most two words stand between a quotation and a cue after it."""
    return len(WORD.findall(room.page.report.text[place.after[0] : room.tokens[cue.token].start])) <= 2


def _by_source(room: Room, place: Place) -> Found | None:
    """Who an utterance is from, "according to" a phrase right after it or at the head of its sentence."""
    behind = room.token_at(place.after[0])
    for at in (*range(behind, min(behind + 4, len(room.tokens) - 1)), room.token_at(place.before[0])):
        if (
            at + 1 >= len(room.tokens)
            or room.tokens[at].lemma != "according"
            or room.tokens[at].start >= place.after[1]
        ):
            continue
        noun = next((o for t in (at, at + 1) for o in room.kids(t, "pobj")), None)
        who = None if noun is None else whose(room, noun)
        if who is not None:
            return Found(who, at)
    return None


def _governing(room: Room, place: Place, cues: Sequence[Cue]) -> Found | None:
    """Who says an utterance by what governs it in the sentence: the nearest verb or noun of saying of somebody's."""
    by_token = {cue.token: cue for cue in cues}
    first, last = room.token_at(place.parts[0][0]), room.token_at(place.parts[-1][1])
    for below, at in [*_above(room, first), *_above(room, last - 1)]:
        found = None
        if at in by_token and (
            room.tokens[below].dep == "ccomp" or by_token[at].lemma not in room.words.words["says.inner"]
        ):
            found = _said(room, by_token[at]) if is_said(room, by_token[at]) else None
            found = _shared(room, by_token[at], cues) if found is not None and found.who == NOBODY else found
        elif room.tokens[at].tag in ("NN", "NNS") and room.has("reports", room.tokens[at].word):
            who = None if room.is_quoted(room.tokens[at].start) else owner(room, at)
            found = None if who is None else Found(who, at)
        if found is not None:
            return found
    return None


def _above(room: Room, token: int) -> Iterator[tuple[int, int]]:
    """The heads above a token, nearest first, each with the token below through which it is reached."""
    for _ in range(2 * FAR):
        if token >= len(room.tokens) or room.tokens[token].head == token:
            return
        yield token, room.tokens[token].head
        token = room.tokens[token].head


def _asks_whether(room: Room, cue: int) -> bool:
    """Whether a cue only asks about the words ("asked if he had “second thoughts”")."""
    if room.tokens[cue].lemma not in room.words.words["says.asking"]:
        return False
    return any(
        room.tokens[k].lemma in ("if", "whether")
        for c in room.kids(cue, "ccomp", "advcl")
        for k in room.kids(c, "mark")
    )


def _leading(room: Room, place: Place, before: Sequence[Cue], *, whole: bool) -> list[Cue]:
    """The cue that leads up to a quotation without governing it in the parse."""
    if not before:
        return []
    text, cue = room.page.report.text, before[-1]
    between = text[room.tokens[cue.token].end : place.parts[0][0]].rstrip(MARKS)
    is_led = between.endswith((":", ",", "—", "–", "--")) or not between.strip(MARKS)
    return [cue] if (whole and is_led) or len(WORD.findall(between)) <= 4 else []


def _by_noun(room: Room, place: Place) -> Found | None:
    """Whose remark, in whose words: a noun of saying shortly before an utterance, with its owner."""
    first = room.token_at(place.parts[0][0])
    for noun in range(first - 1, max(-1, first - 7), -1):
        token = room.tokens[noun]
        if token.start < place.before[0] or room.is_quoted(token.start):
            return None
        if token.tag in ("NN", "NNS") and room.has("reports", token.word) and (who := owner(room, noun)) is not None:
            return Found(who, noun)
    return None


def _by_subject(room: Room, place: Place) -> Found | None:
    """Who leads up to a quotation without a verb of saying ("The minister was blunt: “No.”")."""
    if not room.page.report.text[slice(*place.before)].rstrip(MARKS).endswith((":", ",")):
        return None
    found = next(subjects_before(room, room.token_at(place.before[0]), room.token_at(place.before[1])), None)
    return None if found is None else Found(_mention(room, found))


def _goes_on(room: Room, place: Place, last: Last | None) -> bool:
    """Whether an utterance follows at once on the sentence in which somebody spoke, or the next points back at it."""
    if POINTING.match(room.page.report.text[place.parts[-1][1] : place.closing].lstrip(MARKS + "—–-")):
        return True
    if last is None:
        return False
    gap = room.page.report.text[last.end : place.parts[0][0]]
    return len(gap) < 80 and "\n" not in gap and len(re.findall(r"[.!?]\s", gap)) <= 1


def _mention(room: Room, token: int) -> Speaker:
    """The mention of a token as speaker who is meant, not worded."""
    return Speaker(room.at.get(token))


def _by_context(room: Room, place: Place, last: Last | None) -> Speaker:
    """Who says an utterance by itself: who speaks or is told of in the sentence before, who spoke last, nobody."""
    text, start = room.page.report.text, place.parts[0][0]
    is_first = not text[place.opening : start].strip(MARKS) and not room.is_quoted(place.opening - 1)
    pointing = text[place.parts[-1][1] : place.closing].lstrip(MARKS + "—–-")
    if is_first and POINTING.match(pointing):
        for at in range(room.token_at(place.parts[-1][1]), room.token_at(place.closing)):
            mention = room.mention(at)
            if mention is not None and mention.kind == "person":
                return _mention(room, at)
    sentence = _sentence_before(room, start)
    if last is not None and sentence is not None and last.end > sentence[0] and last.paragraph >= place.paragraph - 1:
        return Speaker(last.who.mention, None if last.who.mention is not None else last.who.source)
    if sentence is not None:
        found = next(subjects_before(room, room.token_at(sentence[0]), room.token_at(sentence[1])), None)
        if found is not None:
            return _mention(room, found)
    if last is not None and last.paragraph >= place.paragraph - 1:
        return Speaker(last.who.mention, None if last.who.mention is not None else last.who.source)
    return NOBODY


def _sentence_before(room: Room, offset: int) -> Stretch | None:
    """The last sentence that ends before a character."""
    at = bisect_left(room.sentence_starts, offset - 1) - 1
    while at >= 0 and room.page.sentences[at].end > offset + 1:
        at -= 1
    return None if at < 0 else (room.page.sentences[at].start, room.page.sentences[at].end)


def _known(room: Room, found: Speaker, paragraph: int, last: Last | None) -> Speaker:
    """Who was found; a pronoun means who spoke last, unless another has been told of since, or is of another sex."""
    mention = None if found.mention is None else room.mentions[found.mention]
    if last is None or mention is None or mention.role != "pronoun" or mention.words.lower() not in SEX:
        return found
    if last.who.mention is None:
        is_one = _is_one(room, last.who.source) and last.paragraph >= paragraph - 2
        return found if not is_one or _is_told_since(room, mention, last) else last.who
    held = room.mentions[last.who.mention]
    if held.kind != "person" or held.actors == mention.actors or len(held.actors) > 1:
        return found
    if mention.actors and (last.paragraph < paragraph - 1 or not _fits(room, mention, held)):
        return found
    if mention.actors and _is_told_since(room, mention, last):
        return found
    return Speaker(last.who.mention, found.source)


def _is_one(room: Room, source: Stretch | None) -> bool:
    """Whether words describe one unnamed person ("a senior official"), or name one whom nothing else names."""
    word = "" if source is None else room.page.report.text[slice(*source)].split()[-1]
    return (room.has("unnamed", word) or word[:1].isupper()) and not word.lower().endswith(
        ("s", "people", "men", "women", "police")
    )


def _is_told_since(room: Room, pronoun: Mention, last: Last) -> bool:
    """Whether the person that a pronoun is taken for has been told of outside marks since somebody spoke last."""
    since = subjects_before(room, room.token_at(last.end), pronoun.first)
    return any(
        (m := room.mention(at)) is not None and m.actors == pronoun.actors and m.role != "pronoun" for at in since
    )


def _fits(room: Room, pronoun: Mention, held: Mention) -> bool:
    """Whether nothing on the page speaks against a pronoun's meaning a person: other pronouns, Mr or Ms."""
    if len(held.actors) != 1:
        return True
    return room.sexes.get(held.actors[0], SEX.get(pronoun.words.lower())) == SEX.get(pronoun.words.lower())


def _merged(quotes: Sequence[Quote]) -> list[Quote]:
    """Stretches that one "he said" splits, as one utterance."""
    out: list[Quote] = []
    for quote in quotes:
        held = out[-1] if out else None
        if (
            held is not None
            and quote.cue is not None
            and quote.cue == held.cue
            and held.stretches[-1][1] <= quote.cue[0] <= quote.stretches[0][0]
        ):
            stretches = held.stretches + quote.stretches
            out[-1] = replace(
                held,
                end=max(held.end, quote.end),
                stretches=stretches,
                form="direct" if "direct" in (held.form, quote.form) else "mixed",
            )
        else:
            out.append(quote)
    return out
