"""To remember from pass to pass what a feed and its pages answered: in a folder beside the record, `REC.watch`."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

FILE = "state.json"


class FeedState(Struct, omit_defaults=True):
    """What a feed answered last: the marks to ask it by for news only, and the time (UTC) before which not to ask."""

    etag: str | None = None
    modified: str | None = None
    not_before: str | None = None


class PageState(Struct, omit_defaults=True):
    """What became of a page that a feed named: where it is kept, or why it is not, and how often it was tried."""

    feed: str
    file: str | None = None
    fetched: str | None = None
    problem: str | None = None
    tries: int = 0
    not_before: str | None = None
    added: int = 0


class State(Struct):
    """All that is remembered, by address."""

    feeds: dict[str, FeedState] = {}
    pages: dict[str, PageState] = {}


def folder(record: Path) -> Path:
    """Where what is remembered, and the pages fetched, lie: beside the record, so that no build moves them."""
    return record.with_name(record.name + ".watch")


def load(record: Path) -> State:
    """What is remembered; nothing where nobody has watched yet. Raises ValueError for a state that cannot be read."""
    file = folder(record) / FILE
    if not file.is_file():
        return State()
    try:
        return msgspec.json.decode(file.read_bytes(), type=State)
    except msgspec.MsgspecError as why:
        raise ValueError(f"{file}: cannot be read ({why}); remove it, and every page is fetched anew") from why


def save(state: State, record: Path) -> None:
    """Remember; what was remembered before is replaced in one step."""
    file = folder(record) / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".new")
    aside.write_bytes(msgspec.json.format(msgspec.json.encode(state), indent=1))
    os.replace(aside, file)
