"""To check a record: every datum read again from its text, every id followed, every value one that is allowed."""

import json
from collections.abc import Iterator

from msgspec import Struct

from memcon.record.record import Record


class Violation(Struct, frozen=True):
    """One breach of the contract: which rule, and the row that breaks it."""

    rule: str
    where: str


_KEYS = {
    "reports": "report_id",
    "claims": "claim_id",
    "actors": "actor_id",
    "sections": "report_id || ' section ' || section",
    "events": "claim_id",
    "names": "actor_id || ' ' || name",
    "links": "\"left\" || ' ' || \"right\" || ' ' || relation || ' ' || judge",
}
"""What may stand only once in each table. A claim stands once in `events`: it belongs to one event."""

_FOLLOWED = (
    ("sections", "report_id", "reports"),
    ("claims", "report_id", "reports"),
    ("unread", "report_id", "reports"),
    ("slots", "claim_id", "claims"),
    ("events", "claim_id", "claims"),
    ("links", "left", "claims"),
    ("links", "right", "claims"),
    ("claims", "speaker", "actors"),
    ("claims", "place", "actors"),
    ("slots", "actor_id", "actors"),
    ("names", "actor_id", "actors"),
    ("posts", "actor_id", "actors"),
)
"""Columns that hold an id, and the table in which it has to be found."""

_WORDS = {
    ("reports", "outcome"): "coded skipped failed",
    ("reports", "basis"): "given dateline clues none",
    ("reports", "outlet_basis"): "given dateline footer byline none",
    ("sections", "role"): "headline body background questions caption furniture",
    ("claims", "family"): "engagement undertaking stance measure statement",
    ("claims", "status"): "happened ongoing scheduled proposed possible cancelled denied",
    ("claims", "stage"): "sought discussed offered promised agreed signed fulfilled withdrawn denied",
    ("claims", "form"): "direct reported mixed",
    ("claims", "voice"): "outlet person document unnamed",
    ("claims", "basis"): "stated resolved inferred none",
    ("actors", "kind"): "person state body place",
    ("links", "relation"): "same part_of fulfils restates",
    ("links", "judgement"): "same different unsure",
}
"""The words that a column may hold, NULL aside."""

_QUERIES = {
    "a coded report has a text": "SELECT report_id FROM reports WHERE outcome = 'coded' AND text IS NULL",
    "a report left out says why": "SELECT report_id FROM reports WHERE outcome <> 'coded' AND problem IS NULL",
    "a claim lies in its report's text": (
        "SELECT claim_id FROM claims JOIN reports USING (report_id)"
        ' WHERE NOT "start" BETWEEN 0 AND "end" - 1 OR "end" > length(text)'
    ),
    "a claim lies in a section of its report": (
        "SELECT claim_id FROM claims c WHERE section IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM sections s WHERE s.report_id = c.report_id AND s.section = c.section)"
    ),
    "a claim has a kind and belongs to an event": (
        "SELECT claim_id FROM claims WHERE kind IS NULL OR claim_id NOT IN (SELECT claim_id FROM events)"
    ),
    "a slot has words, start and end, or none of them": (
        'SELECT claim_id FROM slots WHERE (words IS NULL) <> ("start" IS NULL) OR (words IS NULL) <> ("end" IS NULL)'
    ),
    "a slot's words stand where it says": (
        'SELECT claim_id || \' \' || part FROM slots s JOIN claims c USING (claim_id) JOIN reports USING (report_id)'
        ' WHERE s."start" IS NOT NULL AND (s."start" < 0 OR s."end" <= s."start"'
        ' OR s.words IS DISTINCT FROM text[s."start" + 1 : s."end"])'
    ),
    "a time slot's value is an interval of days": (
        "SELECT claim_id || ' ' || part FROM slots WHERE part IN ('day', 'deadline') AND value IS NOT NULL"
        " AND NOT regexp_full_match(value, '(\\d{4}-\\d\\d-\\d\\d)?/(\\d{4}-\\d\\d-\\d\\d)?')"
    ),
    "sections lie in the text, in order, apart": (
        'SELECT report_id || \' section \' || section FROM ('
        ' SELECT *, lag("end", 1, 0) OVER (PARTITION BY report_id ORDER BY section) AS before FROM sections'
        ') JOIN reports USING (report_id) WHERE "start" < before OR "end" < "start" OR "end" > length(text)'
    ),
    "no link leads from a claim to itself": 'SELECT "left" FROM links WHERE "left" = "right"',
    "a link between equals names the lesser first": (
        'SELECT "left" || \' \' || "right" FROM links WHERE relation = \'same\' AND "left" > "right"'
    ),
    "a country is three capital letters": (
        "SELECT actor_id FROM actors WHERE country IS NOT NULL AND NOT regexp_full_match(country, '[A-Z]{3}')"
    ),
    "a rank runs from 1 to 5": "SELECT claim_id FROM claims WHERE rank NOT BETWEEN 1 AND 5",
}  # fmt: skip
"""Rules with the query that gives the rows breaking them."""


def check(record: Record) -> list[Violation]:
    """Every breach of the record's contract, the rules in a fixed order; an empty list is a sound record."""
    found = [Violation(rule, str(row[0])) for rule, query in _rules() for row in record.rows(f"{query} ORDER BY ALL")]
    return [*found, *_uncovered(record), *_clues(record)]


def rules() -> int:
    """How many rules are checked."""
    return sum(1 for _ in _rules()) + 4  # words outside the sections, and clues of reports, sections and claims


def _rules() -> Iterator[tuple[str, str]]:
    """Each rule that a query can tell, with the query."""
    for table, key in _KEYS.items():
        yield f"{table}: each once", f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1"
    for table, column, target in _FOLLOWED:
        other = f"{target[:-1]}_id"
        query = f'SELECT "{column}" FROM {table} WHERE "{column}" NOT IN (SELECT {other} FROM {target})'
        yield f"{table}: {column} is in {target}", query
    for (table, column), words in _WORDS.items():
        allowed = ", ".join(f"'{word}'" for word in words.split())
        yield f"{table}: {column} is one of {words}", f"SELECT {column} FROM {table} WHERE {column} NOT IN ({allowed})"
    for table in ("reports", "sections", "claims", "posts"):
        yield f"{table}: first is not after last", f'SELECT {_ID[table]} FROM {table} WHERE "first" > "last"'
    yield from _QUERIES.items()


_ID = {"reports": "report_id", "sections": "report_id", "claims": "claim_id", "posts": "actor_id"}


def _uncovered(record: Record) -> Iterator[Violation]:
    """Coded reports of which some words lie in no section."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for report, start, end in record.rows('SELECT report_id, "start", "end" FROM sections ORDER BY ALL'):
        spans.setdefault(report, []).append((start, end))
    for report, text in record.rows("SELECT report_id, text FROM reports WHERE outcome = 'coded' ORDER BY report_id"):
        ends = [0, *(end for _, end in spans.get(report, []))]
        starts = [*(start for start, _ in spans.get(report, [])), len(text)]
        if any(text[end:start].strip() for end, start in zip(ends, starts, strict=True)):
            yield Violation("every word of a coded report lies in a section", report)


def _clues(record: Record) -> Iterator[Violation]:
    """Rows whose `why` is no list of clues, or has words that do not stand where it says."""
    for table in ("reports", "sections", "claims"):
        query = f"SELECT {_ID[table]}, why, text FROM {table} t JOIN reports r USING (report_id)"
        query = query.replace("why", "t.why").replace(" text", " r.text")
        for key, why, text in record.rows(f"{query} WHERE t.why IS NOT NULL ORDER BY ALL"):
            if not _sound(why, text or ""):
                yield Violation(f"{table}: the words of each clue stand where it says", key)


def _sound(why: str, text: str) -> bool:
    """Whether a JSON list of clues can be read, each with its words in the text."""
    try:
        return all(
            clue["start"] is None or text[clue["start"] : clue["end"]] == clue["words"] for clue in json.loads(why)
        )
    except (ValueError, TypeError, KeyError):
        return False
