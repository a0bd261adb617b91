"""To sum up a record honestly: what was read and dated, what was left out and why, how well events are supported."""

from typing import Any

from rich.table import Table
from rich.text import Text

from memcon.record.record import Record
from memcon.show.mark import safe
from memcon.show.phrases import count

Figures = dict[str, Any]


def figures(record: Record) -> Figures:
    """The figures of a record, by name; what was left out with path and problem."""
    reports = dict(record.rows("SELECT outcome, count(*) FROM reports GROUP BY outcome ORDER BY outcome"))
    dated = "SELECT basis, count(*) FROM reports WHERE outcome = 'coded' GROUP BY basis ORDER BY basis"
    split = (
        "SELECT count(*) FROM (SELECT report_id FROM sections GROUP BY report_id HAVING count(DISTINCT episode) > 1)"
    )
    foreign = (
        "SELECT language, count(*) FROM reports WHERE problem LIKE '%is in the language%' GROUP BY language"
        " ORDER BY count(*) DESC, language"
    )
    families = "SELECT family, count(*) FROM happenings GROUP BY family ORDER BY family"
    supports = "SELECT support, count(*) FROM happenings WHERE family IN ('engagement', 'undertaking') GROUP BY support"
    return {
        "record": str(record.path),
        "reports": sum(reports.values()),
        "outcomes": reports,
        "dated": dict(record.rows(dated)),
        "languages": dict(record.rows(foreign)),
        "split": record.rows(split)[0][0],
        "copies": record.rows("SELECT count(*) - count(DISTINCT copy_group) FROM reports WHERE copy_group IS NOT NULL")[
            0
        ][0],
        "claims": record.rows("SELECT count(*) FROM claims")[0][0],
        "events": sum(dict(record.rows(families)).values()),
        "families": dict(record.rows(families)),
        "support": dict(record.rows(supports)),
        "unread": record.rows("SELECT count(*) FROM unread")[0][0],
        "left_out": record.fields("SELECT path, outcome, problem FROM reports WHERE outcome <> 'coded' ORDER BY path"),
        "noted": record.fields(
            "SELECT path, problem FROM reports WHERE outcome = 'coded' AND problem IS NOT NULL ORDER BY path"
        ),
        "seconds": record.run.get("seconds", {}),
    }


def lines(found: Figures, *, most: int = 20) -> list[tuple[str, str]]:
    """The figures as (name, what is said of it); of the reports left out the first `most`."""
    dated = {"given": "given", "dateline": "by dateline", "clues": "by clues", "none": "not datable"}
    support = {
        "corroborated": "corroborated",
        "several_outlets": "in several outlets of one origin",
        "same_source": "of one source",
        "single_source": "in a single report",
        "contested": "contested",
    }
    refused = _listed({"skipped": "skipped", "failed": "failed"}, found["outcomes"], before=": ")
    families = (
        ": " + ", ".join(count(n, family) for family, n in found["families"].items()) if found["families"] else ""
    )
    joined = {"split": "joining two or more episodes", "copies": "copying another's text"}
    unread = f"{count(found['unread'], 'sentence')} that may tell of more (table unread)" if found["unread"] else ""
    told = [
        ("reports", f"{found['reports']:,} read{refused}"),
        ("not English", ", ".join(f"{n:,} in {language}" for language, n in found["languages"].items())),
        ("dated", _listed(dated, found["dated"])),
        ("of these", _listed(joined, found)),
        ("claims", f"{found['claims']:,} in {count(found['events'], 'event')}{families}"),
        ("supported", _listed(support, found["support"]) or "no engagement or undertaking found"),
        ("passed by", unread),
    ]
    left = [(row["outcome"], safe(row["problem"])) for row in found["left_out"][:most]]
    noted = [("note", safe(row["problem"])) for row in found["noted"][:most]]
    more = len(found["left_out"]) - most
    return (
        told + left + ([("", f"and {more:,} more: memcon show {found['record']} --json")] if more > 0 else []) + noted
    )


def _listed(names: dict[str, str], counts: dict[str, int], *, before: str = "") -> str:
    """The counts that are not zero, in the order of `names`."""
    told = ", ".join(f"{counts[key]:,} {name}" for key, name in names.items() if counts.get(key))
    return before + told if told else ""


def table(found: Figures) -> Table:
    """The summary in two columns, and where the record lies."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    for name, told in lines(found):
        if told:
            grid.add_row(name, told)
    grid.add_row("record", Text(f"{found['record']}   (memcon show {found['record']})", style="bold"))
    return grid
