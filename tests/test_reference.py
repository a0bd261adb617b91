"""To test that reference data loads fast and whole, refuses bad rows, and takes a user's own actors."""

from datetime import date
from pathlib import Path

import pytest

from memcon.reference import Reference, fold, load_reference

HEADING = "name,variants,country,post,from,to,source"


@pytest.fixture(scope="module")
def known() -> Reference:
    return load_reference()


def write(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    path = folder / "my.csv"
    path.write_text("\n".join([heading, *rows]), encoding="utf-8")
    return path


def test_every_row_has_a_source(known: Reference) -> None:
    assert all(post.source for posts in known.posts.values() for post in posts)
    assert all(place.source for place in known.places.values())


def test_names_and_posts_point_at_actors(known: Reference) -> None:
    for table in (known.names, known.surnames):
        assert all(id in known.actors for ids in table.values() for id in ids)
    assert set(known.demonyms.values()) | set(known.people.values()) | set(known.capitals.values()) <= set(known.actors)
    assert all(p.first is None or p.last is None or p.first <= p.last for posts in known.posts.values() for p in posts)


@pytest.mark.parametrize(
    ("words", "state"),
    [("USSR", "SUN"), ("U.S.", "USA"), ("Britain", "GBR"), ("Burma", "MMR"), ("Ivory Coast", "CIV"), ("DPRK", "PRK"),
     ("Kosovo", "XKX"), ("Holland", "NLD"), ("Zaire", "COD"), ("East Germany", "DDR"), ("Czechoslovakia", "CSK")],
)  # fmt: skip
def test_states_by_their_names(words: str, state: str, known: Reference) -> None:
    assert state in known.names[fold(words)]


@pytest.mark.parametrize(
    ("post", "country", "day", "holder"),
    [
        ("president", "FRA", date(1991, 5, 1), "person:francois-mitterrand"),
        ("prime minister", "IND", date(1971, 12, 3), "person:indira-gandhi"),
        ("president", "RUS", date(2009, 7, 6), "person:dmitry-medvedev"),
        ("foreign minister", "PRK", date(2018, 6, 12), "person:ri-yong-ho"),
        ("secretary general of the united nations", "", date(1987, 1, 1), "person:javier-perez-de-cuellar"),
    ],
)
def test_holders_of_posts(post: str, country: str, day: date, holder: str, known: Reference) -> None:
    held = known.holders[country, post]
    assert [p.actor for p in held if p.first and p.first <= day and (p.last is None or day <= p.last)] == [holder]


@pytest.mark.parametrize(
    ("text", "folded"), [("Díaz-Canel", "diaz canel"), ("U.S.", "us"), ("  Xi  Jinping ", "xi jinping")]
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_user_adds_a_state_and_its_minister(tmp_path: Path) -> None:
    path = write(
        tmp_path, "Ruritania,,RUR,,,,own", "Rudolf Elphberg,R. Elphberg;the Lion,RUR,foreign minister,1990,1992-03,own"
    )
    known = load_reference(path)
    post = known.posts["person:rudolf-elphberg"][0]
    assert (post.country, post.first, post.last, post.rank) == ("RUR", date(1990, 1, 1), date(1992, 3, 31), 3)
    assert known.names["ruritania"] == ("RUR",)
    assert "person:rudolf-elphberg" in known.names["r elphberg"]


def test_a_user_overrides_a_shipped_term(tmp_path: Path) -> None:
    known = load_reference(write(tmp_path, "Helmut Kohl,,DEU,chancellor,1982-10-01,1998-10-27,own"))
    terms = [(p.first, p.last, p.source) for p in known.posts["person:helmut-kohl"] if p.post == "chancellor"]
    assert terms == [(date(1982, 10, 1), date(1998, 10, 27), "own")]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (("Ann Lee,,QQQ,president,,,own",), "line 2.*QQQ"),
        (("Ann Lee,,DNK,president,soon,,own",), "line 2.*soon.*YYYY-MM-DD"),
        (("Ann Lee,,DNK,president,2001,1999,own",), "line 2.*swap"),
        ((",,DNK,president,,,own",), "line 2.*name is empty"),
    ],
)
def test_a_bad_row_is_named(rows: tuple[str, ...], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=complaint):
        load_reference(write(tmp_path, *rows))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"line 1.*variants"):
        load_reference(write(tmp_path, "Ann Lee,DNK", heading="name,country"))
