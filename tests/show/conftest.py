"""To lend the tests of the command line a way to run it, and the record made by hand of the record's own tests."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from memcon.show.cli import main

Run = Callable[..., tuple[int, str, str]]

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


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command; its exit code, standard output and standard error."""

    def go(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return go
