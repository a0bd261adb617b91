"""To write a record as a site of files: the pages that `memcon serve` shows, one after another, led to each other."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from starlette.requests import Request
from starlette.routing import Match, Route

from memcon.record.record import Record
from memcon.show.web import addresses
from memcon.show.web.app import PAGES
from memcon.show.web.live import Live, View
from memcon.show.web.site.find import write_index
from memcon.show.web.site.links import relinked
from memcon.show.web.site.plan import Known, Plan, chosen
from memcon.show.web.templates import written
from memcon.show.write.place import placed

FORM = "site"
Watch = Callable[[int, int], None]
"""What is told after each page: how many are written, how many are found so far."""
_FIRST = ("/", "/promises", "/disagreements", "/statements", "/framing", "/unread", "/decisions", "/run", "/search")
_KINDS = ("relationship", "event", "report", "actor")
_ROOMS = ("/relationship", *_FIRST[1:])
"""The pages that the head of each page names."""


class Partner(Struct, frozen=True):
    """A state that another one has events with: its name, how many, the page of both."""

    name: str
    n: int
    url: str


class Copy(Struct, frozen=True):
    """What pages say of the site that they are of: which events have a page, and who met whom."""

    made_by: str
    events: int
    of: int
    partners: Mapping[str, tuple[Partner, ...]]


def write_site(path: Path, out: Path, *, most: int, watch: Watch = lambda *_: None) -> int:
    """Write the record at `path` as a site to the folder `out`; the number of its pages.

    Of each kind of things (events, reports, actors, relationships) those told most have a page, `most` at most.
    NotARecord, and FileExistsError where `out` is a folder of other things than an earlier site.
    """
    view = Live(path).view()
    known = chosen(view.record, most)
    plan = Plan(known, most)
    for address in (*_FIRST, *(one for kind in _KINDS for one in sorted(known.there[kind]))):
        plan.file(address)
    with placed(out, FORM, [FORM]) as made:
        _lay_out(made)
        copy = _copy(view.record, known)
        for done, (file, html) in enumerate(_pages(view, plan, copy), 1):
            (made / file).parent.mkdir(parents=True, exist_ok=True)
            (made / file).write_text(html, encoding="utf-8", newline="\n")
            watch(done, len(plan.files))
        write_index(view.record, made / "static" / "index.js", lambda address: plan.files.get(address, ""))
    return len(plan.files)


def _lay_out(made: Path) -> None:
    """Lay down what pages share: the style sheet, the icon, the land of maps, the script of the search."""
    static, ours = files("memcon.show.web") / "static", files("memcon.show.web.site")
    (made / "static").mkdir(parents=True)
    for name in ("memcon.css", "icon.svg"):
        (made / "static" / name).write_bytes((static / name).read_bytes())
    (made / "static" / "search.js").write_bytes((ours / "search.js").read_bytes())
    land = (static / "world.svg").read_text(encoding="utf-8").replace("><!--", f">{_LAND}<!--", 1)
    (made / "static" / "land.svg").write_text(land, encoding="utf-8")


_LAND = (
    "<style>path{fill:#e4e0d5;stroke:#dcd9d0;stroke-width:.6;vector-effect:non-scaling-stroke}"
    "@media(prefers-color-scheme:dark){path{fill:#30353d;stroke:#343942}}</style>"
)
"""The colours of land: from disk a map can show it as a picture alone, which no style sheet reaches."""


def _copy(record: Record, known: Known) -> Copy:
    names = dict(record.rows("SELECT country, name FROM country_names"))
    partners: dict[str, list[Partner]] = defaultdict(list)
    for one, other, n in record.rows("SELECT one, other, n FROM pairs ORDER BY n DESC, one, other"):
        url = addresses.relationship((one,) if one == other else (one, other))
        for state, partner in {(one, other), (other, one)} if one != other else {("", one)}:
            if url in known.there["relationship"]:
                partners[state].append(Partner(names.get(partner, partner), n, url))
    named = {state: tuple(sorted(found, key=lambda one: (one.name, one.url))) for state, found in partners.items()}
    made_by = f"memcon {record.run.get('memcon', '')}".strip()
    return Copy(made_by, len(known.there["event"]), known.of["event"], named)


def _pages(view: View, plan: Plan, copy: Copy) -> Iterator[tuple[str, str]]:
    """Each page of the plan with the name of its file; the plan grows by what a page leads to."""
    routes = [(Route(path, _never), template, make) for path, (template, make) in PAGES.items()]

    def name(address: str) -> str:
        return address[1:] if address.startswith("/static/") else plan.file(address)

    while plan.todo:
        address = plan.todo.popleft()
        path, _, query = ("/relationship" if address == "/" else address).partition("?")
        for route, template, make in routes:
            scope = _scope(path, query)
            match, found = route.matches(scope)
            if match is Match.FULL:
                page = make(view, Request({**scope, **found}))
                around = {"record": view.name, "path": path, "rooms": _ROOMS, "twin": "", "copy": copy}
                yield plan.files[address], relinked(written(template, page, around), plan.files[address], name)
                break


def _scope(path: str, query: str) -> dict[str, object]:
    """A request as the server would hand it on."""
    return {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "query_string": query.encode("ascii"),
        "headers": [],
    }


def _never(request: Request) -> None:
    """Nothing is asked of a route here but whether it matches."""
