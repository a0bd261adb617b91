"""To go through a long list in steps: a cursor names the next page of one list in one state of the record."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256

from memcon.show.web import addresses

_MARK = 9


def cursor(page: int, of: str) -> str:
    """The cursor of a page of a list.

    >>> page_of(cursor(3, "a list"), "a list"), page_of(cursor(3, "a list"), "another")
    (3, None)
    """
    return urlsafe_b64encode(_mark(of) + page.to_bytes(4)).decode().rstrip("=")


def page_of(given: str, of: str) -> int | None:
    """The page that a cursor names, or None where it is none of this list."""
    try:
        told = urlsafe_b64decode(given + "=" * (-len(given) % 4))
    except ValueError:
        return None
    return int.from_bytes(told[_MARK:]) if len(told) == _MARK + 4 and told[:_MARK] == _mark(of) else None


def list_of(path: str, asked: Mapping[str, str], digest: str) -> str:
    """What a list is: its address and what is asked of it, in one state of the record."""
    narrowed = {name: value for name, value in sorted(asked.items()) if name not in ("cursor", "page")}
    return f"{digest} {addresses.with_query(path, narrowed)}"


def _mark(of: str) -> bytes:
    return sha256(of.encode()).digest()[:_MARK]
