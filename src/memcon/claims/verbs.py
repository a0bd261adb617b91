"""To draft claims from verbs: each frame of `kinds.toml` whose grammar and parts are met."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from memcon.claims.carrier import ASIDE
from memcon.claims.draft import Draft
from memcon.claims.governed import combine, is_lapsed
from memcon.claims.located import places_told
from memcon.claims.members import of_region
from memcon.claims.outlook import Context
from memcon.claims.seen import Seen, Side, countries, mention_at
from memcon.claims.sides import institutions, sides
from memcon.claims.status import status
from memcon.claims.subjects import has_subject
from memcon.claims.summons import seat
from memcon.claims.syntax import (
    after_preposition,
    conjuncts,
    guests,
    is_negated,
    is_passive,
    is_verb,
    kids,
    objects,
    particle,
    reach,
    subjects,
)
from memcon.claims.targets import at_fault, clause_subjects, completed, held, of_nation, owned
from memcon.claims.within import own_people
from memcon.vocabulary import Frame

GUEST = frozenset({"visit", "visiting"})
SCENES = frozenset({"in", "during", "since", "after", "before"})
UNFIT = ("amod", "compound", "aux", "auxpass")
# A delegation or "officials" of a state stand for it, so that a frame that takes people takes states as well.
TAKES = {
    "person": frozenset({"person", "state", "body"}),
    "somebody": frozenset({"person", "body"}),
    "state": frozenset({"state", "body"}),
    **dict.fromkeys(("guest", "individual"), frozenset({"person"})),
}


def from_verbs(seen: Seen, context: Context) -> Iterator[Draft]:
    """A draft for every verb of the page that a frame fits; the first fitting frame of a verb counts."""
    frames = seen.known.vocabulary.frames
    for at, token in enumerate(seen.page.tokens):
        if token.word.lower() == "visiting" and at in _guest_words(seen, at):
            continue
        is_due = token.tag[:2] == "JJ" and token.dep == "acomp"
        if not (token.tag[:1] == "V" or is_due) or token.lemma not in frames or token.dep in UNFIT:
            continue
        clause = _clause(seen, at)
        drafts = ((f, _fit(seen, clause, f, context)) for f in frames[token.lemma])
        fitting = ((frame, made) for frame, made in drafts if made is not None)
        for first, draft in fitting:  # the first takes what it wants of the rest
            yield draft
            if first.beside:
                yield from (more for frame, more in fitting if frame.kind == first.beside)
            elif len(clause.objects) > 1 and draft.objects:
                yield from _of_other_objects(draft, fitting)
            break


def _of_other_objects(draft: Draft, fitting: Iterable[tuple[Frame, Draft]]) -> Iterator[Draft]:
    """What a verb tells of its further objects by frames of other kinds ("secured loans and a treaty")."""
    kinds, told = {draft.kind}, set(draft.objects)
    for _, more in fitting:
        if more.kind not in kinds and more.objects and not told & set(more.objects):
            kinds.add(more.kind)
            told |= set(more.objects)
            yield more


class _Clause(Struct, frozen=True):
    """A verb with what its frames ask of it in common, found once; `reached` are the sides by part and paths."""

    verb: int
    particle: str | None
    is_phrasal: bool  # a true particle ("called off") makes another verb of it
    objects: tuple[int, ...]
    reached: dict[tuple[bool, tuple[str, ...]], tuple[Side, ...]]

    def sides(self, seen: Seen, part: str, paths: tuple[str, ...]) -> tuple[Side, ...]:
        """The sides that a part's paths reach."""
        key = (part == "place", paths)
        if key not in self.reached:
            self.reached[key] = _reached(seen, self.verb, part, paths)
        return self.reached[key]


def _clause(seen: Seen, verb: int) -> _Clause:
    """A verb's clause, no side of it reached yet."""
    taken = objects(seen.page, verb, seen.known.vocabulary)
    above = [seen.page.tokens[verb].head] if seen.page.tokens[verb].dep == "xcomp" else []
    taken += [more for at in (verb, *taken, *above) for more in _added(seen, at)]
    return _Clause(verb, particle(seen.page, verb), bool(kids(seen.page, verb, "prt")), tuple(taken), {})


def _added(seen: Seen, at: int) -> list[int]:
    """What is added to a verb's objects ("in addition to credit lines")."""
    sums = [o for o in after_preposition(seen.page, at, ("in",)) if seen.page.tokens[o].lemma == "addition"]
    return [more for total in sums for more in after_preposition(seen.page, total, ("to",))]


def _fit(seen: Seen, clause: _Clause, frame: Frame, context: Context) -> Draft | None:
    """The draft that a frame makes of a verb, or None where the verb's grammar or parts are not the frame's."""
    page, verb = seen.page, clause.verb
    if frame.particle != (clause.particle if frame.particle or clause.is_phrasal else None):
        return None
    fits = frame.complements & _complements(seen, verb) if frame.complements else not _is_naming(seen, verb, frame)
    taken = _taken(seen, clause, frame) if fits else []
    if not fits or (frame.objects and not taken) or not _is_by(seen, verb, frame.by):
        return None
    found: dict[str, tuple[Side, ...]] = {}
    for part, paths in frame.parts:
        if part != "object_part":
            found[part] = clause.sides(seen, part, paths)
            if part == "who" and not found[part] and part in frame.needs:
                return None
    mutual = len(countries(found.get("who", ()))) > 1 and _is_mutual(seen, verb, frame)
    if mutual and _is_joint(seen, frame, found):
        found["whom"] = ()  # "relations between A and B were restored"
    if (frame.takes and not _takes(seen, verb, frame, found)) or (frame.subject and not has_subject(seen, verb, frame)):
        return None
    if mutual and not found.get("whom") and _with_others(seen, verb, dict(frame.parts).get("whom", ())):
        return None
    alone = frame.needs == ("who", "whom") and _are_parties(found) and mutual
    if any(not found.get(part) for part in frame.needs) and not alone:
        return None
    told = verb if is_verb(page, verb) else page.tokens[verb].head  # "is due in": what "is" says
    given = "cancelled" if frame.status and is_lapsed(verb, context) else frame.status or "happened"
    is_none = bool(frame.objects) and all(is_negated(page, o) for o in taken)  # "signed no treaty"
    state = "denied" if is_none else combine(given, status(told, context))
    if state == "happened" and _is_purpose(seen, verb, frame):
        state = "scheduled"  # "flew to Lima to sign": whether it was signed is not told
    return _draft(_Fit(verb, frame, mutual), found, taken, state)


def _is_naming(seen: Seen, verb: int, frame: Frame) -> bool:
    """Whether "call" gives what it takes a name ("called him a bully"), and so asks for nothing."""
    page = seen.page
    if frame.lemma != "call" or not kids(page, verb, "dobj", "oprd"):
        return False
    asks = any(page.tokens[k].lemma in ("on", "upon", "for") for k in kids(page, verb, "prep"))
    return bool(kids(page, verb, "oprd")) or (frame.kind == "request" and not asks)


def _taken(seen: Seen, clause: _Clause, frame: Frame) -> list[int]:
    """The objects of a clause; where the frame names what they have to be, those that are, wherever they stand."""
    if not frame.objects:
        return list(clause.objects)
    page, verb = seen.page, clause.verb
    found = [o for path in dict(frame.parts).get("object_part", ()) for o in after_preposition(page, verb, (path,))]
    # "conveyed to X his condolences": the parser takes them for an apposition of X
    late = [a for o in after_preposition(page, verb, ("to",)) for a in kids(page, o, "appos")]
    late += kids(page, verb, "dobj") if is_passive(page, verb) else []  # "the envoy was handed a note"
    return [o for o in (*clause.objects, *found, *late) if _names(seen, o, frame.objects)]


def _is_purpose(seen: Seen, verb: int, frame: Frame) -> bool:
    """Whether an undertaking or measure is only what something else was done for."""
    family = seen.known.vocabulary.kinds[frame.kind].family
    to = any(seen.page.tokens[k].tag == "TO" for k in kids(seen.page, verb, "aux"))
    return family in ("undertaking", "measure") and to and seen.page.tokens[verb].dep == "advcl"


def _guest_words(seen: Seen, at: int) -> list[int]:
    """A "visiting" that only qualifies whoever follows ("met with visiting Premier X")."""
    named = (mention_at(seen, o) for o in guests(seen.page, seen.page.tokens[at].head))
    return [at] if any(m and m.kind in ("person", "body") for m in named) else []  # not "after visiting Peru"


def _is_by(seen: Seen, verb: int, means: str | None) -> bool:
    """Whether a verb's clause names one of these means ("told him by phone"); every verb, where none is asked for."""
    if means is None:
        return True
    papers = means == "letters.by"
    named = after_preposition(seen.page, verb, ("by", "in", "via") if papers else ("by", "over", "on", "via"))
    return any(seen.page.tokens[noun].lemma in seen.known.vocabulary.words[means] for noun in named)


def _complements(seen: Seen, verb: int) -> set[str]:
    """The words, lower case, and lemmas that stand beside a verb and its object, one noun or preposition deep."""
    page = seen.page
    near = [k for k in page.children[verb] if page.tokens[k].dep not in OUTSIDE]
    near += [k for n in near for k in page.children[n] if page.tokens[n].dep in HOLDING]
    return {word for k in near for word in (page.tokens[k].lemma, page.tokens[k].word.lower())}


OUTSIDE = ("nsubj", "conj", "advcl", "parataxis", "punct")
HOLDING = ("prep", "dobj", "ccomp", "nsubjpass", "oprd", "attr")


def _names(seen: Seen, head: int, lemmas: frozenset[str]) -> bool:
    """Whether a noun, or the noun of which it is a part ("copies of the treaty"), is one of these."""
    tokens, mention = seen.page.tokens, mention_at(seen, head)
    if (
        mention
        and mention.role == "name"
        and mention.kind == "person"
        and tokens[head].word not in (mention.post or "")
    ):
        return False  # Secretary Rice, Prime Minister Grant
    before = [tokens[k].lemma for k in kids(seen.page, head, "compound", "amod")]
    if any(seen.known.vocabulary.nouns.get(f"{word}_{tokens[head].lemma}") == "meeting" for word in before):
        return False  # "received a courtesy call", nobody telephoned
    many = any(tokens[k].lemma in lemmas for k in kids(seen.page, head, "nummod"))  # "a million crowns"
    if many or tokens[head].lemma in lemmas or any(f"{word}_{tokens[head].lemma}" in lemmas for word in before):
        return True
    return any(tokens[o].lemma in lemmas for o in after_preposition(seen.page, head, ("of",)))


def _reached(seen: Seen, verb: int, part: str, paths: tuple[str, ...]) -> tuple[Side, ...]:
    """The sides that a part's paths reach from a verb, and from its object where a preposition hangs there."""
    heads = [head for path in paths for head in reach(seen.page, verb, path, seen.known.vocabulary)]
    if not heads and not is_verb(seen.page, verb):  # "is due on Friday in Lima", where the place hangs from "is"
        heads = after_preposition(seen.page, seen.page.tokens[verb].head, paths)
    if is_passive(seen.page, verb):  # "evidence against X was presented by"
        heads += [h for s in kids(seen.page, verb, "nsubjpass") for h in after_preposition(seen.page, s, _ties(paths))]
    else:
        held = kids(seen.page, verb, "dobj")
        of = [p for o in held for p in kids(seen.page, o, "prep") if seen.page.tokens[p].lemma == "of"]
        held += [inner for p in of for inner in kids(seen.page, p, "pobj", "pcomp")]  # "a message of greeting to"
        shared = kids(seen.page, verb, "conj") if "with" in paths else []  # "meets and has a photo taken with"
        held += [k for v in shared for k in (v, *kids(seen.page, v, "dobj")) if not kids(seen.page, v, "nsubj")]
        heads += [head for o in held for path in _ties(paths) for head in after_preposition(seen.page, o, (path,))]
    found = places_told(seen, heads, verb, paths) if part == "place" else sides(seen, heads)
    if not found and "with" in paths:
        found = sides(seen, _with_below(seen, verb))
    if not found and "subj" in paths:  # "the minister and other officials, who"
        listed = (sides(seen, [up]) for h in heads for up in _listed_before(seen, h))
        found = next((told for told in listed if _keys(told) - {None}), [])
    if not _keys(found) - {None} and "subj" in paths:
        found = [s for h in heads for s in of_region(seen, h)] or found
    known = any(side.key() for side in found)
    if known and "nation" in paths:  # "lawmakers in Norway and Kenya": the parser ties Kenya to the lawmakers
        found += [s for h in heads if not sides(seen, [h]) for s in of_nation(seen, [h]) if s.key() not in _keys(found)]
    return tuple(found if known else _deeper(seen, verb, paths, heads) or found)


def _listed_before(seen: Seen, head: int) -> Iterator[int]:
    """The nouns before one in its list, nearest first."""
    while seen.page.tokens[head].dep == "conj" and seen.page.tokens[head].head != head:
        head = seen.page.tokens[head].head
        yield head


def _keys(found: Iterable[Side]) -> set[str | None]:
    """By what the sides are told apart."""
    return {side.key() for side in found}


def _with_below(seen: Seen, verb: int) -> list[int]:
    """The nouns after a "with" that hangs from another phrase of the clause ("talked about trade by phone with")."""
    page, stack = seen.page, kids(seen.page, verb, "prep")
    while stack:
        at = stack.pop()
        if page.tokens[at].lemma in ASIDE:
            continue  # "spoke after meetings with": they met, and spoke to others
        if page.tokens[at].lemma == "with" and page.tokens[at].dep == "prep":
            return [c for o in kids(page, at, "pobj") for c in conjuncts(page, o)]
        kind = seen.known.vocabulary.kinds.get(seen.known.vocabulary.nouns.get(page.tokens[at].lemma, ""))
        # "speaking after a meeting with", not "will meet during his visit with"
        is_event = kind is not None and kind.family == "engagement" and kind.name != "visit"
        stack += [] if is_event else kids(page, at, "prep", "pobj")
    return []


def _ties(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The prepositions among a part's paths that may hang from the object instead of the verb."""
    return tuple(path for path in paths if path not in ("subj", "obj", "iobj", "poss", "of"))


def _deeper(seen: Seen, verb: int, paths: tuple[str, ...], reached: list[int]) -> list[Side]:
    """The sides that stand inside what completes a verb: its object or prepositional object, else its clause."""
    if "nation" in paths:
        return of_nation(seen, reached) or (owned(seen, verb) if "whose" in paths else [])
    if "seat" in paths:
        return seat(seen, verb)
    if not {"held", "fault", "comp", "clause"} & set(paths):
        return []
    page, words = seen.page, seen.known.vocabulary
    own = sides(seen, subjects(page, verb, words))
    is_noun = page.tokens[verb].tag == "VBG"  # "in heavy shelling in Kenya"
    away = (
        SCENES if paths[0] == "obj" and not is_noun else frozenset()
    )  # "detained in Kenya": by whom or whom is not told
    tied = [p for p in kids(page, verb, "prep") if page.tokens[p].lemma not in away]
    heads = reached + objects(page, verb, words) or [o for p in tied for o in kids(page, p, "pobj")]
    found = at_fault(seen, heads, own) if "fault" in paths else []
    if "held" in paths:
        found = held(seen, heads, own) or own_people(seen, subjects(page, verb, words), heads)
    found = found or (clause_subjects(seen, verb, own) if "clause" in paths else [])
    return found or (completed(seen, verb, own) if "comp" in paths else [])


def _takes(seen: Seen, verb: int, frame: Frame, found: dict[str, tuple[Side, ...]]) -> bool:
    """Whether what the verb takes for its object is what the frame takes it for."""
    if frame.takes == "guest":  # "told the visiting premier"
        taken = objects(seen.page, verb, seen.known.vocabulary)
        called = any(seen.page.tokens[k].lemma in GUEST for o in taken for k in kids(seen.page, o, "amod"))
        if not called and not guests(seen.page, verb):
            return False
    if frame.takes == "institution":
        visited = institutions(seen, objects(seen.page, verb, seen.known.vocabulary))
        return bool(countries(visited) - countries(found.get("who", ())))
    part = next((part for part, paths in frame.parts if "obj" in paths), "whom")
    kinds = {side.kind for side in found.get(part, ())}
    fitting = TAKES[frame.takes or "person"]
    if frame.takes == "somebody" and kinds & fitting:  # "may see the president, and Quito"
        found[part] = tuple(side for side in found[part] if side.kind in fitting)
    return not kinds or bool(kinds & fitting)


def _is_joint(seen: Seen, frame: Frame, found: dict[str, tuple[Side, ...]]) -> bool:
    """Whether two sides act together, and all that a stance or the like is aimed at are these two."""
    who, whom = countries(found.get("who", ())), countries(found.get("whom", ()))
    family = seen.known.vocabulary.kinds[frame.kind].family
    return family != "engagement" and len(who) > 1 and bool(found.get("whom")) and whom <= who


def _are_parties(found: dict[str, tuple[Side, ...]]) -> bool:
    """Whether the subject alone holds two sides ("the two presidents conferred")."""
    return not found.get("whom") and len(countries(found.get("who", ()))) > 1


def _is_mutual(seen: Seen, verb: int, frame: Frame) -> bool:
    """Whether two who do what a frame says may do it to each other: "agreed (with)", "condemned each other"."""
    is_stance = seen.known.vocabulary.kinds[frame.kind].family == "stance"  # who "threaten with" threaten a third
    paths = dict(frame.parts).get("whom")
    is_aim = frame.lemma == "discuss" and seen.page.tokens[seen.page.tokens[verb].head].lemma in ("meet", "see")
    if paths is None or ({"with", "between"} & set(paths) and (not is_stance or frame.lemma in QUARRELS)):
        return not is_aim  # "A and B met with C to discuss": with C
    page = seen.page
    near = [n for k in page.children[verb] for n in (k, *page.children[k])]
    near += [n for k in near for n in kids(page, k, "poss", "pobj")]
    words = [(page.tokens[n].lemma, {page.tokens[k].lemma for k in page.children[n]}) for n in near]
    return any((word, first) in EACH_OTHER for word, below in words for first in below)


def _with_others(seen: Seen, verb: int, paths: tuple[str, ...]) -> bool:
    """Whether a third party is told of whom two sides met together ("A and B met journalists"); not "their aides"."""
    page = seen.page
    others = after_preposition(page, verb, ("with",)) + (kids(page, verb, "dobj") if "obj" in paths else [])
    return any(page.tokens[o].tag == "NNS" and not kids(page, o, "poss") for o in others)


QUARRELS = frozenset({"clash", "spar", "quarrel", "exchange", "trade"})
EACH_OTHER = frozenset({("other", "each"), ("one", "another"), ("another", "one")})


class _Fit(Struct, frozen=True):
    """A verb with the frame that fits it, and whether its sides may do so to each other."""

    verb: int
    frame: Frame
    mutual: bool


def _draft(fit: _Fit, found: dict[str, tuple[Side, ...]], held: list[int], state: str) -> Draft:
    """A draft of a fitted frame; a subject that holds both sides makes them parties."""
    verb, frame = fit.verb, fit.frame
    both = fit.mutual and _are_parties(found) and frame.kind not in ("visit", "ceremony")
    return Draft(
        kind=frame.kind,
        trigger=verb,
        carrier=verb,
        status=state,
        rule=f"verb:{frame.kind}.{frame.lemma}",
        who=() if both else found.get("who", ()),
        whom=found.get("whom", ()),
        party=found["who"] if both else (),
        place=found.get("place", ()),
        objects=tuple(held) if frame.objects or any(p == "object_part" for p, _ in frame.parts) else (),
        mode=frame.mode,
    )
