"""To serve records on free ports: the sample pile, and one whose reports would do harm if they could."""

import json
import shutil
from collections.abc import Iterator

import pytest

from memcon.show.made import sample
from memcon.show.make import Work, make_record
from memcon.show.web.app import Shown
from memcon.show.web.guard import LOOPBACK
from served import Server, serving


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample pile."""
    place = tmp_path_factory.mktemp("web") / "demo"
    make_record(sample(), place, Work())
    yield from serving(place)


@pytest.fixture(scope="module")
def own(demo: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A copy of the sample record, to be decided on, held against what it was."""
    place = tmp_path_factory.mktemp("own") / "own"
    shutil.copytree(demo.record, place)
    yield from serving(place, Shown(LOOPBACK, compared=demo.record))


HARM = (
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
    "<svg onload=\"document.title='taken'\"><style>body { display: none }</style> {{ 7 * 7 }} \u202e\u009b31m"
)
MEETING = "The Norwegian foreign minister met the Peruvian foreign minister in Oslo on 6 May 2003."


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A record of reports that hold script, style, addresses that run, control characters and words of a template."""
    place = tmp_path_factory.mktemp("harm")
    first = {
        "text": f"{MEETING} {HARM}",
        "title": HARM,
        "outlet": f"Gazette {HARM}",
        "url": "javascript:document.title='x'",
    }
    quoted = f'{HARM}\n\n{MEETING} "{HARM}", the Norwegian foreign minister said.'
    second = {"text": quoted, "title": "Talks", "outlet": "Courier", "url": "data:text/html,<script>alert(1)</script>"}
    reports = [one | {"published": "2003-05-07"} for one in (first, second)]
    file = place / "pile.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in reports), encoding="utf-8")
    empty = place / f"{'long_' * 30}.txt"
    empty.touch()
    make_record([file, empty], place / "record", Work())
    yield from serving(place / "record")
