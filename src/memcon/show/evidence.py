"""To lay open the evidence of an event, a claim or a report: the words in their sentence, the rules, the clues."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from memcon.record.record import Event, Record
from memcon.show.mark import pieces, safe, sentence
from memcon.show.phrases import STYLES, Fields, clues, dated, days, outlet, sides, support, value

_SLOTS = """
SELECT s.*, a.name FROM slots s LEFT JOIN actors a USING (actor_id)
WHERE claim_id = ? ORDER BY "start" NULLS LAST, part
"""
_CLAIM = """
SELECT c.*, e.event_id, a.name AS speaker_name, r.outlet, r.path, r.text, r.why AS report_why,
    s.role, s."first" AS now_first, s."last" AS now_last, s.basis AS now_basis, s.why AS now_why,
    u.n AS marked, u."right" AS marked_right, u.precision, u.clear
FROM claims c JOIN reports r USING (report_id)
LEFT JOIN sections s USING (report_id, section)
LEFT JOIN events e USING (claim_id)
LEFT JOIN rules u USING (rule)
LEFT JOIN actors a ON a.actor_id = c.speaker
WHERE claim_id = ?
"""


def event(record: Record, event_id: str) -> RenderableType:
    """An event: what it is held to be, then each telling with its evidence, report by report."""
    told = Event(record, event_id)
    row = told.row
    head = Text.assemble(
        (f"{safe(row['kind'])} ", "bold"), (sides(row["parties"]), "bold"), f"  {days(row['first'], row['last'])}",
        f", {safe(row['place'])}" if row["place"] else "", "  ", (row["status"], STYLES.get(row["status"], "")),
    )  # fmt: skip
    parts: list[RenderableType] = [head, Text(f"event {event_id}: {support(row)}", style="dim")]
    shown: list[str] = []
    for claim in told.claims:
        parts += [Text(), chain(record, claim["claim_id"], shown=shown)]
        shown.append(claim["claim_id"])
    return Group(*parts, *_standing(record, "event", event_id))


def chain(record: Record, claim_id: str, *, shown: Collection[str] = ()) -> RenderableType:
    """A claim: its sentence with the words of each part marked, the parts, its day with the clues, its links.

    Links to claims that were `shown` before it are left out: they stand there.
    """
    claim = record.fields(_CLAIM, claim_id)[0]
    slots = record.fields(_SLOTS, claim_id)
    head = Text.assemble(
        (claim["status"], STYLES.get(claim["status"], "")), f" {safe(claim['kind'])}, told by ", (outlet(claim), "bold")
    )
    head.append(f", {safe(claim['path']).split('/')[-1]}, {safe(claim['role']) or 'no section'}", style="dim")
    spans = [(s["start"], s["end"], s["part"]) for s in slots if s["start"] is not None]
    within = sentence(
        claim["text"], min([claim["start"], *(s[0] for s in spans)]), max([claim["end"], *(s[1] for s in spans)])
    )
    body = Group(
        _marked(claim["text"], within, spans),
        _facts([*_slots(slots), *_about(claim), *_links(record, claim_id, shown)]),
    )
    return Group(head, Padding(body, (0, 0, 0, 2)))


def report(record: Record, report_id: str) -> RenderableType:
    """A report: who published it and when, how that is known, its sections, and every claim it makes."""
    row = record.fields("SELECT * FROM reports WHERE report_id = ?", report_id)[0]
    head = Text.assemble(
        (safe(row["title"]) or safe(row["text"][:80]) or "(no text)", "bold"), f"\n{outlet(row)}, {dated(row)}"
    )
    facts = [
        ("path", safe(row["path"])),
        ("report", report_id),
        ("author", safe(row.get("author"))),
        ("url", safe(row["url"])),
        ("fetched", safe(row.get("fetched"))),
        ("problem", safe(row["problem"])),
    ]
    facts += [("also", safe(path)) for path in row["also"] or []] + [("dated by", clue) for clue in clues(row["why"])]
    facts += list(_sections(record, report_id))
    claims = record.rows('SELECT claim_id FROM claims WHERE report_id = ? ORDER BY "start", "end", claim_id', report_id)
    parts: list[RenderableType] = [head, _facts(facts)]
    shown: list[str] = []
    for (claim_id,) in claims:
        parts += [Text(), chain(record, claim_id, shown=shown)]
        shown.append(claim_id)
    return Group(*parts, *_standing(record, "report", report_id))


def _sections(record: Record, report_id: str) -> Iterator[tuple[str, str]]:
    """The "now" of each episode, where a report joins several or its day is not given."""
    rows = record.fields("SELECT * FROM sections WHERE report_id = ? ORDER BY section", report_id)
    for episode, each in groupby(rows, key=lambda row: row["episode"]):
        first = next(each)
        if first["basis"] not in (None, "none"):
            words = "; ".join(clues(first["why"]))
            yield (
                f"episode {episode}",
                f"told {days(first['first'], first['last'])} ({first['basis']})" + (f": {words}" if words else ""),
            )


def _slots(slots: Iterable[Fields]) -> Iterator[tuple[str, str]]:
    """Each part with its words, the actor meant and the value."""
    for slot in slots:
        words = f"“{safe(slot['words'])}”" if slot["words"] else "(meant, not worded)"
        actor = f" = {safe(slot['name'] or '?')} [{safe(slot['actor_id'])}]" if slot["actor_id"] else ""
        yield slot["part"], words + actor + (f" = {value(slot['value'])}" if slot["value"] else "")


def _about(claim: Fields) -> Iterator[tuple[str, str]]:
    """What a claim is beside its parts: how far, whose words, by which rule, when, and how each day was found."""
    for name in ("stage", "format", "form"):
        if claim[name]:
            yield name, safe(claim[name])
    if claim["voice"] != "outlet":
        yield "voice", safe(f"{claim['voice']} {claim['speaker_name'] or claim['speaker'] or ''}")
    reasons = "; ".join(clues(claim["why"]))
    yield "when", f"{days(claim['first'], claim['last'])} ({claim['basis']})" + (f": {reasons}" if reasons else "")
    if claim["now_basis"] not in (None, "none"):
        reasons = "; ".join(clues(claim["now_why"]) or clues(claim["report_why"]))
        told = f"{days(claim['now_first'], claim['now_last'])} ({claim['now_basis']})"
        yield "told", told + (f": {reasons}" if reasons else "")
    where = f"characters {claim['start']}–{claim['end']}, claim {safe(claim['claim_id'])}"
    yield "rule", f"{safe(claim['rule'])} ({_precision(claim)}), {where}"


def _precision(claim: Fields) -> str:
    """How often the rule of a claim is right, as far as claims of it were marked by hand."""
    if not claim["marked"]:
        return "no claim of it was marked by hand"
    told = f"right {claim['marked_right']} of {claim['marked']} times, precision {claim['precision']:.2f}"
    return told + (": clear" if claim["clear"] else "")


def _links(record: Record, claim_id: str, shown: Collection[str]) -> Iterator[tuple[str, str]]:
    """How a claim stands to others, and why it is held to."""
    query = 'SELECT *, if("left" = ?, "right", "left") AS other FROM links WHERE "left" = ? OR "right" = ? ORDER BY ALL'
    for link in record.fields(query, claim_id, claim_id, claim_id):
        if link["other"] in shown:
            continue
        score = f", {link['score']:.1f}" if link["score"] is not None else ""
        judged = "" if link["judgement"] == "same" else f", judged {link['judgement']}"
        direction = "" if link["relation"] == "same" else " (this one)" if link["left"] == claim_id else " (the other)"
        yield link["relation"], safe(f"{link['other']}{direction}{judged}{score}: {link['why']}")


def _standing(record: Record, kind: str, key: str) -> Iterator[RenderableType]:
    """What contradicts an event, what came of a plan; sentences of a report that may tell of more."""
    facts: list[tuple[str, str]] = []
    if kind == "event":
        for row in record.fields("SELECT * FROM disagreements WHERE ? IN (event_id, right_event)", key):
            left, right = (
                f"{safe(row[f'{side}_outlet']) or 'one report'}: {value(row[f'{side}_says'])}"
                for side in ("left", "right")
            )
            facts.append(("disagree", f"on the {row['about']}: {left}; {right}"))
        for row in record.fields(
            'SELECT DISTINCT planned, "first", "last", outcome FROM planned_then WHERE event_id = ?', key
        ):
            facts.append(("planned", f"{row['planned']} for {days(row['first'], row['last'])}, then {row['outcome']}"))
    else:
        text = record.rows("SELECT text FROM reports WHERE report_id = ?", key)[0][0]
        for row in record.fields('SELECT * FROM unread WHERE report_id = ? ORDER BY "start"', key):
            facts.append(("not read", f"“{safe(text[row['start'] : row['end']])}”: {safe(row['why'])}"))
    if facts:
        yield from (Text(), _facts(facts))


def _facts(facts: Iterable[tuple[str, str]]) -> Table:
    """Names and what they stand for, in two columns; those without a value are left out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, told in facts:
        if told:
            table.add_row(name, Text(told))
    return table


def _marked(text: str, within: tuple[int, int], spans: list[tuple[int, int, str]]) -> Text:
    """The sentence, the words of its parts in bold."""
    marked = Text("“", style="italic")
    for piece in pieces(text, within, spans):
        marked.append(
            safe(piece.words) if piece.words.strip() else " ", style="bold not italic underline" if piece.marks else ""
        )
    return marked.append("”")


SHOWN: dict[str, Callable[[Record, str], RenderableType]] = {"event": event, "claim": chain, "report": report}
"""What shows each kind of thing by its id."""
