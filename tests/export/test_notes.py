"""Notes and dossiers in Markdown are read by a Markdown parser and a YAML reader, and lead to each other."""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from memcon.record.record import Fields, Record
from memcon.show.mark import safe
from memcon.show.write import export
from memcon.show.write.markup import inert, properties
from memcon.show.write.names import Names

Exported = Callable[[str], Path]
Told = Callable[[str], list[Fields]]
READ = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def parted(note: Path) -> tuple[dict[str, Any], str]:
    """A note's properties and its text."""
    _, front, body = note.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def words_of(tokens: list[Token]) -> str:
    """What a reader sees of Markdown."""
    return "".join("\n" if one.type == "softbreak" else one.content for one in tokens if one.type != "html_inline")


def test_every_link_of_the_vault_leads_to_a_note_and_a_paragraph(exported: Exported) -> None:
    vault = exported("obsidian")
    notes = {note.relative_to(vault).with_suffix("").as_posix(): note for note in vault.rglob("*.md")}
    assert len({unicodedata.normalize("NFC", name).casefold() for name in notes}) == len(notes)
    led = 0
    for note in notes.values():
        for target in re.findall(r"\[\[([^|\]]+)\|", note.read_text(encoding="utf-8")):
            name, _, paragraph = target.partition("#")
            assert not paragraph or f" {paragraph}\n" in notes[name].read_text(encoding="utf-8"), target
            led += 1
    assert led > len(notes)


def test_properties_are_yaml_with_what_the_views_say(told: Told, exported: Exported) -> None:
    found = {key: [parted(note)[0] for note in (exported("obsidian") / key).iterdir()] for key in ("events", "reports")}
    events = {one["event_id"]: one for one in found["events"]}
    rows = [row for row in told("happenings") if row["family"] != "statement"]
    assert events.keys() == {row["event_id"] for row in rows}
    for row in rows:
        for name in ("kind", "status", "first", "last", "place", "support", "n_reports"):
            assert events[row["event_id"]].get(name) == row[name]
    assert {one["report_id"] for one in found["reports"]} == {row["report_id"] for row in told("reports")}
    actors = [parted(note)[0] for note in (exported("obsidian") / "actors").iterdir()]
    assert {one["actor_id"] for one in actors} == {row["actor_id"] for row in told("actors")}


def test_a_report_reads_as_it_was_written(told: Told, exported: Exported) -> None:
    texts = {row["report_id"]: row["text"] for row in told("reports")}
    for note in (exported("obsidian") / "reports").iterdir():
        front, body = parted(note)
        tokens = READ.parse(re.sub(r" \^p\d+$", "", body, flags=re.MULTILINE).partition("\n## Tells of")[0])
        assert {one.type for one in tokens} <= {f"{kind}_{end}" for kind in ("paragraph", "heading")
                                                for end in ("open", "close")} | {"inline"}  # fmt: skip
        seen = [words_of(one.children or []) for one in tokens if one.type == "inline"]
        lines = [safe(line).strip() for line in texts[front["report_id"]].split("\n") if line.strip()]
        assert seen[-len(lines) :] == lines
        assert len(seen) - len(lines) in (0, 1), "a title before the text, if that does not begin with it"


def test_no_plan_is_titled_as_if_it_had_happened(exported: Exported) -> None:
    for note in (exported("obsidian") / "events").iterdir():
        status, title = parted(note)[0]["status"], parted(note)[1].lstrip().split("\n")[0]
        assert (f" {status} " in title) == (status != "happened")


def test_the_dossier_has_each_event_with_words_of_its_reports(sample: Record, told: Told, tmp_path: Path) -> None:
    export(sample, "markdown", tmp_path / "dossier.md", asked={"dyad": "SUN-USA"})
    tokens = READ.parse((tmp_path / "dossier.md").read_text(encoding="utf-8"))
    asked = [row for row in sample.events(dyad="SUN-USA") if row["family"] != "statement"]
    assert len([one for one in tokens if (one.type, one.tag) == ("heading_open", "h3")]) == len(asked)
    assert [one for one in tokens if one.type.startswith("html")] == []
    texts = [" ".join(row["text"].split()) for row in told("reports")]
    lines = [one.children or [] for one in tokens if one.type == "inline" and one.level > 1]
    pairs = [pair for line in lines for pair in pairwise(line)]
    bold = [told.content for before, told in pairs if before.type == "strong_open"]
    assert len(bold) >= len(asked)
    assert [words for words in bold if not any(words in text for text in texts)] == []
    rows = [one for one in tokens if one.type == "tr_open"]
    countries = {"SUN", "USA"}
    promised = [row for row in told("promises") if countries <= set(row["countries"])]
    assert len(rows) >= len(promised) > 0


HARM = [
    "<script>alert(1)</script> ![x](http://x/y.png) [[note]] #tag `code` $x$ ==y== %%z%%",
    "- a list", "1. a list", "+ plus", "> quoted", "---", "===", "| a | b |", "    code", "&amp; &#60;",
    "*a* _b_ ~~c~~", "[a]: http://x", "\u202eturned", "a\\*b", "12) x", "# head", "^block",
]  # fmt: skip


@pytest.mark.parametrize("text", HARM)
def test_no_words_are_taken_for_markup(text: str) -> None:
    tokens = READ.parse(inert(text))
    assert [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {one.type for one in tokens[1].children or []} <= {"text", "text_special"}
    assert words_of(tokens[1].children or []) == safe(text).strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_any_text_is_a_property_that_yaml_reads_back(texts: list[str]) -> None:
    front = properties({"name": texts[0], "list": texts}).split("---\n")[1]
    told = yaml.safe_load(front) or {}
    shown = [
        re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", one) for one in texts
    ]
    assert told.get("name", "") == shown[0]
    assert told["list"] == shown


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6))
def test_names_suit_every_file_system(texts: list[str]) -> None:
    names = Names()
    found = [names.name(text, str(number)) for number, text in enumerate(texts)]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name.encode()) < 200
        assert not set(name) & set('\\/:*?"<>|#^[]\n\t\0')
        assert name == name.strip(". ")


@pytest.mark.parametrize("text", ["con", "NUL.txt", "com1", "", "...", "//"])
def test_names_that_windows_keeps_get_another(text: str) -> None:
    assert re.fullmatch(r".*[0-9a-f]{8}", Names().name(text, "x"))
