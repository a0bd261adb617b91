"""To show what may have been missed: sentences with two sides and an engagement cue that yielded no claim, and why."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from memcon.claims.seen import Seen, Side, countries, from_mention, look
from memcon.model import Claim, Reading, Sentence, Unread
from memcon.reference import Reference


def missed(reading: Reading, claims: Sequence[Claim], known: Reference) -> tuple[Unread, ...]:
    """One row for each sentence that names actors of two states and an engagement cue and told nothing."""
    seen, page = look(reading, known), reading.page
    told = [(c.start, c.end) for c in claims if c.family != "statement"]
    rows = []
    for sentence in page.sentences:
        if any(start < sentence.end and sentence.start < end for start, end in told):
            continue
        cues = [t.lemma for t in page.tokens[sentence.first : sentence.last] if _is_cue(t.lemma, t.tag, known)]
        if cues and len(countries(_named(seen, sentence))) > 1:
            rows.append(
                Unread(
                    page.report.id, sentence.start, sentence.end, _why(cues[0], page.sections[sentence.section].role)
                )
            )
    return tuple(rows)


def _named(seen: Seen, sentence: Sentence) -> Iterator[Side]:
    """Who is named in a sentence."""
    mentions = seen.reading.mentions
    first, last = (bisect_left(mentions, at, key=lambda m: m.first) for at in (sentence.first, sentence.last))
    return (side for mention in mentions[first:last] for side in from_mention(seen, mention))


def _is_cue(lemma: str, tag: str, known: Reference) -> bool:
    """Whether a word tells of an engagement in some frame."""
    words = known.vocabulary
    if tag[:1] == "N":
        return words.kinds[words.nouns[lemma]].family == "engagement" if lemma in words.nouns else False
    light = (f for f in words.frames.get(lemma, ()) if not (f.objects or f.subject))
    return tag[:1] == "V" and any(words.kinds[f.kind].family == "engagement" for f in light)


def _why(cue: str, role: str) -> str:
    """Why nothing was told: the grammar did not give the cue two sides."""
    where = "" if role == "body" else f" ({role})"
    return f"the grammar gives “{cue}” no two sides{where}"
