"""To read the terms of what is told: the object signed or lent, the amount, the format of a meeting."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.located import located
from memcon.claims.seen import Seen, Side, countries
from memcon.claims.sides import owner, sides
from memcon.claims.syntax import after_preposition, governors, is_infinitive, is_passive, kids
from memcon.model import Slot

SCALES = {
    "thousand": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR",
    "pound": "GBP", "pounds": "GBP", "yen": "JPY", "yuan": "CNY", 
    "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB",
    "rupee": "INR", "rupees": "INR", "franc": "CHF", "francs": "CHF",
    "kronor": "SEK", "rand": "ZAR", "baht": "THB", "rupiah": "IDR", "marks": "DEM", "deutschmarks": "DEM",
}  # fmt: skip
NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
SCALE = r"[\s-]?(thousand|million|billion|trillion|bn|mn|m)?\b"
AMOUNT = re.compile(
    rf"(?P<sign>US\$|[$€£¥])\s?{NUMBER}{SCALE}|\b{NUMBER}{SCALE}[\s-](?:(?:U\.?S\.?|American|German|Deutsche?)[\s-])?"
    r"(?P<unit>dollars?|euros?|pounds?|yen|yuan|r(?:o)?ubles?|rupees?|francs?|kronor|rand|baht|rupiah|(?:deutsch)?marks)\b",
    re.I,
)
TOURS = ("verb:visit.visit", "verb:visit.tour")
OUTSIDE = frozenset({"relcl", "punct", "cc", "conj", "advcl"})


def terms(seen: Seen, draft: Draft) -> Iterator[Slot]:
    """The object slots of an undertaking, the amounts named within them, and on what condition it stands."""
    text, page = seen.page.report.text, seen.page
    heads = draft.objects or content(seen, draft)
    for head in heads:
        start, end = noun_phrase(seen, head)
        yield Slot("object", text[start:end], start, end)
        for found in AMOUNT.finditer(text, start, end):
            yield Slot("amount", found.group(), found.start(), found.end(), value=_value(found))
    if seen.known.vocabulary.kinds[draft.kind].family not in ("undertaking", "stance"):
        return
    for clause in (k for at in (draft.trigger, *heads) for k in kids(page, at, "advcl")):
        if any(page.tokens[k].lemma in CONDITIONS for k in kids(page, clause, "mark", "advmod")):
            start, end = noun_phrase(seen, clause)
            yield Slot("condition", text[start:end], start, end)


CONDITIONS = frozenset({"if", "unless", "provided", "once"})
CONTENT = frozenset({"promise", "agreement", "request", "threaten"})
DOCUMENTS = frozenset({"statement", "communique", "communiqué", "declaration"})


def content(seen: Seen, draft: Draft) -> list[int]:
    """The clause that says what is promised, agreed, asked for or threatened; of a plain future the verb itself."""
    if draft.kind not in CONTENT:
        return []
    if ".will_" in draft.rule:
        return [draft.trigger]
    if draft.rule.startswith("noun") and seen.page.tokens[draft.trigger].lemma in DOCUMENTS:
        return []  # "a joint statement issued last week"
    addressed = {side.head for side in draft.whom}  # "promised Peru on Monday to mend the bridge"
    aims = [k for k in kids(seen.page, draft.trigger, "advcl") if is_infinitive(seen.page, k)]
    below = (kids(seen.page, draft.trigger, dep) for dep in ("xcomp", "ccomp", "acl", "dobj"))
    told = ([k for k in found if k not in addressed][:1] for found in (*below, aims))
    return next((found for found in told if found), [])


def noun_phrase(seen: Seen, head: int) -> tuple[int, int]:
    """The characters of a noun with its modifiers and prepositional phrases, without clauses that hang from it."""
    page, stack, covered = seen.page, [head], [head]
    while stack:
        at = stack.pop()
        inner = [k for k in page.children[at] if page.tokens[k].dep not in OUTSIDE]
        covered += inner
        stack += inner
    return page.tokens[min(covered)].start, page.tokens[max(covered)].end


def _value(found: re.Match[str]) -> str:
    """An amount as currency code and number.

    >>> _value(AMOUNT.search("a 38-million-euro loan"))
    'EUR 38000000'
    """
    number, scale = (found.group(2), found.group(3)) if found.group("sign") else (found.group(4), found.group(5))
    amount = float(number.replace(",", "")) * SCALES.get((scale or "").lower(), 1)
    return f"{CURRENCIES[(found.group('sign') or found.group('unit')).lower()]} {amount:.0f}"


def _asks(seen: Seen, verb: int) -> bool:
    """Whether a verb of calling tells to do what: "called on B to resign"."""
    later = [clause for clause in kids(seen.page, verb, "xcomp", "ccomp", "advcl") if clause > verb]
    return any(seen.page.tokens[k].dep != "advcl" or is_infinitive(seen.page, k) for k in later)


def _is_home(seen: Seen, side: Side, wanted: Sequence[int]) -> bool:
    """Whether somebody can be called on at home: a person, or the leaders of a state, of whom nothing is asked."""
    if side.kind == "person" or side.head is None or wanted:
        return side.kind == "person"
    return seen.page.tokens[side.head].lemma in seen.known.vocabulary.words["group.home"]


def _is_headed(seen: Seen, verb: int) -> bool:
    """Whether a headline says that somebody "talks with" another in a report that tells of no telephone."""
    page, token = seen.page, seen.page.tokens[verb]
    section = page.section_at(token.start)
    is_headline = section is not None and section.role == "headline" and token.tag == "VBZ"
    return is_headline and not PHONE.search(page.report.text)


PHONE = re.compile(r"\b(?:tele)?phon\w+|\bcall(?:ed|s)?\b", re.IGNORECASE)


def _is_to_person(seen: Seen, draft: Draft) -> bool:
    """Whether a visit is one to somebody, not one with him to his country."""
    heads = after_preposition(seen.page, draft.trigger, ("to",))
    return any(side.kind == "person" and side.head in heads for side in draft.whom)


def recast(seen: Seen, draft: Draft) -> Draft:
    """A draft as the kind that the words around it make of it: a call, a meeting, a welcome at the airport."""
    if draft.rule == "verb:request.call" and not _asks(seen, draft.trigger):
        called = after_preposition(seen.page, draft.trigger, ("on", "upon"))
        wanted = after_preposition(seen.page, draft.trigger, ("for",))
        people = bool(draft.whom) and all(side.head in called and _is_home(seen, side, wanted) for side in draft.whom)
        return replace(draft, kind="meeting", rule="verb:meeting.call") if people else draft  # a courtesy call
    if draft.rule == "verb:call.talk" and _is_headed(seen, draft.trigger):
        return replace(draft, kind="meeting", rule="verb:meeting.talk")
    if draft.kind == "message" and draft.objects:
        return _with_author(seen, draft)
    if draft.rule.startswith("noun:visit.") and _is_to_person(seen, draft):
        return replace(draft, kind="meeting", rule="noun:meeting.visit")  # "paid a courtesy visit to the premier"
    if draft.rule in TOURS and not draft.whom and not draft.place and len(countries(draft.who)) > 1:
        rule = draft.rule.replace("visit", "meeting", 1)  # "A and B toured the museum"
        return replace(draft, kind="meeting", rule=rule, who=(), party=draft.who)
    if draft.kind not in ("call", "meeting"):
        return draft
    words = seen.known.vocabulary.words
    around = _around(seen, draft)
    if draft.kind == "meeting" and (around & words["calls.by"] or _is_in_call(seen, draft)):
        return replace(draft, kind="call")
    if draft.kind == "meeting" and draft.rule.endswith("receive") and around & words["reception.arrival"]:
        return replace(draft, kind="reception")
    if (
        draft.rule == "verb:meeting.meet"
        and is_passive(seen.page, draft.trigger)
        and (around & words["reception.arrival"] or _is_on_arrival(seen, draft.trigger))
    ):
        return replace(draft, kind="reception", who=draft.whom, whom=draft.who)  # "was met at the airport by"
    if draft.kind == "call" and draft.rule.endswith((".speak", ".talk")) and not around & words["calls.by"]:
        there = located(seen, draft.trigger) or around & (words["formats.sidelines"] | words["bodies.gathering"])
        return replace(draft, kind="meeting") if there or draft.party else draft
    return draft


def _is_in_call(seen: Seen, draft: Draft) -> bool:
    """Whether a verb's clause says that it was done in a call ("in a separate call, A exchanged views with B")."""
    told = after_preposition(seen.page, draft.trigger, ("in", "during", "over"))
    kinds = {seen.known.vocabulary.nouns.get(seen.page.tokens[k].lemma) for k in told}
    return draft.rule.startswith("verb:") and "call" in kinds


def _is_on_arrival(seen: Seen, verb: int) -> bool:
    """Whether a clause says what befell somebody where he arrived ("landed at the base, where he was met by")."""
    tokens = seen.page.tokens
    where = any(tokens[k].lemma == "where" for k in seen.page.children[verb])
    return where and any(tokens[g].lemma in ("arrive", "land", "touch") for g in governors(seen.page, verb))


def _with_author(seen: Seen, draft: Draft) -> Draft:
    """A message with who wrote it before who brought it ("handed over a letter from the president")."""
    told = {side.actor for side in draft.participants()}
    wrote = [
        s for o in draft.objects for s in _writers(seen, o) or sides(seen, after_preposition(seen.page, o, ("from",)))
    ]
    wrote = wrote or sides(seen, after_preposition(seen.page, draft.trigger, ("from",)))
    author = [side for side in wrote if side.actor and side.actor not in told]
    return replace(draft, who=(*author, *draft.who)) if author else draft


def _writers(seen: Seen, paper: int) -> list[Side]:
    """Whose a message is, also where it is named for a day ("the premier's new year's greetings")."""
    days = [k for k in kids(seen.page, paper, "poss") if k not in seen.at]
    return owner(seen, paper) or [side for day in days for side in owner(seen, day)]


def _around(seen: Seen, draft: Draft) -> set[str]:
    """The lemmas that modify a draft's word and its carrier, or stand in their prepositional phrases."""
    page = seen.page
    found: list[int] = []
    for token in {draft.trigger, draft.carrier}:
        found += kids(page, token, "amod", "compound", "nmod", "advmod", "npadvmod")
        for prep in kids(page, token, "prep", "advmod"):
            objects = kids(page, prep, "pobj", "pcomp")
            found += objects + [k for o in objects for k in kids(page, o, "compound", "amod")]
    return {page.tokens[k].lemma for k in found} | {page.tokens[k].word.lower() for k in found}


def formats(seen: Seen, draft: Draft) -> str | None:
    """How an engagement was held, by the words around it: state, official, working, sidelines, video, phone …"""
    lemmas = _around(seen, draft) | {seen.page.tokens[draft.trigger].lemma}
    for name, words in seen.known.vocabulary.words.items():
        if name.startswith("formats.") and lemmas & words:
            return name.removeprefix("formats.")
    return None
