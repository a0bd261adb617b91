"""To tell what is done in being said: "I would like to thank you", "we want to express our support"."""

from memcon.claims.first_person import is_first_person
from memcon.claims.seen import Seen
from memcon.claims.syntax import kids, surface_subject
from memcon.model import Page

WILLING = frozenset({"like", "want", "wish", "happy", "glad", "pleased", "delighted", "honoured", "honored"})
SAYING = frozenset(
    """thank express voice welcome praise commend salute applaud wish congratulate apologize apologise pay extend convey
    condemn denounce""".split()
)
"""Verbs of acts that consist in saying so."""
WRITING = frozenset({"send", "write", "cable", "telegraph", "dispatch", "address"})


def is_written(page: Page, verb: int) -> bool:
    """Whether an act is done by what is sent for it ("sent a telegram to express condolences", "wrote to thank")."""
    token = page.tokens[verb]
    head = token.head if token.dep in ("advcl", "xcomp") else page.tokens[token.head].head
    is_below = token.dep in ("advcl", "xcomp", "acl") and token.lemma in SAYING and page.tokens[head].lemma in WRITING
    return is_below and (page.tokens[head].lemma != "send" or bool(kids(page, head, "dobj")))


def is_performed(seen: Seen, verb: int) -> bool:
    """Whether who speaks does by these words what he says he would like, or is glad, to do."""
    page = seen.page
    subject = surface_subject(page, verb, seen.known.vocabulary)
    spoken = page.tokens[verb].lemma in SAYING and page.tokens[verb].dep in ("xcomp", "ccomp")
    willing = page.tokens[page.tokens[verb].head].lemma in WILLING
    return spoken and willing and subject is not None and is_first_person(page.tokens[subject].word)
