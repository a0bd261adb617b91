"""To test whom names, nominals and pronouns mean on a day, and what stays open."""

import pytest

from memcon.reference import Reference
from told_names import meant, read

Row = tuple[str, str, str, tuple[str, ...]]

# text, day, words, actors
NAMES: list[Row] = [
    # a minister's bare name is his own, though a namesake heads the government
    (
        "Norwegian Foreign Minister Knut Solberg left. Solberg will be in Lima.", "2019-06-12", "Solberg",
        ("person:knut solberg:NOR",),
    ),
    # unless that one is told of too
    (
        "Norwegian Foreign Minister Knut Solberg left. Prime Minister Solberg stayed. Solberg rested.", "2019-06-12",
        "Prime Minister Solberg", ("person:erna-solberg",),
    ),
    # nor where the family name comes first
    ("Kim Yo-jong wore blue. Kim flew to Beijing.", "2018-03-01", "Kim", ("person:kim-jong-un",)),
    # a single name that memcon does not know, with a state or a post told
    ("Quilla of Bolivia met Solberg.", "2019-06-12", "Quilla", ("person:quilla:BOL",)),
    ("Otieno, the president of Kenya, was pleased.", "2019-06-12", "Otieno", ("person:otieno:KEN",)),
    # or the way that he goes between two states
    (
        "Bolivia and Denmark said that Quilla would travel to Copenhagen in May.", "2019-03-12", "Quilla",
        ("person:quilla:BOL",),
    ),
    # a bare surname is whoever held office that day
    ("Castro received the visitor.", "1985-03-01", "Castro", ("person:fidel-castro",)),
    ("President Castro received the visitor.", "2010-03-01", "President Castro", ("person:raul-castro",)),
    # father and son of one name
    ("President George Bush telephoned Kohl.", "1990-05-02", "President George Bush", ("person:george-hw-bush",)),
    ("President George Bush telephoned Merkel.", "2006-05-02", "President George Bush", ("person:george-w-bush",)),
    # other spellings
    (
        "Libyan leader Muammar Kadafi spoke.", "1996-09-01",
        "Libyan leader Muammar Kadafi", ("person:moammar-gadhafi",),
    ),
    ("Sergei Lavrov left for Minsk.", "2012-02-01", "Sergei Lavrov", ("person:sergey-lavrov",)),
    (
        "Palestinian leader Yasir Arafat spoke.", "1994-07-02",
        "Palestinian leader Yasir Arafat", ("person:yasser-arafat",),
    ),
    # a second family name that the reference lacks
    (
        "Bruno Rodriguez Parrilla spoke in Vienna.", "2014-02-01",
        "Bruno Rodriguez Parrilla", ("person:bruno-rodriguez",),
    ),
    # a relative told in full does not take the president's bare name
    (
        "Ivanka Trump took the chair while President Trump was out. Trump came back soon.", "2018-05-01", "Trump",
        ("person:donald-trump",),
    ),
]  # fmt: skip
REFERRED: list[Row] = [
    # a post and a state mean its holder that day
    (
        "The Philippine foreign secretary spoke.", "2017-12-01",
        "The Philippine foreign secretary", ("person:alan-peter-cayetano",),
    ),
    ("The German chancellor agreed.", "1989-11-20", "The German chancellor", ("person:helmut-kohl",)),
    # who heads the government, told of before, is the leader
    (
        "Vladimir Putin arrived on Monday. The Russian leader was tired.", "2009-09-15", "The Russian leader",
        ("person:vladimir-putin",),
    ),
    ("The Pope spoke.", "1994-05-12", "The Pope", ("person:john-paul-ii",)),
    ("The Cuban leader agreed.", "1979-11-20", "The Cuban leader", ("person:fidel-castro",)),
    # several states, several holders
    (
        "The foreign ministers of Germany and France met.", "2016-07-01", "The foreign ministers of Germany and France",
        ("person:frank-walter-steinmeier", "person:jean-marc-ayrault"),
    ),
    # the report's own word first
    (
        "Ruritania aside, Peru's new foreign minister, Elva Paz Soto, spoke. The Peruvian foreign minister smiled.",
        "1997-03-01", "The Peruvian foreign minister", ("person:elva paz soto:PER",),
    ),
    # counterpart: the same post of the other state
    (
        "French Foreign Minister Roland Dumas telephoned his Soviet counterpart.", "1990-01-15",
        "his Soviet counterpart", ("person:eduard-shevardnadze",),
    ),
    # groups
    (
        "Ronald Reagan greeted Mikhail Gorbachev. The two leaders shook hands.", "1988-05-29", "The two leaders",
        ("person:mikhail-gorbachev", "person:ronald-reagan"),
    ),
    ("Iran and Iraq opened talks. Both sides were tired.", "1988-08-25", "Both sides", ("IRN", "IRQ")),
    (
        "Egypt and Israel agreed. Negotiators from the two countries signed.", "1979-03-20",
        "the two countries", ("EGY", "ISR"),
    ),
    # a group without a noun, or of another noun
    (
        "Helmut Kohl received Margaret Thatcher in Bonn. Both were tired.", "1989-03-01", "Both",
        ("person:helmut-kohl", "person:margaret-thatcher"),
    ),
    (
        "Helmut Kohl received Margaret Thatcher in Bonn. Then the two had lunch.", "1989-03-01", "the two",
        ("person:helmut-kohl", "person:margaret-thatcher"),
    ),
    (
        "Sergei Lavrov received Wang Yi. The ministers discussed Syria.", "2019-03-20", "The ministers",
        ("person:sergey-lavrov", "person:wang-yi"),
    ),
    # states: the pair last told of, not a topic; those that a hyphen joins; those still to come
    (
        "Sergei Lavrov received Wang Yi to discuss Syria. The parties agreed.",
        "2019-03-20", "The parties", ("CHN", "RUS"),
    ),
    (
        "Cuba looked on. U.S.-Russia relations were poor. Both states knew it.",
        "2018-03-20", "Both states", ("RUS", "USA"),
    ),
    (
        "Envoys of both countries sat down. Egypt and Israel were hopeful.",
        "1979-03-20", "both countries", ("EGY", "ISR"),
    ),
    # leaders of two states whom nobody named
    (
        "U.S.-Russia relations are poor. The two leaders will talk.", "2018-06-01", "The two leaders",
        ("person:donald-trump", "person:vladimir-putin"),
    ),
    # leaders whom a summit is named after
    (
        "The Trump-Kim summit will be held soon. The two leaders will sign a paper.", "2018-06-01", "The two leaders",
        ("person:donald-trump", "person:kim-jong-un"),
    ),
    # host and guest by the land that they are in
    (
        "Mikhail Gorbachev welcomed Francois Mitterrand in Moscow. The guest was in a good mood.", "1986-07-07",
        "The guest", ("person:francois-mitterrand",),
    ),
    (
        "Francois Mitterrand met Mikhail Gorbachev in Moscow. The host was in a good mood.", "1986-07-07",
        "The host", ("person:mikhail-gorbachev",),
    ),
    # "they": subject and counterpart; joined subjects, of persons or states; a pair still to come
    (
        "Helmut Kohl met Margaret Thatcher in Bonn. They talked of trade.", "1989-03-01", "They",
        ("person:helmut-kohl", "person:margaret-thatcher"),
    ),
    ("Iran and Iraq opened talks. They agreed on little.", "1988-08-25", "They", ("IRN", "IRQ")),
    (
        "During their meeting Vladimir Putin and Mohammad Khatami spoke of gas.", "2005-03-01", "their",
        ("person:mohammad-khatami", "person:vladimir-putin"),
    ),
    # but not the subject that does it to them, nor strangers
    ("Helmut Kohl met Margaret Thatcher in Bonn. Kohl told them so.", "1989-03-01", "them", ()),
    ("Helmut Kohl met Margaret Thatcher in Bonn. Farmers said that their crops failed.", "1989-03-01", "their", ()),
    (
        "Egypt and Israel will exchange their respective ambassadors.",
        "1979-03-20", "their respective ambassadors", ("EGY", "ISR"),
    ),
    # nobody meets, tells or visits himself
    (
        "Helmut Kohl met Vladimir Kryuchkov. His meeting with Kohl was brief.", "1989-03-01", "His",
        ("person:vladimir-kryuchkov",),
    ),
    (
        "Helmut Kohl spoke after Vladimir Kryuchkov. On Friday he met Kohl again.", "1989-03-01", "he",
        ("person:vladimir-kryuchkov",),
    ),
    # the state whose official is meant by an owner's pronoun
    (
        "Boris Yeltsin flew to Bonn. His foreign minister stayed at home.", "1996-03-01", "His foreign minister",
        ("person:yevgeny-primakov",),
    ),
    # the one state told of that has a queen
    ("In Britain crowds waved. The Queen waved back.", "1996-07-09", "The Queen", ("person:elizabeth-ii",)),
    # pronouns: the last subject of the right sex
    ("Helmut Kohl met Margaret Thatcher. She was in a hurry.", "1989-03-01", "She", ("person:margaret-thatcher",)),
    ("Helmut Kohl met Margaret Thatcher. He was in a hurry.", "1989-03-01", "He", ("person:helmut-kohl",)),
    # a possessive at the head of its sentence, before whom it is for
    (
        "Mitterrand thanked Helmut Kohl. Bonn was as full as his days at home for President Ronald Reagan.",
        "1985-05-03", "his", ("person:ronald-reagan",),
    ),
    # blank lines between scenes
    (
        "Helmut Kohl praised the harvest.\n\n\nA dinner was given for Mitterrand. Later he left.", "1989-03-01",
        "he", ("person:francois-mitterrand",),
    ),
    (
        "Helmut Kohl praised the harvest. A dinner was given for Mitterrand. Later he left.", "1989-03-01",
        "he", ("person:helmut-kohl",),
    ),
    # heads of state
    (
        "Mikhail Gorbachev received Francois Mitterrand in Moscow. The two heads of state agreed.", "1990-05-26",
        "The two heads of state", ("person:francois-mitterrand", "person:mikhail-gorbachev"),
    ),
    # an object is not the subject of its own verb
    ("Anwar Sadat spoke first. Menachem Begin thanked him.", "1978-09-18", "him", ("person:anwar-sadat",)),
    # a speaker does not call himself he
    ("“He is a good man,” said Boris Yeltsin of Bill Clinton.", "1996-04-21", "He", ()),
    # a seat of government in its own time
    ("Moscow rejected the proposal.", "1986-02-01", "Moscow", ("SUN",)),
    ("Moscow rejected the proposal.", "2016-02-01", "Moscow", ("RUS",)),
    # "a" leader is no one in particular
    ("It is the first time a Cuban leader has set foot there.", "2016-02-01", "a Cuban leader", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "words", "actors"), NAMES + REFERRED)
def test_words_mean_actors(text: str, day: str, words: str, actors: tuple[str, ...], known: Reference) -> None:
    found = meant(text, day, known)
    assert words in found, sorted(found)
    assert tuple(sorted(found[words])) == tuple(sorted(actors))


PLACES = [
    ("He arrived in Moscow.", "1987-02-01", "Moscow", "SUN"),
    ("He arrived in Prague.", "1987-02-01", "Prague", "CSK"),
    ("He arrived in Tbilisi.", "1987-02-01", "Tbilisi", "SUN"),
    ("He arrived in Zagreb.", "1980-02-01", "Zagreb", "YUG"),
    ("He arrived in Prague.", "2007-02-01", "Prague", "CZE"),
    ("He arrived in Hanoi.", "2019-02-01", "Hanoi", "VNM"),
    # nobody knows when
    ("He arrived in Moscow.", None, "Moscow", "RUS"),
]


@pytest.mark.parametrize(("text", "day", "words", "country"), PLACES)
def test_a_place_lies_in_the_state_of_the_day(
    text: str, day: str | None, words: str, country: str, known: Reference
) -> None:
    assert {m.words: m.country for m in read(text, day, known)[0]}[words] == country


def test_an_unknown_person_is_an_actor_of_this_report_with_the_post_it_states(known: Reference) -> None:
    text = "Danish Fisheries Minister Ulla Brandt met reporters. Brandt then left."
    mentions, actors, posts = read(text, "2003-05-01", known)
    assert {m.actors for m in mentions if "Brandt" in m.words} == {("person:ulla brandt:DNK",)}
    assert [(a.name, a.country) for a in actors if a.kind == "person"] == [("Ulla Brandt", "DNK")]
    stated = [p for p in posts if p.actor == "person:ulla brandt:DNK"]
    assert [(p.post, p.country, p.rank) for p in stated] == [("fisheries minister", "DNK", 4)]
    start, end = stated[0].source.removeprefix("r:").split("-")
    assert text[int(start) : int(end)] == "Fisheries Minister"


def test_an_office_holder_whom_nobody_names_is_named_by_the_post(known: Reference) -> None:
    mentions, actors, _ = read("The Tongan tourism minister will visit Fiji.", "1994-05-01", known)
    assert mentions[0].actors == ("person:tourism minister:TON",)
    assert [a.name for a in actors if a.kind == "person"] == ["tourism minister of Tonga"]


def test_two_who_fit_as_well_stay_open(known: Reference) -> None:
    mentions, _, _ = read("President Fernandez spoke at length.", "2009-04-17", known)
    assert mentions[0].actors == ()
    assert set(mentions[0].candidates) == {"person:cristina-fernandez-de-kirchner", "person:leonel-fernandez"}


def test_two_of_one_surname_stay_two(known: Reference) -> None:
    text = "Foreign Minister Bruno Rodríguez saw Delcy Rodríguez of Venezuela in Caracas on Monday."
    found = meant(text, "2016-05-01", known)
    assert found["Foreign Minister Bruno Rodríguez"] == ("person:bruno-rodriguez",)
    assert found["Delcy Rodríguez"] == ("person:delcy-rodriguez",)


def test_an_undated_report_still_settles_full_names(known: Reference) -> None:
    found = meant("Polish President Lech Walesa met Vaclav Havel.", None, known)
    assert found["Polish President Lech Walesa"] == ("person:lech-walesa",)
    assert found["Vaclav Havel"] == ("person:vaclav-havel",)


ODD = [
    "",
    "\x00\x00",
    "😀" * 300,
    "- - -",
    "Mr.",
    "President",
    "'s",
    "the of the President of",
    "שלום Netanyahu שלום",
    "THE " * 200,
    "A" * 20000,
    "President, President, President of of",
    "Mr. Mr. Mr. X-",
    "al - al - al -",
    "\n\n\n",
    "“",
    "vice - - president -elect of",
    "North and South, the",
    "Chinese-",
]


@pytest.mark.parametrize("text", ODD)
def test_any_text_at_all_is_read(text: str, known: Reference) -> None:
    for day in ("2000-01-01", None):
        mentions, actors, _ = read(text, day, known)
        assert {a for m in mentions for a in m.actors} == {a.id for a in actors}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Everyone met the two leaders.", "the two leaders"),
        ("Talks followed between them and the two leaders.", "the two leaders"),
        ("Somebody received the foreign ministers in Oslo.", "the foreign ministers"),
    ],
)
def test_a_group_that_opens_a_report_stays_open(text: str, words: str, known: Reference) -> None:
    assert meant(text, "2019-06-12", known)[words] == ()
