"""To read titles that hold another's: "National Security Adviser to the US President", and whose name then follows."""

from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from memcon.names.persons import run
from memcon.names.scan import Scan
from memcon.names.title import LINKS, Title, titles


def spoken(scan: Scan) -> Iterator[Title]:
    """The titles of a page in order, none inside another; a servant's may hold the master's."""
    found = list(titles(scan))
    last = -1
    for outer, inner in zip_longest(found, found[1:]):
        if outer.head < last:
            continue
        last = outer.last
        if inner is None or not _serves(scan, outer, inner):
            yield outer
        elif _names_servant(scan, outer, inner):
            last = inner.last
            yield replace(outer, last=last, countries=inner.countries or outer.countries)
        else:
            yield replace(outer, last=min(outer.last, inner.first - 1))


def _serves(scan: Scan, outer: Title, inner: Title) -> bool:
    """Whether a title is that of somebody who serves the holder of the next: "aide to the", "envoy of the"."""
    is_servant = scan.words[outer.head] in scan.known.titles.words["servants"]
    link = inner.first - 1
    return is_servant and outer.head < link <= outer.last <= inner.head and scan.words[link] in LINKS


def _names_servant(scan: Scan, outer: Title, inner: Title) -> bool:
    """Whether the name after both is the servant's: whom memcon knows in the master's post is the master."""
    if inner.last >= scan.bounds(inner.head).last:
        return False
    first, last = run(scan, inner.last)
    if last <= first:
        return False
    known, key = scan.known, scan.key(first, last)
    ids = known.names.get(key, ()) if last - first > 1 else known.surnames.get(key, ())
    post = known.titles.post(scan.text(inner.start, inner.stop), inner.country)
    if any(p.post == post for id in ids for p in known.posts.get(id, ())):
        return False
    return last - first > 1 and inner.lead == "the" and (bool(ids) or scan.big[outer.head])
