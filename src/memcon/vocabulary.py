"""To load what memcon knows of words: kinds of event and the cue words of a language, as frozen data."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from msgspec import Struct

STATUSES = ("happened", "ongoing", "scheduled", "proposed", "possible", "cancelled", "denied")
STAGES = ("sought", "discussed", "offered", "promised", "agreed", "signed", "fulfilled", "withdrawn", "denied")
FAMILIES = ("engagement", "undertaking", "stance", "measure", "statement")
PARTS = ("who", "whom", "party", "place", "topic", "object_part")
FRAME_KEYS = frozenset("is needs object complement takes subject beside by mode status".split()) | set(PARTS)
TAKES = frozenset({"person", "somebody", "individual", "state", "institution", "guest"})
PATHS = frozenset(
    [
        "subj",
        "obj",
        "iobj",
        "poss",
        "by",
        "of",
        "in",
        "at",
        "on",
        "to",
        "into",
        "for",
        "from",
        "with",
        "upon",
        "under",
        "against",
        "along",
        "between",
        "about",
        "toward",
        "towards",
        "over",
        "near",
        "out",
        "outside",
        "off",
        "through",
        "across",
        "behind",
        "seat",
        "site",
        "own",
        "whose",
        "fault",
        "comp",
        "clause",
        "held",
        "nation",
    ]
)


class Frame(Struct, frozen=True):
    """How one verb tells of one kind: which grammatical paths fill which parts.

    `status` is what the verb itself makes of the event ("is expected in" = scheduled), where its tense does not say it.
    `subject` is what the subject has to be: "person", or the kind of event that it names ("a tour that takes him to").
    `beside` is the kind of another frame that tells more of the same verb (an ambassador summoned is met and accused).
    `by` names a list of means one of which the clause has to tell ("told him by phone").
    `particle` is a verb's second word ("sit down"); `objects` are the noun lemmas one of which a light verb needs,
    `complements` the words one of which stands beside its object ("took X hostage", "held X responsible").
    """

    lemma: str
    kind: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    needs: tuple[str, ...]
    particle: str | None = None
    objects: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    takes: str | None = None
    subject: str | None = None
    beside: str | None = None
    by: str | None = None
    mode: str | None = None
    status: str | None = None

    @property
    def phrase(self) -> str:
        """The lemma with its second word ("sit_down")."""
        return f"{self.lemma}_{self.particle}" if self.particle else self.lemma


class Kind(Struct, frozen=True):
    """A kind of event: its family and what each status is exported as in PLOVER ("TYPE" or "TYPE/mode").

    A key that is a stage stands for what has happened and has come that far (a loan promised is no loan granted).
    """

    name: str
    family: str
    plover: Mapping[str, str]


class Vocabulary(Struct, frozen=True):
    """Kinds of event and the words of a language.

    `frames` and `nouns` are by lemma, `verb_lemmas` and `noun_lemmas` by inflected form. `governs` gives the status
    that a governing lemma makes of the event below it, by class of word (verbs, nouns …). `acts` are the frames of
    nouns that name an act of the other families ("a pledge to"). `words` are all other word lists.
    """

    kinds: Mapping[str, Kind]
    frames: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, str]
    acts: Mapping[str, tuple[Frame, ...]]
    verb_lemmas: Mapping[str, str]
    noun_lemmas: Mapping[str, str]
    governs: Mapping[str, Mapping[str, str]]
    words: Mapping[str, frozenset[str]]


def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package; ValueError names the file and key of what does not hang together."""
    kinds_toml, en = _read("kinds.toml"), _read("lang/en.toml")
    frames: dict[str, list[Frame]] = {}
    acts: dict[str, list[Frame]] = {}
    nouns: dict[str, str] = {}
    for name, table in kinds_toml.items():
        for row in table["verbs"]:
            for frame in _frames(name, row):
                frames.setdefault(frame.lemma, []).append(frame)
        for row in table.get("acts", ()):
            for frame in _frames(name, row):
                acts.setdefault(frame.phrase, []).append(frame)
        nouns |= dict.fromkeys(table["nouns"].split(), name)
    governs = _governs(en["governs"])
    verbs = {
        *frames,
        *en["acts"]["bear"].split(),
        *en["acts"]["take"].split(),
        *(_first(w) for w in governs["verbs"]),
        *(_first(w) for key in ("verbs", "framing", "clauses") for w in en["says"][key].split()),
        *(word for table, key in (("processes", "verbs"), ("forms", "more")) for word in en[table][key].split()),
        *(_first(w) for key in ("discuss", "centre", "devoted") for w in en["topics"][key].split()),
        *(word for key in ("along", "holding") for word in en["company"][key].split()),
    }
    objects = {o for table in (frames, acts) for fs in table.values() for f in fs for o in f.objects}
    words = {
        f"{table}.{key}": frozenset(v.split()) for table in en for key, v in en[table].items() if _is_words(table, v)
    }
    return Vocabulary(
        kinds={name: _kind(name, table) for name, table in kinds_toml.items()},
        frames={lemma: _narrow_first(found) for lemma, found in frames.items()},
        nouns=nouns,
        acts={lemma: tuple(found) for lemma, found in acts.items()},
        verb_lemmas=dict(_verb_forms(verbs, en["forms"])),
        noun_lemmas=dict(_plurals({*nouns, *acts, *objects, *governs["nouns"]})),
        governs=governs,
        words=words,
    )


def _narrow_first(frames: list[Frame]) -> tuple[Frame, ...]:
    """A verb's frames, those first that ask for certain words beside it."""
    return tuple(sorted(frames, key=lambda f: not (f.objects or f.complements)))


def _is_words(table: str, value: Any) -> bool:
    """Whether an entry of en.toml is a plain list of words."""
    return isinstance(value, str) and table not in ("forms", "governs")


def _read(path: str) -> dict[str, Any]:
    """One TOML file of the package's data."""
    text = files("memcon.data").joinpath(path).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise ValueError(f"data/{path}: {why}") from why


def _first(phrase: str) -> str:
    """The verb of a verb and particle."""
    return phrase.split("_", maxsplit=1)[0]


def _kind(name: str, table: dict[str, Any]) -> Kind:
    """One kind from its table."""
    if table["family"] not in FAMILIES:
        raise ValueError(
            f"data/kinds.toml: [{name}] family is {table['family']!r}; expected one of {', '.join(FAMILIES)}"
        )
    if wrong := set(table["plover"]) - {*STATUSES, *STAGES}:
        raise ValueError(
            f"data/kinds.toml: [{name}] plover has {sorted(wrong)}; expected {', '.join((*STATUSES, *STAGES))}"
        )
    return Kind(name, table["family"], table["plover"])


def _frames(kind: str, row: dict[str, str]) -> Iterator[Frame]:
    """The frames of one row, one for each lemma in `is`."""
    if wrong := set(row) - FRAME_KEYS:
        raise ValueError(f"data/kinds.toml: [{kind}] {row['is']!r} has {sorted(wrong)}; expected {sorted(FRAME_KEYS)}")
    parts = tuple((part, tuple(row[part].split())) for part in PARTS if part in row)
    if wrong := {path for _, paths in parts for path in paths} - PATHS:
        raise ValueError(
            f"data/kinds.toml: [{kind}] {row['is']!r} has the paths {sorted(wrong)}; expected {sorted(PATHS)}"
        )
    if row.get("status", "happened") not in STATUSES:
        raise ValueError(
            f"data/kinds.toml: [{kind}] {row['is']!r} status is {row['status']!r}; expected one of {STATUSES}"
        )
    if row.get("takes", "person") not in TAKES:
        raise ValueError(f"data/kinds.toml: [{kind}] {row['is']!r} takes {row['takes']!r}; expected {sorted(TAKES)}")
    for phrase in row["is"].split():
        lemma, _, particle = phrase.partition("_")
        yield Frame(
            lemma=lemma,
            kind=kind,
            parts=parts,
            needs=tuple(row.get("needs", "").split()),
            particle=particle or None,
            objects=frozenset(row.get("object", "").split()),
            complements=frozenset(row.get("complement", "").split()),
            takes=row.get("takes"),
            subject=row.get("subject"),
            beside=row.get("beside"),
            by=row.get("by"),
            mode=row.get("mode"),
            status=row.get("status"),
        )


def _governs(table: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Lemma → status for each class of word."""
    classes = {"verbs": {key: value for key, value in table.items() if isinstance(value, str)}}
    classes |= {key: value for key, value in table.items() if isinstance(value, dict)}
    return {
        name: {word: status for status, words in rows.items() for word in words.split()}
        for name, rows in classes.items()
    }


def _plurals(nouns: set[str]) -> Iterator[tuple[str, str]]:
    """Each noun's plural with its lemma."""
    for noun in sorted(nouns):
        if noun.endswith("y") and noun[-2:-1] not in "aeiou":
            yield noun[:-1] + "ies", noun
        else:
            yield noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s"), noun
        yield noun, noun


def _verb_forms(verbs: set[str], table: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each verb's inflected forms with its lemma; what two verbs share is of the inflected one ("wound" of "wind")."""
    irregular = {row.split()[0]: row.split() for row in table["irregular"].split(";")}
    yield from ((verb, verb) for verb in sorted({*verbs, *irregular}))
    for verb in sorted({*verbs, *irregular}):
        past, participle = irregular.get(verb, [verb, *[_ed(verb)] * 2])[1:]
        doubled = past[:-2] if past.endswith(f"{verb[-1]}{verb[-1]}ed") else verb
        ing = (doubled[:-1] if doubled.endswith("e") and not doubled.endswith(("ee", "ye")) else doubled) + "ing"
        if doubled == verb and verb in DOUBLING:
            ing = verb + verb[-1] + "ing"
        yield from ((form, verb) for form in (past, participle, ing, _s(verb)) if form != verb)
    for pair in table["also"].split(";"):
        form, lemma = pair.split()
        yield form, lemma


DOUBLING = frozenset(["sit", "get", "set", "cut", "put", "begin", "forget", "win", "bid"])


def _ed(verb: str) -> str:
    """A regular past form."""
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "ed"


def _s(verb: str) -> str:
    """A third-person form."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
