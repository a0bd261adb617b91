"""To write the reference of kinds, docs/reference/kinds.md, from what memcon knows.

python eval/kinds_page.py
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from memcon.article import with_article

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "kinds.md"
DATA = ROOT / "src" / "memcon" / "data" / "kinds.toml"
WORDS = 5
FAMILIES = {
    "engagement": "what two sides do together",
    "undertaking": "what one side takes upon itself, or both",
    "stance": "what one side says to or of another",
    "measure": "what one side does to another",
    "statement": "words put in somebody's mouth",
}
HEAD = """# Kinds of event

<!-- written by `python eval/kinds_page.py` from src/memcon/data/kinds.toml -->

Every claim is of one kind, every kind of one family. Beside each kind stand words by which it is told (of many kinds
more than fit here), and the PLOVER type and mode that a claim of it is exported as when it happened and when it is only
scheduled ([how](../explain/plover.md)).
[A new kind](../how-to/add-a-kind.md) is a table in `src/memcon/data/kinds.toml`; ids are added, never renamed.
"""


def words(table: dict[str, Any]) -> str:
    """The first words that tell a kind: verbs with their objects, nouns."""
    verbs = [row["is"].split()[0].replace("_", " ") + _object(row) for row in table["verbs"]]
    nouns = [noun.replace("_", " ") for noun in table["nouns"].split()]
    told = list(dict.fromkeys([*verbs, *nouns]))
    return ", ".join(told[:WORDS]) + (" …" if len(told) > WORDS else "")


def _object(row: dict[str, Any]) -> str:
    return f" {with_article(row['object'].split()[0])}" if row.get("object") else ""


def lines(kinds: dict[str, Any]) -> Iterator[str]:
    """The page after its head: a table for each family."""
    for family, means in FAMILIES.items():
        yield f"\n## {family.capitalize()}: {means}\n\n| kind | told by | happened | scheduled |\n|---|---|---|---|\n"
        for name, table in kinds.items():
            if table["family"] == family:
                plover = table.get("plover", {})
                yield f"| `{name}` | {words(table) or 'speech, direct or reported'} | {_code(plover, 'happened')} "
                yield f"| {_code(plover, 'scheduled')} |\n"


def _code(plover: dict[str, str], status: str) -> str:
    return plover.get(status) or "not exported"


def page() -> str:
    """The whole page."""
    return HEAD + "".join(lines(tomllib.loads(DATA.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
