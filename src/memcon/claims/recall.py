"""To give "the talks" or "the visit" the participants of the engagement that the report told of before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from memcon.claims.bound_for import at_dateline, is_under_way
from memcon.claims.draft import Draft, are_others
from memcon.claims.implied import of_protagonist
from memcon.claims.seen import Seen, Side, countries, host_state, unworded
from memcon.claims.syntax import PAPERS, governors, kids
from memcon.model import PLANNED, Expression

GROUPS = {
    "meeting": "meeting",
    "negotiation": "meeting",
    "summit": "meeting",
    "visit": "visit",
    "call": "call",
    "message": "message",
}
POINTERS = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "both"})
# "the first summit", "their next meeting", "the annual session": another one than the last told of.
DISCUSS = "verb:meeting.discuss"
CONVERSED = ("noun:meeting.conversation", "noun:meeting.discussion")
BRIEFED = ("verb:meeting.brief", "verb:meeting.debrief")
PART_OF_TALK = frozenset(
    {
        DISCUSS,
        *("verb:meeting.exchange", *BRIEFED),
        *(f"verb:message.{lemma}" for lemma in ("congratulate", "offer", "express", "extend", "convey")),
    }
)
PAIRS = frozenset({"their", "they", "them", "both", "the two", "the pair"})
INCLUDING = frozenset({"include", "feature", "involve", "comprise"})
PROGRAMME = frozenset({"reception", "ceremony"})
"""Kinds that a visit's programme may hold, which take up nothing else told before."""
MORE = frozenset({"another", "second", "third", "fourth", "further", "more", "fresh", "final", "additional"})
ONE_MORE = (".one", ".another")
CLOSE = 70  # tokens from the telling that one more of its kind follows
SPOKEN = frozenset({"conversation", "dialogue", "discussion", "exchange", "talk"})
OTHERS = frozenset(
    {
        *("first", "second", "third", "last", "next", "previous", "earlier", "annual", "regular", "future", "new"),
        *("international", "regional", "world", "global", "ministerial", "multilateral", "preparatory", "general"),
        *("parliamentary", "public", "mass", "emergency"),
    }
)


def complete(seen: Seen, drafts: Iterable[Draft], times: Mapping[int, list[Expression]]) -> Iterator[Draft]:
    """The drafts; those without two sides are completed from the last telling of their kind that words point to."""
    held: dict[str, list[Draft]] = {}
    opened: Draft | None = None  # an event named with one side, as headlines do ("Telephone conversation with …")
    for draft in drafts:
        group = GROUPS.get(draft.kind)
        if group is None:
            yield _of_programme(seen, draft, held, None) if draft.kind in PROGRAMME else draft
        if group is None or (_is_part_of_talk(seen, draft) and _is_talk_again(seen, draft, held)):
            continue
        whole = _as_opened(_of_programme(seen, draft, held, opened), opened)
        whole = _addressed(whole, held.get("message", []))
        if not _is_whole(draft) and draft.rule.startswith("noun"):
            opened = draft
        whole = whole if _is_whole(whole) else _completed(seen, whole, _earlier(whole, held), times)
        if not _is_whole(whole) and (_adds(draft, times) or is_under_way(seen, whole, held.get("visit", []))):
            whole = at_dateline(seen, whole)
        whole = whole if _is_whole(whole) else of_protagonist(seen, whole)
        if not whole.firm:
            whole = _with_status(whole, held.get(group, []))
        whole = _as_call(seen, whole, held.get("call", []))
        if _is_whole(whole) and not whole.meant:
            held.setdefault(group, []).append(whole)
        yield whole


def _is_part_of_talk(seen: Seen, draft: Draft) -> bool:
    """Whether words may only go on about an engagement; a letter or message handed over is one of its own."""
    papers = any(seen.page.tokens[o].lemma in PAPERS for o in draft.objects)
    return draft.rule in PART_OF_TALK and len(draft.who) < 2 and not papers


def _earlier(draft: Draft, held: Mapping[str, list[Draft]]) -> list[Draft]:
    """The earlier tellings that a draft may take up, in order: of its own kind; an "exchange" also calls."""
    own = held.get(GROUPS[draft.kind], [])
    is_spoken = GROUPS[draft.kind] == "meeting" and draft.rule.rpartition(".")[2] in SPOKEN
    if not is_spoken or draft.status != "happened":  # "agreed to widen the dialogue"
        return own
    return sorted([*own, *held.get("call", [])], key=lambda told: told.trigger)


def _is_talk_again(seen: Seen, draft: Draft, held: Mapping[str, list[Draft]]) -> bool:
    """Whether "the two discussed", "he congratulated him" only go on about an engagement of the same sides.

    "I briefed him", in somebody's own words, is said of talks told elsewhere.
    """
    if draft.rule in BRIEFED and _is_spoken(seen, draft.trigger):
        return True
    sides, told = countries(draft.participants()), [d for group in ("meeting", "call") for d in held.get(group, ())]
    return any(countries(d.participants()) == sides and not _are_others(draft, d) for d in told)


def _are_others(draft: Draft, told: Draft) -> bool:
    """Whether two drafts name two persons each, and nobody is named by both."""
    here, there = ({s.actor for s in d.participants() if s.actor and s.kind == "person"} for d in (draft, told))
    return len(here) > 1 and len(there) > 1 and not here & there


def _as_opened(draft: Draft, opened: Draft | None) -> Draft:
    """What two sides "discussed", or their "conversation", as the kind that was opened with one of them before."""
    is_talk = draft.rule == DISCUSS or draft.rule in CONVERSED
    if opened is None or not is_talk or opened.kind != "call" or not _is_whole(draft):
        return draft
    one = countries(opened.participants())
    return replace(draft, kind="call") if one and one <= countries(draft.participants()) else draft


def _of_programme(seen: Seen, draft: Draft, held: Mapping[str, list[Draft]], opened: Draft | None) -> Draft:
    """A draft that another event includes ("the visit includes a dinner"), with the sides of that event."""
    is_whole = draft.kind == "visit" and draft.trigger < draft.carrier  # it includes, and is not included
    is_own = draft.kind == "visit" and any(side.actor and side.kind == "person" for side in draft.who)
    if draft.carrier == draft.trigger or is_whole or is_own or seen.page.tokens[draft.carrier].lemma not in INCLUDING:
        return draft
    told = [d for drafts in held.values() for d in drafts if d.trigger < draft.trigger]
    told += [opened] if opened is not None and opened.who and opened.trigger != draft.trigger else []
    if not told:
        return draft
    whole = max(told, key=lambda d: d.trigger)
    theirs = countries(whole.who or whole.party)
    hosts = [host for place in whole.place if (host := host_state(place))]
    hosts += [Side(None, None, None, s.country, "state", s.country) for s in whole.whom if s.country]
    return replace(
        draft,
        who=unworded(whole.who or whole.party[:1]),
        whom=tuple(s for s in draft.whom if s.key() and s.key() not in theirs) or unworded(hosts[:1]),
        party=(),
        status=whole.status if draft.status in ("happened", "ongoing") else draft.status,
        rule=f"{draft.rule}+included",
        meant=True,
    )


def _as_call(seen: Seen, draft: Draft, calls: Sequence[Draft]) -> Draft:
    """A "conversation" that takes up a call told before, as a call."""
    if draft.kind != "meeting" or not calls:
        return draft
    if draft.rule.startswith("verb:call."):  # "the two spoke", after a call of theirs
        return replace(draft, kind="call") if _actors(draft) == _actors(calls[-1]) else draft
    if not _points_back(seen, draft) and not _is_equated(seen, draft.trigger):
        return draft
    if not draft.rule.startswith("noun") or draft.rule.rpartition(".")[2] not in SPOKEN:
        return draft
    same = countries(draft.participants()) == countries(calls[-1].participants())
    return replace(draft, kind="call") if same else draft


def _is_equated(seen: Seen, noun: int) -> bool:
    """Whether a noun says what was told before anew ("this was the first conversation between the two")."""
    page = seen.page
    subject = kids(page, page.tokens[noun].head, "nsubj") if page.tokens[noun].dep == "attr" else []
    return bool(subject) and page.tokens[subject[0]].lemma in ("this", "it", "that")


def _addressed(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A message without an addressee ("other messages came from") as one to whom the last message told of went."""
    if not draft.rule.startswith("verb:message.") or draft.whom or not draft.who or not earlier or not earlier[-1].whom:
        return draft
    return replace(draft, whom=unworded(earlier[-1].whom), meant=True)


def _is_whole(draft: Draft) -> bool:
    """Whether a draft names two sides, or one and the place that it visits."""
    sides = countries(draft.participants())
    return len(sides) > 1 or (
        draft.kind == "visit" and bool(sides) and any(p.country not in sides for p in draft.place)
    )


def _completed(seen: Seen, draft: Draft, earlier: Sequence[Draft], times: Mapping[int, list[Expression]]) -> Draft:
    """A draft with the participants of the last earlier one that holds its own; itself where nothing points back."""
    if draft.rule.endswith(ONE_MORE) and draft.whom and not draft.who:
        return _led_as_before(draft, earlier)
    both = any(s.actor is None and (s.words or "").lower() in PAIRS for s in draft.participants())
    if draft.kind == "message" or not _adds(draft, times) or _is_spoken(seen, draft.trigger):
        return draft  # "the message" is quoted, "this meeting" in somebody's mouth the one that he speaks at
    if _is_sidelined(seen, draft.trigger):
        return draft
    continues = _continues(seen, draft, earlier)
    if not (both or continues or (draft.rule.startswith("noun") and _points_back(seen, draft, earlier))):
        return draft
    own = countries(draft.participants())
    fitting = [e for e in earlier if own <= _sides(e) and (not both or _are_people(e))]
    if not fitting:
        return draft
    ahead = draft.status in PLANNED
    if ahead and not any(e.status in PLANNED for e in fitting) and not {draft.trigger, draft.carrier} & times.keys():
        return draft  # "who had flown in to arrange the talks": those told of took place
    fitting = [e for e in fitting if (e.status in PLANNED) == ahead] or fitting  # a visit to come is another one
    alike = [e for e in fitting if (e.kind == "summit") == (draft.kind == "summit")]  # "the summit" is the last summit
    last = (alike or fitting)[-1]
    return replace(
        draft,
        status="cancelled" if _was_off(seen, draft, last, times) else draft.status,
        who=unworded(last.who),
        whom=unworded(last.whom),
        party=unworded(last.party),
        place=draft.place or tuple(p for p in last.place if draft.kind == "visit"),
        meant=True,
    )


def _was_off(seen: Seen, draft: Draft, told: Draft, times: Mapping[int, list[Expression]]) -> bool:
    """Whether a visit is one told to be called off, of which only what came of it is told ("his visit had angered")."""
    is_told_done = draft.status in ("happened", "ongoing") and told.status == "cancelled" and draft.kind == "visit"
    is_held = seen.page.tokens[draft.carrier].lemma in HELD or {draft.trigger, draft.carrier} & times.keys()
    return is_told_done and not is_held


HELD = frozenset("take go begin start open end conclude finish last follow make pay arrive proceed".split())
"""Verbs that tell that an event took place after all."""


def _is_sidelined(seen: Seen, noun: int) -> bool:
    """Whether something else took place beside an event ("met on the sidelines of the summit")."""
    words = seen.known.vocabulary.words["formats.sidelines"]
    return any(seen.page.tokens[above].lemma in words for above in islice(governors(seen.page, noun), 2))


def _led_as_before(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """ "After this meeting came one with X": the guest of the last telling, now with another counterpart."""
    theirs = countries(draft.whom)
    leads = [s for s in (earlier[-1].who or earlier[-1].party if earlier else ()) if s.key() not in theirs]
    return replace(draft, who=unworded(leads), meant=True) if len(countries(leads)) == 1 else draft


def _continues(seen: Seen, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Whether a noun without sides tells of one more of what was just told ("a second round of talks is set for")."""
    page, noun = seen.page, draft.trigger
    if draft.participants() or not draft.rule.startswith("noun") or GROUPS.get(draft.kind) != "meeting":
        return False
    above = page.tokens[page.tokens[noun].head].head
    heads = [noun, above] if page.tokens[above].lemma in ("round", "session", "day") else [noun]
    more = any(page.tokens[k].lemma in MORE for at in heads for k in kids(page, at, "amod", "det", "compound"))
    by_others = any(k not in heads for k in kids(page, draft.carrier, "nsubj"))  # "doctors will hold another meeting"
    return more and not by_others and any(0 < noun - e.trigger < CLOSE for e in earlier)


def _is_spoken(seen: Seen, token: int) -> bool:
    """Whether a word stands in somebody's own words."""
    at = seen.page.tokens[token].start
    return any(a <= at < b for quote in seen.reading.quotes if quote.form == "direct" for a, b in quote.stretches)


def _are_people(draft: Draft) -> bool:
    """Whether persons take part: "they" takes up people before it takes up states."""
    return any(side.kind == "person" for side in draft.participants())


def _with_status(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A draft that only names its event, with the status that the last telling of it gave."""
    sides, people = countries(draft.participants()), _actors(draft)
    alike = [e for e in earlier if countries(e.participants()) == sides and not are_others(draft, e)]
    same = [e for e in earlier if _actors(e) == people] or alike
    return replace(draft, status=same[-1].status) if same else draft


def _actors(draft: Draft) -> set[str | None]:
    """Who takes part, by actor."""
    return {side.actor for side in draft.participants()}


def _sides(draft: Draft) -> set[str]:
    """A draft's sides with the states of its places."""
    return countries(draft.participants()) | {p.country for p in draft.place if p.country}


def _points_back(seen: Seen, draft: Draft, earlier: Sequence[Draft] = ()) -> bool:
    """Whether a determiner or possessive points to something told before, and no number or name to something else.

    What one of the `earlier` was called too ("ministerial talks … the ministerial talks") tells no other from it.
    """
    page = seen.page
    called = {page.tokens[k].lemma for e in earlier for k in kids(page, e.trigger, "amod", "compound")}
    for k in kids(page, draft.trigger, "amod", "nummod", "compound", "nmod"):
        other = page.tokens[k].lemma in OTHERS - called
        if page.tokens[k].tag == "CD" or other or k in seen.at:
            return False
    return any(page.tokens[k].lemma in POINTERS for k in kids(page, draft.trigger, "det", "poss"))


def _adds(draft: Draft, times: Mapping[int, list[Expression]]) -> bool:
    """Whether a telling adds a day, or that it is planned, cancelled or denied: else it is only named again."""
    return draft.trigger in times or draft.carrier in times or draft.status not in ("happened", "possible", "ongoing")
