"""To name the page of each thing: addresses that can be read, and stay the same as long as its id does."""

from urllib.parse import quote, urlencode

KINDS = ("person", "state", "body", "place")
"""The kinds of actors that have a page."""


def event(event_id: str) -> str:
    """The page of an event.

    >>> event("event:2dc4a3d6b062a3fa")
    '/event/2dc4a3d6b062a3fa'
    """
    return f"/event/{_part(event_id.rpartition(':')[2])}"


def report(report_id: str) -> str:
    """The page of a report."""
    return f"/report/{_part(report_id)}"


def claim(report_id: str, claim_id: str) -> str:
    """The place of a claim on the page of its report."""
    return f"{report(report_id)}#{anchor(claim_id)}"


def anchor(claim_id: str) -> str:
    """The name of a claim within a page; a claim's id begins with its report's.

    >>> anchor("096dd8452f1888f9:agreement:40-157:1")
    'agreement-40-157-1'
    """
    return quote(claim_id.partition(":")[2].replace(":", "-") or claim_id, safe="")


def actor(actor_id: str, kind: str | None) -> str:
    """The page of a person, state, body or place.

    >>> actor("person:mikhail-gorbachev", "person"), actor("SUN", "state")
    ('/person/mikhail-gorbachev', '/state/SUN')
    """
    there = kind if kind in KINDS else "actor"
    return f"/{there}/{_part(actor_id.removeprefix(f'{there}:'))}"


def correct(kind: str, key: str) -> str:
    """The forms by which a claim, event or report is corrected.

    >>> correct("event", "event:2dc4a3d6b062a3fa")
    '/correct/event/2dc4a3d6b062a3fa'
    """
    return f"/correct/{kind}/{_part(key.removeprefix('event:'))}"


def relationship(countries: tuple[str, ...] = (), **asked: str) -> str:
    """The page of two countries, of one, or of all, with what is asked of their events.

    >>> relationship(("SUN", "USA"), status="happened")
    '/relationship/SUN-USA?status=happened'
    """
    path = f"/relationship/{_part('-'.join(countries))}" if countries else "/relationship"
    return with_query(path, asked)


def with_query(path: str, asked: dict[str, str]) -> str:
    """A path with its query, what is empty left out."""
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{told}" if told else path


def _part(text: str) -> str:
    return quote(text, safe=":,-._~")
