"""To test which words of a page are taken for mentions, with what title, state and role."""

from itertools import pairwise

import pytest

from memcon.names.match import match
from memcon.names.scan import scan
from memcon.reference import Reference
from told_names import page_of

Row = tuple[str, str, str, str, str | None, str | None]

# sentence, words of the mention, kind, role, post, country
FOUND: list[Row] = [
    # title before a name, state by adjective
    (
        "Finnish President Mauno Koivisto flew home.",
        "Finnish President Mauno Koivisto", "person", "name", "President", "FIN",
    ),
    # possessive state, name after a comma
    (
        "Bolivia's foreign minister, Marta Quispe Rojas, declined to comment.",
        "Bolivia's foreign minister, Marta Quispe Rojas", "person", "name", "foreign minister", "BOL",
    ),
    # state after "of", long form, name at once
    (
        "President of the Republic of Chile Ricardo Lagos thanked the hosts.",
        "President of the Republic of Chile Ricardo Lagos", "person", "name", "President", "CHL",
    ),
    # long forms of states with an owner in them, straight and curly
    (
        "President of the People's Republic of China Bo Lin-wei landed.",
        "President of the People's Republic of China Bo Lin-wei", "person", "name", "President", "CHN",
    ),
    (
        "Prime Minister of the People’s Republic of Bangladesh Nasima Haq landed.",
        "Prime Minister of the People’s Republic of Bangladesh Nasima Haq", "person", "name", "Prime Minister", "BGD",
    ),
    # one long form inside another, and one that no list holds
    (
        "President of the Republic of the Union of Myanmar Thura Min Oo left.",
        "President of the Republic of the Union of Myanmar Thura Min Oo", "person", "name", "President", "MMR",
    ),
    (
        "Foreign Minister of the Co-operative Republic of Guyana Ana Perez left.",
        "Foreign Minister of the Co-operative Republic of Guyana Ana Perez",
        "person", "name", "Foreign Minister", "GUY",
    ),
    # an organ of the state before the state
    (
        "Deputy Chairman of the State Planning Committee of the Lao People's Democratic Republic Kham Sone spoke.",
        "Deputy Chairman of the State Planning Committee of the Lao People's Democratic Republic Kham Sone",
        "person", "name", "Deputy Chairman of the State Planning Committee", "LAO",
    ),
    # an organ of a party is no person's name
    (
        "The General Secretary of the CPSU Central Committee, Mikhail Gorbachev, bowed.",
        "The General Secretary of the CPSU Central Committee, Mikhail Gorbachev", "person", "name",
        "General Secretary of the CPSU Central Committee", "SUN",
    ),
    # whoever serves the holder of a post is the one named last
    (
        "National Security Adviser to the US President Thomas Donilon landed.",
        "National Security Adviser to the US President Thomas Donilon", "person", "name",
        "National Security Adviser", "USA",
    ),
    (
        "Special Envoy of the President of Peru Rosa Quispe landed.",
        "Special Envoy of the President of Peru Rosa Quispe", "person", "name", "Special Envoy", "PER",
    ),
    # unless the name is the master's
    (
        "An aide to the US President Barack Obama declined.",
        "the US President Barack Obama", "person", "name", "President", "USA",
    ),
    (
        "The king's private secretary, Hans Moe, declined.",
        "private secretary, Hans Moe", "person", "name", "private secretary", None,
    ),
    # a place before a comma is no part of the next title
    (
        "After lunch with the mayor in Lima, Norwegian Foreign Minister Knut Solberg flew home.",
        "Norwegian Foreign Minister Knut Solberg", "person", "name", "Foreign Minister", "NOR",
    ),
    (
        "The Danish, Swedish and Norwegian foreign ministers flew home.",
        "The Danish, Swedish and Norwegian foreign ministers", "person", "nominal", "foreign ministers", None,
    ),
    # a field after "of"
    (
        "Minister of Foreign Affairs Lars Holm said no.",
        "Minister of Foreign Affairs Lars Holm", "person", "name", "Minister of Foreign Affairs", None,
    ),
    # title in apposition after the name: outside the words, but told
    ("Helmut Kohl, the German chancellor, signed first.", "Helmut Kohl", "person", "name", "chancellor", "DEU"),
    # two-word modifiers
    (
        "Deputy Prime Minister Tariq Aziz left for Amman.",
        "Deputy Prime Minister Tariq Aziz", "person", "name", "Deputy Prime Minister", None,
    ),
    # a short title
    ("Mrs. Thatcher said she would return.", "Mrs. Thatcher", "person", "name", None, None),
    # a title that implies its state
    (
        "Secretary of State George Shultz spoke.",
        "Secretary of State George Shultz", "person", "name", "Secretary of State", "USA",
    ),
    # family name first, hyphened
    ("Ban Ki-moon toured the camp on Friday.", "Ban Ki-moon", "person", "name", None, None),
    # particle names
    ("South Africa's F.W. de Klerk agreed.", "F.W. de Klerk", "person", "name", None, None),
    # nominals
    (
        "The Peruvian foreign minister was received on Monday.",
        "The Peruvian foreign minister", "person", "nominal", "foreign minister", "PER",
    ),
    ("The two leaders dined together.", "The two leaders", "person", "nominal", "leaders", None),
    # groups that are their state
    ("Cuban officials refused to say more.", "Cuban officials", "state", "nominal", None, "CUB"),
    (
        "The Russian Foreign Ministry summoned the envoy.",
        "The Russian Foreign Ministry", "state", "nominal", None, "RUS",
    ),
    ("The Norwegian delegation left early.", "The Norwegian delegation", "state", "nominal", None, "NOR"),
    ("The Japanese walked out of the talks.", "The Japanese", "state", "nominal", None, "JPN"),
    # seats
    ("The Kremlin denied the report.", "The Kremlin", "state", "metonym", None, "RUS"),
    ("Ties between Havana and Caracas are close.", "Havana", "state", "metonym", None, "CUB"),
    ("He arrived in Havana on Sunday.", "Havana", "place", "name", None, "CUB"),
    ("They were received at the Kremlin.", "Kremlin", "place", "name", None, "RUS"),
    # bodies and venues
    ("NATO called off the exercise.", "NATO", "body", "name", None, None),
    ("They met at Camp David for two days.", "Camp David", "place", "name", None, "USA"),
]  # fmt: skip


@pytest.mark.parametrize("row", FOUND)
def test_mention_is_found(row: Row, known: Reference) -> None:
    text, words, kind, role, post, country = row
    mentions = {m.words: m for m in match(scan(page_of(text, known), known))}
    assert words in mentions, sorted(mentions)
    found = mentions[words]
    assert (found.kind, found.role, found.post, found.country) == (kind, role, post, country)


NO_MENTION = [
    # an adjective of another noun acts for nobody
    ("Buyers of Russian gas paid more this winter.", "Russian"),
    # a state inside a newspaper's name
    ("The editor of the Washington Post resigned.", "Washington"),
    # a pronoun that is no acronym
    ("They told us to wait.", "us"),
    # "head" as half of an adjective
    ("It was a head-on clash with the United Nations.", "head"),
    # a month after a name is no part of it
    ("President Sadat Friday met reporters.", "President Sadat Friday"),
]


@pytest.mark.parametrize(("text", "words"), NO_MENTION)
def test_words_that_are_no_mention(text: str, words: str, known: Reference) -> None:
    assert words not in {m.words for m in match(scan(page_of(text, known), known))}


def test_surname_is_a_person_whatever_the_parser_calls_it(known: Reference) -> None:
    text = "Miguel Díaz-Canel arrived on Tuesday. Díaz-Canel was met by students. Later Díaz-Canel flew on."
    named = [m for m in match(scan(page_of(text, known), known)) if m.kind == "person" and m.role == "name"]
    assert [m.words for m in named] == ["Miguel Díaz-Canel", "Díaz-Canel", "Díaz-Canel"]


def test_capitals_of_an_old_wire(known: Reference) -> None:
    text = "SOVIET FOREIGN MINISTER EDUARD SHEVARDNADZE ARRIVED IN GENEVA TODAY FOR TALKS WITH GEORGE SHULTZ."
    found = {m.words: (m.kind, m.country) for m in match(scan(page_of(text, known), known))}
    assert found["SOVIET FOREIGN MINISTER EDUARD SHEVARDNADZE"] == ("person", "SUN")
    assert found["GENEVA"] == ("place", "CHE")


def test_mentions_hold_their_words_and_do_not_overlap(known: Reference) -> None:
    text = " ".join(row[0] for row in FOUND)
    mentions = match(scan(page_of(text, known), known))
    assert len(mentions) > len(FOUND) - 4
    assert all(text[m.start : m.end] == m.words and m.first <= m.head < m.last for m in mentions)
    assert all(a.last <= b.first for a, b in pairwise(mentions))
