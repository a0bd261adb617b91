"""To find where "the monument" stands at which a wreath is laid: where the report last placed such a site."""

from memcon.claims.located import located
from memcon.claims.seen import Seen, Side
from memcon.claims.sides import places
from memcon.claims.syntax import after_preposition, governors, kids

BESIDE = ("at", "on", "to", "before", "beside", "alongside", "by", "near")
BACK = 200
"""So many tokens back a site that is told of again was told of first."""


def monument_place(seen: Seen, verb: int) -> list[Side]:
    """The places of the site that a verb's phrases name: its own, else those told before."""
    sites = [at for at in after_preposition(seen.page, verb, BESIDE) if _is_site(seen, at)]
    for site in sites:
        if not any(seen.page.tokens[k].lemma in ("the", "this") for k in kids(seen.page, site, "det")):
            continue
        for at in range(site, max(-1, site - BACK), -1):
            if _is_site(seen, at) and (found := _lies(seen, at)):
                return found
    return []


def _is_site(seen: Seen, token: int) -> bool:
    """Whether a word names a site of honour: a monument, a tomb, a cemetery."""
    return seen.page.tokens[token].lemma in seen.known.vocabulary.words["ceremony.sites"]


def _lies(seen: Seen, site: int) -> list[Side]:
    """The places that stand after a site in its clause ("the tomb, in Lima")."""
    own = places(seen, after_preposition(seen.page, site, ("in", "of", "at", "near")))
    above = next((at for at in governors(seen.page, site) if seen.page.tokens[at].tag[:1] == "V"), None)
    return own or (located(seen, above) if above is not None else [])
