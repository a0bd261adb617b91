"""To answer questions of grammar about a parsed page: logical subjects and objects, modifiers, governors.

Heads and verbs are indices of the page's tokens. Labels are those of the dependency scheme that the parser speaks.
"""

from collections.abc import Collection, Iterator

from memcon.model import Page, Sentence
from memcon.vocabulary import Vocabulary

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVES = frozenset({"who", "whom", "which", "that"})
PAPERS = frozenset({"message", "letter", "telegram", "cable", "note", "statement"})
SETTING_OUT = frozenset({"leave", "depart", "head", "set", "embark"})
HELD_OFF = frozenset({"put", "place", "be", "remain"})
STANDING = {
    **dict.fromkeys(("hold", "ice"), "on_hold"),
    **dict.fromkeys(("discussion", "consideration", "doubt"), "weighed"),
}
DEEPEST = 12  # governors climbed before giving up: a parse may chain clauses without end


def kids(page: Page, at: int, *deps: str) -> list[int]:
    """The children of a token with one of these dependencies."""
    return [k for k in page.children[at] if page.tokens[k].dep in deps]


def is_verb(page: Page, at: int) -> bool:
    """Whether a token is a verb or modal; "including", "following" and their like are prepositions."""
    return page.tokens[at].tag[:1] in ("V", "M") and page.tokens[at].dep != "prep"


def is_noun(page: Page, at: int) -> bool:
    """Whether a token is tagged as a noun or pronoun."""
    return page.tokens[at].tag[:2] in ("NN", "PR", "WP")


def is_passive(page: Page, verb: int) -> bool:
    """Whether a verb's surface subject is its logical object ("was received by", "talks held in")."""
    if kids(page, verb, "auxpass", "nsubjpass"):
        return True
    token = page.tokens[verb]
    if token.tag != "VBN" or kids(page, verb, "aux", "nsubj", "dobj"):
        return False
    if token.dep == "conj" and is_verb(page, token.head):
        return is_passive(page, token.head)
    return token.dep in ("acl", "relcl", "advcl", "ROOT") or bool(kids(page, verb, "agent"))


def particle(page: Page, verb: int) -> str | None:
    """A verb's second word ("called off", "sat down", "looked forward")."""
    found = kids(page, verb, "prt") or [
        k for k in kids(page, verb, "advmod") if page.tokens[k].lemma in ("down", "forward", "off", "aside", "ahead")
    ]
    found = found or [k for k in kids(page, verb, "prep") if page.tokens[k].lemma == "out" and kids(page, k, "prep")]
    after = verb + 1  # "handed over five": the parser ties "over" to the number
    if not found and after < len(page.tokens) and page.tokens[after].tag == "RP":
        found = [after]
    return page.tokens[found[0]].lemma if found else None


def phrase(page: Page, verb: int) -> str:
    """A verb's lemma with its particle or light noun ("call_off", "take_place")."""
    second = _standing(page, verb) or particle(page, verb)
    if page.tokens[verb].lemma in ("take", "say"):
        light = (page.tokens[k].lemma for k in kids(page, verb, "dobj"))
        second = next((lemma for lemma in light if lemma in ("place", "part", "no")), second)
    return f"{page.tokens[verb].lemma}_{second}" if second else page.tokens[verb].lemma


def _standing(page: Page, verb: int) -> str | None:
    """How it stands with what a verb tells of: it waits ("put on hold", "is on ice"), or "is under discussion"."""
    near = after_preposition(page, verb, ("on", "under", "in")) if page.tokens[verb].lemma in HELD_OFF else []
    return next((told for k in near if (told := STANDING.get(page.tokens[k].lemma))), None)


def sentence_of(page: Page, token: int) -> Sentence:
    """The sentence that a token stands in; every token stands in one."""
    return next(s for s in page.sentences if s.first <= token < s.last)


def conjuncts(page: Page, head: int) -> list[int]:
    """A noun with all that is coordinated with it, in order."""
    found = [head]
    for k in page.children[head]:
        if page.tokens[k].dep == "conj" and is_noun(page, k):
            found += conjuncts(page, k)
        elif page.tokens[k].dep == "appos" and page.tokens[k].tag == "NNP" and page.tokens[head].tag in ("NN", "NNP"):
            found += conjuncts(page, k)[
                1:
            ]  # "the envoy Viktor X and President Y met": Y is not another name of the envoy
        elif _is_together(page, k):
            found += [c for o in kids(page, k, "pobj") for c in conjuncts(page, o)]
        elif page.tokens[k].dep == "nmod" and page.tokens[k].tag == "NNP" and kids(page, k, "cc"):
            found += [k, *kids(page, k, "conj")]  # "between Smith and Foreign Minister Jones", where Jones heads it all
    return found


def _is_together(page: Page, prep: int) -> bool:
    """Whether a preposition joins as "and" does ("together with", "along with")."""
    is_with = page.tokens[prep].lemma == "with" and page.tokens[prep].dep == "prep"
    return is_with and any(page.tokens[k].lemma in ("together", "along", "jointly") for k in page.children[prep])


def surface_subject(page: Page, verb: int, words: Vocabulary, depth: int = 0) -> int | None:
    """The grammatical subject of a verb, its own or the one it shares with the clause above; None if it has none."""
    own = kids(page, verb, *SUBJECTS)
    if [page.tokens[k].dep for k in own] == ["csubj"] and (stray := _stray_subject(page, verb)) is not None:
        return stray
    if own and not _is_goal(page, verb):
        joined = own[0] if kids(page, own[0], "cc") else own[-1]  # "the president, X, and his wife met"
        return antecedent(page, joined)  # of two that the parser gives ("First daughter Jane Doe"), the nearer
    token = page.tokens[verb]
    if (stray := _stray_subject(page, verb)) is not None:
        return stray
    if token.dep == "ccomp" and token.tag in ("VBD", "VBZ") and verb - 1 in kids(page, verb, "npadvmod"):
        return verb - 1  # "said such a step enjoyed support", where the parser takes the step for a time
    if depth > DEEPEST or token.head == verb:
        return None
    if token.dep in ("acl", "relcl"):
        return _subject_from_noun(page, verb, words, depth)
    if token.dep in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "acomp", "prep", "dep", "attr", "csubj"):
        return _shared_subject(page, verb, words, depth)
    return None


def _stray_subject(page: Page, verb: int) -> int | None:
    """The subject that the parser takes for an apposition of an opening phrase ("at the invitation of A, B will")."""
    helpers = kids(page, verb, "aux", "auxpass")
    is_finite = any(page.tokens[k].tag in FINITE for k in (verb, *helpers))
    if not is_finite or page.tokens[verb].dep == "conj":
        return None
    first = min([verb, *helpers])
    before = page.tokens[first - 1] if first else None
    if before is None or before.dep != "appos" or before.tag[:2] != "NN" or before.head >= first:
        return None
    opening = [k for k in kids(page, verb, "prep", "csubj") if k < before.head]
    return first - 1 if any(k in governors(page, first - 1) for k in opening) else None


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _is_goal(page: Page, verb: int) -> bool:
    """Whether a clause's "for X to" belongs to a journey above it ("leaves for Lima to meet"): X is where, not who."""
    above = page.tokens[page.tokens[verb].head].lemma
    return above in SETTING_OUT and any(page.tokens[k].lemma == "for" for k in kids(page, verb, "mark"))


def _shared_subject(page: Page, verb: int, words: Vocabulary, depth: int) -> int | None:
    """The subject that a verb takes from its governor: the object of "invited X to …", else the subject."""
    token = page.tokens[verb]
    head = token.head
    if token.dep == "pcomp" and is_verb(page, page.tokens[head].head):  # "kept X from meeting"
        head = page.tokens[head].head
    # "speaking in Lima, A urged unity", "A pressed the plan, meeting B"
    opens = token.dep == "advcl" and (verb < head or (token.tag == "VBG" and page.tokens[verb - 1].word == ","))
    if (
        token.dep in ("xcomp", "ccomp", "advcl", "pcomp")
        and not opens
        and page.tokens[head].lemma in words.words["clauses.controls_object"]
    ):
        taken = kids(page, head, "dobj", "dative")
        papers = words.words["says.missives"]  # "sent a telegram to thank him"
        if taken and not is_passive(page, head) and page.tokens[taken[0]].lemma not in papers:
            return antecedent(page, taken[0])
    if token.dep in ("xcomp", "advcl") and any(page.tokens[k].tag == "TO" for k in kids(page, verb, "aux")):
        asking = words.words["clauses.controls_addressee"]
        noun = next((o for o in kids(page, head, "dobj") if page.tokens[o].lemma in asking), None)
        addressed = after_preposition(page, head, ADDRESSING) if page.tokens[head].lemma in asking else []
        if noun is not None:  # "put pressure on X to"
            return _addressee(page, noun, words, depth)
        if addressed:
            return addressed[0]
    if token.dep == "advcl" and token.tag == "VBD" and not kids(page, verb, "mark"):
        return None  # a finite clause has a subject: a participle taken for one ("over the aircraft shot down")
    if is_noun(page, head):
        return _subject_from_noun(page, verb, words, depth) if token.dep in ("pcomp", "prep") else head
    return surface_subject(page, head, words, depth + 1)


def _subject_from_noun(page: Page, verb: int, words: Vocabulary, depth: int) -> int | None:
    """The subject of a verb under a noun: the noun ("officials meeting …"), or who has the plan ("plans to meet")."""
    noun = page.tokens[verb].head
    if page.tokens[noun].dep == "attr" and is_infinitive(page, verb) and (named := _named_so(page, noun)) is not None:
        return named
    if page.tokens[verb].lemma in ("after", "before"):  # "flew in for talks with A after meeting B"
        above = next((g for g in governors(page, noun) if is_verb(page, g)), None)
        return surface_subject(page, above, words, depth + 1) if above is not None else noun
    is_paper = page.tokens[noun].lemma in PAPERS and page.tokens[verb].tag == "VBG"  # "a message congratulating"
    if not is_paper and (page.tokens[verb].tag != "VB" or page.tokens[verb].dep == "relcl"):
        return noun
    if page.tokens[noun].lemma in words.words["clauses.controls_addressee"]:
        return _addressee(page, noun, words, depth)
    owner = kids(page, noun, "poss")
    is_taken = page.tokens[noun].lemma == "invitation" and page.tokens[noun].dep == "dobj"
    if owner and is_taken and page.tokens[page.tokens[noun].head].lemma in TAKING:
        return surface_subject(page, page.tokens[noun].head, words, depth + 1)  # "accepted X's invitation to visit"
    if owner:
        return owner[0]
    by = [page.tokens[k].lemma for k in kids(page, noun, "prep")]
    if "by" in by or "from" in by:
        return next(iter(after_preposition(page, noun, ("by", "from"))), None)
    head = page.tokens[noun].head
    if page.tokens[noun].dep in ("dobj", "attr", "pobj", "nsubj", "nsubjpass") and head != noun:
        while not is_verb(page, head) and page.tokens[head].head != head:
            head = page.tokens[head].head
        if is_verb(page, head):
            return surface_subject(page, head, words, depth + 1)
    return None


def _named_so(page: Page, noun: int) -> int | None:
    """Who "is the first leader to", where that is told by name ("A became the last guest to see him", not "it was")."""
    verb = page.tokens[noun].head
    own = kids(page, verb, "nsubj") if page.tokens[verb].lemma in ("be", "become") else []
    told = antecedent(page, own[0]) if len(own) == 1 else noun
    return told if page.tokens[told].tag in ("NNP", "NNPS") or page.tokens[told].lemma in ("he", "she") else None


def is_infinitive(page: Page, at: int) -> bool:
    """Whether a verb stands after "to"."""
    return any(page.tokens[k].tag == "TO" for k in kids(page, at, "aux"))


TAKING = frozenset({"accept", "decline", "receive", "reject", "refuse", "get", "have", "take"})
ADDRESSING = ("on", "upon", "to", "with", "for")


def _addressee(page: Page, noun: int, words: Vocabulary, depth: int) -> int | None:
    """Who is asked by a noun ("pressure on X to", "put pressure on X to", "X faces pressure to")."""
    verb = page.tokens[noun].head
    if not is_verb(page, verb):
        return next(iter(after_preposition(page, noun, ADDRESSING)), None)
    if page.tokens[verb].lemma in words.words["acts.undergo"]:
        return surface_subject(page, verb, words, depth + 1)
    found = after_preposition(page, noun, ADDRESSING) or after_preposition(page, verb, ADDRESSING)
    return next(iter(found), None)


def antecedent(page: Page, head: int) -> int:
    """What a relative pronoun stands for; any other head itself."""
    token = page.tokens[head]
    if token.lemma not in RELATIVES or token.tag not in ("WP", "WDT", "IN", "DT"):
        return head
    at = token.head
    for _ in range(DEEPEST):
        if page.tokens[at].dep == "relcl":
            return page.tokens[at].head
        if page.tokens[at].head == at:
            break
        at = page.tokens[at].head
    return head


def subjects(page: Page, verb: int, words: Vocabulary) -> list[int]:
    """The logical subjects: who does it, whether the verb is active or passive."""
    if is_passive(page, verb):
        by = [k for a in kids(page, verb, "agent") for k in (a, *kids(page, a, "conj"))]  # "by A and by B"
        agents = [o for k in by for o in kids(page, k, "pobj")]
        agents = agents or after_preposition(page, verb, ("by",)) or _inner_agents(page, verb, words)
        return [c for a in agents if not is_negated(page, a) for c in conjuncts(page, antecedent(page, a))]
    own = kids(page, verb, *SUBJECTS)
    if len(own) > 1 and kids(page, own[0], "cc"):  # "A of Peru and B of Chile met", the second not tied to the first
        return [c for subject in own for c in conjuncts(page, subject)]
    head = surface_subject(page, verb, words)
    if head is None:
        return []
    return [c for k in dict.fromkeys((head, *_joined_later(page, verb, head))) for c in conjuncts(page, k)]


def _joined_later(page: Page, verb: int, head: int) -> list[int]:
    """The later of two subjects that "and" joins, where the parser gives the verb both."""
    own = kids(page, verb, "nsubj")
    return own[1:] if len(own) > 1 and own[0] == head and kids(page, head, "cc") else []


def guests(page: Page, at: int) -> list[int]:
    """The persons called "visiting" after a verb or preposition, where the parser takes that word for a verb."""
    found = [
        k for k in kids(page, at, "pcomp", "xcomp", "dobj") if k == at + 1 and page.tokens[k].word.lower() == "visiting"
    ]
    return [c for k in found for o in kids(page, k, "dobj") for c in conjuncts(page, o)]


def _inner_agents(page: Page, verb: int, words: Vocabulary) -> list[int]:
    """The doers that the parser ties to another noun of the clause ("was supplied with rifles by X"), not to an act."""
    nouns = [o for prep in kids(page, verb, "prep") for o in kids(page, prep, "pobj")] + kids(page, verb, "oprd")
    acts = words.acts.keys() | words.nouns.keys() - {"arrival"}  # "was met on arrival by X"
    things = [o for o in nouns if page.tokens[o].lemma not in acts]
    return [a for thing in things for a in after_preposition(page, thing, ("by",))]


def is_negated(page: Page, at: int) -> bool:
    """Whether "not" or "no" hangs from a token or from the preposition above it ("and not by him")."""
    if kids(page, at, "neg") or any(page.tokens[k].lemma == "no" for k in kids(page, at, "det")):
        return True
    above = page.tokens[at].head
    return page.tokens[at].dep == "pobj" and above != at and bool(kids(page, above, "neg"))


def objects(page: Page, verb: int, words: Vocabulary) -> list[int]:
    """The logical objects: to whom it is done, whether the verb is active or passive."""
    if is_passive(page, verb):
        head = surface_subject(page, verb, words)
        return conjuncts(page, head) if head is not None else []
    found = guests(page, verb) or [antecedent(page, o) for o in kids(page, verb, "dobj")]
    # Now and then the parser takes a long titled name for an adverbial ("did not meet Foreign Minister X").
    found = found or [o for o in kids(page, verb, "npadvmod", "oprd") if page.tokens[o].tag == "NNP" and o > verb]
    if not found and page.tokens[verb].dep == "relcl":
        subject = kids(page, verb, "nsubj")
        if any(page.tokens[k].lemma in ("where", "when", "why") for k in kids(page, verb, "advmod")):
            return []
        stranded = any(not kids(page, k, "pobj", "pcomp") for k in kids(page, verb, "prep"))  # "the state he relies on"
        if subject and page.tokens[subject[0]].lemma not in RELATIVES and not stranded:
            found = [page.tokens[verb].head]
    return [c for o in found for c in conjuncts(page, o)]


def after_preposition(page: Page, at: int, prepositions: Collection[str]) -> list[int]:
    """The nouns that these prepositions tie to a token, with what is coordinated with them."""
    found: list[int] = []
    for prep in kids(page, at, "prep", "agent", "dative", "prt"):
        if page.tokens[prep].lemma in prepositions:
            found += guests(page, prep)
            found += [
                c
                for o in kids(page, prep, "pobj")
                if not is_negated(page, o)
                for c in conjuncts(page, antecedent(page, o))
            ]
        for more in kids(page, prep, "prep", "conj"):  # "up to", "out of", "with A and with B"
            onward = [more, *kids(page, more, "prep")]  # "to Lima and on to Quito"
            into = [k for k in onward if page.tokens[k].lemma in prepositions]
            found += [c for k in into for o in kids(page, k, "pobj") for c in conjuncts(page, o)]
    return found


def reach(page: Page, verb: int, path: str, words: Vocabulary) -> list[int]:
    """The nouns that fill one path of a frame: subj, obj, iobj, poss, site, own or a preposition."""
    if path == "subj":
        return subjects(page, verb, words)
    if path == "obj":
        return objects(page, verb, words)
    if path == "iobj":
        return [c for o in kids(page, verb, "dative") if page.tokens[o].tag != "IN" for c in conjuncts(page, o)]
    if path == "poss":
        return [c for o in kids(page, verb, "poss") for c in conjuncts(page, o)]
    if path in ("site", "own"):
        return _without_doer(page, verb, path, words)
    goals = [o for k in kids(page, verb, "advcl", "xcomp") if _is_goal(page, k) for o in kids(page, k, "nsubj")]
    apart = [k for k in kids(page, verb, "advmod") if page.tokens[k].lemma in ("back", "home")]  # "pulled back from"
    found = after_preposition(page, verb, (path,)) or [o for k in apart for o in after_preposition(page, k, (path,))]
    return found or (goals if path == "for" else [])


def _without_doer(page: Page, verb: int, path: str, words: Vocabulary) -> list[int]:
    """Of a passive without a doer: where it was done (site), or to whom or what (own)."""
    if not is_passive(page, verb) or subjects(page, verb, words):
        return []
    return after_preposition(page, verb, ("from", "in")) if path == "site" else objects(page, verb, words)


def governors(page: Page, at: int) -> Iterator[int]:
    """The tokens above a token, nearest first."""
    for _ in range(DEEPEST * 2):
        head = page.tokens[at].head
        if head == at:
            return
        yield head
        at = head


def preposition(page: Page, at: int) -> str:
    """A preposition's word, or the phrase that it closes ("ahead of", "on the eve of", "prior to", "instead of")."""
    token = page.tokens[at]
    above = page.tokens[token.head]
    if token.lemma == "of" and at and page.tokens[at - 1].lemma == "instead":
        return "instead_of"
    if token.lemma in ("of", "to") and above.lemma in ("ahead", "prior", "advance", "eve"):
        start = {"advance": "in_", "eve": "on_the_"}.get(above.lemma, "")
        return f"{start}{above.lemma}_{token.lemma}"
    return token.lemma


def above_preposition(page: Page, at: int) -> int:
    """The word that a preposition hangs from; of "out of" the one that "out" hangs from ("pulled out of talks")."""
    head = page.tokens[at].head
    if (
        page.tokens[at].dep == "conj" and page.tokens[head].dep == "prep"
    ):  # "after talks with A and before a visit to B"
        return above_preposition(page, head)
    is_out = page.tokens[head].lemma == "out" and page.tokens[head].dep == "prep"
    return page.tokens[head].head if is_out else head
