"""To describe the pages as data in OpenAPI 3.1, from the routes and the types that answer."""

import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import msgspec

from memcon.show.web.addresses import KINDS
from memcon.show.web.api.feed import FEEDS
from memcon.show.web.api.params import Param, one_of, text
from memcon.show.web.api.problem import MEDIA, Problem
from memcon.show.web.api.twins import TWINS, Twin

_WHERE = "#/components/schemas/{name}"
_IN_PATH: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "countries": ("Codes of states, as SUN-USA.", {**text(80), "pattern": "^[A-Z]{3}(-[A-Z]{3})*$"}),
    "event": ("The id of an event, or the start of it; one of an earlier build leads on.", text(80)),
    "report": ("The id of a report, or its file name.", text(400)),
    "key": ("The id, or the start of it.", text(400)),
    "kind": ("What the actor is.", one_of(KINDS)),
    "actor": ("The id of the actor without its kind; the code of a state.", text(200)),
}  # fmt: skip
_TAG: Mapping[str, Any] = {"description": "The record's digest.", "required": True, "schema": {"type": "string"}}
_LINK: Mapping[str, Any] = {
    "description": "The next step of the list, `rel=next`; none after the last.",
    "schema": {"type": "string"},
}


def described() -> dict[str, Any]:
    """The description of all that programs can ask."""
    types = [one.page for one in TWINS.values()]
    refs, shapes = msgspec.json.schema_components([Problem, *types], ref_template=_WHERE)
    operations = zip(TWINS.items(), refs[1:], strict=True)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "A record of memcon",
            "version": version("memcon"),
            "description": "The pages of a record as data. Only reading; answers bear the record's digest as their"
            " ETag, so that If-None-Match is answered with 304 until the record changes.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            **{f"{path}.json": {"get": _operation(path, one, ref)} for (path, one), ref in operations},
            **{path: {"get": _feed(path)} for path in FEEDS},
            "/openapi.json": {"get": _itself()},
        },
        "components": {"schemas": shapes},
    }


def _operation(path: str, one: Twin, shape: dict[str, Any]) -> dict[str, Any]:
    headers: dict[str, Any] = {"ETag": _TAG}
    if one.steps:
        follows = {"type": "object", "required": ["next"], "properties": {"next": {
            "type": "string", "description": "The address of the next step, empty after the last."}}}  # fmt: skip
        shape, headers = {"allOf": [shape, follows]}, {**headers, "Link": _LINK}
    moved = {"303": {"description": "It has another address.", "headers": {"Location": _LOCATION}}}
    return {
        "operationId": _name(path),
        "summary": one.words,
        "parameters": [*map(_in_path, re.findall(r"{(\w+)}", path)), *map(_in_query, one.params)],
        "responses": {
            "200": {"description": one.words, "headers": headers, "content": {"application/json": {"schema": shape}}},
            **(moved if "{" in path else {}),
            **_UNCHANGED,
            **_wrong("400", "404", "414"),
        },
    }


def _feed(path: str) -> dict[str, Any]:
    feed = FEEDS[path]
    content = {feed.media: {"schema": {"type": "string"}}}
    return {
        "operationId": _name(path),
        "summary": feed.words,
        "parameters": [*map(_in_query, feed.params)],
        "responses": {
            "200": {"description": feed.words, "headers": {"ETag": _TAG}, "content": content},
            **_UNCHANGED,
            **_wrong("400", "404", "414"),
        },
    }


def _itself() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This description.",
        "responses": {
            "200": {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}},
        },
    }


_LOCATION = {"description": "Where it is.", "required": True, "schema": {"type": "string"}}
_UNCHANGED = {"304": {"description": "The record is as `If-None-Match` has it.", "headers": {"ETag": _TAG}}}
_REFUSED = {
    "400": "The query asks what cannot be asked.",
    "414": "The address is longer than 4,000 characters.",
    "404": "There is no such thing, or the cursor is of another list or of an earlier state of the record.",
}


def _wrong(*statuses: str) -> dict[str, Any]:
    """What is answered where something is wrong."""
    shape = {MEDIA: {"schema": {"$ref": _WHERE.format(name="Problem")}}}
    return {status: {"description": _REFUSED[status], "content": shape} for status in statuses}


def _in_query(param: Param) -> dict[str, Any]:
    return {"name": param.name, "in": "query", "description": param.words, "schema": dict(param.schema)}


def _in_path(name: str) -> dict[str, Any]:
    words, schema = _IN_PATH[name]
    return {"name": name, "in": "path", "required": True, "description": words, "schema": {**schema}}


def _name(path: str) -> str:
    """The name of an operation.

    >>> _name("/relationship/{countries}")
    'relationship_countries'
    """
    return re.sub(r"\W+", "_", path).strip("_")
