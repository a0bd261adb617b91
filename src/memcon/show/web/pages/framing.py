"""To make the page of framing: the words in which each outlet itself judges each party, counted and quoted."""

from collections import defaultdict

from msgspec import Struct

from memcon.record.record import Fields, Record
from memcon.show.mark import sentence
from memcon.show.web import addresses

_MOST = 2000
_AROUND = 240


class Term(Struct, frozen=True):
    """A word that judges: how often an outlet writes it of a party, and a sentence in which it does, cut around it."""

    words: str
    n: int
    before: str
    after: str
    url: str


class Framer(Struct, frozen=True):
    """An outlet with its words for one party."""

    outlet: str
    n: int
    terms: tuple[Term, ...]


class Party(Struct, frozen=True):
    """Somebody who is judged, with the outlets that do so."""

    name: str
    url: str
    n: int
    outlets: tuple[Framer, ...]


class FramingPage(Struct, frozen=True):
    """All words of outlets that judge; no score is made of them."""

    n: int
    parties: tuple[Party, ...]


def framing_page(record: Record) -> FramingPage:
    """The parties judged most in front, for each the outlets, for each its words with an example."""
    rows = record.fields(_TERMS)
    held: dict[tuple[str, str], dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        url = addresses.actor(row["actor_id"], row["kind"]) if row["actor_id"] else ""
        held[row["party"], url][row["outlet"]].append(_term(row))
    parties = [_party(name, url, outlets) for (name, url), outlets in held.items()]
    parties.sort(key=lambda one: (-one.n, one.name, one.url))
    return FramingPage(sum(one.n for one in parties), tuple(parties))


_TERMS = f"""
SELECT coalesce(r.outlet, 'outlet not stated') AS outlet, coalesce(s.name, 'no party named') AS party, s.actor_id,
    any_value(s.actor_kind) AS kind, s.words, count(DISTINCT (s.report_id, s."start")) AS n,
    min(s.claim_id) AS claim_id,
    arg_min(s."start", s.claim_id) AS "start",
    arg_min(substr(r.text, greatest(1, s."start" - {_AROUND - 1}), least(s."start", {_AROUND})), s.claim_id) AS before,
    arg_min(substr(r.text, s."end" + 1, {_AROUND}), s.claim_id) AS after
FROM event_slots s JOIN reports r USING (report_id) WHERE s.part = 'tone' AND s.words IS NOT NULL
GROUP BY ALL ORDER BY party, actor_id, outlet, n DESC, s.words LIMIT {_MOST}
"""


def _term(row: Fields) -> Term:
    """A word with the sentence around the first place where it stands."""
    before, words, after = row["before"], row["words"], row["after"]
    left, right = sentence(before + words + after, len(before), len(before) + len(words), longest=_AROUND)
    place = addresses.claim(row["claim_id"].partition(":")[0], row["claim_id"])
    return Term(words, row["n"], before[left:].lstrip(), after[: right - len(before) - len(words)], place)


def _party(name: str, url: str, outlets: dict[str, list[Term]]) -> Party:
    framers = [Framer(outlet, sum(term.n for term in terms), tuple(terms)) for outlet, terms in sorted(outlets.items())]
    return Party(name, url, sum(one.n for one in framers), tuple(framers))
