"""To hold the loading of weights to refusing a file that does not hang together."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from memcon.links.weights import link_weights, read_weights


def test_the_weights_name_their_version_and_basis() -> None:
    weights = link_weights()
    assert weights.version >= 1
    assert "train_links" in weights.basis


def test_every_finding_was_judged_and_the_probabilities_hold_on_pairs_held_out() -> None:
    weights = link_weights()
    assert weights.judged.keys() == weights.bits.keys()
    assert sum(one.estimated_on for one in weights.training[:-1]) >= 1000
    assert weights.training[-1].source == "all"
    assert weights.training[-1].error <= 0.05


@pytest.mark.parametrize(
    ("change", "message"),
    [({"cut": -20.0}, "missing < close"), ({"cut": "high"}, "cut"), ({"cuts": 1.0}, "cuts")],
)
def test_a_file_that_does_not_hang_together_is_refused(change: dict[str, object], message: str) -> None:
    good = _as_written()
    with pytest.raises(ValueError, match=message):
        read_weights(json.dumps({**good, **change}).encode())


@pytest.mark.parametrize(("arguments", "code", "says"), [(["--help"], 0, "-o FILE"), ([], 2, "required: -o/--out")])
def test_weights_are_written_where_told_and_nowhere_else(arguments: list[str], code: int, says: str) -> None:
    script = Path(__file__).parents[2] / "scripts" / "train_links.py"
    before = _as_written()
    told = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)
    assert (told.returncode, says in told.stdout + told.stderr) == (code, True)
    assert _as_written() == before


def _as_written() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(files("memcon").joinpath("data/link_weights.json").read_bytes())
    return loaded
