"""To find what a user means by an id, the start of one, or a report's path."""

from memcon.record.record import Record

KINDS = ("event", "claim", "report")


def locate(record: Record, key: str) -> tuple[str, str]:
    """The kind (event, claim or report) and whole id of what `key` names; raises KeyError for nothing, or several.

    A whole id comes before the start of one; an event before a report, a report before a claim.
    """
    for kind in KINDS:
        if record.rows(f"SELECT 1 FROM {kind}s WHERE {kind}_id = ? LIMIT 1", key):
            return kind, key
    by_path = "SELECT report_id FROM reports WHERE path = ? OR ends_with(path, '/' || ?) ORDER BY ALL"
    found = [("report", row[0]) for row in record.rows(by_path, key, key)]
    for kind in ("event", "report", "claim"):
        starts = f"SELECT DISTINCT {kind}_id FROM {kind}s WHERE starts_with({kind}_id, ?) ORDER BY ALL LIMIT 6"
        found = found or [(kind, row[0]) for row in record.rows(starts, key)]
    if len(found) == 1:
        return found[0]
    if found:
        raise KeyError(
            f"{key}: several {found[0][0]}s are called so: {', '.join(one for _, one in found[:5])}, …; say more of it"
        )
    raise KeyError(
        f"{key}: no event, claim or report of {record.path} is called so; list them with: memcon show {record.path}"
    )
