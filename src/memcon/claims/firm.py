"""To tell whether the clause of an event noun says by itself if the event took place."""

from memcon.claims.governed import by_modifier
from memcon.claims.outlook import Context, looks_ahead
from memcon.claims.syntax import is_noun, kids, phrase, preposition

NAMING = frozenset({"on", "about", "over", "regarding", "concerning", "despite", "because", "due"})


def is_firm(noun: int, context: Context) -> bool:
    """Whether a noun's clause says by itself if the event took place; "the meeting is important" does not."""
    page, token = context.page, context.page.tokens[noun]
    if by_modifier(noun, context) or token.head == noun:
        return token.head != noun or noun in context.headline
    if token.dep == "pobj" and preposition(page, token.head) in NAMING:
        above = page.tokens[token.head].head  # "congratulated him on his visit"
        governs = context.words.governs["verbs"]
        return is_noun(page, above) or phrase(page, above) in governs or page.tokens[above].lemma in governs
    if token.dep == "pobj" and context.words.governs["prepositions"].get(preposition(page, token.head)) == "scheduled":
        return not any(page.tokens[k].lemma in ("the", "this") for k in kids(page, noun, "det"))  # "before the talks"
    verb = page.tokens[token.head]
    if token.dep == "nsubj" and verb.lemma == "be" and _is_purpose(token.head, context):
        return False  # "his visit was to explain"
    modals = [page.tokens[k].lemma for k in kids(page, token.head, "aux") if page.tokens[k].tag == "MD"]
    if any(modal not in context.words.words["modals.possible"] for modal in modals):
        return True
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr") and verb.tag in ("VBZ", "VBP", "VB", "VBG"):
        governs = context.words.governs["verbs"]
        return phrase(page, token.head) in governs or verb.lemma in governs or looks_ahead(token.head, context)
    return True


PHASES = frozenset(
    "take begin start open last go follow include end conclude mark coincide happen occur run be".split()
)


def _is_purpose(be: int, context: Context) -> bool:
    """Whether an infinitive after "was" tells what an event was for, not that it was to take place."""
    page = context.page
    aims = [k for k in kids(page, be, "xcomp") if any(page.tokens[a].tag == "TO" for a in kids(page, k, "aux"))]
    passive = any(page.tokens[a].dep == "auxpass" for k in aims for a in page.children[k])
    return bool(aims) and not passive and page.tokens[aims[0]].lemma not in PHASES
