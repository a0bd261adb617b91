"""To tell who the subject of a verb of saying is: a mention, or words for an unnamed source or a document."""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from memcon.text.cues import Cue
from memcon.text.room import SPEAKING, Room, Stretch

PERSONAL = frozenset(
    {"i", "we", "you", "one", "it", "there", "this", "that", "these", "those", "what", "which", "us", "me"}
)
MODIFIERS = frozenset({"compound", "nmod", "amod", "poss", "nummod"})


class Speaker(Struct, frozen=True):
    """Who speaks: an index into the page's mentions where somebody is named, and the telling's words."""

    mention: int | None
    source: Stretch | None = None


NOBODY = Speaker(None)


def speaker(room: Room, cue: Cue) -> Speaker | None:
    """Who a cue's subject is; `NOBODY` where it has none, None where the subject is a thing that cannot speak."""
    if cue.subject is None:
        return NOBODY
    return whose(room, cue.subject, cue.lemma)


def whose(room: Room, noun: int, verb: str = "show") -> Speaker | None:
    """Who a noun names, a document with who issued it; a thing is nobody unless its verb is one of speakers alone."""
    word = room.tokens[noun].word
    if (
        noun not in room.at
        and word.islower()
        and room.has("missives", word)
        and (author := _author(room, noun)) is not None
    ):
        return Speaker(author, _words(room, noun))
    if noun not in room.at and room.has("documents", word) and (issuer := owner(room, noun)) is not None:
        return Speaker(issuer.mention, _words(room, noun))
    return _who(room, noun, verb)


def _who(room: Room, noun: int, verb: str) -> Speaker | None:
    """Who a noun names: a mention, its own, its apposition's or that of whom it speaks for, else its words."""
    token = room.tokens[noun]
    if token.lemma in PERSONAL:
        return None
    if room.has("spokesmen", token.word) and (stands_for := _principal(room, noun)) is not None:
        return Speaker(stands_for, _words(room, noun))
    index = room.at.get(noun)
    if index is None:  # "the rights group Amnesty", "my colleague, Mr Smith"
        index = next((room.at[k] for k in room.kids(noun, "appos") if k in room.at), None)
    mention = None if index is None else room.mentions[index]
    if mention is not None and mention.kind in SPEAKING and not _is_group(room, noun):
        return Speaker(index, (mention.start, mention.end))
    if room.has("bearers", token.word) or token.tag[:1] not in ("N", "P", "D", "W"):
        return None
    if any(room.has(kind, token.word) for kind in ("documents", "media", "unnamed", "spokesmen")):
        return Speaker(None, _words(room, noun))
    is_thing = verb not in room.words.words["says.strong"]
    return None if is_thing and token.tag in ("NN", "NNS") else Speaker(None, _words(room, noun))


def _is_group(room: Room, noun: int) -> bool:
    """Whether a nominal only places unnamed people ("U.S. officials", "the aide") and names none of them."""
    mention = room.mention(noun)
    if mention is None or (mention.role == "name" and mention.kind == "person"):
        return False
    return mention.kind == "state" and mention.role == "nominal" and room.has("unnamed", room.tokens[noun].word)


def _principal(room: Room, noun: int) -> int | None:
    """The body or state for which an unnamed spokesman speaks."""
    own = room.mention(noun)
    if own is not None and own.kind == "person" and own.role == "name" and room.tokens[own.head].tag == "NNP":
        return None
    for at in range(room.left[noun], room.right[noun] + 1):
        mention = room.mention(at)
        if mention is not None and mention.kind in ("body", "state") and at != noun and _is_near(room, at, noun):
            return room.at[at]
    return None


def owner(room: Room, noun: int) -> Speaker | None:
    """Whose remark a noun is: its possessor, "by" or "from" whom, or the subject of the verb that utters it."""
    for k in room.kids(noun, "poss"):
        if (who := _who(room, k, "show")) is not None:
            return who
    for k in room.kids(noun, "amod", "compound", "nmod"):  # "a Syrian pledge", "the Foreign Ministry statement"
        mention = room.mention(k)
        if mention is not None and mention.kind != "place" and mention.last <= noun:
            return Speaker(room.at[k], (mention.start, mention.end))
    for prep in room.kids(noun, "prep", "agent"):
        if room.tokens[prep].lemma in ("by", "from", "of"):
            for k in room.kids(prep, "pobj"):
                who = _who(room, k, "show")
                if who is not None and (who.mention is not None or room.has("unnamed", room.tokens[k].word)):
                    return who
    return _utterer(room, noun)


def _utterer(room: Room, noun: int) -> Speaker | None:
    """The subject of the verb that utters a noun ("The president issued a warning")."""
    verb = room.tokens[noun].head
    if room.tokens[noun].dep == "dobj" and room.tokens[verb].lemma in room.words.words["says.utter"]:
        for k in room.kids(verb, "nsubj"):
            if (who := _who(room, k, "show")) is not None:
                return who
    return None


def _author(room: Room, noun: int) -> int | None:
    """Who wrote "the letter", "his tweet": its owner, else the main subject of the sentences before."""
    for k in room.kids(noun, "poss"):
        if k in room.at and room.mentions[room.at[k]].actors:
            return room.at[k]
    at = bisect_right(room.sentence_starts, room.tokens[noun].start) - 1
    for sentence in room.page.sentences[max(0, at - 3) : at][::-1]:
        for subject in subjects_before(room, sentence.first, sentence.last):
            return room.at[subject]
    return None


def _is_near(room: Room, at: int, noun: int) -> bool:
    """Whether a token hangs from a noun as modifier or by "for", "of", "from" or "with"."""
    for _ in range(4):
        token = room.tokens[at]
        if token.head == noun:
            return token.dep in MODIFIERS or token.lemma in ("for", "of", "from", "with", "at", "in")
        at = token.head
    return False


def _words(room: Room, noun: int) -> Stretch:
    """The characters of a noun with the names and nouns that qualify it, articles and adjectives left out."""
    first = noun
    while first > room.left[noun]:
        before = room.tokens[first - 1]
        if before.dep not in ("compound", "nmod", "amod") or before.tag in ("DT", "PRP$"):
            break
        opens = _opens(room, first - 1)
        if before.dep == "amod" and (not before.word[:1].isupper() or (opens and first - 1 not in room.at)):
            break
        first -= 1
    return room.tokens[first].start, room.tokens[noun].end


def _opens(room: Room, token: int) -> bool:
    """Whether a token opens a sentence, where any word has a capital."""
    start = room.tokens[token].start
    at = bisect_right(room.sentence_starts, start) - 1
    return at >= 0 and room.sentence_starts[at] == start


def subjects_before(room: Room, first: int, last: int) -> Iterator[int]:
    """The tokens of `[first, last)` that are subjects of a main verb and name a person, the last first."""
    for at in range(last - 1, first - 1, -1):
        token = room.tokens[at]
        mention = room.mention(at)
        if (
            token.dep in ("nsubj", "nsubjpass")
            and mention is not None
            and mention.kind == "person"
            and mention.head == at
        ):
            verb = room.tokens[token.head]
            if verb.dep in ("ROOT", "conj", "parataxis", "ccomp") and not room.is_quoted(token.start):
                yield at
