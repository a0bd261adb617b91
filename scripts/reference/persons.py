"""To build the tables of persons and of the posts they held, from open lists and the editors' own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sources import CABINETS, EDITORS, FACTBOOK, REIGN, STATE, Row, day, diaries, editors, leaders, month_end, write
from spellings import akin, compatible, given, same_start, words
from states_of import country_of, demonyms, reign_country

from memcon.spelling import fold, skeleton
from memcon.titles import load_titles

TITLES = load_titles()
FAMILY_FIRST = {"CHN", "TWN", "HKG", "KOR", "PRK", "KHM", "VNM", "SGP", "HUN"}
# Whom reports of diplomacy name: a list of every minister would only add namesakes.
DIPLOMATIC = re.compile(
    r"president|prime minister|chancellor|king|emir|sultan|speaker|general secretary|secretary of the security council"
    r"|(foreign|defence|finance|trade|economy|energy|interior|justice|unification|foreign trade) minister|vice premier"
    r"|ambassador to the united (states|nations)|security adviser|state councillor|leader|crown prince|intelligence"
)
# Posts of international bodies are nobody's country's.
BODY_POST = re.compile(
    r"^(un |eu |nato )|united nations|nato$|european (commission|council|parliament|central)"
    r"|arab league|american states"
    r"|african un|asean|petroleum exp|world (bank|trade|health)|monetary fund|atomic energy agency|commonwealth$|unesco"
    r"|islamic co|olympic|red cross|osce|criminal court|quartet|war crimes"
)
TITLE = (
    r"(?:(?:Deputy |Vice |First |Acting |Interim |former )*(?:Prime Minister|Vice President|President|Vice Premier|"
    r"Premier|Chancellor|Foreign Minister|Foreign Secretary|King|Queen|Emir|Amir|Sultan|Crown Prince|Prince|Pope|"
    r"Defense Minister|Finance Minister|General Secretary|Secretary General|Secretary-General|Emperor|"
    r"Chairman|Speaker))"
)
HOUSES = {"KWT", "QAT", "BHR", "SAU", "ARE", "OMN", "JOR"}
MONTHS = r"(?!January|February|March|April|May |June|July|August|September|October|November|December|Attended|Also|Met)"
NAME = (
    MONTHS
    + r"(?:[A-Z]\.|[IVX]+\b|[A-Z][\w'’-]+|al-[A-Z][\w'’-]+|(?:de|da|dos|del|la|bin|van|von|der|di|el|al|ul)(?= ))"
)
MEETING = re.compile(
    rf"(?P<title>{TITLE}) "
    rf"(?P<name>(?:(?:al|el|de|da|bin|van|von|di|dos)[ -])*(?:[A-Z]\.|[A-Z][\w'’-]+)(?: {NAME}){{0,4}})"
)
CAREER = 30 * 365
"""Days between two terms that may still be one person's."""
NAMESAKES = {("VUT", "Lini")}
"""Whose list of effective leaders gives two persons one name: Walter and Ham Lini."""
GUARD = {"Accompanied", "Joined", "U.S.", "former", "Former", "late"}
TWO = re.compile(r" and |Minister|President|Chancellor")
VISITOR = re.compile(rf"^(?P<title>{TITLE})(?:-elect)? (?P<name>.+)$")


class Person:
    """A person under construction: names, sex, and rows of posts."""

    def __init__(self, row: Row) -> None:
        self.name, self.country, self.sex = row.name, row.country, row.sex
        self.variants: list[str] = [v for v in row.variants if v]
        self.rows: list[Row] = []

    def names(self) -> list[str]:
        """All the names a person goes by."""
        return [self.name, *self.variants]


def shares_surname(person: Person, name: str) -> bool:
    """Whether a bare surname of a list fits one of a person's names."""
    wanted = [skeleton(w) for w in words(name)]
    return any(wanted and set(wanted) <= {skeleton(w) for w in words(n)} for n in person.names())


def is_namesake(person: Person, row: Row) -> bool:
    """Whether a row is of another of a ruling house: there the given name tells one from another."""
    if row.country not in HOUSES or len(words(row.name)) < 2:
        return False
    long = [n for n in person.names() if len(words(n)) > 2] if len(words(row.name)) > 2 else []
    return all(len(words(n)) > 1 and not same_start(n, row.name) for n in long or person.names())


def overlap(row: Row, other: Row, slack: int = 0) -> bool:
    """Whether two rows' days meet, give or take `slack` days."""
    last = other.last or date.max
    first = row.first or date.min
    return first <= (last if last.year > 9000 else last + timedelta(slack)) and (row.last or date.max) >= (
        other.first or date.min
    )


def is_again(person: Person, row: Row) -> bool:
    """Whether a leader's term is a later, or earlier, one of somebody of the very name."""
    is_same = fold(row.name) in {fold(name) for name in person.names()} and (row.country, row.name) not in NAMESAKES
    return is_same and any(overlap(row, r, CAREER) or overlap(r, row, CAREER) for r in person.rows)


class People:
    """All persons under construction, by country."""

    def __init__(self) -> None:
        self.by_country: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, Person] = {}
        self.homes: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)

    def add_editors(self, row: Row) -> None:
        """One of the editors' rows: the same full name is the same person, whatever state he served."""
        person = self.by_name.get(row.name)
        if person is None:
            person = self.by_name[row.name] = Person(row)
            self.settle(person, row.country)
        elif person not in self.by_country[row.country]:
            self.by_country[row.country].append(person)
            person.country = row.country
        person.variants += [v for v in row.variants if v not in person.names()]
        person.rows.append(row)

    def add(self, row: Row) -> None:
        """A row of an open list: to whom it belongs by name, else a new person."""
        person = self.known(row)
        if person is None and (self.elsewhere(row) or not row.name[0].isupper()):
            return  # a king of many realms, or a guest met in a third country
        if person is None:
            person = Person(row)
            self.settle(person, row.country)
        elif " " in row.name and fold(row.name) not in {fold(n) for n in person.names()}:
            person.variants.append(row.name)
        post = TITLES.post(row.title, row.country)
        if not any(TITLES.post(r.title, r.country) == post and overlap(row, r, 120) for r in person.rows):
            person.rows.append(row)

    def known(self, row: Row) -> Person | None:
        """Whom a row means: a like name in the same post on the same days (a misspelling), or a compatible name."""
        post = TITLES.post(row.title, row.country)
        mine = {skeleton(w) for w in words(row.name)}
        parts = words(row.name) or tuple(fold(row.name).split())
        family = parts[0 if row.country in FAMILY_FIRST else -1]
        for person in self.by_country[row.country]:
            held = any(TITLES.post(r.title, r.country) == post and overlap(row, r, -60) for r in person.rows)
            if held and not is_namesake(person, row) and any(akin(w, family) for n in person.names() for w in words(n)):
                return person
        first = given(row.name)
        for person in sorted(self.by_country[row.country], key=lambda p: all(given(n) != first for n in p.names())):
            near = any(overlap(row, r, 1000) or overlap(r, row, 1000) for r in person.rows) or any(
                TITLES.post(r.title, r.country) == post and (overlap(row, r, 3650) or overlap(r, row, 3650))
                for r in person.rows
            )
            if is_namesake(person, row):
                continue
            is_kin = len(mine) == 1 and near and shares_surname(person, row.name)
            if is_kin or any(compatible(row.name, n) for n in person.names()):
                return person
        return None

    def elsewhere(self, row: Row) -> bool:
        """Whether somebody of another state has this name, middle initials left out."""
        if self.homes[words(row.name)] - {row.country}:
            return True
        return " " not in row.name and any(
            fold(row.name) in words(p.name)[-1:] and any(overlap(row, r, 30) and r.source == EDITORS for r in p.rows)
            for country, people in self.by_country.items()
            if country != row.country
            for p in people
        )

    def settle(self, person: Person, country: str) -> None:
        """A new person of a state."""
        self.by_country[country].append(person)
        for name in person.names():
            self.homes[words(name)].add(country)

    def add_effective(self, row: Row) -> None:
        """A row of effective leaders: told nothing new of whoever is known by a formal post of that time."""
        last = row.name.split()[-1]
        rivals = [p for p in self.by_country[row.country] if shares_surname(p, row.name) or shares_surname(p, last)]
        if any(overlap(row, r, 1500) or overlap(r, row, 1500) for p in rivals for r in p.rows):
            return
        again = next((p for p in rivals if is_again(p, row)), None)
        if again is not None:
            again.rows.append(row)
            return
        person = Person(row)
        person.rows.append(row)
        self.settle(person, row.country)


def cased(name: str) -> str:
    """A name with its capitals-only words in title case: "Hugbel ROA Caruci" → "Hugbel Roa Caruci"."""

    def lower(m: re.Match[str]) -> str:
        word = m.group()
        return word[0] + word[1:].lower() if len(word) > 1 else word

    name = re.sub(
        r"^(?:and|Dr\.|Gen\.|Col\.|Lt\. ?Gen\.|Maj\.? Gen\.) |,? Jr\.?$|\([^)]*\)"
        r"|,? (?:Dr|Gen|Col|Lt|Maj|Brig|Adm|Jr)\.(?= )",
        "",
        name,
    )
    return " ".join(re.sub(r"[^\W\d_]+", lambda m: lower(m) if m.group().isupper() else m.group(), name).split())


def cabinet_rows() -> Iterator[Row]:
    """The cabinets of October 2019: attested for that month, no more."""
    for row in leaders("CIA-World-Leaders-2019-10"):
        country = country_of(row["country"])
        title = re.sub(r"\(.*?\)", "", row["office"]).strip()
        title = title.replace("Permanent Representative to the UN, New York", "Ambassador to the United Nations")
        if country and len(words(cased(row["name"]))) > 1 and DIPLOMATIC.search(TITLES.post(title, country)):
            yield Row(country, cased(row["name"]), title, date(2019, 10, 1), date(2019, 10, 31), CABINETS)


def factbook_rows() -> Iterator[Row]:
    """The Factbook's incumbents of May 2026 with the day since when."""
    for row in leaders("Factbook-2026-05"):
        title = re.match(rf"({TITLE}|Supreme Leader|Grand Duke|Federal Chancellor|Taoiseach) (.+)", row["name"])
        country = country_of(row["country"])
        if title and country and row["start"]:
            first = day(row["start"].replace("-00", ""))
            yield Row(country, cased(title.group(2)), title.group(1), first, None, FACTBOOK)


def reign_rows() -> Iterator[Row]:
    """Effective leaders 1950–2021; a last month that ends the list is open."""
    for row in leaders("REIGN"):
        country = reign_country(row["country"], row["start"])
        name = re.sub(r"^(.+), (.+)$", r"\2 \1", row["name"])
        if country and row["country"] not in ("SNM", "BOS"):
            last = month_end(row["end"]) if row["end"] else month_end("2021-06")
            yield Row(country, name, "leader", day(row["start"]), last, REIGN)


def visit_rows() -> Iterator[Row]:
    """Leaders who visited the US, and those met abroad under their full name, attested on those days."""
    for row in diaries():
        country, first, last = country_of(row["country"]), day(row["start"]), day(row["end"] or row["start"])
        if row["kind"] == "visit_to_us":
            found = VISITOR.match(row["who"].replace(",", ""))
            if found and country and len(words(found["name"])) > 1 and not TWO.search(found["name"]):
                yield Row(country, cased(found["name"]), found["title"], first, last, STATE)
            continue
        for met in MEETING.finditer(row["text"] or "") if country and first.year > 1944 else ():
            state = met_state(row["text"], met, country)
            if state and not TWO.search(met["name"]):
                yield Row(state, re.sub(r"’s$|'s$", "", met["name"].rstrip(".")), met["title"], first, last, STATE)


def met_state(text: str, met: re.Match[str], host: str) -> str | None:
    """The state of somebody met on a trip: an adjective before, "of …" after, else the state visited."""
    before, after = text[: met.start()].split(), re.match(r" of (?:the )?([A-Z]\w+(?: [A-Z]\w+)?)", text[met.end() :])
    if after:
        return country_of(after.group(1)) or country_of(after.group(1).split()[0])
    if before and before[-1] in GUARD:
        return None
    if before and before[-1][0].isupper() and before[-1] not in ("Met", "With") and before[-1][-1] not in ",;.":
        return demonyms().get(fold(" ".join(before[-2:]))) or demonyms().get(fold(before[-1]))
    return host


def joined(rows: Iterable[Row]) -> list[Row]:
    """Attestations of one post of one person within two years as one stretch."""
    stretches: list[Row] = []
    for row in sorted(rows, key=lambda r: (r.country, fold(r.name), r.title, r.first or date.min)):
        last = stretches[-1] if stretches else None
        near = last and last.last and row.first and (row.first - last.last).days < 730
        if last and near and (last.country, fold(last.name), last.title) == (row.country, fold(row.name), row.title):
            stretches[-1] = last._replace(last=max(last.last or date.min, row.last or date.min))
        else:
            stretches.append(row)
    return stretches


def exact(people: People, rows: list[Row]) -> None:
    """The editors' months made days where the list of effective leaders tells the day a term began."""
    for told in rows:
        for person in people.by_country[told.country]:
            for at, row in enumerate(person.rows):
                if is_told_to_month(row, told) and shares_surname(person, told.name):
                    person.rows[at] = row._replace(first=told.first)
                    end_before(people, row, told.first or date.min)


def is_told_to_month(row: Row, told: Row) -> bool:
    """Whether an editors' term of a leader begins in the month whose day another list tells."""
    if row.source != EDITORS or row.first is None or told.first is None or row.first.day != 1:
        return False
    same = (row.first.year, row.first.month) == (told.first.year, told.first.month)
    return same and TITLES.rank(TITLES.post(row.title)) <= 2


def end_before(people: People, new: Row, first: date) -> None:
    """The predecessor's term ends on the day the new one begins, where both are told to the month."""
    for person in people.by_country[new.country]:
        for at, row in enumerate(person.rows):
            same_month = row.last and (row.last.year, row.last.month) == (first.year, first.month)
            if same_month and TITLES.post(row.title) == TITLES.post(new.title) and row is not new:
                person.rows[at] = row._replace(last=first)


def slug(person: Person, taken: set[str]) -> str:
    """A readable id; a namesake's carries the country, and the year if need be."""
    plain = "person:" + fold(person.name).replace(" ", "-")
    first = min((r.first for r in person.rows if r.first), default=date(1900, 1, 1)).year
    return next(s for s in (plain, f"{plain}-{person.country.lower()}", f"{plain}-{first}") if s not in taken)


def build_persons() -> None:
    """`persons.csv` and `posts.csv`."""
    people, effective = People(), list(reign_rows())
    for row in editors():
        people.add_editors(row)
    exact(people, effective)
    for row in (*factbook_rows(), *joined(visit_rows()), *cabinet_rows()):
        people.add(row)
    for row in effective:
        people.add_effective(row)
    save(people)


def save(people: People) -> None:
    """Both tables, sorted by id."""
    persons: list[tuple[object, ...]] = []
    posts: list[tuple[object, ...]] = []
    taken: set[str] = set()
    done: set[int] = set()
    for person in (p for country in sorted(people.by_country) for p in people.by_country[country]):
        if id(person) in done:
            continue
        done.add(id(person))
        key = slug(person, taken)
        taken.add(key)
        persons.append((key, person.name, ";".join(person.variants), home(person), person.sex, person.rows[0].source))
        posts += [post_row(key, row) for row in person.rows]
    write("persons.csv", ("id", "name", "variants", "country", "sex", "source"), sorted(persons, key=str))
    write("posts.csv", ("actor", "post", "country", "first", "last", "seen", "rank", "source"), sorted(posts, key=str))


def post_row(key: str, row: Row) -> tuple[object, ...]:
    """One row of `posts.csv`."""
    post = TITLES.post(row.title, row.country)
    country = (
        None if BODY_POST.search(post) and not post.startswith(("ambassador", "deputy ambassador")) else row.country
    )
    rank = TITLES.rank(post)
    if row.source in (CABINETS, STATE):  # attested on these days, which is no term of office
        return (key, post, country, None, None, f"{row.first}/{row.last}", rank, row.source)
    return (key, post, country, row.first, row.last, "", rank, row.source)


def home(person: Person) -> str:
    """A person's state: none where most days in high posts were spent in bodies of many states."""
    spent: defaultdict[bool, int] = defaultdict(int)
    for row in person.rows:
        post = TITLES.post(row.title, row.country)
        is_body = BODY_POST.search(post) is not None and "ambassador" not in post
        if row.first and (TITLES.rank(post) <= 3 or is_body):
            spent[is_body] += ((row.last or date(2026, 6, 1)) - row.first).days
    return "" if spent[True] > spent[False] else person.country


if __name__ == "__main__":
    build_persons()
