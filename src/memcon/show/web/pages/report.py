"""To make the page of a report: its text with what it tells marked in it, what it tells as a list, how it was dated."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from memcon.article import with_article
from memcon.record.record import Fields, Record
from memcon.show.web import addresses, wording
from memcon.show.web.pages.marked import Stretch, stretches


class Clue(Struct, frozen=True):
    """A clue to days: its words, where they stand (None where not in the text), the rule, the days it allows."""

    words: str
    start: int | None
    end: int | None
    rule: str
    days: str


class Slot(Struct, frozen=True):
    """A part of a fact: its words, and whom or what they mean."""

    part: str
    words: str | None
    means: str
    url: str


class Fact(Struct, frozen=True, kw_only=True):
    """One claim of the report."""

    number: int
    anchor: str
    claim_id: str
    start: int
    end: int
    kind: str
    family: str
    status: str
    stage: str | None
    event_url: str
    first: date | None
    last: date | None
    basis: str
    place: str
    voice: str
    rule: str
    slots: tuple[Slot, ...]
    clues: tuple[Clue, ...]
    quote: str


class Voice(Struct, frozen=True):
    """Somebody whose words the report gives: the name, the page, in how many claims."""

    name: str
    url: str
    n: int


class Copy(Struct, frozen=True):
    """Another report with the same text."""

    url: str
    outlet: str


class Episode(Struct, frozen=True):
    """A stretch of the report with a "now" of its own."""

    number: int
    first: date | None
    last: date | None
    basis: str
    clues: tuple[Clue, ...]


class Gap(Struct, frozen=True):
    """A sentence that may tell of more, and why it yielded nothing."""

    start: int
    words: str
    why: str


class ReportPage(Struct, frozen=True, kw_only=True):
    """The page of one report; the text is whole, the stretches are what it is cut into."""

    id: str
    title: str
    outlet: str
    outlet_basis: str
    author: str
    wire: str
    address: str
    path: str
    language: str
    outcome: str
    problem: str
    first: date | None
    last: date | None
    basis: str
    clues: tuple[Clue, ...]
    episodes: tuple[Episode, ...]
    facts: tuple[Fact, ...]
    voices: tuple[Voice, ...]
    families: tuple[tuple[str, int], ...]
    copies: tuple[Copy, ...]
    gaps: tuple[Gap, ...]
    stretches: tuple[Stretch, ...]
    length: int


def report_page(record: Record, report_id: str) -> ReportPage:
    """The page of a report by its whole id; KeyError if there is none."""
    found = record.fields("SELECT * FROM reports JOIN headings USING (report_id) WHERE report_id = ?", report_id)
    if not found:
        raise KeyError(f"{report_id}: no report of this record")
    row, text = found[0], found[0]["text"] or ""
    sections = record.fields("SELECT * FROM sections WHERE report_id = ? ORDER BY section", report_id)
    facts = _facts(record, report_id)
    gaps = record.fields('SELECT * FROM unread WHERE report_id = ? ORDER BY "start", "end", why', report_id)
    clues = _clues(row["why"])
    spans = [(fact.start, fact.end, f"f{fact.number}") for fact in facts]
    spans += [(clue.start, clue.end, "clue") for clue in clues if clue.start is not None and clue.end is not None]
    spans += [(gap["start"], gap["end"], "unread") for gap in gaps]
    return ReportPage(
        id=report_id,
        title=row["heading"],
        outlet=row["outlet"] or "",
        outlet_basis=row["outlet_basis"] or "",
        author=row["author"] or "",
        wire=row["wire"] or "",
        address=row["url"] or "",
        path=row["path"],
        language=row["language"] or "",
        outcome=row["outcome"],
        problem=row["problem"] or "",
        first=row["first"],
        last=row["last"],
        basis=row["basis"],
        clues=clues,
        episodes=_episodes(sections),
        facts=facts,
        voices=_voices(record, report_id),
        families=tuple(Counter(fact.family for fact in facts).most_common()),
        copies=_copies(record, row),
        gaps=tuple(Gap(gap["start"], text[gap["start"] : gap["end"]], gap["why"]) for gap in gaps),
        stretches=stretches(text, sections, spans, {f"f{fact.number}": fact.family for fact in facts}),
        length=len(text),
    )


def _facts(record: Record, report_id: str) -> tuple[Fact, ...]:
    """The claims of a report in the order of its text, numbered from 1."""
    slots: dict[str, list[Fields]] = defaultdict(list)
    query = 'SELECT * FROM event_slots WHERE report_id = ? ORDER BY claim_id, "start" NULLS LAST, part, actor_id'
    for slot in record.fields(query, report_id):
        slots[slot["claim_id"]].append(slot)
    claims = record.fields(
        "SELECT c.*, p.name AS place_name, s.name AS speaker_name FROM clauses c"
        " LEFT JOIN actors p ON p.actor_id = c.place LEFT JOIN actors s ON s.actor_id = c.speaker"
        ' WHERE report_id = ? ORDER BY c."start", c."end", claim_id',
        report_id,
    )
    return tuple(_fact(number, claim, slots[claim["claim_id"]]) for number, claim in enumerate(claims, 1))


def _fact(number: int, claim: Fields, slots: Sequence[Fields]) -> Fact:
    named = [slot["words"] for slot in slots if slot["part"] == "speaker" and slot["words"]]
    voice = "" if claim["voice"] == "outlet" else claim["speaker_name"] or (named or [with_article(claim["voice"])])[0]
    quotes = [slot["words"] for slot in slots if slot["part"] == "quote" and slot["words"]]
    return Fact(
        number=number,
        anchor=addresses.anchor(claim["claim_id"]),
        claim_id=claim["claim_id"],
        start=claim["start"],
        end=claim["end"],
        kind=claim["kind"],
        family=claim["family"],
        status=claim["status"],
        stage=claim["stage"],
        event_url=addresses.event(claim["event_id"]) if claim["family"] != "statement" else "",
        first=claim["first"],
        last=claim["last"],
        basis=claim["basis"],
        place=claim["place_name"] or "",
        voice=voice,
        rule=claim["rule"],
        slots=tuple(_slot(slot) for slot in slots if slot["part"] != "quote"),
        clues=_clues(claim["why"]),
        quote=" … ".join(quotes),
    )


def _slot(slot: Fields) -> Slot:
    means = wording.interval(slot["value"]) if slot["value"] else slot["name"] or ""
    url = addresses.actor(slot["actor_id"], slot["actor_kind"]) if slot["actor_id"] else ""
    return Slot(slot["part"], slot["words"], means, url)


def _clues(why: str | None) -> tuple[Clue, ...]:
    """The clues of a JSON list."""
    return tuple(
        Clue(one["words"] or "", one["start"], one["end"], one["rule"], _allowed(one))
        for one in json.loads(why or "[]")
    )


def _allowed(clue: Fields) -> str:
    """The days that a clue allows, of many intervals the first three."""
    intervals = clue.get("days") or [(clue["first"], clue["last"])]
    told = [wording.interval("/".join(end or "" for end in interval)) for interval in intervals[:3]]
    return " or ".join(told) + (f" or {len(intervals) - 3} more" if len(intervals) > 3 else "")


def _episodes(sections: Sequence[Fields]) -> tuple[Episode, ...]:
    """The episodes of a report that joins several; none for one that does not."""
    firsts: dict[int, Fields] = {}
    for one in sections:
        if one["role"] != "furniture":
            firsts.setdefault(one["episode"], one)
    if len(firsts) < 2:
        return ()
    return tuple(
        Episode(number, one["first"], one["last"], one["basis"] or "none", _clues(one["why"]))
        for number, one in sorted(firsts.items())
    )


def _voices(record: Record, report_id: str) -> tuple[Voice, ...]:
    rows = record.rows(
        "SELECT coalesce(speaker, 'not named'), speaker_id, any_value(a.kind), count(*) AS n FROM statements"
        " LEFT JOIN actors a ON a.actor_id = speaker_id WHERE report_id = ?"
        " GROUP BY ALL ORDER BY n DESC, 1, 2 LIMIT 30",
        report_id,
    )
    return tuple(Voice(name, addresses.actor(key, kind) if key else "", n) for name, key, kind, n in rows)


def _copies(record: Record, row: Fields) -> tuple[Copy, ...]:
    if not row["copy_group"]:
        return ()
    found = record.rows(
        "SELECT report_id, outlet FROM reports WHERE copy_group = ? AND report_id <> ?"
        " ORDER BY outlet, report_id LIMIT 40",
        row["copy_group"],
        row["report_id"],
    )
    return tuple(Copy(addresses.report(key), outlet or "outlet not stated") for key, outlet in found)
