"""Tokens as parsed to tokens with lists mended: of infinitives, of what follows one, of names that say who they are."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_grammar import SUBJECTS, first_of

LOOSE = frozenset({"conj", "advcl", "dep", "ccomp", "parataxis"})
JOINING = frozenset({",", "and", "or", "then", "also", "later"})
OPENING = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark", "expl"})

HEADED = frozenset({"summit", "meeting", "conference", "gathering", "session"})
"""What heads of state hold."""


def mended_lists(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Mend, in place, the list that a token is a later member of."""
    token = tokens[at]
    if token.dep == "conj" and token.head < at and _is_finite(tokens, sentence, at):
        _join_finite(tokens, sentence, at)
    elif token.dep == "conj" and token.head < at and tokens[min(at + 1, sentence.last - 1)].tag == "POS":
        _give_owned(tokens, sentence, at)
    elif token.dep in ("conj", "appos") and token.tag[:3] == "NNP" and _is_in_list_below(tokens, sentence, at):
        tokens[at] = replace(token, head=_object_before(tokens, at), dep="conj")
    elif token.word == ":" and sentence.first < at < sentence.last - 1 and tokens[at - 1].tag == "NNS":
        _give_named(tokens, sentence, at)
    elif token.dep == "appos" and token.lemma in POSTS and tokens[token.head].lemma in POSTS:
        _list_post(tokens, sentence, at)
    elif token.dep == "conj" and token.tag == "NNP" and tokens[token.head].tag == "NNS":
        _name(tokens, sentence, at)
    elif token.lemma in ("between", "among", "with") and tokens[token.head].lemma == "way" == tokens[at - 1].lemma:
        under = tokens[tokens[token.head].head]
        tokens[at] = replace(token, head=under.head if under.lemma == "under" else token.head)  # "Talks are under way"
    elif token.lemma in HEADED and token.dep == "pobj" and tokens[token.head].lemma == "of":
        _give_heads(tokens, sentence, at)
    elif token.dep in SUBJECTS and token.head > at and token.tag[:2] == "NN":
        _join_subject(tokens, sentence, at)
    elif token.dep == "ROOT" and token.tag[:2] == "VB" and tokens[sentence.first].head == at:
        _give_subject(tokens, sentence, at)
    else:
        _hang_infinitive(tokens, sentence, at)


def _join_subject(tokens: list[Token], sentence: Sentence, second: int) -> None:
    """To a verb's subject a second one that "and" joins: "A of Norway and B of Peru have agreed to meet"."""
    near = range(sentence.first, second)
    first = next((k for k in near if tokens[k].head == tokens[second].head and tokens[k].dep in SUBJECTS), None)
    opens = first_of(tokens, sentence, second)
    if first is None or tokens[opens - 1].lemma != "and" or tokens[first].tag[:2] != "NN":
        return
    ends = tokens[opens - 1].head  # "A of Peru and B": the parser joins B to Peru
    while first < ends < opens and tokens[ends].tag[:2] in ("NN", "IN"):
        if tokens[tokens[ends].head].lemma == "between":
            first = ends  # "talks between A and B were called off"
            break
        ends = tokens[ends].head
    if ends == first:
        tokens[second] = replace(tokens[second], head=first, dep="conj")


def _give_named(tokens: list[Token], sentence: Sentence, colon: int) -> None:
    """To a group the names listed after it and a colon: "attended by the leaders of two states: A and B"."""
    first = next((k for k in range(colon, sentence.last) if tokens[k].dep == "appos"), None)
    if first is None or tokens[first].tag != "NNP" or tokens[first].head >= colon:
        return
    group = colon - 1
    while tokens[group].dep == "pobj" and tokens[tokens[group].head].lemma == "of" and tokens[group].head > 0:
        group = tokens[tokens[group].head].head
    if tokens[group].tag == "NNS" and sentence.first <= group and tokens[group].dep in ("pobj", "dobj", "conj", "attr"):
        tokens[first] = replace(tokens[first], head=group)


def _list_post(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To a list of posts the one taken for another name of the first: "the president, the premier and the speaker"."""
    last = at
    while (after := _next_post(tokens, sentence, last)) is not None:
        last = after
    if (
        last != at
        and tokens[last].dep == "conj"
        and not any(t.tag in NAMES for t in tokens[tokens[at].head + 1 : last])
    ):
        tokens[at] = replace(tokens[at], dep="conj")


def _next_post(tokens: Sequence[Token], sentence: Sentence, at: int) -> int | None:
    """The post listed next after one."""
    below = (k for k in range(at + 1, sentence.last) if tokens[k].head == at and tokens[k].dep in ("appos", "conj"))
    return next((k for k in below if tokens[k].lemma in POSTS), None)


POSTS = frozenset(
    "president minister premier chancellor king queen speaker secretary chief chairman head leader".split()
)
"""Words that head the posts of a list."""
NAMES = frozenset({"NNP", "NNPS"})


def _give_heads(tokens: list[Token], sentence: Sentence, noun: int) -> None:
    """To a noun the heads of state whose it is: "attended the AU heads of state summit"."""
    of = tokens[noun].head
    heads = tokens[of].head
    if tokens[heads].lemma != "head" or heads + 1 != of or tokens[of + 1].lemma not in ("state", "government"):
        return
    for k in range(sentence.first, sentence.last):
        if tokens[k].head == heads and k != of:
            tokens[k] = replace(tokens[k], head=noun)
    tokens[noun] = replace(tokens[noun], head=noun if tokens[heads].head == heads else tokens[heads].head)
    tokens[noun] = replace(tokens[noun], dep=tokens[heads].dep)
    tokens[heads] = replace(tokens[heads], head=noun, dep="compound")
    tokens[of + 1] = replace(tokens[of + 1], head=of, dep="pobj")


def _is_in_list_below(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether a name joined to one before a relative clause goes on its list: "A, who visited B, *C* and D, met"."""
    above = tokens[_object_before(tokens, at)]
    in_clause = above.tag[:3] == "NNP" and above.dep == "dobj" and tokens[above.head].dep == "relcl"
    joined = [k for k in range(at, sentence.last) if tokens[k].head == at and tokens[k].dep == "conj"]
    if not in_clause or tokens[above.head].head != tokens[at].head or len(joined) != 1:
        return False
    return joined[0] + 1 < sentence.last and tokens[joined[0] + 1].tag[:2] not in ("VB", "MD")


def _object_before(tokens: Sequence[Token], at: int) -> int:
    """The token before the comma that parts a name, and its article, from what stands before."""
    comma = at - 2 if tokens[at - 1].dep == "det" else at - 1
    return comma - 1 if comma > 0 and tokens[comma].word == "," else at


def _give_owned(tokens: list[Token], sentence: Sentence, owner: int) -> None:
    """To an owner joined to a name what it owns, joined beside it: "Premier A and Peru's Foreign Minister, B, met"."""
    for k in range(owner + 2, sentence.last):
        if tokens[k].head == tokens[owner].head and tokens[k].dep == "conj":
            tokens[owner] = replace(tokens[owner], dep="poss", head=k)
            return
        if tokens[k].tag[:2] not in ("NN", "JJ"):
            return


def _give_subject(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """To a verb without a subject the names before it, which the parser took for more of an opening phrase:
    "Despite the row, Peru and Chile held talks", "In a letter to A, Premier B said"."""
    below = [k for k in range(sentence.first, verb) if tokens[k].head == verb]
    if any(tokens[k].dep in ("nsubj", "nsubjpass", "csubj", "expl") for k in below):
        return
    last = next((k for k in range(verb - 1, sentence.first, -1) if k not in below), sentence.first)
    chain = [last]
    while tokens[chain[-1]].dep == "conj" and tokens[chain[-1]].tag in ("NNP", "NNPS"):
        chain.append(tokens[chain[-1]].head)
    if len(chain) < 2 or tokens[sentence.first].dep != "prep":  # a name at least, and what it was joined to
        return
    first = chain[-2]
    begins = first
    while begins - 1 > chain[-1] and tokens[begins - 1].dep not in ("punct", "cc", "prep"):
        begins -= 1
    joined = any(tokens[k].head == first and tokens[k].dep == "cc" for k in range(first, verb))
    listed = any(t.dep == "cc" and t.head in chain for t in tokens[sentence.first : verb])
    if tokens[begins - 1].word == "," and (joined or len(chain) > 3 or (len(chain) == 2 and not listed)):
        passive = any(tokens[k].dep == "auxpass" for k in below)
        tokens[first] = replace(tokens[first], head=verb, dep="nsubjpass" if passive else "nsubj")


def _is_finite(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether a verb has a tense that no infinitive has, by itself or by its auxiliary."""
    helpers = [t.tag for t in tokens[sentence.first : at] if t.head == at and t.dep in ("aux", "auxpass")]
    return tokens[at].tag in ("VBD", "VBZ") or any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in helpers)


def _join_finite(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Join a finite verb to the finite verb above an infinitive: "was due to meet in Lima but was put off"."""
    first = above = tokens[at].head
    if tokens[first].tag != "VB" or not any(t.head == first and t.tag == "TO" for t in tokens[sentence.first : first]):
        return
    while tokens[above].dep in ("xcomp", "acomp", "advcl") and tokens[above].head < above:
        above = tokens[above].head
    if above != first and tokens[above].tag[:1] == "V":
        tokens[at] = replace(tokens[at], head=above)


def _name(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Make names the apposition of as many that a noun tells of: "his Slovak and Hungarian counterparts, A and B"."""
    noun = tokens[at].head
    told = [k for k in range(sentence.first, noun) if tokens[k].head == noun and tokens[k].dep == "amod"]
    told += [k for k in range(sentence.first, noun) if tokens[k].head in told and tokens[k].dep == "conj"]
    named = [at, *(k for k in range(at + 1, sentence.last) if tokens[k].head == at and tokens[k].dep == "conj")]
    lands = [k for k in told if tokens[k].word[:1].isupper()]
    between = [t.lemma for t in tokens[noun + 1 : at] if t.head == noun]
    if len(lands) > 1 and len(lands) == len(named) and between == [","]:
        tokens[at] = replace(tokens[at], dep="appos")


def _hang_infinitive(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Hang a bare verb of a list from the infinitive before it, so that what is planned stays planned."""
    token = tokens[at]
    is_bare = token.tag in ("VB", "VBP") and token.word == token.lemma != "be" and token.dep in LOOSE
    if not is_bare or token.head >= at or tokens[at - 1].lemma not in JOINING:
        return
    if any(t.head == at and t.dep in OPENING for t in tokens[sentence.first : at]):
        return
    first = _first_of_list(tokens, sentence, at)
    if first is not None:
        tokens[at] = replace(token, head=first, dep="conj", tag="VB")


def _first_of_list(tokens: Sequence[Token], sentence: Sentence, at: int) -> int | None:
    """The nearest infinitive, or verb after a modal, before a verb and at or under what the parser hangs it from."""
    head = tokens[at].head
    if tokens[head].tag == "VBP" and tokens[at].tag == "VBP" and tokens[at - 1].lemma == "and":
        return None  # "they hope to meet and say so"
    for verb in range(at - 1, head - 1, -1):
        if tokens[verb].tag == "VB" and _is_under(tokens, verb, head) and _is_opened(tokens, sentence, verb):
            return verb
    return None


def _is_under(tokens: Sequence[Token], verb: int, head: int) -> bool:
    """Whether a verb is another or hangs from it by verbs, nouns and prepositions between."""
    while verb > head and tokens[verb].head not in (verb, head):
        verb = tokens[verb].head
    return verb == head or tokens[verb].head == head


def _is_opened(tokens: Sequence[Token], sentence: Sentence, verb: int) -> bool:
    """Whether a verb stands after "to" or a modal."""
    return any(t.head == verb and t.dep == "aux" and t.tag in ("TO", "MD") for t in tokens[sentence.first : verb])
