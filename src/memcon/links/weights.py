"""To load what the comparisons weigh (`data/link_weights.json`): one frozen, versioned table."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Reliability(Struct, frozen=True, forbid_unknown_fields=True):
    """How far the probabilities of links are off on held-out pairs of one source.

    `pairs` were held out, `same` of them are one event; `precision` and `recall` are those of calling a pair one event
    at even odds (None where none is called or is one), `error` is the expected calibration error over ten bins, all
    shares of one.
    """

    source: str
    estimated_on: int
    pairs: int
    same: int
    precision: float | None
    recall: float | None
    error: float


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """Bits for each finding of a comparison, and the limits that turn a sum of bits into a judgement.

    `cut` is where a sum means one event, `close` where it is worth keeping, `certain` where no other pair may undo it;
    `never` is where one pair keeps two groups apart; `missing` stands for a pair never compared. `margin` is by how
    much a claim without a clear day has to fit one event better than the next. `judged` are bits set by hand, near
    which `scripts/train_links` estimates `bits`; `training` says how reliable these are.
    """

    version: int
    basis: str
    families: frozenset[str]
    together: tuple[tuple[str, ...], ...]
    stays: frozenset[str]
    directed: frozenset[str]
    parts_of_a_visit: frozenset[str]
    told_by_object: frozenset[str]
    plain_words: frozenset[str]
    state_words: frozenset[str]
    cut: float
    close: float
    certain: float
    margin: float
    missing: float
    never: float
    bits: Mapping[str, float]
    judged: Mapping[str, float]
    training: tuple[Reliability, ...]

    def group(self, kind: str) -> str:
        """The kinds that can be one event, under the first one's name."""
        return next((kinds[0] for kinds in self.together if kind in kinds), kind)


@cache
def link_weights() -> Weights:
    """The weights that ship with the package; ValueError names what does not hang together."""
    return read_weights(files("memcon").joinpath("data/link_weights.json").read_bytes())


def read_weights(json: bytes) -> Weights:
    """Weights from the bytes of a JSON file; ValueError names the key that is missing or wrong."""
    try:
        weights = msgspec.json.decode(json, type=Weights)
    except msgspec.ValidationError as error:
        raise ValueError(f"link_weights.json: {error}; restore the file or mend the key") from error
    if not weights.missing < weights.close <= weights.cut < weights.certain:
        raise ValueError("link_weights.json: expected missing < close <= cut < certain; mend these four")
    return weights
