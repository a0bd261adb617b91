"""To compute the model's vectors of words in context with less work than its own layers take, and the same result.

A word's own vector does not depend on its neighbours, so it is computed once and kept. What is left, four layers that
each look one word to the left and right, takes a few operations on whole arrays.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Floats = NDArray[np.float32]
Key = tuple[int, ...]
"""What a word's own vector depends on: its form, its norm (that of "'ll" is "will"), whether a blank follows."""

DEPENDS_ON = ["ORTH", "NORM", "SPACY"]
MOST = 30_000
"""Words whose vectors are kept; then all are forgotten. Two models hold 27 MB of them."""


class Layer(NamedTuple):
    """The parameters of a maxout and the normalisation after it: each of the `pieces` parts gives `width` columns."""

    weights: Floats
    bias: Floats
    pieces: int
    gain: Floats
    shift: Floats

    def of(self, product: Floats) -> Floats:
        """Rows that were multiplied by the weights, (n, pieces * width), made (n, width) and normal; changes them."""
        product += self.bias
        first, *others = np.split(product, self.pieces, axis=1)
        for other in others:
            np.maximum(first, other, out=first)
        rows: Floats = first - first.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + np.float32(1e-8)
        rows *= (1 / np.sqrt(variance))[:, None]
        rows *= self.gain
        rows += self.shift
        return rows


class Words:
    """Each word's own vector, computed when it is first met.

    Each is computed by itself, so that it is the same to the last bit whatever else is met with it: what a report is
    coded as must not depend on the reports before it.
    """

    def __init__(self, embed: Any, vectors: Any) -> None:
        extract, self._hashes, static = (
            _one(embed, name) for name in ("extract_features", "with_array", "static_vectors")
        )
        self._columns = ["ORTH", *extract.attrs["columns"]]
        self._projection = np.ascontiguousarray(static.get_param("W").T)
        self._mixed = _layers(embed)[0]
        self._vectors = vectors
        self._known: dict[Key, Floats] = {}

    def of(self, docs: Sequence[Any]) -> Floats:
        """The vectors of all words of the documents, one after the other: (words, width)."""
        keys = [tuple(key) for doc in docs for key in doc.to_array(DEPENDS_ON).tolist()]
        known = self._known
        if any(key not in known for key in keys):
            self._meet(docs, keys)
        return np.concatenate([known[key] for key in keys]).reshape(len(keys), -1)

    def _meet(self, docs: Sequence[Any], keys: Sequence[Key]) -> None:
        """Compute the vectors of the words that are not known."""
        if len(self._known) > MOST:
            self._known.clear()
        new = {key: at for at, key in enumerate(keys) if key not in self._known}
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])[list(new.values())]
        rows = self._vectors.find(keys=features[:, 0])
        own = _by_row(self._vectors.data[rows], self._projection)
        own[rows < 0] = 0
        hashes = self._hashes.predict(np.ascontiguousarray(features[:, 1:]))
        self._known.update(
            zip(new, self._mixed.of(_by_row(np.hstack((hashes, own)), self._mixed.weights)), strict=True)
        )


def quick(model: Any, vectors: Any) -> Model[Any, Any]:
    """What gives documents the vectors that spaCy's `Tok2Vec` gives them, but for rounding; it cannot be trained."""
    words, encode = Words(model.get_ref("embed"), vectors), model.get_ref("encode")
    layers, pad = _layers(encode), encode.attrs["pad"]

    def forward(_: Model[Any, Any], docs: Sequence[Any], **_training: bool) -> tuple[list[Floats], Callable[..., Any]]:
        return _in_context(words.of(docs), [len(doc) for doc in docs], layers, pad), lambda _: []

    return Model("quick_tok2vec", forward, dims={"nO": model.get_dim("nO")})


def _in_context(words: Floats, lengths: Sequence[int], layers: Iterable[Layer], pad: int) -> list[Floats]:
    """The vectors of words after all layers, by document; rows of zeros keep one document's words from another's."""
    starts = np.cumsum([pad, *(length + pad for length in lengths)]).tolist()
    spans = [(start, start + length) for start, length in zip(starts, lengths, strict=False)]
    around = np.zeros((starts[-1] + 2, words.shape[1]), np.float32)  # one row more at either end, for the neighbours
    rows, at = around[1:-1], 0
    for start, end in spans:
        rows[start:end] = words[at : at + end - start]
        at += end - start
    for layer in layers:
        rows += layer.of(np.hstack((around[:-2], rows, around[2:])) @ layer.weights)
    return [rows[start:end] for start, end in spans]


def _by_row(rows: Floats, weights: Floats) -> Floats:
    """Rows times weights, each by itself: of a product of many the last bits depend on how many they are."""
    product: Floats = np.matmul(rows[:, None, :], weights)[:, 0]
    return product


def _layers(model: Any) -> list[Layer]:
    """The layers of a model in order, the weights laid out so that a product's parts are blocks of columns."""
    nodes = list(model.walk(order="dfs_pre"))
    found = []
    for maxout, norm in zip(
        (n for n in nodes if n.name == "maxout"), (n for n in nodes if n.name == "layernorm"), strict=True
    ):
        weights = maxout.get_param("W")
        width, pieces, given = weights.shape
        laid = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(given, pieces * width))
        bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        found.append(Layer(laid, bias, pieces, norm.get_param("G"), norm.get_param("b")))
    return found


def _one(model: Any, name: str) -> Any:
    """The first node of a model that is called so, what it holds in brackets or not."""
    return next(node for node in model.walk(order="dfs_pre") if node.name.partition("(")[0] == name)
