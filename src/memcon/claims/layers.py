"""To settle which of two acts told one inside the other is the claim, how far an undertaking has come, and its mode."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.modes import as_protest, mode
from memcon.claims.outlook import Context
from memcon.claims.performed import is_performed
from memcon.claims.seen import Seen, Side, actor_of, countries, unworded
from memcon.claims.sides import sides
from memcon.claims.speech import voice_at
from memcon.claims.status import status
from memcon.claims.syntax import governors, is_verb, kids, phrase, sentence_of, subjects, surface_subject
from memcon.claims.targets import completed
from memcon.claims.within import is_within
from memcon.model import Page

# Acts that one side may be told to do without naming the other, and undertakings that it may be told to seek.
ALONE = frozenset({"promise", "withdraw"})
SOUGHT = frozenset({"agreement", "loan", "aid", "trade"})
# Acts that only say how far the act below them has come: "promised to lend", "threatened to expel", "refused to sign".
BEARERS = frozenset({"promise", "reject", "threaten"})
# Acts that hold the stance or measure below them, as what is asked for, blamed or announced.
HOLDERS = frozenset({"request", "accuse", "support", "agreement", "promise", "threaten", "reject", "concede"})
# Acts of giving way: one that is promised is a concession of its own.
YIELDING = frozenset({"withdraw", "release", "ceasefire", "concede"})
# Acts against another: who refuses to do them turns that one away from nothing.
HARMFUL = frozenset({"accuse", "threaten", "sanction", "expel", "recall", "mobilize", "coerce", "assault"})
# Verbs of undertakings that are a request beside it: who asks for a loan or aid is the one to whom it is to be given.
ASKING = frozenset({"ask", "seek", "request", "solicit", "demand"})
ORDER = ("signed", "agreed", "promised", "offered", "discussed", "sought")
REACH = 4  # governors climbed from an act to the one that holds it


def is_act_of_sides(seen: Seen, draft: Draft) -> bool:
    """Whether two sides take part in an act, or one in an act that it may be told to do alone."""
    sides, targets = countries(draft.participants()), countries(draft.whom)
    stance = seen.known.vocabulary.kinds[draft.kind].family in ("stance", "measure")
    if stance and len(sides) > 1 and targets and targets <= countries(draft.who):
        return False  # "the two leaders told their ministers to meet"
    if len(sides) > 1 or is_within(seen, draft):
        return True
    if not sides:
        return False
    return draft.kind in ALONE or ".will_" in draft.rule or _is_own_promise(seen, draft) or _is_sought(seen, draft)


def _is_sought(seen: Seen, draft: Draft) -> bool:
    """Whether one side seeks an undertaking without saying from whom."""
    word = draft.rule.rpartition(".")[2]
    asks = word in seen.known.vocabulary.words["stages.sought"]
    bound = any(seen.page.tokens[k].tag == "MD" for k in kids(seen.page, draft.trigger, "aux"))  # "it must strengthen"
    hoped = draft.status == "proposed" and not bound
    return draft.kind in SOUGHT and draft.rule.startswith("verb") and (asks or hoped)


def shared(seen: Seen, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts; where "they", "we" or one of those who met agreed or signed, with the sides of that engagement."""
    last: Draft | None = None
    met: dict[int, Draft] = {}
    for draft in drafts:
        if seen.known.vocabulary.kinds[draft.kind].family == "engagement":
            last = draft if _is_of_two(draft) else last
            met[draft.trigger] = draft
        near = last is not None and draft.trigger - last.trigger < NEAR
        whole = _from_engagement(seen, draft, met) if draft.kind in YIELDED else draft
        yield _between_those_who_met(seen, whole, last) if near and last and draft.kind in MUTUAL else whole


YIELDED = frozenset({"agreement", "signing", "loan", "aid", "trade"})


def _from_engagement(seen: Seen, draft: Draft, met: dict[int, Draft]) -> Draft:
    """What a meeting may bring ("the talks could pave the way for a loan") or is about, between those who meet."""
    own = countries(draft.participants())
    source = _source(seen, draft.trigger, met) if len(own) < 2 and draft.rule.startswith("noun") else None
    if source is not None and len(countries(source.participants())) < 2 and _points_back(seen, source.trigger):
        told = {side.actor for side in source.participants()}
        source = next((d for d in reversed(met.values()) if _is_of_two(d) and told <= _actors(d)), None)
    if source is None or not own <= countries(source.participants()) or len(countries(source.participants())) < 2:
        return draft
    return replace(draft, who=(), whom=(), party=unworded(source.participants()), meant=True)


def _actors(met: Draft) -> set[str | None]:
    """Who takes part in an engagement."""
    return {side.actor for side in met.participants()}


def _source(seen: Seen, noun: int, met: Mapping[int, Draft]) -> Draft | None:
    """The engagement that leads to what a noun names, or at which it is discussed ("met her to discuss a loan")."""
    page = seen.page
    above = [g for g in governors(page, noun) if is_verb(page, g)]
    if not above:
        return None
    told = next((g for g in above[:REACH] if kids(page, g, "nsubj")), above[0])
    led = next((met[s] for s in kids(page, told, "nsubj") if s in met), None)
    talk = page.tokens[above[0]].lemma in seen.known.vocabulary.words["topics.discuss"] and told != above[0]
    first = sentence_of(page, noun).first
    held = [d for at, d in met.items() if first <= at < noun and len(countries(d.participants())) > 1]
    return held[-1] if talk and held else led


def _points_back(seen: Seen, noun: int) -> bool:
    """Whether a noun stands for what was told before ("the meeting", "this visit")."""
    return any(
        seen.page.tokens[k].lemma in ("the", "this", "that", "these", "their")
        for k in kids(seen.page, noun, "det", "poss")
    )


NEAR = 300  # tokens from the telling of an engagement to those whom it stands for as "they"


def _is_of_two(met: Draft) -> bool:
    """Whether an engagement that took place or will has sides that may agree: states, and no gathering of many."""
    sides = met.participants()
    stateless = [s for s in sides if s.kind == "body" and s.country is None]
    return met.status in HELD and not stateless and 1 < len(countries(sides)) < 4


HELD = ("happened", "ongoing", "scheduled")


def _between_those_who_met(seen: Seen, draft: Draft, met: Draft) -> Draft:
    """An agreement with the sides of the engagement before it, where its own subject stands for them."""
    page = seen.page
    if len(countries(draft.participants())) > 1 or not draft.rule.startswith("verb") or ".will_" in draft.rule:
        return draft
    subject = surface_subject(page, draft.trigger, seen.known.vocabulary)
    plural = subject is not None and _stands_for_both(seen, subject)
    coordinated = page.tokens[draft.trigger].dep == "conj" and page.tokens[draft.trigger].head == met.carrier
    if not (plural or coordinated) or _is_said_by_another(seen, draft, met):
        return draft
    return replace(draft, who=(), whom=(), party=unworded(met.participants()), meant=True)


def _stands_for_both(seen: Seen, subject: int) -> bool:
    """Whether a subject may stand for those who met: "they", "the two sides"; not "world leaders"."""
    page = seen.page
    counts = {page.tokens[k].word.lower() for k in kids(page, subject, "nummod")} - {"two", "2"}
    if page.tokens[subject].word.lower() not in TOGETHER or counts:  # "the four countries"
        return False
    is_noun = page.tokens[subject].tag[:2] == "NN"
    return not is_noun or not kids(page, subject, "compound", "amod", "nmod") or bool(kids(page, subject, "det"))


def _is_said_by_another(seen: Seen, draft: Draft, met: Draft) -> bool:
    """Whether "we" is somebody's who took no part in the engagement, or "they" are others than the one quoted."""
    subject = surface_subject(seen.page, draft.trigger, seen.known.vocabulary)
    word = None if subject is None else seen.page.tokens[subject].word.lower()
    at = seen.page.tokens[draft.trigger].start
    forms = {q.form for q in seen.reading.quotes if any(a <= at < b for a, b in q.stretches)}
    if word == "they":
        return "direct" in forms
    speaker = actor_of(seen, voice_at(seen, draft.trigger).speaker)
    return word == "we" and (speaker is None or speaker.country not in countries(met.participants()))


TOGETHER = frozenset(
    {"we", "they", "sides", "both", "two", "leaders", "presidents", "ministers", "countries", "delegations"}
)
MUTUAL = frozenset({"agreement", "signing"})


def _is_own_promise(seen: Seen, draft: Draft) -> bool:
    """Whether one side alone "agreed to" do something: a promise."""
    return draft.rule == "verb:agreement.agree" and any(
        page_to.tag == "TO"
        for k in kids(seen.page, draft.trigger, "xcomp")
        for page_to in (seen.page.tokens[a] for a in kids(seen.page, k, "aux"))
    )


def layered(seen: Seen, drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """The drafts that are claims of their own, each as its words make it, with stage and mode."""
    for draft in drafts:
        family = seen.known.vocabulary.kinds[draft.kind].family
        if family == "engagement":
            yield replace(draft, mode="AGREE") if _is_offered(seen, draft) else draft
            continue
        if family != "undertaking" and any(_is_demanded(draft, d) for d in drafts):
            continue
        if ".will_" in draft.rule and any(_is_same_act(seen, draft, d) for d in drafts if d is not draft):
            continue
        above = [d for d in drafts if d is not draft and _holds(seen, d, draft)]
        below = [d for d in drafts if d is not draft and _holds(seen, draft, d)]
        if family != "undertaking" and any(_takes_in(d) for d in above):
            continue
        if (
            _is_signed(seen, draft, drafts)
            or any(_is_borne(seen, draft, d) for d in below)
            or any(_is_refused(draft, d) for d in above)
            or (draft.kind == "reject" and any(_is_harm(d) for d in below))  # "refused to condemn"
        ):
            continue
        recast = _yielding(as_protest(seen, _as_promise(seen, draft)), below)
        whole = _finished(seen, recast, context)
        yield whole
        if family == "undertaking" and draft.rule.rpartition(".")[2] in ASKING and draft.who and draft.whom:
            yield replace(whole, kind="request", who=draft.whom, whom=draft.who, mode="assist", stage=None)


def _is_demanded(draft: Draft, other: Draft) -> bool:
    """Whether an act is what another says should be done ("said Kenya must free the sailors")."""
    return other is not draft and other.trigger == draft.trigger and ".should_" in other.rule


def _is_offered(seen: Seen, draft: Draft) -> bool:
    """Whether who proposes an engagement offers it, and does not ask for it ("offered to host talks")."""
    above = list(governors(seen.page, draft.trigger))[:REACH]
    offers = seen.known.vocabulary.words["stages.offered"]
    return draft.status == "proposed" and any(seen.page.tokens[g].lemma in offers - {"propose"} for g in above)


def _is_same_act(seen: Seen, vow: Draft, other: Draft) -> bool:
    """Whether a plain future is told as an act of its own ("will lend"), or as an engagement ("will hold talks")."""
    if other.trigger == vow.trigger:
        return True
    is_engagement = seen.known.vocabulary.kinds[other.kind].family == "engagement"
    return is_engagement and other.carrier == vow.trigger


def _holds(seen: Seen, upper: Draft, lower: Draft) -> bool:
    """Whether one act stands in the clause or noun that completes another's."""
    if lower.trigger == upper.trigger:
        return False
    above = list(governors(seen.page, lower.trigger))[:REACH]
    if upper.trigger not in above:
        return False
    path = [lower.trigger, *above[: above.index(upper.trigger)]]
    aims = upper.kind == "request" or upper.mode == "REJECT"
    if aims and path[-1] == lower.trigger and _is_aim(seen, lower.trigger):
        return True  # "put pressure on them to sign", "will not give them permission to sign"
    return not any(seen.page.tokens[t].dep in ("conj", "advcl", "nsubj", "nsubjpass", "parataxis") for t in path)


def _is_aim(seen: Seen, verb: int) -> bool:
    """Whether a verb stands as an infinitive beside its clause."""
    marks = (seen.page.tokens[k].tag for k in kids(seen.page, verb, "aux"))
    return seen.page.tokens[verb].dep == "advcl" and "TO" in marks


def _takes_in(upper: Draft) -> bool:
    """Whether a stance or measure is only what the act above it is about; what is merely said stays a claim."""
    return upper.kind in HOLDERS and not upper.rule.endswith((".say", ".tell"))


def _is_borne(seen: Seen, upper: Draft, lower: Draft) -> bool:
    """Whether an act only says how far the one below has come, so that the lower one alone is the claim."""
    if _is_refused(lower, upper):
        return False
    family = seen.known.vocabulary.kinds[lower.kind].family
    alone = len(countries(upper.participants())) < 2 and _is_own_promise(seen, upper)
    if upper.kind in ("sanction", "withdraw") and family == "engagement":
        return lower.status in ("cancelled", "denied")  # "boycotted the talks"
    if upper.kind not in BEARERS and not alone:
        return False
    if upper.rule.endswith((".propose", ".offer", ".volunteer")) and family == "engagement":
        return True
    if upper.kind in ("promise", "agreement"):
        return family == "undertaking" and lower.kind != "agreement"
    is_voiced = lower.kind == "promise" and lower.status == "happened" and lower.rule.startswith("noun")
    return upper.kind == "reject" and family in ("undertaking", "engagement") and not is_voiced


def _is_signed(seen: Seen, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an agreement is only what "the signing of" tells."""
    above = list(governors(seen.page, draft.trigger))[:2]
    return draft.kind == "agreement" and any(d.kind == "signing" and d.trigger in above for d in drafts)


def _is_harm(lower: Draft) -> bool:
    """Whether an act that is refused would have been one against its target ("refused to condemn Hungary")."""
    return lower.kind in HARMFUL and lower.rule.startswith("verb")


def _is_refused(lower: Draft, upper: Draft) -> bool:
    """Whether an act is only what somebody else will not let happen ("will give them no permission to help")."""
    return upper.kind == "promise" and upper.mode == "REJECT" and lower.who != upper.who


def _as_promise(seen: Seen, draft: Draft) -> Draft:
    """An agreement of one side with nobody as the promise that it is; a vow to do harm as a threat."""
    page, words = seen.page, seen.known.vocabulary.words
    if draft.kind == "agreement" and _is_own_promise(seen, draft) and len(countries(draft.participants())) < 2:
        return replace(draft, kind="promise", whom=tuple(completed(seen, draft.trigger, draft.participants())))
    if (
        draft.kind == "loan"
        and draft.rule.startswith("noun")
        and page.tokens[draft.carrier].lemma in words["acts.take"]
    ):
        return replace(draft, who=draft.whom, whom=draft.who)
    done = kids(page, draft.trigger, "xcomp", "acl") if draft.kind == "promise" else []
    done += [o for k in done if page.tokens[k].lemma in words["acts.wage"] for o in kids(page, k, "dobj")]
    if any(page.tokens[k].word.lower() in words["modes.violence"] | words["modes.breach"] for k in done):
        return replace(draft, kind="threaten", mode=None)
    return draft


def _yielding(draft: Draft, below: Sequence[Draft]) -> Draft:
    """A promise to give way ("agreed to free the sailors") with the code of the concession that it is."""
    gives = any(d.kind in YIELDING and d.mode in (None, "RETREAT") for d in below)
    return replace(draft, mode="CONCEDE") if draft.kind == "promise" and gives and draft.mode is None else draft


def _finished(seen: Seen, draft: Draft, context: Context) -> Draft:
    """A draft with the stage that a governing word gives it and the mode that its content gives it."""
    family = seen.known.vocabulary.kinds[draft.kind].family
    stage = _stage(seen, draft, context) if family == "undertaking" else None
    if family == "stance" and draft.status in ("proposed", "possible") and is_performed(seen, draft.trigger):
        draft = replace(draft, status="happened")
    named = {part: _with_states(seen, getattr(draft, part)) for part in ("who", "whom", "party")}
    return replace(draft, stage=stage, mode=draft.mode or mode(seen, draft), **named)


def _with_states(seen: Seen, found: tuple[Side, ...]) -> tuple[Side, ...]:
    """The sides; people of a known country who are nobody in particular stand for their state."""
    states = seen.known.actors
    return tuple(replace(s, actor=s.country) if not s.actor and s.country in states else s for s in found)


def _stage(seen: Seen, draft: Draft, context: Context) -> str | None:
    """How far an undertaking has come, by the nearest word above it that has taken place ("agreed to lend")."""
    if draft.stage or draft.status in ("denied", "cancelled", "happened", "ongoing"):
        return draft.stage
    page, words = seen.page, seen.known.vocabulary.words
    for above in list(governors(page, draft.trigger))[:REACH]:
        lemma = phrase(page, above) if is_verb(page, above) else page.tokens[above].lemma
        stage = next((name for name in ORDER if lemma in words[f"stages.{name}"]), None)
        if stage and stage != "signed" and _is_told(page, above, context):
            return "offered" if lemma in WANTING and _is_giver(seen, draft, above) else stage
    return None


def _is_told(page: Page, above: int, context: Context) -> bool:
    """Whether a word above an undertaking has itself taken place; an adjective ("is willing to") holds by itself."""
    if is_verb(page, above):
        return status(above, context) in ("happened", "ongoing")
    return page.tokens[above].dep == "acomp"


WANTING = frozenset({"want", "hope", "wish", "like", "desire"})


def _is_giver(seen: Seen, draft: Draft, above: int) -> bool:
    """Whether who wants an undertaking is the one who is to give ("wants to lend")."""
    wanting = sides(seen, subjects(seen.page, above, seen.known.vocabulary))
    return bool(countries(wanting) & countries(draft.who)) and not countries(wanting) & countries(draft.whom)
