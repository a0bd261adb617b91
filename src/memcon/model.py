"""To name the nouns that travel between memcon's stages; nothing else does.

Days are `datetime.date`, both ends included. Offsets are Unicode code points of a report's stored text, `[start, end)`.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

Days = tuple[date, date]
"""First and last day of an interval, both included."""


DONE = frozenset({"happened", "ongoing"})
"""Statuses of what took place or is taking place."""
PLANNED = frozenset({"scheduled", "proposed", "possible"})
"""Statuses of what is yet to take place, if it does."""


class Span(Struct, frozen=True, order=True):
    """Characters `[start, end)` of one report's text."""

    report: str
    start: int
    end: int


class Clue(Struct, frozen=True):
    """What one stretch of a report (or its metadata, then without offsets) says about a day.

    `days` is a mask: the disjoint intervals, in order, in which the day may lie. `strength` ranks clues that cannot
    meet (3 = stated or given, 2 = derived from a known fact, 1 = habit of the press).
    """

    rule: str
    words: str
    start: int | None
    end: int | None
    days: tuple[Days, ...]
    strength: int


class When(Struct, frozen=True):
    """An interval of days with what justifies it; an end that is None is open, both None is unknown.

    For a report `basis` is given, dateline, clues or none; for a claim it is stated, resolved, inferred or none.
    """

    first: date | None = None
    last: date | None = None
    basis: str = "none"
    clues: tuple[Clue, ...] = ()


UNKNOWN = When()


class Report(Struct, frozen=True):
    """One text as published. `text` is fixed at reading; `id` is a hash of the given outlet, url and text.

    `outlet_basis` is given, dateline, footer, byline or none. `outcome` is coded, skipped or failed; the latter two say
    why in `problem`. `also` holds the other paths under which the same report was met. `author` names who signs it,
    several joined by semicolons; `fetched` is the UTC time (ISO 8601) at which the page was fetched, if it is known.
    """

    id: str
    text: str
    path: str
    outlet: str | None = None
    outlet_basis: str = "none"
    title: str | None = None
    language: str | None = None
    url: str | None = None
    published: When = UNKNOWN
    outcome: str = "coded"
    problem: str | None = None
    also: tuple[str, ...] = ()
    author: str | None = None
    fetched: str | None = None


class Section(Struct, frozen=True):
    """A stretch of a report with a role, the "now" of its telling, and an episode number.

    Two episodes make a composite report.

    Roles: headline, body, background, questions, caption, furniture. Sections cover the text in order without overlap.
    """

    start: int
    end: int
    role: str
    now: When = UNKNOWN
    episode: int = 0


class Token(Struct, frozen=True):
    """One token: characters, Penn tag, dependency, and the index of its head in the page (a root's is its own)."""

    start: int
    end: int
    word: str
    lemma: str
    tag: str
    dep: str
    head: int


class Sentence(Struct, frozen=True):
    """Characters `[start, end)` and tokens `[first, last)` of one sentence, and the index of its section."""

    start: int
    end: int
    first: int
    last: int
    section: int


class Name(Struct, frozen=True):
    """A stretch that the parser takes for a name: characters, tokens `[first, last)`, an OntoNotes label (PERSON)."""

    start: int
    end: int
    first: int
    last: int
    label: str


class Page(Struct, frozen=True):
    """A report divided into sections, sentences, tokens and names, as plain data.

    `datelines` are the stretches that open a report with place, day or agency ("Moscow, 25 January 2022 (TDI):").
    `children[i]` lists the tokens whose head is token `i`, in order.
    """

    report: Report
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()
    datelines: tuple[Span, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()

    def shown(self, token: Token) -> str:
        """A token as the report writes it: in a line of capitals `word` is what the parser was shown instead."""
        return self.report.text[token.start : token.end]

    def section_at(self, at: int) -> Section | None:
        """The section around a character; None outside the text."""
        return next((section for section in self.sections if section.start <= at < section.end), None)


class Expression(Struct, frozen=True):
    """A time expression in symbolic form, before anybody knows the day it is told on.

    `form` names the shape ("day", "weekday", "relative", …) and `parts` its parameters, in the shape's own order.
    """

    start: int
    end: int
    words: str
    form: str
    parts: tuple[int | str | None, ...] = ()


class Actor(Struct, frozen=True):
    """A person, state, body or place; `country` is ISO 3166 alpha-3 (and XKX, SUN, YUG, CSK, DDR), None for none."""

    id: str
    name: str
    kind: str
    country: str | None = None


class Post(Struct, frozen=True):
    """A post that an actor held from `first` to `last` (None = open); `source` is a data set, or `report:start-end`.

    `rank` is 1 head of state, 2 head of government, 3 foreign minister, speaker or vice president, 4 other minister,
    deputy or ambassador, 5 other.
    """

    actor: str
    post: str
    country: str | None
    first: date | None
    last: date | None
    source: str
    rank: int = 5


class Mention(Struct, frozen=True):
    """Words of a page that stand for actors: a name, a nominal ("the Cuban leader"), a pronoun, or a title with a name.

    `[start, end)` covers the name or nominal with its title; `first`, `last`, `head` are token indices. `actors` are
    the actor ids meant: one for a name, several for "the two leaders", none where the choice is open (then `candidates`
    lists them).
    `kind` is person, state, body or place; a state named by its seat ("the Kremlin", "Havana") is a state.
    `post` is the title that the words state ("Deputy Foreign Minister"), `country` the country they state or imply.
    `role` is name, nominal, pronoun or metonym.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    words: str
    kind: str
    role: str
    actors: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    country: str | None = None
    post: str | None = None
    rule: str = ""


class Quote(Struct, frozen=True):
    """One utterance put in somebody's mouth: the content's stretches (marks excluded), the cue and the speaker's words.

    `form` is direct, reported or mixed. `speaker` is an index into the page's mentions, None for an orphan.
    `sentence` is the character span of the telling.
    """

    start: int
    end: int
    stretches: tuple[tuple[int, int], ...]
    form: str
    cue: tuple[int, int] | None = None
    speaker: int | None = None
    source: tuple[int, int] | None = None


class Reading(Struct, frozen=True):
    """A page with what the earlier stages found in it: who is meant, when, and who is quoted.

    `actors` holds every actor that a mention may name: the reference's and those that this report alone knows.
    """

    page: Page
    mentions: tuple[Mention, ...] = ()
    times: tuple[Expression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    actors: Mapping[str, Actor] = {}


class Slot(Struct, frozen=True, gc=False):
    """One filled part of a claim; `text[start:end] == words`, or all three None for one meant but not worded."""

    part: str
    words: str | None = None
    start: int | None = None
    end: int | None = None
    actor: str | None = None
    value: str | None = None


class Voice(Struct, frozen=True):
    """Who makes a claim: outlet, person, document or an unnamed source; `speaker` is the actor id where known."""

    kind: str = "outlet"
    speaker: str | None = None


class Claim(Struct, frozen=True):
    """One telling, in one report, that something happened, is scheduled, was promised, said or denied.

    `when` is the interval that its clause gives. `rank` runs from 1 (head of state) to 5. `rule` names what found it.
    """

    id: str
    report: str
    section: int
    start: int
    end: int
    kind: str
    family: str
    status: str
    slots: tuple[Slot, ...]
    rule: str
    stage: str | None = None
    form: str | None = None
    format: str | None = None
    voice: Voice = Voice()
    when: When = UNKNOWN
    place: str | None = None
    rank: int | None = None
    plover: str | None = None
    mode: str | None = None


class Link(Struct, frozen=True, gc=False):
    """How two claims stand: same, part_of, fulfils or restates; judged same, different or unsure by `judge`."""

    left: str
    right: str
    relation: str
    judgement: str
    score: float | None
    why: str
    judge: str = "machine"


class Event(Struct, frozen=True):
    """The claims held to tell of one thing; what it says is a view over them."""

    id: str
    claims: tuple[str, ...]


class Unread(Struct, frozen=True):
    """A sentence with actors of two states and an engagement cue that yielded no claim, and the rule that refused."""

    report: str
    start: int
    end: int
    why: str


class Coded(Struct, frozen=True):
    """All that one report yields by itself.

    `names` counts every variant seen: (actor id, words, times). `sketch` is what its text is known by among copies.
    """

    report: Report
    sections: tuple[Section, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    names: tuple[tuple[str, str, int], ...] = ()
    posts: tuple[Post, ...] = ()
    links: tuple[Link, ...] = ()
    unread: tuple[Unread, ...] = ()
    sketch: bytes = b""


class Anchor(Struct, frozen=True, omit_defaults=True):
    """What a person's decision is about: a stretch of one report, or with `start` None the report itself.

    `exact` are the words of the stretch, `prefix` and `suffix` those around it: they find it again in an edited text.
    `kind` is that of the claim meant, `sides` the actor ids or words of its participants: one clause may tell several.
    """

    report: str
    path: str = ""
    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    kind: str | None = None
    sides: tuple[str, ...] = ()


class Decision(Struct, frozen=True, omit_defaults=True):
    """What a person decided, with the reason; never edited, only superseded by a later one or undone.

    `op` is set, reject, add, accept (of one claim, or set of a report's published or outlet); merge, same_as (target
    and others are one event); split, different (target is another event than the others); undo (of the decision whose
    id is `value`). With `slot` actor, same_as and different are about actors; with `slot` words, accept says that
    these tell nothing of which a claim is to be made. `machine_was` is what the machine said then, `engine`
    which memcon said it, `at` when (UTC).
    """

    id: str
    op: str
    target: Anchor
    others: tuple[Anchor, ...] = ()
    slot: str | None = None
    value: str | dict[str, str] | None = None
    machine_was: str | None = None
    why: str = ""
    by: str = ""
    at: str = ""
    engine: str = ""


class Outcome(Struct, frozen=True):
    """What became of a decision in a build.

    `outcome` is applied, agrees (the machine now says so itself), reflagged (it now says a third thing, or a later
    decision contradicts), moved (found again in an edited text, applied), lost (not found, not applied), superseded or
    undone. `claim` and `others` are the claims it was applied to; `note` says what a reviewer needs to know.
    """

    decision: Decision
    outcome: str
    claim: str | None = None
    others: tuple[str, ...] = ()
    machine_is: str | None = None
    note: str | None = None
