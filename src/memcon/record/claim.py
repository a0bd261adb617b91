"""To look at one claim of a record: its row, its parts, and the report that it stands in."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memcon.record.record import Fields, Record


class Claim:
    """One claim of a record, with the row that `clauses` gives of it; a notebook shows it in its sentence."""

    def __init__(self, record: "Record", claim: str) -> None:
        """Made by `Record.claim`."""
        self.id, self._record = claim, record
        self.row: Fields = record.fields("SELECT * FROM clauses WHERE claim_id = ?", claim)[0]

    @property
    def slots(self) -> "list[Fields]":
        """Its parts in the order of the text, each with the name of its actor."""
        query = (
            "SELECT s.*, a.name FROM slots s LEFT JOIN actors a USING (actor_id) WHERE claim_id = ?"
            ' ORDER BY s."start" NULLS LAST, part, actor_id'
        )
        return self._record.fields(query, self.id)

    @property
    def text(self) -> str:
        """The text of its report, in which `row["start"]` and `row["end"]` count."""
        return str(self._record.rows("SELECT text FROM reports WHERE report_id = ?", self.row["report_id"])[0][0])

    def __repr__(self) -> str:
        """What it tells, and its words, in one line."""
        return f"<Claim {self.id}: {self.row['status']} {self.row['kind']}, “{' '.join(self.row['clause'].split())}”>"

    def _repr_html_(self) -> str:
        from memcon.show.notebook import claim_card  # noqa: PLC0415

        return claim_card(self)
