"""To read negation and condition from a clause."""

from memcon.claims.syntax import kids
from memcon.model import Page
from memcon.vocabulary import Vocabulary

NEGATIVES = frozenset({"no", "neither", "nor"})


def is_negated_clause(page: Page, at: int) -> bool:
    """Whether a verb is denied: "did not meet" (not "not only met"), "no president had met", "neither leader came"."""
    if any(not _is_not_only(page, k) for k in kids(page, at, "neg")):
        return True
    subjects = kids(page, at, "nsubj", "nsubjpass")
    return any(
        page.tokens[k].lemma in NEGATIVES for s in subjects for k in kids(page, s, "det", "neg", "preconj", "cc")
    )


def _is_not_only(page: Page, negation: int) -> bool:
    """Whether a negation is that of "not only"."""
    return negation + 1 < len(page.tokens) and page.tokens[negation + 1].lemma == "only"


def is_conditional(page: Page, at: int, words: Vocabulary) -> bool:
    """Whether a clause is under "if", "unless" or "whether"."""
    return any(page.tokens[k].lemma in words.words["clauses.possible"] for k in kids(page, at, "mark"))
