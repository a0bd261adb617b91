"""To draft claims from nouns that name an act of the other families ("a pledge to", "criticism of", "an attack on")."""

from collections.abc import Iterator

from memcon.claims.carrier import carrier_of, carrier_subject
from memcon.claims.draft import Draft
from memcon.claims.outlook import Context
from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import named_by, owner, sides
from memcon.claims.status import status
from memcon.claims.syntax import after_preposition, is_passive, kids, objects
from memcon.claims.targets import at_fault, completed, held, of_nation
from memcon.vocabulary import Frame

MODIFIERS = ("compound", "amod", "nmod")
UNDONE = frozenset({"denied", "cancelled"})


def from_acts(seen: Seen, context: Context) -> Iterator[Draft]:
    """A draft for every noun of the page that names such an act and whose parts a frame finds."""
    frames = seen.known.vocabulary.acts
    last = {name.rpartition("_")[2] for name in frames}
    for at, token in enumerate(seen.page.tokens):
        if token.tag[:2] != "NN" or token.lemma not in last or token.dep in ("compound", "nmod"):
            continue
        before = [f"{seen.page.tokens[k].lemma}_{token.lemma}" for k in kids(seen.page, at, *MODIFIERS)]
        if any(name in seen.known.vocabulary.nouns for name in before):
            continue  # "a courtesy call" asks for nothing
        named = next((name for name in (*before, token.lemma) if name in frames), None)
        drafts = (draft for frame in frames.get(named or "", ()) if (draft := _fit(seen, at, frame, context)))
        yield from (d for d in [next(drafts, None)] if d)


def _fit(seen: Seen, noun: int, frame: Frame, context: Context) -> Draft | None:
    """The draft that a frame makes of a noun, or None where the parts it needs are not told."""
    page, parts = seen.page, dict(frame.parts)
    if frame.objects and not any(page.tokens[o].lemma in frame.objects for o in after_preposition(page, noun, ("of",))):
        return None
    carrier = carrier_of(seen, noun)
    carrier = None if carrier is not None and _is_judged(seen, carrier) else carrier
    who = _doers(seen, noun, parts.get("who", ()), carrier)
    found = {"who": who, "whom": _targets(seen, noun, parts.get("whom", ()), (who, carrier))}
    between = after_preposition(page, noun, parts.get("party", ()))
    party = [side for head in between for side in sides(seen, [head]) or of_nation(seen, [head])]
    if any(not found.get(part) for part in frame.needs) and not party:
        return None
    return Draft(
        kind=frame.kind,
        trigger=noun,
        carrier=noun if carrier is None else carrier,
        status=_status(seen, noun, frame, context),
        rule=f"noun:{frame.kind}.{frame.lemma}",
        who=() if party else tuple(who),
        whom=() if party else tuple(found["whom"]),
        party=tuple(party),
        objects=(noun,) if frame.kind in OWN_OBJECTS else (),
        mode=frame.mode,
    )


OWN_OBJECTS = frozenset({"promise", "aid", "loan", "agreement"})


def _doers(seen: Seen, noun: int, paths: tuple[str, ...], carrier: int | None) -> list[Side]:
    """Who acts: the possessor, "by" or "from", an adjective of nation, else the subject of "made" or "issued"."""
    page = seen.page
    found = owner(seen, noun) if "poss" in paths else []
    doing = tuple(p for p in paths if p != "poss")
    found = found or held(seen, after_preposition(page, noun, doing), ())
    inner = after_preposition(page, noun, ("of",)) if "by" in paths else []  # "the arrest of two sailors by Kenya"
    found = found or held(seen, [a for o in inner for a in after_preposition(page, o, ("by",))], ())
    found = found or [s for k in kids(page, noun, *MODIFIERS) for s in named_by(seen, k) if s.kind != "place"]
    if found or carrier is None or not _bears(seen, carrier):
        return found
    return carrier_subject(seen, noun, carrier) or sides(seen, after_preposition(page, carrier, ("by",)))


def _targets(seen: Seen, noun: int, paths: tuple[str, ...], told: tuple[list[Side], int | None]) -> list[Side]:
    """At whom the act is aimed: after prepositions of the noun or of the verb that bears it, else in its clause."""
    who, carrier = told
    page = seen.page
    heads = after_preposition(page, noun, paths) or _casualties(seen, noun, paths)
    if carrier is not None and _bears(seen, carrier):
        heads += after_preposition(page, carrier, paths) + kids(page, carrier, "dative")
    undergone = carrier is not None and page.tokens[carrier].lemma in seen.known.vocabulary.words["acts.undergo"]
    if not heads and carrier is not None and undergone:
        return [side for side in carrier_subject(seen, noun, carrier) if side.key() not in countries(who)]
    reach = at_fault if "fault" in paths else held
    return reach(seen, heads, who) or (completed(seen, noun, who) if "comp" in paths else [])


def _casualties(seen: Seen, noun: int, paths: tuple[str, ...]) -> list[int]:
    """Who came to harm in an attack ("three sailors were killed in an air strike")."""
    page = seen.page
    prep = page.tokens[noun].head
    verb = page.tokens[prep].head
    harmed = page.tokens[prep].lemma == "in" and page.tokens[verb].lemma in HARMING and "on" in paths
    return objects(page, verb, seen.known.vocabulary) if harmed and is_passive(page, verb) else []


HARMING = frozenset({"kill", "wound", "injure", "hurt", "destroy", "damage", "hit"})


CAUSING = frozenset({"cause", "prompt", "trigger", "spark", "raise"})


def _is_judged(seen: Seen, verb: int) -> bool:
    """Whether a verb tells what somebody says of an act, so that its day and place are not those of the act."""
    vocabulary = seen.known.vocabulary
    kinds = {vocabulary.kinds[frame.kind].family for frame in vocabulary.frames.get(seen.page.tokens[verb].lemma, ())}
    lemma, undergo = seen.page.tokens[verb].lemma, vocabulary.words["acts.undergo"]
    return lemma in CAUSING or (kinds == {"stance"} and lemma not in undergo and not _bears(seen, verb))


def _bears(seen: Seen, verb: int) -> bool:
    """Whether a verb only does what its noun says ("issued a threat", "made a pledge")."""
    return seen.page.tokens[verb].lemma in seen.known.vocabulary.words["acts.bear"]


def _status(seen: Seen, noun: int, frame: Frame, context: Context) -> str:
    """The status of the act; what is done with it ("rejected the pledge", "announced it") does not undo its voicing."""
    found = frame.status or status(noun, context)
    family = seen.known.vocabulary.kinds[frame.kind].family
    negated = any(seen.page.tokens[k].lemma == "no" for k in kids(seen.page, noun, "det"))
    head = seen.page.tokens[noun].head
    is_borne = seen.page.tokens[head].lemma in seen.known.vocabulary.words["acts.bear"]
    if negated or (is_borne and found in UNDONE):
        return found
    if frame.kind == "promise" and is_borne and found == "scheduled" and status(head, context) == "happened":
        return "happened"
    return "happened" if found in UNDONE and (family == "stance" or frame.kind == "promise") else found
