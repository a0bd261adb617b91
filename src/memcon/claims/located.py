"""To find where something takes place: the places that a verb or noun is tied to by a preposition or by "here"."""

from memcon.claims.here import here_at, lands, there_at
from memcon.claims.seen import Seen, Side
from memcon.claims.sides import places
from memcon.claims.syntax import after_preposition, kids

COURSE = frozenset({"open", "begin", "start", "hold", "take", "convene", "resume"})
WHOSE = ("with", "of")
LOCATIVE = ("in", "at", "near", "outside", "aboard", "inside")


def located(seen: Seen, *tokens: int) -> list[Side]:
    """The places where a preposition of place ties a noun to one of these tokens ("met in Lima at the palace")."""
    apart = dict.fromkeys([*tokens, *(k for token in tokens for k in _set_for(seen, token))])
    heads = [head for token in apart for head in after_preposition(seen.page, token, LOCATIVE)]
    heads = heads or [head for token in apart for head in _opening(seen, token)]
    found = places(seen, heads) or [side for token in apart for side in here_under(seen, token)]
    found = found or places(seen, [o for head in heads for o in after_preposition(seen.page, head, ("in", "near"))])
    return found or places(seen, [above for token in apart for above in _where(seen, token)])


def _set_for(seen: Seen, noun: int) -> list[int]:
    """The verbs that tell what an event is set for ("a summit, due to open in Lima, …")."""
    page = seen.page
    return [v for k in kids(page, noun, "acl") for v in kids(page, k, "xcomp") if page.tokens[v].lemma in COURSE]


def _opening(seen: Seen, verb: int) -> list[int]:
    """The nouns of a phrase of place that opens the sentence of an infinitive ("in Lima he is due to meet")."""
    page, above = seen.page, verb
    while page.tokens[above].dep in ("xcomp", "acomp") and page.tokens[above].head != above:
        above = page.tokens[above].head
    subject = min(kids(page, above, "nsubj", "nsubjpass"), default=above)
    return [o for o in after_preposition(page, above, LOCATIVE) if o < subject] if above != verb else []


def _where(seen: Seen, verb: int) -> list[int]:
    """The noun that "where" takes up ("his first stop was in Oslo, where he met")."""
    page = seen.page
    is_there = page.tokens[verb].dep == "relcl" and any(page.tokens[k].lemma == "where" for k in page.children[verb])
    return [page.tokens[verb].head] if is_there else []


def places_told(seen: Seen, heads: list[int], verb: int, paths: tuple[str, ...]) -> list[Side]:
    """The places that these nouns name, else "here" ("arrived here"), else where they lie ("at his ranch in Texas")."""
    found = places(seen, heads) or (here_under(seen, verb) if set(paths) & {"in", "to"} else [])
    met = [w for head in heads for w in after_preposition(seen.page, head, WHOSE)]  # "left for talks with X in Lima"
    inside = [o for head in (*heads, *met) for o in after_preposition(seen.page, head, ("in", "near"))]
    return found or places(seen, inside) or lands(seen, heads)


def here_under(seen: Seen, token: int) -> list[Side]:
    """The dateline's place where "here" hangs from a token, or the place told of last where "there" does."""
    found = kids(seen.page, token, "advmod")
    here = [side for k in found if seen.page.tokens[k].lemma == "here" and (side := here_at(seen, k))]
    return here or [side for k in found if seen.page.tokens[k].lemma == "there" and (side := there_at(seen, k))]
