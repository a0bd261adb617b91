"""To tell an utterance from what marks merely set off: titles, names, inscriptions, words as such."""

import re
from collections.abc import Sequence

from memcon.text.around import MARKS, STOPS, Place
from memcon.text.room import Room, Stretch

WORD = re.compile(r"[^\W_][\w’'.-]*")


def count(room: Room, parts: Sequence[Stretch]) -> int:
    """How many words an utterance has."""
    return sum(len(room.page.report.text[a:b].split()) for a, b in parts)


def is_whole(room: Room, parts: Sequence[Stretch]) -> bool:
    """Whether quoted words are an utterance of their own: they open and close like a sentence, or hold its verb."""
    text = room.page.report.text
    first, last = text[slice(*parts[0])].strip(), text[slice(*parts[-1])].strip()
    opens = first[:1].isupper() or first[:1].isdigit() or first.startswith(("…", "...", "[", "¡", "¿"))
    closes = last.endswith((*STOPS, ",", "—", "–", "-", "]"))
    return (opens and (closes or _has_clause(room, parts[0]))) or (
        closes and last[-1:] != "," and _has_clause(room, parts[0])
    )


def _has_clause(room: Room, stretch: Stretch) -> bool:
    """Whether a stretch holds a finite verb with its subject."""
    first, last = room.token_at(stretch[0]), room.token_at(stretch[1])
    return any(
        room.tokens[at].tag in ("VBZ", "VBP", "VBD", "MD")
        and any(first <= k < last for k in room.kids(_verb(room, at), "nsubj", "nsubjpass", "expl"))
        for at in range(first, min(last, first + 60))
    )


def _verb(room: Room, at: int) -> int:
    """The main verb of a modal or auxiliary."""
    return room.tokens[at].head if room.tokens[at].dep in ("aux", "auxpass") else at


def is_title(room: Room, parts: Sequence[Stretch]) -> bool:
    """Whether all words that carry meaning are capitalised, as in the title of a work."""
    text = room.page.report.text
    words, small = WORD.findall(text[slice(*parts[0])]), room.words.words["says.small"]
    if len(parts) > 1 or not words or len(words) > 9 or text[slice(*parts[0])].rstrip().endswith(("!", "?")):
        return False
    return not text[slice(*parts[0])].isupper() and all(
        w[:1].isupper() or w[:1].isdigit() or w.lower() in small for w in words
    )


def is_name(room: Room, place: Place) -> bool:
    """Whether marks set off a name, a title, a word as such or an inscription."""
    whole = is_whole(room, place.parts)
    text, naming = room.page.report.text, room.words.words["says.naming"]
    ahead = WORD.findall(text[max(place.opening, place.parts[0][0] - 40) : place.parts[0][0]])
    before = ahead[-1].lower() if ahead else ""
    if before in naming and not whole and not _is_told(room, place.parts[0][0]):
        return True
    behind = WORD.findall(text[place.parts[-1][1] : min(place.closing, place.parts[-1][1] + 40)])
    after = behind[0].lower() if behind else ""
    if not is_title(room, place.parts):
        return False
    lead = text[place.opening : place.parts[0][0]].rstrip(MARKS)[-1:]
    if after in room.words.words["says.hosts"] or before in naming:
        return True
    is_said = before == "as" or lead in (":", ",") or _is_verb_of_saying(room, place.parts[0][0])
    return not is_said and (count(room, place.parts) > 1 or not whole) and lead != ""


def _is_told(room: Room, offset: int) -> bool:
    """Whether the word before a quotation is a verb with somebody who does it ("what he called “a new page”")."""
    at = room.token_at(offset) - 1
    while at >= 0 and not room.tokens[at].word[:1].isalnum():
        at -= 1
    return at >= 0 and room.tokens[at].tag[:1] == "V" and bool(room.kids(at, "nsubj"))


def _is_verb_of_saying(room: Room, offset: int) -> bool:
    """Whether the word before a quotation is a verb of saying."""
    at = room.token_at(offset) - 1
    while at >= 0 and not room.tokens[at].word[:1].isalnum():
        at -= 1
    return at >= 0 and room.tokens[at].lemma in room.words.words["says.verbs"] and room.tokens[at].tag[:1] == "V"
