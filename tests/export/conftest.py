"""To lend the tests of exports a record made by hand, and the record of the sample pile, built once."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import memcon
from memcon.record.extract import Extract
from memcon.record.record import Fields, Record
from memcon.show.write import export

_SPEC = importlib.util.spec_from_file_location("handmade", Path(__file__).parents[1] / "record" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_HANDMADE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_HANDMADE)

rich_pile = _HANDMADE.rich_pile
rich_record = _HANDMADE.rich_record
SAMPLE = Path(__file__).parents[2] / "src" / "memcon" / "data" / "sample"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record of the reports that ship with memcon."""
    return memcon.build(SAMPLE, tmp_path_factory.mktemp("sample") / "record")


@pytest.fixture(scope="session")
def told(sample: Record) -> Callable[[str], list[Fields]]:
    """Gives the rows of a view of that record, by column, worked out once."""
    extract = Extract(sample)
    return cache(lambda name: list(extract.fields(name)))


@pytest.fixture(scope="session")
def exported(sample: Record, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the export of the sample's record in a format, made once; tests leave it as it is."""

    @cache
    def make(form: str) -> Path:
        out = tmp_path_factory.mktemp("exports") / form
        export(sample, form, out)
        return out

    return make
