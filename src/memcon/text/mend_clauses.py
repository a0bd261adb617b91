"""Tokens as parsed to tokens with clauses mended that the parser hangs from the wrong word: letters, journeys."""

from collections.abc import Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.vocabulary import Vocabulary

TOWARDS = frozenset({"for", "to", "from", "in"})
WHEN = frozenset({"next", "last", "this", "later", "early", "week", "month", "year", "weekend", "on", "in"})
NAMES = ("NNP", "NNPS")
DAYS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
OCCASIONS = frozenset({"in", "during", "at"})
PLANNED = frozenset({"set", "scheduled", "planned", "slated", "arranged"})
FARTHEST = 4
"""So many words of time at most stand between a visit and who makes it."""


def mended_clauses(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """Mend, in place, the clause that one token of a sentence opens or is wrongly drawn into."""
    _mend_days(tokens, sentence, at)
    token = tokens[at]
    if token.dep == "nsubj" and token.tag == "NNP" and tokens[token.head].tag == "VBG":
        _give_place(tokens, sentence, at)
    elif token.lemma == "that" and token.tag == "IN" and token.dep in ("dobj", "mark"):
        _give_said(tokens, at, words)
    elif token.lemma == "with" and token.dep == "mark":
        _give_partner(tokens, sentence, at, words)
    elif token.lemma == "in" and token.dep in ("prep", "prt") and _follows(tokens, at, "call"):
        _give_envoy(tokens, sentence, at)
    elif token.dep == "prep" and token.head < at:
        _give_day(tokens, sentence, at, words)
        _give_aside(tokens, sentence, at)
        _give_manner(tokens, at)
        _give_object(tokens, sentence, at)
        _give_occasion(tokens, sentence, at, words)
    elif token.word == "due" and token.dep in ("amod", "preconj", "advmod") and token.head < at:
        _give_due(tokens, sentence, at)
    elif token.word in PLANNED and token.head < at < sentence.last - 1 and tokens[at + 1].lemma in ("for", "to"):
        _give_planned(tokens, at, words)
    elif token.dep == "npadvmod" and token.tag in NAMES:
        _give_name(tokens, sentence, at)
    elif token.dep in ("conj", "pobj") and token.tag in NAMES and token.word not in DAYS:
        _give_counterpart(tokens, sentence, at)
    elif token.dep == "csubj" and token.tag == "VBG" and tokens[token.head].lemma == "be" and token.head > at:
        tokens[at] = replace(token, dep="advcl")  # "taking part in the talks were A and B"


def _follows(tokens: Sequence[Token], at: int, lemma: str) -> bool:
    """Whether a token hangs from such a word just before it."""
    return tokens[at].head == at - 1 and tokens[at - 1].lemma == lemma


def _give_day(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """To a verb the day that stands between it and its subject: "the President of Peru on Monday opened"."""
    verb, above = at + 2, tokens[tokens[at].head]
    if tokens[at].lemma != "on" or verb >= sentence.last or tokens[at + 1].word not in DAYS:
        return
    is_finite = tokens[verb].tag in ("VBD", "VBZ", "VBP")
    is_free = above.lemma not in words.nouns and above.tag != "VB" and above.word != "due"
    if is_finite and tokens[verb].head != at + 1 and is_free:
        tokens[at] = replace(tokens[at], head=verb)


def _give_aside(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To a verb the place or day that commas set off behind an aside: "A, accompanied by B, in Lima, met with C"."""
    aside = tokens[at].head
    verb = tokens[tokens[aside].head].head
    if tokens[aside].dep != "acl" or tokens[aside].tag != "VBN" or verb < at or verb >= sentence.last:
        return
    is_set_off = tokens[at].lemma in ("in", "on", "at") and "," in (tokens[at - 1].word, tokens[verb - 1].word)
    earlier = [k for k in range(aside, at) if tokens[k].word == ","]
    if is_set_off and earlier and tokens[tokens[aside].head].dep in ("nsubj", "nsubjpass"):
        tokens[at] = replace(tokens[at], head=verb)


def _give_occasion(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """To a verb the talks in which it was done, hung from what was told there: "told her of his plan in a call"."""
    plan = tokens[at].head
    above = tokens[plan].head if tokens[plan].dep != "pobj" else tokens[tokens[plan].head].head
    if tokens[at].lemma not in OCCASIONS:
        return
    if tokens[plan].tag == "VB":
        _give_urging(tokens, sentence, at, words)
        return
    if tokens[plan].lemma not in words.governs["nouns"]:
        return
    held = [k for k in range(at + 1, sentence.last) if tokens[k].head == at and tokens[k].dep == "pobj"]
    if held and tokens[held[0]].lemma in words.nouns and tokens[above].tag in ("VBD", "VBZ", "VBP", "VBN"):
        tokens[at] = replace(tokens[at], head=above)


def _give_urging(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """To a verb the talks in which it was said, hung from what others are to do: "urged B to go in talks with C"."""
    above = tokens[at].head
    while tokens[above].head != above and tokens[above].tag not in ("VBD", "VBZ", "VBP"):
        above = tokens[above].head
    held = [k for k in range(at + 1, sentence.last) if tokens[k].head == at and tokens[k].dep == "pobj"]
    partners = [k for k in range(at + 1, sentence.last) if tokens[k].head in held and tokens[k].lemma in ("with", "to")]
    if held and partners and tokens[held[0]].lemma in words.nouns and tokens[above].lemma in URGING:
        tokens[at] = replace(tokens[at], head=above)


URGING = frozenset("urge call ask press tell appeal demand beg implore encourage warn advise order instruct".split())


def _give_manner(tokens: list[Token], at: int) -> None:
    """To a verb what the parser hangs from how they met: "sat down one-on-one with A", "face to face with A"."""
    how, first = tokens[at].head, tokens[at].head
    while first > 0 and tokens[first - 1].word in ("-", "to", "on", tokens[how].word):
        first -= 1
    repeated = at - first in (3, 5) and tokens[first].word.lower() == tokens[at - 1].word.lower()
    verb = tokens[first].head
    if repeated and tokens[verb].tag[:1] == "V" and verb < first:
        tokens[at] = replace(tokens[at], head=verb)


def _give_envoy(tokens: list[Token], sentence: Sentence, particle: int) -> None:
    """To "called in" whom it summons, taken for a place ("called in the ambassador")."""
    for k in range(particle + 1, sentence.last):
        if tokens[k].head == particle and tokens[k].dep == "pobj" and tokens[k].lemma.lower() in ENVOYS:
            tokens[particle] = replace(tokens[particle], dep="prt", tag="RP")
            tokens[k] = replace(tokens[k], head=tokens[particle].head, dep="dobj")
            return


ENVOYS = frozenset("ambassador envoy d'affaires affaires consul commissioner attache diplomat representative".split())


def _give_name(tokens: list[Token], sentence: Sentence, name: int) -> None:
    """To whom a verb takes the name set off behind, taken for a time: "met his counterpart, President A, who"."""
    first = min(k for k in range(sentence.first, name + 1) if k == name or tokens[k].head == name)
    _join_listed(tokens, sentence, name)
    if first - 2 <= tokens[name].head or tokens[first - 1].word != "," or name - first < 1:
        return
    met = tokens[first - 2]
    if met.dep in ("dobj", "pobj") and met.tag == "NN" and tokens[first].word not in DAYS:
        tokens[name] = replace(tokens[name], head=first - 2, dep="appos")


def _join_listed(tokens: list[Token], sentence: Sentence, name: int) -> None:
    """To a list of subjects its first name, taken for a time: "Premier A, President B and Minister C met"."""
    subjects = [
        k for k in range(name, sentence.last) if tokens[k].head == tokens[name].head and tokens[k].dep == "nsubj"
    ]
    listed = [k for k in subjects if any(t.head == k and t.dep == "cc" for t in tokens[k : sentence.last])]
    if name < tokens[name].head and tokens[name + 1].word == "," and listed and tokens[name].word not in DAYS:
        tokens[name] = replace(tokens[name], dep="nsubj")
        tokens[listed[0]] = replace(tokens[listed[0]], head=name, dep="conj")


def _give_object(tokens: list[Token], sentence: Sentence, prep: int) -> None:
    """To "with" its object, taken for a second subject ("the talks that A held with B raised hopes")."""
    if tokens[prep].lemma != "with" or any(t.head == prep for t in tokens[prep + 1 : sentence.last]):
        return
    name = next((k for k in range(prep + 1, sentence.last) if tokens[k].dep == "nsubj"), None)
    if name is None or not all(prep < tokens[k].head <= name for k in range(prep + 1, name)):
        return
    verb = tokens[name].head
    own = [k for k in range(sentence.first, prep) if tokens[k].head == verb and tokens[k].dep in ("nsubj", "nsubjpass")]
    if own and verb > name:
        tokens[name] = replace(tokens[name], head=prep, dep="pobj")


def _give_place(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To the preposition of a journey its place, taken for the subject of what follows ("left for Lima saying")."""
    first = at
    while first > sentence.first and first <= tokens[first - 1].head <= at:
        first -= 1
    if first == sentence.first or tokens[at].head < at:
        return
    before = tokens[first - 1]
    helped = any(t.head == tokens[at].head and t.dep in ("aux", "auxpass") for t in tokens[sentence.first : at])
    verb = tokens[at].head
    taken = any(t.head == first - 1 and k != verb for k, t in enumerate(tokens[: sentence.last]) if k >= sentence.first)
    if before.dep == "prep" and before.lemma in TOWARDS and not helped and not taken:
        tokens[at] = replace(tokens[at], head=first - 1, dep="pobj")
        if tokens[verb].head == first - 1:  # "a letter from A thanking him"
            tokens[verb] = replace(tokens[verb], head=at, dep="acl")


def _give_said(tokens: list[Token], at: int, words: Vocabulary) -> None:
    """To a verb of proposing what it proposes: "suggested in a letter to A that they meet" (no letter that met)."""
    verb = tokens[at].head
    clause = tokens[verb]
    above = clause.head
    if clause.dep == "relcl" and tokens[at].dep == "dobj":
        while tokens[above].tag[:1] != "V" and tokens[above].head != above:
            above = tokens[above].head
    elif clause.dep != "ccomp":
        return
    says = tokens[above].lemma in words.words["says.clauses"]
    proposes = words.governs["verbs"].get(tokens[above].lemma) == "proposed"
    if tokens[above].tag[:1] != "V" or above > at or not (says or proposes):
        return
    wished = proposes and clause.tag == "VBP" and clause.lemma != "be"  # "proposed that the premiers meet"
    tokens[verb] = replace(clause, head=above, dep="ccomp", tag="VB" if wished else clause.tag)
    tokens[at] = replace(tokens[at], dep="mark")


def _give_partner(tokens: list[Token], sentence: Sentence, at: int, words: Vocabulary) -> None:
    """To an event its partner, taken for a second subject ("said the meeting on Monday with A was useful")."""
    verb = tokens[at].head
    own = [k for k in range(sentence.first, sentence.last) if tokens[k].head == verb and tokens[k].dep == "nsubj"]
    if len(own) == 2 and own[0] < at < own[1] < verb:
        tokens[at] = replace(tokens[at], head=own[0], dep="prep")
        tokens[own[1]] = replace(tokens[own[1]], head=at, dep="pobj")
    elif len(own) == 1 and at < own[0] and tokens[verb].lemma in words.words["says.verbs"]:
        _give_teller(tokens, at, own[0], verb)


def _give_teller(tokens: list[Token], at: int, partner: int, verb: int) -> None:
    """To a verb of saying its own subject, before which stands who was met: "held talks with A, the Times reported"."""
    above, teller = tokens[verb].head, verb - 1
    comma = any(t.word == "," for t in tokens[partner:teller])
    if comma and above < at and tokens[above].dep == "ROOT" and tokens[teller].tag[:2] == "NN":
        tokens[at] = replace(tokens[at], head=above, dep="prep")
        tokens[partner] = replace(tokens[partner], head=at, dep="pobj")
        tokens[teller] = replace(tokens[teller], head=verb, dep="nsubj")
        tokens[verb] = replace(tokens[verb], head=verb, dep="ROOT")
        tokens[above] = replace(tokens[above], head=verb, dep="ccomp")


def _give_due(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To who is due, where and why, as one who is expected ("A, due in Lima tomorrow for his visit, said")."""
    if tokens[at - 1].word not in (",", "(", "-", "--") or tokens[tokens[at].head].tag[:2] != "NN":
        return
    name = tokens[at].head
    stop = next((k for k in range(at + 1, sentence.last) if tokens[k].word in (",", ")", ";")), sentence.last)
    tokens[at] = replace(tokens[at], tag="VBN", dep="acl")
    for k in range(at + 1, stop):
        of_name = tokens[k].head == name and tokens[k].dep in ("prep", "npadvmod", "advmod")
        of_place = tokens[k].lemma == "for" and tokens[k].dep == "prep" and at < tokens[k].head < k
        if of_name or (of_place and tokens[tokens[k].head].tag in ("IN", "NNP")):
            tokens[k] = replace(tokens[k], head=at)


def _give_planned(tokens: list[Token], at: int, words: Vocabulary) -> None:
    """To an event its plan, hung from elsewhere ("scrapped a meeting with A at the palace set for Tuesday")."""
    event = tokens[at].head
    if tokens[at].dep not in ("acl", "advcl"):
        return
    if tokens[event].tag[:1] == "V" and not any(t.head == at for t in tokens[event:at]):
        event = next((k for k in range(event, at) if tokens[k].head == event and tokens[k].dep == "dobj"), event)
    for _ in range(FARTHEST):
        event = tokens[event].head if tokens[event].tag in (*NAMES, "IN") else event
    if tokens[event].lemma in words.nouns and tokens[event].tag[:2] == "NN":
        tokens[at] = replace(tokens[at], head=event, dep="acl", tag="VBN")


def _give_counterpart(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To the first of those met the second, joined to the day before it: "will meet A on Monday and B on Tuesday"."""
    first, following = at, at + 1
    while first > sentence.first and first <= tokens[first - 1].head <= at:
        first -= 1
    joined = first - 1 > sentence.first and tokens[first - 1].word == "and"
    if not joined or following >= sentence.last or tokens[following].lemma not in SETTING:
        return
    titled = any(t.word in TITLES for t in tokens[first:at])
    if not _hangs_from_day(tokens, at) and not (titled and _hangs_from_site(tokens, at)):
        return
    met = [k for k in range(sentence.first, first - 1) if _is_met(tokens, k)]
    if met and (titled or any(tokens[k].word in DAYS for k in range(met[-1], first))):
        tokens[at] = replace(tokens[at], head=met[-1], dep="conj")


SETTING = frozenset({"on", "in", "at", "later", "next", "early", "tomorrow"}) | {day.lower() for day in DAYS}


def _hangs_from_day(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name is joined to a day, to the preposition of one, or to a verb: none of which it can stand beside."""
    above = tokens[tokens[at].head]
    if tokens[at].dep == "pobj":
        return above.lemma in ("on", "in") and any(
            t.word in DAYS and t.dep == "pobj" and t.head == tokens[at].head for t in tokens[tokens[at].head : at]
        )
    return above.word in DAYS or above.tag == "CD" or above.tag[:1] == "V"


TITLES = frozenset(
    """President Minister Premier Chancellor King Queen Emperor Empress Prince Princess Sultan Emir Pope
    Secretary""".split()
)


def _hangs_from_site(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name is joined to where another was met ("called on A at the palace and Premier B in his office")."""
    site = tokens[tokens[at].head]
    return tokens[at].dep == "conj" and site.dep == "pobj" and tokens[site.head].lemma in ("at", "in")


def _is_met(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token names who is met: the object of a verb, or who stands after "with"."""
    token = tokens[at]
    above = tokens[token.head]
    partner = token.dep == "pobj" and (
        above.lemma == "with" or (above.lemma == "on" and tokens[above.head].lemma == "call")
    )
    return token.tag in NAMES and token.word not in DAYS and (token.dep == "dobj" or partner)


def _is_of_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word can belong to a short phrase of time ("next month", "on Monday", "in May")."""
    return tokens[at].lemma in WHEN or tokens[at].word in DAYS


def _mend_days(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Mend, in place, what the day beside one token of a sentence is wrongly drawn into."""
    token = tokens[at]
    if token.dep in ("csubj", "csubjpass") and token.word in PLANNED:
        _give_plan(tokens, at)
    elif token.lemma == "on" and token.dep == "prt" and at + 2 < sentence.last:
        _give_day_alone(tokens, at)
    elif token.dep == "prep" and _is_set_off(tokens, sentence, at):
        _give_past(tokens, sentence, at)


def _give_plan(tokens: list[Token], at: int) -> None:
    """To an event the clause that tells when it was planned: "a visit planned for later this month has been off"."""
    verb = tokens[at].head
    subject = next((k for k in range(at - 1, -1, -1) if tokens[k].head == at and tokens[k].dep == "nsubj"), None)
    if subject is None or verb <= at:
        return
    passive = tokens[at].dep == "csubjpass"
    tokens[subject] = replace(tokens[subject], head=verb, dep="nsubjpass" if passive else "nsubj")
    tokens[at] = replace(tokens[at], head=subject, dep="acl", tag="VBN")


def _give_day_alone(tokens: list[Token], at: int) -> None:
    """To "on" the day that the parser joins to the name behind it: "sent on Monday Prime Minister Otieno to Lima"."""
    day = tokens[at + 1]
    if day.word in DAYS and day.dep == "compound" and day.head > at + 1:
        tokens[at] = replace(tokens[at], dep="prep", tag="IN")
        tokens[at + 1] = replace(day, head=at, dep="pobj")


def _is_set_off(tokens: list[Token], sentence: Sentence, at: int) -> bool:
    """Whether a day follows an aside with "now": "visited Peru, now the largest market, in November"."""
    if tokens[at].lemma not in ("in", "on") or at + 1 >= sentence.last or tokens[at + 1].word not in DAYS:
        return False
    opens = next((k for k in range(at - 2, sentence.first, -1) if tokens[k].word == ","), None)
    return tokens[at - 1].word == "," and opens is not None and tokens[opens + 1].lemma in ("now", "then", "once")


def _give_past(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To the verb before an aside the day behind it."""
    verb = next((k for k in range(at - 2, sentence.first, -1) if tokens[k].tag == "VBD"), None)
    if verb is not None:
        tokens[at] = replace(tokens[at], head=verb)
