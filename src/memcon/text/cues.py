"""To find the verbs of saying that stand outside quotation marks, and the subject of each."""

from collections.abc import Iterator

from msgspec import Struct

from memcon.text.room import SUBJECTS, Room

FAR = 8  # heads climbed before giving up
CLIMBS = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "dep", "parataxis", "acl", "relcl", "prep", "acomp"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
QUOTING = frozenset({"quote", "cite"})
UNREAL = frozenset({"scheduled", "proposed", "possible", "cancelled", "denied"})


class Cue(Struct, frozen=True):
    """A word that puts words in somebody's mouth: its token, its lemma, and its subject's token (None without one).

    `is_own` tells a subject of its own from one shared with another verb ("…, he said, adding").
    """

    token: int
    lemma: str
    subject: int | None
    is_own: bool = False


def find_cues(room: Room) -> tuple[Cue, ...]:
    """The verbs of saying of the page in order; those within somebody's words are part of the words."""
    return tuple(_cues(room))


def _cues(room: Room) -> Iterator[Cue]:
    known, framing = room.words.words["says.verbs"], room.words.words["says.framing"]
    for at, token in enumerate(room.tokens):
        if token.tag[:1] != "V":
            continue
        lemma = token.lemma if token.lemma in known else _framing(token.word, framing)
        if lemma == "put" and not any(room.tokens[k].lemma == "it" for k in room.kids(at, "dobj")):
            continue
        if lemma is None or _is_no_verb(room, at) or room.is_quoted(token.start):
            continue
        if any(room.tokens[k].lemma == "off" for k in room.kids(at, "prt")):  # "called off his visit"
            continue
        subject, is_own = subject_of(room, at)
        yield Cue(at, lemma, subject, is_own)


def _framing(word: str, framing: frozenset[str]) -> str | None:
    """The verb of the list `framing` that a word is a form of."""
    low = word.lower()
    forms = [low]
    for ending, others in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
        ("s", ""),
        ("d", ""),
    ):
        if low.endswith(ending):
            forms.append(low[: -len(ending)] + others)
    forms += {"went": ["go"], "spoke": ["speak"], "gone": ["go"]}.get(low, [])
    return next((form for form in forms if form in framing), None)


def _is_no_verb(room: Room, at: int) -> bool:
    """Whether a word tagged as a verb only qualifies a noun ("the said treaty") or is a preposition ("including")."""
    return room.tokens[at].dep in ("amod", "compound", "prep", "case", "nmod") or (
        room.tokens[at].tag == "VBG" and room.tokens[at].dep in ("nsubj", "dobj", "pobj")
    )


def subject_of(room: Room, verb: int) -> tuple[int | None, bool]:
    """Who says it, of a passive the agent or who is "quoted as saying", and whether the subject is the verb's own."""
    own = _own_subject(room, verb)
    if own is not None or _is_passive(room, verb):
        return own, True
    at = verb
    for _ in range(FAR):
        token = room.tokens[at]
        if token.head == at or token.dep not in CLIMBS:
            return None, False
        above = token.head
        if token.dep in ("acl", "relcl") and _may_speak(room, above):
            return above, True
        taken = room.kids(above, "dobj") if token.dep == "prep" and token.lemma in ("of", "for", "as") else []
        if taken and not _is_passive(room, above):
            return taken[0], False
        found = [k for k in room.kids(above, *SUBJECTS) if k != at]
        if found:
            return _antecedent(room, found[0]), False
        at = above
    return None, False


def _own_subject(room: Room, verb: int) -> int | None:
    """The subject that hangs from a verb itself; for a passive the agent, unless it is "quoted" or "cited"."""
    found = [k for k in room.kids(verb, *SUBJECTS) if not room.is_quoted(room.tokens[k].start)]
    if _is_passive(room, verb):
        if room.tokens[verb].lemma in QUOTING and found:
            return _antecedent(room, found[0])
        agents = [o for k in room.kids(verb, "agent") for o in room.kids(k, "pobj")]
        return agents[0] if agents else None
    if found:
        before = [k for k in found if k < verb and room.tokens[k].dep != "csubj"]
        return _antecedent(room, before[-1] if before else found[0])
    if room.tokens[verb].tag in ("VBD", "VBZ", "VBP"):  # "…, said Macron": now and then parsed as an object
        after = [k for k in room.kids(verb, "dobj", "npadvmod", "attr", "oprd") if k > verb]
        if (
            after
            and (m := room.mention(after[0])) is not None
            and m.kind == "person"
            and room.left[after[0]] == verb + 1
        ):
            return after[0]
    return None


def _is_passive(room: Room, verb: int) -> bool:
    """Whether a verb's surface subject is not who says it."""
    if room.kids(verb, "auxpass", "nsubjpass"):
        return True
    return (
        room.tokens[verb].tag == "VBN"
        and not room.kids(verb, "aux", "nsubj")
        and room.tokens[verb].dep in ("acl", "advcl")
    )


def _antecedent(room: Room, head: int) -> int:
    """What "who" stands for."""
    verb = room.tokens[room.tokens[head].head]
    return verb.head if room.tokens[head].lemma in RELATIVES and verb.dep == "relcl" else head


def _may_speak(room: Room, noun: int) -> bool:
    """Whether a noun names or describes somebody or something that says things."""
    mention = room.mention(noun)
    if mention is not None and mention.kind != "place":
        return True
    word = room.tokens[noun].word
    return any(room.has(kind, word) for kind in ("unnamed", "documents", "media", "spokesmen", "bearers"))


def is_said(room: Room, cue: Cue) -> bool:
    """Whether the words were said: not denied, only planned or merely possible ("declined to say", "will announce")."""
    at = cue.token
    if room.kids(at, "neg") or any(room.tokens[k].tag == "MD" for k in room.kids(at, "aux")):
        return False
    if any(room.tokens[k].lemma in ("if", "unless", "whether") for k in room.kids(at, "mark")):
        return False
    for _ in range(FAR):
        token = room.tokens[at]
        if token.head == at or token.dep not in ("xcomp", "pcomp", "prep", "acomp", "conj"):
            return True
        above = room.tokens[token.head]
        governs = room.words.governs["verbs"] if above.tag[:1] == "V" else room.words.governs["adjectives"]
        if token.dep in ("xcomp", "pcomp") and (governs.get(above.lemma) in UNREAL or room.kids(token.head, "neg")):
            return False
        at = token.head
    return True
