"""To code who says what: statements from quotes, and the voice that a claim inside somebody's words carries."""

from collections.abc import Iterator

from msgspec.structs import replace

from memcon.claims.seen import Seen, from_mention, mention_at
from memcon.claims.syntax import conjuncts
from memcon.model import Claim, Quote, Slot, Voice


def statements(seen: Seen) -> Iterator[Claim]:
    """One claim for each utterance: a quote slot a stretch, the cue, and each speaker."""
    page, text = seen.page, seen.page.report.text
    for quote in seen.reading.quotes:
        section = next((i for i, s in enumerate(page.sections) if s.start <= quote.start < s.end), None)
        if section is None:
            continue
        slots = [Slot("quote", text[a:b], a, b) for a, b in quote.stretches]
        if quote.cue:
            slots.append(Slot("cue", text[slice(*quote.cue)], *quote.cue))
        slots += _speakers(seen, quote)
        yield Claim(
            id="",
            report=page.report.id,
            section=section,
            start=quote.start,
            end=quote.end,
            kind="statement",
            family="statement",
            status="happened",
            slots=tuple(slots),
            rule=f"quote:{quote.form}",
            form=quote.form,
            voice=_voice(seen, quote),
        )


def _speakers(seen: Seen, quote: Quote) -> list[Slot]:
    """The speaker slots of a quote: each actor with the telling's words, none where the telling does not word it."""
    mention = None if quote.speaker is None else seen.reading.mentions[quote.speaker]
    if mention is None:
        return [_worded(seen, quote.source)] if quote.source is not None else []
    if quote.source == (mention.start, mention.end):
        beside = [m for head in conjuncts(seen.page, mention.head)[1:] if (m := mention_at(seen, head)) is not None]
        together = [m for m in beside if m.kind != "place" and m is not mention]
        return [side.slot("speaker") for m in (mention, *together) for side in from_mention(seen, m)]
    if not mention.actors:
        return [_worded(seen, quote.source or (mention.start, mention.end))]
    worded = Slot("speaker") if quote.source is None else _worded(seen, quote.source)
    return [replace(worded, actor=actor) for actor in mention.actors]


def _worded(seen: Seen, source: tuple[int, int]) -> Slot:
    """A speaker slot of bare words."""
    return Slot("speaker", seen.page.report.text[slice(*source)], *source)


def _voice(seen: Seen, quote: Quote) -> Voice:
    """The voice of a quote: a document (with who issued it), a person or body with its actor, or somebody unnamed."""
    mention = None if quote.speaker is None else seen.reading.mentions[quote.speaker]
    actors = () if mention is None else mention.actors
    speaker = actors[0] if len(actors) == 1 else None
    if quote.source is not None and _is_document(seen, quote.source):
        return Voice("document", speaker)
    return Voice("person", speaker) if actors else Voice("unnamed")


def _is_document(seen: Seen, source: tuple[int, int]) -> bool:
    """Whether words end in a noun for a document ("the joint statement")."""
    last = seen.page.report.text[slice(*source)].lower().split()[-1:]
    return any(word.removesuffix("s") in seen.known.vocabulary.words["says.documents"] for word in last)


def voice_at(seen: Seen, token: int) -> Voice:
    """The voice of a claim told by a token: that of the narrowest utterance around it, else the outlet's."""
    at = seen.page.tokens[token].start
    around = [q for q in seen.reading.quotes if any(a <= at < b for a, b in q.stretches)]
    if not around:
        return Voice()
    return _voice(seen, min(around, key=lambda q: sum(b - a for a, b in q.stretches)))
