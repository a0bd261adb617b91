"""To fill the index of a record from a whole build."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from memcon.links import growing, occasions
from memcon.links.facts import tellings, terms
from memcon.links.kept import Links
from memcon.links.shelf import Row, number
from memcon.links.weights import link_weights
from memcon.model import Claim, Event, Report
from memcon.record.index import _CLAIM, _PAIR, _POST, Index, claim_row, packed


def telling(claim: Claim) -> int:
    """The number of what a claim says."""
    return int.from_bytes(terms(claim, link_weights())[:8], signed=True)


def rows_of(claims: Sequence[Claim], reports: Sequence[Report], events: Mapping[str, str]) -> Iterator[Row]:
    """Claims as they are kept."""
    told = tellings(reports)
    published = {report.id: (report.published.first or date.max).toordinal() for report in reports}
    weights = link_weights()
    for claim in claims:
        said = telling(claim) if claim.family in weights.families or _is_quote(claim) else None
        yield Row(claim, told.get(claim.report), published[claim.report], said, events.get(claim.id, ""))


def _is_quote(claim: Claim) -> bool:
    from memcon.links.facts import _quote
    return bool(_quote(claim))


def shelve(index: Index, links: Links, events: Sequence[Event], claims: Sequence[Claim], reports: Sequence[Report], copies: Mapping[str, str]) -> None:
    """Fill an empty index."""
    home = {claim: event.id for event in events for claim in event.claims}
    same = links.same
    rows = sorted(rows_of(claims, reports, home), key=lambda row: row.order)
    db = index.db
    db.execute("BEGIN")
    db.executemany(_CLAIM, map(claim_row, rows))
    told = same.reasons.comparer.told
    numbers = np.array([number(claim) for claim in same.claims], dtype=np.int64)
    by_id = dict(zip(same.claims, range(len(same.claims))))
    said = {}
    for row in rows:
        if row.telling is not None:
            said.setdefault(int(same.tellings[by_id[row.claim.id]]), row.telling)
    posts = []
    stood = []
    for at, one in enumerate(told):
        places = growing.stands(one)
        posts += [(*place, said[at]) for place in places]
        if places:
            stood.append((said[at], packed(places)))
    facts = {said[at]: one for at, one in enumerate(told)}
    by_event: dict[str, list[Row]] = {}
    for row in rows:
        by_event.setdefault(row.event, []).append(row)
    for held in by_event.values():
        places = occasions.stands(occasions.made_of(held, facts))
        item = number(held[0].claim.id)
        posts += [(*place, item) for place in places]
        if places:
            stood.append((item, packed(places)))
    posts.sort()
    db.executemany(_POST, posts)
    db.executemany("INSERT INTO stood VALUES (?, ?)", sorted(stood))
    a, b = numbers[same.pairs.left], numbers[same.pairs.right]
    printed = growing.prints(same.codes, same.why)
    both = (np.concatenate([a, b]), np.concatenate([b, a]))
    order = np.lexsort(both[::-1])
    columns = [both[0], both[1], np.tile(same.pairs.score, 2), np.tile(same.judgements, 2), np.tile(printed, 2)]
    db.executemany(_PAIR, zip(*(column[order].tolist() for column in columns)))
    db.executemany("INSERT OR IGNORE INTO related VALUES (?, ?, ?)", sorted((x.left, x.right, x.relation) for x in links.others if x.relation != "restates" and x.judge == "machine"))
    db.executemany("INSERT INTO copied VALUES (?, ?)", sorted(copies.items()))
    db.execute("COMMIT")
