"""To find the words that say for when an event is planned ("talks, which were due to open on Monday")."""

from collections.abc import Iterator

from memcon.model import Page

CLAUSES = ("acl", "relcl", "amod")
PLANS = frozenset({"schedule", "plan", "due", "set", "slate", "expect"})


def plans_below(page: Page, event: int) -> Iterator[int]:
    """The words of a clause that says for when an event is planned ("talks, which were due *to open* on Monday").

    The parser may hang the clause from a name inside the event's phrase ("his visit to Lima, scheduled for Monday").
    """
    names = list(_inside(page, event))
    names += [k for name in names for k in page.children[name] if page.tokens[k].dep == "conj"]
    for clause in (k for at in (event, *names) for k in page.children[at] if _is_clause(page, k)):
        below = [clause]
        for at in below:  # grows as it is read
            below += [k for k in page.children[at] if page.tokens[k].dep in ("xcomp", "acomp") or _is_aim(page, k)]
        planned = any(page.tokens[at].lemma in PLANS or _is_to_be(page, at) for at in below)
        who = any(page.tokens[k].lemma == "who" for k in page.children[clause])
        yield from below if planned and not who else ()


def _inside(page: Page, noun: int, depth: int = 3) -> Iterator[int]:
    """The nouns inside an event's phrase ("a meeting of leaders of the *forum*"), so many prepositions deep."""
    for prep in page.children[noun] if depth else ():
        if page.tokens[prep].dep == "prep":
            for k in page.children[prep]:
                yield k
                yield from _inside(page, k, depth - 1)


def to_be_done(page: Page, event: int, verb: int) -> Iterator[int]:
    """The infinitives by which a verb plans its subject ("a summit is expected *to take place* in May")."""
    if page.tokens[event].head == verb and page.tokens[event].dep in ("nsubj", "nsubjpass"):
        yield from (k for k in page.children[verb] if page.tokens[k].dep == "xcomp" and page.tokens[k].tag[:2] == "VB")


def _is_aim(page: Page, at: int) -> bool:
    """Whether a token is an infinitive that the parser takes for an aim ("talks set *to begin* on Monday")."""
    return page.tokens[at].dep == "advcl" and page.tokens[at].tag == "VB"


def _is_clause(page: Page, at: int) -> bool:
    """Whether a token opens a clause of the noun above it; "due to begin" the parser may take for a preposition."""
    due = page.tokens[at].lemma == "due" and any(page.tokens[k].dep == "xcomp" for k in page.children[at])
    return page.tokens[at].dep in CLAUSES or due


def _is_to_be(page: Page, infinitive: int) -> bool:
    """Whether "was to" leads to an infinitive ("that was to begin", "was to have begun")."""
    token = page.tokens[infinitive]
    is_led = any(page.tokens[k].tag == "TO" for k in page.children[infinitive])
    return token.dep == "xcomp" and is_led and page.tokens[token.head].lemma == "be"
