"""To test that Markdown is read as its words, without its marks, and front matter as what is given."""

import json
from datetime import date
from pathlib import Path

import pytest

from memcon.model import Report
from memcon.read import read
from memcon.read.markdown import words

STORY = "OSLO, May 7 - The **foreign minister** of Norway met [his guest](https://gazette.example/guest) from Peru."


def one(folder: Path, content: str, name: str = "a.md") -> Report:
    (folder / name).write_text(content)
    (report,) = read([folder / name])
    return report


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("# Talks in Oslo #\n\nThey met.", "Talks in Oslo\n\nThey met."),
        ("Talks\n=====\n\nThey met.\n\n---\n\nThey left.", "Talks\n\nThey met.\n\nThey left."),
        ("The *first* and _second_ and ***third*** man", "The first and second and third man"),
        ('He said: "*We* agree," and **left**.', 'He said: "We agree," and left.'),
        ("a snake_case_name, 5 * 3 and 2*3", "a snake_case_name, 5 * 3 and 2*3"),
        ("He [said](https://a.example 'x') so[^1] in [Lima][2].\n\n[2]: https://b.example", "He said so in Lima."),
        ("![The two men](a.jpg)\nThey met.", "They met."),
        ("> We agree,\n> he said.", "We agree,\nhe said."),
        ("- Norway\n* Peru\n+ [x] Chile\n1. Japan", "Norway\nPeru\nChile\n1. Japan"),
        ("| State | Envoy |\n|:---|---:|\n| Peru | Rojas |", "State | Envoy\n\nPeru | Rojas"),
        ("```\nThey met.\n```", "They met."),
        ("They <b>met</b><br>in Lima &amp; Oslo <!-- draft -->, 1 < 2", "They met\nin Lima & Oslo , 1 < 2"),
        ("5\\* hotel, \\[sic\\], `code` and ~~not~~", "5* hotel, [sic], code and not"),
        ("See <https://a.example/x>.", "See https://a.example/x."),
        ("Plain words, and nothing else; it's 3_000.", "Plain words, and nothing else; it's 3_000."),
    ],
)
def test_words_stay_and_marks_go(markup: str, plain: str) -> None:
    assert words(markup).replace("\n\n\n", "\n\n") == plain.strip()


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Talks in Oslo"\ndate: 2003-05-07\noutlet: Post\nurl: https://a.example/1\ntags:\n- a\n---\n',
        "+++\ntitle = 'Talks in Oslo'\ndate = 2003-05-07T10:00Z\nsource = 'Post'\nlink = \"https://a.example/1\"\n+++\n",
    ],
)
def test_front_matter_is_given(tmp_path: Path, front: str) -> None:
    report = one(tmp_path, front + STORY)
    assert (report.title, report.outlet, report.url) == ("Talks in Oslo", "Post", "https://a.example/1")
    assert (report.published.first, report.published.basis) == (date(2003, 5, 7), "given")
    assert report.text == "OSLO, May 7 - The foreign minister of Norway met his guest from Peru."


def test_metadata_beside_outdo_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.meta.json").write_text(json.dumps({"outlet": "Andes Herald"}))
    report = one(tmp_path, f"---\noutlet: Fjord Post\ntitle: Talks\n---\n{STORY}")
    assert (report.outlet, report.title) == ("Andes Herald", "Talks")


def test_a_heading_is_the_title_where_none_is_given(tmp_path: Path) -> None:
    report = one(tmp_path, f"\n# Talks in *Oslo*\n\n{STORY}", "a.markdown")
    assert (report.title, report.text.splitlines()[0]) == ("Talks in Oslo", "Talks in Oslo")


def test_a_rule_at_the_start_is_no_front_matter(tmp_path: Path) -> None:
    assert one(tmp_path, f"---\n{STORY}").text.startswith("OSLO, May 7 - The foreign minister")


@pytest.mark.parametrize(
    "piece", ["[", "![", "<!--", "<a ", "**a ", "_a ", "> ", "| ", "- ", "\\", "[a](", "* * ", "`", "#"]
)
def test_no_marks_take_for_ever(piece: str) -> None:
    assert len(words(piece * (200_000 // len(piece)))) <= 200_000
