"""To decide which pages a site has, and to name the file of each."""

import re
from collections import Counter, deque
from collections.abc import Callable, Mapping
from hashlib import sha256
from urllib.parse import parse_qsl, unquote

from msgspec import Struct

from memcon.record.record import Record
from memcon.show.web import addresses

LISTS = ("promises", "disagreements", "statements", "unread", "decisions")
"""The lists that are cut into pages, and can be narrowed by one thing at a time."""
SINGLE = ("framing", "run", "search")
"""The pages of which there is one."""
DEEPEST = 200
"""Pages of one list: further rows have no page of the list, whatever else leads to them."""


class Known(Struct, frozen=True):
    """What a site has pages of, by kind, and how much of it the record has."""

    there: Mapping[str, frozenset[str]]
    of: Mapping[str, int]


_EVENTS = "SELECT event_id FROM listed ORDER BY n_reports DESC, event_id"
_CHOSEN = {
    "event": _EVENTS,
    "report": f"""
        SELECT report_id FROM reports LEFT JOIN (
            SELECT report_id, count(*) AS n FROM clauses WHERE event_id IN ({_EVENTS} LIMIT {{most}}) GROUP BY report_id
        ) USING (report_id)
        WHERE outcome = 'coded' ORDER BY n IS NULL, report_id""",
    "actor": """
        SELECT a.actor_id, a.kind FROM actors a LEFT JOIN participants p USING (actor_id)
        GROUP BY ALL ORDER BY count(p.event_id) DESC, a.actor_id""",
    "relationship": "SELECT one, other FROM pairs ORDER BY n DESC, one, other",
}
"""The things of each kind that can have a page, those told most in front; reports of chosen events before others."""


def chosen(record: Record, most: int) -> Known:
    """The things that get pages: of each kind at most `most`."""
    there, of = {}, {}
    for kind, query in _CHOSEN.items():
        rows = record.rows(f"{query.format(most=most)} LIMIT {most}")
        there[kind] = frozenset(_ADDRESSES[kind](*row) for row in rows)
        of[kind] = int(record.rows(f"SELECT count(*) FROM ({query.format(most=most)})")[0][0])
    return Known(there, of)


def _relationship(one: str, other: str) -> str:
    return addresses.relationship((one,) if one == other else (one, other))


_ADDRESSES: Mapping[str, Callable[..., str]] = {
    "event": addresses.event,
    "report": addresses.report,
    "actor": addresses.actor,
    "relationship": _relationship,
}


class Plan:
    """The pages of a site in the order in which they were found, each with the file that holds it."""

    def __init__(self, known: Known, most: int) -> None:
        """Nothing found yet; of each list, at most `most` pages."""
        self.files: dict[str, str] = {}
        self.todo: deque[str] = deque()
        self._known, self._most = known, most
        self._names: set[str] = set()
        self._counted: Counter[str] = Counter()

    def file(self, address: str) -> str:
        """The file of the page at an address, which is then to be written; "" if the site has no such page."""
        address = re.sub(r"[?&]page=1$", "", address)
        address = "/" if address == "/relationship" else address
        if address not in self.files and self._has(address):
            self.files[address] = self._name(address)
            self.todo.append(address)
        return self.files.get(address, "")

    def _has(self, address: str) -> bool:
        path, _, words = address.partition("?")
        kind, query = path.split("/")[1], dict(parse_qsl(words))
        page = query.pop("page", "1")
        if not page.isdecimal() or int(page) > DEEPEST:
            return False
        of = "actor" if kind in addresses.KINDS else kind
        if of in self._known.there and path != "/relationship" and path not in self._known.there[of]:
            return False
        if path != "/" and of not in self._known.there and kind not in (*LISTS, *SINGLE, "relationship"):
            return False
        narrowed = 1 if kind in LISTS or (query.keys() <= {"year"} and kind == "relationship") else 0
        if len(query) > narrowed:
            return False
        if words:
            self._counted[kind] += 1
        return not words or self._counted[kind] <= self._most

    def _name(self, address: str) -> str:
        """A name that every file system takes, and that no other page has.

        What cannot stand in one is left out, and a hash of the address put in its place.
        """
        path, _, words = address.partition("?")
        asked = [f"{name}-{value}" for name, value in sorted(parse_qsl(words), reverse=True)]
        parts = [unquote(part) for part in path.strip("/").split("/") if part] or ["index"]
        told = ".".join([parts.pop() if len(parts) > 1 or not asked else "all", *asked])
        plain = re.sub(r"[^A-Za-z0-9,._~-]+", "-", told)[:80].strip("-.")
        name = "/".join([*parts, f"{plain}.html"])
        if plain != told or name.lower() in self._names or plain.split(".")[0].lower() in _RESERVED:
            name = "/".join([*parts, f"{plain or 'page'}_{sha256(address.encode()).hexdigest()[:10]}.html"])
        self._names.add(name.lower())
        return name


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""What Windows keeps for devices, whatever the ending."""
