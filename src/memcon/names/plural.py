"""To find whom "they", "both" and "the two" mean: the last plural subject, else the pair last told of together."""

from collections.abc import Sequence

from memcon.model import Mention
from memcon.names.pairs import SUBJECTS, base_of, last_pair
from memcon.names.scan import Scan

BACK = 2
"""So many sentences back a plural pronoun finds its pair."""
JOINED = "pronoun, joined subject"
PEOPLE_ENDS = (
    "thousands",
    "hundreds",
    "crowds",
    "troops",
    "ers",
    "ors",
    "ists",
    "ysts",
    "ians",
    "ants",
    "ents",
    "ees",
    "men",
    "people",
    "ards",
)
Meant = tuple[tuple[str, ...], str]


def they(
    scan: Scan, told: Sequence[Mention], mention: Mention, *, ahead: Sequence[Mention], barred: frozenset[str]
) -> Meant:
    """The actors that a plural pronoun means, and the rule; nobody where people of no list are meant.

    `ahead` are the mentions after it: "during their talks, A and B agreed".
    """
    here = scan.sentence[mention.first]
    if scan.page.tokens[mention.head].tag == "PRP$":
        later = [m for m in ahead if scan.sentence[m.head] == here and m.actors]
        coming = _plural_subject(scan, later, here, before=scan.bounds(mention.first).last)
        if coming is not None and coming[1] == JOINED:
            return coming
    for sentence in range(here, max(-1, here - BACK - 1), -1):
        near = [m for m in told if scan.sentence[m.head] == sentence and m.head < mention.first]
        found = _plural_subject(scan, near, sentence, before=mention.first)
        if found is not None:
            return found if not barred.intersection(found[0]) else ((), "")
        pair = last_pair(scan, near, since=sentence)
        if pair is not None and not barred.intersection(pair.actors):
            return pair.actors, "pronoun, last pair"
        group = next((m for m in reversed(near) if len(m.actors) > 1), None)
        if group is not None and sentence >= here - 1 and not barred.intersection(group.actors):
            return group.actors, "pronoun, last group"
    return (), ""


def _plural_subject(scan: Scan, near: Sequence[Mention], sentence: int, *, before: int) -> Meant | None:
    """Whom the last plural subject of a sentence means: a group, a state's people, two joined; nobody for strangers.

    Those of an adverbial clause ("six years after A and B had met") come after those of the others.
    """
    tokens, each = scan.page.tokens, scan.page.sentences[sentence]
    reach = range(min(each.last, before) - 1, each.first - 1, -1)
    subjects = [at for at in reach if tokens[at].dep in SUBJECTS and tokens[at].tag != "PRP"]
    for at in sorted(subjects, key=lambda at: _is_aside(scan, at)):
        own = next((m for m in near if m.first <= at < m.last), None)
        if own is not None and (len(own.actors) > 1 or (own.actors and tokens[at].tag in ("NNS", "NNPS"))):
            return own.actors, "pronoun, last group"
        joined = [m for m in near if len(m.actors) == 1 and base_of(scan, m.head) == at and _is_joined(scan, m, at)]
        actors = {a for m in joined for a in m.actors}
        if len(actors) > 1 and len({m.kind for m in joined}) == 1:
            return tuple(sorted(actors)), JOINED
        if own is None and tokens[at].tag == "NNS" and tokens[at].word.lower().endswith(PEOPLE_ENDS):
            return (), ""
    return None


def _is_aside(scan: Scan, subject: int) -> bool:
    """Whether a subject's verb stands in a clause that says only when or why the main one holds."""
    return scan.page.tokens[scan.page.tokens[subject].head].dep == "advcl"


def _is_joined(scan: Scan, mention: Mention, at: int) -> bool:
    """Whether a mention is the subject itself or joined to it by "and"."""
    return mention.head == at or scan.page.tokens[mention.head].dep == "conj"
