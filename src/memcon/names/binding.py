"""To tell whom a pronoun cannot mean: those whom its own clause has it face, and a subject its own object."""

from collections.abc import Iterator

from memcon.model import Mention
from memcon.names.pairs import OBJECTS, SUBJECTS, clause_of
from memcon.names.scan import Scan

FACED_BY = frozenset({"with", "to", "against", "between", "by", "from", "for"})


def barred(scan: Scan, mention: Mention) -> Iterator[int]:
    """The tokens of nouns in a pronoun's clause that are somebody else."""
    tokens, here = scan.page.tokens, scan.page.tokens[mention.head]
    if here.tag == "PRP$":
        yield from _faced(scan, here.head)
        return
    yield from _joined(scan, mention.head)
    if here.dep in SUBJECTS:
        yield from _faced(scan, here.head)
        if here.dep == "nsubjpass":
            yield from _agents(scan, here.head)
    elif here.dep in OBJECTS or here.dep == "pobj":
        verb = clause_of(scan, mention.head)
        while tokens[verb].dep == "conj" and not _has_subject(scan, verb) and tokens[tokens[verb].head].tag[:1] == "V":
            verb = tokens[verb].head  # "he met the king and conveyed to him a message"
        for child in scan.page.children[verb]:
            if tokens[child].dep in (*SUBJECTS, "agent"):
                yield from _joined(scan, child)


def _faced(scan: Scan, head: int) -> Iterator[int]:
    """Objects of a verb or noun, and of its objects: "met X", "held talks with X", "meeting with X"."""
    tokens = scan.page.tokens
    for child in scan.page.children[head]:
        token = tokens[child]
        if token.dep in OBJECTS:
            yield from _joined(scan, child)
            if token.tag[:2] == "NN":
                yield from _after(scan, child)
        elif token.dep == "xcomp" or (token.dep == "conj" and token.tag[:2] == "VB" and not _has_subject(scan, child)):
            yield from _faced(scan, child)  # "he wants to meet X", "he rose and thanked X"
    yield from _after(scan, head)


def _has_subject(scan: Scan, verb: int) -> bool:
    return any(scan.page.tokens[child].dep in SUBJECTS for child in scan.page.children[verb])


def _after(scan: Scan, head: int) -> Iterator[int]:
    """Objects of the prepositions of a verb or noun that set one against another."""
    tokens = scan.page.tokens
    for prep in scan.page.children[head]:
        if tokens[prep].dep in ("prep", "dative", "agent") and tokens[prep].word.lower() in FACED_BY:
            for child in scan.page.children[prep]:
                yield from _joined(scan, child)


def _agents(scan: Scan, verb: int) -> Iterator[int]:
    """By whom something was done."""
    for agent in scan.page.children[verb]:
        if scan.page.tokens[agent].dep == "agent":
            for child in scan.page.children[agent]:
                yield from _joined(scan, child)


def _joined(scan: Scan, at: int) -> Iterator[int]:
    """A noun and those joined to it, or in apposition."""
    yield at
    for child in scan.page.children[at]:
        if scan.page.tokens[child].dep in ("conj", "appos"):
            yield child
