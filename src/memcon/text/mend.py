"""Tokens as parsed to tokens with habits of the parser mended that hide who took part in what."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memcon.model import Sentence, Token
from memcon.text.mend_clauses import mended_clauses
from memcon.text.mend_events import mended_events
from memcon.text.mend_grammar import FINITE, HELPERS, first_of
from memcon.text.mend_lists import mended_lists
from memcon.text.mend_mains import mended_mains
from memcon.text.mend_news import mended_news
from memcon.text.mend_plans import mended_plans
from memcon.text.mend_subjects import mended_subjects
from memcon.text.mend_tags import mended_tags
from memcon.vocabulary import Vocabulary

TOGETHER = frozenset({"together", "along", "jointly"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
SETTINGS = frozenset({"prep", "advcl"})
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
ENDS = frozenset({"prep", "npadvmod"})


TIMED = frozenset({"schedule", "plan", "set", "slate", "book", "postpone", "cancel", "delay"})
GIVEN = frozenset({"aid", "assistance", "help", "relief", "credit", "loan", "support"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest"})


_MONTHS = "January February March April May June July August September October November December"
MONTHS = frozenset(_MONTHS.split())
_SHORT = "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec."
DAYS = frozenset(f"Monday Tuesday Wednesday Thursday Friday Saturday Sunday {_MONTHS} {_SHORT}".split())
"""Words of days as a list of journeys or callers tells them."""


def mended(tokens: Sequence[Token], sentences: Sequence[Sentence], words: Vocabulary) -> list[Token]:
    """The tokens of a page, some with another head or tag; characters and words stay."""
    out = list(tokens)
    for sentence in sentences:
        for at in range(sentence.first, sentence.last):
            mended_tags(out, sentence, at, words)
            token = out[at]
            mended_plans(out, sentence, at, words)
            mended_mains(out, sentence, at, words)
            mended_subjects(out, sentence, at, words)
            mended_events(out, sentence, at, words)
            mended_news(out, sentence, at, words)
            mended_clauses(out, sentence, at, words)
            mended_lists(out, sentence, at)
            if token.dep == "ROOT" and token.tag in FINITE | {"VBN", "VB", "VBG"}:
                _give_subject(out, sentence, at)
                _part_objects(out, sentence, at)
            elif token.dep == "ROOT" and token.tag[:2] == "NN":
                _give_verb(out, sentence, at)
            elif token.lemma == "what" and token.dep in ("dobj", "nsubj", "nsubjpass"):
                _give_object(out, sentence, at, words)
            elif token.tag in ("VBN", "VBD") and token.lemma in TIMED and _is_behind_name(out, sentence, at):
                _give_event(out, sentence, at, words)
            elif token.dep == "conj" and token.tag == "NNP" and out[token.head].dep == "appos":
                _lift(out, sentence, at)
            elif token.word in WEEKDAYS | MONTHS and token.dep == "compound" and at > sentence.first:
                _part_from_day(out, sentence, at)
            elif token.lemma in TOGETHER and at + 1 < sentence.last and out[at + 1].lemma == "with":
                _join(out, sentence, at)
            elif token.dep in ("conj", "npadvmod") and token.tag[:3] == "NNP" and token.word not in DAYS:
                _to_next(out, sentence, at)
            elif token.dep == "appos" and token.lemma in ORDINALS and out[token.head].lemma in words.nouns:
                _pass_on(out, sentence, at)
            elif token.lemma == "of" and token.dep == "prep" and out[token.head].word in WEEKDAYS:
                _off_day(out, sentence, at)
    return out


def _give_subject(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """To a verb without a subject what the parser made an apposition: "After talks with A, B said"."""
    below = _children(tokens, sentence, verb)
    helpers = [k for k in below if tokens[k].dep in HELPERS and k < verb]
    if any(tokens[k].dep in SUBJECTS for k in below) or not FINITE & {tokens[k].tag for k in (verb, *helpers)}:
        return
    if not any(tokens[k].dep in SETTINGS and k < verb for k in below):
        return
    end = verb
    while end - 1 in helpers:
        end -= 1
    set_off = tokens[end - 1].word == ","  # "After talks with A, B, the envoy, said"
    last = _apposition(tokens, sentence, end - 1 if set_off else end)
    subject = _explained(tokens, sentence, last) if set_off and last is not None else last
    if last is None:
        subject = last = _after_day(tokens, sentence, end - 1)
    if subject is None or last is None:
        return
    if subject != last:
        tokens[last] = replace(tokens[last], head=subject)
    passive = any(tokens[k].dep == "auxpass" for k in helpers)
    tokens[subject] = replace(tokens[subject], head=verb, dep="nsubjpass" if passive else "nsubj")


def _lift(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To a noun the one joined to it after a closed apposition: "the head of state, Lunde, and Premier Otieno met"."""
    named = tokens[at].head
    above = tokens[named].head
    joint = first_of(tokens, sentence, at) - 1
    closed = joint - 1 > named and tokens[joint].lemma == "and" and tokens[joint - 1].word == ","
    opened = tokens[first_of(tokens, sentence, named) - 1].word == "," and tokens[above].tag in ("NN", "NNP")
    if closed and opened and above < named and tokens[at].tag == "NNP":
        tokens[at] = replace(tokens[at], head=above)
        tokens[joint] = replace(tokens[joint], head=above)


def _part_objects(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    """To the first of two objects of a verb that it is the one given to: "pledged Sri Lanka a credit"."""
    found = [k for k in _children(tokens, sentence, verb) if tokens[k].dep == "dobj"]
    if len(found) == 2 and tokens[found[0]].tag == "NNP" and tokens[found[1]].tag in ("NN", "NNS"):
        tokens[found[0]] = replace(tokens[found[0]], dep="dative")
    elif len(found) == 1 and verb + 1 < sentence.last and tokens[verb + 1].tag == "NNP":
        below = _children(tokens, sentence, found[0])
        named = [k for k in below if tokens[k].dep in ("compound", "amod") and tokens[k].tag == "NNP" and k > verb]
        is_sum = any(tokens[k].dep == "nummod" for k in below) and tokens[found[0]].tag == "NNS"
        if named and (is_sum or (tokens[found[0]].lemma in GIVEN and named[-1] == found[0] - 1)):
            tokens[named[-1]] = replace(tokens[named[-1]], head=verb, dep="dative")
            for k in named[:-1]:
                tokens[k] = replace(tokens[k], head=named[-1], dep="compound")


def _after_day(tokens: list[Token], sentence: Sentence, at: int) -> int | None:
    """The name that the parser draws into the day before it, freed of it: "on the evening of 7 March President A"."""
    if tokens[at].tag[:3] != "NNP" or tokens[at].dep != "pobj":
        return None
    for k in _children(tokens, sentence, at):
        inner = [k, *_children(tokens, sentence, k)]
        month = next((m for m in inner if tokens[m].word in DAYS), None)
        if month is not None and tokens[at].head < k:
            tokens[month] = replace(tokens[month], head=tokens[at].head, dep="pobj")
            for m in inner:
                tokens[m] = tokens[m] if m == month else replace(tokens[m], head=month, dep="nummod")
            return at
    return None


def _give_verb(tokens: list[Token], sentence: Sentence, noun: int) -> None:
    """To a noun without a verb the one that the parser put into its relative clause: "X, who is in Lima, met Y"."""
    for at in (noun, *_children(tokens, sentence, noun)):
        for clause in _relatives(tokens, sentence, at):
            late = [k for above in (clause, at) for k in _children(tokens, sentence, above) if k > clause + 1]
            verb = next((k for k in late if _is_stray(tokens, sentence, k)), None)
            if verb is not None:
                tokens[verb] = replace(tokens[verb], head=verb, dep="ROOT", tag="VBD")
                tokens[noun] = replace(tokens[noun], head=verb, dep="nsubj")
                return


def _is_stray(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether a token is a past form set off by a comma, without subject or auxiliary of its own."""
    token = tokens[at]
    if token.tag != "VBN" or token.dep not in ("advcl", "acl", "conj") or tokens[at - 1].word != ",":
        return False
    return not any(tokens[k].dep in SUBJECTS | HELPERS for k in _children(tokens, sentence, at))


def _relatives(tokens: Sequence[Token], sentence: Sentence, at: int) -> list[int]:
    """The relative clauses of a noun."""
    return [k for k in _children(tokens, sentence, at) if tokens[k].dep == "relcl"]


def _is_behind_name(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether a word stands behind a comma, or hangs from the name before it that is not what it tells of."""
    if at == sentence.first:
        return False
    return tokens[at - 1].word == "," or (tokens[at].head == at - 1 and tokens[at - 1].tag[:3] == "NNP")


def _give_event(tokens: list[Token], sentence: Sentence, participle: int, words: Vocabulary) -> None:
    """To a participle set off by a comma the event before it: "spoke of a meeting with X, planned for Friday"."""
    below = _children(tokens, sentence, participle)
    has_time = any(tokens[k].lemma in ("for", "on", "in") for k in below) or _is_to_begin(tokens, below)
    is_verb = any(tokens[k].dep in SUBJECTS | HELPERS | {"prt", "dobj"} for k in below)
    if is_verb or not has_time or tokens[participle].dep not in ("advcl", "acl", "conj"):
        return
    for at in range(participle - 1, sentence.first - 1, -1):
        if tokens[at].tag in FINITE:
            return
        if tokens[at].tag[:2] == "NN" and tokens[at].lemma in words.nouns:
            tokens[participle] = replace(tokens[participle], head=at, dep="acl", tag="VBN")
            return


def _is_to_begin(tokens: Sequence[Token], below: Sequence[int]) -> bool:
    """Whether below a participle an event is to begin: "a summit on trade scheduled to take place on Friday"."""
    aims = (tokens[k].lemma for k in below if tokens[k].dep == "xcomp")
    return any(lemma in ("begin", "start", "open", "take", "hold") for lemma in aims)


def _pass_on(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Give the event that an ordinal stands beside what hangs from it: "the visit, the first by a premier to Peru"."""
    for k in _children(tokens, sentence, at):
        tokens[k] = replace(tokens[k], head=tokens[at].head) if tokens[k].dep == "prep" else tokens[k]


def _off_day(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """Hang from the verb an "of" that the parser hung from its day: "told parliament on Monday of the talks"."""
    on = tokens[tokens[at].head].head
    below = [tokens[k] for k in _children(tokens, sentence, at)]
    is_of_time = any(
        t.lemma in ("week", "month", "year") or t.word in MONTHS for t in below
    )  # "on Monday of next week"
    if tokens[on].lemma == "on" and tokens[tokens[on].head].tag[:2] == "VB" and below and not is_of_time:
        tokens[at] = replace(tokens[at], head=tokens[on].head)


def _part_from_day(tokens: list[Token], sentence: Sentence, day: int) -> None:
    """From a weekday the name that the parser made one with it: "received on Wednesday afternoon Minister X"."""
    last = day + 1 if day + 1 < sentence.last and tokens[day + 1].word in PARTS_OF_DAY else day
    prep = day - 1
    name = tokens[last].head
    while tokens[name].dep == "compound" and name < tokens[name].head < sentence.last:
        name = tokens[name].head
    verb = tokens[prep].head
    is_name = (
        last + 1 < sentence.last and tokens[last + 1].word[0].isupper() and tokens[name].tag == "NNP" and name > last
    )
    is_own = tokens[name].dep in SUBJECTS and tokens[name].head == verb  # "On Friday Otieno will meet"
    if (
        tokens[prep].lemma != ("in" if tokens[day].word in MONTHS else "on")
        or not is_name
        or tokens[verb].tag[:2] != "VB"
    ):
        return
    if tokens[name].head != prep and not is_own:
        return
    tokens[last] = replace(tokens[last], head=prep, dep="pobj")
    if last != day:
        tokens[day] = replace(tokens[day], head=last)
    if is_own:
        return
    has_object = any(tokens[k].dep == "dobj" for k in _children(tokens, sentence, verb))
    tokens[name] = replace(tokens[name], head=verb, dep="npadvmod" if has_object else "dobj")


def _join(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To a name the one that "along with" joins to it, where the parser takes the phrase for the verb's."""
    before = at - 2 if tokens[at - 1].word == "," else at - 1
    if before < sentence.first or tokens[before].tag not in ("NNP", "NNPS") or tokens[at + 1].dep != "prep":
        return
    tokens[at + 1] = replace(tokens[at + 1], head=before)
    tokens[at] = replace(tokens[at], head=at + 1, dep="advmod")


def _to_next(tokens: list[Token], sentence: Sentence, at: int) -> None:
    """To a list the next one on it that is told with a day of its own: "met A on Monday and B on Tuesday"."""
    above, begins = tokens[at].head, first_of(tokens, sentence, at)
    is_listed = tokens[above].word in DAYS if tokens[at].dep == "conj" else tokens[above].tag[0] == "V"
    if not is_listed or not _leads_to_day(tokens, sentence, at + 1) or begins - 1 <= sentence.first:
        return
    if tokens[begins - 1].word not in (",", "and"):
        return
    for k in range(begins - 2, sentence.first, -1):
        if tokens[k].tag[0] == "V":
            return
        if tokens[k].tag[:3] == "NNP" and tokens[k].dep in ("dobj", "pobj", "conj") and tokens[k].word not in DAYS:
            if _leads_to_day(tokens, sentence, k + 1):
                tokens[at] = replace(tokens[at], head=k, dep="conj")
            return


def _leads_to_day(tokens: Sequence[Token], sentence: Sentence, at: int) -> bool:
    """Whether "on" and a day, or a day alone, begins at a token."""
    word = [token.word for token in tokens[at : min(at + 3, sentence.last)]]
    return bool(word) and (word[0] in DAYS or (word[0] == "on" and any(one in DAYS for one in word[1:])))


def _apposition(tokens: Sequence[Token], sentence: Sentence, end: int) -> int | None:
    """The head of the apposition set off by a comma that ends before a token; None where none does."""
    for at in range(end - 1, sentence.first, -1):
        loose = tokens[at].dep == "appos" or _is_second(tokens, at)
        if loose and tokens[at].head < at and _last(tokens, sentence, at) == end - 1:
            return at if tokens[first_of(tokens, sentence, at) - 1].word == "," else None
        if tokens[at].tag in FINITE:
            return None
    return None


def _is_second(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name is the second object of one preposition: "Lunde" of "On Friday, Lunde met A"."""
    prep = tokens[at].head
    return tokens[at].dep == "pobj" and any(t.head == prep and t.dep == "pobj" for t in tokens[prep + 1 : at])


def _explained(tokens: Sequence[Token], sentence: Sentence, last: int) -> int | None:
    """The apposition that another one explains: "Lunde" of "with Otieno, Lunde, the premier, said"."""
    above = tokens[last].head
    if tokens[above].dep == "appos":
        return above
    return _apposition(tokens, sentence, first_of(tokens, sentence, last) - 1)


def _give_object(tokens: list[Token], sentence: Sentence, what: int, words: Vocabulary) -> None:
    """To a verb the event of which it is told what it was called: "held what was described as a meeting with"."""
    naming = tokens[what].head
    above = tokens[naming].head
    top = above if tokens[above].dep == "ccomp" and above > what else naming  # "what officials said were talks"
    named = next(_named(tokens, sentence, naming), None)
    if (
        tokens[top].dep != "ccomp"
        or tokens[top].head >= what
        or named is None
        or tokens[named].lemma not in words.nouns
    ):
        return
    verb = tokens[top].head
    tokens[named] = replace(tokens[named], head=verb, dep="dobj")
    tokens[top] = replace(tokens[top], head=named, dep="dep")
    for k in _children(tokens, sentence, naming):
        if k > named and tokens[k].dep in ENDS:
            tokens[k] = replace(tokens[k], head=verb)


def _named(tokens: Sequence[Token], sentence: Sentence, naming: int) -> Iterator[int]:
    """The noun that a clause with "what" names: "called talks", "described as talks", "said were talks"."""
    if tokens[naming].lemma == "be":
        yield from (k for k in _children(tokens, sentence, naming) if tokens[k].dep == "attr")
    for k in _children(tokens, sentence, naming):
        below = [o for o in _children(tokens, sentence, k) if tokens[o].dep in ("pobj", "attr")]
        if tokens[k].dep == "oprd" and tokens[k].tag[:2] == "NN":
            yield k
        elif (tokens[k].lemma == "as" and tokens[k].dep == "prep") or (
            tokens[k].lemma == "be" and tokens[k].dep == "ccomp"
        ):
            yield from below


def _children(tokens: Sequence[Token], sentence: Sentence, at: int) -> list[int]:
    """The tokens of a sentence that hang from one of its tokens."""
    return [k for k in range(sentence.first, sentence.last) if tokens[k].head == at and k != at]


def _last(tokens: Sequence[Token], sentence: Sentence, at: int) -> int:
    """The last token of what hangs from a token, with it."""
    return max([at, *(_last(tokens, sentence, k) for k in _children(tokens, sentence, at) if k > at)])
