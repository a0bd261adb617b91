"""To lend the tests of the command line a record made by hand: the one that the record's own tests use."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("handmade", Path(__file__).parents[1] / "record" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_HANDMADE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_HANDMADE)

rich_pile = _HANDMADE.rich_pile
rich_record = _HANDMADE.rich_record


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output as on a terminal of a hundred columns."""
    monkeypatch.setenv("COLUMNS", "100")
