"""To code who says what: statements from quotes, and the voice that a claim inside somebody's words carries."""

from collections.abc import Iterator

from memcon.claims.sides import Seen, from_mention
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
    """The speaker slots of a quote: the mention's actors, else the bare words of the subject."""
    if quote.speaker is not None:
        return [side.slot("speaker") for side in from_mention(seen, seen.reading.mentions[quote.speaker])]
    if quote.source is not None:
        start, end = quote.source
        return [Slot("speaker", seen.page.report.text[start:end], start, end)]
    return []


def _voice(seen: Seen, quote: Quote) -> Voice:
    """The voice of a quote: a person or body with its actor, a document, or somebody unnamed."""
    if quote.speaker is not None:
        actors = seen.reading.mentions[quote.speaker].actors
        return Voice("person", actors[0] if len(actors) == 1 else None)
    if quote.source is not None:
        word = seen.page.report.text[slice(*quote.source)].lower()
        if word in seen.known.vocabulary.words["says.documents"]:
            return Voice("document")
    return Voice("unnamed")


def voice_at(seen: Seen, token: int) -> Voice:
    """The voice of a claim told by a token: that of the narrowest utterance around it, else the outlet's."""
    at = seen.page.tokens[token].start
    around = [q for q in seen.reading.quotes if any(a <= at < b for a, b in q.stretches)]
    if not around:
        return Voice()
    return _voice(seen, min(around, key=lambda q: sum(b - a for a, b in q.stretches)))
