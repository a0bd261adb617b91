"""Every page of a served record answers, leads only to pages that answer, and has a twin of data."""

import json
import re

import pytest

from served import Answer, Server, links_of, pages_of


@pytest.fixture(scope="module")
def pages(demo: Server) -> dict[str, Answer]:
    return pages_of(demo)


def test_every_link_leads_to_a_page(pages: dict[str, Answer]) -> None:
    assert {path: told.status for path, told in pages.items() if told.status not in (200, 303)} == {}
    kinds = {path.split("/")[1] for path in pages}
    assert kinds >= {
        "",
        "relationship",
        "event",
        "report",
        "person",
        "state",
        "place",
        "statements",
        "promises",
        "static",
    }


def test_every_page_has_one_heading_and_no_id_twice(pages: dict[str, Answer]) -> None:
    for path, told in pages.items():
        if told.headers["content-type"] == "text/html; charset=utf-8":
            assert len(re.findall(r"<h1[ >]", told.body)) == 1, path
            ids = links_of(told.body).ids
            assert len(ids) == len(set(ids)), path


def test_every_page_has_a_twin_of_data(demo: Server, pages: dict[str, Answer]) -> None:
    for path, told in pages.items():
        if told.headers["content-type"] == "text/html; charset=utf-8":
            twin = re.search(r'rel="alternate" type="application/json" href="([^"]+)"', told.body)
            assert twin, path
            data = demo.get(twin[1].replace("&amp;", "&"))
            assert (data.status, data.headers["content-type"]) == (200, "application/json"), path
            assert json.loads(data.body), path


def test_every_fragment_is_there(pages: dict[str, Answer]) -> None:
    ids = {path: set(links_of(told.body).ids) for path, told in pages.items() if "html" in told.headers["content-type"]}
    for path, told in pages.items():
        if path in ids:
            aimed = [link.partition("#") for link in links_of(told.body).links if "#" in link]
            lost = [f"{to}#{name}" for to, _, name in aimed if name not in ids.get(to or path, {name})]
            assert lost == [], path


def test_a_pair_of_states_that_is_picked_has_a_page(demo: Server) -> None:
    told = demo.get("/relationship?one=USA&other=SUN")
    assert (told.status, told.headers["location"]) == (303, "/relationship/SUN-USA")


def test_facets_narrow_the_list(demo: Server) -> None:
    every = json.loads(demo.get("/relationship/SUN-USA.json").body)
    (status,) = [facet for facet in every["facets"] if facet["name"] == "status"]
    assert sum(value["n"] for value in status["values"]) == every["n"] > 0
    for value in status["values"]:
        found = json.loads(demo.get(value["url"].replace("/SUN-USA", "/SUN-USA.json")).body)
        assert found["n"] == value["n"]
        assert {event["status"] for event in found["events"]} == {value["value"]}


def test_what_is_to_come_is_never_drawn_as_done(demo: Server) -> None:
    page = demo.get("/relationship/SUN-USA").body
    drawn = re.findall(r'<a href="(/event/\w+)" class="(\w+) (\w+) (?:dot|bar)">', page)
    told = json.loads(demo.get("/relationship/SUN-USA.json").body)["timeline"]
    status = {one["url"]: one["status"] for one in told}
    looks = {"happened": "solid", "ongoing": "solid", "cancelled": "off", "denied": "off"}
    assert len(drawn) > len(told) / 2
    assert [(url, look) for url, _, look in drawn if look != looks.get(status[url], "hollow")] == []


@pytest.mark.parametrize("path", ["/nowhere", "/relationship/ZZZ", "/relationship/SUN-ZZZ.json", "/static/nothing.css"])
def test_what_is_not_there_says_so(demo: Server, path: str) -> None:
    assert demo.get(path).status == 404


def test_a_plan_never_agrees_with_the_deed_in_status(demo: Server) -> None:
    told = json.loads(demo.get("/relationship.json?order=told").body)["events"]
    seen = set()
    for event in told[:20]:
        grid = json.loads(demo.get(f"{event['url']}.json").body)["grid"]
        (row,) = [row for row in grid["rows"] if row["fact"] == "Status"]
        cells = [{one["means"] for one in cell["said"]} for cell in row["cells"]]
        for at, cell in enumerate(row["cells"]):
            shared = any(cells[at] & other for n, other in enumerate(cells) if n != at)
            assert (cell["verdict"] == "agrees") == (shared and cell["verdict"] != "differs"), event["url"]
            seen.add(cell["verdict"])
    assert {"agrees", "alone"} <= seen


def test_no_day_that_was_worked_out_stands_bare(demo: Server) -> None:
    told = json.loads(demo.get("/disagreements.json").body)["missing"]
    tellers = {one["url"]: one["label"] for each in told for one in (each["told_by"], *each["absent_from"])}
    days = {url: json.loads(demo.get(f"{url}.json").body) for url in tellers}
    apart = {label for url, label in tellers.items() if days[url]["first"] != days[url]["last"]}
    assert apart != set()
    assert [label for label in apart if not re.search(r", (by|from) \d", label)] == []
    assert [label for label in tellers.values() if label not in apart and re.search(", (by|from) ", label)] == []
