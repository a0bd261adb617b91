"""Pages as data: what is described is what is answered, lists go in steps, wrong questions are told apart."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from fuzz_api import found_in, fuzz
from memcon.record.record import digest, open_record
from memcon.show.web.api.twins import TWINS
from memcon.show.web.app import PAGES, Shown
from memcon.show.web.guard import LOOPBACK
from served import Server, serving

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def described(demo: Server) -> Any:
    return json.loads(demo.get("/openapi.json").body)


@pytest.fixture(scope="module")
def there(demo: Server) -> dict[str, str]:
    told = open_record(demo.record)
    ((claim,),) = told.rows("SELECT min(claim_id) FROM claims WHERE kind = 'meeting'")
    return {**found_in(demo.record), "key": claim}


def address(path: str, there: dict[str, str]) -> str:
    """The address of a page that is there."""
    key = {"/correct/event/{key}": there["event"], "/correct/report/{key}": there["report"]}.get(path, there["key"])
    return path.format_map({**there, "key": key}) + ".json"


def wrong(described: Any, path: str, answer: Any) -> list[str]:
    """What of an answer is not as described."""
    told = described["paths"][f"{path}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    schema = {**told, "components": described["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(answer)]


def test_the_description_is_openapi(described: Any) -> None:
    validate(described)
    operations = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(operations) == len(set(operations)) == len(PAGES) + 3


def test_every_page_is_described() -> None:
    assert set(TWINS) == set(PAGES)


@pytest.mark.parametrize("path", [path for path in TWINS if path != "/run/diff"])
def test_every_page_as_data_is_as_described(demo: Server, described: Any, there: dict[str, str], path: str) -> None:
    answer = demo.get(address(path, there))
    assert answer.status == 200, answer.body
    assert wrong(described, path, json.loads(answer.body)) == []


def test_what_changed_as_data_is_as_described(demo: Server, hostile: Server, described: Any) -> None:
    held = serving(demo.record, Shown(LOOPBACK, compared=hostile.record))
    told = json.loads(next(held).get("/run/diff.json").body)
    next(held, None)
    assert wrong(described, "/run/diff", told) == []
    assert "/run/diff" in TWINS
    assert len(json.dumps(told)) > 1000, "two records of other reports differ in much"


def test_lists_are_narrowed_by_what_is_described(demo: Server) -> None:
    for path, twin in TWINS.items():
        if twin.steps and "{" not in path and path != "/relationship":
            listed = json.loads(demo.get(f"{path}.json").body)["listed"]
            names = {param.name for param in twin.params} - {"limit", "page", "cursor"}
            assert {one["name"] for one in listed["narrow"]} == names, path


@pytest.mark.parametrize(
    ("path", "rows"), [("/relationship.json?order=oldest", "events"), ("/statements.json?form=reported", "statements")]
)
def test_a_list_in_steps_is_the_list(demo: Server, path: str, rows: str) -> None:
    whole = json.loads(demo.get(f"{path}&limit=500").body)[rows]
    steps, at = [], f"{path}&limit=7"
    while at:
        answer = demo.get(at)
        told = json.loads(answer.body)
        steps.append(told[rows])
        assert answer.headers.get("link", "") == (f'<{told["next"]}>; rel="next"' if told["next"] else "")
        at = told["next"]
    assert [row for step in steps for row in step] == whole
    assert len(steps) == -(-len(whole) // 7) > 1


def test_a_cursor_is_of_one_list(demo: Server) -> None:
    cursor = json.loads(demo.get("/relationship.json?limit=5").body)["next"].partition("cursor=")[2]
    assert demo.get(f"/relationship.json?limit=5&cursor={cursor}").status == 200
    for other in (f"/relationship.json?limit=6&cursor={cursor}", f"/statements.json?limit=5&cursor={cursor}"):
        told = demo.get(other)
        assert (told.status, told.headers["content-type"]) == (404, "application/problem+json")
        assert "begin again" in json.loads(told.body)["detail"]


@pytest.mark.parametrize("path", ["/relationship.json", "/run.json", "/feed.atom", "/calendar.ics"])
def test_answers_bear_the_digest(demo: Server, path: str) -> None:
    first = demo.get(path)
    assert first.headers["etag"] == f'W/"{digest(open_record(demo.record))}"'
    again = demo.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, "")
    assert demo.get(path, headers={"If-None-Match": '"another"'}).status == 200


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/relationship.json?status=maybe", 400, "none of happened"),
        ("/relationship.json?rank=9", 400, "from 1 to 5"),
        ("/relationship.json?from=2020-02-30", 400, "YYYY-MM-DD"),
        ("/relationship.json?page=1&page=2", 400, "given twice"),
        ("/run.json?colour=red", 400, "not asked here"),
        ("/feed.atom?dyad=russia", 400, "does not match"),
        ("/calendar.ics?dyad=ZZZ", 404, "no state of this record"),
        ("/event/none.json", 404, "none"),
        ("/nowhere.json", 404, ""),
    ],
)
def test_wrong_questions_are_told_apart(demo: Server, path: str, status: int, told: str) -> None:
    answer = demo.get(path)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = json.loads(answer.body)
    assert problem["status"] == status
    assert told in problem["detail"]
    assert problem["title"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/json", "application/problem+json"),
        ("text/html,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ],
)
def test_errors_are_told_as_the_asker_reads(demo: Server, accept: str, media: str) -> None:
    answer = demo.get("/nowhere", headers={"Accept": accept})
    assert (answer.status, answer.headers["content-type"]) == (404, media)


@pytest.mark.parametrize("facet", ["family", "kind", "status", "support", "rank", "year", "outlet"])
def test_every_facet_narrows(demo: Server, facet: str) -> None:
    told = json.loads(demo.get("/relationship.json").body)
    (values,) = [one["values"] for one in told["facets"] if one["name"] == facet]
    for value in values[:3]:
        found = json.loads(demo.get(value["url"].replace("/relationship?", "/relationship.json?")).body)
        assert found["n"] == value["n"] > 0, value


def test_the_feed_is_atom(demo: Server) -> None:
    answer = demo.get("/feed.atom?dyad=SUN-USA&status=scheduled")
    assert answer.headers["content-type"] == "application/atom+xml"
    root = ElementTree.fromstring(answer.body)
    entries = root.findall(f"{ATOM}entry")
    for one in (root, *entries):  # RFC 4287: one each
        assert all(len(one.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    read = feedparser.parse(answer.body)
    assert (read.bozo, read.version) == (False, "atom10")
    assert {entry.tags[1].term for entry in read.entries} == {"scheduled"}
    asked = json.loads(demo.get("/relationship/SUN-USA.json?status=scheduled").body)
    pages = {entry.link.removeprefix(demo.base) for entry in read.entries}
    assert pages == {event["url"] for event in asked["events"]}
    assert all("“" in entry.summary for entry in read.entries)


def test_a_report_that_would_do_harm_leaves_the_feed_whole(hostile: Server) -> None:
    assert feedparser.parse(hostile.get("/feed.atom").body).bozo is False
    assert icalendar.Calendar.from_ical(hostile.get("/calendar.ics").body).errors == []


def test_the_calendar_is_icalendar(demo: Server) -> None:
    answer = demo.get("/calendar.ics?dyad=SUN-USA&status=happened")
    assert answer.headers["content-type"].startswith("text/calendar")
    read = icalendar.Calendar.from_ical(answer.body)
    assert read.errors == []
    asked = json.loads(demo.get("/relationship/SUN-USA.json?status=happened&family=engagement&limit=500").body)
    known = [event for event in asked["events"] if event["first"] and event["last"]]
    told = {str(event["uid"]).partition("@")[0].removeprefix("event-"): event for event in read.walk("VEVENT")}
    days = {event["id"].partition(":")[2]: event["first"] for event in known}
    assert told
    for key, entry in told.items():
        assert (str(entry.decoded("dtstart")), str(entry["status"])) == (days[key], "CONFIRMED")


def test_nothing_that_may_be_asked_breaks_it(demo: Server, tmp_path: Path) -> None:
    done = fuzz(demo.base, tmp_path, "--phases", "fuzzing", "--max-examples", "3", "--generation-deterministic",
                there=found_in(demo.record))  # fmt: skip
    assert done.returncode == 0, "\n".join(line[:300] for line in done.stdout.splitlines()[-80:])
    assert "20/20" in done.stdout
