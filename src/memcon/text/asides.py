"""To keep from the parser what stands between two commas beside a title or a name, and to put it back after the parse.

"The President of Kenya, Daniel Otieno, conferred with her" is read amiss far more often than without the name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from memcon.reference import Reference, fold
from memcon.text.attributions import attributions
from memcon.text.bare_days import bare_days, day_head
from memcon.text.rows import BEGINS, INSIDE, OUTSIDE, Aside, Row

NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|al|bin|ibn|van|von|de|del|da|di|dos))*"
OF = r"(?: (?:of|for|to) [^,;:.()\"“”]{1,60})?"
FOLLOWS = r"(?= (?:[a-z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b))"
NO_TITLE = re.compile(r"\b(?:who|whom|whose|which|that|when|where|while|said|says)\b")
LONGEST, HIGHEST = 70, 6


def asides(text: str, known: Reference) -> tuple[Aside, ...]:
    """The asides of a text in order, without overlap."""
    fields = (Aside(*m.span(1), "field") for m in _field(known.titles.words["portfolios"]).finditer(text))
    found = [*attributions(text), *fields, *_set_off(text, known), *bare_days(text, known.vocabulary.verb_lemmas)]
    return tuple(_apart(sorted(found)))


def _set_off(text: str, known: Reference) -> Iterator[Aside]:
    """Names beside titles and titles beside names, set off by commas."""
    if "," not in text:
        return
    name_beside, title_beside = _patterns(tuple(sorted(known.titles.heads)))
    named = [m for m in name_beside.finditer(text) if _is_person(m[3], known) and not _is_joined(m)]
    yield from (Aside(*m.span(2), "name") for m in named)
    yield from (Aside(*m.span(1), "title") for m in title_beside.finditer(text) if _is_title(m[1]))


@lru_cache(maxsize=4)
def _patterns(titles: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a name beside a title, and a title beside a name."""
    title = rf"\b(?i:{'|'.join(titles)})\b"
    name_beside = rf"{title}({OF})(, ({NAME}),){FOLLOWS}"
    title_beside = rf"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+(, [^,;:.()\"“”]{{0,{LONGEST}}}?{title}{OF},){FOLLOWS}"
    return re.compile(name_beside), re.compile(title_beside)


@lru_cache(maxsize=4)
def _field(portfolios: frozenset[str]) -> re.Pattern[str]:
    """What finds what a long title is for, between its head and the name."""
    ends = "|".join(sorted(word.capitalize() for word in portfolios))
    return re.compile(
        r"\b(?:Secretary|Minister|Undersecretary|Commissioner|Director|Adviser|Advisor)"
        rf"( (?:of|for) (?:the )?(?:(?:[A-Z][\w-]+|and|&|of|for|the),? ){{0,9}}?(?:{ends}))"
        rf"(?= (?!(?:{ends}|and|of|for)\b)(?:Mr\.? |Dr\.? )?[A-Z][\w.’'-]+ [A-Z])"
    )


def _is_joined(found: re.Match[str]) -> bool:
    """Whether without the name another would be joined to the title's last word ("the head of state, A, and B")."""
    return found[1].islower() and found.string.startswith(" and ", found.end())


def _is_person(name: str, known: Reference) -> bool:
    """Whether what stands beside a title can be a person, not a further land ("ministers of Mali, Niger, and")."""
    actors = known.names.get(fold(name), ())
    first = fold(name).partition(" ")[0]
    return first not in known.titles.heads and all(known.actors[actor].kind == "person" for actor in actors)


def _is_title(words: str) -> bool:
    """Whether what stands beside a name is a title alone, no clause."""
    return not NO_TITLE.search(words)


def _apart(found: Sequence[Aside]) -> Iterator[Aside]:
    """The asides that begin after the one before has ended; an attribution gives up the comma that both share."""
    last = 0
    for aside in found:
        start = aside.start + (aside.kind == "says" and aside.start == last - 1)
        if start >= last:
            yield aside._replace(start=start)
            last = aside.end


def without(text: str, found: Sequence[Aside]) -> str:
    """The text without its asides."""
    parts, at = [], 0
    for aside in found:
        parts.append(text[at : aside.start])
        at = aside.end
    return "".join([*parts, text[at:]])


def put_back(rows: Sequence[Row], found: Sequence[tuple[Aside, list[Row]]], known: Reference) -> list[Row]:
    """The rows of a shortened text with its asides, each with its own rows, in their places.

    What has no head in an aside, its root and commas, hangs from the title or name beside it, a day from its verb; from
    an attribution hangs the sentence before it.
    """
    out: list[Row] = []
    heads: list[int] = []  # of each row put out, the place of its head among `rows`; of an aside's inner rows -1
    places: list[int] = []  # of each of `rows`, its place in `out`
    said: dict[int, int] = {}  # of a sentence's root, the place in `out` of the verb that says it
    shift, left = 0, list(found)
    for i in range(len(rows) + 1):
        freed = None
        while left and (i == len(rows) or rows[i].at + shift >= left[0][0].start):
            aside, inner = left.pop(0)
            if aside.kind == "says":
                said[_top(rows, i - 1)] = len(out) + next(k for k, row in enumerate(inner) if row.head == 0)
            beside = _beside(rows, i - 1, aside, known)
            freed = beside if aside.kind == "name" else None
            heads += [beside if row.head == 0 and aside.kind != "says" else -1 for row in inner]
            out += inner
            shift += aside.end - aside.start
        if i < len(rows):
            places.append(len(out))
            is_freed = freed is not None and rows[i].dep == "prep" and i + rows[i].head in (freed, i - 1)
            heads.append(_above(rows, freed) if freed is not None and is_freed else i + rows[i].head)
            out.append(rows[i]._replace(at=rows[i].at + shift, end=rows[i].end + shift))
    out = [
        row if head < 0 else row._replace(head=places[head] - k)
        for k, (row, head) in enumerate(zip(out, heads, strict=True))
    ]
    for root, verb in said.items():
        out[places[root]] = out[places[root]]._replace(head=verb - places[root], dep="ccomp")
    return out


def _beside(rows: Sequence[Row], at: int, aside: Aside, known: Reference) -> int:
    """The token from which an aside hangs: a name, the title of "the President of Kenya", the verb of a day."""
    if aside.kind == "day":
        return day_head(rows, at, known.vocabulary.nouns)
    climbed = at
    for _ in range(HIGHEST if aside.kind == "name" else 0):
        if rows[climbed].word.lower() in known.titles.heads:
            return climbed
        climbed += rows[climbed].head
    return at


def _top(rows: Sequence[Row], at: int) -> int:
    """The root of the sentence in which a token stands."""
    while rows[at].head:
        at += rows[at].head
    return at


def _above(rows: Sequence[Row], title: int) -> int:
    """What a title hangs from, past a preposition: of "told the President, Daniel Otieno, of the plan" the verb."""
    above = title + rows[title].head
    return above + rows[above].head if rows[above].dep in ("prep", "agent") else above


def title_rows(parsed: Sequence[Row], aside: Aside) -> list[Row]:
    """The rows of an aside that is a title, parsed by itself, with its commas."""
    start = aside.start + len(", ")
    inner = [row._replace(at=row.at + start, end=row.end + start, opens=False) for row in parsed]
    inner = [row._replace(dep="appos") if row.head == 0 else row for row in inner]
    return [_comma(aside.start), *inner, _comma(aside.end - 1)]


def field_rows(parsed: Sequence[Row], aside: Aside) -> list[Row]:
    """The rows of what a title is for, parsed by itself."""
    start = aside.start + 1
    rows = [row._replace(at=row.at + start, end=row.end + start, opens=False, bio=OUTSIDE) for row in parsed]
    return [row._replace(dep="prep") if row.head == 0 else row for row in rows]


def _comma(at: int) -> Row:
    return Row(at, at + 1, ",", ",", "punct", 0, OUTSIDE, "", opens=False)


def name_rows(words: Sequence[tuple[int, str]], aside: Aside) -> list[Row]:
    """The rows of an aside that is a name, from its tokens (offset in it, word), with its commas."""
    named, rows = words[1:-1], []
    for k, (at, word) in enumerate(named):
        tag, dep = ("NNP", "compound") if word[:1].isalpha() else ("HYPH", "punct")
        away = len(named) - 1 - k
        start = aside.start + at
        bio = BEGINS if k == 0 else INSIDE
        rows.append(
            Row(start, start + len(word), word, tag, dep if away else "appos", away, bio, "PERSON", opens=False)
        )
    return [_comma(aside.start), *rows, _comma(aside.end - 1)]
