"""To know how often each rule is right (`data/rule_precision.json`), and which rules are clear."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

if TYPE_CHECKING:  # what is cached here must not hold DuckDB: it would tell of leaks whenever Python ends
    import duckdb

TIERS = ("all", "clear")
"""Which claims of a record are looked at: all, or those whose rule is clear."""

_Z = 1.96  # normal deviate of an interval that holds in 95 cases of 100


class Precision(Struct, frozen=True, forbid_unknown_fields=True):
    """How many claims of a rule were marked by hand, and how many of them are right."""

    n: int
    right: int

    @property
    def at_least(self) -> float:
        """The lower end of Wilson's interval for the share that is right: what `n` claims can vouch for."""
        if not self.n:
            return 0.0
        share, square = self.right / self.n, _Z * _Z
        spread = _Z * sqrt(share * (1 - share) / self.n + square / (4 * self.n * self.n))
        return (share + square / (2 * self.n) - spread) / (1 + square / self.n)


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """How often each rule is right. A rule is clear where at least the share `least` of at least `enough` claims is."""

    version: int
    basis: str
    least: float
    enough: int
    rules: Mapping[str, Precision]

    def clears(self, rule: str) -> bool:
        """Whether a rule is clear; one that was measured on too few claims is not."""
        one = self.rules.get(rule)
        return one is not None and one.n >= self.enough and one.right >= self.least * one.n


@cache
def load_rules() -> Rules:
    """What ships with the package; ValueError names what is missing or wrong."""
    try:
        return msgspec.json.decode(files("memcon").joinpath("data/rule_precision.json").read_bytes(), type=Rules)
    except msgspec.ValidationError as error:
        raise ValueError(f"rule_precision.json: {error}; write it anew: python eval/rules.py --write") from error


def attach_rules(db: "duckdb.DuckDBPyConnection") -> None:
    """Make the view `rules` known to a connection: rule, n, right, precision, at_least, clear."""
    told = load_rules()
    columns = 'rule VARCHAR, n INTEGER, "right" INTEGER, precision DOUBLE, at_least DOUBLE, clear BOOLEAN'
    db.execute(f"CREATE TABLE rules_marked ({columns})")
    rows = [
        (rule, one.n, one.right, round(one.right / one.n, 3), round(one.at_least, 3), told.clears(rule))
        for rule, one in sorted(told.rules.items())
        if one.n
    ]
    if rows:
        unnested = ", ".join(["unnest(?)"] * len(rows[0]))
        db.execute(f"INSERT INTO rules_marked SELECT {unnested}", [list(column) for column in zip(*rows, strict=True)])
    db.execute("CREATE VIEW rules AS SELECT * FROM rules_marked ORDER BY n DESC, rule")


_CLEAR = "(rule IN (SELECT rule FROM rules WHERE clear) OR starts_with(rule, 'person:') OR ends_with(rule, '+decided'))"
_ITS = "claim_id IN (SELECT claim_id FROM claims)"
NARROWED: Mapping[str, Mapping[str, str]] = {
    "all": {},
    "clear": {
        "claims": _CLEAR,
        "slots": _ITS,
        "events": _ITS,
        "links": '"left" IN (SELECT claim_id FROM claims) AND "right" IN (SELECT claim_id FROM claims)',
    },
}
"""Of each tier, the condition that a row of a table has to meet; what a person decided or added is always clear."""
